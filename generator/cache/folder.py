"""The cache's folder: held by one build at a time, and kept to what the last build used."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from filelock import FileLock, Timeout

from generator.cache.gathered import decode_gathered, encode_gathered
from generator.cache.known import KnownFile, decode_known, encode_known
from generator.cache.packs import DAMAGED, ENDING, load_stubs, save_pack
from generator.checksum import short_digest
from generator.errors import BuildError, CacheError, Diagnostic
from generator.growing import Gathered
from generator.hosts import Weight
from generator.model import Value
from generator.packing import UNREADABLE
from generator.stubs import DigestStub, Names
from generator.views.sketches import Remembered

_KNOWN = "known"
_OUTCOME = "outcome"
_PAGES = "pages"
_GATHERED = "gathered"
_LOCK = ".lock"
_LEFT_OVER = "new-*"


class Outcome(Value):
    """What a build of certain inputs found: enough to tell of it without doing it again."""

    inputs: str
    papers: int
    days: int
    pages: int
    weight: Weight
    diagnostics: tuple[Diagnostic, ...] = ()


class _Known(msgspec.Struct, frozen=True):
    """What a build that composed pages in a certain manner can give to the next."""

    manner: str
    known: Remembered


class Cache:
    """Parsed digests in a folder.

    Where the folder is in use by another build, or cannot be written, a temporary one takes its
    place until the end of the build. With `remember`, stubs are also kept in memory, for the next
    build of the same process.
    """

    def __init__(self, place: Path, *, remember: bool = False) -> None:
        self.place = place
        self.folder = place
        self.remembers = remember
        self._stack = ExitStack()
        self._stubs: dict[str, DigestStub] = {}

    def __enter__(self) -> Self:
        """Take hold of the folder; raises BuildError where not even a temporary one can be had."""
        self.folder = self.place
        lock = FileLock(self.place / _LOCK, blocking=False, thread_local=False)
        try:
            self.place.mkdir(parents=True, exist_ok=True)
            self._stack.enter_context(lock)
        except (OSError, Timeout):
            self.folder = Path(self._stack.enter_context(self._temporary()))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go of the folder."""
        self._stack.close()

    def _temporary(self) -> tempfile.TemporaryDirectory[str]:
        try:
            return tempfile.TemporaryDirectory(prefix="digestry-", ignore_cleanup_errors=True)
        except OSError as error:
            raise BuildError(
                f"neither the cache {self.place} nor a temporary folder can be written",
                hint="make room, or name another folder in site.toml under [cache] path",
            ) from error

    def names(self) -> frozenset[str]:
        """Name the packs that are there."""
        return frozenset(place.name for place in self.folder.glob(f"*{ENDING}"))

    def known(self) -> dict[str, KnownFile]:
        """Give the files whose digests are known, by path."""
        return decode_known(_read(self.folder / _KNOWN))

    def stubs(self, name: str, names: Names) -> DigestStub:
        """Load the stubs of a pack, with names that others share with them.

        Raises CacheError where it is damaged.
        """
        known = self._stubs.get(name)
        if known is not None:
            return known
        loaded = load_stubs(self.folder, name)
        if loaded is None:
            raise CacheError(f"the cache in {self.folder} is damaged", hint=DAMAGED)
        return self.keep(names.share(loaded))

    def keep(self, stubs: DigestStub) -> DigestStub:
        """Keep the stubs of a pack in memory, if that is wanted."""
        if self.remembers:
            self._stubs[stubs.pack] = stubs
        return stubs

    def gathered(self, packs: Sequence[str]) -> tuple[int, Gathered] | None:
        """Give what was gathered of the first of some packs, and of how many; None for others."""
        data = _verified(_read(self.folder / _GATHERED))
        return decode_gathered(data, packs) if data else None

    def keep_gathered(self, packs: Sequence[str], found: Gathered) -> None:
        """Keep what was gathered of the digests in some packs."""
        self._save(_GATHERED, encode_gathered(packs, found))

    def outcome(self, inputs: str) -> Outcome | None:
        """Give what the last build found, if it had the same inputs."""
        with suppress(*UNREADABLE):
            data = _verified(_read(self.folder / _OUTCOME))
            if data:
                found = msgspec.msgpack.decode(data, type=Outcome)
                return found if found.inputs == inputs else None
        return None

    def note(self, outcome: Outcome) -> None:
        """Keep what a build found."""
        self._save(_OUTCOME, msgspec.msgpack.encode(outcome))

    def remembered(self, manner: str) -> Remembered:
        """Give what the last build knew, if it composed pages in the same manner."""
        with suppress(*UNREADABLE):
            data = _verified(_read(self.folder / _PAGES))
            if data:
                found = msgspec.msgpack.decode(data, type=_Known)
                return found.known if found.manner == manner else Remembered()
        return Remembered()

    def remember(self, manner: str, known: Remembered) -> None:
        """Keep what a build knows."""
        self._save(_PAGES, msgspec.msgpack.encode(_Known(manner, known)))

    def _save(self, name: str, body: bytes) -> None:
        with suppress(OSError):
            save_pack(self.folder, name, short_digest(body) + body)

    def settle(self, packs: Iterable[str], known: Mapping[str, KnownFile]) -> None:
        """Remove the packs that were not used, and remember the files that were."""
        used = frozenset(packs)
        self._stubs = {name: stub for name, stub in self._stubs.items() if name in used}
        with suppress(OSError):
            for name in self.names() - used:
                (self.folder / name).unlink()
            for left_over in self.folder.glob(_LEFT_OVER):
                left_over.unlink()
            data = encode_known(known)
            if data != _read(self.folder / _KNOWN):
                save_pack(self.folder, _KNOWN, data)

    def clear(self) -> None:
        """Remove everything that the cache holds."""
        self._stubs.clear()
        for pattern in (f"*{ENDING}", _LEFT_OVER, _KNOWN, _OUTCOME, _PAGES, _GATHERED):
            for place in self.folder.glob(pattern):
                with suppress(OSError):
                    place.unlink()


def _verified(data: bytes) -> bytes:
    """Give the bytes after a digest of them; none where they are not those."""
    return data[16:] if data[:16] == short_digest(data[16:]) else b""


def _read(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        return b""
