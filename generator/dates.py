"""The day of a digest, in the order of trust that the reference states.

The settings' table; the file's name; front matter or a dated heading; the entries' own dates;
the month of the arXiv ids.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from generator import arxiv
from generator.digests.written_dates import date_in_path
from generator.errors import Diagnostic, Severity
from generator.kinds import Kind
from generator.model import DigestDate, Value

_MONTH_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])(?!\d|[-_.]\d)")
_LIKE_A_DATE = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<mark>[-_.])\d{1,2}(?P=mark)\d{1,2}(?!\d)")
_YEARS = ("19", "20")
_LANGUAGE_SUFFIX = re.compile(r"_AI_enhanced(?:_\w+)?$", re.IGNORECASE)

_YEAR = datetime.timedelta(days=366)


class Datable(Protocol):
    """An entry, as far as it tells a date."""

    @property
    def id(self) -> str | None:
        """The arXiv base id."""

    @property
    def date(self) -> str | None:
        """`YYYY-MM-DD` or `YYYY-MM`."""


class DatableDigest(Protocol):
    """A digest, as far as it tells the dates of its entries."""

    @property
    def path(self) -> str:
        """Its path below the content folder."""

    @property
    def written_date(self) -> str | None:
        """What its front matter or a heading says."""

    @property
    def entries(self) -> Sequence[Datable]:
        """Its entries, in order."""


class Dating(Value):
    """The date of each entry of a digest, or of an empty digest; what is wrong with them."""

    dates: tuple[DigestDate, ...] = ()
    empty_day: DigestDate | None = None
    diagnostic: Diagnostic | None = None


def date_digest(digest: DatableDigest, table: Mapping[str, str]) -> Dating:
    """Date a digest and its entries; `table` holds the settings' dates by file name or path."""
    stated = _stated(digest, table)
    if stated:
        return _all_on(digest, _named(stated, digest.path))
    own = [entry.date for entry in digest.entries if entry.date]
    if own:
        newest = max(own)
        each = (_named(entry.date or newest, digest.path) for entry in digest.entries)
        return Dating(dates=tuple(each), diagnostic=_impossible(digest.path, "its entries"))
    if month := _month_in_name(digest.path):
        return _all_on(digest, _named(month, digest.path))
    if month := _month_of_ids(digest):
        return _all_on(
            digest, _named(month, digest.path), _impossible(digest.path, "its arXiv ids")
        )
    return Dating(diagnostic=_undated(digest))


def stray_day(days: Iterable[str]) -> str | None:
    """Give the newest of some days if it lies more than a year after all others: a slip, mostly.

    What an archive shows up to its newest day would be empty with it.
    """
    latest = sorted(set(days))[-2:]
    if len(latest) < 2:  # noqa: PLR2004 - one has no other
        return None
    before, newest = latest
    gap = datetime.date.fromisoformat(newest) - datetime.date.fromisoformat(before)
    return newest if gap > _YEAR else None


def _stated(digest: DatableDigest, table: Mapping[str, str]) -> str | None:
    name = digest.path.rpartition("/")[2]
    return (
        table.get(digest.path)
        or table.get(name)
        or date_in_path(digest.path)
        or digest.written_date
    )


def _all_on(
    digest: DatableDigest, date: DigestDate, diagnostic: Diagnostic | None = None
) -> Dating:
    if not digest.entries:
        return Dating(empty_day=date, diagnostic=diagnostic)
    return Dating(dates=(date,) * len(digest.entries), diagnostic=diagnostic)


def _named(value: str, path: str) -> DigestDate:
    if len(value) > len("YYYY-MM"):
        return DigestDate(value=value)
    stem = path.rpartition("/")[2].partition(".")[0]
    return DigestDate(value=value, name=_LANGUAGE_SUFFIX.sub("", stem))


def _month_in_name(path: str) -> str | None:
    match = _MONTH_NAME.search(path.rpartition("/")[2])
    return f"{match[1]}-{match[2]}" if match else None


def _month_of_ids(digest: DatableDigest) -> str | None:
    """Give the month in which most of the ids were given out; the newest of equals."""
    months = Counter(arxiv.month_of(entry.id) for entry in digest.entries if entry.id)
    return max(months, key=lambda month: (months[month], month), default=None)


def _impossible(path: str, instead: str) -> Diagnostic | None:
    """Report a date in a file's name that can be none, and by what the digest was dated instead."""
    written = _LIKE_A_DATE.search(path.rpartition("/")[2])
    if not written:
        return None
    is_of_now = written["year"].startswith(_YEARS)
    why = "no day of the calendar" if is_of_now else "in no year of a digest, 1900 to 2099"
    return _doubt(
        path,
        f"{written[0]} is {why}; the digest is dated by {instead}",
        "correct the file's name, or date the digest in site.toml under [dates]",
        Kind.IMPOSSIBLE_DATE,
    )


def stray_digest(path: str, day: str) -> Diagnostic:
    """Report a digest that lies far after all others."""
    return _doubt(
        path,
        f"this digest is of {day}, more than a year after all others",
        "correct its date: in its name, its text, or site.toml under [dates]",
        Kind.STRAY_DIGEST,
    )


def _doubt(path: str, message: str, hint: str, kind: Kind) -> Diagnostic:
    return Diagnostic(
        path=path, line=0, severity=Severity.WARNING, message=message, hint=hint, kind=kind
    )


def _undated(digest: DatableDigest) -> Diagnostic:
    name = digest.path.rpartition("/")[2]
    return Diagnostic(
        path=digest.path,
        line=0,
        severity=Severity.ERROR,
        message="no date is known for this digest",
        hint=(
            "put the date into its name (2026-05-08.md), into a heading or front matter, "
            f'or into site.toml: [dates] "{name}" = "2026-05-08"'
        ),
        kind=Kind.UNDATED,
    )
