"""Known files: digests of files that need not be read again, as their status has not changed.

As in git's index, the status of a file that changed shortly before it was looked at proves
nothing: it may have changed once more within the same tick of the clock. Such a file is read
again.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.checksum import short_digest
from generator.model import Value
from generator.packing import UNREADABLE

SLACK = 2_000_000_000
"""Nanoseconds: the coarsest tick of any file system in use (FAT: two seconds)."""

_VERSION = b"known-1\n"
_DIGEST_SIZE = 16


class Status(Value, frozen=True, array_like=True, gc=False):
    """What the system says of a file: its size, and when its bytes and its status changed (ns)."""

    size: int
    modified: int
    changed: int


class KnownFile(Value, frozen=True, array_like=True, gc=False):
    """The SHA-256 of a file that had this status when it was looked at (ns)."""

    status: Status
    seen: int
    sha256: str

    def vouches_for(self, status: Status) -> bool:
        """Say whether a file of this status must have the same bytes still."""
        latest = max(status.modified, status.changed)
        return status == self.status and latest + SLACK < self.seen


_Table = dict[str, KnownFile]
_TABLE = msgspec.msgpack.Decoder(_Table)


def encode_known(files: Mapping[str, KnownFile]) -> bytes:
    """Write a table of known files, by path."""
    body = msgspec.msgpack.encode(dict(sorted(files.items())))
    return _VERSION + short_digest(body) + body


def decode_known(data: bytes) -> dict[str, KnownFile]:
    """Read a table of known files; a damaged one knows nothing."""
    start = len(_VERSION) + _DIGEST_SIZE
    body = data[start:]
    if data[:start] != _VERSION + short_digest(body):
        return {}
    try:
        return _TABLE.decode(body)
    except UNREADABLE:
        return {}
