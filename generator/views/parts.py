"""The pieces that several pages share.

Addresses in views are relative to the root of the site and start and end in `/`
(`/papers/2509.20563/`); the theme adds the base path. Texts are as in the digests:
the theme turns them into safe HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.model import Value


class Text(Value):
    """A run of text and its BCP 47 language."""

    value: str
    lang: str


class Link(Value):
    """A link within the site; `lang` is the language of a label that is a paper's title."""

    label: str
    address: str
    lang: str = ""


class Late(Value):
    """A text that is not written before it is asked for: by what, and of which value."""

    by: Callable[[Any], str]
    of: Any

    @property
    def text(self) -> str:
        """The text."""
        return self.by(self.of)


class ExternalLink(Value):
    """A link to elsewhere; `kind` is `abstract`, `pdf`, `html`, `code`, `project` or `source`."""

    kind: str
    url: str


class Download(Value):
    """A file of the site to be kept: what it is called in a link, and on the reader's disk."""

    label: str
    address: str
    name: str
    media_type: str


class FeedLink(Value):
    """A feed of the site: `kind` is `papers`, `days` or `json`."""

    kind: str
    address: str
    media_type: str


class CategoryRef(Value):
    """A category or topic as it is named on a page: `name` is its long name, perhaps empty."""

    code: str
    address: str
    name: str = ""


class CountedCategory(Value):
    """A category with the number of papers that it has on the page's subject.

    `anchor` is the id of its group on the same page, where there is one.
    """

    category: CategoryRef
    count: int
    anchor: str = ""


class AuthorRef(Value):
    """An author: the name as it is mostly written, and the page, empty where there is none."""

    name: str
    address: str = ""


class CountedAuthor(Value):
    """An author with the number of papers on the page's subject."""

    author: AuthorRef
    count: int


class AuthorGroup(Value):
    """Authors under one letter, `a` to `z` or `other`; `anchor` is its id on the page."""

    letter: str
    anchor: str
    authors: tuple[CountedAuthor, ...]


class PaperLine(Value):
    """A paper in a lean list: its title, the day on which it was first seen, its category."""

    address: str
    title: Text
    date: str
    category: str = ""


class YearOfPapers(Value):
    """The papers of a year, newest first."""

    year: str
    address: str
    papers: tuple[PaperLine, ...]


class SectionView(Value):
    """A labelled text. `field` names a label that the theme translates; else `label` is shown."""

    text: Text
    field: str | None = None
    label: str = ""


class Card(Value):
    """A paper in a list: what a reader skims.

    `headline` is None where the digest gives none; the title then leads. `summary` is the
    TL;DR, or the pitch. `more_authors` counts the authors that are left out of `authors`. `venue`
    is where it was accepted, `code` the address of its repository.
    A paper that is `folded` has no page: the card is all of it, with its other texts and links,
    and `anchor` its id on the page.
    """

    key: str
    address: str
    title: Text
    headline: Text | None = None
    authors: tuple[str, ...] = ()
    more_authors: int = 0
    categories: tuple[CategoryRef, ...] = ()
    summary: Text | None = None
    badges: tuple[str, ...] = ()
    figure: bool = False
    score: str = ""
    keywords: tuple[str, ...] = ()
    comment: str = ""
    venue: str = ""
    code: str = ""
    anchor: str = ""
    sections: tuple[SectionView, ...] = ()
    links: tuple[ExternalLink, ...] = ()

    @property
    def folded(self) -> bool:
        """Whether the card is all that the site has of the paper."""
        return bool(self.anchor)


class RelatedPaper(Value):
    """A paper that is related to another, the day on which it was first seen, and why it is."""

    title: Text
    address: str
    date: str
    words: tuple[str, ...] = ()


class CardGroup(Value):
    """Papers under one heading; `anchor` is its id on the page."""

    heading: str
    anchor: str
    cards: tuple[Card, ...]
    category: CategoryRef | None = None


class DateRef(Value):
    """A day, month or year that has a page. `value` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.

    `count` is of the papers of a day, and of those first seen in a month or year: years add up
    to the archive, and months to their year.
    `note` tells apart several digests of one month of which no day is known.
    """

    value: str
    address: str
    count: int = 0
    note: str = ""


class MonthPart(Value):
    """A part of a long month of a category: its number from 1, the oldest, and its days.

    `first` and `last` are empty on the pages of older parts, which stay as this one grows.
    """

    number: int
    address: str
    first: str = ""
    last: str = ""


class CalendarDay(Value):
    """A square of a calendar. `level` 0 to 4 is how dark it is; 0 has no papers, no address."""

    value: str
    count: int = 0
    level: int = 0
    address: str = ""


class CalendarMonth(Value):
    """A month as weeks of seven squares from Monday; None pads the first and last week.

    `count` is of papers first seen in it. `address` is empty for a month without a page.
    """

    value: str
    count: int
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    address: str = ""


class CalendarYear(Value):
    """A year as months; only months from the first to the last with papers are given.

    `count` is of papers first seen in it.
    """

    value: str
    address: str
    count: int
    months: tuple[CalendarMonth, ...]
