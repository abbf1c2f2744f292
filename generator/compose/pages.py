"""All pages of a site, in one stream."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from generator import routes
from generator.archive import Archive
from generator.compose.authors import author_pages
from generator.compose.bundles import Bundle, Pages, bind
from generator.compose.calendar import day_pages, month_pages, year_pages
from generator.compose.categories import category_fronts, category_pages
from generator.compose.derived import Derived
from generator.compose.feeds import feed_files
from generator.compose.files import schema_of
from generator.compose.front import ABOUT, OwnPage, front_pages
from generator.compose.machine import machine_files
from generator.compose.papers import paper_pages
from generator.compose.scene import Scene
from generator.compose.trends import trends_pages
from generator.config import Config
from generator.settings import Settings
from generator.views.parts import FeedLink, Link
from generator.views.site import SiteView
from generator.views.sketches import Known, PageSketch


def compose(
    archive: Archive,
    settings: Settings,
    own: tuple[OwnPage, ...],
    base_url: str = "",
    derived: Derived | None = None,
) -> Iterator[PageSketch]:
    """Sketch every page of the site; no two have one address.

    Without a whole `base_url` the files are left out that need whole addresses, and without
    what is `derived` from all texts the pages that show it.
    """
    scene = Scene(archive, settings, base_url, lambda: derived or Derived())
    return iter(compose_unknown(scene, own, Known()).every())


def compose_unknown(scene: Scene, own: tuple[OwnPage, ...], known: Known) -> Pages:
    """Compose every page as `compose` does, without sketching those that are known.

    Pages that show what is derived from all texts come last: it may be made meanwhile.
    """
    others = list(bind(_without_derived(scene, own), known))
    papers = list(bind(paper_pages(scene), known))
    last = bind(chain(category_fronts(scene), trends_pages(scene)), known)
    bound = [*papers, *others, *last]
    listed = chain.from_iterable(some.listed() for some in bound)
    return Pages([*bound, *bind(machine_files(scene, listed, scene.base_url), Known())])


def _without_derived(scene: Scene, own: tuple[OwnPage, ...]) -> Iterator[PageSketch | Bundle]:
    return chain(
        day_pages(scene),
        month_pages(scene),
        year_pages(scene),
        category_pages(scene),
        feed_files(scene),
        author_pages(scene),
        front_pages(scene, own),
    )


def _feeds(config: Config) -> tuple[FeedLink, ...]:
    """Name the feeds of the whole site, the one for most readers first."""
    feeds = config.settings.feeds
    if not (feeds.enabled and config.base_url):
        return ()
    links = (
        FeedLink(kind="papers", address=routes.FEED, media_type="application/atom+xml"),
        FeedLink(kind="days", address=routes.DAYS_FEED, media_type="application/atom+xml"),
        FeedLink(kind="json", address=routes.JSON_FEED, media_type="application/feed+json"),
    )
    has = {"papers": True, "days": feeds.days, "json": feeds.json}
    return tuple(link for link in links if has[link.kind])


def site_view(config: Config, own: tuple[OwnPage, ...] = ()) -> SiteView:
    """Give what every page knows of the site."""
    site = config.settings.site
    feeds = _feeds(config)
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
        authors=routes.AUTHORS if config.settings.authors.enabled else "",
        trends=routes.TRENDS if config.settings.trends.enabled else "",
        pages=tuple(
            Link(label=page.title, address=routes.own_page(page.name))
            for page in own
            if page.name != ABOUT
        ),
        manifest=routes.MANIFEST if config.settings.offline.enabled else "",
        worker=routes.WORKER if config.settings.offline.enabled else "",
        feeds=feeds,
        all_feeds=routes.FEEDS if feeds else "",
        colophon=site.colophon,
        has_cards=config.settings.metadata.cards,
        has_linked_data=config.settings.metadata.linked_data,
        schema=schema_of(config.settings.downloads),
        index=routes.INDEX if config.settings.data.index else "",
        source_url=site.source_url,
    )
