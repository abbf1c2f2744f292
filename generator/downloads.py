"""The text of files that no template makes: for reference managers, programs and crawlers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources

from generator import routes, sitemap
from generator.citing.bibtex import bibliography
from generator.citing.references import csl_file, ris_file
from generator.views.machine import (
    ArchiveIndexView,
    MachineView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
)
from generator.views.pages import (
    BibliographyView,
    CslView,
    FileView,
    PaperRecord,
    RecordsView,
    RisView,
)
from generator.views.parts import DateRef, Text
from generator.views.site import SiteView

VERSION = 1
"""Raised when what a key of the JSON means changes; a new key does not raise it."""

_Table = dict[str, object]


def file_text(view: FileView, site: SiteView) -> str:
    """Write a file; in JSON what is absent is left out."""
    if isinstance(view, BibliographyView):
        return "\n\n".join(bibliography(view.papers, site.base_url)) + "\n"
    if isinstance(view, RisView):
        return ris_file(view.papers, site.base_url)
    if isinstance(view, CslView):
        return csl_file(view.papers, site.base_url)
    if isinstance(view, RecordsView):
        return _records(view, site)
    return _machine(view, site)


def data_files(site: SiteView) -> dict[str, bytes]:
    """Give the files about the site's data that are the same on every site, by path."""
    if not site.schema:
        return {}
    schema = resources.files("generator").joinpath("papers.schema.json").read_bytes()
    return {routes.file_of(site.schema): schema}


def _machine(view: MachineView, site: SiteView) -> str:
    if isinstance(view, SitemapView):
        return sitemap.urlset(view.entries, site.base_url)
    if isinstance(view, SitemapIndexView):
        return sitemap.index(view.parts, site.base_url)
    if isinstance(view, RobotsView):
        listed = f"\nSitemap: {_base(site)}{_inner(view.sitemap)}\n" if view.sitemap else ""
        return f"User-agent: *\nDisallow:\n{listed}"
    return _index(view, site)


def _records(view: RecordsView, site: SiteView) -> str:
    head = {
        "$schema": _base(site) + _inner(site.schema),
        "version": VERSION,
        "date": view.date,
        "base": _base(site),
        "count": len(view.papers),
    }
    return _lines(head, "papers", map(_record, view.papers))


def _record(paper: PaperRecord) -> _Table:
    return _present(
        {
            "id": paper.id,
            "title": paper.title,
            "authors": paper.authors,
            "categories": paper.categories,
            "address": _inner(paper.address),
            "url": paper.url,
            "headline": _text(paper.headline),
            "summary": _text(paper.summary),
            "badges": paper.badges,
            "venue": paper.venue,
            "code": paper.code,
        }
    )


def _text(text: Text | None) -> dict[str, str] | None:
    return {"lang": text.lang, "text": text.value} if text else None


def _index(view: ArchiveIndexView, site: SiteView) -> str:
    head = {
        "version": VERSION,
        "title": site.title,
        "language": site.language,
        "base": _base(site),
        "schema": _inner(view.schema) or None,
        "papers": view.papers,
        "files": view.files,
    }
    return _lines(_present(head), "days", map(_day, view.days))


def _day(day: DateRef) -> _Table:
    told = {"date": day.value, "count": day.count, "address": _inner(day.address)}
    return told | ({"name": day.note} if day.note else {})


def _base(site: SiteView) -> str:
    return site.base_url or site.base_path


def _inner(address: str) -> str:
    """Give an address as it follows the base."""
    return address.removeprefix("/")


def _present(table: _Table) -> _Table:
    return {key: value for key, value in table.items() if value not in (None, ())}


def _lines(head: _Table, key: str, rows: Iterable[_Table]) -> str:
    """Write an object whose last key is a list with a line for each of its items."""
    lines = ",\n".join(map(_line, rows))
    return f'{_line(head)[:-1]},"{key}":[\n{lines}\n]}}\n'


def _line(value: _Table) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
