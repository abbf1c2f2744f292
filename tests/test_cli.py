"""The command line: its options, what it answers with, and how it speaks."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator import __version__, cli
from generator.errors import Diagnostic, Severity
from generator.report import Reporter
from tests.conftest import Run
from tests.samples import project, record, tree, write_records

COMMANDS = ["build", "serve", "check", "inspect", "completion", "init", "import"]


def test_the_version_is_told(run: Run) -> None:
    done = run("--version")
    assert (done.status, done.out) == (0, f"digestry, version {__version__}\n")


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_every_command_explains_itself(arguments: list[str], run: Run) -> None:
    done = run(*arguments)
    assert done.status == 0
    assert done.out.startswith("Usage: ")
    assert "..." not in done.out.partition("\n")[2]
    assert done.err == ""


def test_build_has_the_options_of_the_reference(run: Run) -> None:
    text = run("build", "--help").out
    options = (
        "--config --content --output --base-url --jobs --cluster --clean --strict --explain"
        " --no-search --quiet --verbose"
    )
    assert [option for option in options.split() if option not in text] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"], ["build", "--nothing"], ["build", "--jobs", "0"], ["build", "--jobs", "x"],
        ["build", "--config", "no_such.toml"], ["build", "--content", "no_such"],
        ["build", "--base-url", "name.example"], ["inspect"], ["inspect", "no_such.md"],
        ["inspect", "."], ["check", "--content", "no_such"], ["serve", "--port", "99999"],
        ["serve", "--content", "no_such"],
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_2(arguments: list[str], run: Run, tmp_path: Path) -> None:
    done = run(*arguments, folder=tmp_path)
    assert done.status == 2
    assert done.err
    assert list(tmp_path.iterdir()) == []


def test_a_build_says_what_it_did_in_plain_lines(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    done = run("build", "--no-search", folder=root)
    assert (done.status, done.out) == (0, "")
    assert re.fullmatch(
        r"3 papers on 2 days: \d+ pages \(.*\).*, no warnings → .*public\n", done.err
    )
    assert "nothing changed" in run("build", "--no-search", folder=root).err


def test_a_build_tells_what_it_leaves_out_for_want_of_an_address(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    assert "There is no sitemap" in run("build", "--no-search", "--verbose", folder=root).err
    address = ("--base-url", "https://name.example/repo/")
    assert (
        "There is no sitemap"
        not in run("build", "--no-search", "--verbose", *address, folder=root).err
    )
    assert (root / "public" / "sitemap.xml").is_file()


def test_a_quiet_build_says_nothing(run: Run, tmp_path: Path) -> None:
    done = run("build", "--no-search", "--quiet", folder=project(tmp_path))
    assert (done.status, done.out, done.err) == (0, "", "")


def test_explain_names_every_page_with_its_reason(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    run("build", "--no-search", folder=root)
    write_records(root / "content" / "2026-05-12.jsonl", [record(4)])
    (root / "content" / "2026-05-08.jsonl").unlink()
    said = run("build", "--no-search", "--explain", folder=root).err
    assert "render papers/2605.00004/index.html: it is new\n" in said
    assert "render index.html: what it is made of has changed (the papers that it shows" in said
    assert "remove papers/2605.00001/index.html: the site no longer has it\n" in said


def test_explain_names_what_has_changed_of_a_page(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path, "[related]\nenabled = false\n")
    run("build", "--no-search", folder=root)
    settings = root / "site.toml"

    def said() -> str:
        return run("build", "--no-search", "--explain", folder=root).err

    page = "render papers/2605.00001/index.html: what it is made of has changed"
    text = record(1, AI={"tldr": "Another text."})
    write_records(root / "content" / "2026-05-08.jsonl", [text, record(2)])
    assert f"{page} (the papers that it shows, or their texts)\n" in said()
    settings.write_text(settings.read_text() + '\n[site]\ntitle = "Another"\n')
    assert f"{page} (what all pages show of the settings" in said()


def test_strict_ends_with_1_where_the_content_has_errors(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content" / "2026-05-12.jsonl").write_text('{"title": "ok"}\n{"broken\n')
    assert run("build", "--no-search", folder=root).status == 0
    done = run("build", "--no-search", "--strict", folder=root)
    assert done.status == 1
    assert re.search(r"^2026-05-12\.jsonl:2: error: .+ \(.+\)$", done.err, re.MULTILINE)


def test_a_failed_build_ends_with_3(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    with monkeypatch.context() as patched:
        patched.setenv("PAGEFIND_BINARY_PATH", "/no/such/program")
        done = run("build", folder=root)
    assert done.status == 3
    assert "error: Pagefind could not be started" in done.err
    assert not (root / "public").exists()


def test_a_broken_template_ends_with_2(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "theme" / "templates").mkdir(parents=True)
    (root / "theme" / "templates" / "day.html").write_text("\n\n{% if %}")
    done = run("build", "--no-search", folder=root)
    assert (done.status, "error: templates/day.html:3: " in done.err) == (2, True)


def test_an_interrupted_command_ends_with_130(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "build", interrupt)
    assert run("build", folder=project(tmp_path)).status == 130


def test_check_writes_nothing(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    before = tree(root)
    done = run("check", folder=root)
    assert done.status == 0
    assert "2 digests, 4 entries, 3 papers, 2 days: no warnings" in done.err
    assert "GitHub Pages" in done.err
    assert tree(root) == before


def test_a_strict_check_fails_on_warnings(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content" / "notes.pdf").write_bytes(b"%PDF")
    assert run("check", folder=root).status == 0
    done = run("check", "--strict", folder=root)
    assert done.status == 1
    assert "notes.pdf: warning: skipped: not a digest (digests end in" in done.err


class Terminal:
    """A stream that is a terminal and keeps what it is told."""

    def __init__(self) -> None:
        self.said = ""

    def write(self, text: str) -> int:
        self.said += text
        return len(text)

    def flush(self) -> None:
        """Keep everything already."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("no_color, coloured", [("1", False), ("", True), (None, True)])
