"""Labels of Markdown digests: which lines open a field, and which only look like it.

A template writes every entry alike, so a label is what recurs. A line is held to be one when
its spelling (words and style) is known or recurs over the file's entries, when it stands where
a paragraph begins, and when no spelling that the file uses more often claims the same field in
the same entry. Running text that holds a word with a colon meets none of this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from generator.digests.candidates import Candidate, Spelling, Style
from generator.digests.fields import TEXT_FIELDS, Vocabulary

_LONG_FILE = 8


class Label(msgspec.Struct, frozen=True):
    """A line that does open a field; `field` is None for a label that is only the source's."""

    index: int
    label: str
    field: str | None
    rest: str
    quoted: bool = False
    url: str = ""


class Census(msgspec.Struct, frozen=True):
    """In how many entries of a file each spelling occurs, where a paragraph opens and anywhere.

    `order` is the place of each of the template's spellings in the file's commonest sequence
    of them; `alike` counts the known labels of each style, which tells in a file of one entry.
    """

    entries: int
    opening: Counter[Spelling]
    tight: Counter[Spelling]
    anywhere: Counter[Spelling]
    order: dict[Spelling, int]
    vocabulary: Vocabulary
    alike: Counter[Style]

    def field_of(self, candidate: Candidate) -> str | None:
        """Give the canonical field that a candidate claims, or None."""
        return self.vocabulary.field_of_key(candidate.spelling.key)

    def accepts(self, candidate: Candidate) -> bool:
        """Whether a candidate's spelling is a label of this file at the place where it stands."""
        spelling = candidate.spelling
        field = self.field_of(candidate)
        if not candidate.opens or spelling.style is Style.LOOSE:
            return self._is_tight(spelling) and (field is not None or self._recurs(spelling))
        if field is None:
            return self._recurs(spelling)
        return self.opening[spelling] > 1 or not self._is_stray(spelling, field)

    def labels(self) -> list[str]:
        """Give the keys of the labels that at least half of the entries have."""
        return [spelling.key for spelling in self.anywhere if self.is_frequent(spelling)]

    def is_rare(self, candidate: Candidate) -> bool:
        """Whether fewer than half of the entries have the label in such a place."""
        counts = self.opening if candidate.opens else self.tight
        return self.entries > 1 and counts[candidate.spelling] * 2 < self.entries

    def is_frequent(self, spelling: Spelling) -> bool:
        """Whether at least half of the entries have this label, as a template's labels do."""
        return self.anywhere[spelling] * 2 >= self.entries

    def _recurs(self, spelling: Spelling) -> bool:
        """Whether an unknown label is one: of plain words more is asked than of bold ones."""
        count = self.anywhere[spelling]
        if spelling.style is Style.LOOSE:
            return False
        share = 2 if spelling.style is Style.PLAIN else 4
        return count >= 2 and count * share >= self.entries  # noqa: PLR2004 - it recurs at all

    def _is_stray(self, spelling: Spelling, field: str) -> bool:
        """Whether a known label stands once in a long file, as in a structured abstract."""
        plain = spelling.style is Style.PLAIN and field in TEXT_FIELDS
        return plain and self.entries >= _LONG_FILE

    def _is_tight(self, spelling: Spelling) -> bool:
        """Whether the template sets this label without a blank line before it, or in a list."""
        if self.entries == 1:
            return self.alike[spelling.style] > 1
        count = self.tight[spelling] + (spelling.style is Style.LOOSE) * self.opening[spelling]
        return count > 1 and count * 3 >= self.anywhere[spelling] and self.is_frequent(spelling)


def take_census(found: Sequence[Sequence[Candidate]], vocabulary: Vocabulary) -> Census:
    """Count the spellings over all entries of a file."""
    opening: Counter[Spelling] = Counter()
    anywhere: Counter[Spelling] = Counter()
    tight: Counter[Spelling] = Counter()
    for entry in found:
        opening.update({c.spelling for c in entry if c.opens})
        tight.update({c.spelling for c in entry if not c.opens})
        anywhere.update({c.spelling for c in entry})
    order = _common_order(found, anywhere)
    alike = Counter(
        c.spelling.style
        for c in (found[0] if len(found) == 1 else ())
        if vocabulary.field_of_key(c.spelling.key)
    )
    return Census(len(found), opening, tight, anywhere, order, vocabulary, alike)


