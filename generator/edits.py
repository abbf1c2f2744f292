"""Edits: what other texts change of an archive, and of pages, that were made before.

A digest whose entries keep their ids, titles, dates and categories leaves papers, days and lists
as they are; only their texts lie elsewhere. Then each leaf is put in the place of another, and
the result is what gathering and composing everything would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec.structs import replace

from generator.archive import Archive, Day, DayPaper, PaperStub, Sighting
from generator.compose.scene import card_sketch
from generator.stubs import DigestStub, Leaf
from generator.views.sketches import (
    CardSketch,
    DaysSketch,
    FeedSketch,
    FileSketch,
    ListSketch,
    PageSketch,
    PaperSketch,
    Sketch,
    TextlessSketch,
)

Leaves = Mapping[Leaf, Leaf]
"""For each leaf of a digest as it was, the leaf of the same entry as it is."""

_facts_of_digest = attrgetter("path", "notes", "written_date", "unread", "is_digest")
_facts_of_entry = attrgetter(
    "dialect", "title", "id", "date", "categories", "authors", "venue", "code"
)


def substitutions(old: DigestStub, new: DigestStub) -> Leaves | None:
    """Say which leaf takes the place of which, or None where more than texts has changed."""
    if _facts_of_digest(old) != _facts_of_digest(new) or len(old.entries) != len(new.entries):
        return None
    pairs = list(zip(old.entries, new.entries, strict=True))
    if any(_facts_of_entry(one) != _facts_of_entry(other) for one, other in pairs):
        return None
    return {old.leaf(one): new.leaf(other) for one, other in pairs}


def edited_archive(archive: Archive, leaves: Leaves) -> Archive:
    """Give the archive with leaves in the place of others."""
    packs = {leaf.pack for leaf in leaves}
    papers = {
        key: _paper(paper, leaves)
        for key, paper in archive.papers.items()
        if any(leaf.pack in packs for seen in paper.sightings for leaf in seen.leaves)
    }
    days = tuple(_day(day, papers.keys(), leaves) for day in archive.days)
    return replace(archive, papers=archive.papers | papers, days=days)


def _paper(paper: PaperStub, leaves: Leaves) -> PaperStub:
    seen = tuple(Sighting(date=s.date, leaves=_put(s.leaves, leaves)) for s in paper.sightings)
    return replace(paper, sightings=seen)


def _day(day: Day, keys: Iterable[str], leaves: Leaves) -> Day:
    if all(paper.key not in keys for paper in day.papers):
        return day
    return replace(day, papers=tuple(_day_paper(paper, leaves) for paper in day.papers))


def _day_paper(paper: DayPaper, leaves: Leaves) -> DayPaper:
    put = _put(paper.leaves, leaves)
    return paper if put == paper.leaves else replace(paper, leaves=put)


def _put(held: tuple[Leaf, ...], leaves: Leaves) -> tuple[Leaf, ...]:
    return tuple(leaves.get(leaf, leaf) for leaf in held)


def edited_pages(pages: Sequence[PageSketch], leaves: Leaves) -> Iterator[tuple[int, PageSketch]]:
    """Give the pages that show a leaf whose place is taken, with their numbers, as they are now."""
    editing = _Editing(leaves)
    for number, page in enumerate(pages):
        sketch = editing.sketch(page.sketch)
        if sketch is not page.sketch:
            yield number, replace(page, sketch=sketch)


class _Editing:
    """Puts leaves into sketches; what shows none of them stays the very object that it is."""

    def __init__(self, leaves: Leaves) -> None:
        self._leaves = leaves
        self._packs = {leaf.pack for leaf in leaves}
        self._cards: dict[int, CardSketch] = {}

    def sketch(self, sketch: Sketch) -> Sketch:
        if isinstance(sketch, PaperSketch):
            card = self._card(sketch.paper)
            return sketch if card is sketch.paper else replace(sketch, paper=card)
        if isinstance(sketch, FeedSketch | FileSketch):
            if not self._shown(sketch.cards):
                return sketch
            return replace(sketch, cards=tuple(map(self._card, sketch.cards)))
        if isinstance(sketch, DaysSketch | ListSketch):
            if not any(map(self._shown, sketch.cards)):
                return sketch
            cards = tuple(tuple(map(self._card, group)) for group in sketch.cards)
            return replace(sketch, cards=cards)
        textless: TextlessSketch = sketch  # a new kind with texts is an error of types here
        return textless

    def _shown(self, cards: Iterable[CardSketch]) -> bool:
        packs = self._packs
        for card in cards:
            for leaf in card.leaves:
                if leaf.pack in packs:
                    return True
        return False

    def _card(self, card: CardSketch) -> CardSketch:
        if not self._shown((card,)):
            return card
        made = self._cards.get(id(card))
        if made is None:
            leaves = _put(card.leaves, self._leaves)
            made = self._cards[id(card)] = card_sketch(
                card.key, card.categories, leaves, folded=card.folded
            )
        return made
