"""The rim of a process: every change that it makes to files, counted, and stopped at one of them.

The interpreter itself tells of each change before it is made (an audit event), whoever makes it:
our own code, a library, or another thread. So nothing has to be opened up for a fault to be put in.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

from generator import cli
from generator.index import scratch

Act = Callable[[int, str, str], None]
"""What happens at a change: told its number, counted from 0, what it is and where."""

CHANGES = frozenset(
    {
        "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink",
        "os.truncate", "os.utime", "subprocess.Popen",
    }
)  # fmt: skip
TAKE_ROOM = frozenset({"open", "os.mkdir", "os.rename", "subprocess.Popen"})
_WRITES = os.O_WRONLY | os.O_RDWR
_ACTING = threading.local()


def run(folder: Path, said: Path, arguments: list[str], act: Act | None = None) -> None:
    """Be `digestry` in a process of its own; what it says goes into a file."""
    os.chdir(folder)
    scratch.MEMORY = memory_of(folder)
    os.environ.pop("DIGESTRY_BASE_URL", None)
    heard = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(heard, 1)
    os.dup2(heard, 2)
    sys.argv = ["digestry", *arguments]
    if act:
        _watch(act)
    cli.main()


def memory_of(folder: Path) -> Path:
    """Give the folder that stands for the system's memory in these trials."""
    place = folder.with_name(f"{folder.name}.memory")
    place.mkdir(exist_ok=True)
    return place


def _watch(act: Act) -> None:
    numbers = count()

    def hook(event: str, given: tuple[object, ...]) -> None:
        if not _is_change(event, given) or getattr(_ACTING, "now", False):
            return
        _ACTING.now = True
        try:
            act(next(numbers), event, str(given[0]))
        finally:
            _ACTING.now = False

    sys.addaudithook(hook)


def _is_change(event: str, given: tuple[object, ...]) -> bool:
    if event == "open":
        flags = given[2]
        return isinstance(flags, int) and bool(flags & _WRITES) and given[0] != os.devnull
    return event in CHANGES


def counted(place: Path) -> Act:
    """Note how many changes there are, in a file that is there from the first on."""
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def act(number: int, _event: str, _path: str) -> None:
        os.pwrite(descriptor, f"{number + 1}".encode(), 0)

    return act


def killed_at(last: int) -> Act:
    """End without a chance to do anything, before the change with this number."""

    def act(number: int, _event: str, _path: str) -> None:
        if number == last:
            os.kill(os.getpid(), signal.SIGKILL)

    return act


def interrupted_at(last: int) -> Act:
    """Press Ctrl-C before the change with this number."""

    def act(number: int, _event: str, _path: str) -> None:
        if number == last:
            signal.raise_signal(signal.SIGINT)

    return act


def refused_from(first: int, code: int, for_ever: bool) -> Act:
    """Refuse a change with this number, or all that take room from it on, as the system would."""

    def act(number: int, event: str, path: str) -> None:
        if number == first or (for_ever and number > first and event in TAKE_ROOM):
            raise OSError(code, os.strerror(code), path)

    return act


def held_at(last: int, ready: Path, gate: Path) -> Act:
    """Wait at a change until somebody opens the gate; both are named pipes."""

    def act(number: int, _event: str, _path: str) -> None:
        if number == last:
            os.write(os.open(ready, os.O_WRONLY), b"x")
            os.read(os.open(gate, os.O_RDONLY), 1)

    return act


def killed_after_pagefind() -> Act:
    """End at the first change after Pagefind was started."""
    started: list[int] = []

    def act(number: int, event: str, _path: str) -> None:
        if event == "subprocess.Popen":
            started.append(number)
        elif started:
            os.kill(os.getpid(), signal.SIGKILL)

    return act
