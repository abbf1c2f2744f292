"""Dialects of packages: asked first, part of what is cached, and harmless when they fail."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import contents, dialects
from generator.dialects import installed_dialects, load_dialects
from generator.digests.detect import Read, read_source
from generator.digests.fields import STANDARD
from generator.errors import BuildError, Severity, UsageError
from generator.model import Source
from generator.work import WORTH_A_POOL
from tests.conftest import Run
from tests.crawl import faults
from tests.samples import project, tree

ROOT = Path(__file__).parents[1]
GOOD = """
from generator.digests.dialect import Lost, Record

ENDINGS = (".notes",)


def recognises(text):
    return text.startswith("NOTES")


def read(text):
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("lost"):
            yield Lost(line=number, message="nothing in it", hint="write it again")
        elif "=" in line:
            key, _, title = line.partition("=")
            yield Record(line=number, fields={"id": key, "title": title, "tldr": "Short."})
"""
NOTES = "NOTES\n2605.00001=Locks That Wait\nlost\n2605.00002=Clocks\n"
MARKDOWN = "### [Locks That Wait](https://arxiv.org/abs/2605.00001)\n\nTL;DR: Short.\n"

Install = Callable[..., Path]


def installed(site: Path, module: str, code: str, *, version: str = "1.0", name: str = "") -> Path:
    """Put a package with a dialect where Python finds it, as an installer would."""
    about = site / f"{module}-{version}.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {module}\nVersion: {version}\n", encoding="utf-8"
    )
    entry = f"[digestry.dialects]\n{name or module} = {module}\n"
    (about / "entry_points.txt").write_text(entry, encoding="utf-8")
    place = site / f"{module}.py"
    place.write_text(code, encoding="utf-8")
    return place


def look_again() -> None:
    """Forget what was found and loaded, as a new process has."""
    for function in (dialects._loaded, dialects._package_digest, dialects._reader):  # noqa: SLF001
        function.cache_clear()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a way to install packages for one test, as in a fresh process."""
    known = set(sys.modules)

    def put(module: str, code: str = GOOD, **more: str) -> Path:
        place = installed(tmp_path / "site", module, code, **more)
        monkeypatch.syspath_prepend(tmp_path / "site")
        forget()
        return place

    def forget() -> None:
        look_again()
        for name in set(sys.modules) - known:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
                del sys.modules[name]

    yield put
    forget()


def read(text: str, path: str = "2026-05-08.txt") -> Read:
    found = installed_dialects(("*",))
    assert found.diagnostics == ()
    source = Source(path=path, data=text.encode(), sha256="")
    return read_source(source, STANDARD, "en", load_dialects(found.fit))


def test_a_dialect_of_a_package_reads_what_it_recognises(install: Install) -> None:
    install("notes")
    found = read(NOTES)
    assert found.digest.dialect == "notes"
    first, second = found.digest.entries
    assert (first.id, first.title, first.dialect) == ("2605.00001", "Locks That Wait", "notes")
    assert (first.source.line, second.source.line) == (2, 4)
    assert [(one.field, one.text) for one in first.sections] == [("tldr", "Short.")]
    assert found.digest.unread == 1
    assert [str(one) for one in found.diagnostics] == [
        "2026-05-08.txt:3: error: nothing in it (write it again)"
    ]


def test_what_it_does_not_recognise_is_read_as_ever(install: Install) -> None:
    install("notes")
    assert read(MARKDOWN).digest.dialect == "markdown"


def test_what_it_gives_is_checked_like_any_record(install: Install) -> None:
    code = """
from generator.digests.dialect import Record
def recognises(text): return True
def read(text):
    yield "a text"
    yield Record(line=2, fields={"title": ("a", "b")})
    yield Record(line=3, fields={"title": "T", "authors": ("Ada", "Bo"), "AI": {"tldr": 7}})
    yield Record(line=4, fields={"title": object()})
    loop = {"title": "Loop"}
    loop["loop"] = loop
    yield Record(line=5, fields=loop)
    yield Record(line="six", fields={"title": "<script>", "url": "javascript:alert(1)"})
    yield Record(line=7, fields=["title"])
"""
    install("odd", code)
    found = read("anything")
    assert [entry.title for entry in found.digest.entries] == ["T", "<script>"]
    assert found.digest.entries[0].authors == ("Ada", "Bo")
    assert found.digest.unread == 5
    lost = [one.line for one in found.diagnostics if one.severity is Severity.ERROR]
    assert lost == [0, 2, 4, 5, 7]
    assert "'odd' of odd 1.0 gave a value of the type str" in found.diagnostics[0].message


