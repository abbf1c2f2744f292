"""What `check` says about days: missing, repeated, and ahead of the clock."""

import pytest

from generator.archive import gather
from generator.checking.days import check_days
from generator.checking.places import Places
from generator.clock import Clock
from generator.errors import Diagnostic, Severity
from generator.kinds import Kind
from generator.model import Digest
from tests.samples import digest, entry, stubs


def day(date: str, *ids: str) -> Digest:
    entries = [entry(id=base, path=f"{date}.md", line=n) for n, base in enumerate(ids, start=1)]
    return digest(f"{date}.md", *entries)


def found(*digests: Digest, today: str) -> list[Diagnostic]:
    held = [stubs(one) for one in digests]
    days = gather(held, {}).days
    return list(check_days(days, Places(held), Clock(today=today, latest=today)))


def said(*digests: Digest, today: str = "2026-05-12") -> list[str]:
    return [one.message for one in found(*digests, today=today)]


def test_weekdays_without_a_digest_are_named_but_no_weekends() -> None:
    assert said(day("2026-05-07", "2605.00001"), day("2026-05-12", "2605.00002")) == [
        "no digest for 2026-05-08, a weekday",
        "no digest for 2026-05-11, a weekday",
    ]


def test_the_days_since_the_newest_digest_are_missing_but_today_may_still_come() -> None:
    assert said(day("2026-05-07", "2605.00001"), today="2026-05-11") == [
        "no digest for 2026-05-08, a weekday"
    ]
    assert said(day("2026-05-07", "2605.00001"), today="2026-05-08") == []


@pytest.mark.parametrize("today, ago", [("2026-06-07", 31), ("2027-05-07", 365)])
def test_an_archive_that_has_been_silent_for_long_is_named_every_day(today: str, ago: int) -> None:
    (silent,) = found(day("2026-05-07", "2605.00001"), today=today)
    assert silent.message == f"no digest since 2026-05-07, {ago} days ago"
    assert (silent.kind, silent.severity) == (Kind.MISSING_DAY, Severity.WARNING)


def test_up_to_a_month_each_weekday_is_named() -> None:
    missing = said(day("2026-05-07", "2605.00001"), today="2026-06-06")
    assert missing[-1] == "no digest for 2026-06-05, a weekday"
    assert len(missing) == 21


def test_a_long_pause_is_no_omission() -> None:
    assert said(day("2026-01-05", "2601.00001"), day("2026-05-12", "2605.00002")) == []


def test_a_day_that_repeats_the_one_before_is_named_with_its_file() -> None:
    (one,) = found(
        day("2026-05-04", "2605.00001", "2605.00002"),
        day("2026-05-05", "2605.00001", "2605.00002"),
        day("2026-05-06", "2605.00002", "2605.00003"),
        today="2026-05-06",
    )
    assert one.message == "the digest of 2026-05-05 repeats that of 2026-05-04"
    assert (one.path, one.kind) == ("2026-05-05.md", Kind.REPEATED_DAY)


def test_at_weekends_a_repeat_is_only_worth_knowing() -> None:
    days = [day(date, "2605.00001") for date in ("2026-05-08", "2026-05-09", "2026-05-11")]
    severities = [one.severity for one in found(*days, today="2026-05-11")]
    assert severities == [Severity.INFO, Severity.WARNING]


def test_days_without_papers_repeat_nothing() -> None:
    assert said(day("2026-05-04"), day("2026-05-05"), today="2026-05-05") == []


def test_a_digest_of_the_future_is_named_and_makes_no_day_missing() -> None:
    (one,) = found(day("2026-05-11", "2605.00001"), day("2026-05-20", "2"), today="2026-05-12")
    assert one.message == "this digest is of 2026-05-20, and today is 2026-05-12"
    assert (one.path, one.kind) == ("2026-05-20.md", Kind.FUTURE_DIGEST)


@pytest.mark.parametrize("date, ahead", [("2026-05", False), ("2026-06", True)])
def test_a_month_is_of_the_future_when_it_has_not_begun(date: str, ahead: bool) -> None:
    one = digest("all.md", entry(id="2605.00001", date=date, path="all.md"))
    assert bool(said(one)) is ahead
