"""Charts: counts to the lines of an SVG, in as few bytes as they can be.

What stands in a chart is numbers alone. Words stand beside it, in HTML, where they keep their size
on a phone and are translated by the theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.views.charts import Chart, Row, Spark

HEIGHT = 100
STEP = 2
"""The width of a slot: so the middle of each, where its column stands, is a whole number."""

FEWEST = 3
"""Columns that a chart needs."""

_ROUND = (1, 2, 4, 5, 6, 8, 10)


def chart(rows: Sequence[Row]) -> Chart | None:
    """Draw columns, oldest first; nothing where too few have papers to compare anything."""
    if sum(bool(row.count) for row in rows) < FEWEST:
        return None
    counts = [row.count for row in rows]
    most = max(rows, key=lambda row: row.count or 0)
    top = round_top(most.count or 0)
    begun = next(at for at, count in enumerate(counts) if count is not None)
    return Chart(
        width=STEP * len(rows),
        top=top,
        columns=columns(counts, top),
        base=base(counts),
        broken=None in counts[begun:],
        ticks=tuple(rows[at].value for at in (0, (len(rows) - 1) // 2, len(rows) - 1)),
        most=most,
        rows=tuple(reversed(rows[begun:])),
    )


def spark(counts: Sequence[int | None]) -> Spark:
    """Draw columns for the line of a table, the highest as high as the line."""
    top = max((count or 0 for count in counts), default=0)
    return Spark(width=STEP * len(counts), columns=columns(counts, top))


def columns(counts: Sequence[int | None], top: int) -> str:
    """Give path data of a line for each count; the least there is can still be seen."""
    return "".join(
        f"M{STEP * at + 1} {HEIGHT}v-{max(1, round(HEIGHT * count / top))}"
        for at, count in enumerate(counts)
        if count
    )


def base(counts: Sequence[int | None]) -> str:
    """Give path data of the line below the columns; it is broken where there is no count."""
    return "".join(f"M{STEP * first} {HEIGHT}h{STEP * length}" for first, length in _runs(counts))


def _runs(counts: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Give where each run of counts begins, and how long it is."""
    at = 0
    for there, run in groupby(counts, key=lambda count: count is not None):
        length = len(list(run))
        if there:
            yield at, length
        at += length


def round_top(most: int) -> int:
    """Give the least round number that is not below a count, and even or a multiple of ten."""
    unit = 1
    while True:
        for factor in _ROUND:
            top = factor * unit
            if top >= most and top % 2 == 0:
                return top
        unit *= 10
