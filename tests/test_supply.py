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
_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^ \\;]+)", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def name_of(requirement: str) -> str:
    found = _NAME.match(requirement)
    assert found
    return re.sub("[-_.]+", "-", found[0]).lower()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_everything_that_is_pinned_has_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = list(_PINNED.finditer(text))
    assert len(pins) > 5
    ends = [pin.start() for pin in pins[1:]] + [len(text)]
    for pin, end in zip(pins, ends, strict=True):
        assert "--hash=sha256:" in text[pin.start() : end], pin[0]
    lines = [line for line in text.splitlines() if line and line[0] not in "# "]
    assert len(lines) == len(pins), "something is not pinned to one version"


def test_the_locks_hold_all_that_is_asked_for() -> None:
    run = {pin[1] for pin in _PINNED.finditer((ROOT / "requirements.lock").read_text())}
    dev = {pin[1] for pin in _PINNED.finditer((ROOT / "requirements-dev.lock").read_text())}
    assert {name_of(one) for one in PROJECT["project"]["dependencies"]} <= run
    assert {name_of(one) for one in PROJECT["dependency-groups"]["dev"]} <= dev
    assert run <= dev


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
