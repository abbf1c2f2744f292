"""Terms that several papers have: numbered anew, and as each paper of a sheet has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise, zip_longest

import numpy as np

from generator.terms.reading import Numbers
from generator.terms.sheets import Sheet


class CommonTerms:
    """The terms that at least so many papers of some sheets, oldest first, have.

    They are numbered from 0. `forms` has the readable form of each, as on the newest sheet that
    has it; it is empty for a pair that is no word of its own.
    """

    def __init__(self, sheets: Sequence[Sheet], least: int) -> None:
        self._sheets = sheets
        self._ids = _common(sheets, least)
        self._numbers = [self._numbered(sheet) for sheet in sheets]
        self.forms = self._read()

    def _numbered(self, sheet: Sheet) -> Numbers:
        """Give the number of each term of a sheet; -1 where it is not common."""
        if not len(self._ids):
            return np.full(len(sheet.ids), -1)
        places = self._ids.searchsorted(sheet.ids).clip(max=len(self._ids) - 1)
        return np.where(self._ids[places] == sheet.ids, places, -1)

    def _read(self) -> list[str]:
        """Read the forms from the newest sheets: after a few of them hardly any is left."""
        forms = [""] * len(self._ids)
        unread = np.ones(len(self._ids) + 1, bool)
        unread[-1] = False
        for sheet, numbers in zip(reversed(self._sheets), reversed(self._numbers), strict=True):
            places = np.flatnonzero(unread[numbers])
            if len(places):
                known = sheet.forms()
                found = numbers[places]
                unread[found] = False
                for place, number in zip(places.tolist(), found.tolist(), strict=True):
                    forms[number] = known[place]
        return forms

    def counted(
        self, wanted: Sequence[int], groups: Mapping[str, Sequence[int]]
    ) -> list[dict[int, int]]:
        """Count, for each group of papers, in how many of them each term is.

        `wanted` has, for each common term, the bits of where it has to be seen to count; `groups`
        the numbers of each paper's groups, from 0.
        """
        size, of = len(self._ids), max(chain.from_iterable(groups.values()), default=-1) + 1
        found = np.concatenate([np.zeros(0, np.int64), *self._pairs(wanted, groups)])
        pairs, counts = np.unique(found, return_counts=True)
        ends = pairs.searchsorted(np.arange(of + 1) * size).tolist()
        return [
            dict(zip((pairs[a:b] - n * size).tolist(), counts[a:b].tolist(), strict=True))
            for n, (a, b) in enumerate(pairwise(ends))
        ]

    def _pairs(
        self, wanted: Sequence[int], groups: Mapping[str, Sequence[int]]
    ) -> Iterator[Numbers]:
        """Give, for each term of each paper, a number for each of the paper's groups and the term.

        The first groups of all papers of a sheet come first, then the second ones of those that
        have two.
        """
        where = np.append(np.array(wanted, "u1"), np.uint8(0))
        for sheet, numbers in zip(self._sheets, self._numbers, strict=True):
            found = numbers[sheet.terms]
            chosen = (sheet.seen & where[found]) > 0
            rows, terms = (
                np.repeat(np.arange(len(sheet.keys)), np.diff(sheet.starts)),
                found[chosen],
            )
            for own in zip_longest(*(groups[key] for key in sheet.keys), fillvalue=-1):
                group = np.array(own, np.int64)[rows[chosen]]
                yield (group * len(self._ids) + terms)[group >= 0]


def _common(sheets: Sequence[Sheet], least: int) -> Numbers:
    """Give the ids that stand in at least so many papers, in order."""
    if not sheets:
        return np.zeros(0, "<u8")
    ids, places = np.unique(np.concatenate([sheet.ids for sheet in sheets]), return_inverse=True)
    counts = np.concatenate([sheet.counts() for sheet in sheets])
    return np.asarray(ids[np.bincount(places, weights=counts, minlength=len(ids)) >= least])
