"""Rendering: pages to bytes, in batches that any process can take on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from generator import routes
from generator.downloads import file_text
from generator.feeds.files import feed_text
from generator.model import Value
from generator.packing import packed
from generator.theme import Theme
from generator.theme_files import theme_digest
from generator.views.feeds import FeedFile
from generator.views.pages import FileView, Page
from generator.views.site import SiteView
from generator.views.sketches import PageSketch

BATCH = 100
"""Pages in a unit of work: enough to make its hand-over cheap, few enough to share out evenly."""

_UNITS, _MOST = 32, 4 * BATCH
"""Of many pages units are larger, so that most pages of a day come into one: they share texts."""


class Look(Value):
    """What decides how every page looks: enough to load the theme in any process.

    `files` is the digest of the theme's files: when they change, the theme is loaded anew.
    """

    site: SiteView
    theme: str
    overrides: str
    files: str

    @property
    def replacements(self) -> Path | None:
        """The folder with the site's own files of the theme, if it is there."""
        return existing(Path(self.overrides))


def existing(overrides: Path) -> Path | None:
    """Give the folder with a site's own files of the theme, if it is there."""
    return overrides if overrides.is_dir() else None


def look_at(site: SiteView, theme: str, overrides: Path) -> Look:
    """Give the look of a site, with its theme as it is on the disk now."""
    files = theme_digest(theme, existing(overrides))
    return Look(site=site, theme=theme, overrides=str(overrides), files=files)


class RenderedPage(Value):
    """A page's file below the output folder, and its bytes."""

    path: str
    data: bytes


@lru_cache(maxsize=2)
def load_theme(look: Look) -> Theme:
    """Load the theme once in each process, and again when its files have changed."""
    return Theme.load(look.site, name=look.theme, overrides=look.replacements)


def render_batch(look: Look, pages: Sequence[Page]) -> tuple[RenderedPage, ...]:
    """Render pages with a theme; raises UsageError for a template that is broken."""
    theme = load_theme(look)
    return tuple(RenderedPage(path=page.path, data=_data(page, theme, look.site)) for page in pages)


def _data(page: Page, theme: Theme, site: SiteView) -> bytes:
    data = _text(page, theme, site).encode("utf-8", "replace")
    return packed(data) if page.path.endswith(routes.PACKED) else data


def _text(page: Page, theme: Theme, site: SiteView) -> str:
    """Write a page: HTML by its template, and what is no HTML apart from the templates."""
    if isinstance(page.view, FeedFile):
        return feed_text(page.view, site, theme.words)
    if isinstance(page.view, FileView):
        return file_text(page.view, site)
    return theme.render(page.template, page.view)


def batches(pages: Sequence[PageSketch]) -> list[Sequence[PageSketch]]:
    """Cut pages into units of work."""
    size = max(BATCH, min(_MOST, len(pages) // _UNITS))
    return [pages[at : at + size] for at in range(0, len(pages), size)]
