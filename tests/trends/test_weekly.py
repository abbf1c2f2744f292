"""Terms by week and category."""

from generator.trends.weekly import Cell, WeeklyTerms

CELLS = (
    Cell(ago=0, category="cs.CV", papers=2, terms={1: 2, 2: 1}),
    Cell(ago=0, category="cs.RO", papers=1, terms={3: 1}),
    Cell(ago=2, category="cs.CV", papers=1, terms={2: 1}),
    Cell(ago=3, category="cs.CV", papers=1, terms={1: 1}),
)


def test_weeks_are_compared_within_categories_that_both_have() -> None:
    (only,) = WeeklyTerms(CELLS).groups(range(1), range(1, 4))
    assert (only.of_recent, only.of_before) == (2, 2)
    assert dict(only.recent) == {1: 2, 2: 1}
    assert dict(only.before) == {1: 1, 2: 1}


def test_a_category_has_papers_that_name_another_first() -> None:
    beside = Cell(ago=0, category="cs.RO", papers=3, terms={1: 2}, beside=True)
    terms = WeeklyTerms((*CELLS, beside))
    assert terms.shares(1, range(1), 300) == [200]
    own = terms.of("cs.RO")
    assert own.shares(1, range(1), 400) == [200]
    assert own.shares(3, range(1), 400) == [100]
    assert set(terms.categories) == {"cs.CV", "cs.RO"}
    assert not list(terms.of("cs.XX").categories)


def test_a_week_without_papers_has_no_share() -> None:
    terms = WeeklyTerms(CELLS)
    assert terms.shares(1, range(4), 300) == [200, None, 0, 300]
    assert terms.shares(4, range(2), 300) == [0, None]


def test_weeks_are_covered_where_half_of_them_have_papers() -> None:
    terms = WeeklyTerms(CELLS)
    assert terms.covers(range(1, 4))
    assert not terms.covers(range(10))
