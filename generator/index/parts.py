"""A part of the index: the words of some runs joined, in chunks that a browser loads.

A chunk holds neighbouring words, each kind of number in a column of its own: columns pack
well, and the browser reads them in one go. A part is made in two halves,
which can be made side by side. Format: `docs/reference/search-index.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

import msgspec

from generator.files import write_file
from generator.index.postings import Postings, Word, joined, read_words, varint
from generator.packing import packed

HALVES: Final = ("early", "late")
BORDER: Final = b"a"
"""Where the words' halves meet: numbers and East Asian pairs come before it."""

DIRECTORY: Final = "directory.bin"
_STEP: Final = 1.1
"""Lengths are kept by their logarithm to this base: ranking needs no more."""

_ZERO: Final = 35

_FEWEST, _MOST = 1000, 2200


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
    for chunk in _chunks(_merged(runs, half), size):
        start = shortest_after(end, chunk[0].text) if starts or half != HALVES[0] else ""
        name = f"{half[0]}{len(starts):x}.bin"
        write_file(folder / name, packed(_written(chunk)))
        starts.append(start)
        end = chunk[-1].text
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


def _merged(runs: Sequence[tuple[Path, int]], half: str) -> Iterator[Word]:
    def numbered(folder: Path, base: int, order: int) -> Iterator[tuple[bytes, int, int, Postings]]:
        words = read_words(folder / f"{half}.words")
        return ((word.text, order, base, word.postings) for word in words)

    streams = [numbered(folder, base, order) for order, (folder, base) in enumerate(runs)]
    for text, found in groupby(merge(*streams), key=itemgetter(0)):
        yield Word(text, joined([(base, postings) for _, _, base, postings in found]))


def _chunks(words: Iterable[Word], size: int) -> Iterator[list[Word]]:
    """Cut words into chunks; a word that fills one has it for itself."""
    chunk: list[Word] = []
    held = 0
    for word in words:
        count = word.postings.count
        if chunk and held + count > size:
            yield chunk
            chunk, held = [], 0
        chunk.append(word)
        held += count
    if chunk:
        yield chunk


def _written(chunk: Sequence[Word]) -> bytes:
    """Write a chunk: its words in lines, then its columns, each after its length."""
    postings = [word.postings for word in chunk]
    columns = (
        b"\n".join(word.text for word in chunk),
        b"".join(varint(found.count) for found in postings),
        b"".join(varint(found.first) + found.steps for found in postings),
        b"".join(found.heads for found in postings),
        b"".join(found.places for found in postings),
    )
    return b"".join(varint(len(column)) + column for column in columns)


def shortest_after(before: bytes, first: bytes) -> str:
    """Give the shortest beginning of a word, in whole characters, that comes after another."""
    word, other = first.decode(), before.decode()
    both = enumerate(zip(word, other, strict=False))
    same = next((i for i, (one, another) in both if one != another), min(len(word), len(other)))
    return word[: same + 1]
