"""What is released: complete, the same from whichever sources, and able to build a site alone."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

from generator import __version__
from tests.crawl import faults
from tests.samples import tree

ROOT = Path(__file__).parents[1]
UV = shutil.which("uv", path=sysconfig.get_path("scripts")) or "uv"
MADE = "1577836800"
"""The moment that stands in the packages, in seconds since 1970: their files' time."""
LATER = "1600000000"
NOT_SHIPPED = ("__pycache__", ".pyc")


@dataclass(frozen=True, slots=True)
class Packages:
    """The two files of a release."""

    sdist: Path
    wheel: Path


def command(*arguments: object, folder: Path = ROOT, **environment: str) -> str:
    """Run a command as on a machine without a network, and without this checkout's modules."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(  # noqa: S603 - installs and runs what was built here
        list(map(str, arguments)),
        cwd=folder,
        env=kept | {"UV_OFFLINE": "1", "UV_NO_CONFIG": "1", "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def built(source: Path, into: Path, *, made: str = MADE, kinds: tuple[str, ...] = ()) -> Path:
    """Build packages of a folder or a source distribution with the build backend that is here."""
    command(
        UV, "build", "--quiet", "--no-build-isolation", "--no-index", "--python", sys.executable,
        *kinds, "--out-dir", into, source, SOURCE_DATE_EPOCH=made,
    )  # fmt: skip
    return into


def the_one(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """Build a release as it is published: the wheel is made from the source distribution."""
    made = built(ROOT, tmp_path_factory.mktemp("dist"))
    return Packages(the_one(made, "*.tar.gz"), the_one(made, "*.whl"))


@pytest.fixture(scope="module")
def installed(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a virtual environment; what it depends on is borrowed from here."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    command(UV, "venv", "--quiet", "--python", sys.executable, place)
    paths = {"base": str(place), "platbase": str(place)}
    scheme = "nt" if os.name == "nt" else "posix_prefix"
    library = Path(sysconfig.get_path("purelib", scheme, paths))
    programs = Path(sysconfig.get_path("scripts", scheme, paths))
    python = programs / Path(sys.executable).name
    command(UV, "pip", "install", "--quiet", "--no-deps", "--python", python, packages.wheel)
    (library / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs / "digestry"


def of_the_program() -> set[str]:
    """Name the files of the program and its themes as a wheel should hold them."""
    paths = [path for name in ("generator", "themes") for path in (ROOT / name).rglob("*")]
    files = {path.relative_to(ROOT).as_posix() for path in paths if path.is_file()}
    shipped = {file for file in files if not any(part in file for part in NOT_SHIPPED)}
    return {f"generator/{file}" if file.startswith("themes/") else file for file in shipped}


def test_the_wheel_holds_the_program_and_its_themes_and_nothing_else(packages: Packages) -> None:
    with zipfile.ZipFile(packages.wheel) as wheel:
        names = set(wheel.namelist())
    about = f"digestry-{__version__}.dist-info/"
    theirs = {name for name in names if name.startswith(about)}
    assert names - theirs == of_the_program()
    assert {f"{about}licenses/LICENSE", f"{about}entry_points.txt"} <= theirs
    for needed in ("translations/zh.toml", "templates/day.md", "root/service-worker.js"):
        assert f"generator/themes/default/{needed}" in names


def test_the_source_distribution_is_enough_to_work_on(packages: Packages) -> None:
    with tarfile.open(packages.sdist) as sdist:
        names = {member.name.partition("/")[2] for member in sdist.getmembers()}
        assert all(member.isfile() or member.isdir() for member in sdist.getmembers())
    for needed in ("Makefile", "requirements-dev.lock", "CHANGELOG.md", "LICENSE", "site.toml"):
        assert needed in names
    for folder in ("benchmarks", "content", "docs", "tests", ".github"):
        assert any(name.startswith(f"{folder}/") for name in names)
    assert not [name for name in names if any(part in name for part in (".venv", *NOT_SHIPPED))]


def test_both_ways_lead_to_the_same_wheel_byte_for_byte(packages: Packages, tmp_path: Path) -> None:
    direct = the_one(built(ROOT, tmp_path / "direct", kinds=("--wheel",)), "*.whl")
    from_sdist = built(packages.sdist, tmp_path / "sdist", kinds=("--wheel",))
    wheel = packages.wheel.read_bytes()
    assert direct.read_bytes() == wheel
    assert the_one(from_sdist, "*.whl").read_bytes() == wheel


def test_a_release_built_again_is_the_same_byte_for_byte(
    packages: Packages, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere"
    with tarfile.open(packages.sdist) as sdist:
        sdist.extractall(copy, filter="data")
    again = built(the_one(copy, "digestry-*"), tmp_path / "again")
    assert the_one(again, "*.tar.gz").read_bytes() == packages.sdist.read_bytes()
    assert the_one(again, "*.whl").read_bytes() == packages.wheel.read_bytes()
    later = built(ROOT, tmp_path / "later", made=LATER)
    assert the_one(later, "*.whl").read_bytes() != packages.wheel.read_bytes()


def test_the_metadata_are_those_of_a_release(packages: Packages, installed: Path) -> None:
    assert command(installed, "--version").strip() == f"digestry, version {__version__}"
    with zipfile.ZipFile(packages.wheel) as wheel:
        text = wheel.read(f"digestry-{__version__}.dist-info/METADATA").decode()
    assert f"\nVersion: {__version__}\n" in text
    assert "\nDescription-Content-Type: text/markdown\n" in text
    assert "\nRequires-Python: >=3.11\n" in text
    assert distribution("digestry").metadata["Summary"] in text


def test_an_installed_wheel_builds_the_site_that_a_checkout_builds(
    installed: Path, tmp_path: Path
) -> None:
    for name in ("content", "site.toml"):
        place = ROOT / name
        copy = shutil.copytree if place.is_dir() else shutil.copy
        copy(place, tmp_path / name)
    for language in ("en", "zh"):
        settings = (ROOT / "site.toml").read_text(encoding="utf-8")
        settings = settings.replace('language = "en"', f'language = "{language}"')
        (tmp_path / "site.toml").write_text(settings, encoding="utf-8")
        command(installed, "build", "--output", language, folder=tmp_path)
        assert faults(tmp_path / language) == []
        assert list((tmp_path / language / "pagefind").iterdir())
        command(
            sys.executable, "-m", "generator", "build", "--output", f"{language}-here",
            folder=tmp_path, PYTHONPATH=str(ROOT),
        )  # fmt: skip
        assert tree(tmp_path / language) == tree(tmp_path / f"{language}-here")


def test_an_installed_wheel_starts_a_site(installed: Path, tmp_path: Path) -> None:
    command(installed, "init", "papers", folder=tmp_path)
    command(installed, "build", "--strict", "--no-search", folder=tmp_path / "papers")
    assert faults(tmp_path / "papers" / "public") == []
