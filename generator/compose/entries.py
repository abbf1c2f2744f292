"""Feeds with their texts loaded."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator import arxiv, routes
from generator.citing.names import people_of
from generator.compose.texts import gist, headline, shown, text_of
from generator.merging import Merged
from generator.papers import shown_texts
from generator.stubs import Shelf
from generator.text.addresses import safe_address
from generator.views.feeds import AtomView, DayEntry, JsonFeedView, PaperEntry
from generator.views.parts import Link, SectionView, Text
from generator.views.sketches import CardSketch, DaysSketch, FeedForm, FeedSketch

AUTHORS = 20
"""Authors of an entry; all those of a collaboration are on the paper's page."""


def feed_view(sketch: FeedSketch | DaysSketch, shelf: Shelf) -> AtomView | JsonFeedView:
    """Load the papers of a feed's document and make its view."""
    if isinstance(sketch, DaysSketch):
        return AtomView(head=sketch.head, entries=tuple(_days(sketch, shelf)))
    pairs = zip(sketch.cards, sketch.dates, strict=True)
    entries = tuple(_paper(card, date, sketch, shelf) for card, date in pairs)
    if sketch.form is FeedForm.JSON:
        return JsonFeedView(head=sketch.head, entries=entries)
    return AtomView(head=sketch.head, entries=entries)


def _paper(card: CardSketch, date: str, sketch: FeedSketch, shelf: Shelf) -> PaperEntry:
    text = shown_texts(card.leaves, shelf)
    lead = gist(text.sections, text.pitch, sketch.language)
    names = people_of(text.authors).names
    return PaperEntry(
        address=routes.paper(card.key),
        date=date,
        title=text_of(text.title),
        authors=tuple(name.natural for name in names[:AUTHORS]),
        more_authors=max(0, len(names) - AUTHORS),
        categories=card.categories,
        headline=headline(text.headlines, text.sections, sketch.language),
        lead=lead,
        sections=_told(text, lead, sketch),
        url=_outside(text),
    )


def _outside(text: Merged) -> str:
    return arxiv.abstract_url(text.id) if text.id else safe_address(text.url or "") or ""


def _told(text: Merged, lead: Text | None, sketch: FeedSketch) -> tuple[SectionView, ...]:
    """Choose what is told beside the TL;DR: each field once, in the site's language if it is there.

    A paper of which there is nothing else is told by its abstract.
    """
    fields: dict[str, SectionView] = {}
    for section in shown(text.sections, sketch.language):
        fields.setdefault(section.field or section.label, section)
    abstract = fields.pop("abstract", None)
    fields.pop("tldr", None)
    told = [section for section in fields.values() if section.text != lead]
    if sketch.texts == "short":
        told = []
    if abstract and (sketch.texts == "abstract" or not (lead or told)):
        told.append(abstract)
    return tuple(told)


def _days(sketch: DaysSketch, shelf: Shelf) -> Iterator[DayEntry]:
    cards = iter(sketch.cards)
    for day in sketch.days:
        groups = tuple(
            replace(group, papers=tuple(_title(card, sketch.language, shelf) for card in some))
            for group, some in zip(day.groups, cards, strict=False)
        )
        yield replace(day, groups=groups)


def _title(card: CardSketch, language: str, shelf: Shelf) -> Link:
    text = shown_texts(card.leaves, shelf)
    shown = headline(text.headlines, text.sections, language) or text_of(text.title)
    return Link(label=shown.value, address=routes.paper(card.key), lang=shown.lang)
