"""Slugs of titles, topics and files: safe names for addresses, made by python-slugify."""

from __future__ import annotations

import hashlib
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from typing import Final

from slugify import slugify

LONGEST = 80
_STEM = 70
"""Characters of a name that stay before the hash that tells it from another."""

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{device}{digit}" for device in ("com", "lpt") for digit in range(10)}
)
"""Names that Windows keeps for devices, whatever their ending."""

_slugify: Final = partial(slugify, backend="text-unidecode")
"""Always the same letters: left to itself, it looks for other packages at each call."""


def slug(text: str) -> str:
    """Make a slug of lower-case ASCII letters, digits and hyphens, of 1 to 80 characters.

    A text of which nothing is left, or whose slug no file may bear, is named by its hash.
    """
    made = _slugify(text, max_length=LONGEST, word_boundary=True, save_order=True)
    if not made or made in _RESERVED:
        return "-".join(filter(None, (made, short_hash(text))))
    return made


def short_hash(text: str) -> str:
    """Give eight hexadecimal digits that name a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


@lru_cache(maxsize=1 << 14)
def ascii_letters(text: str) -> str:
    """Write a text in lower-case ASCII letters and digits, with nothing between them."""
    return _slugify(text, separator="")


def free_name(name: str, subject: str, taken: AbstractSet[str]) -> str:
    """Give a name that is not taken in lower case, marked with the hash of what it names."""
    while name.lower() in taken:
        name = f"{name[:_STEM]}-{short_hash(f'{name}|{subject}')}"
    return name
