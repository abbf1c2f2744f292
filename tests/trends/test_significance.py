"""Chance: what the log-likelihood ratio says, and how many of its findings may be false."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.trends.significance import chance, likelihood_ratio, threshold

COUNTS = st.integers(0, 10_000)


def test_the_ratio_is_that_of_the_published_rule() -> None:
    # 52 of 50,000 words against 57 of 75,000: 2.65, as the authors' own calculator has it.
    assert round(likelihood_ratio(52, 57, 109 * 50_000 / 125_000), 2) == 2.65


def test_the_chances_are_those_of_the_tables() -> None:
    for ratio, expected in ((3.841, 0.05), (6.635, 0.01), (10.828, 0.001)):
        assert chance(ratio) == pytest.approx(expected, rel=1e-3)


@given(recent=COUNTS, before=COUNTS, part=st.floats(0.01, 0.99))
def test_a_ratio_is_never_negative_and_its_chance_is_a_share(
    recent: int, before: int, part: float
) -> None:
    ratio = likelihood_ratio(recent, before, (recent + before) * part)
    assert ratio >= 0
    assert 0 <= chance(ratio) <= 1


@given(both=st.integers(1, 5000), part=st.floats(0.05, 0.95))
def test_the_further_from_what_is_expected_the_less_it_is_chance(both: int, part: float) -> None:
    expected = both * part
    above = [likelihood_ratio(recent, both - recent, expected) for recent in range(both + 1)]
    least = min(range(both + 1), key=above.__getitem__)
    assert abs(least - expected) <= 1
    assert above[least:] == sorted(above[least:])
    assert above[: least + 1] == sorted(above[: least + 1], reverse=True)


@given(chances=st.lists(st.floats(0, 1), max_size=60), rate=st.floats(0.001, 0.5))
def test_so_many_are_found_as_the_step_up_rule_allows(chances: list[float], rate: float) -> None:
    limit = threshold(chances, rate)
    found = sorted(p for p in chances if limit is not None and p <= limit)
    if found:
        assert found[-1] <= rate * len(found) / len(chances)
    rest = sorted(chances)[len(found) :]
    for more, p in enumerate(rest, start=len(found) + 1):
        assert p > rate * more / len(chances) or isclose(p, rate * more / len(chances))


def test_nothing_is_found_among_nothing() -> None:
    assert threshold([], 0.05) is None
    assert threshold([0.9, 0.8], 0.05) is None
    assert threshold([0.0, 1.0], 0.05) == 0.0
