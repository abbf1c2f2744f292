"""Everything that can go wrong, in one tree, and the diagnostics that cost nobody a build.

DigestryError
├── UsageError          wrong settings or arguments                       exit status 2
├── ContentError        `--strict` and the content has errors             exit status 1
└── BuildError          the build could not be completed; old site intact exit status 3
    ├── CacheError      the cache is not as it was written; made again
    ├── SearchError     the search index could not be made
    ├── OutputError     the output folder cannot be written, or is in use
    ├── FetchError      a repository could not be fetched; nothing was written
    └── TakingError     an archive could not be taken over; run again to complete it
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import ClassVar

import msgspec

from generator.kinds import Kind


class ExitStatus(IntEnum):
    """What the command line answers with."""

    DONE = 0
    CONTENT = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERRUPTED = 130


class Severity(StrEnum):
    """How much a diagnostic matters: lost content, doubtful content, or worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What is wrong at `path:line` and what to do about it.

    `line` is 0 for the whole file, `path` is empty for the whole archive.
    """

    path: str
    line: int
    severity: Severity
    message: str
    hint: str = ""
    kind: Kind = Kind.OTHER

    @property
    def place(self) -> str:
        """`path:line`, as far as there are such."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def __str__(self) -> str:
        """`path:line: severity: what is wrong (what to do)`."""
        place = f"{self.place}: " if self.path else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.severity}: {self.message}{hint}"


class DigestryError(Exception):
    """Base of all errors that Digestry raises on purpose; carries a hint for the reader."""

    status: ClassVar[ExitStatus] = ExitStatus.INCOMPLETE

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """The message, with the hint in brackets."""
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(DigestryError):
    """The settings or the arguments are wrong."""

    status = ExitStatus.USAGE


class ContentError(DigestryError):
    """The content has errors and the user asked for none."""

    status = ExitStatus.CONTENT


class BuildError(DigestryError):
    """The build could not be completed; the old site is as it was."""


class CacheError(BuildError):
    """The cache is not as it was written; a build that starts again without it succeeds."""


class SearchError(BuildError):
    """The search index could not be made."""


class OutputError(BuildError):
    """The output folder cannot be written, or another build is using it."""


class FetchError(BuildError):
    """A repository could not be fetched; nothing was written."""


class TakingError(BuildError):
    """An archive could not be taken over; the same command, run again, completes it."""
