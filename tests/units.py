"""Work that crews of any kind are given, where every process can import it."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from socket import create_connection
from typing import Any

import msgspec

from generator.errors import SearchError


def square(number: int) -> int:
    return number * number


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise SearchError("seven", hint="not seven")
    return number


def hold_a_line(port: int) -> bytes:
    """Call a port of this machine, and listen as long as somebody is there."""
    with create_connection(("127.0.0.1", port)) as line:
        return line.recv(1)


class Fall(msgspec.Struct, frozen=True):
    """A task after which the process that does it first ends; whoever does it again is fine.

    Its first unit is then done twice. `place` marks that somebody fell, which must not be the
    process that is `spared`.
    """

    task: Callable[[Any], Any]
    place: str
    spared: int

    def __call__(self, unit: Any) -> Any:
        """Do a unit."""
        done = self.task(unit)
        if os.getpid() == self.spared:
            raise AssertionError("a unit was not handed over")
        try:
            Path(self.place).touch(exist_ok=False)
        except FileExistsError:
            return done
        os.kill(os.getpid(), signal.SIGKILL)
        return done
