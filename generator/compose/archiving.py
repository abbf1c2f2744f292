"""Cutting what a feed has into its current document and archive documents (RFC 5005, section 4).

An archive document holds a full part of a month, or the rest of a month that is over. A part
begins where the one before it ends, counted from the first entry of the month: so a new day
changes the entries of none.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Generic, Protocol, TypeVar

import msgspec

PART = 100
"""Entries of an archive document, at most."""


class Dated(Protocol):
    """Anything with a date: `YYYY-MM-DD`, or `YYYY-MM` where only the month is known."""

    @property
    def date(self) -> str:
        """The date."""


T = TypeVar("T", bound=Dated)


class Part(msgspec.Struct, Generic[T], frozen=True):
    """The entries of an archive document, oldest first: part `number` of a month."""

    month: str
    number: int
    entries: tuple[T, ...]


class Cut(msgspec.Struct, Generic[T], frozen=True):
    """The entries of the current document, newest first, and the archive documents, oldest first.

    Together they hold all entries within reach; the current one may repeat some.
    """

    current: tuple[T, ...]
    archives: tuple[Part[T], ...]


def cut(entries: Sequence[T], *, least: int, reach: int | None) -> Cut[T]:
    """Cut entries that are given newest first.

    The current document has `least` entries, all of the newest day, and all that are in no
    archive document. These reach back `reach` days from the newest entry, or to the first of
    all; with a reach of 0 there are none. A newest day that is further than that from all others
    takes none from sight.
    """
    newest = sum(1 for entry in entries if entry.date == entries[0].date)
    if not entries or reach == 0:
        return Cut(tuple(entries[: max(least, newest)]), ())
    closed = _closed(entries[::-1])
    loose = len(entries) - sum(len(part.entries) for part in closed)
    current = tuple(entries[: max(least, newest, loose)])
    until = _day(entries[0].date)
    before = _day(entries[newest].date) if newest < len(entries) else until
    if reach and (until - before).days > reach:
        until = before
    archives = (
        part
        for part in _lacking(closed, len(entries) - len(current))
        if reach is None or (until - _day(part.entries[-1].date)).days <= reach
    )
    return Cut(current, tuple(archives))


def _closed(oldest_first: Sequence[T]) -> list[Part[T]]:
    """Cut all months into parts, but for what the last month still lacks to a full one."""
    parts: list[Part[T]] = []
    for month, run in groupby(oldest_first, key=lambda entry: entry.date[:7]):
        some = tuple(run)
        last = oldest_first[-1].date[:7] == month
        end = len(some) - len(some) % PART if last else len(some)
        parts += [
            Part(month, number, some[at : min(at + PART, end)])
            for number, at in enumerate(range(0, end, PART), start=1)
        ]
    return parts


def _lacking(closed: Sequence[Part[T]], older: int) -> Iterator[Part[T]]:
    """Give the parts that hold any of the `older` entries, which the current document lacks."""
    start = 0
    for part in closed:
        if start < older:
            yield part
        start += len(part.entries)


def _day(date: str) -> datetime.date:
    return datetime.date.fromisoformat(date if len(date) > len("YYYY-MM") else f"{date}-01")
