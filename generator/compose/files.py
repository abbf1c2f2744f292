"""The papers of a digest as files: BibTeX for reference managers, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator

from generator import arxiv, routes
from generator.archive import Day
from generator.citations import bibliography
from generator.compose.scene import Scene
from generator.compose.texts import gist, headline
from generator.model import Paper
from generator.papers import load_texts, paper_of
from generator.stubs import Shelf
from generator.views.pages import BibliographyView, FileView, PaperRecord, RecordsView
from generator.views.parts import CategoryRef, Download
from generator.views.sketches import FileSketch, Form, PageSketch


def day_files(scene: Scene) -> Iterator[PageSketch]:
    """Sketch the files of each digest that has papers, where the site has them."""
    if not scene.settings.downloads.enabled:
        return
    for day in scene.archive.days:
        if day.papers:
            page = scene.day_address(day.date)
            yield _file(Form.BIBTEX, routes.bibliography(page), day, scene)
            yield _file(Form.JSON, routes.records(page), day, scene)


def _file(form: Form, address: str, day: Day, scene: Scene) -> PageSketch:
    papers = [scene.archive.papers[paper.key] for paper in day.papers]
    sketch = FileSketch(
        form=form,
        date=day.date.value,
        language=scene.language,
        cards=tuple(map(scene.paper_card, papers)),
        firsts=tuple(paper.first for paper in papers),
    )
    return PageSketch(path=routes.file_of(address), address=address, template="", sketch=sketch)


def downloads(day: Day, scene: Scene) -> tuple[Download, ...]:
    """Name the files of a digest for its page."""
    if not (scene.settings.downloads.enabled and day.papers):
        return ()
    page = scene.day_address(day.date)
    return (
        Download(
            label="BibTeX",
            address=routes.bibliography(page),
            name=f"papers-{day.date.value}.bib",
            media_type="application/x-bibtex",
        ),
        Download(
            label="JSON",
            address=routes.records(page),
            name=f"papers-{day.date.value}.json",
            media_type="application/json",
        ),
    )


def file_view(sketch: FileSketch, shelf: Shelf) -> FileView:
    """Load the papers of a file and make its view."""
    papers = _load(sketch, shelf)
    if sketch.form is Form.BIBTEX:
        return BibliographyView(entries=bibliography(papers))
    return RecordsView(
        date=sketch.date, papers=tuple(_record(paper, sketch.language) for paper in papers)
    )


def _load(sketch: FileSketch, shelf: Shelf) -> list[Paper]:
    return [
        paper_of(card.key, (first,), load_texts(card.leaves, _codes(card.categories), shelf))
        for card, first in zip(sketch.cards, sketch.firsts, strict=True)
    ]


def _codes(categories: tuple[CategoryRef, ...]) -> tuple[str, ...]:
    return tuple(category.code for category in categories)


def _record(paper: Paper, language: str) -> PaperRecord:
    return PaperRecord(
        key=paper.key,
        address=routes.paper(paper.key),
        title=paper.title,
        id=paper.id,
        url=arxiv.abstract_url(paper.id) if paper.id else paper.url,
        authors=paper.authors,
        categories=paper.categories,
        headline=headline(paper.headlines, paper.sections, language),
        summary=gist(paper.sections, paper.pitch, language),
        badges=paper.badges,
    )
