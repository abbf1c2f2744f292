"""The bytes of files that are no HTML: BibTeX, and JSON with a line for each paper."""

from __future__ import annotations

import json

from generator.views.pages import BibliographyView, FileView, PaperRecord
from generator.views.parts import Text
from generator.views.site import SiteView

VERSION = 1
"""Raised when what a key of the JSON means changes; a new key does not raise it."""


def file_text(view: FileView, site: SiteView) -> str:
    """Write a file; in JSON what is absent is null or an empty list."""
    if isinstance(view, BibliographyView):
        return "".join(f"{entry}\n\n" for entry in view.entries).rstrip("\n") + "\n"
    papers = ",\n".join(_line(_record(paper, site)) for paper in view.papers)
    head = _line({"version": VERSION, "date": view.date, "count": len(view.papers)})
    return f'{head[:-1]},"papers":[\n{papers}\n]}}\n'


def _line(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _record(paper: PaperRecord, site: SiteView) -> dict[str, object]:
    base = site.base_url or site.base_path
    return {
        "key": paper.key,
        "id": paper.id,
        "title": paper.title,
        "authors": paper.authors,
        "categories": paper.categories,
        "address": base + paper.address.removeprefix("/"),
        "url": paper.url,
        "headline": _text(paper.headline),
        "summary": _text(paper.summary),
        "badges": paper.badges,
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return {"lang": text.lang, "text": text.value} if text else None
