"""The maintainer's look at an archive: missing and repeated days, and the size of the site."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.archive import Archive, Day
from generator.errors import Diagnostic, Severity

_WEEKEND = 5
_SAME = 0.9
_LONGEST_GAP = 30


def missing_days(days: Sequence[Day]) -> Iterator[str]:
    """Name the weekdays without a digest between the first day and the last.

    Gaps of more than a month are pauses, not omissions.
    """
    dates = sorted({day.date.value for day in days if day.date.has_day})
    for before, after in pairwise(dates):
        start = datetime.date.fromisoformat(before)
        gap = (datetime.date.fromisoformat(after) - start).days
        if gap > _LONGEST_GAP:
            continue
        for step in range(1, gap):
            date = start + datetime.timedelta(days=step)
            if date.weekday() < _WEEKEND:
                yield date.isoformat()


def repeated_days(days: Sequence[Day]) -> Iterator[tuple[str, str]]:
    """Name the days whose papers are nearly all those of the day before, with that day."""
    for before, day in pairwise(days):
        keys = {paper.key for paper in day.papers}
        known = keys & {paper.key for paper in before.papers}
        if keys and len(known) >= _SAME * len(keys):
            yield day.date.value, before.date.value


def check_days(archive: Archive) -> list[Diagnostic]:
    """Report missing and repeated days."""
    missing = list(missing_days(archive.days))
    found = [
        _about_days(f"no digest for {date}, a weekday", "if the day had no papers, all is well")
        for date in missing
    ]
    found += [
        _about_days(
            f"the digest of {date} repeats that of {before}", "the pipeline may have run twice"
        )
        for date, before in repeated_days(archive.days)
    ]
    return found


def _about_days(message: str, hint: str) -> Diagnostic:
    return Diagnostic(path="days", line=0, severity=Severity.WARNING, message=message, hint=hint)
