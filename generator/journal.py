"""The journal: all that is left to do to turn the old site into the new one, in a safe order.

It exists from the moment when everything is staged until the last operation is done. Whoever
finds one completes it: every operation may be done again, after an interruption anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path, PurePath

import msgspec

from generator.errors import OutputError
from generator.fingerprint import content_digest
from generator.manifest import PATH as MANIFEST
from generator.model import Value
from generator.packing import UNREADABLE
from generator.paths import check_path, folded, folders_of

VERSION = 1
_HINT = "delete that folder and build with --clean"


def staged_name(path: str) -> str:
    """The name under which the file for a path of the site is staged.

    All lie in one folder under names made of their paths: a folder for each of 80,000 pages,
    made and removed again, would cost more than all else that is done with them.
    """
    return content_digest(path.encode())


def staged_place(stage: Path | str, path: str) -> str:
    """Where the file for a path of the site is staged."""
    return f"{stage}/{staged_name(path)}"


class Kind(StrEnum):
    """What an operation does to its path."""

    CLEAR = "clear"
    ADD = "add"
    REPLACE = "replace"
    REMOVE = "remove"
    RECORD = "record"


class Operation(Value, frozen=True, array_like=True, gc=False):
    """One step from the old site to the new."""

    kind: Kind
    path: str


class Journal(Value, frozen=True):
    """The operations, in order, and the name of the folder that holds the staged files."""

    stage: str
    operations: tuple[Operation, ...]


class Changes(Value, frozen=True):
    """The paths at which the new site differs from the old; `manifest` whether the record does."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    manifest: bool = False

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.replaced or self.removed or self.manifest)


def operations(changes: Changes) -> tuple[Operation, ...]:
    """The operations in an order in which no link from a page of the site is ever broken.

    What a page links to is added before the pages that link to it are replaced, and removed
    after. Only a removed file that stands in the way of an added one, as its folder or as its
    name in another case, goes first.
    """
    clear = tuple(sorted(_in_the_way(changes)))
    later = sorted(set(changes.removed).difference(clear), key=depth_first, reverse=True)
    return (
        *_all(Kind.CLEAR, clear),
        *_all(Kind.ADD, sorted(changes.added, key=depth_first)),
        *_all(Kind.REPLACE, sorted(changes.replaced, key=depth_first)),
        *_all(Kind.REMOVE, later),
        *_all(Kind.RECORD, (MANIFEST,) if changes.manifest else ()),
    )


def depth_first(path: str) -> tuple[int, int, str]:
    """Sorts what links to nothing first, then pages from the leaves up, lists, and the home."""
    if path == "index.html":
        return 3, 0, path
    name = path.rpartition(".")[2]
    rank = 1 if name == "html" else 2 if name in {"xml", "json", "txt"} else 0
    return rank, -path.count("/"), path


def _all(kind: Kind, paths: Iterable[str]) -> Iterable[Operation]:
    return (Operation(kind=kind, path=path) for path in paths)


def _in_the_way(changes: Changes) -> Iterable[str]:
    if not (changes.added and changes.removed):
        return ()
    files = {folded(path) for path in changes.added}
    folders = {folder for path in files for folder in folders_of(path)}
    return (
        path
        for path in changes.removed
        if (place := folded(path)) in files
        or place in folders
        or not files.isdisjoint(folders_of(place))
    )


class _Header(Value, frozen=True, omit_defaults=False):
    journal: int
    stage: str
    operations: int


def encode(journal: Journal) -> bytes:
    """The journal as JSON lines: what and how many, then one operation a line."""
    count = len(journal.operations)
    header = _Header(journal=VERSION, stage=journal.stage, operations=count)
    return msgspec.json.Encoder().encode_lines([header, *journal.operations])


def decode(data: bytes, place: str) -> Journal:
    """The journal in these bytes, which were read at `place`.

    Raises OutputError when they are damaged, of another version, or lead out of the site.
    """
    first, _, rest = data.partition(b"\n")
    try:
        header = msgspec.json.decode(first, type=_Header)
        lines = msgspec.json.Decoder(Operation).decode_lines(rest)
    except UNREADABLE as error:
        raise OutputError(f"{place} is damaged", hint=_HINT) from error
    if header.journal != VERSION or header.operations != len(lines):
        raise OutputError(f"{place} is damaged or of another version", hint=_HINT)
    if header.stage in {"", ".."} or PurePath(header.stage).name != header.stage:
        raise OutputError(f"{place} leads out of its folder", hint=_HINT)
    for operation in lines:
        if operation.kind is not Kind.RECORD:
            check_path(operation.path)
    return Journal(stage=header.stage, operations=tuple(lines))
