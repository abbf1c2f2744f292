"""Feeds: of the site, of each category, of the days; and the list of them.

`paper_feed` makes the feed of any papers that have a page: `feed_head` says what it is about, and
`first_seen` gives the papers to choose from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from generator import routes
from generator.archive import Day, DayPaper
from generator.compose.archiving import Cut, Dated, cut
from generator.compose.bundles import Bundle, subject_of
from generator.compose.scene import Scene, neighbours
from generator.model import UNCATEGORISED, Value
from generator.views.feeds import DayEntry, DayGroup, FeedHead, FeedListView
from generator.views.sketches import (
    CardSketch,
    DaysSketch,
    FeedForm,
    FeedSketch,
    PageSketch,
)

T = TypeVar("T", bound=Dated)

DAYS = 14
"""Days that the feed of days has in its current document at least."""

_GROUPS = 6
_TITLES = 5
"""How many categories of a day are told with papers, and with how many of these."""


class Seen(Value, frozen=True, gc=False):
    """A paper as the digest of a day presents it."""

    date: str
    paper: DayPaper


class _NewDay(Value, frozen=True, gc=False):
    """A day that has new papers."""

    date: str
    day: Day


def feed_files(scene: Scene) -> Iterator[PageSketch | Bundle]:
    """Sketch every feed and the list of them, where the site has feeds."""
    settings = scene.settings.feeds
    if not scene.has_feeds:
        return
    every, filed = first_seen(scene)
    codes = sorted(code for code in filed if scene.feed_of(code))
    site, days = _site_head(scene), _days_head(scene)
    yield from paper_feed(site, every, scene)
    if settings.json:
        yield _json_feed(site, every, scene)
    if settings.days:
        yield from _days_feed(days, scene)
    for code in codes:
        yield from paper_feed(_category_head(code, scene), filed[code], scene)
    listed = FeedListView(
        feeds=(site, days) if settings.days else (site,),
        categories=tuple(_category_head(code, scene) for code in codes),
        more=routes.AUTHOR_FEEDS if scene.has_author_feeds and scene.authors.authors else "",
    )
    yield _file(routes.FEEDS, listed)


def feed_head(name: str, page: str, feed: str, scene: Scene) -> FeedHead:
    """Describe a feed: what it is about, the page that it follows, its own address."""
    settings = scene.settings.feeds
    # As with the address of the site, a slash at its end may be left out.
    ids = f"{settings.ids.rstrip('/')}/" if settings.ids else ""
    return FeedHead(name=name, page=page, feed=feed, address=feed, hub=settings.hub, ids=ids)


def paper_feed(head: FeedHead, papers: Sequence[Seen], scene: Scene) -> Iterator[PageSketch]:
    """Sketch the feed of some papers, given newest first: the current document and its archive."""
    settings = scene.settings.feeds
    made = cut(papers, least=settings.papers, reach=settings.archive)
    for one, some in _documents(head, made):
        yield _file(one.address, _papers(FeedForm.ATOM, one, some, scene))


def _site_head(scene: Scene) -> FeedHead:
    return feed_head("", routes.HOME, routes.FEED, scene)


def _days_head(scene: Scene) -> FeedHead:
    return replace(feed_head("", routes.HOME, routes.DAYS_FEED, scene), daily=True)


def _category_head(code: str, scene: Scene) -> FeedHead:
    ref = scene.category(code)
    name = f"{code} {ref.name}" if ref.name and ref.name != code else code
    return feed_head(name, ref.address, scene.feed_of(code), scene)


def first_seen(scene: Scene) -> tuple[list[Seen], dict[str, list[Seen]]]:
    """Give all papers as first seen, newest first; and for each category, as first put there.

    A paper that comes to another category on a later day is new there on that day: what a
    feed has said stays as it was said.
    """
    every: list[Seen] = []
    filed: dict[str, list[Seen]] = {}
    known: set[tuple[str, str]] = set()
    for day in scene.archive.days:
        for paper in reversed(day.papers):
            stub = scene.archive.papers[paper.key]
            seen = Seen(date=day.date.value, paper=paper)
            if stub.sightings[0].date == day.date:
                every.append(seen)
            for code in paper.categories if stub.categories else (UNCATEGORISED,):
                if len(stub.sightings) > 1:
                    if (paper.key, code) in known:
                        continue
                    known.add((paper.key, code))
                if code in filed:
                    filed[code].append(seen)
                else:
                    filed[code] = [seen]
    return every[::-1], {code: papers[::-1] for code, papers in filed.items()}


def _documents(head: FeedHead, made: Cut[T]) -> Iterator[tuple[FeedHead, tuple[T, ...]]]:
    """Give each document of a feed: its place among the others, and its entries, newest first."""
    addresses = [routes.feed_archive(head.feed, p.month, p.number) for p in made.archives]
    yield replace(head, previous=addresses[-1] if addresses else ""), made.current
    for index, part in enumerate(made.archives):
        before, after = neighbours(addresses, index)
        # The hub is left out: it tells of what changes.
        place = replace(
            head, address=addresses[index], previous=before or "", next=after or "", hub=""
        )
        yield place, part.entries[::-1]


def _papers(form: FeedForm, head: FeedHead, papers: Sequence[Seen], scene: Scene) -> FeedSketch:
    return FeedSketch(
        form=form,
        head=head,
        language=scene.language,
        texts=scene.settings.feeds.texts,
        cards=tuple(scene.day_card(seen.paper) for seen in papers),
        dates=tuple(seen.date for seen in papers),
    )


def _json_feed(site: FeedHead, papers: Sequence[Seen], scene: Scene) -> PageSketch:
    newest = cut(papers, least=scene.settings.feeds.papers, reach=0).current
    head = replace(site, feed=routes.JSON_FEED, address=routes.JSON_FEED)
    return _file(routes.JSON_FEED, _papers(FeedForm.JSON, head, newest, scene))


def _days_feed(head: FeedHead, scene: Scene) -> Iterator[Bundle]:
    """Bundle the feed with an entry for each day that has new papers; its archive holds all."""
    days = [
        _NewDay(date=day.date.value, day=day)
        for day in reversed(scene.archive.days)
        if scene.first_seen((day,))
    ]
    for one, some in _documents(head, cut(days, least=DAYS, reach=None)):
        its = [found.day for found in some]
        yield Bundle(_days_subject(one, its, scene), partial(_days_file, one, its, scene))


def _days_subject(head: FeedHead, days: Sequence[Day], scene: Scene) -> bytes:
    """Cover all that a document of the feed of days shows."""
    return subject_of(
        "feed of days",
        head,
        list(map(scene.day_digest, days)),
        scene.digest_of(scene.first_seen(days)),
        [scene.day_link(day.date) for day in days],
        scene.categories_digest,
    )


def _days_file(head: FeedHead, days: Sequence[Day], scene: Scene) -> Iterator[PageSketch]:
    told = [_told(day, scene) for day in days]
    sketch = DaysSketch(
        head=head,
        language=scene.language,
        days=tuple(entry for entry, _ in told),
        cards=tuple(group for _, cards in told for group in cards),
    )
    yield _file(head.address, sketch)


def _told(day: Day, scene: Scene) -> tuple[DayEntry, tuple[tuple[CardSketch, ...], ...]]:
    """Give the entry of a day, and the cards of its new papers by category, the largest first."""
    papers = scene.archive.papers
    places: dict[str, list[DayPaper]] = {}
    for paper in day.papers:
        if papers[paper.key].first == day.date:
            code = (paper.categories or (papers[paper.key].category,))[0]
            places.setdefault(code, []).append(paper)
    ordered = sorted(places.items(), key=lambda place: (-len(place[1]), place[0]))
    ref = scene.day_ref(day.date)
    entry = DayEntry(
        address=ref.address,
        date=ref.value,
        note=ref.note,
        count=sum(map(len, places.values())),
        groups=tuple(
            DayGroup(
                category=scene.category(code),
                address=f"{ref.address}#{scene.anchor(code)}",
                count=len(some),
            )
            for code, some in ordered
        ),
    )
    told = [some[:_TITLES] if at < _GROUPS else () for at, (_, some) in enumerate(ordered)]
    return entry, tuple(tuple(map(scene.day_card, some)) for some in told)


def _file(address: str, sketch: FeedSketch | DaysSketch | FeedListView) -> PageSketch:
    return PageSketch(path=routes.file_of(address), address=address, template="", sketch=sketch)
