"""Pages to files in the staging folder, in units that any process can take on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from generator.fingerprint import base_digest, page_fingerprint
from generator.manifest import FileRecord
from generator.render import Look, batches, load_theme, render_batch
from generator.views.pages import Page
from generator.work import share
from generator.write import stage_file


class _RenderUnit(msgspec.Struct, frozen=True):
    """A batch of pages with their fingerprints, and where to put their files."""

    look: Look
    pages: tuple[Page, ...]
    fingerprints: tuple[str, ...]
    staging: str


def fingerprints(look: Look, pages: Sequence[Page]) -> dict[str, str]:
    """Give the fingerprint of each page by its path; raises UsageError for a broken theme."""
    theme = load_theme(look)
    base = base_digest(look.site)
    templates = {name: theme.sources(name) for name in sorted({page.template for page in pages})}
    return {
        page.path: page_fingerprint(page, template_digest=templates[page.template], base=base)
        for page in pages
    }


def render_pages(
    look: Look, pages: Sequence[Page], wanted: Mapping[str, str], staging: Path, jobs: int
) -> Iterator[dict[str, FileRecord]]:
    """Render pages into the staging folder; `wanted` has their fingerprints by path.

    Gives the records of each batch as soon as it is done.
    """
    units = [_unit(look, batch, wanted, staging) for batch in batches(pages)]
    return share(_render, units, jobs=jobs, work=len(pages))


def _unit(
    look: Look, batch: Sequence[Page], wanted: Mapping[str, str], staging: Path
) -> _RenderUnit:
    return _RenderUnit(look, tuple(batch), tuple(wanted[p.path] for p in batch), str(staging))


def _render(unit: _RenderUnit) -> dict[str, FileRecord]:
    rendered = render_batch(unit.look, unit.pages)
    return {
        page.path: stage_file(Path(unit.staging), page.path, page.data, fingerprint)
        for page, fingerprint in zip(rendered, unit.fingerprints, strict=True)
    }
