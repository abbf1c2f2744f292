"""The texts that tell what a paper is about, and what a term weighs in each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntFlag
from itertools import chain
from typing import Final

from generator.digests.fields import FACT_FIELDS, SHOWN_ORDER
from generator.merging import Merged


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

LONGEST: Final = 6000
"""Characters of a field: no abstract is as long, and what follows would be of something else."""


def fields_of(paper: Merged) -> Iterator[tuple[Seen, list[str]]]:
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
