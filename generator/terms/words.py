"""A text to terms: words and phrases of languages with spaces, pairs and phrases of East Asian."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import Final

import msgspec

from generator.terms.particles import PARTICLES
from generator.terms.stems import stem


class Kind(IntEnum):
    """What a term is: a word, two words in a row or an East Asian phrase, an East Asian pair."""

    WORD = 0
    PHRASE = 1
    PAIR = 2


class Cut(msgspec.Struct, frozen=True):
    """A text: its words and signs in order, and the East Asian words in it, in order, too."""

    tokens: list[str]
    pieces: list[str]


_HAN: Final = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_KATAKANA: Final = "\u30a1-\u30ff"
_HANGUL: Final = "\uac00-\ud7af"
_NOISE: Final = re.compile(
    r"\$\$[^$]{1,400}\$\$|\$[^$\n]{1,160}\$|\\\([^\n]{1,160}?\\\)|\\\[[^\n]{1,400}?\\\]"
    r"|(?:https?://|www\.)[!-~]+|\\[A-Za-z]+|(?i:state-of-the-art)"
)
"""Formulas, addresses, TeX's macros, and a word of praise that would be counted as art."""

_SIGNS: Final = ("$", "\\", "://", "www.", "-of-the-")
_RUN: Final = re.compile(rf"[{_HAN}]+|[{_KATAKANA}]+|[{_HANGUL}]+")
_TOKEN: Final = re.compile(
    r"[-\u2010\u2011]?[^\W_\u3041-\u3096]+(?:\.\d+|['\u2019][a-z]+)*\+{0,2}"
    r"|[^\s'\"`*_\u2018-\u201d\u2010\u2011-]"
)
"""A word with the hyphen before it; any sign that ends a phrase."""

_ASCII_TOKEN: Final = re.compile(r"-?[A-Za-z0-9]+(?:\.[0-9]+|'[a-z]+)*\+{0,2}|[^\s'\"`*_-]")
"""The same of a text in ASCII, found in half the time."""

_OWNER: Final = re.compile(r"['\u2019]s$")
HYPHENS: Final = "-\u2010\u2011"
_EAST_ASIAN: Final = re.compile(rf"[{_HAN}{_KATAKANA}{_HANGUL}]")
FIRST: Final = "."
"""Names of words come after it; nothing, and a number after a hyphen, before."""

_LONGEST_WORD: Final = 40
_LONGEST_COUNT: Final = 2
"""Digits of a number that may name something after a hyphen, as in GPT-4."""

_BETWEEN: Final = "\n"
_ID: Final = re.compile(r"\d{4}\.\d{4,5}")


def cut(text: str) -> Cut:
    """Cut a text into what terms are made of."""
    is_ascii = text.isascii()
    if not is_ascii:
        text = unicodedata.normalize("NFKC", text)
    for sign in _SIGNS:
        if sign in text:
            text = _NOISE.sub(" ; ", text)
            break
    if is_ascii:
        return Cut(_ASCII_TOKEN.findall(text), [])
    runs = _RUN.findall(text)
    if not runs:
        return Cut(_TOKEN.findall(text), [])
    pieces = PARTICLES.sub(_BETWEEN, _BETWEEN.join(runs)).split(_BETWEEN)
    return Cut(_TOKEN.findall(_RUN.sub(" ; ", text)), [one for one in pieces if len(one) > 1])


@lru_cache(maxsize=100_000)
def name_of(token: str) -> str:
    """Give what a token is counted as, a number after a hyphen with it; nothing where none is."""
    word = _OWNER.sub("", token.lstrip(HYPHENS))
    if not word[:1].isalnum() or _EAST_ASIAN.match(word) or len(word) > _LONGEST_WORD:
        return ""
    if word[0].isdigit() and not any(map(str.isalpha, word)):
        if _ID.fullmatch(word):
            return word
        return f"-{word}" if word != token and len(word) <= _LONGEST_COUNT else ""
    return stem(word.lower())
