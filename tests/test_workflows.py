"""The workflows and the action: well formed, least trusting, and run as far as a machine can."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import upload
from tests.crawl import faults
from tests.importing.conftest import write_archive

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = (
    *sorted((ROOT / ".github" / "workflows").glob("*.yml")),
    ROOT / "generator" / "pages-workflow.yml",
)
ACTION = ROOT / "action.yml"
PINNED = re.compile(r"[\w.-]+/[\w./-]+@(?:(?:release/)?v\d+|[0-9a-f]{40})|\./\.digestry-program")
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
WORD = re.compile(r"\b(inputs|steps|needs|github|runner|job|matrix|jobs)((?:\.[\w-]+)+)")
PERMISSIONS = {"contents": {"read"}, "pages": {"read", "write"}, "id-token": {"write"}}


def read(place: Path) -> Any:
    """Read YAML with every scalar as its text: `on` stays a word."""
    return yaml.load(place.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only


def steps(document: Any) -> list[Any]:
    if "runs" in document:
        return list(document["runs"]["steps"])
    return [step for job in document["jobs"].values() for step in job.get("steps", ())]


@pytest.mark.parametrize("place", [*WORKFLOWS, ACTION], ids=lambda place: place.name)
def test_every_step_uses_a_pinned_action_or_runs_a_command(place: Path) -> None:
    found = steps(read(place))
    assert found
    for step in found:
        assert ("uses" in step) != ("run" in step)
        assert PINNED.fullmatch(step.get("uses", "a/b@v1")), step
        if place == ACTION and "run" in step:
            assert step["shell"] == "bash"


@pytest.mark.parametrize("place", [*WORKFLOWS, ACTION], ids=lambda place: place.name)
def test_no_command_is_made_of_what_somebody_else_wrote(place: Path) -> None:
    for step in steps(read(place)):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("place", [*WORKFLOWS, ACTION], ids=lambda place: place.name)
def test_expressions_speak_only_of_what_there_is(place: Path) -> None:
    document = read(place)
    inputs = document.get("inputs") or (document["on"].get("workflow_call") or {}).get("inputs", {})
    ids = {step["id"] for step in steps(document) if "id" in step}
    text = place.read_text(encoding="utf-8")
    spoken = [*EXPRESSION.findall(text), *(step["if"] for step in steps(document) if "if" in step)]
    for said in spoken:
        for kind, path in WORD.findall(said):
            name = path[1:].split(".")[0]
            if kind == "inputs":
                assert name in inputs, said
            if kind == "steps":
                assert name in ids, said
            if kind == "needs":
                assert name in document["jobs"], said


@pytest.mark.parametrize("place", WORKFLOWS, ids=lambda place: place.name)
def test_a_workflow_may_do_no_more_than_it_has_to(place: Path) -> None:
    document = read(place)
    for holder in (document, *document["jobs"].values()):
        for name, right in holder.get("permissions", {}).items():
            assert right in PERMISSIONS[name]
    assert "permissions" in document
    for step in steps(document):
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] == "false"
    for job in document["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60


def test_the_three_lines_that_publish_an_archive_are_those_of_the_guide() -> None:
    guide = (ROOT / "docs" / "how-to" / "publish-on-github-pages.md").read_text(encoding="utf-8")
    head = (ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(on: \{.*?)```", guide, re.DOTALL)
    assert block
    lines = block[1].splitlines()
    assert len(lines) == 3
    assert all(line in head for line in lines)
    caller = yaml.load(block[1], Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only
    assert set(caller) == {"on", "permissions", "jobs"}
    called = read(ROOT / ".github" / "workflows" / "publish.yml")
    wanted = {
        name: right
        for job in called["jobs"].values()
        for name, right in job["permissions"].items()
        if right == "write" or name == "contents"
    }
    assert caller["permissions"] == wanted


def test_what_the_workflow_gives_to_the_action_it_takes() -> None:
    action = read(ACTION)
    called = read(ROOT / ".github" / "workflows" / "publish.yml")
    given = next(step for step in steps(called) if step.get("uses", "").startswith("./"))
    assert set(given["with"]) <= set(action["inputs"])


@dataclass
class Runner:
    """A machine that runs the `run:` steps of the action, as far as expressions go there."""

    folder: Path
    temp: Path
    inputs: dict[str, str]
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    said: str = ""

    def run(self) -> int:
        """Run all steps in order until one fails; answer with its status."""
        for step in steps(read(ACTION)):
            if "run" not in step or step["name"] == "Install Digestry":
                continue
            status = self._step(step)
            if status:
                return status
        return 0

    def _step(self, step: Mapping[str, Any]) -> int:
        told = self.temp / f"output-{step.get('id', 'none')}"
        told.write_text("")
        words = {name: self._filled(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(  # noqa: S603 - the steps of our own action
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607
            cwd=self.folder / self._filled(step.get("working-directory", ".")),
            env=os.environ | words | {"GITHUB_OUTPUT": str(told), "RUNNER_TEMP": str(self.temp)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.said += done.stdout + done.stderr
        if "id" in step:
            lines = told.read_text().splitlines()
            self.outputs[step["id"]] = dict(line.split("=", 1) for line in lines)
        return done.returncode

    def _filled(self, value: str) -> str:
        return EXPRESSION.sub(lambda found: self._value(found[1]), value)

    def _value(self, expression: str) -> str:
        kind, *path = expression.split(".")
        if kind == "inputs":
            return self.inputs[path[0]]
        if kind == "steps":
            return self.outputs.get(path[0], {}).get(path[2], "")
        assert expression == "runner.temp", expression
        return str(self.temp)


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Return a machine on which Digestry is installed and a digest repository checked out."""
    programs = tmp_path / "temp" / "digestry" / "bin"
    programs.mkdir(parents=True)
    for name, call in (("python", ""), ("digestry", "-m generator")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n')
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("DIGESTRY_BASE_URL", raising=False)
    defaults = {name: one["default"] for name, one in read(ACTION)["inputs"].items()}
    pages = {"pages": {"base_url": "https://ada.github.io/daily"}}
    return Runner(write_archive(tmp_path / "daily"), tmp_path / "temp", defaults, pages)


def test_an_archive_without_settings_is_published_as_it_is(runner: Runner) -> None:
    assert runner.run() == 0, runner.said
    site = Path(runner.outputs["build"]["path"])
    assert faults(site, "/daily/") == []
    assert (site / "sitemap.xml").is_file()
    assert "of what GitHub Pages allows" in runner.said
    cache = Path(runner.outputs["settings"]["cache"])
    assert cache == runner.folder / ".digestry" / "cache"
    assert list(cache.glob("*"))
    assert not (runner.folder / "public").exists()


def test_the_settings_of_the_archive_and_of_the_caller_count(runner: Runner) -> None:
    text = '[site]\ntitle = "Mine"\n[content]\npath = "data"\n[cache]\npath = "kept/here"\n'
    (runner.folder / "site.toml").write_text(text)
    runner.inputs |= {"base-url": "https://papers.example/", "strict": "true"}
    assert runner.run() == 0, runner.said
    site = Path(runner.outputs["build"]["path"])
    assert "<title>Mine</title>" in (site / "index.html").read_text()
    assert "https://papers.example/" in (site / "sitemap.xml").read_text()
    assert runner.outputs["settings"]["cache"] == str(runner.folder / "kept" / "here")


@pytest.fixture
def own_commands(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the commands of the workflow of a new site, once Digestry is installed."""
    monkeypatch.setenv(
        "PATH", f"{runner.temp / 'digestry' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    )
    monkeypatch.setenv("RUNNER_TEMP", str(runner.temp))
    monkeypatch.setenv("DIGESTRY_BASE_URL", runner.outputs["pages"]["base_url"])
    subprocess.run(["digestry", "init"], cwd=runner.folder, check=True)  # noqa: S607 - our own
    written = read(runner.folder / ".github" / "workflows" / "pages.yml")
    install, *commands = (step["run"] for step in steps(written) if "run" in step)
    assert install.startswith("python -m pip install ")
    return commands


def _done(runner: Runner, command: str) -> subprocess.CompletedProcess[str]:
    call = ["bash", "-ec", command]
    return subprocess.run(call, cwd=runner.folder, check=False, capture_output=True, text=True)  # noqa: S603 - our own


def test_the_workflow_of_a_new_site_builds_it(runner: Runner, own_commands: list[str]) -> None:
    done = [_done(runner, command) for command in own_commands]
    assert [one.returncode for one in done] == [0, 0]
    assert "of what GitHub Pages allows" in done[-1].stdout
    assert faults(runner.temp / "site", "/daily/") == []


@pytest.mark.usefixtures("lowered_limit")
def test_the_workflow_of_a_new_site_publishes_none_beyond_the_limit(
    runner: Runner, own_commands: list[str]
) -> None:
    build, *others = (_done(runner, command) for command in own_commands)
    assert build.returncode == 0, build.stderr
    assert [one.returncode for one in others] == [1]
    assert "::error title=The site is too large::" in others[0].stdout


def test_a_folder_without_digests_is_not_published(runner: Runner) -> None:
    (runner.folder / "docs").mkdir()
    runner.inputs["folder"] = "docs"
    assert runner.run() != 0
    assert "no digest was found" in runner.said


def test_a_broken_archive_is_not_published_when_that_is_asked_for(runner: Runner) -> None:
    (runner.folder / "data" / "2026-05-12.jsonl").write_text('{"id": "2605.00009"\n{"broken\n')
    runner.inputs["strict"] = "true"
    assert runner.run() == 1


@pytest.fixture
def lowered_limit(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is too high to be reached by a test: a program of the same name lowers it."""
    lowered = runner.temp / "lowered"
    lowered.mkdir()
    (lowered / "sitecustomize.py").write_text(
        "import sys\n"
        "if 'generator.upload' in sys.orig_argv:\n"
        "    import generator.hosts as hosts\n"
        "    hosts.GITHUB_PAGES_BYTES = 1000\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{lowered}{os.pathsep}{ROOT}")


@pytest.mark.usefixtures("lowered_limit")
def test_a_site_beyond_the_limit_is_not_published(runner: Runner) -> None:
    assert runner.run() == 1
    assert "::error title=The site is too large::" in runner.said


@pytest.mark.parametrize(
    "size, begins",
    [(700, "3 files"), (701, "::warning "), (1000, "::warning "), (1001, "::error ")],
)
def test_a_workflow_is_told_in_time_that_a_site_grows(size: int, begins: str) -> None:
    assert upload.said(3, size, limit=1000).startswith(begins)


def test_nothing_is_published_in_the_place_of_a_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (tmp_path, tmp_path / "none"):
        assert upload.main(place) == 1
        assert "::error title=There is no site::" in capsys.readouterr().out
    (tmp_path / "index.html").write_text("<p>")
    (tmp_path / "papers").mkdir()
    assert upload.main(tmp_path) == 1
    assert "::error title=There is no paper::" in capsys.readouterr().out
    (tmp_path / "papers" / "2605.00001").mkdir()
    (tmp_path / "papers" / "2605.00001" / "index.html").write_text("<p>")
    assert upload.main(tmp_path) == 0


def test_an_archive_without_a_paper_is_not_published(runner: Runner) -> None:
    (runner.folder / "site.toml").write_text('[content]\npath = "data"\n')
    for digest in (runner.folder / "data").iterdir():
        digest.unlink()
    assert runner.run() == 1
    assert "::error title=There is no paper::" in runner.said
