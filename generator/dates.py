"""The day of a digest, in the order of trust that the reference states.

The settings' table; the file's name; front matter or a dated heading; the entries' own dates;
the month of the arXiv ids.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from generator import arxiv
from generator.digests.written_dates import date_in_path
from generator.errors import Diagnostic, Severity
from generator.kinds import Kind
from generator.model import DigestDate, Value

_MONTH_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])(?!\d|[-_.]\d)")
_LANGUAGE_SUFFIX = re.compile(r"_AI_enhanced(?:_\w+)?$", re.IGNORECASE)


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
    """The date of each entry of a digest, or of an empty digest; or why there are none."""

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
        return Dating(dates=tuple(each))
    month = _month_in_name(digest.path) or _month_of_ids(digest)
    if month:
        return _all_on(digest, _named(month, digest.path))
    return Dating(diagnostic=_undated(digest))


def _stated(digest: DatableDigest, table: Mapping[str, str]) -> str | None:
    name = digest.path.rpartition("/")[2]
    return (
        table.get(digest.path)
        or table.get(name)
        or date_in_path(digest.path)
        or digest.written_date
    )


def _all_on(digest: DatableDigest, date: DigestDate) -> Dating:
    if not digest.entries:
        return Dating(empty_day=date)
    return Dating(dates=(date,) * len(digest.entries))


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
