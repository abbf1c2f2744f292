"""What comes of reading one file, and the notebook in which readers put down problems."""

from __future__ import annotations

import msgspec

from generator.errors import Diagnostic, Severity
from generator.kinds import Kind
from generator.model import CategoryNote, Entry


class Reading(msgspec.Struct, frozen=True):
    """The entries of a file and all that was noticed; `unread` counts the records lost."""

    dialect: str
    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[CategoryNote, ...] = ()
    written_date: str | None = None
    unread: int = 0
    is_digest: bool = True


class Problems:
    """Collects the diagnostics of one file while it is read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.unread = 0
        self._found: list[Diagnostic] = []

    def lose(self, line: int, message: str, hint: str = "", *, kind: Kind = Kind.OTHER) -> None:
        """Put down a record that could not be read."""
        self.unread += 1
        self._add(line, Severity.ERROR, message, hint, kind)

    def warn(self, line: int, message: str, hint: str = "", *, kind: Kind = Kind.OTHER) -> None:
        """Put down something that is probably wrong."""
        self._add(line, Severity.WARNING, message, hint, kind)

    def warn_of_unseen(self, line: int, count: int) -> None:
        """Put down that characters were taken out which nobody sees, or which are none."""
        what = "1 unseen character was" if count == 1 else f"{count} unseen characters were"
        self.warn(
            line,
            f"{what} taken out: controls, marks of direction, halves of characters",
            "the program that wrote the file should write text only",
            kind=Kind.UNSEEN,
        )

    def note(self, line: int, message: str, hint: str = "", *, kind: Kind = Kind.OTHER) -> None:
        """Put down something that is worth knowing."""
        self._add(line, Severity.INFO, message, hint, kind)

    def _add(self, line: int, severity: Severity, message: str, hint: str, kind: Kind) -> None:
        self._found.append(
            Diagnostic(
                path=self.path, line=line, severity=severity, message=message, hint=hint, kind=kind
            )
        )

    def reading(
        self,
        dialect: str,
        entries: tuple[Entry, ...],
        *,
        notes: tuple[CategoryNote, ...] = (),
        written_date: str | None = None,
        is_digest: bool = True,
    ) -> Reading:
        """Close the notebook: the entries together with the diagnostics, by line."""
        found = tuple(sorted(self._found, key=lambda diagnostic: diagnostic.line))
        return Reading(dialect, entries, found, notes, written_date, self.unread, is_digest)