def test_a_terminal_sees_colours_unless_it_asks_for_none(
    no_color: str | None, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    terminal = Terminal()
    found = Diagnostic(path="a.md", line=3, severity=Severity.WARNING, message="odd", hint="mend")
    Reporter(stream=terminal).diagnostics([found])  # type: ignore[arg-type]
    assert ("\x1b[" in terminal.said) is coloured
    assert re.sub(r"\x1b\[\d+m", "", terminal.said) == "a.md:3: warning: odd (mend)\n"


def test_no_file_name_commands_the_terminal(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content" / "evil\x1b[2J\nname.md").write_text("nothing")
    done = run("check", folder=root)
    assert "\x1b" not in done.err
    assert r"evil\x1b[2J\x0aname.md: warning:" in done.err


def test_many_diagnostics_are_cut_short_and_counted(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content" / "2026-05-12.jsonl").write_text('{"broken\n' * 50)
    said = run("build", "--no-search", folder=root).err
    assert said.count(": error: ") == 20
    assert "… and 30 more (digestry check --verbose lists them all)" in said
    assert run("check", "--verbose", folder=root).err.count(": error: ") == 50


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    place = write_records(tmp_path / "2026-05-08.jsonl", [record(n) for n in range(3000)])
    command = [sys.executable, "-m", "generator", "inspect", "--json", str(place)]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[1]
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        said = running.stderr.read()
        status = running.wait()
    assert (status, said) == (0, b"")


def test_who_builds_again_and_again_does_not_hear_the_same_twice() -> None:
    terminal = Terminal()
    reporter = Reporter(stream=terminal)  # type: ignore[arg-type]
    first, second = (
        Diagnostic(path="a.md", line=line, severity=Severity.WARNING, message="odd")
        for line in (3, 9)
    )
    for found in ([first], [first], [first, second], [first]):
        reporter.diagnostics(found)
    assert terminal.said.count("a.md:3") == 3
    assert terminal.said.count("a.md:9") == 1


def test_a_preview_whose_path_has_changed_asks_to_be_started_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr("generator.serve.serve_site", lambda _, **options: given.update(options))
    address = '[site]\nbase_url = "https://name.example/{}/"\n'
    root = project(tmp_path, address.format("y"))
    assert run("serve", "--no-search", folder=root).status == 0
    assert given["rebuild"]() is None
    (root / "site.toml").write_text(address.format("z"), encoding="utf-8")
    assert "run digestry serve again" in given["rebuild"]()
