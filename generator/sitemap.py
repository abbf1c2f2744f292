"""The sitemap of a site (https://www.sitemaps.org/protocol.html), in parts where it is large.

Its dates are those of the digests, never the clock's.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from generator.views.machine import SitemapEntry

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(entries: Iterable[SitemapEntry], base_url: str) -> str:
    """List the addresses of pages, a line each."""
    lines = "".join(f"<url>{_entry(entry, base_url)}</url>\n" for entry in entries)
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{lines}</urlset>\n"


def index(entries: Iterable[SitemapEntry], base_url: str) -> str:
    """List the parts of a sitemap, a line each."""
    lines = "".join(f"<sitemap>{_entry(entry, base_url)}</sitemap>\n" for entry in entries)
    return f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{lines}</sitemapindex>\n"


def _entry(entry: SitemapEntry, base_url: str) -> str:
    address = escape(base_url + entry.address.removeprefix("/"), quote=False)
    changed = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
    return f"<loc>{address}</loc>{changed}"
