"""The clock: what day it is, for what is told to the maintainer. No page depends on it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from generator.errors import UsageError
from generator.model import Value

_FURTHEST = datetime.timedelta(hours=14)
"""How far the clocks of the easternmost time zone are ahead of UTC."""


class Clock(Value):
    """A day (`YYYY-MM-DD`): in UTC, and the latest that it is anywhere on Earth."""

    today: str
    latest: str


def read_clock(environment: Mapping[str, str]) -> Clock:
    """Give the day of `SOURCE_DATE_EPOCH` where that is set, else of the system.

    Raises UsageError where it is not a number of seconds
    (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    stated = environment.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC) if stated is None else _stated(stated)
    return Clock(today=now.date().isoformat(), latest=(now + _FURTHEST).date().isoformat())


def _stated(seconds: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {seconds!r}, which is no number of seconds since 1970",
            hint="set it like 1767225600, or unset it",
        ) from error
