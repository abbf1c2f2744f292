"""The day of a digest, in the order of trust."""

from __future__ import annotations

import pytest

from generator.dates import date_digest, stray_day
from generator.digests.written_dates import date_in_line, date_in_path, find_date, front_matter
from generator.model import Digest, DigestDate, Entry, SourceRef


def entry(identifier: str | None = None, date: str | None = None) -> Entry:
    where = SourceRef(path="x.md", line=1)
    return Entry(title="T", dialect="markdown", source=where, id=identifier, date=date)


def dated(path: str, *entries: Entry, written: str | None = None) -> list[DigestDate]:
    digest = Digest(path=path, sha256="", dialect="", entries=entries, written_date=written)
    return list(date_digest(digest, {"named.md": "2026-01-31"}).dates)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-21", "2025/3/21", "2025.03.21", "2025_03_21", "20250321", "2025年3月21日",
        "2025년 3월 21일", "21 March 2025", "21st of March, 2025", "Mar 21, 2025", "21-Mar-2025",
        "21 mars 2025", "21. März 2025", "21 de marzo de 2025", "le 21 mars 2025 au matin",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert find_date(text) == "2025-03-21"


@pytest.mark.parametrize(
    "text", ["2025-13-01", "2025-02-30", "12025-03-21", "v2.03.21", "2603.04001"]
)
def test_other_numbers_are_no_date(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("path", ["a/2025-03-21.md", "2025/03/21.md", "x_20250321_zh.jsonl"])
def test_a_date_is_found_in_a_path(path: str) -> None:
    assert date_in_path(path) == "2025-03-21"


def test_a_date_is_found_in_front_matter_and_in_a_line() -> None:
    assert front_matter(["---", "title: x", 'date: "2025-03-21"', "---", ""]).date == "2025-03-21"
    assert front_matter(["---", "no end"]).end == 0
    assert date_in_line("**Report Date:** 2025-03-21") == "2025-03-21"


def test_the_settings_come_first_then_name_text_entries_and_ids() -> None:
    one = entry("2512.00001", "2025-12-24")
    assert dated("named.md", one, written="2026-02-02") == [DigestDate(value="2026-01-31")]
    assert dated("2026-03-03.md", one, written="2026-02-02") == [DigestDate(value="2026-03-03")]
    assert dated("x.md", one, written="2026-02-02") == [DigestDate(value="2026-02-02")]
    assert dated("x.md", one, entry()) == [DigestDate(value="2025-12-24")] * 2
    assert dated("x.md", entry("2512.00001")) == [DigestDate(value="2025-12", name="x")]


@pytest.mark.parametrize("name", ["2026-13-45.md", "x_2026-02-30_zh.jsonl", "2026.02.30.md"])
def test_a_day_that_there_is_not_is_told_with_what_stands_in_its_place(name: str) -> None:
    for one, by in ((entry("2512.00001"), "its arXiv ids"), (entry(date="2025-12-24"), "its entr")):
        digest = Digest(path=name, sha256="", dialect="", entries=(one,))
        dating = date_digest(digest, {})
        assert dating.diagnostic is not None
        assert dating.dates[0].month == "2025-12"
        assert (
            f"is no day of the calendar; the digest is dated by {by}" in dating.diagnostic.message
        )
        assert date_digest(digest, {name: "2026-03-02"}).diagnostic is None


@pytest.mark.parametrize("name", ["2999-01-01.md", "0001-01-01.jsonl", "a_1066.10.14.md"])
def test_a_day_of_another_millennium_is_told_too(name: str) -> None:
    digest = Digest(path=name, sha256="", dialect="", entries=(entry("2512.00001"),))
    dating = date_digest(digest, {})
    assert dating.dates[0].month == "2025-12"
    assert dating.diagnostic is not None
    assert "is in no year of a digest, 1900 to 2099; the digest is" in dating.diagnostic.message


def test_other_names_of_undated_digests_are_not_told() -> None:
    for name in ("notes.md", "v1.2.30.md", "2512.00001.md"):
        digest = Digest(path=name, sha256="", dialect="", entries=(entry("2512.00001"),))
        assert date_digest(digest, {}).diagnostic is None


@pytest.mark.parametrize(
    "days,stray",
    [
        ([], None),
        (["2099-01-01"], None),
        (["2026-05-08", "2099-01-01"], "2099-01-01"),
        (["2099-01-01", "2026-05-08", "2099-01-01"], "2099-01-01"),
        (["2026-05-08", "2098-12-31", "2099-01-01"], None),
        (["2025-05-08", "2026-05-08"], None),
    ],
)
def test_a_day_more_than_a_year_after_all_others_is_stray(
    days: list[str], stray: str | None
) -> None:
    assert stray_day(days) == stray


def test_an_undated_digest_says_what_to_supply() -> None:
    digest = Digest(path="x.md", sha256="", dialect="", entries=(entry(),))
    diagnostic = date_digest(digest, {}).diagnostic
    assert diagnostic is not None
    assert "[dates]" in diagnostic.hint
