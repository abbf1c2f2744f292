"""Pagefind's command line, called without a Python between. The only module that knows it."""

from __future__ import annotations

import subprocess
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from generator.errors import SearchError

_OPTIONS = ("--force-language", "en", "--quiet")
_PATIENCE = 120.0
_PATIENCE_PER_PAGE = 0.1
VERSION = version("pagefind")
INSTALL = "is it installed? pip install 'pagefind[bin]'"


def recipe() -> str:
    """Say which Pagefind makes an index, and how it is called."""
    return " ".join((VERSION, *_OPTIONS))


def index(site: Path, bundle: Path, pages: int) -> None:
    """Index a folder of pages into another, empty one.

    Raises SearchError when Pagefind is missing, fails, or takes far longer than it should.
    """
    program = get_executable()
    if program is None:
        raise SearchError("Pagefind could not be found", hint=INSTALL)
    command = [str(program), "--site", str(site), "--output-path", str(bundle), *_OPTIONS]
    patience = _PATIENCE + _PATIENCE_PER_PAGE * pages
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command of ours, no shell
            command, capture_output=True, text=True, timeout=patience, check=False, cwd=site
        )
    except subprocess.TimeoutExpired as error:
        raise SearchError(
            f"Pagefind did not finish within {patience:.0f} seconds",
            hint="build with --no-search, or give the machine more memory",
        ) from error
    except OSError as error:
        raise SearchError(f"Pagefind could not be started: {error}", hint=INSTALL) from error
    if done.returncode != 0 or not (bundle / "pagefind.js").is_file():
        raise SearchError(f"Pagefind failed: {_last_words(done)}", hint=INSTALL)


def _last_words(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else f"exit status {done.returncode}"
