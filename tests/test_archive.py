"""All digests together: the dates of digests, days, and papers over several days."""

import pytest

from generator.archive import Archive
from generator.dates import date_digest
from generator.model import Digest, DigestDate
from generator.papers import load_paper, load_texts
from tests.samples import PAPER, MemoryShelf, archive, digest, entry, tldr


def days(found: Archive) -> dict[str, list[str]]:
    return {day.date.value: [paper.key for paper in day.papers] for day in found.days}


def dates_of(one: Digest, table: dict[str, str] | None = None) -> list[str]:
    return [date.value for date in date_digest(one, table or {}).dates]


def dated_by_everything(**without: str | None) -> Digest:
    facts = {"path": "a/2026-05-02.md", "written": "2026-05-03", "own": "2026-05-04"} | without
    found = entry(id="2604.00001", date=facts["own"], path=facts["path"])
    return digest(str(facts["path"]), found, written_date=facts["written"])


@pytest.mark.parametrize(
    "table, without, date",
    [
        ({"2026-05-02.md": "2026-05-01"}, {}, "2026-05-01"),
        ({"a/2026-05-02.md": "2026-05-01"}, {}, "2026-05-01"),
        ({"other.md": "2026-05-01"}, {}, "2026-05-02"),
        ({}, {"path": "papers.md"}, "2026-05-03"),
        ({}, {"path": "papers.md", "written": None}, "2026-05-04"),
        ({}, {"path": "papers.md", "written": None, "own": None}, "2026-04"),
    ],
)
def test_dates_are_trusted_in_the_order_of_the_reference(
    table: dict[str, str], without: dict[str, str | None], date: str
) -> None:
    assert dates_of(dated_by_everything(**without), table) == [date]


def test_the_entries_of_a_listing_stand_on_their_own_days() -> None:
    listing = digest(
        "listing.txt",
        entry("One", date="2026-05-05", line=1),
        entry("Two", date="2026-05-06", line=2),
        entry("Three", line=3),
    )
    assert days(archive(listing)) == {"2026-05-05": ["one"], "2026-05-06": ["two", "three"]}


def test_a_digest_without_any_date_says_what_to_supply() -> None:
    found = archive(digest("topics.md", entry(path="topics.md"), unread=2))
    assert found.days == ()
    (told,) = found.diagnostics
    assert str(told).startswith("topics.md: error: no date is known for this digest (")
    assert '[dates] "topics.md" = "2026-05-08"' in told.hint


def test_a_month_is_the_date_of_ids_and_the_file_names_the_digest() -> None:
    found = archive(
        digest("winter_AI_enhanced_English.jsonl", entry(id="2512.00001")),
        digest("winter.md", entry(id="2512.00001", line=2), entry("X", id="2512.00002", line=3)),
    )
    assert [day.date for day in found.days] == [DigestDate(value="2025-12", name="winter")]
    assert days(found) == {"2025-12": ["2512.00001", "2512.00002"]}


def test_several_files_of_a_day_are_one_digest_in_which_json_wins() -> None:
    markdown = entry(id=PAPER, title="From Markdown", sections=(tldr("md"),), line=7)
    raw = entry(id=PAPER, title="From JSON", dialect="jsonl", path="2026-05-08.jsonl")
    other = entry("Only there", line=3)
    first, second = digest("2026-05-08.md", other, markdown), digest("2026-05-08.jsonl", raw)
    found = archive(first, second)
    (day,) = found.days
    assert [paper.key for paper in day.papers] == ["only-there", PAPER]
    texts = load_texts(day.papers[1].leaves, MemoryShelf(first, second))
    assert (texts.title, texts.sections) == ("From JSON", (tldr("md"),))


def test_a_paper_of_several_days_shows_its_newest_text_and_every_day() -> None:
    old = entry(id=PAPER, title="Old", headline="Then", path="2026-05-08.md")
    new = entry(id=PAPER, title="New", headline="Now", path="2026-05-11.md", version=2)
    digests = (digest("2026-05-11.md", new), digest("2026-05-08.md", old))
    found, shelf = archive(*digests), MemoryShelf(*digests)
    assert found.papers[PAPER].title == "New"
    paper = load_paper(found.papers[PAPER], shelf)
    assert (paper.title, paper.version, paper.headlines) == ("New", 2, ("Now", "Then"))
    assert [date.value for date in paper.days] == ["2026-05-08", "2026-05-11"]
    assert load_texts(found.days[0].papers[0].leaves, shelf).title == "Old"


def test_a_paper_twice_in_a_file_stands_once_on_its_day() -> None:
    found = archive(digest("2026-05-08.md", entry(id=PAPER), entry("Again", id=PAPER, line=9)))
    assert days(found) == {"2026-05-08": [PAPER]}


def test_a_day_without_papers_is_a_day_and_counts_what_was_lost() -> None:
    (day,) = archive(digest("2026-05-08.md", unread=3)).days
    assert (day.papers, day.unread) == ((), 3)


def test_case_alone_makes_no_other_category() -> None:
    found = archive(
        digest("2026-05-08.md", entry("One", categories=("CS.dc", "cs.DC", "Locks"))),
        digest("2026-05-09.md", entry("Two", categories=("cs.DC", "LOCKS", "ｌｏｃｋｓ"))),
    )
    assert found.papers["one"].categories == ("cs.DC", "Locks")
    assert found.papers["two"].categories == ("cs.DC", "Locks")


def test_the_order_of_digests_does_not_matter() -> None:
    digests = [
        digest(f"2026-05-{day:02}.md", entry(f"Paper {day % 3}", path=f"2026-05-{day:02}.md"))
        for day in range(1, 8)
    ]
    assert archive(*digests) == archive(*reversed(digests))


def test_a_stub_knows_authors_venue_and_code_as_the_merged_texts_do() -> None:
    older = digest(
        "2026-05-07.md",
        entry(
            id=PAPER, authors=("A B", "and C D"), venue="ICML 2026", code="https://github.com/a/b"
        ),
    )
    newer = digest(
        "2026-05-08.jsonl",
        entry(id=PAPER, dialect="jsonl", path="2026-05-08.jsonl", authors=("A B", "and E F")),
        entry(id=PAPER, dialect="jsonl", path="2026-05-08.jsonl", line=2, authors=("X Y",)),
    )
    found = archive(older, newer).papers[PAPER]
    merged = load_texts(found.leaves, MemoryShelf(older, newer))
    assert found.authors == merged.authors == ("A B", "E F")
    assert found.venue == merged.venue == "ICML 2026"
    assert found.code == merged.code == "https://github.com/a/b"


def test_a_digest_far_after_all_others_is_told_and_kept() -> None:
    found = archive(digest("2026-05-08.md", entry("One")), digest("2099-01-01.md", entry("Two")))
    (told,) = found.diagnostics
    assert (told.path, found.stray) == ("2099-01-01.md", "2099-01-01")
    assert list(days(found)) == ["2026-05-08", "2099-01-01"]
