"""All digests together: one paper for all its entries, one day for all its files.

Everything here is made of stubs; `generator.papers` loads the texts of a paper.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from generator.dates import date_digest, stray_day, stray_digest
from generator.errors import Diagnostic
from generator.identity import DatedEntry, PaperEntries, group_entries, rank
from generator.merging import first_said, join_authors, join_categories
from generator.model import UNCATEGORISED, CategoryNote, DigestDate, Value
from generator.stubs import DigestStub, Leaf
from generator.taxonomy import canonical


class Sighting(Value, frozen=True, array_like=True, gc=False):
    """A day on which a paper was seen, and where the day's entries lie, most trusted first."""

    date: DigestDate
    leaves: tuple[Leaf, ...]


class PaperStub(Value, frozen=True, array_like=True, gc=False):
    """What is known of a paper without its texts; its sightings are in order, oldest first.

    `venue` is where it was accepted (`CVPR 2026`), `code` the address of its repository; empty
    where no digest says so.
    """

    key: str
    title: str
    categories: tuple[str, ...]
    sightings: tuple[Sighting, ...]
    aliases: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    venue: str = ""
    code: str = ""

    @property
    def category(self) -> str:
        """The primary category, `uncategorised` when nothing is known."""
        return self.categories[0] if self.categories else UNCATEGORISED

    @property
    def filed_under(self) -> tuple[str, ...]:
        """The categories that list it: its own, or `uncategorised` alone."""
        return self.categories or (UNCATEGORISED,)

    @property
    def first(self) -> DigestDate:
        """The day on which it was first seen."""
        return self.sightings[0].date

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Where its entries lie: the newest day's first, most trusted first."""
        if len(self.sightings) == 1:
            return self.sightings[0].leaves
        return tuple(leaf for seen in reversed(self.sightings) for leaf in seen.leaves)


class DayPaper(Value, frozen=True, array_like=True, gc=False):
    """A paper as the digests of one day present it: the day's categories and entries."""

    key: str
    categories: tuple[str, ...]
    leaves: tuple[Leaf, ...]


class Day(Value):
    """One day of the archive: its papers in source order, and what could not be read."""

    date: DigestDate
    papers: tuple[DayPaper, ...] = ()
    unread: int = 0


class Archive(Value):
    """Everything that the digests hold: papers by key, days oldest first, named categories."""

    papers: dict[str, PaperStub]
    days: tuple[Day, ...]
    notes: dict[str, CategoryNote]
    diagnostics: tuple[Diagnostic, ...] = ()
    stray: str | None = None
    """The newest day where it lies so far after all others that its date must be mistaken."""


_Place = tuple[bool, str, int]
_OnDays = dict[DigestDate, list[tuple[_Place, DayPaper]]]
"""The papers of each day, each with its place in the order of the day's sources."""


class Facts(Value):
    """What digests hold, put on days: entries, and how many of a day's could not be read.

    `files` has the last file of each day that is known; diagnostics are about dates.
    """

    entries: list[DatedEntry]
    unread: dict[DigestDate, int]
    diagnostics: list[Diagnostic]
    notes: dict[str, CategoryNote]
    files: dict[str, str]


def gather(digests: Iterable[DigestStub], dates: Mapping[str, str]) -> Archive:
    """Join digests, in any order, to an archive; `dates` is the settings' table of dates."""
    facts = facts_of(digests, dates, Spelling())
    papers, days = papers_and_days(facts)
    return archive_of(papers, days, facts.notes, facts.diagnostics, facts.files)


def facts_of(digests: Iterable[DigestStub], dates: Mapping[str, str], spelling: Spelling) -> Facts:
    """Put what digests hold on days; digests are read in the order of their paths."""
    facts = Facts(entries=[], unread={}, diagnostics=[], notes={}, files={})
    for digest in sorted(digests, key=lambda digest: digest.path):
        dating = date_digest(digest, dates)
        if dating.diagnostic:
            facts.diagnostics.append(dating.diagnostic)
        facts.entries.extend(_dated(digest, dating.dates, spelling))
        facts.files.update({d.value: digest.path for d in dating.dates if d.has_day})
        _count_unread(digest, dating.empty_day, dating.dates, facts.unread)
        facts.notes.update({spelling.of(note.code): note for note in digest.notes})
    return facts


def papers_and_days(facts: Facts) -> tuple[dict[str, PaperStub], tuple[Day, ...]]:
    """Join entries to papers, by key and in its order, and to days, oldest first."""
    papers: dict[str, PaperStub] = {}
    on_days: _OnDays = {date: [] for date in facts.unread}
    for group in group_entries(facts.entries):
        make = _paper_of_one if len(group.entries) == 1 else _paper
        papers[group.key] = make(group, on_days)
    return papers, _days(on_days, facts.unread)


