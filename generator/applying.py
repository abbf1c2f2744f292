"""Applying a journal: from the old site to the new, from wherever the last attempt stopped."""

# A path object for each of 100,000 files would double the time.
# ruff: noqa: PTH114, PTH123, PTH202

from __future__ import annotations

import os

from generator.disk import Disk, link_found
from generator.errors import OutputError
from generator.fingerprint import content_digest
from generator.journal import Journal, Kind, Operation, staged_place
from generator.paths import folders_of


class Applying:
    """Carries out a journal's operations; each may be done any number of times."""

    def __init__(self, journal: Journal, *, workspace: str, output: str, disk: Disk) -> None:
        self._journal = journal
        self._stage = f"{workspace}/{journal.stage}"
        self._output = output
        self._disk = disk
        self._ways: set[str] = set()
        self.only_added = True

    def complete(self) -> None:
        """Do all that is left.

        Raises OutputError when a file that is not ours has appeared in the way, OSError when the
        system refuses.
        """
        self._disk.make_folder(self._output)
        for operation in self._journal.operations:
            self.only_added = self.only_added and operation.kind is Kind.ADD
            self._do(operation)

    def undo(self) -> None:
        """Take back what was added, as long as nothing else was done."""
        for operation in reversed(self._journal.operations):
            staged, placed = self._places(operation.path)
            if operation.kind is not Kind.ADD:
                continue
            if not os.path.lexists(staged):
                self._disk.move(placed, staged)
            self._prune(operation.path)

    def _places(self, path: str) -> tuple[str, str]:
        return staged_place(self._stage, path), f"{self._output}/{path}"

    def _do(self, operation: Operation) -> None:
        self._check_way(operation.path)
        match operation.kind:
            case Kind.ADD:
                self._add(operation.path)
            case Kind.REPLACE | Kind.RECORD:
                self._put(operation.path)
            case Kind.CLEAR | Kind.REMOVE:
                self._remove(operation.path)

    def _check_way(self, path: str) -> None:
        for folder in folders_of(path):
            if folder not in self._ways:
                if os.path.islink(place := f"{self._output}/{folder}"):
                    raise link_found(place)
                self._ways.add(folder)

    def _add(self, path: str) -> None:
        staged, placed = self._places(path)
        if os.path.lexists(placed) and os.path.lexists(staged) and not _equal(staged, placed):
            message = f"{placed} has appeared while the site was being updated"
            raise OutputError(message, hint="move it away and build again")
        self._put(path)

    def _put(self, path: str) -> None:
        staged, placed = self._places(path)
        try:
            self._disk.move(staged, placed)
        except FileNotFoundError:
            if not os.path.lexists(staged):
                return  # it was moved before the interruption
            for folder in folders_of(path):
                self._disk.make_folder(f"{self._output}/{folder}")
            self._disk.move(staged, placed)

    def _remove(self, path: str) -> None:
        self._disk.remove(f"{self._output}/{path}")
        self._prune(path)

    def _prune(self, path: str) -> None:
        for folder in reversed(folders_of(path)):
            if not self._disk.remove_folder(f"{self._output}/{folder}"):
                return


def _equal(first: str, second: str) -> bool:
    if os.path.islink(second) or os.path.getsize(first) != os.path.getsize(second):
        return False
    return _digest(first) == _digest(second)


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return content_digest(file.read())
