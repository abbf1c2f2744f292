"""Sheets: the terms of several papers in arrays, and as bytes in the cache."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Final

import msgspec
import numpy as np

from generator.cache.packs import DAMAGED
from generator.checksum import short_digest
from generator.errors import CacheError
from generator.merging import Merged
from generator.packing import inflated
from generator.terms.counting import count_terms
from generator.terms.reading import Numbers

_MAGIC: Final = b"terms-1\n"
_DIGEST_SIZE: Final = 16
_ID_SIZE: Final = 8
_BETWEEN: Final = "\n"
_MOST: Final = 64_000_000
"""Bytes that the forms of a day's terms may hold."""


class _Columns(msgspec.Struct, frozen=True, array_like=True):
    """A sheet as it is stored: numbers in little-endian order, forms compressed."""

    day: str
    keys: tuple[str, ...]
    ids: bytes
    kinds: bytes
    starts: bytes
    terms: bytes
    weights: bytes
    seen: bytes
    forms: bytes


class Sheet:
    """The terms of papers that were first seen on one day; see `generator.terms`."""

    def __init__(self, columns: _Columns) -> None:
        self.day = columns.day
        self.keys = columns.keys
        self.ids: Numbers = np.frombuffer(columns.ids, "<u8")
        self.kinds: Numbers = np.frombuffer(columns.kinds, "u1")
        self.starts: Numbers = np.frombuffer(columns.starts, "<u4")
        self.terms: Numbers = np.frombuffer(columns.terms, "<u4")
        self.weights: Numbers = np.frombuffer(columns.weights, "u1")
        self.seen: Numbers = np.frombuffer(columns.seen, "u1")
        self._forms = columns.forms

    def counts(self) -> Numbers:
        """Count the papers in which each term stands."""
        return np.bincount(self.terms, minlength=len(self.ids))

    def forms(self) -> Sequence[str]:
        """Give the readable form of each term, the most common one of the day."""
        return self._read

    @cached_property
    def _read(self) -> list[str]:
        try:
            text = inflated(self._forms, _MOST).decode("utf-8", "replace")
        except ValueError as error:
            raise CacheError("the cache of terms is damaged", hint=DAMAGED) from error
        return text.split(_BETWEEN) if len(self.ids) else []


def _ids(names: Sequence[str]) -> Numbers:
    """Number terms: everywhere the same, and no two alike but by a chance of one in millions."""
    encoded = (name.encode("utf-8", "replace") for name in names)
    digests = [blake2b(name, digest_size=_ID_SIZE).digest() for name in encoded]
    return np.frombuffer(b"".join(digests), "<u8")


def encode_sheet(day: str, papers: Sequence[tuple[str, Merged]]) -> bytes:
    """Write the sheet of papers, given as keys with their texts."""
    found = count_terms([texts for _, texts in papers])
    ids = _ids(found.names)
    order = np.argsort(ids, kind="stable")
    places = np.empty(len(ids), "<u4")
    places[order] = np.arange(len(ids), dtype="<u4")
    at = places[found.terms]
    rows = np.lexsort((at, found.papers))
    starts = np.concatenate([[0], np.bincount(found.papers, minlength=len(papers)).cumsum()])
    columns = _Columns(
        day=day,
        keys=tuple(key for key, _ in papers),
        ids=ids[order].tobytes(),
        kinds=found.kinds[order].tobytes(),
        starts=starts.astype("<u4").tobytes(),
        terms=at[rows].tobytes(),
        weights=found.weights[rows].clip(max=255).astype("u1").tobytes(),
        seen=found.seen[rows].tobytes(),
        forms=_packed([found.forms[place] for place in order.tolist()]),
    )
    body = msgspec.msgpack.encode(columns)
    return _MAGIC + short_digest(body) + body


def decode_sheet(data: bytes) -> Sheet | None:
    """Read a sheet; nothing where it is damaged."""
    start = len(_MAGIC) + _DIGEST_SIZE
    body = data[start:]
    if data[:start] != _MAGIC + short_digest(body):
        return None
    return Sheet(msgspec.msgpack.decode(body, type=_Columns))


def _packed(forms: Sequence[str]) -> bytes:
    return zlib.compress(_BETWEEN.join(forms).encode("utf-8", "replace"), 3)
