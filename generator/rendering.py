"""Pages to files in the staging folder, in units that any process can take on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.cache.packs import PackShelf
from generator.compose.complete import complete
from generator.fingerprint import base_of, page_fingerprint
from generator.manifest import FileRecord
from generator.papers import forget_texts
from generator.render import Look, batches, load_theme, render_batch
from generator.views.sketches import PageSketch, PaperSketch
from generator.work import Crew
from generator.write import stage_file


class Places(msgspec.Struct, frozen=True):
    """Where the texts of pages come from, and where their files go."""

    packs: Path
    staging: Path


class _RenderUnit(msgspec.Struct, frozen=True):
    """A batch of pages with their fingerprints."""

    look: Look
    pages: tuple[PageSketch, ...]
    fingerprints: tuple[str, ...]
    places: Places


def template_digests(
    look: Look, pages: Sequence[PageSketch], known: Mapping[str, str]
) -> dict[str, str]:
    """Give the digests of all templates that pages are made by, of which some may be known.

    Raises UsageError for a broken theme.
    """
    found = dict(known)
    for name in sorted({page.template for page in pages} - known.keys()):
        theme = load_theme(look)
        found[name] = theme.sources(name) if name else theme.words.digest
    return found


def fingerprints(
    look: Look, pages: Sequence[PageSketch], templates: Mapping[str, str]
) -> dict[str, str]:
    """Give the fingerprint of each page by its path, with the digests of their templates."""
    base = base_of(look.site)
    return {
        page.path: page_fingerprint(page, template_digest=templates[page.template], base=base)
        for page in pages
    }


def render_pages(
    look: Look, pages: Sequence[PageSketch], wanted: Mapping[str, str], places: Places, crew: Crew
) -> Iterator[dict[str, FileRecord]]:
    """Render pages into the staging folder; `wanted` has their fingerprints by path.

    Gives the records of each batch as soon as it is done. Raises CacheError where a text cannot
    be loaded.
    """
    ordered = sorted(pages, key=_day)
    units = [_unit(look, batch, wanted, places) for batch in batches(ordered)]
    return crew.share(_render, units, work=len(pages))


def _day(page: PageSketch) -> str:
    """Give the address of the day that a page belongs to: pages beside it show the same texts."""
    sketch = page.sketch
    return sketch.days[-1].address if isinstance(sketch, PaperSketch) else page.address


def _unit(
    look: Look, batch: Sequence[PageSketch], wanted: Mapping[str, str], places: Places
) -> _RenderUnit:
    return _RenderUnit(look, tuple(batch), tuple(wanted[p.path] for p in batch), places)


def _render(unit: _RenderUnit) -> dict[str, FileRecord]:
    shelf = _shelf(unit.places)
    rendered = render_batch(unit.look, [complete(page, shelf) for page in unit.pages])
    return {
        page.path: stage_file(unit.places.staging, page.path, page.data, fingerprint)
        for page, fingerprint in zip(rendered, unit.fingerprints, strict=True)
    }


@lru_cache(maxsize=1)
def _shelf(places: Places) -> PackShelf:
    """Open the packs once in each process and build: the next may have made them anew."""
    return PackShelf(places.packs)


def close_packs() -> None:
    """Let go of the packs that this process has open, and of what it remembers of them."""
    forget_texts()
    _shelf.cache_clear()
