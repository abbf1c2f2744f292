"""Terms that say different things: of those that hold one another, one stands for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.terms.stems import stem
from generator.terms.words import HYPHENS
from generator.trends.shifts import Use

_APART = str.maketrans(dict.fromkeys(HYPHENS, " "))

MOST = 0.5
"""The part of a term's change for more than which a longer one must account to stand for it."""


def different(terms: Mapping[str, Use]) -> Iterator[str]:
    """Give terms that neither hold one another nor are held, those that say most.

    A term holds another if it has all of its words, or, written without spaces, all of its text.
    In the place of a term stands the one that holds it and accounts for most of its change, if
    there is one: "language model" for "language". All `terms` have risen, or all have fallen.
    """
    chosen: list[str] = []
    for term, use in terms.items():
        if not any(_holds(term, other) or _holds(other, term) for other in chosen):
            fuller = {
                other: its.change
                for other, its in terms.items()
                if its.change > MOST * use.change and other != term and _holds(other, term)
            }
            chosen.append(max(fuller, key=fuller.__getitem__, default=term))
            yield chosen[-1]


def _holds(longer: str, shorter: str) -> bool:
    if len(shorter) > len(longer):
        return False
    if shorter.isascii():
        return _stems(shorter) <= _stems(longer)
    return shorter.casefold() in longer.casefold()


@lru_cache(maxsize=4096)
def _stems(term: str) -> frozenset[str]:
    """Give the words of a term and of its compounds, of each the singular."""
    words = term.casefold().translate(_APART).split()
    return frozenset(stem(word) or word for word in words)
