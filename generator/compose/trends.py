"""The page of trends: the one page whose subject is the archive over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from heapq import nlargest
from itertools import chain
from operator import attrgetter

from msgspec.structs import replace

from generator import routes
from generator.archive import PaperStub
from generator.charts import FEWEST, HEIGHT, chart, spark
from generator.compose.scene import Scene
from generator.trends.shifts import ENOUGH
from generator.trends.spans import WEEK, WINDOWS, Tally, by_day, by_month, by_week, weeks_ago
from generator.trends.weekly import half_of
from generator.views.charts import Chart, Row, Standing
from generator.views.pages import TrendsView
from generator.views.sketches import PageSketch

RECENT_WEEKS = 13
_DAYS = (4 * WEEK, RECENT_WEEKS * WEEK)
_WEEKS = (13, 104)
_MONTHS = (FEWEST, 24)
"""How many of them a chart shows, at least and at most."""

_NAMES = 20
_SEVERAL = 3
"""Papers that an author needs to be called active; venues that are listed with one paper each."""

_Papers = Sequence[PaperStub]
_FILED_UNDER = attrgetter("filed_under")


def trends_pages(scene: Scene) -> Iterator[PageSketch]:
    """Compose the page of trends, where the site has it."""
    if scene.settings.trends.enabled:
        yield PageSketch(
            path=routes.file_of(routes.TRENDS),
            address=routes.TRENDS,
            template="trends.html",
            sketch=_Trends(scene).view(),
        )


def month_chart(papers: Mapping[str, int]) -> Chart | None:
    """Draw the papers of each month up to the newest that has any."""
    return chart([_row(tally) for tally in by_month(papers, *_MONTHS)]) if papers else None


class _Trends:
    """The archive over time: each paper counts once, when it was first seen."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.months = {
            month: scene.first_seen(days)
            for month, days in scene.months.items()
            if not scene.is_stray(month)
        }
        self.days = {
            date.fromisoformat(day.date.value): scene.first_seen((day,))
            for day in scene.archive.days
            if day.date.has_day and day.date.value != scene.archive.stray
        }
        self.counts = {day: len(papers) for day, papers in self.days.items()}

    def view(self) -> TrendsView:
        """Make the view of the page."""
        days = self.scene.archive.days
        return TrendsView(
            papers=len(self.scene.archive.papers),
            digests=len(days),
            first=days[0].date.value if days else "",
            last=days[-1].date.value if days else "",
            recent=RECENT_WEEKS if self.recent is not None else 0,
            days=self._by_day(),
            weeks=self._by_week(),
            months=self.by_month,
            terms=self.scene.derived.terms.windows,
            lack="" if self.scene.derived.terms.windows else self._lack(),
            categories=self._categories(),
            authors=self._authors(),
            venues=self._venues(),
            code=self._code(),
        )

    @cached_property
    def weeks(self) -> dict[int, _Papers]:
        """The papers of spans of seven days, by how many weeks ago they were."""
        weeks: dict[int, list[PaperStub]] = {}
        newest = max(self.days, default=date.min)
        for day, papers in sorted(self.days.items()):
            weeks.setdefault(weeks_ago(day, newest), []).extend(papers)
        return dict(weeks)

    @cached_property
    def recent(self) -> _Papers | None:
        """The papers of the last weeks; None where there are no others, or no days."""
        found = [paper for ago in range(RECENT_WEEKS) for paper in self.weeks.get(ago, ())]
        return found if 0 < len(found) < len(self.scene.archive.papers) else None

    @cached_property
    def by_month(self) -> Chart | None:
        """The chart of the archive's months."""
        return month_chart({month: len(papers) for month, papers in self.months.items()})

    def _lack(self) -> str:
        """Say what is too little for a comparison of terms: `weeks` with digests, else `papers`."""
        for weeks, before in WINDOWS:
            sides = range(weeks), range(weeks, weeks + before)
            found = [[len(self.weeks.get(ago, ())) for ago in side] for side in sides]
            if min(map(sum, found)) >= ENOUGH and not all(map(half_of, found)):
                return "weeks"
        return "papers"

    def _by_day(self) -> Chart | None:
        if not self.days:
            return None
        return chart([_row(tally) for tally in by_day(self.counts, *_DAYS)])

    def _by_week(self) -> Chart | None:
        if not self.days:
            return None
        tallies = by_week(self.counts, *_WEEKS)
        return chart([Row(value=one.name, count=one.papers, part=one.digests) for one in tallies])

    def _categories(self) -> tuple[Standing, ...]:
        months = {
            month: Counter(chain.from_iterable(map(_FILED_UNDER, papers)))
            for month, papers in self.months.items()
        }
        return tuple(
            self._category(one, {month: codes[one.name] for month, codes in months.items()})
            for one in self._standings(_FILED_UNDER, 0)
        )

    def _category(self, one: Standing, months: Mapping[str, int]) -> Standing:
        """Add to a category where it leads, and its months where there are some to compare."""
        category = self.scene.category(one.name)
        counts = [tally.papers for tally in by_month(months, *_MONTHS)]
        drawn = spark(counts) if self.by_month else None
        return replace(one, address=category.address, long=category.name, spark=drawn)

    def _authors(self) -> tuple[Standing, ...]:
        """Give the authors with the most papers, with their pages or the search for them."""
        people = self.scene.authors
        found = self._standings(lambda paper: set(paper.authors), _SEVERAL, people.is_somebody)
        return tuple(
            replace(one, address=people.page_of(one.name) or self._search(f'author:"{one.name}"'))
            for one in found
        )

    def _venues(self) -> tuple[Standing, ...]:
        """Give the venues of most papers, with the search for these."""
        found = self._standings(lambda paper: filter(None, (paper.venue,)))
        if len(found) < _SEVERAL and all(one.count == 1 for one in found):
            return ()
        if not self.scene.settings.search.enabled:
            return found
        return tuple(replace(one, address=routes.search_badge(one.name)) for one in found)

    def _search(self, query: str) -> str:
        return routes.search_for(query) if self.scene.settings.search.enabled else ""

    def _standings(
        self,
        names: Callable[[PaperStub], Iterable[str]],
        least: int = 1,
        is_name: Callable[[str], bool] = bool,
    ) -> tuple[Standing, ...]:
        """Give the names with the most recent papers, then with the most of all.

        They have at least so many recent papers; with none, every name of the archive may be there.
        """
        papers = self.scene.archive.papers.values()
        of = papers if self.recent is None else self.recent
        recent = Counter(chain.from_iterable(map(names, of)))
        if not least:
            recent.update(dict.fromkeys(chain.from_iterable(map(names, papers)), 0))
        most = {name: count for name, count in recent.items() if count >= least and is_name(name)}
        last = min(nlargest(_NAMES, most.values()), default=0)
        found = {name for name, count in most.items() if count >= last}
        every = Counter(filter(found.__contains__, chain.from_iterable(map(names, papers))))
        ranked = sorted(found, key=lambda name: (-recent[name], -every[name], name))[:_NAMES]
        return tuple(
            Standing(
                name=name,
                recent=recent[name],
                count=every[name],
                bar=_bar(recent[name], recent[ranked[0]]),
            )
            for name in ranked
        )

    def _code(self) -> Chart | None:
        """Draw the percentage of each month's papers that link to code."""
        found = {
            month: sum(bool(paper.code) for paper in papers)
            for month, papers in self.months.items()
        }
        if not any(found.values()):
            return None
        return chart([self._share(tally) for tally in by_month(found, *_MONTHS)])

    def _share(self, found: Tally) -> Row:
        """Give the percentage that the papers found in a month are of all of it."""
        of = len(self.months.get(found.name, ()))
        if found.papers is None or not of:
            return Row(value=found.name, count=None)
        return _row(found, round(100 * found.papers / of), found.papers)


def _bar(count: int, most: int) -> int:
    """Give the length of a bar, which can be seen where there is anything."""
    return max(1, round(HEIGHT * count / most)) if count else 0


def _row(tally: Tally, count: int | None = None, part: int | None = None) -> Row:
    """Give a day or a month with its address, where it has a page."""
    there = tally.papers is not None
    return Row(
        value=tally.name,
        count=tally.papers if count is None else count,
        part=part,
        address=routes.date(tally.name) if there else "",
    )
