"""All digests together: one paper for all its entries, one day for all its files.

Everything here is made of stubs; `generator.papers` loads the texts of a paper.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from generator.dates import date_digest
from generator.errors import Diagnostic
from generator.identity import DatedEntry, PaperEntries, group_entries, rank
from generator.merging import first_said, join_authors, join_categories
from generator.model import UNCATEGORISED, CategoryNote, DigestDate, Value
from generator.stubs import DigestStub, Leaf
from generator.taxonomy import canonical


class Sighting(Value, frozen=True, gc=False):
    """A day on which a paper was seen, and where the day's entries lie, most trusted first."""

    date: DigestDate
    leaves: tuple[Leaf, ...]


class PaperStub(Value, frozen=True, gc=False):
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
    def first(self) -> DigestDate:
        """The day on which it was first seen."""
        return self.sightings[0].date

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Where its entries lie: the newest day's first, most trusted first."""
        if len(self.sightings) == 1:
            return self.sightings[0].leaves
        return tuple(leaf for seen in reversed(self.sightings) for leaf in seen.leaves)


class DayPaper(Value, frozen=True, gc=False):
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


_ByDay = dict[DigestDate, list[DatedEntry]]
_Place = tuple[bool, str, int]


def gather(digests: Iterable[DigestStub], dates: Mapping[str, str]) -> Archive:
    """Join digests, in any order, to an archive; `dates` is the settings' table of dates."""
    dated: list[DatedEntry] = []
    unread: dict[DigestDate, int] = {}
    diagnostics: list[Diagnostic] = []
    notes: dict[str, CategoryNote] = {}
    spelling = _Spelling()
    for digest in sorted(digests, key=lambda digest: digest.path):
        dating = date_digest(digest, dates)
        if dating.diagnostic:
            diagnostics.append(dating.diagnostic)
        dated += _dated(digest, dating.dates, spelling)
        _count_unread(digest, dating.empty_day, dating.dates, unread)
        notes |= {spelling.of(note.code): note for note in digest.notes}
    groups = group_entries(dated)
    by_day = {group.key: _by_day(group) for group in groups}
    return Archive(
        papers={group.key: _paper(group, by_day[group.key]) for group in groups},
        days=_days(by_day, unread),
        notes=notes,
        diagnostics=tuple(diagnostics),
    )


def _dated(
    digest: DigestStub, dates: tuple[DigestDate, ...], spelling: _Spelling
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


class _Spelling:
    """Spells categories as arXiv does, else as they were first: case alone makes no other."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._known: dict[str, str] = {}
        self._lists: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, code: str) -> str:
        """Spell a category."""
        if code not in self._known:
            folded = unicodedata.normalize("NFKC", code).casefold()
            self._known[code] = self._first.setdefault(folded, canonical(code))
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


def _paper(group: PaperEntries, by_day: _ByDay) -> PaperStub:
    oldest_first = sorted(by_day)
    newest_first = [dated for date in reversed(oldest_first) for dated in by_day[date]]
    return PaperStub(
        key=group.key,
        title=newest_first[0].stub.title,
        categories=join_categories([dated.categories for dated in newest_first]),
        sightings=tuple([_sighting(date, by_day[date]) for date in oldest_first]),
        aliases=group.aliases,
        authors=join_authors(dated.stub.authors for dated in newest_first),
        venue=first_said(dated.stub.venue for dated in newest_first),
        code=first_said(dated.stub.code for dated in newest_first),
    )


def _sighting(date: DigestDate, entries: Sequence[DatedEntry]) -> Sighting:
    return Sighting(date=date, leaves=tuple([dated.leaf for dated in entries]))


def _by_day(group: PaperEntries) -> _ByDay:
    """Give the entries of each day, most trusted first."""
    days: _ByDay = {}
    for dated in group.entries:
        days.setdefault(dated.date, []).append(dated)
    for several in days.values():
        if len(several) > 1:
            several.sort(key=rank)
    return days


def _day_paper(key: str, entries: Sequence[DatedEntry]) -> tuple[_Place, DayPaper]:
    """Give a paper of a day, and its place in the order of the day's sources."""
    place = min([(d.stub.dialect == "jsonl", d.path, d.stub.line) for d in entries])
    categories = join_categories([dated.categories for dated in entries])
    leaves = tuple([dated.leaf for dated in entries])
    return place, DayPaper(key=key, categories=categories, leaves=leaves)


def _days(groups: Mapping[str, _ByDay], unread: Mapping[DigestDate, int]) -> tuple[Day, ...]:
    papers: dict[DigestDate, list[tuple[_Place, DayPaper]]] = {date: [] for date in unread}
    for key, by_day in groups.items():
        for date, entries in by_day.items():
            papers.setdefault(date, []).append(_day_paper(key, entries))
    return tuple(
        Day(
            date=date,
            papers=tuple(p for _, p in sorted(papers[date], key=lambda pair: pair[0])),
            unread=unread.get(date, 0),
        )
        for date in sorted(papers)
    )
