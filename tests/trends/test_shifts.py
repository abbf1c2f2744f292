"""Terms that rise and fall: a planted burst is found, noise is not."""

from collections import Counter
from collections.abc import Mapping
from math import inf
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from generator.trends.shifts import (
    CHANGE,
    FALSE_DISCOVERIES,
    Group,
    Shifts,
    Use,
    comparable,
    find_shifts,
)

BURST = 999


def group(
    of_recent: int, of_before: int, recent: Mapping[int, int], before: Mapping[int, int]
) -> Group:
    return Group(of_recent=of_recent, of_before=of_before, recent=recent, before=before)


def made(random: Random, of_recent: int, of_before: int, rates: list[float]) -> Group:
    """Draw papers that have each term at the same rate on both sides."""

    def draw(papers: int) -> Counter[int]:
        return Counter(
            term for _ in range(papers) for term, rate in enumerate(rates) if random.random() < rate
        )

    return group(of_recent, of_before, draw(of_recent), draw(of_before))


def found(shifts: Shifts) -> set[int]:
    return {use.term for use in (*shifts.rising, *shifts.falling)}


def test_a_planted_burst_is_found_among_noise() -> None:
    random = Random(7)  # noqa: S311 - the same noise each time
    noise = made(random, 300, 900, [random.uniform(0.01, 0.1) for _ in range(60)])
    planted = group(300, 900, {**noise.recent, BURST: 30}, {**noise.before, BURST: 12})
    assert [use.term for use in find_shifts([planted]).rising] == [BURST]
    turned = group(900, 300, planted.before, planted.recent)
    assert [use.term for use in find_shifts([turned]).falling] == [BURST]


def test_noise_gives_no_more_false_findings_than_stated() -> None:
    random = Random(11)  # noqa: S311 - the same noise each time
    rounds = 120
    misled = 0
    for _ in range(rounds):
        rates = [random.uniform(0.03, 0.15) for _ in range(40)]
        misled += bool(found(find_shifts([made(random, 150, 300, rates)])))
    # Where nothing has changed every finding is false, so the rate is that of rounds with any.
    assert misled / rounds <= FALSE_DISCOVERIES


def test_of_what_is_found_beside_real_bursts_few_are_false() -> None:
    random = Random(5)  # noqa: S311 - the same noise each time
    false = every = 0
    for _ in range(40):
        noise = made(random, 200, 400, [random.uniform(0.03, 0.15) for _ in range(40)])
        bursts = {BURST + n: 40 for n in range(10)}
        shifts = find_shifts(
            [group(200, 400, {**noise.recent, **bursts}, {**noise.before, **bursts})]
        )
        every += len(found(shifts))
        false += len({term for term in found(shifts) if term < BURST})
        assert len(found(shifts)) >= 10
    assert false / every <= FALSE_DISCOVERIES


def test_a_category_that_comes_in_makes_none_of_its_terms_rise() -> None:
    robots = group(500, 20, {1: 250}, {1: 10})
    theory = group(500, 980, {2: 50}, {2: 98})
    assert found(find_shifts([robots, theory])) == set()
    mixed = group(1000, 1000, {1: 250, 2: 50}, {1: 10, 2: 98})
    assert found(find_shifts([mixed])) == {1, 2}


def test_a_change_that_is_clear_but_small_is_not_named() -> None:
    shifts = find_shifts([group(100_000, 100_000, {1: 13_000}, {1: 10_000})])
    assert shifts.tested == 1
    assert found(shifts) == set()


def test_a_term_that_few_papers_have_is_not_tested() -> None:
    assert find_shifts([group(500, 500, {1: 9}, {})]).tested == 0
    assert find_shifts([group(500, 500, {1: 10}, {})]).tested == 1


def test_a_new_term_has_risen_without_end() -> None:
    (use,) = find_shifts([group(500, 500, {1: 40}, {})]).rising
    assert use.times == inf
    assert use.former == 0


COUNTS = st.dictionaries(st.integers(0, 30), st.integers(1, 60), max_size=20)
SIZES = st.integers(60, 400)


@given(groups=st.lists(st.builds(group, SIZES, SIZES, COUNTS, COUNTS), max_size=4))
def test_what_rises_on_one_side_falls_on_the_other(groups: list[Group]) -> None:
    turned = [group(g.of_before, g.of_recent, dict(g.before), dict(g.recent)) for g in groups]
    one, other = find_shifts(groups), find_shifts(turned)
    assert {use.term for use in one.rising} == {use.term for use in other.falling}
    assert {use.term for use in one.falling} == {use.term for use in other.rising}
    assert not {use.term for use in one.rising} & {use.term for use in one.falling}
    assert all(use.times >= CHANGE for use in one.rising)


def test_former_is_the_share_that_a_term_had() -> None:
    use = Use(term=1, recent=30, before=20, expected=50 * 200 / 1000)
    assert round(use.former, 9) == 20 * 200 / 800


def test_a_hundred_papers_are_needed_on_each_side() -> None:
    assert comparable([group(60, 100, {}, {}), group(40, 1, {}, {})])
    assert not comparable([group(99, 10_000, {}, {})])
    assert not comparable([])
