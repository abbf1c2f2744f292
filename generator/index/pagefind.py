"""Pagefind's command line, called without a Python between. The only module that knows it."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from generator.errors import SearchError

_OPTIONS = ("--force-language", "en", "--quiet")
_PATIENCE = 120.0
_PATIENCE_PER_PAGE = 0.1
_HEARD = 1 << 14
"""Bytes of what Pagefind says that are read: its last words are near the end."""
VERSION = version("pagefind")
INSTALL = "is it installed? pip install 'pagefind[bin]'"


def recipe() -> str:
    """Say which Pagefind makes an index, and how it is called."""
    return " ".join((VERSION, *_OPTIONS))


def index(site: Path, bundle: Path, pages: int) -> None:
    """Index a folder of pages into another, empty one.

    Raises SearchError when Pagefind is missing, fails, or takes far longer than it should.
    """
    from pagefind.service import get_executable  # noqa: PLC0415 -- it loads asyncio

    program = get_executable()
    if program is None:
        raise SearchError("Pagefind could not be found", hint=INSTALL)
    command = [str(program), "--site", str(site), "--output-path", str(bundle), *_OPTIONS]
    patience = _PATIENCE + _PATIENCE_PER_PAGE * pages
    try:
        status, said = _run(command, site, patience)
    except subprocess.TimeoutExpired as error:
        raise SearchError(
            f"Pagefind did not finish within {patience:.0f} seconds",
            hint="build with --no-search, or give the machine more memory",
        ) from error
    except OSError as error:
        raise SearchError(f"Pagefind could not be started: {error}", hint=INSTALL) from error
    if status != 0 or not (bundle / "pagefind.js").is_file():
        raise SearchError(f"Pagefind failed: {_last_words(said, status)}", hint=INSTALL)


def _run(command: list[str], folder: Path, patience: float) -> tuple[int, bytes]:
    """Give a program's exit status and the end of what it said; nothing of it outlives this.

    It writes into a file, since a pipe is open for as long as anybody that it started holds it,
    and has a session of its own, so that all of those can be ended with it.
    """
    with tempfile.TemporaryFile(dir=folder.parent) as said:
        with subprocess.Popen(  # noqa: S603 - a fixed command of ours, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=folder,
            start_new_session=True,
        ) as running:
            try:
                status = running.wait(patience)
            except BaseException:
                _end(running)
                raise
        said.seek(max(0, said.seek(0, os.SEEK_END) - _HEARD))
        return status, said.read()


def _end(running: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        running.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)


def _last_words(said: bytes, status: int) -> str:
    lines = [line for line in said.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else f"exit status {status}"
