"""The texts of a run in numbers: each token once, a field as the numbers of its tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

import msgspec
import numpy as np

from generator.index import tokens
from generator.index.arrays import Numbers, counted
from generator.index.documents import Document

_CODE: Final = 21
"""Bits of a character's code point."""

_LINE: Final = ord("\n")


class Field(msgspec.Struct, frozen=True):
    """A field of all papers: the numbers of its tokens, and how many of them each paper has."""

    tokens: Numbers
    counts: Numbers


class Pairs(msgspec.Struct, frozen=True):
    """East Asian pairs that have no places: for each, by number, papers and how often there."""

    words: list[bytes]
    numbers: Numbers
    papers: Numbers
    counts: Numbers


class Texts(msgspec.Struct, frozen=True):
    """All that papers are found by: the tokens, four fields of them, and pairs of the last."""

    tokens: list[str]
    fields: tuple[Field, ...]
    pairs: Pairs

    @property
    def lengths(self) -> Numbers:
        """How long each paper is, in tokens and pairs."""
        pairs = np.bincount(self.pairs.papers, self.pairs.counts, len(self.fields[0].counts))
        return sum(field.counts for field in self.fields) + pairs.astype(np.int64)


class _Written(dict[str, tuple[int, ...]]):
    """The tokens of pieces of text, by number: a piece that was met before is at hand."""

    def __init__(self, write: Callable[[str], list[str]], known: dict[str, int]) -> None:
        super().__init__()
        self._write = write
        self._known = known

    def __missing__(self, piece: str) -> tuple[int, ...]:
        known = self._known
        found = tuple([known.setdefault(token, len(known)) for token in self._write(piece)])
        self[piece] = found
        return found


def texts_of(documents: Sequence[Document]) -> Texts:
    """Number what the documents of a run hold, in their order."""
    known = {tokens.APART: 0}
    words = _Written(tokens.words, known)
    fields = (
        _field([found.titles for found in documents], words),
        _field([found.names for found in documents], _Written(tokens.names, known)),
        _field([found.summary for found in documents], words),
        _field([found.others for found in documents], _Written(tokens.marked, known)),
    )
    return Texts(list(known), fields, _pairs([found.runs for found in documents]))


def _field(texts: Sequence[str], written: _Written) -> Field:
    numbers: list[int] = []
    ends = [0]
    for text in texts:
        numbers += chain.from_iterable(map(written.__getitem__, text.split()))
        ends.append(len(numbers))
    return Field(np.array(numbers, np.int64), np.diff(np.array(ends, np.int64)))


def _pairs(runs: Sequence[str]) -> Pairs:
    """Count the pairs of each paper, given its runs in lines."""
    codes = np.frombuffer("\n".join(runs).encode("utf-32-le"), "<u4").astype(np.int64)
    papers = np.repeat(np.arange(len(runs)), [len(found) + 1 for found in runs])[: len(codes)]
    is_pair = (codes[:-1] != _LINE) & (codes[1:] != _LINE)
    pairs = (codes[:-1] << _CODE | codes[1:])[is_pair]
    bits = len(runs).bit_length()
    keys, counts = counted(pairs << bits | papers[:-1][is_pair])
    distinct, sizes = counted(keys >> bits)
    characters = ((distinct >> _CODE).tolist(), (distinct & (1 << _CODE) - 1).tolist())
    return Pairs(
        words=list(map(tokens.pair_word, *characters)),
        numbers=np.repeat(np.arange(len(distinct)), sizes),
        papers=keys & (1 << bits) - 1,
        counts=counts,
    )
