"""What `check` says about papers: repeats, summaries, and dates that have not come."""

from generator.archive import gather
from generator.checking.papers import check_papers
from generator.checking.places import Places
from generator.clock import Clock
from generator.errors import Diagnostic, Severity
from generator.kinds import Kind
from generator.model import Digest, Entry, Section
from tests.samples import digest, entry, stubs, tldr

TODAY = Clock(today="2026-05-12", latest="2026-05-13")
ABSTRACT = "Locks that wait are studied, and those that do not wait are studied a little more."


def paper(number: int, line: int = 1, *, summary: str = "Told.", **facts: object) -> Entry:
    abstract = Section(label="Abstract", field="abstract", lang="en", text=ABSTRACT)
    sections = (abstract, tldr(summary)) if summary else (abstract,)
    base = f"2605.{number:05}"
    return entry(f"Paper {number}", id=base, line=line, sections=sections, **facts)


def found(*digests: Digest) -> list[Diagnostic]:
    held = [stubs(one) for one in digests]
    return list(check_papers(gather(held, {}), held, Places(held), TODAY))


def told(*digests: Digest) -> list[tuple[Kind, str, str]]:
    return [(one.kind, one.place, one.message) for one in found(*digests)]


def test_a_paper_twice_in_a_file_is_told_where_it_stands_again() -> None:
    assert told(digest("2026-05-08.md", paper(1, 3), paper(2, 8), paper(1, 40))) == [
        (
            Kind.LISTED_TWICE,
            "2026-05-08.md:40",
            "2605.00001 stands in this file already, in line 3",
        )
    ]


def test_files_of_one_day_may_tell_of_the_same_paper() -> None:
    several = ("2026-05-08.md", "2026-05-08_AI_enhanced_Chinese.jsonl")
    assert told(*(digest(path, paper(1)) for path in several)) == []


def test_a_paper_that_comes_back_on_many_days_is_worth_knowing() -> None:
    days = [digest(f"2026-05-0{n}.md", paper(1), paper(n)) for n in (4, 5, 6, 7)]
    (one,) = found(*days)
    assert one.message == "2605.00001 is in the digests of 4 days, first of 2026-05-04"
    assert (one.kind, one.severity, one.path) == (Kind.MANY_DAYS, Severity.INFO, "2026-05-07.md")
    assert found(*days[:3]) == []


def test_a_paper_without_a_summary_is_told() -> None:
    assert told(digest("2026-05-08.md", paper(1), paper(2, 9, summary=""))) == [
        (Kind.EMPTY_SUMMARY, "2026-05-08.md:9", "2605.00002 has no summary")
    ]


def test_a_summary_in_another_file_of_the_day_is_enough() -> None:
    raw = digest("2026-05-08.jsonl", paper(1, summary=""), paper(2, 2, summary=""))
    assert told(raw, digest("2026-05-08_AI_enhanced_English.jsonl", paper(1), paper(2))) == []


def test_a_day_without_any_summary_is_one_finding() -> None:
    empty = digest("2026-05-11.md", paper(3, summary=""), paper(4, 7, summary=""))
    assert told(digest("2026-05-08.md", paper(1)), empty) == [
        (
            Kind.NO_SUMMARIES,
            "2026-05-11.md",
            "none of the 2 papers of 2026-05-11 has a summary",
        )
    ]


def test_an_archive_that_never_has_summaries_lacks_none() -> None:
    assert told(digest("2026-05-08.md", paper(1, summary=""), paper(2, 9, summary=""))) == []


def test_a_summary_that_is_the_abstract_or_its_beginning_is_told() -> None:
    whole = paper(1, 1, summary=ABSTRACT.replace(" ", "\n", 2))
    start = paper(2, 9, summary=ABSTRACT[:60] + "…")
    chance = paper(3, 20, summary="Locks that wait")
    assert told(digest("2026-05-08.md", whole, start, chance)) == [
        (
            Kind.COPIED_SUMMARY,
            f"2026-05-08.md:{line}",
            f"the summary of {base} is copied from the abstract",
        )
        for base, line in (("2605.00001", 1), ("2605.00002", 9))
    ]


def test_papers_of_the_future_are_told_by_date_or_id() -> None:
    dated = paper(1, 1, date="2026-05-14")
    numbered = entry("Odd", id="2606.00002", line=9, sections=(tldr("Told."),))
    nameless = entry("No Id", line=12, sections=(tldr("Told."),), date="2027-01-02")
    today = paper(4, 30, date="2026-05-13")
    assert told(digest("2026-05-08.md", dated, numbered, nameless, today)) == [
        (
            Kind.FUTURE_PAPER,
            f"2026-05-08.md:{line}",
            f"{name} is of {date}, and today is 2026-05-12",
        )
        for name, line, date in (
            ("2605.00001", 1, "2026-05-14"),
            ("2606.00002", 9, "2026-06"),
            ("“No Id”", 12, "2027-01-02"),
        )
    ]
