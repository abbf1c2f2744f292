"""A text to terms: words and phrases of languages with spaces, pairs and phrases of East Asian."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

import msgspec

from generator.terms.stems import stem


class Kind(IntEnum):
    """What a term is: a word, two words in a row or an East Asian phrase, an East Asian pair."""

    WORD = 0
    PHRASE = 1
    PAIR = 2


class Cut(msgspec.Struct, frozen=True):
    """The terms of a text in its order, as often as they stand there: names and readable forms.

    A word's name is its stem. A phrase's has a space within, or is East Asian and longer than a
    pair. A pair that is no word of its own reads as nothing.
    """

    words: list[tuple[str, str]]
    phrases: list[tuple[str, str]]
    pairs: list[tuple[str, str]]


_HAN: Final = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_KATAKANA: Final = "\u30a1-\u30ff"
_HANGUL: Final = "\uac00-\ud7af"
_NOISE: Final = re.compile(
    r"\$\$[^$]{1,400}\$\$|\$[^$\n]{1,160}\$|\\\([^\n]{1,160}?\\\)|\\\[[^\n]{1,400}?\\\]"
    r"|(?:https?://|www\.)[!-~]+|\\[A-Za-z]+|(?i:state-of-the-art)"
)
"""Formulas, addresses, TeX's macros, and a word of praise that would be counted as art."""

_SIGNS: Final = ("$", "\\", "://", "www.", "-of-the-")
_TOKEN: Final = re.compile(
    rf"[{_HAN}]+|[{_KATAKANA}]+|[{_HANGUL}]+"
    rf"|[-\u2010\u2011]?[^\W_{_HAN}{_KATAKANA}{_HANGUL}\u3041-\u3096]+(?:\.\d+|['\u2019][a-z]+)*\+{{0,2}}"
    r"|[^\s'\"`*_\u2018-\u201d\u2010\u2011-]"
)
"""A run of East Asian letters; a word with the hyphen before it; any sign that ends a phrase."""

_OWNER: Final = re.compile(r"['\u2019]s$")
HYPHENS: Final = "-\u2010\u2011"
_EAST_ASIAN: Final = re.compile(rf"[{_HAN}{_KATAKANA}{_HANGUL}]")
_PARTICLES: Final = re.compile(
    "本文|论文|研究人员|研究者|本研究|研究|我们|作者|提出了?|一种|一个|一类|一套|一项|基于|通过|利用|使用|采用|结合|引入"
    "|用于|实现了?|能够|可以|进行|有效地?|显著|提升|提高|改进|优于|现有|传统|当前|方法|问题|任务|结果|实验|表明|证明|展示"
    "|解决了?|针对|以及|并且|从而|同时|然而|但是|由于|因此|对于|关于|其中|不同|多种|多个|各种|大量|具有|包括|主要|相关"
    "|重要|关键|挑战|性能|效果|框架|技术|开发|构建|探讨|分析|验证|发现|介绍|存在|缺乏|需要|无需|仅需|达到|超越|降低|减少"
    "|改善|支持|提供|应用|场景|领域|新型|新的|创新|提案|手法|我々|論文|本稿"
    "|百分点|取得|获得|表现|出色|优异|保持|系统性地?|首个|首次|多项|平均|最高|最佳|仅为|以下|之间"
    "|个(?!性|体|人)|上(?!下|采样|限|界|升|层|游)|(?<!上)下(?!采样|限|界|降|层|游|文|一|棋|载)"
    "|[的了与及是将或该其此这那之而且也都很]|(?<!共)和(?!谐)|在(?!线)|并(?!行|发)|等(?!级|变|价)|被(?!动)"
    "|(?<![针相绝])对(?![抗齐话比称象应偶数立角])|(?<![行作认])为|中(?![文心间国医立])|(?<![自])由|以(?!太)"
)
"""What stands between the words of Chinese and Japanese, and what papers say of themselves."""

_FIRST: Final = "."
"""Names of words come after it; nothing, and a number after a hyphen, before."""

_SHORTEST_PHRASE: Final = 3
_LONGEST_PHRASE: Final = 8
_LONGEST_WORD: Final = 40
_LONGEST_COUNT: Final = 2
"""Digits of a number that may name something after a hyphen, as in GPT-4."""

_ID: Final = re.compile(r"\d{4}\.\d{4,5}")


def cut(text: str) -> Cut:
    """Cut a text into terms."""
    is_ascii = text.isascii()
    if not is_ascii:
        text = unicodedata.normalize("NFKC", text)
    for sign in _SIGNS:
        if sign in text:
            text = _NOISE.sub(" ; ", text)
            break
    tokens = _TOKEN.findall(text)
    names = [_name(token) for token in tokens]
    words = [(name, token) for name, token in zip(names, tokens, strict=True) if name > _FIRST]
    phrases = [
        (f"{before} {name}", f"{first}{second if second[0] == '-' else ' ' + second}")
        for (before, first), (name, second) in pairwise(zip(names, tokens, strict=True))
        if name and before > _FIRST and name != before
    ]
    pairs: list[tuple[str, str]] = []
    if not is_ascii:
        pieces = [piece for token in tokens if _EAST_ASIAN.match(token) for piece in _pieces(token)]
        pairs = [pair for piece in pieces for pair in _pairs(piece)]
        phrases += [(p, p) for p in pieces if _SHORTEST_PHRASE <= len(p) <= _LONGEST_PHRASE]
    return Cut(words, phrases, pairs)


@lru_cache(maxsize=100_000)
def _name(token: str) -> str:
    """Give what a token is counted as, a number after a hyphen with it; nothing where none is."""
    word = _OWNER.sub("", token.lstrip(HYPHENS))
    if not word[:1].isalnum() or _EAST_ASIAN.match(word) or len(word) > _LONGEST_WORD:
        return ""
    if word[0].isdigit() and not any(map(str.isalpha, word)):
        if _ID.fullmatch(word):
            return word
        return f"-{word}" if word != token and len(word) <= _LONGEST_COUNT else ""
    return stem(word.lower())


def _pieces(run: str) -> Iterator[str]:
    """Give the words of a run of East Asian letters, as far as particles tell them apart."""
    return (piece for piece in _PARTICLES.split(run) if len(piece) > 1)


def _pairs(piece: str) -> list[tuple[str, str]]:
    if len(piece) == 2:  # noqa: PLR2004 - a pair that is a word of its own
        return [(piece, piece)]
    return [(piece[at : at + 2], "") for at in range(len(piece) - 1)]
