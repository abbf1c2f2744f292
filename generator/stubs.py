"""Stubs: what gathering needs of each entry, and where the whole entry lies.

An archive is held in memory as stubs. Texts are loaded, an entry at a time, when a page that
shows them is rendered.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from msgspec.structs import force_setattr

from generator.errors import Diagnostic
from generator.model import CategoryNote, Entry, Value


class Leaf(Value, frozen=True, array_like=True, gc=False):
    """Where an entry lies: the name of its pack and its place there; and the digest of its bytes.

    The digest covers all of the entry but where it was read, which no page shows.
    """

    pack: str
    offset: int
    size: int
    digest: bytes


class Stub(Value, frozen=True, array_like=True, gc=False):
    """The facts by which entries are dated, recognised and put in order, and papers counted.

    `authors`, `venue` and `code` are those of the entry.
    """

    offset: int
    size: int
    digest: bytes
    line: int
    dialect: str
    title: str
    id: str | None
    date: str | None
    categories: tuple[str, ...]
    authors: tuple[str, ...] = ()
    venue: str = ""
    code: str = ""


class DigestStub(Value):
    """A file as read, with stubs for its entries, and what was noticed while reading it.

    `unsummarised` and `copied` are the offsets of entries that have no summary, or the abstract's
    own words for one.
    """

    pack: str
    path: str
    sha256: str
    entries: tuple[Stub, ...] = ()
    notes: tuple[CategoryNote, ...] = ()
    written_date: str | None = None
    unread: int = 0
    is_digest: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()
    unsummarised: tuple[int, ...] = ()
    copied: tuple[int, ...] = ()

    def leaf(self, stub: Stub) -> Leaf:
        """Say where the entry of one of its stubs lies."""
        return Leaf(pack=self.pack, offset=stub.offset, size=stub.size, digest=stub.digest)


class Names:
    """Lists of names of which each name and each list is held once, however often it comes."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._names: dict[str, str] = {}

    def share(self, digest: DigestStub) -> DigestStub:
        """Give stubs that nobody else has yet, with names that others have already.

        They are changed in place: to copy a hundred thousand takes four times as long.
        """
        for stub in digest.entries:
            force_setattr(stub, "authors", self._shared(stub.authors))
            force_setattr(stub, "venue", self._names.setdefault(stub.venue, stub.venue))
        return digest

    def _shared(self, names: tuple[str, ...]) -> tuple[str, ...]:
        shared = self._lists.get(names)
        if shared is None:
            shared = tuple([self._names.setdefault(name, name) for name in names])
            self._lists[shared] = shared
        return shared


class Shelf(Hashable, Protocol):
    """Where whole entries are."""

    def entry(self, leaf: Leaf) -> Entry:
        """Load an entry; raises CacheError when it is not there as it was put."""
