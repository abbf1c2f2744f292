"""Spans of days: calendars end at the archive's newest day, never at today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from generator.model import Value

WEEK = 7

WINDOWS = ((1, 4), (4, 12), (13, 39))
"""Weeks that are compared, and the weeks before with which they are."""

REACH = WEEK * max(recent + before for recent, before in WINDOWS)
"""How many days all comparisons take in."""


class Span(Value, order=True):
    """The days from the first to the last, both of them included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        """Give each day, oldest first."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


class Tally(Value):
    """What a slot of time holds: papers first seen in it, and digests; None where it has none."""

    name: str
    papers: int | None
    digests: int = 0


def span(last: date, days: int) -> Span:
    """Give so many days up to the last."""
    return Span(first=last - timedelta(days=days - 1), last=last)


def weeks_ago(day: date, newest: date) -> int:
    """Count whole weeks from a day to the newest: 0 for the last seven days."""
    return (newest - day).days // WEEK


def by_day(papers: Mapping[date, int], least: int, most: int) -> tuple[Tally, ...]:
    """Tally the last days, oldest first; `papers` has the days with digests.

    Of the whole span, at least and at most so many are given.
    """
    newest = max(papers)
    days = max(least, min(most, (newest - min(papers)).days + 1))
    return tuple(
        Tally(name=day.isoformat(), papers=papers.get(day), digests=day in papers)
        for day in span(newest, days)
    )


def by_week(papers: Mapping[date, int], least: int, most: int) -> tuple[Tally, ...]:
    """Tally spans of seven days, each named by its last day; the newest ends the last of them.

    Of the whole span, at least and at most so many are given.
    """
    newest = max(papers)
    weeks = max(least, min(most, weeks_ago(min(papers), newest) + 1))
    sums: dict[int, int] = {}
    digests: dict[int, int] = {}
    for day, count in papers.items():
        ago = weeks_ago(day, newest)
        sums[ago] = sums.get(ago, 0) + count
        digests[ago] = digests.get(ago, 0) + 1
    return tuple(
        Tally(
            name=(newest - timedelta(weeks=ago)).isoformat(),
            papers=sums.get(ago),
            digests=digests.get(ago, 0),
        )
        for ago in reversed(range(weeks))
    )


def by_month(papers: Mapping[str, int], least: int, most: int) -> tuple[Tally, ...]:
    """Tally calendar months up to the newest, oldest first; `papers` has those with digests.

    Of the whole span, at least and at most so many are given.
    """
    last = _month_number(max(papers))
    span = last - _month_number(min(papers)) + 1
    months = max(least, min(most, span))
    names = [_month_name(number) for number in range(last - months + 1, last + 1)]
    return tuple(Tally(name=name, papers=papers.get(name)) for name in names)


def _month_number(name: str) -> int:
    return int(name[:4]) * 12 + int(name[5:7]) - 1


def _month_name(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
