"""What a site weighs, by kind of file, so that it can be held against what its host takes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from generator.hosts import Named, Share, Weight
from generator.manifest import FileRecord

PAPER_BYTES = 13_000
"""What a paper costs in a site of which nothing is known yet; measured, see the benchmarks."""

PAPER_FILES = 2
"""How many files that is: its page, and its part of the search index."""

_KINDS = (
    ("paper pages", re.compile(r"papers/")),
    ("day, month and year pages", re.compile(r"\d{4}/")),
    ("feeds", re.compile(r"(?:(?:categories|authors)/[^/]+/)?feed[./]|(?:authors/)?feeds\.")),
    ("category pages", re.compile(r"categories/")),
    ("search index", re.compile(r"pagefind/")),
    ("all else", re.compile(r"")),
)
_PAPERS = _KINDS[0][0]


def weigh(files: Mapping[str, FileRecord], papers: int) -> Weight:
    """Weigh the files of a site."""
    found: dict[str, list[int]] = {}
    for path, file in files.items():
        place = path if "feed" in path else path[: path.find("/") + 1]
        found.setdefault(place, []).append(file.size)
    counts = dict.fromkeys((kind for kind, _ in _KINDS), 0)
    sizes = dict(counts)
    for place, held in found.items():
        kind = next(kind for kind, pattern in _KINDS if pattern.match(place))
        counts[kind] += len(held)
        sizes[kind] += sum(held)
    return Weight(
        papers=papers,
        size=sum(sizes.values()),
        files=len(files),
        shares=tuple(Share(kind=k, files=counts[k], size=sizes[k]) for k in counts if counts[k]),
        largest=_first({path: file.size for path, file in files.items()}),
        fullest=_first(Counter([path.rpartition("/")[0] for path in files])),
    )


def _first(numbers: Mapping[str, int]) -> Named | None:
    """Name what has the highest number; the first by name of equals."""
    if not numbers:
        return None
    most = max(numbers.values())
    path = min(path for path, number in numbers.items() if number == most)
    return Named(path=path, number=most)


def outlook(papers: int, last: Mapping[str, FileRecord]) -> Weight:
    """Tell what a site of so many papers will weigh: as the last one does, paper by paper."""
    known = weigh(last, 0)
    pages = next((share.files for share in known.shares if share.kind == _PAPERS), 0)
    if not pages:
        size, files = papers * PAPER_BYTES, papers * PAPER_FILES
        return Weight(papers=papers, size=size, files=files, measured=False)
    scale = papers / pages
    shares = tuple(
        Share(kind=s.kind, files=round(s.files * scale), size=round(s.size * scale))
        for s in known.shares
    )
    return Weight(
        papers=papers,
        size=sum(share.size for share in shares),
        files=sum(share.files for share in shares),
        shares=shares,
        largest=known.largest,
        fullest=known.fullest,
    )
