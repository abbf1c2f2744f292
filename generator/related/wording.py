"""The words that tell why two papers are related."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from generator.model import Value
from generator.terms.words import Kind

MOST: Final = 4
_SHARE: Final = 5
"""After two words, what adds less than a fifth of the first says little."""

_SAME: Final = 6
"""Letters at the beginning of two words by which a reader takes them for one."""

_ROOM: Final = 44
"""Columns for all words of a line; East Asian letters take two."""

_LEAST: Final = 2
_PHRASES: Final = 6
"""A phrase counts for less than its words but says more: here it counts for so much more."""


class Reason(Value, frozen=True, gc=False):
    """A term that two papers share: how it reads, and how much it adds."""

    form: str
    kind: int
    adds: int


def explain(reasons: Iterable[Reason], language: str) -> tuple[str, ...]:
    """Choose two to four words, or fewer; those in the language of the site come first."""
    ranked = sorted(reasons, key=lambda one: (-_says(one), one.form))
    is_chinese = language == "zh"
    own = [one for one in ranked if _is_east_asian(one.form) is is_chinese]
    chosen: list[str] = []
    for reason in own:
        if len(chosen) < _LEAST or _says(reason) * _SHARE >= _says(own[0]):
            _take(reason.form, chosen)
    if len(chosen) < _LEAST:
        for reason in ranked:
            _take(reason.form, chosen)
            if len(chosen) == _LEAST:
                break
    return tuple(chosen)


def _says(reason: Reason) -> int:
    return reason.adds * (_PHRASES if reason.kind == Kind.PHRASE else 1)


def _take(form: str, chosen: list[str]) -> None:
    """Take a form in, if there is room and it says something new."""
    room = _ROOM - sum(map(_width, chosen))
    if len(chosen) < MOST and _width(form) <= room and not _repeats(form, chosen):
        chosen.append(form)


def _repeats(form: str, chosen: Sequence[str]) -> bool:
    words = _words(form)
    return any(words & _words(other) or form in other or other in form for other in chosen)


@lru_cache(maxsize=1 << 16)
def _words(form: str) -> frozenset[str]:
    return frozenset(word[:_SAME].rstrip("s") for word in form.casefold().replace("-", " ").split())


def _width(form: str) -> int:
    return len(form) * (2 if _is_east_asian(form) else 1)


def _is_east_asian(form: str) -> bool:
    return bool(form) and ord(form[0]) >= 0x2E80  # noqa: PLR2004 - where CJK radicals begin
