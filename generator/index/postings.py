"""Which word stands in which papers: read from Pagefind's bundle of one run, kept in order.

Pagefind numbers pages as it pleases; here they are numbered as the run has them, so that the
lists of several runs can be joined end to end. Its accented forms of a word are one with it.
Formats: Pagefind 1.5.2 on the one side, `docs/reference/search-index.md` on the other.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from operator import sub
from pathlib import Path
from typing import Final

import msgspec

from generator.index import cbor
from generator.index.documents import FIELDS
from generator.index.tokens import APART, is_pair

_SIGNATURE: Final = b"pagefind_dcd"
BLOCK: Final = 2000
"""Words in a block: what is in memory at once of each run that is being joined."""

_ITEM: Final = cbor.INTEGER + rb"*+"
_REF: Final = (
    rb"\x83(" + cbor.INTEGER + rb")" + cbor.HEAD_OF_ARRAY + rb"(" + _ITEM + rb")"
    + cbor.HEAD_OF_ARRAY + _ITEM
)  # fmt: skip
_ONE: Final = re.compile(_REF, re.DOTALL)
_ALL: Final = re.compile(rb"(?:" + re.sub(rb"\((?!\?)", rb"(?:", _REF) + rb")*+", re.DOTALL)
_INTEGERS: Final = re.compile(cbor.INTEGER, re.DOTALL)

MOST: Final = 15
"""Places of a word in a field that are kept and counted: more say nothing more."""

_LEAST: Final = len(FIELDS) - 1
"""The field of everything else, where most words stand: it is written shortest."""

_HEADS: Final = tuple(bytes((1 << _LEAST | count << len(FIELDS),)) for count in range(MOST + 1))
"""Heads of a word that stands in the last field alone, by how often."""

_PARTS_OF_WORD: Final = 6
_UNUSED: Final = frozenset((b"", APART.encode()))


_Paper = tuple[int, bytes]
"""The number of a paper, and bytes that say how a word stands in it."""


class Postings(msgspec.Struct, frozen=True, array_like=True):
    """The papers of a word, of a run's first.

    `steps` are the differences of their numbers after `first`, `heads` say for each in which
    fields the word stands and how often, `places` where: all in bytes that can be joined.
    """

    count: int
    first: int
    last: int
    steps: bytes
    heads: bytes
    places: bytes


class Word(msgspec.Struct, frozen=True, array_like=True):
    """A word in UTF-8 with its papers."""

    text: bytes
    postings: Postings


_read: Final = cbor.INTEGERS.__getitem__
_BLOCK = msgspec.msgpack.Decoder(list[Word])


def varint(number: int) -> bytes:
    """Write a number in groups of seven bits, the lowest first."""
    made = bytearray()
    while number > 127:  # noqa: PLR2004
        made.append(number & 127 | 128)
        number >>= 7
    made.append(number)
    return bytes(made)


_VARINTS: Final = tuple(varint(number) for number in range(1 << 14))


def _short(number: int) -> bytes:
    return _VARINTS[number] if number < len(_VARINTS) else varint(number)


def unpacked(data: bytes) -> bytes:
    """Unpack one of Pagefind's files; raises ValueError for a format not known."""
    data = gzip.decompress(data)
    if not data.startswith(_SIGNATURE):
        raise ValueError("a file of the index has another format")
    return data.removeprefix(_SIGNATURE)


def pages_of(bundle: Path) -> tuple[list[tuple[str, int]], list[str]]:
    """Give the pages of a bundle as (fragment, words) by number, and the names of its chunks."""
    (meta,) = bundle.glob("pagefind.*.pf_meta")
    held, _ = cbor.item(unpacked(meta.read_bytes()), 0)
    return [(name, words) for name, words in held[1]], [chunk[2] for chunk in held[2]]


def words_of(
    bundle: Path,
    chunks: Iterable[str],
    order: Sequence[int],
    pairs: Sequence[Mapping[str, int]],
) -> list[Word]:
    """Read all words of a bundle, sorted; `order` gives for each page its number in the run.

    `pairs` has for each number the pairs to be added to the last field, with their counts.
    """
    words: list[Word] = []
    added = _by_pair(pairs)
    for chunk in chunks:
        data = unpacked((bundle / "index" / f"{chunk}.pf_index").read_bytes())
        _, at = cbor.array_at(data, 0)
        count, at = cbor.array_at(data, at)
        for _ in range(count):
            word, at = _word(data, at, order, added)
            if word.text not in _UNUSED:
                words.append(word)
    words += [Word(text, _postings_of_pair(found)) for text, found in added.items()]
    words.sort(key=lambda word: word.text)
    return words


def _by_pair(pairs: Sequence[Mapping[str, int]]) -> dict[bytes, list[_Paper]]:
    """Give for each pair, in UTF-8, its papers by number, each with its head."""
    found: dict[str, list[_Paper]] = defaultdict(list)
    for number, counts in enumerate(pairs):
        for pair, count in counts.items():
            found[pair].append((number, _HEADS[min(count, MOST)]))
    return {pair.encode(): papers for pair, papers in found.items()}


