"""Text as the index holds it: East Asian pairs as words, and no words that stand everywhere.

Pagefind cuts East Asian text otherwise than its browser part cuts a query. Here each run of
such characters becomes overlapping pairs, each written as the code points of its two
characters in sixteen digits without vowels, so that no rule of English stemming applies. The
browser turns a query into the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
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
_STOP = re.compile(rf"(?<![\w-])(?:{'|'.join(STOP_WORDS)})(?![\w-])", re.IGNORECASE)
_DIGITS = str.maketrans("abcdef", "bcdfgh")


def searchable(text: str) -> str:
    """Write a plain text as the index holds it."""
    return _written(_STOP.sub(" ", text), _as_words)


def names(several: Iterable[str]) -> str:
    """Write names as the index holds them: An and Can are names too."""
    return _written(f" {APART} ".join(several), _as_words)


def without_pairs(text: str) -> tuple[str, Counter[str]]:
    """Write a plain text without its pairs, and count these, where no one asks for their places."""
    pairs: Counter[str] = Counter()

    def counted(run: re.Match[str]) -> str:
        if len(run.group()) == 1:
            return _as_words(run)
        pairs.update(pair_words(run.group()))
        return f" {APART} "

    return _written(_STOP.sub(" ", text), counted), pairs


def _written(text: str, write: Callable[[re.Match[str]], str]) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = _BETWEEN.sub(" ", text)
    return text if text.isascii() else _RUN.sub(write, text)


def _as_words(run: re.Match[str]) -> str:
    return f" {' '.join(pair_words(run.group()))} "


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


_PAIR = re.compile(rb"[0-9bcdfgh]{8,10}")


def is_pair(word: bytes) -> bool:
    """Say whether a word of the index, in UTF-8, is such a pair."""
    return _PAIR.fullmatch(word) is not None
