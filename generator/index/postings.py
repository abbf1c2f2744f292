"""Which word stands in which papers of a run, in columns; words in the order of their bytes.

Format of the columns: `docs/reference/search-index.md`.
"""

from __future__ import annotations

from itertools import chain
from typing import Final

import msgspec
import numpy as np

from generator.index.arrays import Numbers, counted, ends, spans, sums, varints
from generator.index.lexicon import Lexicon
from generator.index.texts import Field, Pairs, Texts
from generator.index.tokens import APART, is_pair

MOST: Final = 15
"""Places of a word in a field that are kept and counted: more say nothing more."""

_FIELDS: Final = 4
_FIELD: Final = 2
"""Bits of the number of a field."""

_LEAST: Final = _FIELDS - 1
"""The field of everything else, where most words stand: it is written shortest."""

_UNUSED: Final = frozenset((b"", APART.encode()))


class Postings(msgspec.Struct, frozen=True):
    """Words with their papers, in columns: the papers of all words lie end to end.

    `counts` says how many papers each word has, `heads` in which fields it stands there and how
    often, `places` where; these two are bytes, and sizes say how many are each word's.
    """

    words: list[bytes]
    counts: Numbers
    papers: Numbers
    heads: Numbers
    head_sizes: Numbers
    places: Numbers
    place_sizes: Numbers


class _Table(msgspec.Struct, frozen=True):
    """How often a word stands in each field of a paper: a row for each word and paper."""

    words: Numbers
    papers: Numbers
    counts: Numbers


class _Occurrences(msgspec.Struct, frozen=True):
    """Words of a field, each with its paper, and its place there in the field."""

    words: Numbers
    papers: Numbers
    places: Numbers


class _Found(msgspec.Struct, frozen=True):
    """Words in fields of papers: first places and the differences to the next, end to end."""

    words: Numbers
    papers: Numbers
    fields: Numbers
    counts: Numbers
    steps: Numbers


def postings_of(texts: Texts, lexicon: Lexicon) -> Postings:
    """Say where the words of a run stand."""
    words = _in_order(texts.pairs.words, lexicon.words)
    number = {word: index for index, word in enumerate(words)}
    found = _found(texts, lexicon, _numbered(lexicon.words, number))
    pairs = msgspec.structs.replace(
        texts.pairs, numbers=_numbered(texts.pairs.words, number)[texts.pairs.numbers]
    )
    table = _table(found, pairs)
    heads, sizes = _heads(table.counts)
    are_pairs = np.fromiter((is_pair(word.decode()) for word in words), bool, len(words))
    is_placed = (found.fields != _LEAST) | ~are_pairs[found.words]
    places, place_sizes = varints(found.steps[np.repeat(is_placed, found.counts)])
    of_place = np.repeat(found.words[is_placed], found.counts[is_placed])
    counts = np.bincount(table.words, minlength=len(words))
    return Postings(
        words=words,
        counts=counts,
        papers=table.papers,
        heads=heads,
        head_sizes=sums(sizes, counts),
        places=places,
        place_sizes=sums(place_sizes, np.bincount(of_place, minlength=len(words))),
    )


def _in_order(*several: list[bytes]) -> list[bytes]:
    """Give the words that are used, once each, sorted: quick where most are so already."""
    every = sorted(chain(*several))
    return [word for word in dict.fromkeys(every) if word not in _UNUSED]


def _numbered(words: list[bytes], number: dict[bytes, int]) -> Numbers:
    """Give the numbers of words; that of one that is not used is negative."""
    return np.fromiter((number.get(word, -1) for word in words), np.int64, len(words))


def _found(texts: Texts, lexicon: Lexicon, numbers: Numbers) -> _Found:
    """Find the first places of each word in each field of each paper."""
    each = [_occurrences(field, lexicon, numbers) for field in texts.fields]
    in_paper = len(texts.lengths).bit_length()
    in_place = int(texts.lengths.max(initial=0)).bit_length()
    before, keys = np.zeros(len(texts.lengths), np.int64), []
    for number, (found, field) in enumerate(zip(each, texts.fields, strict=True)):
        places = found.places + before[found.papers]
        rows = (found.words << in_paper | found.papers) << _FIELD | number
        keys.append(rows << in_place | places)
        before = before + field.counts
    in_order, _ = counted(np.concatenate(keys))
    groups, places = in_order >> in_place, in_order & (1 << in_place) - 1
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    counts = np.minimum(np.diff(starts, append=len(groups)), MOST)
    steps = np.diff(places, prepend=0)
    steps[starts] = places[starts]
    groups = groups[starts]
    return _Found(
        words=groups >> (_FIELD + in_paper),
        papers=groups >> _FIELD & (1 << in_paper) - 1,
        fields=groups & (1 << _FIELD) - 1,
        counts=counts,
        steps=steps[spans(starts, counts)],
    )


def _occurrences(field: Field, lexicon: Lexicon, numbers: Numbers) -> _Occurrences:
    """Give all words of a field that are used."""
    papers = np.repeat(np.arange(len(field.counts)), field.counts)
    places = np.arange(len(papers)) - np.repeat(ends(field.counts)[:-1], field.counts)
    sizes = lexicon.counts[field.tokens]
    words = numbers[lexicon.numbers[spans(ends(lexicon.counts)[:-1][field.tokens], sizes)]]
    is_used = words >= 0
    return _Occurrences(
        words=words[is_used],
        papers=np.repeat(papers, sizes)[is_used],
        places=np.repeat(places, sizes)[is_used],
    )


def _table(found: _Found, pairs: Pairs) -> _Table:
    """Join what stands at places with the pairs that have none."""
    bits = int(max(found.papers.max(initial=0), pairs.papers.max(initial=0))).bit_length()
    placed, others = found.words << bits | found.papers, pairs.numbers << bits | pairs.papers
    rows, _ = counted(np.concatenate((placed, others)))
    counts = np.zeros((len(rows), _FIELDS), np.int64)
    counts[np.searchsorted(rows, placed), found.fields] = found.counts
    counts[np.searchsorted(rows, others), _LEAST] += pairs.counts
    return _Table(rows >> bits, rows & (1 << bits) - 1, np.minimum(counts, MOST))


def _heads(counts: Numbers) -> tuple[Numbers, Numbers]:
    """Write the head of each row: fields and count of the last in a byte, then other counts."""
    first = ((counts > 0) << np.arange(_FIELDS)).sum(axis=1) | counts[:, _LEAST] << _FIELDS
    written = np.column_stack((first, counts[:, :_LEAST])).astype(np.uint8)
    is_there = written > 0
    return written[is_there], is_there.sum(axis=1)
