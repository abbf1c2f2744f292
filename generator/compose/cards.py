"""A paper in a list."""

from __future__ import annotations

from generator import routes
from generator.compose.papers import links_of
from generator.compose.texts import gist, headline, names_shown, shown, text_of
from generator.model import Paper
from generator.papers import paper_of, shown_texts
from generator.stubs import Shelf
from generator.views.parts import Card, SectionView
from generator.views.sketches import CardSketch


def card(sketch: CardSketch, language: str, shelf: Shelf) -> Card:
    """Load a paper's texts and make its card."""
    text = shown_texts(sketch.leaves, shelf)
    whole = paper_of(sketch.key, (), text) if sketch.folded else None
    named = text.authors if whole else names_shown(text.authors)
    return Card(
        key=sketch.key,
        address=routes.paper(sketch.key),
        title=text_of(text.title),
        headline=headline(text.headlines, text.sections, language),
        authors=named,
        more_authors=len(text.authors) - len(named),
        categories=sketch.categories,
        summary=gist(text.sections, text.pitch, language),
        badges=text.badges,
        figure=text.figure,
        score=text.score or "",
        venue=text.venue if text.venue not in text.badges else "",
        code=text.code,
        keywords=whole.keywords if whole else (),
        comment=(whole.comment or "") if whole else "",
        anchor=routes.anchor(sketch.key) if whole else "",
        sections=_others(whole, language) if whole else (),
        links=links_of(whole) if whole else (),
    )


def _others(paper: Paper, language: str) -> tuple[SectionView, ...]:
    """Give the texts of a paper without the one that its card shows anyway."""
    lead = gist(paper.sections, paper.pitch, language)
    return tuple(view for view in shown(paper.sections, language) if view.text != lead)
