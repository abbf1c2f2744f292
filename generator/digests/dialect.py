"""A dialect of one's own: what a package that brings one has, and what its reader gives.

The module named by an entry point in the group `digestry.dialects` is such a dialect.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from generator.model import Value


class Record(Value):
    """A paper as a digest has it: `fields` are those of a record in a JSON digest.

    `line` is that on which it begins, counted from 1.
    """

    line: int
    fields: dict[str, Any]


class Lost(Value):
    """A record that could not be read: where it stands, why, and what to do about it."""

    line: int
    message: str
    hint: str = ""


class Dialect(Protocol):
    """What a dialect has to have; a module with these two functions is one.

    It may also have `ENDINGS`, a tuple of endings of files, such as `.csv`, that are digests too.
    Both functions shall give the same for the same text, since it is not read again.
    """

    def recognises(self, text: str) -> bool:
        """Whether a file with this text is a digest in this dialect."""

    def read(self, text: str) -> Iterable[Record | Lost]:
        """Give the records of a digest, in its order."""


class InstalledDialect(Value):
    """A dialect that a package brings: its name, where it is, and which it is.

    `digest` is that of the files of its package, as they were when first looked at.
    """

    name: str
    module: str
    distribution: str
    version: str
    digest: str
    endings: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`the dialect 'csv' of digestry-csv 1.0`."""
        return f"the dialect {self.name!r} of {self.distribution} {self.version}"


class LoadedDialect(Value):
    """An installed dialect, ready to read."""

    which: InstalledDialect
    reader: Any
