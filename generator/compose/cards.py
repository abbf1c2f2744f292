"""A paper in a list."""

from __future__ import annotations

from generator import routes
from generator.compose.texts import gist, headline, text_of
from generator.papers import load_texts
from generator.stubs import Shelf
from generator.views.parts import Card
from generator.views.sketches import CardSketch

AUTHORS = 6


def card(sketch: CardSketch, language: str, shelf: Shelf) -> Card:
    """Load a paper's texts and make its card."""
    text = load_texts(sketch.leaves, (), shelf)
    left_out = max(0, len(text.authors) - AUTHORS) if len(text.authors) > AUTHORS + 1 else 0
    shown = text.authors[:AUTHORS] if left_out else text.authors
    return Card(
        key=sketch.key,
        address=routes.paper(sketch.key),
        title=text_of(text.title),
        headline=headline(text.headlines, text.sections, language),
        authors=shown,
        more_authors=left_out,
        categories=sketch.categories,
        summary=gist(text.sections, text.pitch, language),
        badges=text.badges,
        figure=text.figure,
        score=text.score or "",
        venue=text.venue if text.venue not in text.badges else "",
        code=text.code,
    )
