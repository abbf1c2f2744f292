"""The feeds of authors, and the list of them. Like the pages of authors they are made of stubs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator import routes
from generator.archive import PaperStub
from generator.compose.feeds import feed_head
from generator.compose.people import Author
from generator.compose.scene import Scene
from generator.compose.texts import text_of
from generator.views.feeds import AtomView, FeedHead, FeedListView, PaperEntry
from generator.views.sketches import PageSketch

LEAST = 3
"""Papers that the feed of an author has at least. There are thousands of these feeds."""


def author_feed(author: Author, scene: Scene) -> PageSketch:
    """Sketch the feed of an author."""
    head = _head(author, scene)
    entries = tuple(_entry(paper, scene) for paper in _newest(author.papers))
    return _file(head.address, AtomView(head=head, entries=entries))


def author_feed_list(authors: Sequence[Author], scene: Scene) -> Iterator[PageSketch]:
    """Sketch the list of the feeds of authors, where the site has these."""
    if scene.has_author_feeds and authors:
        heads = tuple(_head(author, scene) for author in authors)
        yield _file(routes.AUTHOR_FEEDS, FeedListView(feeds=heads))


def _head(author: Author, scene: Scene) -> FeedHead:
    feed = scene.feed_of_author(author.address)
    return replace(feed_head(author.name, author.address, feed, scene), author=author.name)


def _newest(papers: Sequence[PaperStub]) -> Sequence[PaperStub]:
    """Give the newest papers, all of the newest day among them."""
    newest = sum(1 for paper in papers if paper.first == papers[0].first)
    return papers[: max(LEAST, newest)]


def _entry(paper: PaperStub, scene: Scene) -> PaperEntry:
    return PaperEntry(
        address=routes.paper(paper.key),
        date=paper.first.value,
        title=text_of(paper.title),
        categories=scene.categories_of(paper.categories[:1]),
    )


def _file(address: str, view: AtomView | FeedListView) -> PageSketch:
    return PageSketch(path=routes.file_of(address), address=address, template="", sketch=view)
