"""Sheets: the terms of several papers in arrays, and as bytes in the cache."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from generator.checksum import short_digest
from generator.terms.papers import Term

Numbers = NDArray[Any]
"""An array of one dimension; its kind of number stands where it is made."""

_MAGIC: Final = b"terms-1\n"
_DIGEST_SIZE: Final = 16
_BETWEEN: Final = "\n"


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
        text = zlib.decompress(self._forms).decode("utf-8", "replace")
        return text.split(_BETWEEN) if len(self.ids) else []


def term_id(name: str) -> int:
    """Number a term: everywhere the same, and no two alike but by a chance of one in millions."""
    data = name.encode("utf-8", "replace")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def encode_sheet(day: str, papers: Sequence[tuple[str, Mapping[str, Term]]]) -> bytes:
    """Write the sheet of papers, given as keys with their terms."""
    written = Counter((name, term.form) for _, terms in papers for name, term in terms.items())
    kinds = {name: term.kind for _, terms in papers for name, term in terms.items()}
    numbered = sorted((term_id(name), name) for name in kinds)
    places = {name: place for place, (_, name) in enumerate(numbered)}
    forms = _most_common(written)
    lengths = [len(terms) for _, terms in papers]
    every = [term for _, terms in papers for term in terms.values()]
    at = np.array([places[name] for _, terms in papers for name in terms], "<u4")
    order = np.lexsort((at, np.repeat(np.arange(len(papers)), lengths)))
    columns = _Columns(
        day=day,
        keys=tuple(key for key, _ in papers),
        ids=np.array([number for number, _ in numbered], "<u8").tobytes(),
        kinds=bytes(kinds[name] for _, name in numbered),
        starts=np.cumsum([0, *lengths], dtype="<u4").tobytes(),
        terms=at[order].tobytes(),
        weights=np.array([min(term.weight, 255) for term in every], "u1")[order].tobytes(),
        seen=np.array([term.seen for term in every], "u1")[order].tobytes(),
        forms=_packed([forms[name] for _, name in numbered]),
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


def _most_common(written: Counter[tuple[str, str]]) -> dict[str, str]:
    """Choose the most common form of each name, of several the plainest.

    Titles capitalise every word, so that a form without capitals is the plainer one.
    """
    best: dict[str, str] = {}
    for name, form in written:
        known = best.setdefault(name, form)
        if known != form and _rank(form, written[name, form]) < _rank(known, written[name, known]):
            best[name] = form
    return best


def _rank(form: str, count: int) -> tuple[int, int, int, str]:
    return (-count, sum(map(str.isupper, form)), len(form), form)


def _packed(forms: Sequence[str]) -> bytes:
    return zlib.compress(_BETWEEN.join(forms).encode("utf-8", "replace"), 3)
