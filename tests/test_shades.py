"""How dark the squares of a calendar are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.shades import level, levels


@pytest.mark.parametrize(
    "counts, expected",
    [
        ([], (1, 2, 4, 6)),
        ([0, 0, 3], (1, 2, 4, 6)),
        ([12, 9, 0, 11], (1, 5, 10, 15)),
        ([127, 193, 205, 238, 301], (1, 100, 200, 300)),
        ([50_000], (1, 5000, 10_000, 15_000)),
    ],
)
def test_squares_are_dark_by_what_is_usual(counts: list[int], expected: tuple[int, ...]) -> None:
    assert levels(counts) == expected


def test_a_usual_archive_has_squares_of_every_shade() -> None:
    counts = [28, 127, 152, 193, 205, 238, 301]
    assert {level(count, levels(counts)) for count in counts} == {1, 2, 3, 4}
    assert level(0, levels(counts)) == 0


def test_one_more_day_leaves_the_shades() -> None:
    counts = [127, 193, 205, 238, 301]
    assert {levels([*counts, more]) for more in (0, 1, 200, 900)} == {levels(counts)}


@given(st.lists(st.integers(0, 12_000), max_size=20))
def test_a_usual_day_has_a_middle_shade(counts: list[int]) -> None:
    steps = levels(counts)
    assert sorted(set(steps)) == list(steps)
    days = sorted(count for count in counts if count)
    if days and days[0] > 2:
        assert level(days[(len(days) - 1) // 2], steps) in (2, 3)
