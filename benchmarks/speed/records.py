"""The papers of a corpus as other generators get them: front matter, and a text in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.corpus import _papers as read_papers
from generator.model import DigestDate, Paper, Section
from generator.text.clean import plain_text

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
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
    `YYYY-MM-DD`, the first day.
    """

    key: str
    title: str
    authors: str
    date: str
    days: tuple[str, ...]
    months: tuple[str, ...]
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
    for paper, before, after in zip(papers, row, row[2:], strict=False):
        yield _record(paper, before, after)


def _neighbour(paper: Paper) -> Neighbour:
    return Neighbour(paper.key, plain_text(paper.title))


def _record(paper: Paper, before: Neighbour | None, after: Neighbour | None) -> Record:
    months = tuple(dict.fromkeys(day.month for day in paper.days))
    categories = paper.categories or (paper.category,)
    tldr = _tldr(paper)
    first = paper.days[0].value
    return Record(
        key=paper.key,
        title=plain_text(paper.title),
        authors=", ".join(map(plain_text, paper.authors)),
        date=first if paper.days[0].has_day else f"{first}-01",
        days=tuple(map(_name, paper.days)),
        months=months,
        lists=tuple(f"{category} {month}" for month in months for category in categories),
        url=paper.url or "",
        pdf=paper.pdf_url or "",
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
