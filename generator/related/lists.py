"""Lists of related papers, and those of a day as bytes in the cache."""

from __future__ import annotations

import msgspec

from generator.checksum import short_digest
from generator.model import Value

_MAGIC = b"related1"
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


def encode_lists(lists: Lists) -> bytes:
    """Write the lists of some papers."""
    body = msgspec.msgpack.encode(lists)
    return _MAGIC + short_digest(body) + body


def decode_lists(data: bytes) -> Lists | None:
    """Read the lists of some papers; nothing where they are damaged."""
    start = len(_MAGIC) + _DIGEST_SIZE
    body = data[start:]
    return _LISTS.decode(body) if data[:start] == _MAGIC + short_digest(body) else None
