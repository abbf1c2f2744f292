"""The nearest vectors: products of sparse matrices. The only module that knows SciPy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final

import msgspec
import numpy as np
from scipy.sparse import csr_matrix

from generator.related.vectors import LENGTH, Vectors
from generator.terms.reading import Numbers

FLOOR: Final = LENGTH * LENGTH * 10 // 100
"""The product below which two papers are not called related."""

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
        return csr_matrix(parts, shape=(len(found.keys), len(found.ids)))

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
                _translated(asked, self.last.vectors.ids, month.vectors.ids) @ month.across
                for month in self.several[:-1]
            ]
            products.append(asked @ before)
            yield from _best(products, first, most)


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


def _translated(asked: Any, ids: Numbers, others: Numbers) -> Any:
    """Give rows with the places of their terms among those of another month, where it has them."""
    if not len(others):
        return csr_matrix((asked.shape[0], 0), dtype="i4")
    wanted = ids[asked.indices]
    places = np.minimum(np.searchsorted(others, wanted), len(others) - 1)
    known = others[places] == wanted
    kept = np.concatenate([np.zeros(1, "i8"), np.cumsum(known)])[asked.indptr]
    parts = (asked.data[known], places[known].astype("i4"), kept.astype("i4"))
    return csr_matrix(parts, shape=(asked.shape[0], len(others)))
