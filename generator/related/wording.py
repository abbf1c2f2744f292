"""The words that tell why two papers are related."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

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


class Reason(NamedTuple):
    """A term that two papers share: how much it says, as a number below zero, and how it reads.

    Reasons in order are those that say most first.
    """

    less: int
    form: str


class _Look(Value, frozen=True, gc=False):
    """What a form looks like: its script, its columns, and its words for comparison."""

    is_east_asian: bool
    width: int
    words: frozenset[str]


def weighed(form: str, kind: int, value: int) -> Reason:
    """Give the reason that a term of some value is to name a paper."""
    return Reason(-value * (_PHRASES if kind == Kind.PHRASE else 1), form)


def explain(reasons: Iterable[Reason], language: str) -> tuple[str, ...]:
    """Choose two to four words, or fewer; those in the language of the site come first."""
    ranked = sorted(reasons)
    is_chinese = language == "zh"
    own = [one for one in ranked if _look(one.form).is_east_asian is is_chinese]
    line = _Line()
    for reason in own:
        if len(line.forms) == MOST or (
            len(line.forms) >= _LEAST and reason.less * _SHARE > own[0].less
        ):
            break
        line.take(reason.form)
    if len(line.forms) < _LEAST:
        for reason in ranked:
            line.take(reason.form)
            if len(line.forms) == _LEAST:
                break
    return tuple(line.forms)


class _Line:
    """The words that are chosen, and the columns that are left."""

    def __init__(self) -> None:
        self.forms: list[str] = []
        self._words: set[str] = set()
        self._room = _ROOM

    def take(self, form: str) -> None:
        """Take a form in, if there is room and it says something new."""
        look = _look(form)
        if look.width > self._room or not self._words.isdisjoint(look.words):
            return
        if any(form in other or other in form for other in self.forms):
            return
        self.forms.append(form)
        self._words |= look.words
        self._room -= look.width


@lru_cache(maxsize=1 << 14)
def _look(form: str) -> _Look:
    is_east_asian = bool(form) and ord(form[0]) >= 0x2E80  # noqa: PLR2004 - where CJK radicals begin
    words = form.casefold().replace("-", " ").split()
    return _Look(
        is_east_asian=is_east_asian,
        width=len(form) * (2 if is_east_asian else 1),
        words=frozenset(word[:_SAME].rstrip("s") for word in words),
    )
