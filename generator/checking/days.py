"""What `check` says about days: missing ones, repeated ones, and those of the future."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.archive import Day
from generator.checking.places import Places
from generator.clock import Clock
from generator.errors import Diagnostic, Severity
from generator.kinds import Kind

_WEEKEND = 5
_SAME = 0.9
_LONGEST_GAP = 30


def missing_days(days: Sequence[Day], today: str) -> Iterator[str]:
    """Name the weekdays without a digest between the first day and today, which may still come.

    Gaps of more than a month are pauses, not omissions; that up to today is `silence`.
    """
    known = {day.date.value for day in days if day.date.has_day and day.date.value <= today}
    dates = sorted(known | {today}) if known else []
    for before, after in pairwise(dates):
        start = datetime.date.fromisoformat(before)
        gap = (datetime.date.fromisoformat(after) - start).days
        if gap > _LONGEST_GAP:
            continue
        for step in range(1, gap):
            date = start + datetime.timedelta(days=step)
            if date.weekday() < _WEEKEND:
                yield date.isoformat()


def silence(days: Sequence[Day], today: str) -> tuple[str, int] | None:
    """Give the newest day with a digest and how many days ago it was, where that is a month."""
    newest = max(
        (d.date.value for d in days if d.date.has_day and d.date.value <= today), default=""
    )
    if not newest:
        return None
    ago = (datetime.date.fromisoformat(today) - datetime.date.fromisoformat(newest)).days
    return (newest, ago) if ago > _LONGEST_GAP else None


def repeated_days(days: Sequence[Day]) -> Iterator[tuple[Day, Day]]:
    """Give the days whose papers are nearly all those of the day before, with that day."""
    for before, day in pairwise(days):
        keys = {paper.key for paper in day.papers}
        known = keys & {paper.key for paper in before.papers}
        if keys and len(known) >= _SAME * len(keys):
            yield day, before


def check_days(days: Sequence[Day], places: Places, clock: Clock) -> Iterator[Diagnostic]:
    """Report missing and repeated days, and digests that are ahead of the clock."""
    for date in missing_days(days, clock.today):
        hint = "if that day had no papers, all is well; else run the pipeline for it"
        yield _missing(f"no digest for {date}, a weekday", hint)
    if silent := silence(days, clock.today):
        newest, ago = silent
        hint = "see whether the pipeline still runs; if the archive has ended, leave this be"
        yield _missing(f"no digest since {newest}, {ago:,} days ago", hint)
    for day, before in repeated_days(days):
        severity, hint = _about_repeat(day)
        yield Diagnostic(
            path=places.file_of(day),
            line=0,
            severity=severity,
            message=f"the digest of {day.date.value} repeats that of {before.date.value}",
            hint=hint,
            kind=Kind.REPEATED_DAY,
        )
    for day in days:
        if day.date.value > clock.latest[: len(day.date.value)]:
            yield Diagnostic(
                path=places.file_of(day),
                line=0,
                severity=Severity.WARNING,
                message=f"this digest is of {day.date.value}, and today is {clock.today}",
                hint="correct its date: in its name, its text, or site.toml under [dates]",
                kind=Kind.FUTURE_DIGEST,
            )


def _missing(message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        path="",
        line=0,
        severity=Severity.WARNING,
        message=message,
        hint=hint,
        kind=Kind.MISSING_DAY,
    )


def _about_repeat(day: Day) -> tuple[Severity, str]:
    """Say how much a repeated digest matters, and what to do: at weekends little is new."""
    date = day.date
    if date.has_day and datetime.date.fromisoformat(date.value).weekday() >= _WEEKEND:
        return Severity.INFO, "nothing new comes at weekends; the pipeline could pause then"
    return (
        Severity.WARNING,
        "the pipeline may have run twice, or found nothing new: remove it if so",
    )
