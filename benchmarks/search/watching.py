"""Time, processors and memory of a command, and of the part of it that indexes (Linux)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.05
_INDEXER = "pagefind"
_STAGE = "Indexing"
_LAST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of all processors, and peaks of resident bytes."""

    wall: float
    cpu: float
    largest: int
    together: int


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command took as a whole, and its indexing, where there was any.

    Indexing lasts from the line that announces it to the next or to the end; where no line does,
    from the first of Pagefind's processes to the last.
    """

    whole: Cost
    indexing: Cost | None


@dataclass(frozen=True, slots=True)
class _Look:
    """All processes at one time: ended ones keep their processor seconds."""

    time: float
    cpu: float
    largest: int
    together: int
    indexer: bool


@dataclass(slots=True)
class _Watch:
    session: int
    looks: list[_Look] = field(default_factory=list)
    cpu: dict[int, float] = field(default_factory=dict)

    def look(self) -> None:
        """Read every process of the session once."""
        sizes: list[int] = []
        indexer = False
        for place in Path("/proc").glob("[0-9]*/stat"):
            try:
                name, _, rest = place.read_text().rpartition(")")
            except OSError:
                continue
            numbers = rest.split()
            if int(numbers[3]) == self.session:
                self.cpu[int(name.split(" ", 1)[0])] = sum(map(int, numbers[11:13])) / _TICKS
                sizes.append(int(numbers[21]) * _PAGE)
                indexer = indexer or _INDEXER in name
        total = sum(self.cpu.values())
        self.looks.append(
            _Look(time.monotonic(), total, max(sizes, default=0), sum(sizes), indexer)
        )

    def between(self, begin: float, end: float) -> Cost:
        """Give the cost of the time between two moments."""
        before = max((look.cpu for look in self.looks if look.time <= begin), default=0.0)
        inside = [look for look in self.looks if begin <= look.time <= end]
        return Cost(
            wall=end - begin,
            cpu=max((look.cpu for look in inside), default=before) - before,
            largest=max((look.largest for look in inside), default=0),
            together=max((look.together for look in inside), default=0),
        )

    def indexing(self, lines: Sequence[tuple[float, str]], end: float) -> Cost | None:
        """Give the cost of the indexing."""
        for number, (begin, line) in enumerate(lines):
            if line.startswith(_STAGE):
                following = lines[number + 1][0] if number + 1 < len(lines) else end
                return self.between(begin, following)
        times = [look.time for look in self.looks if look.indexer]
        return self.between(times[0] - _PAUSE, times[-1]) if times else None


def watch(command: Sequence[str]) -> Watched:
    """Run a command in a session of its own and watch all its processes until it ends.

    Memory that processes share counts once for each. Exits when the command fails.
    """
    started = time.monotonic()
    lines: list[tuple[float, str]] = []
    with subprocess.Popen(
        command,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None  # noqa: S101 - asked for above
        listener = threading.Thread(target=_listen, args=(running.stderr, lines))
        listener.start()
        watching = _Watch(running.pid)
        while running.poll() is None:
            watching.look()
            time.sleep(_PAUSE)
        end = time.monotonic()
        listener.join()
    if running.returncode:
        said = "\n".join(line for _, line in lines)
        sys.exit(f"{' '.join(command[:3])} ended with {running.returncode}\n{said[-_LAST_WORDS:]}")
    return Watched(watching.between(started, end), watching.indexing(lines, end))


def _listen(stream: IO[str], lines: list[tuple[float, str]]) -> None:
    lines.extend((time.monotonic(), line.rstrip()) for line in stream)
