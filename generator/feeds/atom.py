"""Atom (RFC 4287), archived as RFC 5005 says in its section 4."""

from __future__ import annotations

from generator.feeds.telling import NEVER, Teller, moment, plain
from generator.feeds.xml import Element, add, document
from generator.routes import FEED_STYLE
from generator.views.feeds import AtomView, DayEntry, PaperEntry
from generator.views.site import SiteView
from generator.wording import Wording

TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"


def atom(view: AtomView, site: SiteView, words: Wording) -> str:
    """Write a document of a feed."""
    teller = Teller(view.head, site, words)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": site.language})
    _head(feed, view, teller)
    for entry in view.entries:
        if isinstance(entry, DayEntry):
            _day(feed, entry, teller)
        else:
            _paper(feed, entry, teller)
    return document(feed, site.base_path + FEED_STYLE.removeprefix("/"))


def _head(feed: Element, view: AtomView, teller: Teller) -> None:
    """Write what a document says of its feed; who it is about, or the site, stands for authors."""
    head = view.head
    if head.is_archive:
        feed.set("xmlns:fh", _HISTORY)
    add(feed, "title", teller.title())
    if not head.author:
        add(feed, "subtitle", teller.about())
    add(feed, "id", teller.id_of(head.feed))
    add(feed, "updated", moment(max((entry.date for entry in view.entries), default=NEVER)))
    add(feed, "link", rel="self", type=TYPE, href=teller.whole(head.address))
    add(feed, "link", rel="alternate", type="text/html", href=teller.whole(head.page))
    for relation, address in (("prev-archive", head.previous), ("next-archive", head.next)):
        if address:
            add(feed, "link", rel=relation, type=TYPE, href=teller.whole(address))
    if head.is_archive:
        add(feed, "link", rel="current", type=TYPE, href=teller.whole(head.feed))
        add(feed, "fh:archive")
    if head.hub:
        add(feed, "link", rel="hub", href=head.hub)
    add(add(feed, "author"), "name", plain(head.author) or teller.publisher())
    add(feed, "generator", "Digestry")


def _start(feed: Element, entry: PaperEntry | DayEntry, teller: Teller) -> Element:
    """Begin an entry with what each has: it is named by the address of its page."""
    written = add(feed, "entry")
    add(written, "id", teller.id_of(entry.address))
    add(written, "link", href=teller.whole(entry.address))
    add(written, "updated", moment(entry.date))
    return written


def _paper(feed: Element, entry: PaperEntry, teller: Teller) -> None:
    written = _start(feed, entry, teller)
    title = plain(entry.title.value) or plain(entry.address)
    add(written, "title", title, xml_lang=teller.lang(entry.title))
    if entry.url:
        add(written, "link", rel="related", href=entry.url)
    for name in filter(None, map(plain, entry.authors)):
        add(add(written, "author"), "name", name)
    for category in entry.categories:
        code = plain(category.code)
        if code:
            add(written, "category", term=code, scheme=teller.scheme(category))
    html = teller.paper_html(entry)
    spoken = teller.language_of(entry)
    lang = spoken if spoken != teller.site.language else ""
    if html:
        add(written, "content", html, type="html", xml_lang=lang)


def _day(feed: Element, entry: DayEntry, teller: Teller) -> None:
    written = _start(feed, entry, teller)
    add(written, "title", teller.day_title(entry))
    add(written, "content", teller.day_html(entry), type="html")
