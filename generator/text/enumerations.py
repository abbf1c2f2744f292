"""Lists written in one line: `1) … 2) …`, `1. … 2. …`, `(1) … (2) …`, `①…②…` and full-width forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.text.characters import HAS_CJK
from generator.text.spans import replace_formulas

_MARKER = re.compile(
    r"""
      [((](?P<both>\d{1,2})[))]
    | (?<![\d((\w.\-])(?P<right>\d{1,2})[))](?![\d))])
    | (?<![\w.\-/$#])(?P<dot>\d{1,2})(?:\.(?=\s|[\u4e00-\u9fff])|．|、)
    | (?P<circled>[①-⑳])
    """.replace("((", "(（").replace("))", ")）"),
    re.VERBOSE,
)
_FIRST = re.compile(r"1(?<![\d.]1)(?:[)）、．]|\.[\s\u4e00-\u9fff])|①")
_SECOND = re.compile(r"2(?<![\d.]2)(?:[)）、．]|\.[\s\u4e00-\u9fff])|②")
_PROTECTED = re.compile(r"`[^`\n]+`|https?://\S+|\\(?:href|url)\{[^{}]*\}")
_LEAD = re.compile(r"(?:^|[:：.。;；!！?？\n—])\s*$")
_BETWEEN = re.compile(r"(?:[;；,，、。.!！?？:：)）\n]|\b(?:and|or)|[和与及])\s*$")
_SENTENCE_END = re.compile(r"[。！？]|(?<![.\s][A-Za-z])(?<!e\.g)(?<!i\.e)(?<!vs)(?<!al)(?<!etc)[.!?](?=\s+[A-Z\\$\u4e00-\u9fff])")

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
    markers = _markers(masked)
    at = 0
    while chain := _next_chain(masked, markers, at):
        items, end = _items(paragraph, masked, chain, _limit(masked, markers, chain))
        before = paragraph[at : chain[0].start].strip()
        if before:
            yield before
        yield items
        at = end
    rest = paragraph[at:].strip()
    if rest:
        yield rest


def _mask(text: str) -> str:
    """Return text of the same length in which formulas, code and addresses hold no marker."""
    text = replace_formulas(text, lambda formula: "x" * len(formula))
    return _PROTECTED.sub(lambda found: "x" * len(found[0]), text)


def _markers(masked: str) -> tuple[_Marker, ...]:
    return tuple(_marker(found) for found in _MARKER.finditer(masked))


def _marker(found: re.Match[str]) -> _Marker:
    style = str(found.lastgroup)
    label = found[style]
    number = ord(label) - ord("①") + 1 if style == "circled" else int(label)
    return _Marker(style, number, *found.span())


def _next_chain(masked: str, markers: tuple[_Marker, ...], at: int) -> list[_Marker]:
    """Return the first run of markers 1, 2, … of one style at or after a place."""
    chain: list[_Marker] = []
    for marker in markers:
        if marker.start < at:
            continue
        if chain and marker.style == chain[0].style and marker.number == len(chain) + 1:
            if _follows(masked, chain[-1], marker):
                chain.append(marker)
        elif marker.number == 1 and _leads(masked, marker, at):
            if len(chain) > 1:
                break
            if not chain or marker.style == chain[0].style:
                chain = [marker]
    return chain if len(chain) > 1 else []


def _leads(masked: str, marker: _Marker, at: int) -> bool:
    return _LEAD.search(masked[max(at, marker.start - 8) : marker.start]) is not None


def _follows(masked: str, last: _Marker, marker: _Marker) -> bool:
    between = masked[last.end : marker.start]
    if not between.strip(" \n,;，；、.。"):
        return False
    tail = between[-8:]
    # Between Chinese items a blank is enough; in English "(2)" may be a reference within a sentence.
    may_be_blank = marker.style in {"right", "dot"} or HAS_CJK.search(between)
    return bool(_BETWEEN.search(tail) or (may_be_blank and tail[-1:].isspace()))


def _limit(masked: str, markers: tuple[_Marker, ...], chain: list[_Marker]) -> int:
    """Return where the last item must end at the latest: at the next list, if there is one."""
    following = _next_chain(masked, markers, chain[-1].end)
    return following[0].start if following else len(masked)


def _items(text: str, masked: str, chain: list[_Marker], limit: int) -> tuple[tuple[str, ...], int]:
    ends = [marker.start for marker in chain[1:]]
    single = not any(
        _SENTENCE_END.search(masked[marker.end : end].strip()[:-1]) for marker, end in zip(chain, ends, strict=False)
    )
    sentence = _SENTENCE_END.search(masked, chain[-1].end, limit) if single else None
    ends.append(sentence.end() if sentence else limit)
    return tuple(text[marker.end : end].strip() for marker, end in zip(chain, ends, strict=True)), ends[-1]
