"""Lists of a whole archive: those of days that are known from the cache, the others made.

Days are a chain: each is named by the name of the day before and by its own sheets. What is kept
under such a name can only be what would be made again. So a new day finds all others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import groupby, islice, takewhile
from pathlib import Path
from typing import Final

import msgspec

from generator.cache.packs import DAMAGED, save_pack
from generator.checksum import library_versions, program_digest, value_digest
from generator.errors import CacheError
from generator.related.lists import (
    ArchiveLists,
    DayLists,
    Lists,
    decode_lists,
    encode_lists,
)
from generator.related.naming import CANDIDATES, Forms, Wish, name_some, related_list
from generator.related.neighbours import MonthMatrix, Months
from generator.related.vectors import (
    NOTHING,
    Counts,
    Vectors,
    decode_counts,
    decode_vectors,
    encode_counts,
    encode_vectors,
    month_vectors,
)
from generator.report import Stages
from generator.terms.making import (
    Desk,
    SheetPlan,
    make_sheets,
    sheet_of,
    writing_errors,
)

_LISTS: Final = "lists"
_VECTORS: Final = "vectors"
_COUNTS: Final = "counts"
_AT_ONCE: Final = 1000
"""Papers whose lists are made in one unit of work."""


class _Day(msgspec.Struct, frozen=True):
    """A day with its name in the chain."""

    name: str
    sheets: tuple[SheetPlan, ...]

    @property
    def value(self) -> str:
        return self.sheets[0].day

    @property
    def keys(self) -> list[str]:
        return [key for sheet in self.sheets for key in sheet.keys]

    @property
    def papers(self) -> int:
        return len(self.keys)


class _Month(msgspec.Struct, frozen=True):
    """A month of days; its vectors are named after its last day, so far."""

    days: tuple[_Day, ...]

    @property
    def name(self) -> str:
        return self.days[-1].name

    @property
    def sheets(self) -> tuple[SheetPlan, ...]:
        return tuple([sheet for day in self.days for sheet in day.sheets])

    @property
    def named(self) -> _Named:
        return _Named(self.name, tuple(day.value for day in self.days))


class _Named(msgspec.Struct, frozen=True):
    """A month without its sheets: its name, and its days (`YYYY-MM-DD`)."""

    name: str
    days: tuple[str, ...]


class _VectorsUnit(msgspec.Struct, frozen=True):
    """Months in a row whose vectors are to be made; the name of the month before, if any."""

    months: tuple[_Month, ...]
    before: str
    folder: Path
    packs: Path
    terms: Path


class _Unit(msgspec.Struct, frozen=True):
    """Some days of the last of some months, by number, whose lists are to be made."""

    months: tuple[_Named, ...]
    days: tuple[tuple[int, _Day], ...]
    wish: Wish
    folder: Path
    packs: Path
    terms: Path


class KnownLists(msgspec.Struct, frozen=True):
    """The lists of days that are known, by the days' names; all days, by month.

    `vectors` says of how many months, from the first on, the vectors are there.
    """

    months: tuple[_Month, ...]
    kept: dict[str, DayLists]
    vectors: int
    wish: Wish
    folder: Path

    @property
    def days(self) -> list[_Day]:
        """All days, oldest first."""
        return [day for month in self.months for day in month.days]


def known_lists(plans: Sequence[SheetPlan], wish: Wish, folder: Path) -> KnownLists:
    """Find out which lists of the papers on some sheets a folder has."""
    months = _months(plans, wish)
    days = [day for month in months for day in month.days]
    kept = {day.name: its for day in days if (its := _load_lists(folder, day)) is not None}
    ready = months if len(kept) == len(days) else _ready(months, folder)
    return KnownLists(months, kept, len(ready), wish, folder)


def _ready(months: Sequence[_Month], folder: Path) -> Sequence[_Month]:
    """Give the months up to the first whose vectors are not there.

    After those that are not complete, what was counted before must be there, too.
    """
    there = list(takewhile(lambda month: _load_vectors(folder, month.name) is not None, months))
    if len(there) < len(months):
        while there and _load_counts(folder, there[-1].name) is None:
            there.pop()
    return there


def related_lists(known: KnownLists, desk: Desk, reporter: Stages) -> ArchiveLists:
    """Give the list of each paper, by key; those that are not known are made and kept.

    The sheets are those at the desk, or made there. Raises CacheError where a text is missing.
    """
    days, kept, folder = known.days, known.kept, known.folder
    if len(kept) < len(days):
        with writing_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            _Making(known, desk, reporter).run()
        made = {day.name: _made_lists(folder, day) for day in days if day.name not in kept}
        _sweep(known.months, folder)
        kept = kept | made
    return ArchiveLists((day.value, day.keys, kept[day.name]) for day in days)


def _months(plans: Sequence[SheetPlan], wish: Wish) -> tuple[_Month, ...]:
    """Link days in a chain, and put them into months."""
    name = value_digest((program_digest(), library_versions(), wish))
    months = []
    for _, in_month in groupby(plans, key=lambda plan: plan.day[: len("YYYY-MM")]):
        days = []
        for _, on_day in groupby(in_month, key=lambda plan: plan.day):
            sheets = tuple(on_day)
            name = value_digest((name, [sheet.name for sheet in sheets]))
            days.append(_Day(name, sheets))
        months.append(_Month(tuple(days)))
    return tuple(months)


class _Making:
    """Makes the lists that are missing."""

    def __init__(self, known: KnownLists, desk: Desk, reporter: Stages) -> None:
        self._known = known
        self._months = known.months
        self._folder = known.folder
        self._desk = desk
        self._reporter = reporter

    def run(self) -> None:
        """Make all lists but those of days that are known."""
        self._make_vectors()
        units = list(self._units())
        count = sum(day.papers for unit in units for _, day in unit.days)
        with self._reporter.stage("Relating papers", count) as step:
            for done in self._desk.crew.share(_make_lists, units, work=self._desk.work(count)):
                step(done)
        _vectors_of.cache_clear()

    def _make_vectors(self) -> None:
        """Have the vectors made of the first month that has none, and of all later ones.

        Another process does it: this one composes pages meanwhile, and lists wait for them.
        """
        first = self._known.vectors
        if not (months := self._months[first:]):
            return
        sheets = [sheet for month in months for sheet in month.sheets]
        make_sheets(sheets, self._desk, self._reporter)
        unit = _VectorsUnit(
            months=months,
            before=self._months[first - 1].name if first else "",
            folder=self._folder,
            packs=self._desk.packs,
            terms=self._desk.cache,
        )
        count = sum(len(sheet.keys) for sheet in sheets)
        for _ in self._desk.crew.share(_make_months, [unit], work=self._desk.work(count)):
            pass

    def _units(self) -> Iterator[_Unit]:
        known = self._known.kept
        named = tuple(month.named for month in self._months)
        for number, month in enumerate(self._months, start=1):
            missing = [(i, day) for i, day in enumerate(month.days) if day.name not in known]
            for days in _groups(missing):
                yield _Unit(
                    months=named[:number],
                    days=days,
                    wish=self._known.wish,
                    folder=self._folder,
                    packs=self._desk.packs,
                    terms=self._desk.cache,
                )


def _groups(days: Iterable[tuple[int, _Day]]) -> Iterator[tuple[tuple[int, _Day], ...]]:
    group: list[tuple[int, _Day]] = []
    for day in days:
        group.append(day)
        if sum(one.papers for _, one in group) >= _AT_ONCE:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _make_months(unit: _VectorsUnit) -> int:
    """Make the vectors of months in a row; how many these are."""
    counts = _load_counts(unit.folder, unit.before) if unit.before else NOTHING
    if counts is None:
        raise CacheError(f"the cache in {unit.folder} is damaged", hint=DAMAGED)
    for month in unit.months:
        days = [
            [sheet_of(sheet, unit.packs, unit.terms) for sheet in day.sheets] for day in month.days
        ]
        vectors, counts = month_vectors(days, counts)
        save_pack(unit.folder, _file(month.name, _VECTORS), encode_vectors(vectors))
        save_pack(unit.folder, _file(month.name, _COUNTS), encode_counts(counts))
    return len(unit.months)


def _make_lists(unit: _Unit) -> int:
    """Make the lists of some days; how many papers they have."""
    months = Months([_vectors_of(unit.folder, month.name) for month in unit.months])
    for number, day in unit.days:
        made = encode_lists(*_day_lists(months, number, day, unit))
        save_pack(unit.folder, _file(day.name, _LISTS), made)
    return sum(day.papers for _, day in unit.days)


def _day_lists(months: Months, number: int, day: _Day, unit: _Unit) -> tuple[Lists, set[str]]:
    """Make the lists of a day, sheet by sheet; and name the days that they lead to."""
    lists: Lists = {}
    leads: set[str] = set()
    found = months.nearest(number, CANDIDATES * unit.wish.most)
    row = months.last.start_of(number)
    for plan in day.sheets:
        forms = Forms(sheet_of(plan, unit.packs, unit.terms))
        for key, near in zip(plan.keys, islice(found, len(plan.keys)), strict=True):
            named = name_some(months, row, near, forms, unit.wish)
            lists[key] = related_list(months, named)
            leads.update([unit.months[one.month].days[months.day_of(one)] for one, _ in named])
            row += 1
    return lists, leads


@cache
def _vectors_of(folder: Path, name: str) -> MonthMatrix:
    """Load the vectors of a month once in each process."""
    found = _load_vectors(folder, name)
    if found is None:
        raise CacheError(f"the cache in {folder} is damaged", hint=DAMAGED)
    return MonthMatrix(found)


def _file(name: str, kind: str) -> str:
    return f"{name}.{kind}"


def _load_lists(folder: Path, day: _Day) -> DayLists | None:
    return decode_lists(_read(folder / _file(day.name, _LISTS)))


def _made_lists(folder: Path, day: _Day) -> DayLists:
    """Load lists that were made just now; raises CacheError where they are not there."""
    found = _load_lists(folder, day)
    if found is None:
        raise CacheError(f"the cache in {folder} is damaged", hint=DAMAGED)
    return found


def _load_vectors(folder: Path, name: str) -> Vectors | None:
    return decode_vectors(_read(folder / _file(name, _VECTORS)))


def _load_counts(folder: Path, name: str) -> Counts | None:
    return decode_counts(_read(folder / _file(name, _COUNTS)))


def _read(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        return b""


def _sweep(months: Sequence[_Month], folder: Path) -> None:
    """Remove what no build needs again; counts are needed of the month before the last."""
    wanted = {_file(day.name, _LISTS) for month in months for day in month.days}
    wanted |= {_file(month.name, _VECTORS) for month in months}
    wanted |= {_file(month.name, _COUNTS) for month in months[-2:]}
    with suppress(OSError):
        for place in folder.iterdir():
            if place.name not in wanted:
                place.unlink()
