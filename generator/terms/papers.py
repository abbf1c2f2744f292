"""The texts of a paper to weighed terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import IntFlag
from itertools import chain
from typing import Final

import msgspec

from generator.digests.fields import FACT_FIELDS, SHOWN_ORDER
from generator.merging import Merged
from generator.terms.words import HYPHENS, Cut, Kind, cut


class Seen(IntFlag):
    """Where in a paper a term was seen."""

    TITLE = 1
    KEYWORDS = 2
    HEADLINE = 4
    SUMMARY = 8
    TEXT = 16


WEIGHTS: Final = {
    Seen.TITLE: 8,
    Seen.KEYWORDS: 6,
    Seen.HEADLINE: 6,
    Seen.SUMMARY: 4,
    Seen.TEXT: 2,
}
"""What a term weighs that is seen once in a field; half as much more if twice, double if more."""

_LONGEST: Final = 6000
"""Characters of a field: no abstract is as long, and what follows would be of something else."""


class Term(msgspec.Struct):
    """A term of a paper: what it weighs, where it was seen, and how it was written there."""

    kind: Kind
    weight: int
    seen: int
    form: str


def terms_of(paper: Merged) -> dict[str, Term]:
    """Give the terms of a paper by name."""
    found: dict[str, Term] = {}
    rare: Counter[str] = Counter()
    for field, texts in _fields(paper):
        every = [cut(text[:_LONGEST]) for text in texts]
        _add(found, Kind.WORD, field, (c.words for c in every))
        _add(found, Kind.PAIR, field, (c.pairs for c in every))
        if field is Seen.TEXT:
            rare.update(name for c in every for name, _ in c.phrases)
            every = [_repeated(c, rare, found) for c in every]
        _add(found, Kind.PHRASE, field, (c.phrases for c in every))
    return found


def _repeated(found: Cut, counts: Counter[str], known: dict[str, Term]) -> Cut:
    """Leave out the phrases of a long text that it has but once: most are no phrases."""
    kept = [pair for pair in found.phrases if pair[0] in known or counts[pair[0]] > 1]
    return Cut(found.words, kept, found.pairs)


def _add(
    found: dict[str, Term], kind: Kind, field: Seen, several: Iterable[Sequence[tuple[str, str]]]
) -> None:
    named = list(chain.from_iterable(several))
    if not named:
        return
    forms = dict(named)
    for name, count in Counter([name for name, _ in named]).items():
        weight = WEIGHTS[field] * min(count + 1, 4) // 2
        term = found.get(name)
        if term is None:
            found[name] = Term(kind, weight, field, forms[name].lstrip(HYPHENS))
        else:
            term.weight += weight
            term.seen |= field
            term.form = forms[name].lstrip(HYPHENS) or term.form


def _fields(paper: Merged) -> Iterator[tuple[Seen, list[str]]]:
    """Give the texts that tell what a paper is about, the weightiest first.

    A long text tells of the paper where there is an abstract, else all that the digest says do.
    """
    by_field: dict[str | None, list[str]] = {}
    for section in paper.sections:
        by_field.setdefault(section.field, []).append(section.text)
    yield Seen.TITLE, [paper.title, *by_field.get("translated_title", ())]
    yield Seen.KEYWORDS, list(paper.keywords)
    yield Seen.HEADLINE, list(paper.headlines)
    pitch = [paper.pitch] if paper.pitch else []
    yield Seen.SUMMARY, [*by_field.get("tldr", ()), *pitch]
    told = by_field.get("abstract") or list(chain.from_iterable(_others(by_field)))
    yield Seen.TEXT, told


def _others(by_field: dict[str | None, list[str]]) -> Iterator[list[str]]:
    return (
        by_field[field]
        for field in by_field
        if field not in FACT_FIELDS and field != "tldr" and field in (*SHOWN_ORDER, None)
    )
