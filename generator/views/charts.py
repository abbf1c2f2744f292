"""What templates see of counts: lines for SVG, words beside them, and the numbers as a table.

The lines are in the chart's own units; the style sheet gives them width and colour.
"""

from __future__ import annotations

from generator.model import Value


class Row(Value):
    """A day, week or month in a chart's table, and its count; None where there was no digest.

    `value` is a date, of a week its last day. `part` is a second count: the digests of a week, or
    the papers with code where `count` is their percentage. `address` leads to the page of the
    day or month, where there is one.
    """

    value: str
    count: int | None
    part: int | None = None
    address: str = ""


class Chart(Value):
    """Columns side by side in a box of `width`; its height of 100 stands for `top`.

    `columns` and `base` are path data: the columns, and the line below each slot that has a count,
    if only zero; `broken` tells whether it has gaps. `ticks` are the dates of the first, the middle
    and the last column, `most` is the highest. `rows` are the numbers, newest first.
    """

    width: int
    top: int
    columns: str
    base: str
    broken: bool
    ticks: tuple[str, ...]
    most: Row
    rows: tuple[Row, ...]


class Spark(Value):
    """A chart without words in the line of a table: path data in a box of `width` and 100."""

    width: int
    columns: str


class Standing(Value):
    """A name with its papers, recent and all: a category, an author or a venue.

    `bar` is the part, of 100, that its recent papers make of those of the first in the list.
    """

    name: str
    recent: int
    count: int
    bar: int
    address: str = ""
    long: str = ""
    spark: Spark | None = None


class TermLine(Value):
    """A term that rises or falls, and how many recent papers have it.

    `share` is the percentage of recent papers with it, `share_before` what that would be, did the
    papers of each category have it as often as before. `search` is the address of a search for it.
    """

    term: str
    papers: int
    share: str
    share_before: str
    spark: Spark
    search: str = ""


class TermList(Value):
    """The terms of one language that rise and that fall, clearest first."""

    lang: str
    rising: tuple[TermLine, ...] = ()
    falling: tuple[TermLine, ...] = ()


class TermWindow(Value):
    """The last weeks against the weeks before, and how many papers of each were compared.

    `tested` are the terms that enough of these papers have; `lists` those that changed.
    """

    weeks: int
    weeks_before: int
    recent: int
    before: int
    tested: int = 0
    lists: tuple[TermList, ...] = ()