RECOGNISES = "def recognises(text): return True\n"
BROKEN = "class Odd(Exception):\n    def __str__(self): raise self\n"


@pytest.mark.parametrize(
    "code",
    [
        "def recognises(text): return 1 / 0\ndef read(text): pass",
        "def recognises(text): raise SystemExit(3)\ndef read(text): pass",
        "def recognises(text): return recognises(text)\ndef read(text): pass",
        RECOGNISES + "def read(text): raise ValueError(text * 100)",
        RECOGNISES + "def read(text):\n    raise KeyError\n    yield",
        RECOGNISES + "def read(text): return None",
        RECOGNISES + BROKEN + "def read(text): raise Odd",
    ],
)
def test_a_dialect_that_fails_at_once_is_named_and_passed_over(install: Install, code: str) -> None:
    install("failing", code)
    found = read(MARKDOWN)
    assert found.digest.dialect == "markdown"
    assert [entry.id for entry in found.digest.entries] == ["2605.00001"]
    (said,) = found.diagnostics
    assert said.message.startswith("the dialect 'failing' of failing 1.0 failed")
    assert said.severity in (Severity.WARNING, Severity.ERROR)
    assert len(str(said)) < 500


def test_a_dialect_that_fails_later_keeps_what_it_has_read(install: Install) -> None:
    code = GOOD.replace('elif "=" in line:', 'elif "=" in line:\n            1 / (number - 4)')
    place = install("halting", code)
    found = read(NOTES)
    assert [entry.id for entry in found.digest.entries] == ["2605.00001"]
    assert found.digest.unread == 2
    failed = found.diagnostics[-1]
    assert (failed.line, failed.severity) == (3, Severity.ERROR)
    line = place.read_text().splitlines().index("            1 / (number - 4)") + 1
    assert failed.message == (
        "the dialect 'halting' of halting 1.0 failed, and what follows is lost: "
        f"ZeroDivisionError: division by zero, in halting.py, line {line}"
    )


@pytest.mark.parametrize(
    "name,code,said",
    [
        ("markdown", GOOD, "there is a dialect of that name"),
        ("Notes!", GOOD, "a name is of small letters"),
        ("notes", "import nothing_of_that_name", "cannot be loaded: ModuleNotFoundError"),
        ("notes", "raise SystemExit", "cannot be loaded: SystemExit"),
        ("notes", RECOGNISES, "lacks the function read"),
        ("notes", GOOD.replace(".notes", "notes"), "'notes' is no ending"),
        ("notes", GOOD.replace('(".notes",)', "7"), "cannot be loaded: TypeError"),
    ],
)
def test_a_dialect_that_is_not_fit_is_named_and_left_out(
    install: Install, name: str, code: str, said: str
) -> None:
    install("unfit", code, name=name)
    found = installed_dialects(("*",))
    assert found.fit == ()
    (problem,) = found.diagnostics
    assert problem.path == f"dialect {name}"
    assert said in problem.message
    assert "unfit 1.0" in problem.hint
    assert problem.severity is Severity.ERROR


def test_of_two_dialects_of_one_name_the_first_counts(install: Install) -> None:
    install("alpha", name="notes")
    install("beta", name="notes")
    found = installed_dialects(("*",))
    assert [one.distribution for one in found.fit] == ["alpha"]
    assert ["beta 1.0" in one.hint for one in found.diagnostics] == [True]


def test_the_settings_say_which_dialects_count(install: Install) -> None:
    install("notes")
    install("other")

    def names(*wanted: str) -> list[str]:
        return [one.name for one in installed_dialects(wanted).fit]

    assert names("*") == ["notes", "other"]
    assert names("o*") == names("other") == ["other"]
    assert names() == names("nothing*") == []
    with pytest.raises(UsageError, match="no installed package offers the dialect 'absent'"):
        names("notes", "absent")


def test_a_dialect_is_told_from_any_other_by_its_files_and_version(install: Install) -> None:
    place = install("notes")
    (first,) = installed_dialects(("*",)).fit
    place.write_text(GOOD + "# a comment\n", encoding="utf-8")
    assert installed_dialects(("*",)).fit == (first,), "what is loaded stays what it is"
    look_again()
    (second,) = installed_dialects(("*",)).fit
    assert second.digest != first.digest
    with pytest.raises(BuildError, match="has changed since Digestry was started"):
        load_dialects((first,))


