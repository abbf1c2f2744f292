"""Which of the nearest papers are named, and the words that explain each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import msgspec
import numpy as np

from generator.related.lists import BETWEEN, NONE, RelatedList
from generator.related.neighbours import SURE, Found, Months
from generator.related.wording import Reason, explain, weighed
from generator.terms.reading import Numbers
from generator.terms.sheets import Sheet

CANDIDATES: Final = 2
"""So many times more papers are looked at than are wanted, as some may not be explained."""

_ENOUGH: Final = 1
_ENOUGH_FAR: Final = 2
"""Words in common that explain a near paper, and one that is less near."""


class Wish(msgspec.Struct, frozen=True):
    """How many papers a list has at most, and the language in which it is explained."""

    most: int
    language: str


class Forms:
    """How the terms of a sheet read."""

    def __init__(self, sheet: Sheet) -> None:
        self._ids = sheet.ids
        self._kinds = sheet.kinds
        self._forms = sheet.forms()

    def read(self, ids: Numbers, values: Numbers) -> dict[int, Reason]:
        """Give the readable ones of a paper's terms, each with its value there."""
        places = np.searchsorted(self._ids, ids)
        kinds = self._kinds[places].tolist()
        terms = zip(ids.tolist(), places.tolist(), kinds, values.tolist(), strict=True)
        return {
            number: weighed(form, kind, value)
            for number, place, kind, value in terms
            if (form := self._forms[place])
        }


Named = tuple[Found, tuple[str, ...]]
"""A paper, and the words that explain why it is named."""


def name_some(
    months: Months, row: int, found: Sequence[Found], forms: Forms, wish: Wish
) -> list[Named]:
    """Choose of those that were found, nearest first, as many as are wished.

    One that nothing explains, or hardly anything, is left out.
    """
    return list(islice(_explained(months, row, found, forms, wish), wish.most))


def related_list(months: Months, named: Sequence[Named]) -> RelatedList:
    """Write the list of those that are named."""
    if not named:
        return NONE
    keys = [months.several[one.month].vectors.keys[one.row] for one, _ in named]
    return RelatedList(keys=tuple(keys), words=BETWEEN.join(["\t".join(w) for _, w in named]))


def _explained(
    months: Months, row: int, found: Sequence[Found], forms: Forms, wish: Wish
) -> Iterator[Named]:
    own = forms.read(*months.last.row(row)) if found else {}
    for one in found:
        ids, values = (part.tolist() for part in months.several[one.month].row(one.row))
        shared = zip(map(own.get, ids), values, strict=True)
        words = explain([Reason(r.less * v, r.form) for r, v in shared if r], wish.language)
        if len(words) >= (_ENOUGH if one.product >= SURE else _ENOUGH_FAR):
            yield one, words
