"""Findings by kind: what is many times the same is told once."""

import io

import pytest

from generator.errors import Diagnostic, Severity
from generator.findings import grouped
from generator.kinds import Kind
from generator.report import Loudness, Reporter


def found(kind: Kind, path: str, line: int = 0, **facts: object) -> Diagnostic:
    made = {"severity": Severity.WARNING, "message": f"odd in {line}", "hint": "mend it"} | facts
    return Diagnostic(path=path, line=line, kind=kind, **made)  # type: ignore[arg-type]


def test_findings_are_put_together_by_kind_errors_first_and_newest_files_first() -> None:
    groups = grouped(
        [
            found(Kind.NO_LINK, "2026-05-08.md", 9),
            found(Kind.NO_LINK, "2026-05-11.md", 20),
            found(Kind.UNDATED, "new.md", severity=Severity.ERROR),
            found(Kind.NO_LINK, "2026-05-11.md", 3),
        ]
    )
    assert [(group.kind, group.files) for group in groups] == [
        (Kind.UNDATED, 1),
        (Kind.NO_LINK, 2),
    ]
    assert [one.place for one in groups[1].found] == [
        "2026-05-11.md:3", "2026-05-11.md:20", "2026-05-08.md:9",
    ]  # fmt: skip


def test_what_has_no_kind_is_put_together_by_its_words() -> None:
    several = [
        found(Kind.OTHER, "a.md", message=message)
        for message in ("line 3 has 'x'", "line 4 has 'y'", "something else")
    ]
    groups = grouped(several)
    assert [(group.sentence, len(group.found)) for group in groups] == [
        ("line 3 has 'x'", 2),
        ("something else", 1),
    ]


class _Terminal(io.StringIO):
    """A stream that is shown to somebody."""

    def isatty(self) -> bool:
        return True


def told(
    several: list[Diagnostic],
    loudness: Loudness = Loudness.NORMAL,
    stream: io.StringIO | None = None,
) -> list[str]:
    stream = stream or io.StringIO()
    Reporter(loudness, stream=stream).findings(grouped(several))
    return stream.getvalue().splitlines()


def test_many_of_a_kind_are_a_count_some_examples_and_the_way_to_all() -> None:
    many = [found(Kind.NO_LINK, "2026-05-11.md", line) for line in range(1, 501)]
    assert told(many) == [
        "warning: an entry links to no paper: 500 times in 1 file",
        "  2026-05-11.md:1: odd in 1",
        "  2026-05-11.md:2: odd in 2",
        "  2026-05-11.md:3: odd in 3",
        "  … and 497 more: digestry check --only no-link",
        "  (mend it)",
    ]


def test_where_not_the_same_is_to_be_done_each_example_says_what() -> None:
    several = [
        found(
            Kind.SKIPPED,
            "2026-05-11.md",
            line,
            hint="put the file here" if line == 2 else "mend it",
        )
        for line in range(1, 6)
    ]
    lines = told(several)
    assert lines[1] == "  2026-05-11.md:1: odd in 1 (mend it)"
    assert lines[2] == "  2026-05-11.md:2: odd in 2 (put the file here)"
    assert lines[3] == "  2026-05-11.md:3: odd in 3 (mend it)"
    assert lines[-1] == "  … and 2 more: digestry check --only skipped"


def test_what_is_to_be_done_about_several_in_turn_is_said_once() -> None:
    several = [
        found(Kind.SKIPPED, "a.md", line, hint="mend it" if line < 3 else "remove it")
        for line in range(1, 6)
    ]
    assert told(several)[1:4] == [
        "  a.md:1: odd in 1 (mend it)",
        "  a.md:2: odd in 2",
        "  a.md:3: odd in 3 (remove it)",
    ]


def test_a_few_of_a_kind_are_told_each() -> None:
    few = [found(Kind.NO_LINK, "2026-05-11.md", line) for line in (1, 2, 3)]
    assert told(few)[2] == "2026-05-11.md:3: warning: odd in 3 (mend it)"


@pytest.mark.parametrize("columns", [60, 80])
def test_examples_fit_the_terminal_and_command_it_not(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    hostile = "x" * 90 + "\x1b[2J"
    many = [found(Kind.OTHER, "::error::a.md", 1, message=hostile)] * 4
    lines = told(many, stream=_Terminal())
    assert max(len(line) for line in lines[1:] if "x" in line) == columns - 1
    assert not any("\x1b" in line or line.lstrip().startswith("::") for line in lines)


def test_a_log_has_whole_lines() -> None:
    many = [found(Kind.OTHER, "a.md", 1, message="y" * 200)] * 4
    assert told(many)[1] == f"  a.md:1: {'y' * 200}"


def test_what_is_about_the_whole_archive_names_no_file() -> None:
    missing = [
        found(Kind.MISSING_DAY, "", message=f"no digest for 2026-05-{day:02}")
        for day in range(4, 8)
    ]
    lines = told(missing)
    assert lines[0] == "warning: a weekday has no digest: 4 times"
    assert lines[1] == "  no digest for 2026-05-07"
    assert told(missing[:1]) == ["warning: no digest for 2026-05-04 (mend it)"]


def test_the_quiet_hear_of_errors_alone() -> None:
    wrong = [found(Kind.NOT_JSON, "a.jsonl", line, severity=Severity.ERROR) for line in range(5)]
    assert told([*wrong, *[found(Kind.NO_LINK, "a.md", n) for n in range(5)]], Loudness.QUIET)[
        0
    ].startswith("error: a record is not valid JSON: 5 times")
    assert told([found(Kind.NO_LINK, "a.md", n) for n in range(5)], Loudness.QUIET) == []
