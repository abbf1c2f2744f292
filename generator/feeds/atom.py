"""Atom (RFC 4287), archived as RFC 5005 says in its section 4."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from generator.feeds.telling import NEVER, Teller, moment, plain
from generator.feeds.xml import document, element, escaped
from generator.routes import FEED_STYLE
from generator.views.feeds import AtomView, DayEntry, FeedHead, PaperEntry
from generator.views.site import SiteView
from generator.wording import Wording

TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_REMEMBERED = 1024
"""Entries that are remembered: those of the current documents of all feeds, and more."""


def atom(view: AtomView, site: SiteView, words: Wording) -> str:
    """Write a document of a feed."""
    teller = Teller(view.head, site, words)
    papers = _papers(view.head.ids, site, words)
    entries = [
        _day(entry, teller) if isinstance(entry, DayEntry) else papers(entry)
        for entry in view.entries
    ]
    history = _HISTORY if view.head.is_archive else ""
    return document(
        [*_head(view, teller), *entries],
        "feed",
        site.base_path + FEED_STYLE.removeprefix("/"),
        xmlns=_ATOM,
        xml_lang=site.language,
        xmlns_fh=history,
    )


def _head(view: AtomView, teller: Teller) -> Iterator[str]:
    """Write what a document says of its feed; who it is about, or the site, stands for authors."""
    head = view.head
    yield element("title", escaped(teller.title()))
    if not head.author:
        yield element("subtitle", escaped(teller.about()))
    yield element("id", escaped(teller.id_of(head.feed)))
    yield element("updated", moment(max((entry.date for entry in view.entries), default=NEVER)))
    yield element("link", rel="self", type=TYPE, href=teller.whole(head.address))
    yield element("link", rel="alternate", type="text/html", href=teller.whole(head.page))
    for relation, address in (("prev-archive", head.previous), ("next-archive", head.next)):
        if address:
            yield element("link", rel=relation, type=TYPE, href=teller.whole(address))
    if head.is_archive:
        yield element("link", rel="current", type=TYPE, href=teller.whole(head.feed))
        yield element("fh:archive")
    if head.hub:
        yield element("link", rel="hub", href=head.hub)
    yield _author(plain(head.author) or teller.publisher())
    yield element("generator", "Digestry")


@lru_cache(maxsize=1)
def _papers(ids: str, site: SiteView, words: Wording) -> Callable[[PaperEntry], str]:
    """Give the function that writes entries of papers; it remembers the last ones.

    A paper stands in the feeds of the site, of its categories and of its authors, and says the same
    in each: nothing of an entry is the feed's but what ids begin with.
    """
    teller = Teller(FeedHead(name="", page="", feed="", address="", ids=ids), site, words)
    return lru_cache(maxsize=_REMEMBERED)(partial(_paper, teller))


def _start(entry: PaperEntry | DayEntry, teller: Teller) -> str:
    """Begin an entry with what each has: it is named by the address of its page."""
    return (
        element("id", escaped(teller.id_of(entry.address)))
        + element("link", href=teller.whole(entry.address))
        + element("updated", moment(entry.date))
    )


def _paper(teller: Teller, entry: PaperEntry) -> str:
    title = plain(entry.title.value) or plain(entry.address)
    told = [
        _start(entry, teller),
        element("title", escaped(title), xml_lang=teller.lang(entry.title)),
    ]
    if entry.url:
        told.append(element("link", rel="related", href=entry.url))
    told += [_author(name) for name in filter(None, map(plain, entry.authors))]
    for category in entry.categories:
        code = plain(category.code)
        if code:
            told.append(element("category", term=code, scheme=teller.scheme(category)))
    content = teller.paper_html(entry)
    spoken = teller.language_of(entry)
    lang = spoken if spoken != teller.site.language else ""
    if content:
        told.append(element("content", escaped(content), type="html", xml_lang=lang))
    return element("entry", "".join(told))


def _day(entry: DayEntry, teller: Teller) -> str:
    title = element("title", escaped(teller.day_title(entry)))
    content = element("content", escaped(teller.day_html(entry)), type="html")
    return element("entry", _start(entry, teller) + title + content)


def _author(name: str) -> str:
    return element("author", element("name", escaped(name)))
