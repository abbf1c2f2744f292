"""What was gathered of the first digests, as bytes in the cache.

What many papers share (names, lists of categories, days, packs) is written once and numbered, so
that it is also held once. It is found by the packs of all its digests, so it is never out of date.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

import msgspec
from msgspec.structs import force_setattr

from generator.archive import Day, DayPaper, PaperStub
from generator.errors import Diagnostic
from generator.growing import Gathered
from generator.model import CategoryNote, DigestDate, Value
from generator.packing import UNREADABLE

_UNDATED = DigestDate(value="")
"""Stands where the number of a day is known."""

_Codes = tuple[str, ...]


class _Day(Value, frozen=True, array_like=True):
    """A day by number: its papers, by key, and the categories of those that have others there."""

    date: int
    unread: int
    keys: tuple[str, ...]
    categories: dict[str, _Codes]


class _Kept(Value, frozen=True, array_like=True):
    """What was gathered: tables, papers without what stands there, and the numbers of that."""

    packs: tuple[str, ...]
    dates: tuple[DigestDate, ...]
    codes: tuple[_Codes, ...]
    names: tuple[str, ...]
    papers: tuple[PaperStub, ...]
    of_leaves: list[int]
    of_sightings: list[int]
    of_papers: list[int]
    counts: list[int]
    of_authors: list[int]
    days: tuple[_Day, ...]
    notes: dict[str, CategoryNote]
    diagnostics: tuple[Diagnostic, ...]
    noticed: tuple[Diagnostic, ...]
    files: dict[str, str]
    spellings: dict[str, str]


class _File(msgspec.Struct, frozen=True, array_like=True):
    """The names of the packs of some digests, and what was gathered of these."""

    packs: tuple[str, ...]
    kept: msgspec.Raw


_FILE = msgspec.msgpack.Decoder(_File)
_KEPT = msgspec.msgpack.Decoder(_Kept)


class _Table(dict[Hashable, int]):
    """Numbers things in the order in which they come."""

    def __missing__(self, key: Hashable) -> int:
        number = self[key] = len(self)
        return number


def encode_gathered(packs: Sequence[str], found: Gathered) -> bytes:
    """Write what was gathered of the digests in some packs."""
    papers = found.papers.values()
    seen = [one for paper in papers for one in paper.sightings]
    leaves = [leaf for one in seen for leaf in one.leaves]
    tables = of_packs, dates, codes, names = _Table(), _Table(), _Table(), _Table()
    columns = (
        [of_packs[leaf.pack] for leaf in leaves],
        [dates[one.date] for one in seen],
        [codes[paper.categories] for paper in papers],
        [len(paper.authors) for paper in papers],
        [names[name] for paper in papers for name in paper.authors],
    )
    days = [_day(day, dates, found) for day in found.days]
    others = (found.notes, found.diagnostics, found.noticed, found.files, found.spellings)
    kept = (*map(list, tables), list(map(_bare, papers)), *columns, days, *others)
    return msgspec.msgpack.encode((packs, kept))


def _bare(paper: PaperStub) -> tuple[object, ...]:
    """Give a paper as it is encoded, without what stands in tables."""
    seen = [
        (_UNDATED, [("", leaf.offset, leaf.size, leaf.digest) for leaf in one.leaves])
        for one in paper.sightings
    ]
    return (paper.key, paper.title, (), seen, paper.aliases, (), paper.venue, paper.code)


def _day(day: Day, dates: _Table, found: Gathered) -> _Day:
    others = {
        paper.key: paper.categories
        for paper in day.papers
        if paper.categories != found.papers[paper.key].categories
    }
    keys = tuple([paper.key for paper in day.papers])
    return _Day(date=dates[day.date], unread=day.unread, keys=keys, categories=others)


def decode_gathered(data: bytes, packs: Sequence[str]) -> tuple[int, Gathered] | None:
    """Read what was gathered of the first of some packs, and of how many.

    Nothing where it is of others, or damaged.
    """
    with suppress(*UNREADABLE, IndexError, KeyError):
        file = _FILE.decode(data)
        if file.packs == tuple(packs[: len(file.packs)]):
            return len(file.packs), _gathered(_KEPT.decode(file.kept))
    return None


def _gathered(kept: _Kept) -> Gathered:
    _put_leaves(kept)
    numbers = iter(kept.of_authors)
    name_of = kept.names.__getitem__
    for paper, codes, count in zip(kept.papers, kept.of_papers, kept.counts, strict=True):
        force_setattr(paper, "categories", kept.codes[codes])
        force_setattr(paper, "authors", tuple(map(name_of, islice(numbers, count))))
    papers = {paper.key: paper for paper in kept.papers}
    return Gathered(
        papers=papers,
        days=tuple(_days(kept, papers)),
        notes=kept.notes,
        diagnostics=kept.diagnostics,
        noticed=kept.noticed,
        files=kept.files,
        spellings=kept.spellings,
    )


def _put_leaves(kept: _Kept) -> None:
    """Put days and packs where they belong, into values that nobody else has yet."""
    seen = [one for paper in kept.papers for one in paper.sightings]
    for one, date in zip(seen, kept.of_sightings, strict=True):
        force_setattr(one, "date", kept.dates[date])
    leaves = [leaf for one in seen for leaf in one.leaves]
    for leaf, pack in zip(leaves, kept.of_leaves, strict=True):
        force_setattr(leaf, "pack", kept.packs[pack])


def _days(kept: _Kept, papers: dict[str, PaperStub]) -> Iterator[Day]:
    for day in kept.days:
        date = kept.dates[day.date]
        its = [_day_paper(papers[key], date, day.categories.get(key)) for key in day.keys]
        yield Day(date=date, papers=tuple(its), unread=day.unread)


def _day_paper(paper: PaperStub, date: DigestDate, categories: _Codes | None) -> DayPaper:
    seen = paper.sightings
    leaves = seen[0].leaves if len(seen) == 1 else next(s.leaves for s in seen if s.date is date)
    its = paper.categories if categories is None else categories
    return DayPaper(key=paper.key, categories=its, leaves=leaves)
