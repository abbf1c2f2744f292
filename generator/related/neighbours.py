"""The nearest vectors: products of sparse matrices. The only module that knows SciPy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final

import msgspec
import numpy as np

from generator.related.vectors import LENGTH, Vectors
from generator.terms.reading import Numbers

FLOOR: Final = LENGTH * LENGTH * 7 // 100
"""The product below which two papers are not called related."""

SURE: Final = LENGTH * LENGTH * 10 // 100
"""The product from which one word in common is enough."""

_AT_ONCE: Final = 250
"""Rows of a product."""


class Found(msgspec.Struct, frozen=True):
    """A paper near another: the month and the row where it stands, and the product."""

    month: int
    row: int
    product: int


class MonthMatrix:
    """The vectors of a month, ready for products."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors

    def start_of(self, day: int) -> int:
        """Give the first row of a day, given by number."""
        return self.vectors.days[day - 1] if day else 0

    @cached_property
    def rows(self) -> Any:
        """A row for each paper."""
        found = self.vectors
        parts = (found.values.astype("i4"), found.terms.astype("i4"), found.starts.astype("i4"))
        return _sparse(parts, (len(found.keys), len(found.ids)))

    @cached_property
    def across(self) -> Any:
        """A row for each term."""
        return self.rows.T.tocsr()

    def row(self, number: int) -> tuple[Numbers, Numbers]:
        """Give the terms of a paper, by number, with their values."""
        found = self.vectors
        places = slice(found.starts[number], found.starts[number + 1])
        return found.ids[found.terms[places]], found.values[places]


class Months:
    """Months, oldest first; those before the last are over."""

    def __init__(self, several: Sequence[MonthMatrix]) -> None:
        self.several = several
        self.last = several[-1]

    def day_of(self, found: Found) -> int:
        """Give the day of its month, by number, on which a paper stands."""
        return bisect_right(self.several[found.month].vectors.days, found.row)

    def nearest(self, day: int, most: int) -> Iterator[list[Found]]:
        """Give for each paper of a day of the last month those nearest to it, nearest first.

        Only papers of the same day and before are looked at. Of equally near ones the later is
        the nearer.
        """
        start, end = self.last.start_of(day), self.last.vectors.days[day]
        before = self.last.rows[:end].T.tocsr()
        for first in range(start, end, _AT_ONCE):
            asked = self.last.rows[first : min(first + _AT_ONCE, end)]
            products = [
                _translated(asked, places, len(month.vectors.ids)) @ month.across
                for month, places in zip(self.several[:-1], self._places, strict=True)
            ]
            products.append(asked @ before)
            yield from _best(products, first, most)

    @cached_property
    def _places(self) -> list[Numbers]:
        """The places of the last month's terms among those of each month before; -1 for none.

        Both are sorted, so that finding all at once takes less than finding those of each day.
        """
        return [
            _places_among(month.vectors.ids, self.last.vectors.ids) for month in self.several[:-1]
        ]


def _best(products: Sequence[Any], first: int, most: int) -> list[list[Found]]:
    """Give the largest products of each row with papers of every month but with itself.

    The rows are those of the last month from the first on.
    """
    near = [np.flatnonzero(product.data >= FLOOR) for product in products]
    pairs = list(zip(products, near, strict=True))
    months = np.repeat(np.arange(len(products)), [len(places) for places in near])
    rows = np.concatenate([np.searchsorted(p.indptr, at, "right") - 1 for p, at in pairs])
    columns = np.concatenate([p.indices[at] for p, at in pairs])
    values = np.concatenate([p.data[at] for p, at in pairs])
    others = (months < len(products) - 1) | (columns != rows + first)
    order = np.lexsort((-columns, -months, -values, rows))
    order = order[others[order]]
    found: list[list[Found]] = [[] for _ in range(products[-1].shape[0])]
    ranked = (part[order].tolist() for part in (rows, months, columns, values))
    for row, month, column, value in zip(*ranked, strict=True):
        if len(found[row]) < most:
            found[row].append(Found(month, column, value))
    return found


def _places_among(others: Numbers, ids: Numbers) -> Numbers:
    if not len(others):
        return np.full(len(ids), -1, "i4")
    places = np.minimum(np.searchsorted(others, ids), len(others) - 1)
    return np.where(others[places] == ids, places, -1).astype("i4")


def _translated(asked: Any, places: Numbers, width: int) -> Any:
    """Give rows with the places of their terms among those of another month, where it has them."""
    found = places[asked.indices]
    known = found >= 0
    kept = np.concatenate([np.zeros(1, "i8"), np.cumsum(known)])[asked.indptr]
    parts = (asked.data[known], found[known], kept.astype("i4"))
    return _sparse(parts, (asked.shape[0], width))


def _sparse(parts: tuple[Numbers, Numbers, Numbers], shape: tuple[int, int]) -> Any:
    """Make a matrix of values, columns and starts of rows.

    Who only reads lists that are known has no need of the library, which takes long to load.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    return csr_matrix(parts, shape=shape)
