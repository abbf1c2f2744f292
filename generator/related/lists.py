"""Lists of related papers, and those of a day as bytes in the cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.checksum import short_digest
from generator.model import Value

_MAGIC = b"related2"
_DIGEST_SIZE = 16
BETWEEN = "\n"


class RelatedList(Value, frozen=True, array_like=True, gc=False):
    """The papers that are related to one, nearest first: their keys, and a line each of words.

    The words of a line are separated by tabs; lines, one for each key, by line ends.
    """

    keys: tuple[str, ...]
    words: str

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """Give the words that explain each of the papers."""
        return tuple(
            tuple(line.split("\t")) for line in self.words.split(BETWEEN)[: len(self.keys)]
        )


NONE = RelatedList(keys=(), words="")

Lists = dict[str, RelatedList]
"""The lists of papers by key."""

_LISTS = msgspec.msgpack.Decoder(Lists)


class _Body(msgspec.Struct, frozen=True, array_like=True):
    leads: tuple[str, ...]
    lists: msgspec.Raw


_BODY = msgspec.msgpack.Decoder(_Body)


class DayLists(msgspec.Struct, frozen=True):
    """The lists of the papers that were first seen on a day, still as bytes.

    `leads` are the days (`YYYY-MM-DD`) on which the papers that they name were first seen, in
    order; the digest covers both.
    """

    digest: bytes
    leads: tuple[str, ...]
    packed: msgspec.Raw

    def lists(self) -> Lists:
        """Give the list of each paper, by key."""
        return _LISTS.decode(self.packed)


class ArchiveLists(Mapping[str, RelatedList]):
    """The lists of all papers, by key; those of a day are read when one of them is asked for."""

    def __init__(self, days: Iterable[tuple[str, Sequence[str], DayLists]]) -> None:
        self.days: dict[str, DayLists] = {}
        self._day_of: dict[str, str] = {}
        self._read: dict[str, Lists] = {}
        for day, keys, its in days:
            self.days[day] = its
            self._day_of |= dict.fromkeys(keys, day)

    def __getitem__(self, key: str) -> RelatedList:
        """Give the list of a paper; raises KeyError where there is no such paper."""
        day = self._day_of[key]
        if day not in self._read:
            self._read[day] = self.days[day].lists()
        return self._read[day][key]

    def __iter__(self) -> Iterator[str]:
        """Name the papers, those of older days first."""
        return iter(self._day_of)

    def __len__(self) -> int:
        """Count the papers."""
        return len(self._day_of)


def encode_lists(lists: Lists, leads: Iterable[str]) -> bytes:
    """Write the lists of a day's papers, and the days that they lead to."""
    body = msgspec.msgpack.encode((sorted(set(leads)), lists))
    return _MAGIC + short_digest(body) + body


def decode_lists(data: bytes) -> DayLists | None:
    """Read the lists of a day's papers; nothing where they are damaged."""
    start = len(_MAGIC) + _DIGEST_SIZE
    body = data[start:]
    digest = short_digest(body)
    if data[:start] != _MAGIC + digest:
        return None
    found = _BODY.decode(body)
    return DayLists(digest, found.leads, found.lists)