def site(root: Path, settings: str = "") -> Path:
    project(root, settings)
    (root / "content" / "2026-05-12.notes").write_text(NOTES, encoding="utf-8")
    (root / "content" / "2026-05-13.txt").write_text(
        NOTES.replace("2605.0000", "2605.0001"), encoding="utf-8"
    )
    return root


def test_a_site_is_built_by_a_dialect_and_built_again_when_it_changes(
    install: Install, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = install("notes")
    root = site(tmp_path / "papers")
    done = run("build", "--no-search", folder=root)
    assert done.status == 0
    assert faults(root / "public") == []
    page = root / "public" / "papers" / "2605.00012" / "index.html"
    assert "Short." in page.read_text(encoding="utf-8")
    read: list[str] = []

    def spy(source: Source, *manner: object) -> Read:
        read.append(source.path)
        return read_source(source, *manner)  # type: ignore[arg-type]

    monkeypatch.setattr(contents, "read_source", spy)
    assert "nothing changed" in run("build", "--no-search", folder=root).err
    assert read == []
    look_again()
    del sys.modules["notes"]
    place.write_text(GOOD.replace("Short.", "Shorter still."), encoding="utf-8")
    assert run("build", "--no-search", folder=root).status == 0
    assert len(read) == 4
    assert "Shorter still." in page.read_text(encoding="utf-8")
    before = tree(root / "public")
    assert run("build", "--no-search", "--clean", folder=root).status == 0
    assert tree(root / "public") == before


def test_a_site_can_do_without_dialects_of_packages(
    install: Install, run: Run, tmp_path: Path
) -> None:
    install("notes", "raise RuntimeError")
    root = site(tmp_path / "papers", "[content]\ndialects = []\n")
    done = run("build", "--no-search", folder=root)
    assert "dialect" not in done.err
    assert "2026-05-12.notes: warning: skipped: not a digest" in done.err


def test_a_dialect_that_cannot_be_loaded_is_named_once_and_costs_nothing_else(
    install: Install, run: Run, tmp_path: Path
) -> None:
    install("notes", "raise RuntimeError('no luck')")
    root = project(tmp_path / "papers")
    assert run("build", "--no-search", folder=root).status == 0
    alone = tree(root / "public")
    done = run("check", folder=root)
    assert done.status == 1
    said = [line for line in done.err.splitlines() if "no luck" in line]
    assert len(said) == 1
    assert said[0].startswith("dialect notes: error: not used, cannot be loaded: RuntimeError")
    run("build", "--no-search", "--clean", "--output", "again", folder=root)
    assert tree(root / "again") == alone


def test_inspect_shows_what_a_dialect_reads(install: Install, run: Run, tmp_path: Path) -> None:
    install("notes")
    place = tmp_path / "2026-05-08.notes"
    place.write_text(NOTES, encoding="utf-8")
    done = run("inspect", "--json", place, folder=tmp_path)
    assert [json.loads(line)["dialect"] for line in done.out.splitlines()] == ["notes", "notes"]


def test_worker_processes_read_by_dialects_as_one_process_does(tmp_path: Path) -> None:
    installed(tmp_path / "site", "notes", GOOD)
    root = project(tmp_path / "papers")
    for day in range(10, 22):
        lines = [f"26{month:02}.{day:02}{number:03}=A Paper {'x' * 400}"
                 for month in range(1, 6) for number in range(200)]  # fmt: skip
        text = "NOTES\n" + "\n".join(lines)
        (root / "content" / f"2026-05-{day}.notes").write_text(text, encoding="utf-8")
    sizes = sum(place.stat().st_size for place in (root / "content").iterdir())
    assert sizes / contents._BYTES_OF_WORK > WORTH_A_POOL  # noqa: SLF001
    for jobs in ("1", "2"):
        done = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-m", "generator", "check", "--jobs", jobs],
            cwd=root,
            env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path / 'site'}"},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        (root / f"said-{jobs}").write_text(done.stderr, encoding="utf-8")
    assert "12,003 papers, 13 days" in (root / "said-2").read_text()
    assert (root / "said-1").read_text() == (root / "said-2").read_text()
