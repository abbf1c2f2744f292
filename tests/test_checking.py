"""What `check` says about an archive as a whole."""

from generator.checking import check_days
from generator.model import Digest
from tests.samples import archive, digest, entry


def day(date: str, *ids: str) -> Digest:
    entries = [entry(id=base, path=f"{date}.md", line=n) for n, base in enumerate(ids, start=1)]
    return digest(f"{date}.md", *entries)


def said(*digests: Digest) -> list[str]:
    return [found.message for found in check_days(archive(*digests))]


def test_weekdays_without_a_digest_are_named_but_no_weekends() -> None:
    found = said(day("2026-05-07", "2605.00001"), day("2026-05-12", "2605.00002"))
    assert found == [
        "no digest for 2026-05-08, a weekday",
        "no digest for 2026-05-11, a weekday",
    ]


def test_a_long_pause_is_no_omission() -> None:
    assert said(day("2026-01-05", "2601.00001"), day("2026-05-12", "2605.00002")) == []


def test_a_day_that_repeats_the_one_before_is_named() -> None:
    found = said(
        day("2026-05-04", "2605.00001", "2605.00002"),
        day("2026-05-05", "2605.00001", "2605.00002"),
        day("2026-05-06", "2605.00002", "2605.00003"),
    )
    assert found == ["the digest of 2026-05-05 repeats that of 2026-05-04"]


def test_days_without_papers_repeat_nothing() -> None:
    assert said(day("2026-05-04"), day("2026-05-05")) == []
