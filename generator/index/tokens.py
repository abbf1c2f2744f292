"""Text as the index holds it: East Asian pairs as words, and no words that stand everywhere.

Pagefind cuts East Asian text otherwise than its browser part cuts a query. Here each run of
such characters becomes overlapping pairs, each written as the code points of its two
characters in sixteen digits without vowels, so that no rule of English stemming applies. The
browser turns a query into the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Final

STOP_WORDS: Final = (
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "for", "from", "in", "is", "it", "its",
    "of", "on", "or", "our", "that", "the", "these", "this", "to", "was", "we", "which", "with",
)  # fmt: skip
"""Left out on both sides: they stand in nearly every paper and would be a tenth of the index."""

_RUN = re.compile(
    r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+"
)
APART: Final = "zqz"
"""A word that no one searches for keeps apart what does not follow on each other."""

_BETWEEN = re.compile(r"[:;,/|()\[\]{}\u2014\u2018-\u206f\u3000-\u3040\uff00-\uff65]+")
_NOTHING = "\u200b"
"""A space without width is no space, and to Pagefind nothing at all."""

_MARK = "\u4e00\u4e00"
"""Stands for a run of two or more characters: letters, so that no word next to it is alone."""

_MARKS = tuple((mark, unicodedata.normalize("NFKC", mark)) for mark in "，：；（）！？％～")

_STOP = re.compile(rf"(?<![\w-])(?:{'|'.join(STOP_WORDS)})(?![\w-])", re.IGNORECASE)
_STOPPED = frozenset(STOP_WORDS)
_DIGITS = str.maketrans("abcdef", "bcdfgh")


def broken(text: str) -> str:
    """Break a plain text: what stands between spaces is written as tokens piece by piece."""
    if not text.isascii():
        text = _normal(text).replace(_NOTHING, "")
    return _BETWEEN.sub(" ", text)


def _normal(text: str) -> str:
    """Normalise a text: most Chinese ones need it for their wide marks alone, which is quicker."""
    for wide, narrow in _MARKS:
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text)


def without_runs(text: str) -> tuple[str, str]:
    """Break a plain text without its East Asian runs, of which it has marks; give these in lines.

    A lone character is no run: it stays.
    """
    text = broken(text)
    if text.isascii():
        return text, ""
    runs: list[str] = []

    def mark(run: re.Match[str]) -> str:
        if len(run.group()) == 1:
            return run.group()
        runs.append(run.group())
        return _MARK

    return _RUN.sub(mark, text), "\n".join(runs)


def words(piece: str) -> list[str]:
    """Write a piece of a text as tokens."""
    if piece.isascii() and piece.isalnum():
        return [] if piece.lower() in _STOPPED else [piece]
    return _written(_STOP.sub(" ", piece), _as_pairs)


def names(piece: str) -> list[str]:
    """Write a piece of a name as tokens: An and Can are names too."""
    return _written(piece, _as_pairs)


def marked(piece: str) -> list[str]:
    """Write a piece of a text that has marks for its runs as tokens."""
    if piece.isascii():
        return words(piece)
    return _written(_STOP.sub(" ", piece), _as_mark)


def _written(piece: str, write: Callable[[re.Match[str]], str]) -> list[str]:
    return (piece if piece.isascii() else _RUN.sub(write, piece)).split()


def _as_pairs(run: re.Match[str]) -> str:
    return f" {' '.join(pair_words(run.group()))} "


def _as_mark(run: re.Match[str]) -> str:
    return f" {APART} " if run.group() == _MARK else _as_pairs(run)


class _Codes(dict[str, str]):
    """The code points of characters in digits; those that were asked for are at hand."""

    def __missing__(self, char: str) -> str:
        code = self[char] = f"{ord(char):04x}".translate(_DIGITS)
        return code


_CODES: Final = _Codes()


def pair_words(run: str) -> list[str]:
    """Give the words of a run: its pairs, or for a lone character the beginning of its pairs."""
    codes = list(map(_CODES.__getitem__, run))
    return [first + second for first, second in pairwise(codes)] or codes


def pair_word(first: int, second: int) -> bytes:
    """Give the word of a pair, in UTF-8, from its code points."""
    return (_CODES[chr(first)] + _CODES[chr(second)]).encode()


_PAIR = re.compile(r"[0-9bcdfgh]{8,10}")


def is_pair(word: str) -> bool:
    """Say whether a word of the index is such a pair."""
    return _PAIR.fullmatch(word) is not None
