"""What a site weighs, by kind of file, against what its host holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.manifest import FileRecord
from generator.report import Share, Weight

PAPER_BYTES = 13_000
"""What a paper costs in a site of which nothing is known yet; measured, see the benchmarks."""

_KINDS = (
    ("paper pages", re.compile(r"papers/")),
    ("day, month and year pages", re.compile(r"\d{4}/")),
    ("feeds", re.compile(r"(?:(?:categories|authors)/[^/]+/)?feeds?[./]")),
    ("category pages", re.compile(r"categories/")),
    ("search index", re.compile(r"pagefind/")),
    ("all else", re.compile(r"")),
)


def weigh(files: Mapping[str, FileRecord], papers: int) -> Weight:
    """Weigh the files of a site."""
    found: dict[str, list[int]] = {}
    for path, file in files.items():
        found.setdefault(path[: path.find("/") + 1], []).append(file.size)
    counts = dict.fromkeys((kind for kind, _ in _KINDS), 0)
    sizes = dict(counts)
    for folder, held in found.items():
        kind = next(kind for kind, pattern in _KINDS if pattern.match(folder))
        counts[kind] += len(held)
        sizes[kind] += sum(held)
    shares = tuple(Share(kind=k, files=counts[k], size=sizes[k]) for k in counts if counts[k])
    return Weight(papers=papers, size=sum(sizes.values()), shares=shares)


def outlook(papers: int, last: Mapping[str, FileRecord]) -> Weight:
    """Tell what a site of so many papers will weigh: as the last one does, paper by paper."""
    known = weigh(last, 0)
    pages = next((share.files for share in known.shares if share.kind == _KINDS[0][0]), 0)
    if not pages:
        return Weight(papers=papers, size=papers * PAPER_BYTES)
    scale = papers / pages
    shares = tuple(
        Share(kind=s.kind, files=round(s.files * scale), size=round(s.size * scale))
        for s in known.shares
    )
    return Weight(papers=papers, size=sum(share.size for share in shares), shares=shares)
