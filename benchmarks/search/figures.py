"""From answers to figures: who was found, how soon, at what cost."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.search.browser import Answer, Asked
from benchmarks.search.corpus import Text
from benchmarks.search.queries import Kind


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some numbers and what 95 of 100 stay within; 0 for none."""

    middle: float
    most: float


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of the queries of one kind whose paper came first, or among the first ten."""

    queries: int
    first: float
    ten: float
    time: Spread


@dataclass(frozen=True, slots=True)
class Stems:
    """Pairs of an inflected word and its stem, and how many find as many papers, and the same ten.

    The ten may stand in another order: a search may prefer the word as it was typed.
    """

    pairs: int
    as_many: int
    same_ten: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one contender's answers; times are milliseconds, sizes bytes."""

    found: Mapping[Kind, Found]
    stems: Stems
    first: Spread
    complete: Spread
    start: float
    fresh_query: Spread
    query: Spread


def figures(asked: Asked, texts: Mapping[str, Text]) -> Figures:
    """Judge all answers of one contender."""
    works = works_by_author(texts.values())
    by_kind: dict[Kind, list[Answer]] = {kind: [] for kind in Kind}
    for answer in asked.answers:
        by_kind[answer.query.kind].append(answer)
    stems = by_kind.pop(Kind.STEM)
    return Figures(
        found={kind: _found(answers, works) for kind, answers in by_kind.items()},
        stems=_stems(stems),
        first=spread(answer.first for answer in asked.answers),
        complete=spread(answer.complete for answer in asked.answers),
        start=spread(sum(sent.size for sent in start) for start in asked.starts).middle,
        fresh_query=spread(answer.size for answer in asked.answers if answer.fresh),
        query=spread(answer.size for answer in asked.answers),
    )


def works_by_author(texts: Iterable[Text]) -> dict[str, set[str]]:
    """Give the keys of the papers of each name."""
    works: dict[str, set[str]] = {}
    for text in texts:
        for author in text.authors:
            works.setdefault(author.casefold(), set()).add(text.key)
    return works


def is_among_ten(answer: Answer, works: Mapping[str, set[str]]) -> bool:
    """Tell whether the paper is shown, or, for an author, all works are found and only they shown.

    A name with more works than ten cannot show each of them at once.
    """
    if answer.query.key in answer.keys:
        return True
    if answer.query.kind is not Kind.AUTHOR:
        return False
    own = works[answer.query.words.casefold()]
    return bool(answer.keys) and answer.found >= len(own) and own.issuperset(answer.keys)


def spread(numbers: Iterable[float]) -> Spread:
    """Give the median and the 95th percentile (nearest rank)."""
    ordered = sorted(numbers)
    if not ordered:
        return Spread(0.0, 0.0)
    return Spread(median(ordered), ordered[math.ceil(0.95 * len(ordered)) - 1])


def _found(answers: Sequence[Answer], works: Mapping[str, set[str]]) -> Found:
    count = max(1, len(answers))
    return Found(
        queries=len(answers),
        first=sum(answer.keys[:1] == (answer.query.key,) for answer in answers) / count,
        ten=sum(is_among_ten(answer, works) for answer in answers) / count,
        time=spread(answer.first for answer in answers),
    )


def _stems(answers: Sequence[Answer]) -> Stems:
    by_words = {answer.query.words: answer for answer in answers}
    words = sorted({tuple(sorted((a.query.words, a.query.twin))) for a in answers})
    pairs = [(by_words[one], by_words[other]) for one, other in words]
    alike = [(a, b) for a, b in pairs if a.found and a.found == b.found]
    same = [(a, b) for a, b in alike if set(a.keys) == set(b.keys)]
    return Stems(len(pairs), len(alike), len(same))
