"""The list of all feeds, as feed readers take it in: OPML 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

from generator.feeds.telling import Teller
from generator.feeds.xml import Element, add, document
from generator.views.feeds import FeedHead, FeedListView
from generator.views.site import SiteView
from generator.wording import Wording


def opml(view: FeedListView, site: SiteView, words: Wording) -> str:
    """Write the list: the feeds of the site, those of its categories in a folder, more by address.

    Authors are so many that they are not taken in unasked: an outline includes their list.
    """
    root = Element("opml", {"version": "2.0"})
    add(add(root, "head"), "title", site.title)
    body = add(root, "body")
    for head in view.feeds:
        _outline(body, head, Teller(head, site, words))
    if view.categories:
        folder = add(body, "outline", text=words.say("categories"))
        for head in view.categories:
            _outline(folder, head, Teller(head, site, words))
    if view.more:
        label = words.say("authors")
        add(body, "outline", type="include", text=label, url=site.base_url + view.more[1:])
    return document(root)


def _outline(parent: Element, head: FeedHead, teller: Teller) -> None:
    title = teller.title()
    outline = add(
        parent, "outline", type="rss", text=title, title=title,
        xmlUrl=teller.whole(head.feed), htmlUrl=teller.whole(head.page),
    )  # fmt: skip
    outline.tail = "\n"
