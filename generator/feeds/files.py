"""The bytes of feeds, by what they show."""

from __future__ import annotations

from generator.feeds.atom import atom
from generator.feeds.json_feed import json_feed
from generator.feeds.opml import opml
from generator.views.feeds import AtomView, FeedFile, JsonFeedView
from generator.views.site import SiteView
from generator.wording import Wording


def feed_text(view: FeedFile, site: SiteView, words: Wording) -> str:
    """Write a feed, or the list of feeds; the site knows its whole address."""
    if isinstance(view, AtomView):
        return atom(view, site, words)
    if isinstance(view, JsonFeedView):
        return json_feed(view, site, words)
    return opml(view, site, words)
