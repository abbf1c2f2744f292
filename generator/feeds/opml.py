"""The list of all feeds, as feed readers take it in: OPML 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

from generator.feeds.telling import Teller
from generator.feeds.xml import document, element, escaped
from generator.views.feeds import FeedHead, FeedListView
from generator.views.site import SiteView
from generator.wording import Wording


def opml(view: FeedListView, site: SiteView, words: Wording) -> str:
    """Write the list: the feeds of the site, those of its categories in a folder, more by address.

    Authors are so many that they are not taken in unasked: an outline includes their list.
    """
    outlines = [_outline(head, site, words) for head in view.feeds]
    if view.categories:
        folder = "".join([_outline(head, site, words) for head in view.categories])
        outlines.append(element("outline", folder, text=words.say("categories")))
    if view.more:
        label = words.say("authors")
        url = site.base_url + view.more[1:]
        outlines.append(element("outline", type="include", text=label, url=url))
    parts = (
        element("head", element("title", escaped(site.title))),
        element("body", "".join(outlines)),
    )
    return document(parts, "opml", version="2.0")


def _outline(head: FeedHead, site: SiteView, words: Wording) -> str:
    teller = Teller(head, site, words)
    title = teller.title()
    outline = element(
        "outline", type="rss", text=title, title=title,
        xmlUrl=teller.whole(head.feed), htmlUrl=teller.whole(head.page),
    )  # fmt: skip
    return outline + "\n"