def _common_order(
    found: Sequence[Sequence[Candidate]], anywhere: Counter[Spelling]
) -> dict[Spelling, int]:
    """Find the sequence in which most entries have the labels that half of them have."""
    frequent = {spelling for spelling, count in anywhere.items() if count * 2 >= len(found)}
    sequences = Counter(
        tuple(dict.fromkeys(c.spelling for c in entry if c.spelling in frequent)) for entry in found
    )
    common = max(sequences.items(), key=lambda pair: (pair[1], len(pair[0])), default=((), 0))[0]
    return {spelling: index for index, spelling in enumerate(common)}


def choose(found: Sequence[Candidate], census: Census) -> list[Label]:
    """Choose among an entry's candidates those that open a field, in their order."""
    accepted = [candidate for candidate in found if census.accepts(candidate)]
    accepted = _established(_outside_abstract(accepted, census), census)
    if len({c.spelling for c in accepted}) < len(accepted):
        accepted = _in_order(accepted, census)
    return [
        Label(
            c.index,
            c.label,
            census.field_of(c),
            c.rest,
            c.spelling.style is Style.QUOTED,
            c.url,
        )
        for c in accepted
    ]


def _outside_abstract(found: list[Candidate], census: Census) -> list[Candidate]:
    """Leave out the headings of a structured abstract, which few papers of a file have."""
    kept: list[Candidate] = []
    inside = False
    for candidate in found:
        field = census.field_of(candidate)
        rare = census.is_rare(candidate)
        if inside and rare and field in TEXT_FIELDS and candidate.spelling.style is Style.PLAIN:
            continue
        inside = inside or (field == "abstract" and not rare)
        kept.append(candidate)
    return kept


def _established(found: list[Candidate], census: Census) -> list[Candidate]:
    """Keep for each field the spelling that the file uses most, and others that are frequent."""
    best: dict[str, Spelling] = {}
    for candidate in found:
        field = census.field_of(candidate) or candidate.spelling.key
        rival = best.get(field)
        if rival is None or census.anywhere[candidate.spelling] > census.anywhere[rival]:
            best[field] = candidate.spelling
    return [
        c
        for c in found
        if best[census.field_of(c) or c.spelling.key] == c.spelling
        or (census.entries > 1 and census.is_frequent(c.spelling))
    ]


def _in_order(found: list[Candidate], census: Census) -> list[Candidate]:
    """Resolve repeated labels: keep the longest run that follows the file's own order.

    Of two equally long ones the later label wins, since a template's label comes after the
    text that happened to hold the same word.
    """
    ranked = [(c, census.order.get(c.spelling)) for c in found]
    placed = [(c, rank) for c, rank in ranked if rank is not None]
    length: list[int] = []
    before: list[int] = []
    longest = _Longest(len(census.order))
    for index, (_, place) in enumerate(placed):
        best, where = longest.below(place)
        length.append(best + 1)
        before.append(where)
        longest.add(place, best + 1, index)
    chosen: set[int] = set()
    at = max(range(len(placed)), key=lambda i: (length[i], i), default=-1)
    while at >= 0:
        chosen.add(placed[at][0].index)
        at = before[at]
    seen: set[Spelling] = set()
    kept: list[Candidate] = []
    for candidate, rank in ranked:
        keep = candidate.index in chosen if rank is not None else candidate.spelling not in seen
        seen.add(candidate.spelling)
        if keep:
            kept.append(candidate)
    return kept


class _Longest:
    """Knows the longest run that ends below a place, and where the last of these ends.

    A tree of maxima over the places (Fenwick's), so that many labels cost little each.
    """

    def __init__(self, places: int) -> None:
        self._best = [(0, -1)] * (places + 1)

    def below(self, place: int) -> tuple[int, int]:
        """Give the length of the longest run that ends below a place, and its last index."""
        best = (0, -1)
        while place > 0:
            best = max(best, self._best[place])
            place &= place - 1
        return best

    def add(self, place: int, length: int, index: int) -> None:
        """Remember a run that ends at a place."""
        place += 1
        while place < len(self._best):
            self._best[place] = max(self._best[place], (length, index))
            place += place & -place
