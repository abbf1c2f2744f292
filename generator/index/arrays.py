"""The little arithmetic of arrays that the index is made with."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
"""An array of one dimension; its kind of number stands where it is made."""

_BITS = 7
_GROUP = (1 << _BITS) - 1


def spans(starts: Numbers, sizes: Numbers) -> Numbers:
    """Give the numbers of every span, one span after another: its start, and those that follow."""
    before = np.cumsum(sizes) - sizes
    numbers: Numbers = np.arange(sizes.sum()) + np.repeat(starts - before, sizes)
    return numbers


def ends(sizes: Numbers) -> Numbers:
    """Give where spans that lie end to end begin, and where the last of them ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))


def sums(values: Numbers, sizes: Numbers) -> Numbers:
    """Give the sum of the values of each span; spans lie end to end."""
    return np.diff(ends(values)[ends(sizes)])


def counted(values: Numbers) -> tuple[Numbers, Numbers]:
    """Give the distinct values in their order, and how often each occurs."""
    values = np.sort(values)
    starts = np.flatnonzero(np.diff(values, prepend=-1))
    return values[starts], np.diff(starts, append=len(values))


def varints(values: Numbers) -> tuple[Numbers, Numbers]:
    """Write numbers in groups of seven bits, the lowest first: the bytes, and how many each has."""
    sizes = np.ones(len(values), np.int64)
    rest = values >> _BITS
    while rest.any():
        sizes += rest > 0
        rest >>= _BITS
    at = np.cumsum(sizes) - sizes
    written = np.empty(sizes.sum(), np.uint8)
    left = np.arange(len(values))
    for group in range(sizes.max(initial=0)):
        more = sizes[left] > group + 1
        bits = values[left] >> (_BITS * group) & _GROUP
        written[at[left] + group] = bits | more.astype(np.uint8) << _BITS
        left = left[more]
    return written, sizes


def varint(number: int) -> bytes:
    """Write one such number."""
    made = bytearray()
    while number > _GROUP:
        made.append(number & _GROUP | 1 << _BITS)
        number >>= _BITS
    made.append(number)
    return bytes(made)
