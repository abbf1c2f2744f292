"""Rendering: pages to bytes, in batches that any process can take on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from generator.model import Value
from generator.theme import Theme
from generator.views.pages import Page
from generator.views.site import SiteView

BATCH = 100
"""Pages in a unit of work: enough to make its hand-over cheap, few enough to share out evenly."""


class Look(Value):
    """What decides how every page looks: enough to load the theme in any process."""

    site: SiteView
    theme: str
    overrides: str


class RenderedPage(Value):
    """A page's file below the output folder, and its bytes."""

    path: str
    data: bytes


@lru_cache(maxsize=2)
def load_theme(look: Look) -> Theme:
    """Load the theme once in each process."""
    overrides = Path(look.overrides)
    return Theme.load(
        look.site, name=look.theme, overrides=overrides if overrides.is_dir() else None
    )


def reload_theme(look: Look) -> Theme:
    """Load the theme as it is on the disk now; processes started from here on do so anyway."""
    load_theme.cache_clear()
    return load_theme(look)


def render_batch(look: Look, pages: Sequence[Page]) -> tuple[RenderedPage, ...]:
    """Render pages with a theme; raises UsageError for a template that is broken."""
    theme = load_theme(look)
    return tuple(
        RenderedPage(
            path=page.path,
            data=theme.render(page.template, page.view).encode("utf-8", "replace"),
        )
        for page in pages
    )


def batches(pages: Sequence[Page]) -> list[Sequence[Page]]:
    """Cut pages into units of work."""
    return [pages[at : at + BATCH] for at in range(0, len(pages), BATCH)]
