"""Completing: the texts of a page are loaded, and its sketch becomes a view."""

from __future__ import annotations

from msgspec.structs import replace

from generator.compose.cards import card
from generator.compose.entries import feed_view
from generator.compose.files import file_view
from generator.compose.papers import paper_view
from generator.stubs import Shelf
from generator.views.feeds import FeedFile
from generator.views.pages import (
    CategoryView,
    DayView,
    FileView,
    HomeView,
    MonthView,
    Page,
    TemplateView,
    View,
)
from generator.views.parts import Card
from generator.views.sketches import (
    DaysSketch,
    FeedSketch,
    FileSketch,
    ListSketch,
    PageSketch,
    PaperSketch,
)

_Cards = tuple[tuple[Card, ...], ...]


def complete(page: PageSketch, shelf: Shelf) -> Page:
    """Give the page of a sketch; raises CacheError where a text cannot be loaded."""
    return Page(
        path=page.path,
        address=page.address,
        template=page.template,
        view=_view(page, shelf),
    )


def _view(page: PageSketch, shelf: Shelf) -> TemplateView | FileView | FeedFile:
    sketch = page.sketch
    if isinstance(sketch, PaperSketch):
        return paper_view(sketch, shelf)
    if isinstance(sketch, FileSketch):
        return file_view(sketch, shelf)
    if isinstance(sketch, FeedSketch | DaysSketch):
        return feed_view(sketch, shelf)
    if isinstance(sketch, ListSketch):
        cards = tuple(
            tuple(card(one, sketch.language, shelf) for one in group) for group in sketch.cards
        )
        return _filled(sketch.frame, cards)
    return sketch


def _filled(frame: HomeView | DayView | MonthView | CategoryView, cards: _Cards) -> View:
    """Put the cards of each list into their places."""
    if isinstance(frame, HomeView):
        return replace(frame, lead=cards[0])
    if isinstance(frame, MonthView):
        days = zip(frame.days, cards, strict=True)
        return replace(frame, days=tuple(replace(day, highlights=some) for day, some in days))
    groups = zip(frame.groups, cards, strict=True)
    return replace(frame, groups=tuple(replace(group, cards=some) for group, some in groups))
