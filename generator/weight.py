"""What a site weighs, by kind of file, so that it can be held against what its host takes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from generator.hosts import Named, Share, Weight
from generator.manifest import FileRecord

PAPER_BYTES = 12_600
"""What another paper costs in a site of which nothing is known yet, but for feeds.

This and what follows was measured with 301 to 72,868 papers.
"""
PAPER_FILES = 1.6
"""How many files that is: its page, and its part of the search index and of other pages."""

FIXED_BYTES = 170_000
"""What a site without a paper weighs: style, scripts, images, and pages that there always are."""
FIXED_FILES = 53

_NEWEST = 900
"""Papers that feeds of all kinds hold together as entries of their newest documents."""
_NEWEST_BYTES = 6_200
_ARCHIVED_BYTES = 200

_FORMAT_BYTES = {"ris": 520, "csl-json": 730}
"""What formats of a day's files, which are not made by default, cost a paper."""

_KINDS = (
    ("paper pages", re.compile(r"papers/")),
    ("day, month and year pages", re.compile(r"\d{4}/")),
    ("feeds", re.compile(r"(?:(?:categories|authors)/[^/]+/)?feed[./]|(?:authors/)?feeds\.")),
    ("category pages", re.compile(r"categories/")),
    ("search index", re.compile(r"pagefind/")),
    ("all else", re.compile(r"")),
)
_PAPERS, _FEEDS, _ALL_ELSE = _KINDS[0][0], _KINDS[2][0], _KINDS[-1][0]


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
    shares = tuple(Share(kind=k, files=counts[k], size=sizes[k]) for k in counts if counts[k])
    weight = Weight(
        papers=papers,
        size=sum(sizes.values()),
        files=len(files),
        shares=shares,
        largest=_first({path: file.size for path, file in files.items()}),
        fullest=_first(Counter([path.rpartition("/")[0] for path in files])),
    )
    growing = [_growing(share) for share in shares if share.kind != _FEEDS]
    return replace(
        weight,
        more=sum(one.size for one in growing) / (papers or 1)
        + bool(counts[_FEEDS]) * _ARCHIVED_BYTES,
        more_files=sum(one.files for one in growing) / (papers or 1),
    )


def _growing(share: Share) -> Share:
    """Give what of a share grows with the papers."""
    if share.kind != _ALL_ELSE:
        return share
    files, size = max(0, share.files - FIXED_FILES), max(0, share.size - FIXED_BYTES)
    return Share(kind=share.kind, files=files, size=size)


def _first(numbers: Mapping[str, int]) -> Named | None:
    """Name what has the highest number; the first by name of equals."""
    if not numbers:
        return None
    most = max(numbers.values())
    path = min(path for path, number in numbers.items() if number == most)
    return Named(path=path, number=most)


def outlook(
    papers: int, last: Mapping[str, FileRecord], *, feeds: bool, formats: Iterable[str] = ()
) -> Weight:
    """Tell what a site of so many papers, with feeds or without, will weigh.

    As the last one does, paper by paper; what there is once stays as it is.
    """
    pages = sum(path.startswith("papers/") for path in last)
    if not pages:
        return _guess(papers, feeds=feeds, formats=formats)
    known = weigh(last, pages)
    shares = tuple(_outlook(share, papers, pages) for share in known.shares)
    return replace(
        known,
        papers=papers,
        size=sum(share.size for share in shares),
        files=sum(share.files for share in shares),
        shares=shares,
    )


def _guess(papers: int, *, feeds: bool, formats: Iterable[str]) -> Weight:
    """Guess from the number of papers and from what is made of them."""
    each = PAPER_BYTES + sum(_FORMAT_BYTES.get(name, 0) for name in formats)
    return Weight(
        papers=papers,
        size=FIXED_BYTES + papers * each + feeds * _feeds(papers),
        files=FIXED_FILES + round(papers * PAPER_FILES),
        measured=False,
        more=each + feeds * _ARCHIVED_BYTES,
        more_files=PAPER_FILES,
    )


def _feeds(papers: int) -> int:
    """Guess what feeds weigh: they hold the newest papers in full, and old ones in archives."""
    return min(papers, _NEWEST) * _NEWEST_BYTES + papers * _ARCHIVED_BYTES


def _outlook(share: Share, papers: int, pages: int) -> Share:
    """Give what becomes of a share of a site with so many pages of papers."""
    scale = papers / pages
    if share.kind == _FEEDS:
        size = round(share.size * _feeds(papers) / _feeds(pages))
        return Share(kind=share.kind, files=round(share.files * scale), size=size)
    growing = _growing(share)
    return Share(
        kind=share.kind,
        files=share.files - growing.files + round(growing.files * scale),
        size=share.size - growing.size + round(growing.size * scale),
    )
