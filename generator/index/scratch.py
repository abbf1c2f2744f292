"""Where Pagefind's many small files go: memory, where the system offers enough of it.

A folder there outlives a program that is killed. So a note on the disk, beside what is being made,
names it before it is there; who removes such leftovers removes what their notes name first.
"""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage, rmtree
from typing import Final

from generator.model import Value

MEMORY: Path = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_ROOM: Final = 1 << 30
_NOTE: Final = "scratch"
_PREFIX: Final = "digestry-"


class Scratch(Value, frozen=True):
    """An empty folder where files are quick to write, and one on the disk where things go."""

    quick: Path
    beside: Path


@contextmanager
def scratch(folder: Path) -> Iterator[Scratch]:
    """Give two folders until the end of the context; the one on the disk lies in this folder."""
    beside = Path(tempfile.mkdtemp(prefix="run-", dir=folder))
    try:
        quick = (MEMORY if _is_roomy() else beside) / f"{_PREFIX}{secrets.token_hex(8)}"
        (beside / _NOTE).write_text(quick.name, encoding="ascii")
        quick.mkdir(mode=0o700)
        yield Scratch(quick=quick, beside=beside)
    finally:
        forget(beside)


def forget(beside: Path) -> None:
    """Remove a folder on the disk, and before it what its note names in memory."""
    try:
        name = (beside / _NOTE).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        name = ""
    if name.startswith(_PREFIX) and name.removeprefix(_PREFIX).isalnum():
        place = MEMORY / name
        if _is_ours(place):
            rmtree(place, ignore_errors=True)
        if _is_ours(place):
            return  # the note stays for who comes next
    rmtree(beside, ignore_errors=True)


def _is_ours(place: Path) -> bool:
    """Whether it is a folder of this user's: anybody may make names in a shared place."""
    try:
        found = place.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid())


def _is_roomy() -> bool:
    try:
        return disk_usage(MEMORY).free > _ROOM and os.access(MEMORY, os.W_OK | os.X_OK)
    except OSError:
        return False
