"""A paper in a list."""

from __future__ import annotations

from generator import routes
from generator.archive import DayPaper
from generator.compose.scene import Scene
from generator.compose.texts import gist, headline, text_of
from generator.merging import Merged
from generator.model import Paper
from generator.views.parts import Card

AUTHORS = 6


def day_card(paper: DayPaper, scene: Scene) -> Card:
    """Compose the card of a paper with the text of one day's digest."""
    return _card(paper.key, paper.text, paper.text.headlines, scene)


def paper_card(paper: Paper, scene: Scene) -> Card:
    """Compose the card of a paper with the archive's newest and fullest text."""
    return _card(paper.key, paper, paper.headlines, scene)


def _card(key: str, text: Merged | Paper, headlines: tuple[str, ...], scene: Scene) -> Card:
    left_out = max(0, len(text.authors) - AUTHORS) if len(text.authors) > AUTHORS + 1 else 0
    shown = text.authors[:AUTHORS] if left_out else text.authors
    return Card(
        key=key,
        address=routes.paper(key),
        title=text_of(text.title),
        headline=headline(headlines, text.sections, scene.language),
        authors=shown,
        more_authors=left_out,
        categories=tuple(scene.category(code) for code in text.categories),
        summary=gist(text.sections, text.pitch, scene.language),
        badges=text.badges,
        figure=text.figure,
        score=text.score or "",
    )
