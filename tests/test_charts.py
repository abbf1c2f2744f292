"""Columns in SVG: in proportion, within their box, broken where there is no count."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.charts import FEWEST, HEIGHT, STEP, base, chart, columns, round_top, spark
from generator.views.charts import Row

COUNTS = st.lists(st.none() | st.integers(0, 2_000_000), max_size=80)
COLUMN = re.compile(r"M(\d+) 100v-(\d+)")
RUN = re.compile(r"M(\d+) 100h(\d+)")


def rows(counts: list[int | None]) -> list[Row]:
    return [Row(value=f"2026-05-{at:02}", count=count) for at, count in enumerate(counts, start=1)]


@given(counts=COUNTS)
def test_each_column_stands_in_its_slot_and_as_high_as_its_count(counts: list[int | None]) -> None:
    drawn = chart(rows(counts))
    if drawn is None:
        assert sum(bool(count) for count in counts) < FEWEST
        return
    found = {int(x) // STEP: int(height) for x, height in COLUMN.findall(drawn.columns)}
    assert COLUMN.sub("", drawn.columns) == ""
    assert found.keys() == {at for at, count in enumerate(counts) if count}
    for at, height in found.items():
        exact = HEIGHT * (counts[at] or 0) / drawn.top
        assert height == max(1, round(exact))
        assert height <= HEIGHT
    assert drawn.width == STEP * len(counts)


@given(counts=COUNTS)
def test_the_line_below_is_broken_where_there_is_no_count(counts: list[int | None]) -> None:
    runs = [(int(x) // STEP, int(length) // STEP) for x, length in RUN.findall(base(counts))]
    under = {at + more for at, length in runs for more in range(length)}
    assert under == {at for at, count in enumerate(counts) if count is not None}


@given(most=st.integers(0, 10**9))
def test_the_top_is_round_not_below_and_not_far_above(most: int) -> None:
    top = round_top(most)
    assert top >= most
    assert top <= max(2, 2 * most)
    assert top % 2 == 0
    assert len(str(top).rstrip("0")) == 1


def test_a_chart_names_its_ends_and_begins_its_table_with_the_first_count() -> None:
    drawn = chart(rows([None, None, 4, None, 9, 0, 2]))
    assert drawn is not None
    assert drawn.ticks == ("2026-05-01", "2026-05-04", "2026-05-07")
    assert drawn.most.count == 9
    assert drawn.broken
    assert [row.count for row in drawn.rows] == [2, 0, 9, None, 4]


def test_gaps_before_the_first_count_do_not_break_a_chart() -> None:
    drawn = chart(rows([None, 1, 2, 3]))
    assert drawn is not None
    assert not drawn.broken


def test_too_few_columns_are_no_chart() -> None:
    assert chart(rows([])) is None
    assert chart(rows([5, 5, 0, None])) is None


def test_a_spark_is_as_high_as_its_line() -> None:
    assert spark([1, None, 4]).columns == "M1 100v-25M5 100v-100"
    assert spark([None, 0]).columns == ""
    assert columns([], 0) == ""
