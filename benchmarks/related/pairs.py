"""Papers on one method: titles such as `Name:` and `Name++:`, with an author in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from generator.archive import PaperStub
from generator.merging import Merged
from generator.papers import load_texts
from generator.stubs import Shelf

_NAME = re.compile(r"\s*(?P<name>[^\s:]{2,30}(?: \d(?:\.\d)?| v\d(?:\.\d)?)?):\s")
_NEXT = re.compile(
    r"(?P<base>[A-Z][\w-]{3,}?)(?:\+\+?|[- ]?v\d(?:\.\d)?|[- ]?\d(?:\.\d)?"
    r"|-(?:XL|Pro|Plus|Next|Max|II|III|Omni|Lite|Turbo|Ultra))"
)


class Pair(msgspec.Struct, frozen=True):
    """Two papers on one method, the later one first, and what both call it."""

    later: str
    earlier: str
    name: str


def pairs(papers: Mapping[str, PaperStub], shelf: Shelf) -> Iterator[Pair]:
    """Find the pairs of an archive."""
    named = {key: match["name"] for key, p in papers.items() if (match := _NAME.match(p.title))}
    by_name: dict[str, list[str]] = defaultdict(list)
    for key, name in named.items():
        by_name[name.casefold()].append(key)
    for key, name in named.items():
        match = _NEXT.fullmatch(name)
        for other in by_name[match["base"].casefold()] if match else ():
            ordered = sorted((papers[key], papers[other]), key=lambda paper: paper.first)
            if match and other != key and _share_an_author(ordered, shelf):
                yield Pair(ordered[1].key, ordered[0].key, match["base"])


def masked(texts: Merged, name: str) -> Merged:
    """Leave a name out of all texts of a paper, whatever follows it."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}[\w.+-]*", re.IGNORECASE)
    sections = tuple(replace(s, text=pattern.sub(" ; ", s.text)) for s in texts.sections)
    keywords = tuple(pattern.sub(" ; ", word) for word in texts.keywords)
    title = pattern.sub(" ; ", texts.title)
    return replace(texts, title=title, keywords=keywords, headlines=(), sections=sections)


def _share_an_author(papers: Sequence[PaperStub], shelf: Shelf) -> bool:
    first, second = (load_texts(p.sightings[0].leaves, shelf).authors for p in papers)
    return bool(set(first) & set(second))
