"""A part of the index: the words of some runs joined, in chunks that a browser loads.

A chunk holds neighbouring words, each kind of number in a column of its own: columns pack
well, and the browser reads them in one go. A part is made in two halves,
which can be made side by side. Format: `docs/reference/search-index.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from generator.files import write_file
from generator.index.arrays import Numbers, ends, sums, varint, varints
from generator.index.postings import Postings
from generator.index.shelves import joined_words
from generator.packing import packed

HALVES: Final = ("early", "late")
BORDER: Final = b"a"
"""Where the words' halves meet: numbers and East Asian pairs come before it."""

DIRECTORY: Final = "directory.bin"
_STEP: Final = 1.1
"""Lengths are kept by their logarithm to this base: ranking needs no more."""

_ZERO: Final = 35

_FEWEST, _MOST = 1000, 2200


class _Column(msgspec.Struct, frozen=True):
    """What is written of each word, one word after another, and where each begins."""

    written: bytes
    ends: list[int]


class _Written(msgspec.Struct, frozen=True):
    """The words of a shelf, and their columns: how many papers, which, their heads, and places."""

    words: list[bytes]
    columns: tuple[_Column, ...]


class Chunk:
    """Neighbouring words, in lines, and their columns, as a browser loads them together."""

    def __init__(self) -> None:
        self.words: list[bytes] = []
        self._columns: tuple[list[bytes], ...] = ([], [], [], [])

    def take(self, shelf: _Written, start: int, end: int) -> None:
        """Add the words from one number to another of a shelf."""
        self.words += shelf.words[start:end]
        for column, pieces in zip(shelf.columns, self._columns, strict=True):
            pieces.append(column.written[column.ends[start] : column.ends[end]])

    def written(self) -> bytes:
        """Write its words in lines, then its columns, each after its length."""
        columns = (b"\n".join(self.words), *map(b"".join, self._columns))
        return b"".join(varint(len(column)) + column for column in columns)


class Half(msgspec.Struct, frozen=True):
    """The chunks of one half by the beginnings of their first words."""

    starts: tuple[str, ...]


def chunk_size(papers: int) -> int:
    """Say how many papers, over all words, fill a chunk: larger parts have larger chunks."""
    return max(_FEWEST, min(_MOST, papers // 16))


def write_half(runs: Sequence[tuple[Path, int]], half: str, size: int, folder: Path) -> Half:
    """Join the words of runs, each a folder and the number of its first paper, into chunks."""
    folder.mkdir(parents=True, exist_ok=True)
    starts: list[str] = []
    end = b"" if half == HALVES[0] else BORDER[:-1]
    words = [(folder / f"{half}.words", base) for folder, base in runs]
    for chunk in _chunks(joined_words(words), size):
        start = shortest_after(end, chunk.words[0]) if starts or half != HALVES[0] else ""
        name = f"{half[0]}{len(starts):x}.bin"
        write_file(folder / name, packed(chunk.written()))
        starts.append(start)
        end = chunk.words[-1]
    return Half(tuple(starts))


def write_directory(halves: Sequence[Half], lengths: Sequence[int], folder: Path) -> None:
    """Write what the browser has to know of a part before it can search."""
    subject = {
        "lengths": "".join(chr(_ZERO + _logarithm(length)) for length in lengths),
        "step": _STEP,
        "halves": [[half[0], made.starts] for half, made in zip(HALVES, halves, strict=True)],
    }
    (folder / DIRECTORY).write_bytes(packed(msgspec.json.encode(subject)))


def _logarithm(length: int) -> int:
    steps, value = 0, 1.0
    while value * _STEP <= length:
        value *= _STEP
        steps += 1
    return steps


def _chunks(shelves: Iterable[Postings], size: int) -> Iterator[Chunk]:
    """Cut words into chunks; a word that fills one has it for itself."""
    chunk, held = Chunk(), 0
    for shelf in shelves:
        written = _written(shelf)
        start = 0
        for number, count in enumerate(shelf.counts.tolist()):
            if held and held + count > size:
                chunk.take(written, start, number)
                yield chunk
                chunk, held, start = Chunk(), 0, number
            held += count
        chunk.take(written, start, len(shelf.words))
    if held:
        yield chunk


def _column(written: Numbers, sizes: Numbers) -> _Column:
    return _Column(written.tobytes(), ends(sizes).tolist())


def _written(shelf: Postings) -> _Written:
    steps = np.diff(shelf.papers, prepend=0)
    firsts = ends(shelf.counts)[:-1]
    steps[firsts] = shelf.papers[firsts]
    papers, sizes = varints(steps)
    columns = (
        _column(*varints(shelf.counts)),
        _column(papers, sums(sizes, shelf.counts)),
        _column(shelf.heads, shelf.head_sizes),
        _column(shelf.places, shelf.place_sizes),
    )
    return _Written(shelf.words, columns)


def shortest_after(before: bytes, first: bytes) -> str:
    """Give the shortest beginning of a word, in whole characters, that comes after another."""
    word, other = first.decode(), before.decode()
    both = enumerate(zip(word, other, strict=False))
    same = next((i for i, (one, another) in both if one != another), min(len(word), len(other)))
    return word[: same + 1]
