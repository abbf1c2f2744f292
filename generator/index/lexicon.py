"""Which words stand in a token: Pagefind is asked once for each, however often it occurs.

What Pagefind makes of a token depends on nothing else: it folds accents, reduces words to their
stems, and cuts compound ones. So it reads a page that has each token once, and the place of a word
there tells whose it is. An East Asian pair is a word as it is. Formats: Pagefind 1.5.2.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, compress, groupby
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from generator.index import cbor
from generator.index.arrays import Numbers
from generator.index.tokens import is_pair
from generator.packing import unpacked

_SIGNATURE: Final = b"pagefind_dcd"
_MOST: Final = 256_000_000
"""Bytes that a file of Pagefind's may hold."""
_ITEM: Final = cbor.INTEGER + rb"*+"
_PAGE: Final = re.compile(
    rb"\x83\x00" + cbor.HEAD_OF_ARRAY + rb"(" + _ITEM + rb")" + cbor.HEAD_OF_ARRAY + _ITEM,
    re.DOTALL,
)
_INTEGERS: Final = re.compile(cbor.INTEGER, re.DOTALL)
_PRIVATE: Final = "___"
_read: Final = cbor.INTEGERS.__getitem__


class Lexicon(msgspec.Struct, frozen=True):
    """Words in UTF-8 in any order, and for each token the numbers of its own, end to end."""

    words: list[bytes]
    counts: Numbers
    numbers: Numbers


def page_of(tokens: Sequence[str]) -> str:
    """Write the page that Pagefind reads, without East Asian pairs.

    What it would take for marks of its own is veiled.
    """
    asked = (token for token in tokens if not is_pair(token))
    veiled = (f".{token}" if token.startswith(_PRIVATE) else token for token in asked)
    words = html.escape(" ".join(veiled), quote=False)
    return f'<!doctype html><html lang="en"><body data-pagefind-body><p>{words}</p></body></html>'


def lexicon_of(bundle: Path, tokens: Sequence[str]) -> Lexicon:
    """Say which words stand in which token; raises ValueError if a bundle is not of their page."""
    are_pairs = list(map(is_pair, tokens))
    asked = np.flatnonzero(np.logical_not(are_pairs))
    words: list[bytes] = []
    counts: list[int] = []
    places: list[int] = []
    for word, found in _words_in(bundle, len(asked)):
        words.append(word)
        counts.append(len(found))
        places += found
    words += [token.encode() for token in compress(tokens, are_pairs)]
    of_tokens = np.concatenate((asked[np.array(places, np.int64)], np.flatnonzero(are_pairs)))
    of_words = np.repeat(np.arange(len(words)), counts + [1] * sum(are_pairs))
    return Lexicon(
        words=words,
        counts=np.bincount(of_tokens, minlength=len(tokens)),
        numbers=of_words[np.argsort(of_tokens, kind="stable")],
    )


def _words_in(bundle: Path, count: int) -> Iterator[tuple[bytes, Collection[int]]]:
    """Read the words of a bundle, sorted, each with the numbers of its tokens, of so many."""
    (meta,) = bundle.glob("pagefind.*.pf_meta")
    held, _ = cbor.item(_unpacked(meta.read_bytes()), 0)
    ((_, told),) = held[1]
    if told != count:
        raise ValueError("it has another number of words than it was given")
    for _, _, chunk in held[2]:
        packed = (bundle / "index" / f"{chunk}.pf_index").read_bytes()
        for word, places in _words(_unpacked(packed)):
            yield word, set(places)


def _words(data: bytes) -> Iterator[tuple[bytes, list[int]]]:
    """Read each word of a chunk with its places; its accented forms are one with it."""
    _, at = cbor.array_at(data, 0)
    count, at = cbor.array_at(data, at)
    for _ in range(count):
        _, at = cbor.array_at(data, at)
        text, at = cbor.text_at(data, at)
        places, at = _places(data, at)
        forms, at = cbor.array_at(data, at)
        for _ in range(forms):
            _, at = cbor.array_at(data, at)
            _, at = cbor.text_at(data, at)
            more, at = _places(data, at)
            places += more
        yield text, places


def _places(data: bytes, at: int) -> tuple[list[int], int]:
    """Read the places of a word in the only page, and where they end."""
    pages, at = cbor.array_at(data, at)
    if not pages:
        return [], at
    found = _PAGE.match(data, at)
    if pages > 1 or not found:
        raise ValueError("the places of a word are not as expected")
    return _added_up(list(map(_read, _INTEGERS.findall(found[1])))), found.end()


def _added_up(written: list[int]) -> list[int]:
    """Add up differences: they begin anew after each weight, which is negative."""
    if len(written) == 2:  # noqa: PLR2004 - a weight and a place, as most words have
        return written[1:]
    spans = groupby(written, key=lambda number: number < 0)
    return [place for is_weight, span in spans if not is_weight for place in accumulate(span)]


def _unpacked(data: bytes) -> bytes:
    data = unpacked(data, _MOST)
    if not data.startswith(_SIGNATURE):
        raise ValueError("a file of the index has another format")
    return data.removeprefix(_SIGNATURE)
