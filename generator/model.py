"""The values that travel between the stages: frozen, comparable and picklable.

Source -> Digest (entries) -> Archive (papers, days, categories). Pages are made of the
views in `generator.views`, never of these values directly.
"""

from __future__ import annotations

from typing import dataclass_transform

import msgspec

UNCATEGORISED = "uncategorised"
"""The category of a paper about which no digest says anything."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of all values: frozen, keyword-only, cheap to encode canonically."""


class Source(Value):
    """One file of the content folder: its path below that folder in POSIX form, and its bytes."""

    path: str
    data: bytes
    sha256: str


class SourceRef(Value, order=True):
    """Where something was read: path below the content folder and line, counted from 1."""

    path: str
    line: int


class Section(Value):
    """A labelled text of an entry; `field` is its canonical name, or None for a label of its own.

    `lang` is a BCP 47 language tag.
    """

    label: str
    field: str | None
    lang: str
    text: str


class Entry(Value):
    """One record of one digest, as its source has it: trimmed, never shortened or beautified.

    `id` is the arXiv base id (`2509.20563`, `cs/0601001`), or None where the source has none.
    `date` is `YYYY-MM-DD`, or `YYYY-MM` where only the month is known. `venue` and `code` are read
    from its comment and its abstract: where it was accepted (`CVPR 2026`), and the address of its
    repository; empty where nothing certain is said.
    """

    title: str
    dialect: str
    source: SourceRef
    id: str | None = None
    version: int | None = None
    url: str | None = None
    pdf_url: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    date: str | None = None
    headline: str | None = None
    pitch: str | None = None
    badges: tuple[str, ...] = ()
    figure: bool = False
    comment: str | None = None
    keywords: tuple[str, ...] = ()
    score: str | None = None
    sections: tuple[Section, ...] = ()
    venue: str = ""
    code: str = ""


class CategoryNote(Value):
    """What a digest says of a category itself: its full name and its description."""

    code: str
    name: str
    description: str = ""


class Digest(Value):
    """One file as read: its entries, and what it says of itself.

    `written_date` is a date in front matter or in a heading, `YYYY-MM-DD`. `unread` counts the
    records that were lost. `is_digest` is False for a text in which nothing was recognised.
    """

    path: str
    sha256: str
    dialect: str
    entries: tuple[Entry, ...] = ()
    notes: tuple[CategoryNote, ...] = ()
    written_date: str | None = None
    unread: int = 0
    is_digest: bool = True


class DigestDate(Value, order=True):
    """The day (`YYYY-MM-DD`) or only the month (`YYYY-MM`) of a digest.

    `name` tells several digests of one month without a day apart; it is empty for a day.
    """

    value: str
    name: str = ""

    @property
    def year(self) -> str:
        """Four digits."""
        return self.value[:4]

    @property
    def month(self) -> str:
        """`YYYY-MM`."""
        return self.value[:7]

    @property
    def has_day(self) -> bool:
        """Whether the day is known, not only the month."""
        return len(self.value) == len("YYYY-MM-DD")


class Paper(Value):
    """Everything that the archive knows of one paper, merged from all its entries.

    `key` names it in its address: the arXiv base id with `/` as `-`, or a slug of the title.
    `sections` holds for each canonical field and language the newest and fullest text.
    `days` are all days on which it appeared, oldest first; `headlines` the distinct ones.
    `aliases` are keys under which the paper was, or would have been, published before.
    """

    key: str
    title: str
    id: str | None = None
    version: int | None = None
    url: str | None = None
    pdf_url: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    days: tuple[DigestDate, ...] = ()
    headlines: tuple[str, ...] = ()
    pitch: str | None = None
    badges: tuple[str, ...] = ()
    figure: bool = False
    comment: str | None = None
    keywords: tuple[str, ...] = ()
    score: str | None = None
    sections: tuple[Section, ...] = ()
    aliases: tuple[str, ...] = ()
    venue: str = ""
    code: str = ""

    @property
    def category(self) -> str:
        """The primary category, `uncategorised` when nothing is known."""
        return self.categories[0] if self.categories else UNCATEGORISED
