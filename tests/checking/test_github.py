"""In a GitHub workflow: annotations that are read back as meant, and a summary without markup."""

import re
from dataclasses import dataclass
from pathlib import Path

import html5lib
import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.github import MOST, Workflow, commands, summary, workflow
from generator.checking.look import Look
from generator.clock import Clock
from generator.errors import Diagnostic, Severity
from generator.findings import grouped
from generator.hosts import Weight
from generator.kinds import Kind
from tests.conftest import Run
from tests.samples import project

HOSTILE = st.text(
    st.one_of(st.sampled_from("`*_[]()<>|\\!#@&:;,%=~\"'\n\r\t {}$"), st.characters(codec="utf-8")),
    max_size=60,
)
MARKDOWN = mistune.create_markdown(escape=False, plugins=["url", "table", "strikethrough"])
OURS = frozenset(
    "html head body h2 p ul li strong code table thead tbody tr th td".split()  # noqa: SIM905 - a list of words
)


def look(*found: Diagnostic) -> Look:
    return Look(
        clock=Clock(today="2026-05-12", latest="2026-05-13"),
        digests=1, entries=2, papers=2, days=1, first_day="2026-05-08", newest_day="2026-05-08",
        groups=grouped(found), weight=Weight(papers=2, size=26_000, files=4, measured=False),
        failed=False,
    )  # fmt: skip


def finding(message: str = "odd", path: str = "a.md", line: int = 1, **facts: object) -> Diagnostic:
    made = {"severity": Severity.WARNING, "hint": "", "kind": Kind.OTHER} | facts
    return Diagnostic(path=path, line=line, message=message, **made)  # type: ignore[arg-type]


@dataclass
class Command:
    """A command as the runner reads it from a line of the log."""

    name: str
    properties: dict[str, str]
    data: str


def read(line: str) -> Command | None:
    """Read a line as the runner does (actions/runner, ActionCommand.TryParseV2)."""
    start = line.lstrip()
    end = start.find("::", 2)
    if not start.startswith("::") or end < 0:
        return None
    name, _, rest = start[2:end].partition(" ")
    pairs = (pair.split("=", 1) for pair in rest.strip().split(",") if pair)
    properties = {pair[0]: unescaped(pair[1]) for pair in pairs if len(pair) > 1}
    return Command(name, properties, unescaped(start[end + 2 :]))


def unescaped(text: str) -> str:
    for code, char in (
        ("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"),
    ):  # fmt: skip
        text = text.replace(code, char)
    return text


def annotated(*found: Diagnostic, root: str = "/repo", content: str = "/repo/data") -> list[str]:
    return list(commands(look(*found), Path(content), root))


def test_a_finding_is_annotated_where_it_stands_in_the_repository() -> None:
    one = finding("odd: 50%, or\nso", kind=Kind.NO_LINK, line=7, hint="mend it")
    (line,) = annotated(one)
    assert line == (
        "::warning file=data/a.md,line=7,title=an entry links to no paper"
        "::odd: 50%25, or%0Aso (mend it)"
    )
    levels = [annotated(finding(severity=severity))[0].partition(" ")[0] for severity in Severity]
    assert levels == ["::error", "::warning", "::notice"]


def test_what_has_no_place_in_the_repository_names_none() -> None:
    (outside,) = annotated(finding("odd"), content="/elsewhere")
    assert read(outside) == Command("warning", {"title": "odd"}, "a.md: odd")
    (whole,) = annotated(finding("no digest", path="", line=0))
    assert read(whole) == Command("warning", {"title": "no digest"}, "no digest")


@given(path=HOSTILE.filter(lambda text: "/" not in text and text.strip(". ")), message=HOSTILE)
def test_no_text_is_taken_for_a_command_or_a_property(path: str, message: str) -> None:
    (line,) = annotated(finding(message, path=f"x{path}"))
    assert "\n" not in line
    assert "\r" not in line
    command = read(line)
    assert command is not None
    assert command.name == "warning"
    assert set(command.properties) <= {"file", "line", "title"}
    assert command.properties["line"] == "1"


@pytest.mark.parametrize("text", ["##[error]boo", "::add-mask::boo", "a ##[set-env name=x]y"])
def test_the_older_form_of_commands_is_harmless_too(text: str) -> None:
    (line,) = annotated(finding(text))
    assert "##[" not in line
    assert line.startswith("::warning ")


def test_of_many_of_a_kind_one_stands_for_all_and_no_more_than_are_kept() -> None:
    many = [finding("odd", line=line, kind=Kind.NO_LINK) for line in range(1, 501)]
    (line,) = annotated(*many)
    assert line.endswith("and 499 more such findings: digestry check --only no-link")
    several = [finding("odd " + "x" * number) for number in range(MOST + 2)]
    assert len(annotated(*several)) == MOST


@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=4), HOSTILE)
def test_no_text_is_markup_in_the_summary(texts: list[tuple[str, str]], hint: str) -> None:
    found = [finding(message, path=path, hint=hint) for path, message in texts]
    page = html5lib.parse(str(MARKDOWN(summary(look(*found)))), namespaceHTMLElements=False)
    assert {element.tag for element in page.iter()} <= OURS
    assert not any(element.attrib.keys() - {"style"} for element in page.iter())


def test_the_summary_shows_a_text_as_it_is() -> None:
    text = "`` a `code` <b>bold</b> | [link](https://a.example) @name #12 ``"
    page = html5lib.parse(str(MARKDOWN(summary(look(finding(text))))), namespaceHTMLElements=False)
    assert [code.text for code in page.iter("code")] == [text, "a.md:1", text]


def test_a_workflow_is_known_by_its_environment(tmp_path: Path) -> None:
    assert workflow({}, tmp_path) is None
    assert workflow({"GITHUB_ACTIONS": "false"}, tmp_path) is None
    named = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(tmp_path)}
    assert workflow(named, Path("/")) == Workflow(root=tmp_path.resolve().as_posix())
    (tmp_path / ".git").mkdir()
    below = tmp_path / "data" / "digests"
    found = workflow({"GITHUB_ACTIONS": "true"}, below)
    assert found == Workflow(root=tmp_path.resolve().as_posix())


def test_the_command_annotates_on_standard_error_and_adds_to_the_summary(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path / "repo" / "site")
    (root / "content" / "2026-05-12.jsonl").write_text('{"broken')
    before = run("check", folder=root)
    assert "::error" not in before.err
    told = tmp_path / "summary.md"
    told.write_text("Before\n")

    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "repo"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(told))
    done = run("check", "--json", folder=root)
    assert done.out.startswith('{"version":1,')
    assert re.fullmatch(
        r"::error file=site/content/2026-05-12\.jsonl,line=1,"
        r"title=a record is not valid JSON::.*\n",
        done.err,
    )
    assert told.read_text().startswith("Before\n## Digest archive: check failed\n")


def test_a_summary_that_cannot_be_written_fails_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "such" / "file"))
    done = run("check", folder=root)
    assert done.status == 0
    assert "The summary of the job could not be written" in done.err
