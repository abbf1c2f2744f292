"""What takes part: something that makes a site of records, and what each of its works took."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from benchmarks.measure import Measured, measure
from benchmarks.speed.records import Record
from benchmarks.speed.sizes import SiteSize


class Work(StrEnum):
    """What is measured."""

    CLEAN = "clean, without search"
    SEARCH = "clean, with search"
    DAY = "one new day, with search"
    NOTHING = "nothing changed, with search"


class FailedError(Exception):
    """A contender could not be installed, or did not finish."""


@dataclass(frozen=True, slots=True)
class Step:
    """One work of one contender, and what it took."""

    name: str
    work: Work
    took: Measured


class Contender(Protocol):
    """A generator with its site; `sizes` is filled by the first round."""

    name: str
    version: str
    sizes: dict[Work, SiteSize]

    def add(self, record: Record) -> None:
        """Write a paper's content; not timed."""

    def round(self) -> Iterator[Step]:
        """Do each work once, beginning with nothing; raises FailedError."""


def timed(name: str, command: Sequence[str], folder: Path | None = None) -> Measured:
    """Measure a command once the disk has come to rest; raises FailedError."""
    os.sync()
    took = measure(command, folder)
    if took.status:
        raise FailedError(f"{name} ended with status {took.status}: {took.said}")
    return took


def one_after_another(first: Measured, second: Measured) -> Measured:
    """Join two commands of which the second begins when the first has ended."""
    wall = first.wall + second.wall
    return Measured(
        wall=wall,
        cpu=first.cpu + second.cpu,
        peak=max(first.peak, second.peak),
        status=second.status,
        others=(first.others * first.wall + second.others * second.wall) / wall,
    )


def forget(*folders: Path) -> None:
    """Remove folders, those that are not there too."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
