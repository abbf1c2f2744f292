"""The papers of a digest as files: for reference managers, for programs, and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from generator import routes
from generator.archive import Day
from generator.compose.scene import Scene
from generator.compose.texts import gist, headline
from generator.model import DigestDate, Paper, Value
from generator.papers import paper_of, shown_texts
from generator.settings import DownloadSettings
from generator.stubs import Shelf
from generator.views.pages import (
    BibliographyView,
    CslView,
    DayView,
    FileView,
    PaperRecord,
    RecordsView,
    RisView,
)
from generator.views.parts import CategoryRef, Download
from generator.views.sketches import FileSketch, Form, ListSketch, PageSketch


class _Kind(Value):
    """A form of a day's papers: what it is called, and what the file is."""

    label: str
    address: Callable[[str], str]
    ending: str
    media_type: str


_KINDS = {
    Form.BIBTEX: _Kind(
        label="BibTeX", address=routes.bibliography, ending="bib", media_type="application/x-bibtex"
    ),
    Form.RIS: _Kind(
        label="RIS",
        address=routes.ris,
        ending="ris",
        media_type="application/x-research-info-systems",
    ),
    Form.CSL: _Kind(
        label="CSL-JSON",
        address=routes.csl,
        ending="csl.json",
        media_type="application/vnd.citationstyles.csl+json",
    ),
    Form.JSON: _Kind(
        label="JSON", address=routes.records, ending="json", media_type="application/json"
    ),
    Form.MARKDOWN: _Kind(
        label="Markdown", address=routes.twin, ending="md", media_type="text/markdown"
    ),
}


def _forms(scene: Scene) -> tuple[Form, ...]:
    """Give the forms that the site has, always in the same order."""
    settings = scene.settings.downloads
    return tuple(form for form in _KINDS if settings.enabled and form in settings.formats)


def day_file_names(scene: Scene) -> tuple[str, ...]:
    """Name the files that stand beside the page of every day with papers."""
    return tuple(_KINDS[form].address("") for form in _forms(scene))


def has_twins(scene: Scene) -> bool:
    """Whether the pages of days have twins in Markdown."""
    return Form.MARKDOWN in _forms(scene)


def day_files(day: Day, scene: Scene) -> Iterator[PageSketch]:
    """Sketch the files of a digest that has papers, where the site has them."""
    page = scene.day_address(day.date)
    for form in _forms(scene):
        if day.papers and form is not Form.MARKDOWN:
            yield _file(form, _KINDS[form].address(page), day, scene)


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


def twin(page: PageSketch, scene: Scene) -> PageSketch | None:
    """Sketch the Markdown twin of a day's page, where the site has them and the day has papers."""
    sketch = page.sketch
    if not has_twins(scene) or not isinstance(sketch, ListSketch):
        return None
    if not isinstance(sketch.frame, DayView) or not sketch.frame.count:
        return None
    address = routes.twin(page.address)
    # What a twin does not show must not render it anew.
    frame = replace(sketch.frame, crumbs=(), downloads=(), categories=(), previous=None, next=None)
    return PageSketch(
        path=routes.file_of(address),
        address=address,
        template="day.md",
        sketch=replace(sketch, frame=frame),
    )


def downloads(day: Day, scene: Scene) -> tuple[Download, ...]:
    """Name the files of a digest for its page."""
    if not day.papers:
        return ()
    page = scene.day_address(day.date)
    return tuple(
        Download(
            label=kind.label,
            address=kind.address(page),
            name=f"papers-{day.date.value}.{kind.ending}",
            media_type=kind.media_type,
        )
        for kind in map(_KINDS.__getitem__, _forms(scene))
    )


def has_records(settings: DownloadSettings) -> bool:
    """Whether a site has the papers of its digests as JSON."""
    return settings.enabled and Form.JSON in settings.formats


def schema_of(settings: DownloadSettings) -> str:
    """Give the address of the schema of these, or nothing."""
    return routes.SCHEMA if has_records(settings) else ""


def records_of(date: DigestDate, scene: Scene) -> str:
    """Give the address of the file that describes a digest's papers to programs, or nothing."""
    return routes.records(scene.day_address(date)) if has_records(scene.settings.downloads) else ""


def bibliography_of(date: DigestDate, scene: Scene) -> str:
    """Give the address of the file with a digest's papers as BibTeX, or nothing."""
    has_file = Form.BIBTEX in _forms(scene)
    return routes.bibliography(scene.day_address(date)) if has_file else ""


def file_view(sketch: FileSketch, shelf: Shelf) -> FileView:
    """Load the papers of a file and make its view."""
    papers = tuple(_load(sketch, shelf))
    if sketch.form is Form.BIBTEX:
        return BibliographyView(papers=papers)
    if sketch.form is Form.RIS:
        return RisView(papers=papers)
    if sketch.form is Form.CSL:
        return CslView(papers=papers)
    return RecordsView(
        date=sketch.date, papers=tuple(_record(paper, sketch.language) for paper in papers)
    )


def _load(sketch: FileSketch, shelf: Shelf) -> list[Paper]:
    return [
        paper_of(card.key, (first,), shown_texts(card.leaves, shelf), _codes(card.categories))
        for card, first in zip(sketch.cards, sketch.firsts, strict=True)
    ]


def _codes(categories: tuple[CategoryRef, ...]) -> tuple[str, ...]:
    return tuple(category.code for category in categories)


def _record(paper: Paper, language: str) -> PaperRecord:
    return PaperRecord(
        address=routes.paper(paper.key),
        title=paper.title,
        id=paper.id,
        url=None if paper.id else paper.url,
        authors=paper.authors,
        categories=paper.categories,
        headline=headline(paper.headlines, paper.sections, language),
        summary=gist(paper.sections, paper.pitch, language),
        badges=paper.badges,
        venue=paper.venue or None,
        code=paper.code or None,
    )
