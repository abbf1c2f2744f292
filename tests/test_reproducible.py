"""The same digests make the same bytes, wherever, whenever and by whichever Python."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.late_clock import AHEAD, write_site
from tests.samples import record, tree, write_records
from tests.site_hash import site_hash

ROOT = Path(__file__).parents[1]
PYTHONS = [name for name in os.environ.get("DIGESTRY_PYTHONS", "").split(os.pathsep) if name]
SETTINGS = '[site]\nbase_url = "https://name.example/repo/"\nlanguage = "{}"\n'
TELLING = {
    "title": "Große Iİıi: naïve 論文の検索",
    "authors": ["İlker Işık", "Ève Östling", "王小明"],
    "categories": ["cs.IR", "cs.CL"],
    "AI": {"tldr": "用强化学习检索论文 $x_i^2 \\le \\rho$。", "method": "1. I think 2. i am"},
}
"""Letters that Turkish, sorting and case folding treat in their own ways."""

SURROUNDINGS: dict[str, dict[str, str]] = {
    "another time zone": {"TZ": "Asia/Kathmandu"},
    "a time zone a day off": {"TZ": "Pacific/Kiritimati"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a Turkish locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "a German one": {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"},
    "another hash seed": {"PYTHONHASHSEED": "42"},
    "a date of the source": {"SOURCE_DATE_EPOCH": "86400"},
    "a later one": {"SOURCE_DATE_EPOCH": "4102444800"},
    "another home and no terminal": {"HOME": "/nowhere", "COLUMNS": "7", "NO_COLOR": "1"},
    "optimised code": {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"},
}

A_YEAR = 366 * 86_400
BUILD_LATE = """
import sys
from tests.late_clock import told

behind = [name for name, at in told().items() if at < float(sys.argv[1])]
assert not behind, behind
del sys.argv[1]

from generator.cli import main

main()
"""
"""A build that begins only where every clock is later than the moment that is its argument."""


def site_of(root: Path, language: str = "en") -> Path:
    """Write digests whose files were made in another order than their names have."""
    papers = [record(n, **(TELLING if n % 2 else {})) for n in range(1, 7)]
    (root / "content").mkdir(parents=True)
    for day in ("11", "08", "10") if language == "en" else ("08", "10", "11"):
        write_records(root / "content" / f"2026-05-{day}.jsonl", papers[: int(day) - 6])
    (root / "site.toml").write_text(SETTINGS.format(language), encoding="utf-8")
    return root


def build(root: Path, python: str = sys.executable, **surroundings: str) -> str:
    """Build in a process of its own; the hash of the site."""
    return build_by((python, "-m", "generator"), root, surroundings)


def build_by(program: tuple[str, ...], root: Path, surroundings: Mapping[str, str]) -> str:
    """Build by a program that begins as the command does, by the clock that it has."""
    ours = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment = {**ours, "PYTHONPATH": str(ROOT), **surroundings}
    done = subprocess.run(  # noqa: S603 - an interpreter, and our own command
        [*program, "build", "--quiet"],
        cwd=root,
        env=environment,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    return site_hash(root / "public")


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site as it is built in the usual surroundings."""
    root = site_of(tmp_path_factory.mktemp("usual") / "site")
    build(root, TZ="UTC", PYTHONHASHSEED="0", LC_ALL="C.UTF-8")
    return root


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_leave_no_trace(name: str, usual: Path, tmp_path: Path) -> None:
    root = site_of(tmp_path / "elsewhere" / "p")
    build(root, **SURROUNDINGS[name])
    assert tree(root / "public") == tree(usual / "public")


@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_the_mask_of_new_files_leaves_no_trace(mask: int, usual: Path, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        root = site_of(tmp_path / "site")
        build(root)
    finally:
        os.umask(before)
    assert tree(root / "public") == tree(usual / "public")


def test_nothing_of_a_site_tells_when_it_was_built(usual: Path, tmp_path: Path) -> None:
    """Built on another day, in another year, from files of that year: the same bytes."""
    root = site_of(tmp_path / "site")
    for file in root.rglob("*"):
        os.utime(file, (time.time() + AHEAD,) * 2)
    late = write_site(tmp_path / "late")
    path = os.pathsep.join(map(str, (late, ROOT)))
    program = (sys.executable, "-c", BUILD_LATE, str(time.time() + A_YEAR))
    build_by(program, root, {"PYTHONPATH": path})
    assert tree(root / "public") == tree(usual / "public")


def test_nothing_of_a_site_tells_where_it_was_built(usual: Path) -> None:
    data = b"".join(tree(usual / "public").values())
    assert b"2026-05-" in data
    assert os.fsencode(str(usual)) not in data


@pytest.mark.skipif(not PYTHONS, reason="DIGESTRY_PYTHONS names no other Pythons")
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_python_makes_the_same_site(python: str, language: str, tmp_path: Path) -> None:
    ours, theirs = site_of(tmp_path / "a", language), site_of(tmp_path / "b", language)
    assert build(theirs, python) == build(ours)


def test_a_site_hash_sees_every_byte_and_name(tmp_path: Path, usual: Path) -> None:
    copy = Path(shutil.copytree(usual / "public", tmp_path / "copy"))
    assert site_hash(copy) == site_hash(usual / "public")
    (copy / "about" / "index.html").rename(copy / "about" / "page.html")
    assert site_hash(copy) != site_hash(usual / "public")


def built_wheel(folder: Path, surroundings: Mapping[str, str]) -> bytes:
    subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        env={**os.environ, **surroundings},
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl")).read_bytes()


def test_a_wheel_is_the_same_whenever_it_is_built(tmp_path: Path) -> None:
    here = built_wheel(tmp_path / "a", {"TZ": "UTC", "PYTHONHASHSEED": "1"})
    there = built_wheel(tmp_path / "b", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2"})
    assert here == there


def test_no_packed_file_names_a_time_or_a_system(usual: Path) -> None:
    """Pythons differ in this; RFC 1952 calls the system of origin unknown by 255."""
    files = list((usual / "public" / "pagefind").rglob("*.bin"))
    assert {path.read_bytes()[4:10] for path in files} == {b"\0\0\0\0\0\xff"}
