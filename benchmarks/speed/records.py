"""The papers of a corpus as other generators get them: front matter, and a text in Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.corpus import _papers as read_papers
from generator import arxiv
from generator.citing.keys import citation_key
from generator.citing.names import people_of
from generator.model import DigestDate, Paper, Section
from generator.text.clean import plain_text

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MIN_PAPERS = 15
"""Papers of an author who has a page, as the product has it."""

_TLDR = "tldr"
_ABSTRACT = "abstract"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The paper before or after one."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Record:
    """A paper: everything without markup but `body`, which is Markdown as the digests have it.

    `days` are names of days, oldest first, `months` those of the months that hold them, and
    `lists` stand for a category in a month each, such as `cs.DC 2026-05`. `date` is
    `YYYY-MM-DD`, the first day. `people` are those authors who have a page, `inverted` all of
    them with the family's name first, `words` those of the title.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    inverted: tuple[str, ...]
    people: tuple[str, ...]
    cite_key: str
    words: tuple[str, ...]
    date: str
    days: tuple[str, ...]
    months: tuple[str, ...]
    categories: tuple[str, ...]
    lists: tuple[str, ...]
    url: str
    pdf: str
    tldr: str
    body: str
    previous: Neighbour | None
    next: Neighbour | None


def read_records(settings: Path, content: Path) -> Iterator[Record]:
    """Read a content folder with the product's reader; the oldest paper comes first."""
    papers = sorted(read_papers(settings, content), key=lambda paper: (paper.days[0], paper.key))
    row = [None, *map(_neighbour, papers), None]
    counts = Counter(name for paper in papers for name in _names(paper))
    busy = {name for name, count in counts.items() if count >= _MIN_PAPERS}
    for paper, before, after in zip(papers, row, row[2:], strict=False):
        yield _record(paper, before, after, busy)


def _names(paper: Paper) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(plain_text, paper.authors)))


def _neighbour(paper: Paper) -> Neighbour:
    return Neighbour(paper.key, plain_text(paper.title))


def _record(
    paper: Paper, before: Neighbour | None, after: Neighbour | None, busy: Container[str]
) -> Record:
    months = tuple(dict.fromkeys(day.month for day in paper.days))
    categories = paper.categories or (paper.category,)
    tldr = _tldr(paper)
    title = plain_text(paper.title)
    first = paper.days[0].value
    return Record(
        key=paper.key,
        title=title,
        authors=_names(paper),
        inverted=tuple(name.inverted for name in people_of(paper.authors).names),
        people=tuple(name for name in _names(paper) if name in busy),
        cite_key=citation_key(paper),
        words=tuple(dict.fromkeys(_WORD.findall(title.lower()))),
        date=first if paper.days[0].has_day else f"{first}-01",
        days=tuple(map(_name, paper.days)),
        months=months,
        categories=categories,
        lists=tuple(f"{category} {month}" for month in months for category in categories),
        url=paper.url or "",
        pdf=paper.pdf_url or (arxiv.pdf_url(paper.id) if paper.id else ""),
        tldr=plain_text(tldr.text) if tldr else "",
        body="\n\n".join(f"## {part.label}\n\n{part.text}" for part in _parts(paper.sections)),
        previous=before,
        next=after,
    )


def _name(day: DigestDate) -> str:
    return f"{day.value}-{day.name}" if day.name else day.value


def _tldr(paper: Paper) -> Section | None:
    found = [section for section in paper.sections if section.field == _TLDR]
    chinese = [section for section in found if _HAN.search(section.text)]
    return next(iter([*chinese, *found]), None)


def _parts(sections: tuple[Section, ...]) -> list[Section]:
    """Put the summary first and the abstract last."""
    places = {_TLDR: 0, _ABSTRACT: 2}
    return sorted(sections, key=lambda section: places.get(section.field or "", 1))
