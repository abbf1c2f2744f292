"""The texts of several papers as one row of numbers, so that terms can be counted in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from generator.merging import Merged
from generator.terms.papers import LONGEST, WEIGHTS, fields_of
from generator.terms.words import FIRST, HYPHENS, cut, name_of

Numbers = NDArray[Any]
"""An array of one dimension; its kind of number stands where it is made."""

FIELDS: Final = len(WEIGHTS)
_END: Final = ""
"""A token without a name, at the end of each text and before all."""


def numbered(texts: Sequence[str]) -> tuple[Numbers, list[str]]:
    """Number strings from 0 in the order in which they come; and give the distinct ones."""
    distinct = list(dict.fromkeys(texts))
    numbers = dict(zip(distinct, range(len(distinct)), strict=True))
    return np.fromiter(map(numbers.__getitem__, texts), "i8", len(texts)), distinct


class Reading:
    """All texts of some papers: tokens with their names, and East Asian words.

    `slots` says where each token stands, `piece_slots` where each word: the paper's number times
    `FIELDS`, plus the field's. What has no name has the name 0.
    """

    def __init__(self, papers: Sequence[Merged]) -> None:
        self.pieces: list[str] = []
        tokens = [_END]
        ends, piece_ends, slots = [], [], []
        for slot, text in _texts(papers):
            found = cut(text)
            tokens += found.tokens
            tokens.append(_END)
            self.pieces += found.pieces
            slots.append(slot)
            ends.append(len(tokens))
            piece_ends.append(len(self.pieces))
        self.tokens, self.words = numbered(tokens)
        self.slots = _spread(slots, ends)
        self.piece_slots = _spread(slots, piece_ends)
        self._name()

    def _name(self) -> None:
        """Number the names of tokens, and how tokens read without a hyphen before them."""
        self.named, self.names = numbered([name_of(word) for word in self.words])
        self.read, self.forms = numbered([word.lstrip(HYPHENS) for word in self.words])
        self.are_words: Numbers = np.array([name > FIRST for name in self.names])


def _texts(papers: Sequence[Merged]) -> chain[tuple[int, str]]:
    return chain.from_iterable(
        [
            (number * FIELDS + place, text[:LONGEST])
            for place, (_, texts) in enumerate(fields_of(paper))
            for text in texts
        ]
        for number, paper in enumerate(papers)
    )


def _spread(slots: Sequence[int], ends: Sequence[int]) -> Numbers:
    return np.repeat(np.array(slots, "i8"), np.diff(np.array(ends, "i8"), prepend=0))
