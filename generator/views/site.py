"""What every page knows of the site. Nothing here changes with a new day."""

from __future__ import annotations

from generator.model import Value
from generator.views.parts import FeedLink, Link


class SiteView(Value):
    """The site as all pages show it.

    `base_path` starts and ends in `/`. `base_url` is the absolute address of the site with
    the base path, ending in `/`, or empty where none is known. `language` is a BCP 47 tag for
    which the theme has translations. `authors` is empty where authors have no pages, `trends` where
    it shows none, `manifest` and `worker` where the site is not kept offline, `schema` and `index`
    where it has no such file for programs. `has_cards` tells whether pages say how they look when
    shared, `has_linked_data` whether they describe themselves in JSON-LD. `pages` are the
    maintainer's own, beside the one about the site. `feeds` are those of the whole site, and
    `all_feeds` is the list of these and all others.
    """

    title: str
    tagline: str
    language: str
    base_path: str
    base_url: str
    home: str
    categories: str
    search: str
    about: str
    has_search: bool
    colophon: str
    source_url: str = ""
    accent: str = ""
    saved: str = ""
    authors: str = ""
    trends: str = ""
    manifest: str = ""
    worker: str = ""
    pages: tuple[Link, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    all_feeds: str = ""
    schema: str = ""
    index: str = ""
    has_cards: bool = True
    has_linked_data: bool = True
