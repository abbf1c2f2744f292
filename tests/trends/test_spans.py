"""Days, weeks and months up to the newest: what has no digest is a gap."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.trends.spans import by_day, by_month, by_week, weeks_ago

DAYS = st.dictionaries(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 500), min_size=1, max_size=40
)


@given(papers=DAYS, least=st.integers(1, 30), more=st.integers(0, 2000))
def test_days_end_at_the_newest_and_tell_gaps_from_zeros(
    papers: dict[date, int], least: int, more: int
) -> None:
    tallies = by_day(papers, least, least + more)
    assert least <= len(tallies) <= least + more
    assert tallies[-1].name == max(papers).isoformat()
    for tally in tallies:
        assert tally.papers == papers.get(date.fromisoformat(tally.name))


@given(papers=DAYS)
def test_weeks_lose_no_paper_and_no_digest(papers: dict[date, int]) -> None:
    weeks = by_week(papers, 1, 1000)
    assert sum(week.papers or 0 for week in weeks) == sum(papers.values())
    assert sum(week.digests for week in weeks) == len(papers)
    assert all((week.papers is None) == (week.digests == 0) for week in weeks)
    assert weeks[-1].name == max(papers).isoformat()
    assert weeks[0].papers is not None


def test_a_week_is_seven_days_up_to_the_newest() -> None:
    newest = date(2026, 5, 8)
    assert [weeks_ago(newest - timedelta(days=ago), newest) for ago in (0, 6, 7, 13, 14)] == [
        0,
        0,
        1,
        1,
        2,
    ]


def test_months_run_over_the_turn_of_a_year() -> None:
    months = by_month({"2025-11": 4, "2026-02": 0}, 1, 12)
    assert [(month.name, month.papers) for month in months] == [
        ("2025-11", 4),
        ("2025-12", None),
        ("2026-01", None),
        ("2026-02", 0),
    ]


def test_a_long_archive_is_cut_and_a_short_one_begins_earlier() -> None:
    assert len(by_month({"1990-01": 1, "2026-02": 1}, 12, 24)) == 24
    assert by_month({"2026-02": 1}, 12, 24)[0].name == "2025-03"
