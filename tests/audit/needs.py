"""What `make audit` needs beside Python and Chromium: Java, Node.js and three packages of npm."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.browser.ensure_chromium import install_with_apt

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
LOCK = HERE / "package-lock.json"
DONE = MODULES / ".package-lock.json"
"""What npm writes last."""

LEAST_NODE = 18
PROGRAMS = {"java": "default-jre-headless", "node": "nodejs", "npm": "npm"}
"""Programs and the packages of Debian that hold them."""


class MissingError(Exception):
    """Something is missing that could not be installed; the text says what to do."""


def run(
    command: Sequence[str | Path], folder: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and return what it wrote."""
    return subprocess.run(  # noqa: S603 - only commands spelled in this package
        list(command),
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        check=False,
        text=True,
    )


def ensure(programs: Sequence[str]) -> None:
    """Install what is missing of the programs, then the packages; raises MissingError."""
    for program in programs:
        if not shutil.which(program):
            install_with_apt(PROGRAMS[program])
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        packages = " ".join(PROGRAMS[program] for program in missing)
        raise MissingError(
            f"make audit needs {', '.join(missing)}, and could not install what holds them.\n"
            f"On Debian or Ubuntu: apt-get install {packages}"
        )
    ensure_node()
    ensure_packages()


def ensure_node() -> None:
    """Refuse a Node.js that is too old for Lighthouse."""
    version = run(["node", "--version"]).stdout.strip()
    if int(version.lstrip("v").partition(".")[0] or 0) < LEAST_NODE:
        raise MissingError(f"make audit needs Node.js {LEAST_NODE} or newer, and this is {version}")


def ensure_packages() -> None:
    """Install the locked packages of npm, unless they are there."""
    if DONE.is_file() and DONE.stat().st_mtime >= LOCK.stat().st_mtime:
        return
    done = run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], HERE)
    if done.returncode:
        raise MissingError(f"npm ci in {HERE} failed:\n{done.stderr.strip()}")
    DONE.touch()
