"""Time and memory of a command with all that it starts, read from /proc (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds on the clock, seconds of all processors, and the peak of resident bytes."""

    wall: float
    cpu: float
    peak: int
    status: int


@dataclass(slots=True)
class _Watch:
    """What was seen of the processes of one session."""

    session: int
    cpu: dict[int, float] = field(default_factory=dict)
    peak: int = 0

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
                pid = int(name.split(" ", 1)[0])
                self.cpu[pid] = (int(numbers[11]) + int(numbers[12])) / _TICKS
                resident += int(numbers[21]) * _PAGE
        self.peak = max(self.peak, resident)


def measure(command: Sequence[str]) -> Measured:
    """Run a command in a session of its own and watch all its processes until it ends.

    Memory that processes share counts once for each; processor time of a process is that of the
    last look at it, so a very short one may be missed.
    """
    started = time.monotonic()
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL) as running:
        watch = _Watch(running.pid)
        while running.poll() is None:
            watch.look()
            time.sleep(_PAUSE)
        wall = time.monotonic() - started
    return Measured(wall, sum(watch.cpu.values()), watch.peak, running.returncode)
