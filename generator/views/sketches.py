"""Sketches: views whose texts are still to be loaded.

A sketch holds everything of a view that is known without the texts, and where the texts lie. A
page is a function of its sketch, since a leaf's digest stands for the bytes of an entry.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

import msgspec

from generator import routes
from generator.model import DigestDate, Value
from generator.stubs import Leaf
from generator.views.feeds import AtomView, DayEntry, FeedHead, FeedListView
from generator.views.machine import MachineView
from generator.views.pages import (
    CategoryView,
    DayView,
    HomeView,
    MonthView,
    TemplateView,
)
from generator.views.parts import CategoryRef, DateRef, Link


class CardSketch(Value, frozen=True, gc=False):
    """A paper in a list: its address, its categories, and its entries, most trusted first.

    A `folded` card is all that the site shows of the paper. `digest` covers all of these.
    """

    key: str
    categories: tuple[CategoryRef, ...]
    leaves: tuple[Leaf, ...]
    digest: bytes
    folded: bool = False


class Subject(Value, frozen=True, gc=False):
    """All that decides a view: papers with their texts, its neighbours, related papers, the rest.

    Each is whatever can be encoded.
    """

    rest: object
    papers: object = None
    beside: object = None
    related: object = None

    @classmethod
    def of(cls, view: Value, papers: object = None, *rest: object) -> Self:
        """Give what decides a view, of which some papers are shown apart, and the rest of it."""
        before, after = getattr(view, "previous", None), getattr(view, "next", None)
        if before is not None or after is not None:
            view = msgspec.structs.replace(view, previous=None, next=None)  # told as neighbours
        return cls(rest=(type(view).__name__, view, *rest), papers=papers, beside=(before, after))


class RelatedRef(Value, frozen=True, gc=False):
    """A paper as others refer to it: its key, its title, the day on which it was first seen."""

    key: str
    title: str
    date: str


class PaperSketch(Value, frozen=True, gc=False):
    """The page of a paper; `categories` are those that it shows, `authors` its authors' pages.

    `records` and `bibliography` are files about it; `reasons` has a line for each of the related
    papers: the words that explain it, between tabs. `base` is the site's own address.
    """

    paper: CardSketch
    language: str
    crumbs: tuple[Link, ...]
    categories: tuple[CategoryRef, ...]
    days: tuple[DateRef, ...]
    authors: tuple[str, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    records: str = ""
    bibliography: str = ""
    related: tuple[RelatedRef, ...] = ()
    reasons: str = ""
    base: str = ""

    def subject(self) -> Subject:
        """Give all that decides the view."""
        return Subject(
            papers=self.paper.digest,
            beside=(self.previous, self.next),
            related=(self.related, self.reasons),
            rest=(
                self.language,
                self.crumbs,
                self.categories,
                self.days,
                self.authors,
                self.records,
                self.bibliography,
                self.base,
            ),
        )


class ListSketch(Value):
    """A page with cards: its view without them, and the cards of each of its lists, in order."""

    frame: HomeView | DayView | MonthView | CategoryView
    language: str
    cards: tuple[tuple[CardSketch, ...], ...]

    def subject(self) -> Subject:
        """Give all that decides the view."""
        cards = tuple(b"".join(card.digest for card in group) for group in self.cards)
        return Subject.of(self.frame, cards, self.language)


class Form(StrEnum):
    """What a day's papers can be had as."""

    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl-json"
    JSON = "json"
    MARKDOWN = "markdown"


class FileSketch(Value):
    """A file with the papers of a digest: each as on its own page, with its first day."""

    form: Form
    date: str
    language: str
    cards: tuple[CardSketch, ...]
    firsts: tuple[DigestDate, ...]

    def subject(self) -> Subject:
        """Give all that decides the view."""
        cards = b"".join(card.digest for card in self.cards)
        return Subject(papers=cards, rest=(self.form, self.date, self.language, self.firsts))


class FeedForm(StrEnum):
    """What a feed is written in."""

    ATOM = "atom"
    JSON = "json"


class FeedSketch(Value):
    """A document of a feed of papers: each as a digest presents it, with the day of that digest.

    `texts` is what is told of a paper: `short`, `full` or `abstract`.
    """

    form: FeedForm
    head: FeedHead
    language: str
    texts: str
    cards: tuple[CardSketch, ...]
    dates: tuple[str, ...]

    def subject(self) -> Subject:
        """Give all that decides the view."""
        cards = b"".join(card.digest for card in self.cards)
        rest = (self.form, self.head, self.language, self.texts, self.dates)
        return Subject(papers=cards, rest=rest)


class DaysSketch(Value):
    """A document of a feed of days, without titles; and the papers of each group, in order."""

    head: FeedHead
    language: str
    days: tuple[DayEntry, ...]
    cards: tuple[tuple[CardSketch, ...], ...]

    def subject(self) -> Subject:
        """Give all that decides the view."""
        cards = tuple(b"".join(card.digest for card in group) for group in self.cards)
        return Subject(papers=cards, rest=(self.head, self.language, self.days))


UnreadSketch = PaperSketch | ListSketch | FileSketch | FeedSketch | DaysSketch
"""Sketches whose texts are still to be loaded."""

TextlessSketch = TemplateView | MachineView | AtomView | FeedListView
"""Views that hold no texts, or none but titles: they are their own sketches."""

Sketch = TextlessSketch | UnreadSketch


class PageSketch(Value, frozen=True, gc=False):
    """An address of the site, the template that renders it, and what is to be shown there.

    `path` is the file below the output folder, in POSIX form.
    """

    path: str
    address: str
    template: str
    sketch: Sketch


class KnownPage(Value, frozen=True, array_like=True, gc=False):
    """A page of which only this is known: what it is made of, and whether a sitemap names it."""

    address: str
    fingerprint: str
    is_listed: bool

    @property
    def path(self) -> str:
        """Its file below the output folder."""
        return routes.file_of(self.address)


class Known(Value, frozen=True):
    """The pages of bundles that were sketched before, by their subjects.

    `groups` has the shares of bundles in the subject of their group, by that subject.
    """

    pages: dict[bytes, tuple[KnownPage, ...]] = msgspec.field(default_factory=dict)
    groups: dict[bytes, tuple[bytes, ...]] = msgspec.field(default_factory=dict)


class Remembered(Value, frozen=True):
    """What a build can take from the one before.

    Pages, the folds of names that are no rule, and the digests of templates by name.
    """

    pages: Known = msgspec.field(default_factory=Known)
    folds: dict[str, str] = msgspec.field(default_factory=dict)
    templates: dict[str, str] = msgspec.field(default_factory=dict)
