"""What the standards ask of feeds: each rule that is broken is a line."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import feedparser
import html5lib
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
_WHOLE = re.compile(r"https?://[^/]+/")
_ALLOWED = frozenset({"html", "head", "body", "p", "b", "ul", "li", "a"})


def parsed(text: str) -> Any:
    """Parse a document as strictly as XML asks."""
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def links(element: Any) -> dict[str, str]:
    """Give the addresses of a feed's or an entry's links by relation."""
    return {
        link.get("rel", "alternate"): link.get("href") for link in element.findall(f"{ATOM}link")
    }


def atom_faults(text: str) -> list[str]:
    """Name what is wrong with a document of a feed (RFC 4287, RFC 5005)."""
    return [*_as_read(text), *entry_faults(text)]


def entry_faults(text: str) -> list[str]:
    """Name what is wrong with it, without asking how another program reads it."""
    feed = parsed(text)
    faults = [] if _SCHEMA.validate(feed) else [str(_SCHEMA.error_log.last_error)]
    faults += _about_feed(feed)
    for entry in feed.findall(f"{ATOM}entry"):
        faults += _about_entry(entry)
    return faults


def _as_read(text: str) -> Iterator[str]:
    read = feedparser.parse(text.encode())
    if read.bozo:
        yield f"feedparser: {read.bozo_exception}"
    if read.version != "atom10":
        yield f"feedparser takes it for {read.version}"


def _about_feed(feed: Any) -> Iterator[str]:
    found = links(feed)
    for relation in ("self", "alternate"):
        if relation not in found:
            yield f"no link {relation}"
    yield from _about_links(feed)
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry"))
    yield from (f"the id {one} stands {count} times" for one, count in ids.items() if count > 1)
    moments = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
    if moments != sorted(moments, reverse=True):
        yield "entries are not newest first"
    if moments and feed.findtext(f"{ATOM}updated") != moments[0]:
        yield "the feed was not updated with its newest entry"
    is_archive = feed.find(f"{HISTORY}archive") is not None
    if is_archive != ("current" in found):
        yield "an archive document names the current one, and only it does"
    if not is_archive and "next-archive" in found:
        yield "a current document has nothing after it"


def _about_entry(entry: Any) -> Iterator[str]:
    yield from _about_links(entry)
    for moment in entry.iter(f"{ATOM}updated"):
        datetime.fromisoformat(moment.text)
    content = entry.find(f"{ATOM}content")
    if content is not None:
        yield from html_faults(content.text)


def _about_links(element: Any) -> Iterator[str]:
    kinds = Counter(
        (link.get("rel", "alternate"), link.get("type")) for link in element.findall(f"{ATOM}link")
    )
    yield from (f"{count} links {kind}" for kind, count in kinds.items() if count > 1)


@lru_cache(maxsize=1_000)
def html_faults(html: str) -> tuple[str, ...]:
    """Name what is wrong with the HTML of an entry: other elements, links that are not whole.

    An entry stands in the feeds of all its categories.
    """
    return tuple(_about_html(html))


def _about_html(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(f"<!doctype html><title>-</title>{html}")
    yield from (f"HTML: {code} at {place}" for place, code, _ in parser.errors)
    for element in tree.iter():
        if element.tag not in _ALLOWED | {"title"}:
            yield f"an element {element.tag}"
        for name, value in element.attrib.items():
            if name not in ("href", "lang"):
                yield f"an attribute {name}"
            if name == "href" and not _WHOLE.match(value):
                yield f"a link that is not whole: {value}"


def json_faults(text: str) -> list[str]:
    """Name what is wrong with a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    return list(_about_json(json.loads(text)))


_KEYS = {
    "version", "title", "home_page_url", "feed_url", "description", "language", "authors", "hubs",
    "items",
}  # fmt: skip
_ITEM_KEYS = {
    "id", "url", "external_url", "title", "content_html", "summary", "date_published", "authors",
    "tags", "language",
}  # fmt: skip


def _about_json(feed: dict[str, Any]) -> Iterator[str]:
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        yield "another version"
    yield from (f"an unknown key {key}" for key in feed.keys() - _KEYS)
    yield from (f"no {key}" for key in ("title", "items") if key not in feed)
    for key in ("home_page_url", "feed_url"):
        if not _WHOLE.match(feed[key]):
            yield f"{key} is not whole"
    ids = [item["id"] for item in feed["items"]]
    if len(set(ids)) != len(ids):
        yield "an id stands twice"
    for item in feed["items"]:
        yield from _about_item(item)


def _about_item(item: dict[str, Any]) -> Iterator[str]:
    yield from (f"an unknown key {key} of an item" for key in item.keys() - _ITEM_KEYS)
    yield from html_faults(item["content_html"])
    datetime.fromisoformat(item["date_published"])
    for key in ("id", "url", "external_url"):
        if not _WHOLE.match(item.get(key, "https://x") + "/"):
            yield f"{key} is not whole"
    yield from (
        "an author without a name" for one in item.get("authors", []) if not one.get("name")
    )
