"""Packs: a file for each digest, with its stubs first and its whole entries after them.

A pack is named by all that decides what reading gives, so it is never out of date: the path and
bytes of the digest, the words for its labels, the language, and the program.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from generator.checksum import library_versions, program_digest, short_digest, value_digest
from generator.digests.detect import Read
from generator.digests.dialect import InstalledDialect
from generator.digests.fields import Vocabulary
from generator.digests.summaries import Summary, judge
from generator.errors import CacheError
from generator.model import Entry, SourceRef
from generator.packing import UNREADABLE
from generator.stubs import DigestStub, Leaf, Stub

ENDING = ".pack"
DAMAGED = "delete this folder: it is made again"
_MAGIC = b"digestry"
_HEADER = struct.Struct("<8s16sQ")
"""Eight letters, the digest of the stubs, their size in bytes."""

_NOWHERE = SourceRef(path="", line=0)
_OPEN_PACKS = 64
_ENTRY = msgspec.msgpack.Decoder(Entry)
_STUBS = msgspec.msgpack.Decoder(DigestStub)
_ENCODER = msgspec.msgpack.Encoder()


def manner_digest(
    vocabulary: Vocabulary, language: str, dialects: tuple[InstalledDialect, ...] = ()
) -> str:
    """Give the digest of what decides how any file is read."""
    return value_digest((program_digest(), library_versions(), vocabulary, language, dialects))


def pack_name(path: str, sha256: str, manner: str) -> str:
    """Name the pack of a file that is read in a certain manner."""
    return value_digest((path, sha256, manner)) + ENDING


def pack(read: Read, manner: str) -> tuple[DigestStub, bytes]:
    """Give the stubs of a digest that was read in a certain manner, and the bytes of its pack."""
    bodies = [_ENCODER.encode(replace(e, source=_NOWHERE)) for e in read.digest.entries]
    offset, stubs = 0, []
    for entry, body in zip(read.digest.entries, bodies, strict=True):
        stubs.append(_stub(entry, body, offset))
        offset += len(body)
    name = pack_name(read.digest.path, read.digest.sha256, manner)
    stub = _digest_stub(read, name, tuple(stubs))
    head = _ENCODER.encode(stub)
    return stub, b"".join((_HEADER.pack(_MAGIC, short_digest(head), len(head)), head, *bodies))


def _stub(entry: Entry, body: bytes, offset: int) -> Stub:
    return Stub(
        offset=offset,
        size=len(body),
        digest=short_digest(body),
        line=entry.source.line,
        dialect=entry.dialect,
        title=entry.title,
        id=entry.id,
        date=entry.date,
        categories=entry.categories,
        authors=entry.authors,
        venue=entry.venue,
        code=entry.code,
    )


def _digest_stub(read: Read, name: str, stubs: tuple[Stub, ...]) -> DigestStub:
    judged = [(stub.offset, judge(e)) for stub, e in zip(stubs, read.digest.entries, strict=True)]
    return DigestStub(
        pack=name,
        path=read.digest.path,
        sha256=read.digest.sha256,
        entries=stubs,
        notes=read.digest.notes,
        written_date=read.digest.written_date,
        unread=read.digest.unread,
        is_digest=read.digest.is_digest,
        diagnostics=read.diagnostics,
        unsummarised=tuple(offset for offset, summary in judged if summary is Summary.NONE),
        copied=tuple(offset for offset, summary in judged if summary is Summary.COPIED),
    )


def save_pack(folder: Path, name: str, data: bytes) -> None:
    """Write a pack so that it is there in full or not at all."""
    descriptor, place = tempfile.mkstemp(prefix="new-", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(place).replace(folder / name)
    except BaseException:
        with suppress(OSError):
            Path(place).unlink()
        raise


def load_stubs(folder: Path, name: str) -> DigestStub | None:
    """Load the stubs of a pack; nothing where it is missing, damaged or another's."""
    with suppress(OSError, struct.error, *UNREADABLE):
        with (folder / name).open("rb") as file:
            magic, digest, size = _HEADER.unpack(file.read(_HEADER.size))
            rest = os.fstat(file.fileno()).st_size - _HEADER.size
            head = file.read(size) if magic == _MAGIC and size <= rest else b""
        if short_digest(head) == digest:
            stub = _STUBS.decode(head)
            return stub if stub.pack == name and _end(stub) == rest - size else None
    return None


def _end(stub: DigestStub) -> int:
    last = stub.entries[-1] if stub.entries else None
    return last.offset + last.size if last else 0


class PackShelf:
    """Loads entries from the packs of a folder; only the last few packs are kept open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: OrderedDict[str, tuple[mmap.mmap, int]] = OrderedDict()

    def entry(self, leaf: Leaf) -> Entry:
        """Load an entry; raises CacheError when it is not there as it was put."""
        data, start = self._pack(leaf.pack)
        start += leaf.offset
        body = data[start : start + leaf.size]
        if short_digest(body) != leaf.digest:
            raise CacheError(f"the cache in {self._folder} is damaged", hint=DAMAGED)
        try:
            return _ENTRY.decode(body)
        except UNREADABLE as error:
            raise CacheError(f"the cache in {self._folder} is damaged", hint=DAMAGED) from error

    def _pack(self, name: str) -> tuple[mmap.mmap, int]:
        """Give a pack and where its entries begin."""
        if name in self._open:
            self._open.move_to_end(name)
        else:
            if len(self._open) >= _OPEN_PACKS:
                self._open.popitem(last=False)[1][0].close()
            self._open[name] = self._opened(name)
        return self._open[name]

    def _opened(self, name: str) -> tuple[mmap.mmap, int]:
        try:
            with (self._folder / name).open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            return data, _HEADER.size + _HEADER.unpack_from(data)[2]
        except (OSError, ValueError, struct.error) as error:
            raise CacheError(
                f"the cache in {self._folder} is damaged: {error}", hint=DAMAGED
            ) from error

    def close(self) -> None:
        """Let go of the packs, so that they can be removed."""
        while self._open:
            self._open.popitem()[1][0].close()
