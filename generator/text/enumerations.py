"""Lists written in one line: `1) … 2) …`, `1. … 2. …`, `(1) … (2) …`, `①…②…`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from generator.text.characters import HAS_CJK
from generator.text.spans import replace_formulas

_MARKER = re.compile(
    r"""
      [(（](?P<both>\d{1,2})[)）]
    | (?<![\d(（\w.\-])(?P<right>\d{1,2})[)）](?![\d)）])
    | (?<![\w.\-/$#])(?P<dot>\d{1,2})(?:\.(?=\s|[\u4e00-\u9fff])|．|、)
    | (?P<circled>[①-⑳])
    """,
    re.VERBOSE,
)
_FIRST = re.compile(r"1(?<![\d.]1)(?:[)）、．]|\.[\s\u4e00-\u9fff])|①")
_SECOND = re.compile(r"2(?<![\d.]2)(?:[)）、．]|\.[\s\u4e00-\u9fff])|②")
_PROTECTED = re.compile(r"`[^`\n]+`|https?://\S+|\\(?:href|url)\{[^{}]*\}")
_LEAD = re.compile(r"(?:^|[:：.。;；!！?？\n—])\s*$")
_BETWEEN = re.compile(r"(?:[;；,，、。.!！?？:：)）\n]|\b(?:and|or)|[和与及])\s*$")
_SENTENCE_END = re.compile(
    r"[。！？]|(?<![.\s][A-Za-z])(?<!e\.g)(?<!i\.e)(?<!vs)(?<!al)(?<!etc)[.!?](?=\s+[A-Z\\$\u4e00-\u9fff])"
)

Part = str | tuple[str, ...]


class _Marker(NamedTuple):
    style: str
    number: int
    start: int
    end: int


def split_lists(paragraph: str) -> Sequence[Part]:
    """Return the paragraph cut into text and lists; a list is a tuple of at least two items.

    Numbers must follow each other from 1 in one style, begin the text or follow a colon or a
    sentence, and have text between them.
    """
    if not may_hold_list(paragraph):
        return (paragraph,)
    return tuple(_parts(paragraph))


def may_hold_list(text: str) -> bool:
    """Tell cheaply whether a text may hold a list: whether it has a first and a second marker."""
    return _FIRST.search(text) is not None and _SECOND.search(text) is not None


def _parts(paragraph: str) -> Iterator[Part]:
    masked = _mask(paragraph)
    chains = tuple(_chains(masked))
    at = 0
    for chain, following in zip_longest(chains, chains[1:]):
        before = paragraph[at : chain[0].start].strip()
        if before:
            yield before
        limit = following[0].start if following else len(masked)
        at = _end(masked, chain, limit)
        bounds = (*(marker.start for marker in chain[1:]), at)
        yield tuple(
            paragraph[marker.end : end].strip() for marker, end in zip(chain, bounds, strict=True)
        )
    rest = paragraph[at:].strip()
    if rest:
        yield rest


def _mask(text: str) -> str:
    """Return text of the same length in which formulas, code and addresses hold no marker."""
    text = replace_formulas(text, lambda formula: "x" * len(formula))
    return _PROTECTED.sub(lambda found: "x" * len(found[0]), text)


def _marker(found: re.Match[str]) -> _Marker:
    style = str(found.lastgroup)
    label = found[style]
    number = ord(label) - ord("①") + 1 if style == "circled" else int(label)
    return _Marker(style, number, *found.span())


def _chains(masked: str) -> Iterator[list[_Marker]]:
    """Yield each run of at least two markers 1, 2, … of one style."""
    chain: list[_Marker] = []
    for marker in map(_marker, _MARKER.finditer(masked)):
        if chain and _follows(masked, chain, marker):
            chain.append(marker)
        elif marker.number == 1 and _leads(masked, marker):
            if len(chain) > 1:
                yield chain
            chain = [marker]
    if len(chain) > 1:
        yield chain


def _leads(masked: str, marker: _Marker) -> bool:
    return _LEAD.search(masked[max(0, marker.start - 8) : marker.start]) is not None


def _follows(masked: str, chain: list[_Marker], marker: _Marker) -> bool:
    if marker.style != chain[0].style or marker.number != len(chain) + 1:
        return False
    between = masked[chain[-1].end : marker.start]
    if not between.strip(" \n,;，；、.。"):
        return False
    tail = between[-8:]
    # Between Chinese items a blank is enough; in English "(2)" may be a reference.
    may_be_blank = marker.style in {"right", "dot"} or HAS_CJK.search(between)
    return bool(_BETWEEN.search(tail) or (may_be_blank and tail[-1:].isspace()))


def _end(masked: str, chain: list[_Marker], limit: int) -> int:
    """Return where the last item ends: with its sentence if no other item holds more than one."""
    pairs = pairwise(chain)
    if any(
        _SENTENCE_END.search(masked[one.end : next_.start].strip()[:-1]) for one, next_ in pairs
    ):
        return limit
    sentence = _SENTENCE_END.search(masked, chain[-1].end, limit)
    return sentence.end() if sentence else limit
