"""What feeds and the list of them show. Texts and addresses are as in the views of pages."""

from __future__ import annotations

from generator.model import Value
from generator.views.parts import CategoryRef, Link, SectionView, Text


class FeedHead(Value):
    """What a document of a feed says of the feed and of its own place in it.

    `name` is what the feed is about, empty for the whole site; `page` the page that it follows,
    `feed` its current document, `address` this one, `previous` and `next` the archive documents
    before and after. `daily` feeds have one entry a day. `author` is who wrote all of its papers,
    where it is about a person. `ids` is the base address of ids, where that is not the site's own.
    """

    name: str
    page: str
    feed: str
    address: str
    previous: str = ""
    next: str = ""
    daily: bool = False
    author: str = ""
    hub: str = ""
    ids: str = ""

    @property
    def is_archive(self) -> bool:
        """Whether this is an archive document, not the current one."""
        return self.address != self.feed


class PaperEntry(Value):
    """A paper as the digest of `date` presents it. `lead` is its TL;DR, `url` an outside address.

    `more_authors` counts the authors that are left out of `authors`.
    """

    address: str
    date: str
    title: Text
    authors: tuple[str, ...] = ()
    more_authors: int = 0
    categories: tuple[CategoryRef, ...] = ()
    headline: Text | None = None
    lead: Text | None = None
    sections: tuple[SectionView, ...] = ()
    url: str = ""


class DayGroup(Value):
    """The new papers of a category on a day: their number, where they stand, the first of them."""

    category: CategoryRef
    address: str
    count: int
    papers: tuple[Link, ...] = ()


class DayEntry(Value):
    """A day with new papers, which `count` counts; `note` tells apart digests of one month."""

    address: str
    date: str
    count: int
    groups: tuple[DayGroup, ...]
    note: str = ""


class AtomView(Value):
    """A document of a feed in Atom: entries, newest first."""

    head: FeedHead
    entries: tuple[PaperEntry | DayEntry, ...]


class JsonFeedView(Value):
    """The newest entries of a feed as JSON Feed."""

    head: FeedHead
    entries: tuple[PaperEntry, ...]


class FeedListView(Value):
    """`/feeds.opml`: the feeds of the site, and those of categories, which have names.

    `more` is the address of the list of authors' feeds, which has them in `feeds`.
    """

    feeds: tuple[FeedHead, ...]
    categories: tuple[FeedHead, ...] = ()
    more: str = ""


FeedFile = AtomView | JsonFeedView | FeedListView
"""What a file shows by which others follow the site."""
