"""How the archive is cut by time: runs are indexed once, parts are what a browser loads.

A run is a month of papers by the day on which they first appeared. A large month is cut into
pieces, small months in a row are one run. All runs but the last are closed: a new day leaves
them as they are. Parts join runs, so that there are few: with `n` closed runs, as many as `n`
has digits other than 0 to the base of `FAN`, and one part for the open run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from generator.model import Value

LARGEST = 2000
"""Papers in a run: what Pagefind indexes in seconds, with less than a gigabyte."""

SMALLEST = 500
FAN = 8


class Run(Value):
    """Papers that are indexed together: their keys, oldest first, and how many each day has."""

    keys: tuple[str, ...]
    days: tuple[tuple[str, int], ...]


def cut(papers: Iterable[tuple[str, str]]) -> tuple[Run, ...]:
    """Cut papers, given as (first day, key) in any order, into runs, oldest first."""
    runs: list[Run] = []
    small: list[tuple[str, str]] = []
    for _, month in groupby(sorted(papers), key=lambda paper: paper[0][: len("YYYY-MM")]):
        found = list(month)
        if small and len(small) + len(found) > SMALLEST:
            runs.append(_run(small))
            small = []
        if len(found) > SMALLEST:
            runs += [_run(found[i : i + LARGEST]) for i in range(0, len(found), LARGEST)]
        else:
            small += found
    if small:
        runs.append(_run(small))
    return tuple(runs)


def parts(runs: Sequence[Run]) -> tuple[tuple[int, ...], ...]:
    """Say which runs, by number, make each part: oldest first."""
    if not runs:
        return ()
    if sum(len(run.keys) for run in runs) <= LARGEST:
        return (tuple(range(len(runs))),)
    closed = len(runs) - 1
    sizes: list[int] = []
    unit = 1
    while closed:
        closed, digit = divmod(closed, FAN)
        if digit:
            sizes.append(digit * unit)
        unit *= FAN
    bounds = [0]
    for size in reversed(sizes):
        bounds.append(bounds[-1] + size)
    bounds.append(len(runs))
    return tuple(tuple(range(start, end)) for start, end in pairwise(bounds))


def _run(papers: Sequence[tuple[str, str]]) -> Run:
    days = groupby(day for day, _ in papers)
    return Run(
        keys=tuple(key for _, key in papers),
        days=tuple((day, sum(1 for _ in same)) for day, same in days),
    )
