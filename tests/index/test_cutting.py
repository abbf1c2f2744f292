"""How the archive is cut by time: closed runs stay, parts are few, nothing is lost."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.index.runs import FAN, LARGEST, SMALLEST, cut, parts


def papers(*days: tuple[str, int]) -> list[tuple[str, str]]:
    return [(day, f"{day}-{number:05}") for day, count in days for number in range(count)]


def test_a_run_is_a_month_and_small_months_are_one() -> None:
    runs = cut(papers(("2026-01-05", 200), ("2026-02-01", 200), ("2026-03-01", 200)))
    assert [len(run.keys) for run in runs] == [400, 200]
    assert runs[0].days == (("2026-01-05", 200), ("2026-02-01", 200))


def test_a_large_month_is_cut_into_pieces() -> None:
    runs = cut(papers(("2026-01-05", 1500), ("2026-01-06", 1500), ("2026-02-01", 1)))
    assert [len(run.keys) for run in runs] == [LARGEST, 1000, 1]
    assert runs[1].days == (("2026-01-06", 1000),)


@given(st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(1, 900))))
def test_every_paper_is_in_one_run_in_order(days: list[tuple[date, int]]) -> None:
    found = sorted(set(papers(*((f"{day}", count) for day, count in days))))
    runs = cut(reversed(found))
    assert [key for run in runs for key in run.keys] == [key for _, key in found]
    assert all(len(run.keys) <= LARGEST for run in runs)
    assert all(sum(count for _, count in run.days) == len(run.keys) for run in runs)
    lengths = [len(run.keys) for run in runs]
    assert all(one + two > SMALLEST for one, two in pairwise(lengths))


@given(st.integers(1, 400))
def test_a_new_day_leaves_closed_runs_as_they_are(count: int) -> None:
    start = date(2026, 1, 1)
    days = [(f"{start + timedelta(day)}", count) for day in range(40)]
    before, after = cut(papers(*days[:-1])), cut(papers(*days))
    assert after[: len(before) - 1] == before[:-1]


@given(st.integers(1, 1200))
def test_parts_are_few_and_hold_all_runs(count: int) -> None:
    run = cut(papers(("2026-01-01", LARGEST)))[0]
    made = parts([run] * count)
    assert [number for part in made for number in part] == list(range(count))
    digits = [(count - 1) // FAN**k % FAN for k in range(5)]
    assert len(made) == max(1, sum(map(bool, digits)) + (count > 1))


def test_a_small_archive_is_one_part() -> None:
    runs = cut(papers(("2026-01-01", 600), ("2026-02-01", 600)))
    assert len(runs) == 2
    assert parts(runs) == ((0, 1),)
    assert parts(()) == ()
