"""Terms that several papers have: numbered anew, and as each paper of a sheet has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

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

    def papers(self, wanted: Sequence[int]) -> Iterator[tuple[Sheet, str, list[int]]]:
        """Give each paper's sheet, its key, and the numbers of the terms that it has.

        `wanted` has, for each common term, the bits of where it has to be seen to count.
        """
        where = np.append(np.array(wanted, "u1"), np.uint8(0))
        for sheet, numbers in zip(self._sheets, self._numbers, strict=True):
            found = numbers[sheet.terms]
            chosen = (sheet.seen & where[found]) > 0
            terms, ends = found[chosen].tolist(), [0, *chosen.cumsum().tolist()]
            for key, (start, stop) in zip(sheet.keys, pairwise(sheet.starts.tolist()), strict=True):
                yield sheet, key, terms[ends[start] : ends[stop]]


def _common(sheets: Sequence[Sheet], least: int) -> Numbers:
    """Give the ids that stand in at least so many papers, in order."""
    if not sheets:
        return np.zeros(0, "<u8")
    ids, places = np.unique(np.concatenate([sheet.ids for sheet in sheets]), return_inverse=True)
    counts = np.concatenate([sheet.counts() for sheet in sheets])
    return np.asarray(ids[np.bincount(places, weights=counts, minlength=len(ids)) >= least])