def archive_of(
    papers: dict[str, PaperStub],
    days: tuple[Day, ...],
    notes: dict[str, CategoryNote],
    diagnostics: Iterable[Diagnostic],
    files: Mapping[str, str],
) -> Archive:
    """Give an archive; a day that lies far after all others is told of."""
    stray = stray_day(files)
    told = (stray_digest(files[stray], stray),) if stray else ()
    return Archive(
        papers=papers,
        days=days,
        notes=notes,
        diagnostics=(*diagnostics, *told),
        stray=stray,
    )


def _dated(
    digest: DigestStub, dates: tuple[DigestDate, ...], spelling: Spelling
) -> Iterable[DatedEntry]:
    """Put the entries of a digest on their days; without a date there is none."""
    return [
        DatedEntry(
            date=date,
            path=digest.path,
            stub=stub,
            leaf=digest.leaf(stub),
            categories=spelling.of_all(stub.categories),
        )
        for date, stub in zip(dates, digest.entries, strict=bool(dates))
    ]


class Spelling:
    """Spells categories as arXiv does, else as they were first: case alone makes no other.

    `first` has those that were spelled before, by their folds.
    """

    def __init__(self, first: Mapping[str, str] | None = None) -> None:
        self.first = dict(first or {})
        self._known: dict[str, str] = {}
        self._lists: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, code: str) -> str:
        """Spell a category."""
        if code not in self._known:
            folded = unicodedata.normalize("NFKC", code).casefold()
            self._known[code] = self.first.setdefault(folded, canonical(code))
        return self._known[code]

    def of_all(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Spell several, and drop what is then there twice."""
        spelled = self._lists.get(codes)
        if spelled is None:
            spelled = self._lists[codes] = tuple(dict.fromkeys(map(self.of, codes)))
        return spelled


def _count_unread(
    digest: DigestStub,
    empty_day: DigestDate | None,
    dates: Sequence[DigestDate],
    unread: dict[DigestDate, int],
) -> None:
    date = empty_day or max(dates, default=None)
    if date is not None:
        unread[date] = unread.get(date, 0) + digest.unread


def _paper(group: PaperEntries, on_days: _OnDays) -> PaperStub:
    """Make one paper of its entries, and put it on the days on which it was seen."""
    by_day = _by_day(group)
    sightings = []
    for date, entries in by_day:
        place, paper = _day_paper(group.key, entries)
        on_days.setdefault(date, []).append((place, paper))
        sightings.append(Sighting(date=date, leaves=paper.leaves))
    newest_first = [dated for _, entries in reversed(by_day) for dated in entries]
    return PaperStub(
        key=group.key,
        title=newest_first[0].stub.title,
        categories=join_categories(tuple([dated.categories for dated in newest_first])),
        sightings=tuple(sightings),
        aliases=group.aliases,
        authors=join_authors([dated.stub.authors for dated in newest_first]),
        venue=first_said([dated.stub.venue for dated in newest_first]),
        code=first_said([dated.stub.code for dated in newest_first]),
    )


def _paper_of_one(group: PaperEntries, on_days: _OnDays) -> PaperStub:
    """Do what `_paper` does for the many of one entry, in half the time."""
    (dated,) = group.entries
    stub, leaves = dated.stub, (dated.leaf,)
    categories = join_categories((dated.categories,))
    place = (stub.dialect == "jsonl", dated.path, stub.line)
    shown = DayPaper(key=group.key, categories=categories, leaves=leaves)
    on_days.setdefault(dated.date, []).append((place, shown))
    return PaperStub(
        key=group.key,
        title=stub.title,
        categories=categories,
        sightings=(Sighting(date=dated.date, leaves=leaves),),
        aliases=group.aliases,
        authors=join_authors((stub.authors,)),
        venue=stub.venue,
        code=stub.code,
    )


def _by_day(group: PaperEntries) -> list[tuple[DigestDate, Sequence[DatedEntry]]]:
    """Give the entries of each day, oldest first, on a day the most trusted first."""
    days: dict[DigestDate, list[DatedEntry]] = {}
    for dated in group.entries:
        days.setdefault(dated.date, []).append(dated)
    return [
        (date, several if len(several) == 1 else sorted(several, key=rank))
        for date, several in sorted(days.items())
    ]


def _day_paper(key: str, entries: Sequence[DatedEntry]) -> tuple[_Place, DayPaper]:
    """Give a paper of a day, and its place in the order of the day's sources."""
    place = min([(d.stub.dialect == "jsonl", d.path, d.stub.line) for d in entries])
    categories = join_categories(tuple([dated.categories for dated in entries]))
    leaves = tuple([dated.leaf for dated in entries])
    return place, DayPaper(key=key, categories=categories, leaves=leaves)


def _days(on_days: _OnDays, unread: Mapping[DigestDate, int]) -> tuple[Day, ...]:
    return tuple(
        Day(
            date=date,
            papers=tuple([paper for _, paper in sorted(on_days[date], key=itemgetter(0))]),
            unread=unread.get(date, 0),
        )
        for date in sorted(on_days)
    )
