"""Where entries were read: from the leaf of an archive back to a file and a line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from generator.archive import Day
from generator.errors import Diagnostic, Severity
from generator.kinds import Kind
from generator.stubs import DigestStub, Leaf


class Places:
    """Knows of every leaf in which file and line it was read, and what was noted of it there."""

    def __init__(self, digests: Iterable[DigestStub]) -> None:
        self._digests = {digest.pack: digest for digest in digests}
        self._lines: dict[str, dict[int, int]] = {}

    def file(self, leaf: Leaf) -> str:
        """Give the path of the file in which an entry was read."""
        return self._digests[leaf.pack].path

    def line(self, leaf: Leaf) -> int:
        """Give the line in which an entry begins."""
        if leaf.pack not in self._lines:
            entries = self._digests[leaf.pack].entries
            self._lines[leaf.pack] = {stub.offset: stub.line for stub in entries}
        return self._lines[leaf.pack][leaf.offset]

    def file_of(self, day: Day) -> str:
        """Give the first of the files of a day; none where nothing of it could be read."""
        return min((self.file(leaf) for paper in day.papers for leaf in paper.leaves), default="")

    def lacks_summary(self, leaf: Leaf) -> bool:
        """Whether an entry tells nothing but the abstract."""
        return leaf.offset in self._without.get(leaf.pack, ())

    @cached_property
    def _without(self) -> dict[str, frozenset[int]]:
        return {pack: frozenset(one.unsummarised) for pack, one in self._digests.items()}

    def warning(self, leaf: Leaf, kind: Kind, message: str, hint: str) -> Diagnostic:
        """Make a warning about an entry."""
        return Diagnostic(
            path=self.file(leaf),
            line=self.line(leaf),
            severity=Severity.WARNING,
            message=message,
            hint=hint,
            kind=kind,
        )