def _word(
    data: bytes, at: int, order: Sequence[int], added: dict[bytes, list[_Paper]]
) -> tuple[Word, int]:
    _, at = cbor.array_at(data, at)
    text, at = cbor.text_at(data, at)
    papers: list[_Paper] = []
    at = _read_papers(data, at, order, papers)
    forms, at = cbor.array_at(data, at)
    for _ in range(forms):
        _, at = cbor.array_at(data, at)
        _, at = cbor.text_at(data, at)
        at = _read_papers(data, at, order, papers)
    if forms:
        joined_papers: dict[int, bytes] = {}
        for page, places in papers:
            joined_papers[page] = joined_papers.get(page, b"") + places
        papers = list(joined_papers.items())
    papers.sort()
    if is_pair(text):
        return Word(text, _postings_of_pair(added.pop(text, []), papers)), at
    return Word(text, _postings(papers)), at


def _read_papers(data: bytes, at: int, order: Sequence[int], papers: list[_Paper]) -> int:
    """Add the papers at a place, each with the integers that say where; return where they end."""
    count, at = cbor.array_at(data, at)
    if not count:
        return at
    found = _ALL.match(data, at)
    end = found.end() if found else at
    held = _ONE.findall(data, at, end)
    if len(held) != count:
        raise ValueError("the papers of a word are not as expected")
    deltas, places = zip(*held, strict=True)
    papers += zip(map(order.__getitem__, accumulate(map(_read, deltas))), places, strict=True)
    return end


def _postings(papers: Sequence[_Paper]) -> Postings:
    if not papers:
        return Postings(0, 0, 0, b"", b"", b"")
    numbers, written = zip(*papers, strict=True)
    return _columns(numbers, *zip(*map(_fields, written), strict=True))


def _postings_of_pair(added: Iterable[_Paper], papers: Iterable[_Paper] = ()) -> Postings:
    """Join what Pagefind knows of a pair with the papers where it stands in the last field."""
    found = {number: (head, b"") for number, head in added}
    for number, written in papers:
        head, places = _fields_of_pair(written)
        if number in found:
            head = _added(head, found[number][0])
        found[number] = (head, places)
    numbers = sorted(found)
    return _columns(numbers, *zip(*map(found.__getitem__, numbers), strict=True))


def _added(head: bytes, last: bytes) -> bytes:
    """Add a count of the last field to a head."""
    count = min((head[0] >> len(FIELDS)) + (last[0] >> len(FIELDS)), MOST)
    return bytes((head[0] & (1 << len(FIELDS)) - 1 | _HEADS[count][0],)) + head[1:]


def _columns(numbers: Sequence[int], heads: Sequence[bytes], places: Sequence[bytes]) -> Postings:
    return Postings(
        count=len(numbers),
        first=numbers[0],
        last=numbers[-1],
        steps=b"".join(map(_short, map(sub, numbers[1:], numbers))),
        heads=b"".join(heads),
        places=b"".join(places),
    )


def _read_fields(written: bytes, *, with_places: bool) -> tuple[bytes, bytes]:
    """Read weights and places as Pagefind writes them, and write fields and places as we do.

    Places follow their weight, which is negative; they are differences within one weight.
    """
    fields: tuple[list[int], ...] = ([], [], [], [])
    found = fields[_LEAST]
    place = 0
    for number in map(_read, _INTEGERS.findall(written)):
        if number < 0:
            found = fields[_FIELD_OF[-number - 1]]
            place = 0
        else:
            place += number
            found.append(place)
    head = 0
    counts = where = b""
    for number, found in enumerate(fields):
        if not found:
            continue
        head |= 1 << number
        if len(found) > 1:
            found = sorted(set(found))[:MOST]  # noqa: PLW2901
        if number == _LEAST:
            head |= len(found) << len(fields)
        else:
            counts += _short(len(found))
        if with_places or number != _LEAST:
            place = 0
            for each in found:
                where += _short(each - place)
                place = each
    return bytes((head,)) + counts, where


_fields: Final = lru_cache(maxsize=1 << 17)(partial(_read_fields, with_places=True))
_fields_of_pair: Final = lru_cache(maxsize=1 << 17)(partial(_read_fields, with_places=False))


def _table() -> tuple[int, ...]:
    """Say for each weight which field it tells: a part of a compound word weighs a part."""
    table = [len(FIELDS) - 1] * 256
    for parts in range(_PARTS_OF_WORD, 0, -1):
        for number, weight in enumerate(FIELDS):
            exact = weight * 24 / parts
            for rounded in (int(exact), round(exact)):
                table[rounded] = number
    return tuple(table)


_FIELD_OF: Final = _table()


def joined(parts: Sequence[tuple[int, Postings]]) -> Postings:
    """Join the papers of a word from runs that begin at the given numbers, in their order."""
    base, postings = parts[0]
    first, last = base + postings.first, base + postings.last
    steps = [postings.steps]
    for base, postings in parts[1:]:
        steps += (_short(base + postings.first - last), postings.steps)
        last = base + postings.last
    return Postings(
        count=sum(postings.count for _, postings in parts),
        first=first,
        last=last,
        steps=b"".join(steps),
        heads=b"".join(postings.heads for _, postings in parts),
        places=b"".join(postings.places for _, postings in parts),
    )


def write_words(words: Sequence[Word], place: Path) -> None:
    """Write sorted words in packed blocks."""
    with place.open("wb") as file:
        for start in range(0, len(words), BLOCK):
            block = words[start : start + BLOCK]
            data = zlib.compress(msgspec.msgpack.encode(block), 1)
            file.write(len(data).to_bytes(4) + data)


def read_words(place: Path) -> Iterator[Word]:
    """Read words as they were written, a block at a time."""
    with place.open("rb") as file:
        while size := file.read(4):
            yield from _BLOCK.decode(zlib.decompress(file.read(int.from_bytes(size))))
