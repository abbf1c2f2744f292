"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json

from generator.feeds.telling import Teller, moment, plain
from generator.feeds.xml import characters
from generator.views.feeds import JsonFeedView, PaperEntry
from generator.views.site import SiteView
from generator.wording import Wording

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(view: JsonFeedView, site: SiteView, words: Wording) -> str:
    """Write a feed, an entry on each line; what is absent is left out."""
    teller = Teller(view.head, site, words)
    head = view.head
    feed: dict[str, object] = {
        "version": _VERSION,
        "title": teller.title(),
        "home_page_url": teller.whole(head.page),
        "feed_url": teller.whole(head.address),
        "description": teller.about(),
        "language": site.language,
        "authors": [{"name": teller.publisher(), "url": site.base_url}],
    }
    if head.hub:
        feed["hubs"] = [{"type": "WebSub", "url": head.hub}]
    items = ",\n".join(_line(_item(entry, teller)) for entry in view.entries)
    return f'{_line(feed)[:-1]},"items":[\n{items}\n]}}\n'


def _line(value: dict[str, object]) -> str:
    return characters(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _item(entry: PaperEntry, teller: Teller) -> dict[str, object]:
    address = teller.whole(entry.address)
    item = {
        "id": teller.id_of(entry.address),
        "url": address,
        "external_url": entry.url,
        "title": plain(entry.title.value) or address,
        "content_html": teller.paper_html(entry),
        "summary": plain(entry.lead.value) if entry.lead else "",
        "date_published": moment(entry.date),
        "authors": [{"name": name} for name in filter(None, map(plain, entry.authors))],
        "tags": [category.code for category in entry.categories],
        "language": teller.language_of(entry),
    }
    # An item must have a content, be it empty.
    return {key: value for key, value in item.items() if value or key == "content_html"}
