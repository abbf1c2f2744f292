"""The little of CBOR that Pagefind's files hold: integers, texts and arrays (RFC 8949)."""

from __future__ import annotations

from typing import Any, Final

_UNSIGNED, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4
_SHORT: Final = 24
"""From this number on, the head of an item says how many bytes its number takes."""

_TABLE: Final = 1 << 16

INTEGER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
HEAD_OF_ARRAY = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
"""Patterns of one item, for `re.DOTALL`."""


def _head(kind: int, number: int) -> bytes:
    if number < _SHORT:
        return bytes((kind << 5 | number,))
    for more, width in enumerate((1, 2, 4)):
        if number < 1 << (8 * width):
            return bytes((kind << 5 | _SHORT + more,)) + number.to_bytes(width)
    raise ValueError("a number is too large")


class _Integers(dict[bytes, int]):
    """Integers by the bytes that they are written with: those that occur often are at hand."""

    def __missing__(self, written: bytes) -> int:
        kind, number, _ = head(written, 0)
        return number if kind == _UNSIGNED else -1 - number


INTEGERS: Final = _Integers()


def head(data: bytes, at: int) -> tuple[int, int, int]:
    """Read the head of an item: its kind, its number, and where it ends."""
    kind, number = data[at] >> 5, data[at] & 31
    if number < _SHORT:
        return kind, number, at + 1
    end = at + 1 + (1 << (number - _SHORT))
    return kind, int.from_bytes(data[at + 1 : end]), end


def array_at(data: bytes, at: int) -> tuple[int, int]:
    """Read the head of an array: its length and where its items begin; else a ValueError."""
    kind, number, end = head(data, at)
    if kind != _ARRAY:
        raise ValueError("a list is not where it was expected")
    return number, end


def text_at(data: bytes, at: int) -> tuple[bytes, int]:
    """Read a text in UTF-8 and where it ends; else a ValueError."""
    kind, number, at = head(data, at)
    if kind != _TEXT:
        raise ValueError("a text is not where it was expected")
    return data[at : at + number], at + number


def item(data: bytes, at: int) -> tuple[Any, int]:
    """Read any item and where it ends."""
    kind, number, end = head(data, at)
    if kind == _UNSIGNED:
        return number, end
    if kind == _NEGATIVE:
        return -1 - number, end
    if kind == _TEXT:
        return data[end : end + number].decode(), end + number
    if kind != _ARRAY:
        raise ValueError("an item is of an unexpected kind")
    items = []
    for _ in range(number):
        value, end = item(data, end)
        items.append(value)
    return items, end


INTEGERS.update((_head(_UNSIGNED, number), number) for number in range(_TABLE))
INTEGERS.update((_head(_NEGATIVE, number), -1 - number) for number in range(256))
