"""Which papers the lines of an entry link to outside its heading: `Link: …`, `[PDF](…)`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from generator import arxiv
from generator.digests.headings import Heading

_ADDRESS = re.compile(r"https?://[^\s<>)\]\"'，、]+")
_LABELLED = re.compile(
    r"[^\w\n]*(?:\*\*|__)?[^\w\n]*(?:arxiv(?:\s*id|\s*link|链接)?|url|links?|abs|paper(?:\s*(?:link|url|id))?|pdf"
    r"(?:\s*(?:link|url))?|doi|id|source|论文链接|论文|链接|原文链接|原文|地址|リンク|論文|링크|lien"
    r"|enlace|ссылка)\s*(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
_FREE_LINKS = re.compile(r"!?\[[^\]]*\]\([^)]*\)|\[\*\*\[[^\]]*\]\*\*\]\([^)]*\)|<?https?://\S+>?")


class _Placed(Protocol):
    @property
    def index(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def heading(self) -> Heading: ...


def paper_of_line(line: str) -> str | None:
    """Name the paper to which a line leads that is a labelled link or nothing but links.

    The name is the arXiv id or the address.
    """
    if "http" not in line and "arxiv" not in line[:40].lower():
        return None
    label = _LABELLED.match(line)
    if label:
        address = _ADDRESS.search(label["rest"])
        if address:
            return _name(address[0])
        identifier = arxiv.parse_id(label["rest"].strip(" `*"))
        return identifier.base if identifier else None
    if any(map(str.isalnum, _FREE_LINKS.sub("", line))):
        return None
    found = [arxiv.parse_address(address) for address in _ADDRESS.findall(line)]
    return next((identifier.base for identifier in found if identifier), None)


def _name(address: str) -> str:
    identifier = arxiv.parse_address(address)
    return identifier.base if identifier else address


def papers_below(places: Sequence[_Placed], lines: Sequence[str]) -> frozenset[int]:
    """Give the numbers of the headings below which one paper is linked, before the next as high."""
    named = [(i, paper) for i, line in enumerate(lines) if (paper := paper_of_line(line))]
    found: set[int] = set()
    for number, (place, end) in enumerate(zip(places, _ends(places, len(lines)), strict=True)):
        inside = named[bisect_left(named, (place.last + 1,)) : bisect_left(named, (end,))]
        if _count_papers([paper for _, paper in inside]) == 1:
            found.add(number)
    return frozenset(found)


def _ends(places: Sequence[_Placed], last: int) -> list[int]:
    """Give for each heading the line of the next one that is as high, or the last line."""
    ends = [last] * len(places)
    opened: list[int] = []
    for number, place in enumerate(places):
        while opened and places[opened[-1]].heading.level >= place.heading.level:
            ends[opened.pop()] = place.index
        opened.append(number)
    return ends


def _count_papers(papers: Sequence[str]) -> int:
    """Count the papers that are meant; where ids are given, other addresses only accompany them."""
    identified = {paper for paper in papers if not paper.startswith("http")}
    return len(identified or set(papers[:1]))
