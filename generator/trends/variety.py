"""Terms that say different things: of those that hold one another, one stands for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.terms.stems import stem

NEARLY = 0.8
"""The part of a term's papers from which on a longer one that holds it stands in its place."""


def different(terms: Mapping[str, int]) -> Iterator[str]:
    """Give terms that neither hold one another nor are held; `terms` have numbers of papers.

    A term holds another if it has all of its words, or, written without spaces, all of its text.
    In the place of a term stands the longest that holds it and is in nearly all of its papers:
    "language model" for "language".
    """
    chosen: list[str] = []
    for term, papers in terms.items():
        if not any(_holds(term, other) or _holds(other, term) for other in chosen):
            fuller = (o for o, its in terms.items() if its >= NEARLY * papers and _holds(o, term))
            chosen.append(max(fuller, key=len))
            yield chosen[-1]


def _holds(longer: str, shorter: str) -> bool:
    if len(shorter) > len(longer):
        return False
    if shorter.isascii():
        return _stems(shorter) <= _stems(longer)
    return shorter.casefold() in longer.casefold()


@lru_cache(maxsize=4096)
def _stems(term: str) -> frozenset[str]:
    """Give the words of a term, of each the singular."""
    return frozenset(map(stem, term.casefold().split()))
