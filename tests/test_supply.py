"""What Digestry is made of and shipped as: pinned, hashed, tested on every Python it names."""

import base64
import csv
import hashlib
import io
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
ASKED = {
    "requirements.lock": (*PROJECT["project"]["dependencies"], *GROUPS["build"]),
    "requirements-dev.lock": (
        *PROJECT["project"]["dependencies"],
        *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
        *GROUPS["build"],
        *GROUPS["dev"],
    ),
    "requirements-docs.lock": tuple(GROUPS["docs"]),
}
"""What each lock file pins, with all that this needs in turn."""
UNLOCKED = {"fuzz", "mutation"}
"""Groups of tools that are installed on demand, at their newest."""
_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^ \\;]+)", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def name_of(requirement: str) -> str:
    found = _NAME.match(requirement)
    assert found
    return re.sub("[-_.]+", "-", found[0]).lower()


def pins_of(lock: str) -> dict[str, set[str]]:
    """Give the versions of each package in a lock file: more than one where Pythons differ."""
    pins: dict[str, set[str]] = {}
    for pin in _PINNED.finditer((ROOT / lock).read_text(encoding="utf-8")):
        pins.setdefault(pin[1], set()).add(pin[2])
    return pins


def test_every_lock_file_is_known_here_and_looked_through_for_weaknesses() -> None:
    assert set(ASKED) == {path.name for path in ROOT.glob("*.lock")}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    audited = re.findall(r"pip_audit .*--requirement (\S+)$", makefile, re.MULTILINE)
    assert sorted(audited) == sorted(ASKED)


@pytest.mark.parametrize("lock", ASKED)
def test_everything_that_is_pinned_has_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = list(_PINNED.finditer(text))
    assert len(pins) > 5
    ends = [pin.start() for pin in pins[1:]] + [len(text)]
    for pin, end in zip(pins, ends, strict=True):
        assert "--hash=sha256:" in text[pin.start() : end], pin[0]
    lines = [line for line in text.splitlines() if line and line[0] not in "# "]
    assert len(lines) == len(pins), "something is not pinned to one version"


@pytest.mark.parametrize("lock", ASKED)
def test_a_lock_holds_all_that_is_asked_for_in_a_version_that_is_asked_for(lock: str) -> None:
    pins = pins_of(lock)
    for asked in map(Requirement, ASKED[lock]):
        versions = pins.get(name_of(asked.name), set())
        assert versions, f"{asked} is not locked"
        assert all(asked.specifier.contains(version) for version in versions), (asked, versions)


def test_what_several_locks_hold_has_one_version_in_all() -> None:
    run, dev, docs = map(pins_of, ASKED)
    assert run.items() <= dev.items()
    shared = dev.keys() & docs.keys()
    assert shared
    assert {name: docs[name] for name in shared} == {name: dev[name] for name in shared}


def test_every_group_is_locked_or_named_as_not_locked() -> None:
    locked = {one for asked in ASKED.values() for one in asked}
    assert {name for name, group in GROUPS.items() if not locked.issuperset(group)} == UNLOCKED
    told = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in told for name in UNLOCKED)


def test_extras_that_are_asked_for_are_pinned_with_their_package() -> None:
    # An older pip takes a package with an extra for another than the one that is pinned, finds
    # its newest version, and refuses it for want of a hash.
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    pinned = {pin[1]: Requirement(pin[0]) for pin in _PINNED.finditer(lock)}
    asked = [one for name in pinned for one in _required(name) if one.extras]
    assert asked
    for one in asked:
        assert one.extras <= pinned[name_of(one.name)].extras, one


def _required(name: str) -> list[Requirement]:
    """Give what an installed package always needs; nothing where it is for other systems."""
    try:
        every = [Requirement(one) for one in requires(name) or ()]
    except PackageNotFoundError:
        return []
    return [one for one in every if not one.marker or one.marker.evaluate({"extra": ""})]


def test_the_published_tests_run_on_every_python_that_is_named() -> None:
    start = "Programming Language :: Python :: 3."
    named = [one.removeprefix(start) for one in PROJECT["project"]["classifiers"] if start in one]
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    matrix = ", ".join(f'"3.{minor}"' for minor in named)
    assert f"python: [{matrix}]" in workflow
    assert named == ["11", "12", "13", "14"]
    assert "make audit-dependencies" in workflow


def test_a_wheel_lists_every_file_with_its_hash(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        record = next(name for name in wheel.namelist() if name.endswith("/RECORD"))
        rows = csv.reader(io.StringIO(wheel.read(record).decode()))
        listed = {name: value for name, value, _ in rows}
        assert listed.keys() == set(wheel.namelist())
        for name in listed.keys() - {record}:
            digest = hashlib.sha256(wheel.read(name)).digest()
            value = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            assert listed[name] == f"sha256={value}"
        assert not [name for name in listed if name.startswith("tests/") or ".." in name]
