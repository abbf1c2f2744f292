"""Characters that nobody sees, or that are none: taken out of texts as they come in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

_NO_CHARACTERS = "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_UNSEEN = re.compile(
    "[\x00-\x06\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff"
    f"\ufff9-\ufffb\ufdd0-\ufdef{_NO_CHARACTERS}\ud800-\udfff]"
)
"""Controls, marks that turn the direction of text, what is no character, and halves of one.

The few controls that a lost TeX command may have left stay until its formula is mended.
"""
_HALVES = range(0xD800, 0xE000)
_UNSEEN_ESCAPED = re.compile(
    r"\\u(?:00(?:0|1|7f|8|9)|061c|200[ef]|202[a-e]|206|fdd|fdef|fe|ff|d[89a-f])", re.IGNORECASE
)
_LINE_ENDS = re.compile("[\t-\r\x85\u2028\u2029]+")
_WITHOUT_WIDTH = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]")


class Cleaned(msgspec.Struct, frozen=True):
    """A value without unseen characters, how many there were, and the line of the first."""

    value: Any
    unseen: int = 0
    first_line: int = 0


def without_unseen(value: Any) -> Cleaned:
    """Take unseen characters out of a text, or out of all texts of a decoded JSON value.

    Half a character (a lone surrogate) becomes U+FFFD.
    """
    if isinstance(value, str):
        return _seen(value)
    if isinstance(value, list):
        return _all_seen(value)
    if isinstance(value, dict):
        keys, values = _all_seen(value), _all_seen(value.values())
        held = dict(zip(keys.value, values.value, strict=True))
        return Cleaned(held, keys.unseen + values.unseen)
    return Cleaned(value)


def _all_seen(values: Iterable[Any]) -> Cleaned:
    cleaned = [without_unseen(value) for value in values]
    return Cleaned([one.value for one in cleaned], sum(one.unseen for one in cleaned))


def _seen(text: str) -> Cleaned:
    # What is not seen is not printable, which is told in a fraction of the time.
    first = None if text.replace("\n", "").isprintable() else _UNSEEN.search(text)
    if first is None:
        return Cleaned(text)
    kept, count = _UNSEEN.subn(lambda found: "\ufffd" if ord(found[0]) in _HALVES else "", text)
    return Cleaned(kept, count, text.count("\n", 0, first.start()) + 1)


def may_spell_unseen(source: str) -> bool:
    """Tell cheaply whether a JSON text has escapes of unseen characters."""
    return _UNSEEN_ESCAPED.search(source) is not None


def in_one_line(text: str) -> str:
    """Give a fact, which is no running text, with spaces for line ends and tabs.

    Controls vanish, and what is there only to break or to join words of running text.
    """
    if text.isprintable():
        return text
    return _WITHOUT_WIDTH.sub("", _LINE_ENDS.sub(" ", text)).strip()
