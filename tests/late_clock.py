"""A clock that is years ahead: wherever Python is asked for the time, it tells a later one.

A process has it from its start where a folder of its `PYTHONPATH` holds `SITE`, and so have those
that it starts in turn.
"""

from __future__ import annotations

import calendar
import datetime
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Self

AHEAD: Final = 3 * 366 * 86_400
"""Seconds; some years, so that also a page that tells nothing but the year differs."""

SITE: Final = "from tests.late_clock import put_ahead\n\nput_ahead()\n"
"""What `sitecustomize.py` says, which Python runs before anything else."""

_NS: Final = 1_000_000_000


def write_site(folder: Path) -> Path:
    """Write a folder for `PYTHONPATH`."""
    folder.mkdir(parents=True)
    (folder / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    return folder


def put_ahead() -> None:
    """Put the clock of this process ahead, for all that is imported afterwards."""
    for name, function in _functions().items():
        setattr(time, name, function)
    for name, kind in {"date": _Date, "datetime": _Moment}.items():
        setattr(datetime, name, kind)


def told() -> dict[str, float]:
    """Ask for the time in every way; the seconds since 1970 that each tells."""
    utc, midnight, now = datetime.UTC, datetime.time(), datetime.datetime
    return {
        "time": time.time(),
        "time_ns": time.time_ns() / _NS,
        "clock_gettime": time.clock_gettime(time.CLOCK_REALTIME),
        "clock_gettime_ns": time.clock_gettime_ns(time.CLOCK_REALTIME) / _NS,
        "localtime": time.mktime(time.localtime()),
        "gmtime": calendar.timegm(time.gmtime()),
        "ctime": time.mktime(time.strptime(time.ctime())),
        "asctime": time.mktime(time.strptime(time.asctime())),
        "strftime": time.mktime(time.strptime(time.strftime("%Y-%m-%d"), "%Y-%m-%d")),
        "now": now.now().timestamp(),
        "now in UTC": now.now(utc).timestamp(),
        "datetime.today": now.today().timestamp(),
        "utcnow": now.utcnow().replace(tzinfo=utc).timestamp(),
        "date.today": now.combine(datetime.date.today(), midnight).timestamp(),
    }


def _functions() -> dict[str, Callable[..., Any]]:
    """Give the functions of `time` that tell of now, by their names."""
    now, now_ns, clock, clock_ns = (
        time.time,
        time.time_ns,
        time.clock_gettime,
        time.clock_gettime_ns,
    )
    localtime, gmtime, ctime = time.localtime, time.gmtime, time.ctime
    asctime, strftime, real = time.asctime, time.strftime, time.CLOCK_REALTIME

    def later() -> float:
        return now() + AHEAD

    return {
        "time": later,
        "time_ns": lambda: now_ns() + AHEAD * _NS,
        "clock_gettime": lambda which: clock(which) + AHEAD * (which == real),
        "clock_gettime_ns": lambda which: clock_ns(which) + AHEAD * _NS * (which == real),
        "localtime": lambda at=None: localtime(later() if at is None else at),
        "gmtime": lambda at=None: gmtime(later() if at is None else at),
        "ctime": lambda at=None: ctime(later() if at is None else at),
        "asctime": lambda at=None: asctime(localtime(later()) if at is None else at),
        "strftime": lambda form, at=None: strftime(form, localtime(later()) if at is None else at),
    }


class _Kind(type):
    """What the standard library made in C counts as of these types, too."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.__bases__[0])


class _Date(datetime.date, metaclass=_Kind):
    @classmethod
    def today(cls) -> Self:
        return cls.fromtimestamp(time.time())


class _Moment(datetime.datetime, metaclass=_Kind):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Self:
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def today(cls) -> Self:
        return cls.now()

    @classmethod
    def utcnow(cls) -> Self:
        return cls.now(datetime.UTC).replace(tzinfo=None)
