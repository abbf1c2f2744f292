"""Time and memory of a command with all that it starts, read from /proc (Linux)."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_CORES = os.cpu_count() or 1
_PAUSE = 0.1
_FIRST_PAUSE = 0.01
_PATIENCE = 5.0
_LAST_WORDS = 2_000
_ADOPT_ORPHANS = 36
"""`PR_SET_CHILD_SUBREAPER` of prctl(2)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds on the clock, seconds of all processors, and the peak of resident bytes.

    `others` is the share of all cores' time that went to other programs and other machines on the
    same host; `said` is the end of what the command printed.
    """

    wall: float
    cpu: float
    peak: int
    status: int
    others: float = 0.0
    said: str = ""


@dataclass(slots=True)
class _Watch:
    """What was seen of the processes of one session."""

    session: int
    cpu: dict[int, float] = field(default_factory=dict)
    peak: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look again and again until it is over, more often in the beginning."""
        pause = _FIRST_PAUSE
        while not self.over.wait(pause):
            self.look()
            pause = min(_PAUSE, 2 * pause)

    def look(self) -> None:
        """Read every process of the session once."""
        resident = 0
        for place in Path("/proc").glob("[0-9]*/stat"):
            try:
                name, _, rest = place.read_text().rpartition(")")
            except OSError:
                continue
            numbers = rest.split()
            if int(numbers[3]) == self.session:
                self.cpu[int(name.split(" ", 1)[0])] = (
                    int(numbers[11]) + int(numbers[12])
                ) / _TICKS
                resident += int(numbers[21]) * _PAGE
        self.peak = max(self.peak, resident)


def measure(command: Sequence[str], folder: Path | None = None) -> Measured:
    """Run a command, in a folder, in a session of its own, and watch it until it ends.

    Processor time counts all descendants, also those that outlive their parents by a moment.
    Memory that processes share counts once for each.
    """
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    before, busy, own = _spent(), _busy(), time.process_time()
    started = time.monotonic()
    with (
        tempfile.TemporaryFile() as words,
        subprocess.Popen(
            command, cwd=folder, start_new_session=True, stdout=words, stderr=words
        ) as running,
    ):
        watch = _Watch(running.pid)
        watching = threading.Thread(target=watch.run)
        watching.start()
        status = running.wait()
        wall = time.monotonic() - started
        watch.over.set()
        watching.join()
        busy = _busy() - busy
        said = _last_words(words)
    _await_orphans()
    cpu = max(_spent() - before, sum(watch.cpu.values()))
    others = busy - cpu - (time.process_time() - own)
    return Measured(wall, cpu, watch.peak, status, max(0.0, others / wall / _CORES), said)


def _spent() -> float:
    """Give the processor seconds of all children that have ended, with theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _busy() -> float:
    """Give the seconds that all cores have worked, or were taken away by the host, since start."""
    with Path("/proc/stat").open(encoding="ascii") as file:
        user, nice, system, _, _, irq, soft, stolen = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + soft + stolen) / _TICKS


def _await_orphans() -> None:
    """Wait for processes whose parent has ended before them."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(_PAUSE / 10)
        except ChildProcessError:
            return


def _last_words(words: IO[bytes]) -> str:
    words.seek(max(0, words.seek(0, os.SEEK_END) - _LAST_WORDS))
    return words.read().decode("utf-8", errors="replace").strip()
