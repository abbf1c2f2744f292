"""Weighed terms to vectors of length one, in whole numbers, so that every machine agrees.

A term counts in a paper for what it weighs there (`w / (w + 4)`: seen everywhere, it counts for
little more than seen twice) times how rare it is among the papers up to and including the day on
which the paper first appeared: `log((papers + 1) / (papers with it - 0.5))`. The vector is then
frozen: later papers do not change it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from generator.checksum import short_digest
from generator.terms.reading import Numbers
from generator.terms.sheets import Sheet
from generator.terms.words import Kind

TERMS: Final = 64
"""Terms of a vector: the weightiest."""

LENGTH: Final = 1000
"""The length of a vector; two that are the same have the product `LENGTH ** 2`."""

_OF_KIND: Final = {Kind.WORD: 10, Kind.PHRASE: 5, Kind.PAIR: 4}
"""Phrases and pairs say again what words and other pairs say, so they count for less."""

_MAGIC: Final = b"vectors1"
_DIGEST_SIZE: Final = 16
_HALF_WEIGHT: Final = 4
_STEPS: Final = 64
"""Steps of rarity between one e-fold and the next: coarser than the rounding of any machine."""


class Counts(msgspec.Struct, frozen=True):
    """In how many of so many papers each term stands; terms are sorted."""

    papers: int
    ids: Numbers
    counts: Numbers

    def of(self, ids: Numbers) -> Numbers:
        """Give the counts of some terms, 0 for those that are new."""
        if not len(self.ids):
            return np.zeros(len(ids), "i8")
        places = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[places] == ids, self.counts[places], 0).astype("i8")


NOTHING: Final = Counts(0, np.zeros(0, "<u8"), np.zeros(0, "<u4"))


class Vectors(msgspec.Struct, frozen=True):
    """The vectors of papers, oldest first, as rows of terms and values.

    `days` has each day's last row, plus one; `terms` are places in `ids`, which are sorted.
    """

    keys: tuple[str, ...]
    days: tuple[int, ...]
    ids: Numbers
    starts: Numbers
    terms: Numbers
    values: Numbers


def month_vectors(days: Sequence[Sequence[Sheet]], before: Counts) -> tuple[Vectors, Counts]:
    """Make the vectors of a month's papers, given the counts of all earlier months; and count on.

    `days` are the sheets of each day, oldest first.
    """
    sheets = [sheet for day in days for sheet in day]
    ids, inverse = np.unique(np.concatenate([s.ids for s in sheets]), return_inverse=True)
    counts, papers, at = before.of(ids), before.papers, 0
    parts: list[tuple[Numbers, Numbers, Numbers]] = []
    for day in days:
        places = []
        for sheet in day:
            places.append(inverse[at : at + len(sheet.ids)])
            at += len(sheet.ids)
            counts[places[-1]] += sheet.counts()
            papers += len(sheet.keys)
        rarity = _rarity(counts, papers)
        parts += [_sheet_vectors(s, p, rarity) for s, p in zip(day, places, strict=True)]
    lengths = np.concatenate([part[0] for part in parts])
    kept, terms = np.unique(np.concatenate([part[1] for part in parts]), return_inverse=True)
    vectors = Vectors(
        keys=tuple(key for sheet in sheets for key in sheet.keys),
        days=tuple(np.cumsum([sum(len(s.keys) for s in day) for day in days]).tolist()),
        ids=ids[kept],
        starts=np.concatenate([np.zeros(1, "<u4"), np.cumsum(lengths, dtype="<u4")]),
        terms=terms.astype("<u4"),
        values=np.concatenate([part[2] for part in parts]).astype("<u2"),
    )
    return vectors, _joined(before, papers, ids, counts)


def _rarity(counts: Numbers, papers: int) -> Numbers:
    rare = np.log((papers + 1) / (np.maximum(counts, 1) - 0.5))
    rarity: Numbers = np.maximum(np.rint(rare * _STEPS), 0).astype("i8")
    return rarity


def _sheet_vectors(
    sheet: Sheet, places: Numbers, rarity: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Give the lengths of the rows of a sheet, and their terms and values, heaviest terms only."""
    rows = np.repeat(np.arange(len(sheet.keys)), np.diff(sheet.starts.astype("i8")))
    terms = places[sheet.terms]
    weight = sheet.weights.astype("i8")
    kind = np.array([_OF_KIND[one] for one in Kind], "i8")[sheet.kinds[sheet.terms]]
    heavy = (weight * 4096 // (weight + _HALF_WEIGHT)) * kind * rarity[terms]
    order = np.lexsort((sheet.ids[sheet.terms], -heavy, rows))
    rank = np.arange(len(rows)) - sheet.starts.astype("i8")[rows]
    order = order[(rank < TERMS) & (heavy[order] > 0)]
    rows, terms, heavy = rows[order], terms[order], heavy[order].astype("f8")
    squares = np.bincount(rows, heavy / 4096 * (heavy / 4096), minlength=len(sheet.keys))
    values = np.rint(heavy / 4096 / np.sqrt(squares)[rows] * LENGTH).astype("i8")
    seen = values > 0
    return np.bincount(rows[seen], minlength=len(sheet.keys)), terms[seen], values[seen]


def _joined(before: Counts, papers: int, ids: Numbers, counts: Numbers) -> Counts:
    """Give the counts with those of a month: its terms have been counted on."""
    others = ~np.isin(before.ids, ids, assume_unique=True)
    every = np.concatenate([before.ids[others], ids])
    order = np.argsort(every)
    merged = np.concatenate([before.counts[others].astype("<u4"), counts.astype("<u4")])
    return Counts(papers, every[order], merged[order])


def encode_arrays(facts: object, *arrays: Numbers) -> bytes:
    """Write arrays together with what is to be known of them."""
    body = msgspec.msgpack.encode((facts, [(a.dtype.str, a.tobytes()) for a in arrays]))
    return _MAGIC + short_digest(body) + body


class _Stored(msgspec.Struct, frozen=True, array_like=True):
    facts: msgspec.Raw
    arrays: list[tuple[str, bytes]]


def _stored(data: bytes) -> _Stored | None:
    start = len(_MAGIC) + _DIGEST_SIZE
    body = data[start:]
    if data[:start] != _MAGIC + short_digest(body):
        return None
    return msgspec.msgpack.decode(body, type=_Stored)


def encode_vectors(found: Vectors) -> bytes:
    """Write vectors."""
    arrays = (found.ids, found.starts, found.terms, found.values)
    return encode_arrays((found.keys, found.days), *arrays)


def decode_vectors(data: bytes) -> Vectors | None:
    """Read vectors; nothing where they are damaged."""
    stored = _stored(data)
    if stored is None:
        return None
    keys, days = msgspec.msgpack.decode(stored.facts, type=tuple[tuple[str, ...], tuple[int, ...]])
    ids, starts, terms, values = (np.frombuffer(raw, kind) for kind, raw in stored.arrays)
    return Vectors(keys, days, ids, starts, terms, values)


def encode_counts(found: Counts) -> bytes:
    """Write counts."""
    return encode_arrays(found.papers, found.ids, found.counts)


def decode_counts(data: bytes) -> Counts | None:
    """Read counts; nothing where they are damaged."""
    stored = _stored(data)
    if stored is None:
        return None
    ids, counts = (np.frombuffer(raw, kind) for kind, raw in stored.arrays)
    return Counts(msgspec.msgpack.decode(stored.facts, type=int), ids, counts)
