"""What the last import brought, so that the next one can tell what was edited since."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

import msgspec

from generator.model import Value
from generator.packing import UNREADABLE

NAME = ".digestry-import.json"


class Record(Value, omit_defaults=False):
    """The digests that were brought, by path, as SHA-256 of their bytes; and from where.

    `pending` are those that an import was about to bring when the record was written.
    """

    source: str = ""
    branch: str = ""
    path: str = ""
    commit: str = ""
    files: dict[str, str] = msgspec.field(default_factory=dict)
    pending: dict[str, str] = msgspec.field(default_factory=dict)

    def is_of_source(self, other: Record) -> bool:
        """Whether two records tell of the same source."""
        return (self.source, self.branch, self.path) == (other.source, other.branch, other.path)

    def knows(self, path: str, sha256: str) -> bool:
        """Whether a file is as an import brought it."""
        return bool(sha256) and sha256 in {self.files.get(path), self.pending.get(path)}


class Change(Enum):
    """What an import does about a digest, and why."""

    NEW = "it is new"
    CHANGED = "the source has changed it"
    SAME = "it is there already"
    EDITED = "it was edited here"


def load_record(content: Path) -> Record:
    """Read the record of a content folder; an empty one where there is none, or a damaged one."""
    try:
        return msgspec.json.decode((content / NAME).read_bytes(), type=Record)
    except (OSError, *UNREADABLE):
        return Record()


def encode_record(record: Record) -> bytes:
    """Write a record so that it can be read, and kept in a repository."""
    encoded = msgspec.json.encode(record, order="sorted")
    return msgspec.json.format(encoded, indent=1) + b"\n"


def decide(path: str, theirs: str, ours: str | None, record: Record) -> Change:
    """Decide about a digest by the SHA-256 of the source's file and of the one that is here."""
    if ours is None:
        return Change.NEW
    if ours == theirs:
        return Change.SAME
    return Change.CHANGED if record.knows(path, ours) else Change.EDITED


def plan(theirs: Mapping[str, str], content: Path, record: Record) -> dict[str, Change]:
    """Decide about every digest of a source."""
    return {
        path: decide(path, sha256, _sha256(content / path), record)
        for path, sha256 in sorted(theirs.items())
    }


def _sha256(place: Path) -> str | None:
    try:
        return hashlib.sha256(place.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return ""  # something that is not the source's is there
