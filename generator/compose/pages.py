"""All pages of a site, in one stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from generator import routes
from generator.archive import Archive
from generator.compose.calendar import day_pages, month_pages, year_pages
from generator.compose.categories import category_pages
from generator.compose.files import day_files
from generator.compose.front import ABOUT, OwnPage, front_pages
from generator.compose.papers import paper_pages
from generator.compose.scene import Scene
from generator.config import Config, Settings
from generator.related.lists import RelatedList
from generator.views.parts import Link
from generator.views.site import SiteView
from generator.views.sketches import PageSketch


def compose(
    archive: Archive,
    settings: Settings,
    own: tuple[OwnPage, ...],
    related: Mapping[str, RelatedList] | None = None,
) -> Iterator[PageSketch]:
    """Sketch every page of the site; no two have one address.

    `related` has lists of related papers by key.
    """
    scene = Scene(archive, settings, related)
    return chain(
        paper_pages(scene),
        day_pages(scene),
        day_files(scene),
        month_pages(scene),
        year_pages(scene),
        category_pages(scene),
        front_pages(scene, own),
    )


def site_view(config: Config, own: tuple[OwnPage, ...] = ()) -> SiteView:
    """Give what every page knows of the site."""
    site = config.settings.site
    return SiteView(
        title=site.title,
        tagline=site.tagline,
        language=site.language,
        base_path=config.base_path,
        base_url=config.base_url,
        home=routes.HOME,
        categories=routes.CATEGORIES,
        search=routes.SEARCH,
        about=routes.ABOUT,
        has_search=config.settings.search.enabled,
        saved=routes.SAVED,
        pages=tuple(
            Link(label=page.title, address=routes.own_page(page.name))
            for page in own
            if page.name != ABOUT
        ),
        manifest=routes.MANIFEST if config.settings.offline.enabled else "",
        worker=routes.WORKER if config.settings.offline.enabled else "",
        colophon=site.colophon,
        source_url=site.source_url,
    )
