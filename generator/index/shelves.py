"""Words of runs on disk, in a shelf for each first byte: runs are joined shelf by shelf."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from heapq import merge
from itertools import chain, groupby, pairwise
from operator import attrgetter
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from generator.index.arrays import Numbers, ends, spans
from generator.index.postings import Postings

_SIZE: Final = 4
_LEVEL: Final = 1
_NUMBER: Final = "<u4"


class _Shelf(msgspec.Struct, frozen=True, array_like=True):
    """Words that begin with the same byte, as they are stored."""

    words: bytes
    counts: bytes
    papers: bytes
    heads: bytes
    head_sizes: bytes
    places: bytes
    place_sizes: bytes


_SHELF: Final = msgspec.msgpack.Decoder(_Shelf)


def cut(postings: Postings, starts: Sequence[bytes]) -> Iterator[Postings]:
    """Cut postings where words begin that are not before these."""
    numbers = np.searchsorted(np.array(postings.words, object), np.array(starts, object))
    bounds = [0, *numbers.tolist(), len(postings.words)]
    papers, heads, places = map(ends, (postings.counts, postings.head_sizes, postings.place_sizes))
    for start, end in pairwise(bounds):
        yield Postings(
            words=postings.words[start:end],
            counts=postings.counts[start:end],
            papers=postings.papers[papers[start] : papers[end]],
            heads=postings.heads[heads[start] : heads[end]],
            head_sizes=postings.head_sizes[start:end],
            places=postings.places[places[start] : places[end]],
            place_sizes=postings.place_sizes[start:end],
        )


def write_words(postings: Postings, place: Path) -> None:
    """Write sorted words in packed shelves."""
    firsts = sorted({word[:1] for word in postings.words})
    with place.open("wb") as file:
        for shelf in cut(postings, firsts[1:]) if firsts else ():
            data = zlib.compress(msgspec.msgpack.encode(_stored(shelf)), _LEVEL)
            file.write(len(data).to_bytes(_SIZE) + data)


def read_words(place: Path) -> Iterator[Postings]:
    """Read words as they were written, a shelf at a time."""
    with place.open("rb") as file:
        while size := file.read(_SIZE):
            yield _loaded(_SHELF.decode(zlib.decompress(file.read(int.from_bytes(size)))))


class _Part(msgspec.Struct, frozen=True):
    """A shelf of a run: where it comes among others, and the number of the run's first paper."""

    first: bytes
    order: int
    base: int
    words: Postings


def joined_words(runs: Sequence[tuple[Path, int]]) -> Iterator[Postings]:
    """Join the words of runs, each a file and the number of its first paper, a shelf at a time."""
    streams = [_parts(place, order, base) for order, (place, base) in enumerate(runs)]
    in_order = merge(*streams, key=attrgetter("first", "order"))
    for _, found in groupby(in_order, key=attrgetter("first")):
        yield _joined(tuple(found))


def _parts(place: Path, order: int, base: int) -> Iterator[_Part]:
    return (_Part(words.words[0][:1], order, base, words) for words in read_words(place))


def _joined(shelves: Sequence[_Part]) -> Postings:
    """Join shelves of runs, in their order."""
    found = [shelf.words for shelf in shelves]
    words = sorted(set(chain.from_iterable(shelf.words for shelf in found)))
    number = {word: index for index, word in enumerate(words)}
    of_each = [number[word] for shelf in found for word in shelf.words]
    numbers = np.array(of_each, np.int64)
    order = np.argsort(numbers, kind="stable")
    counts = _column(found, "counts")
    papers = np.concatenate([shelf.words.papers + shelf.base for shelf in shelves])
    total = partial(_total, numbers, len(words))
    head_sizes, place_sizes = _column(found, "head_sizes"), _column(found, "place_sizes")
    return Postings(
        words=words,
        counts=total(counts),
        papers=_ordered(papers, counts, order),
        heads=_ordered(_column(found, "heads"), head_sizes, order),
        head_sizes=total(head_sizes),
        places=_ordered(_column(found, "places"), place_sizes, order),
        place_sizes=total(place_sizes),
    )


def _column(shelves: Sequence[Postings], name: str) -> Numbers:
    return np.concatenate([getattr(shelf, name) for shelf in shelves])


def _total(numbers: Numbers, words: int, sizes: Numbers) -> Numbers:
    """Add up what each word has."""
    return np.bincount(numbers, sizes, words).astype(np.int64)


def _ordered(values: Numbers, sizes: Numbers, order: Numbers) -> Numbers:
    """Put spans that lie end to end in an order."""
    return values[spans(ends(sizes)[:-1][order], sizes[order])]


def _stored(shelf: Postings) -> _Shelf:
    return _Shelf(
        words=b"\n".join(shelf.words),
        counts=shelf.counts.astype(_NUMBER).tobytes(),
        papers=shelf.papers.astype(_NUMBER).tobytes(),
        heads=shelf.heads.tobytes(),
        head_sizes=shelf.head_sizes.astype(_NUMBER).tobytes(),
        places=shelf.places.tobytes(),
        place_sizes=shelf.place_sizes.astype(_NUMBER).tobytes(),
    )


def _loaded(shelf: _Shelf) -> Postings:
    return Postings(
        words=shelf.words.split(b"\n"),
        counts=_numbers(shelf.counts),
        papers=_numbers(shelf.papers),
        heads=np.frombuffer(shelf.heads, np.uint8),
        head_sizes=_numbers(shelf.head_sizes),
        places=np.frombuffer(shelf.places, np.uint8),
        place_sizes=_numbers(shelf.place_sizes),
    )


def _numbers(stored: bytes) -> Numbers:
    return np.frombuffer(stored, _NUMBER).astype(np.int64)
