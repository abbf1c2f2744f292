"""How dark a day's square is in a calendar, for what is usual in the archive."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from statistics import median_low

_USUAL = (4, 6, *chain.from_iterable((n, 2 * n, 3 * n, 5 * n) for n in (10, 100, 1000)), 10_000)
"""Round numbers of papers a day. They lie far apart, so that a new day hardly ever moves an
archive from one to the next: all its calendars change then."""


def levels(counts: Iterable[int]) -> tuple[int, int, int, int]:
    """Say from how many papers on a square is darker, given the papers of each day.

    The steps are any papers, half of what is usual, as many, and half as many again.
    """
    median = median_low([count for count in counts if count] or [0])
    usual = next((number for number in _USUAL if 5 * median <= 7 * number), _USUAL[-1])
    return 1, usual // 2, usual, usual * 3 // 2


def level(count: int, levels: tuple[int, ...]) -> int:
    """Give how dark a square is for a number of papers, 0 to 4."""
    return sum(count >= least for least in levels)
