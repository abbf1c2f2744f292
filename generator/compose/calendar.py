"""Calendars, and the pages of days, months and years."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from functools import partial

from generator import routes
from generator.archive import Day
from generator.compose.bundles import Bundle, subject_of
from generator.compose.files import day_files, downloads, twin
from generator.compose.scene import Scene, neighbours
from generator.compose.shades import level
from generator.views.pages import DayView, MonthDay, MonthView, YearView
from generator.views.parts import (
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    CardGroup,
    CountedCategory,
    DateRef,
    Link,
)
from generator.views.sketches import CardSketch, ListSketch, PageSketch

HIGHLIGHTS = 3
"""How many papers stand for a day, and how many days and categories for a month or year."""


def calendar_month(month: str, scene: Scene) -> CalendarMonth:
    """Lay out a month as weeks from Monday."""
    days = scene.months.get(month, ())
    by_number = {int(day.date.value[8:10]): day for day in days if day.date.has_day}
    weeks = calendar.Calendar().monthdayscalendar(int(month[:4]), int(month[5:7]))
    return CalendarMonth(
        value=month,
        count=len(scene.first_seen(days)),
        weeks=tuple(
            tuple(_square(month, number, by_number.get(number), scene) for number in week)
            for week in weeks
        ),
        address=routes.month(month) if days else "",
    )


def _square(month: str, number: int, day: Day | None, scene: Scene) -> CalendarDay | None:
    if number == 0:
        return None
    if day is None:
        return CalendarDay(value=f"{month}-{number:02}")
    ref = scene.day_ref(day.date, len(day.papers))
    return CalendarDay(
        value=ref.value,
        count=ref.count,
        level=level(ref.count, scene.levels),
        address=ref.address,
    )


def calendar_year(year: str, scene: Scene) -> CalendarYear:
    """Lay out a year from its first month with papers to its last."""
    months = scene.years[year]
    span = range(int(months[0][5:7]), int(months[-1][5:7]) + 1)
    laid_out = tuple(calendar_month(f"{year}-{number:02}", scene) for number in span)
    return CalendarYear(
        value=year,
        address=routes.year(year),
        count=sum(month.count for month in laid_out),
        months=laid_out,
    )


def day_pages(scene: Scene) -> Iterator[Bundle]:
    """Bundle what each day has: its page, the twin of that, and its files."""
    days = scene.archive.days
    for index, day in enumerate(days):
        around = neighbours(days, index)
        yield Bundle(_subject(day, around, scene), partial(_day_pages, day, around, scene))


def _subject(day: Day, around: tuple[Day | None, Day | None], scene: Scene) -> bytes:
    """Cover all that the page and the files of a day show."""
    papers = [scene.archive.papers[paper.key] for paper in day.papers]
    lists = dict.fromkeys(paper.categories or (paper.category,) for paper in papers)
    lists |= dict.fromkeys(paper.categories for paper in day.papers)
    return subject_of(
        "day",
        scene.day_digest(day),
        scene.digest_of(papers),
        tuple(scene.day_link(one.date) if one else None for one in (day, *around)),
        tuple(map(scene.categories_of, lists)),
    )


def _day_pages(
    day: Day, around: tuple[Day | None, Day | None], scene: Scene
) -> Iterator[PageSketch]:
    address = scene.day_address(day.date)
    page = PageSketch(
        path=routes.file_of(address),
        address=address,
        template="day.html",
        sketch=_day(day, *around, scene),
    )
    yield page
    if same := twin(page, scene):
        yield same
    yield from day_files(day, scene)


def _day(day: Day, before: Day | None, after: Day | None, scene: Scene) -> ListSketch:
    places = _places(day, scene)
    groups = tuple(_group(code, scene) for code in places)
    frame = DayView(
        date=scene.day_ref(day.date, len(day.papers)),
        crumbs=(
            Link(label=day.date.year, address=routes.year(day.date.value)),
            Link(label=day.date.month, address=routes.month(day.date.value)),
        ),
        count=len(day.papers),
        new=len(scene.first_seen((day,))),
        unread=day.unread,
        categories=tuple(_counted(code, len(some), scene) for code, some in places.items()),
        groups=groups,
        downloads=downloads(day, scene),
        previous=scene.day_ref(before.date) if before else None,
        next=scene.day_ref(after.date) if after else None,
    )
    cards = tuple(
        tuple(scene.card_on(day.date, day.papers[at]) for at in some) for some in places.values()
    )
    return ListSketch(frame=frame, language=scene.language, cards=cards)


def _primaries(day: Day, scene: Scene) -> list[str]:
    """Name each paper's primary category: the day's own word, else what the archive knows."""
    papers = scene.archive.papers
    return [(p.categories or (papers[p.key].category,))[0] for p in day.papers]


def _places(day: Day, scene: Scene) -> dict[str, list[int]]:
    """Group a day's papers by primary category, in the order of the digest."""
    places: dict[str, list[int]] = {}
    for index, code in enumerate(_primaries(day, scene)):
        places.setdefault(code, []).append(index)
    return places


def _counted(code: str, count: int, scene: Scene) -> CountedCategory:
    return CountedCategory(category=scene.category(code), count=count, anchor=scene.anchor(code))


def _group(code: str, scene: Scene) -> CardGroup:
    return CardGroup(
        heading=code, anchor=scene.anchor(code), cards=(), category=scene.category(code)
    )


def month_pages(scene: Scene) -> Iterator[PageSketch]:
    """Compose the page of each month that has digests."""
    months = list(scene.months)
    for index, month in enumerate(months):
        before, after = neighbours(months, index)
        days = scene.months[month]
        address = routes.month(month)
        categories = _categories(days, scene)
        frame = MonthView(
            date=_month_ref(month, scene),
            crumbs=(Link(label=month[:4], address=routes.year(month)),),
            calendar=calendar_month(month, scene),
            days=tuple(_month_day(day, scene) for day in reversed(days)),
            categories=categories,
            busiest=_busiest(days, scene),
            largest=_largest(categories),
            levels=scene.levels,
            previous=_undated(before),
            next=_undated(after),
        )
        cards = tuple(_highlights(day, scene) for day in reversed(days))
        sketch = ListSketch(frame=frame, language=scene.language, cards=cards)
        path = routes.file_of(address)
        yield PageSketch(path=path, address=address, template="month.html", sketch=sketch)


def _month_day(day: Day, scene: Scene) -> MonthDay:
    return MonthDay(date=scene.day_ref(day.date, len(day.papers)), highlights=())


def _highlights(day: Day, scene: Scene) -> tuple[CardSketch, ...]:
    """Sketch the first papers of a day among those that no day before had."""
    new = {paper.key for paper in scene.first_seen((day,))}
    return tuple(map(scene.day_card, [one for one in day.papers if one.key in new][:HIGHLIGHTS]))


def _categories(days: Sequence[Day], scene: Scene) -> tuple[CountedCategory, ...]:
    """Count the categories of papers first seen on some days, as the categories' pages do."""
    return scene.counted(code for paper in scene.first_seen(days) for code in paper.filed_under)


def _busiest(days: Sequence[Day], scene: Scene) -> tuple[DateRef, ...]:
    """Name the days with the most papers, where they stand out from others."""
    busy = sorted((day for day in days if day.papers), key=lambda day: -len(day.papers))
    if len(busy) <= HIGHLIGHTS:
        return ()
    return tuple(scene.day_ref(day.date, len(day.papers)) for day in busy[:HIGHLIGHTS])


def _largest(categories: tuple[CountedCategory, ...]) -> tuple[CountedCategory, ...]:
    """Name the categories with the most papers, where they stand out from others."""
    return categories[:HIGHLIGHTS] if len(categories) > HIGHLIGHTS else ()


def _month_ref(month: str, scene: Scene) -> DateRef:
    count = len(scene.first_seen(scene.months[month]))
    return DateRef(value=month, address=routes.month(month), count=count)


def _undated(month: str | None) -> DateRef | None:
    """Name a neighbour without its count, which would change with each new paper."""
    return DateRef(value=month, address=routes.month(month)) if month else None


def year_pages(scene: Scene) -> Iterator[PageSketch]:
    """Compose the page of each year that has digests."""
    years = list(scene.years)
    for index, year in enumerate(years):
        before, after = neighbours(years, index)
        address = routes.year(year)
        months = scene.years[year]
        days = [day for month in months for day in scene.months[month]]
        categories = _categories(days, scene)
        view = YearView(
            date=DateRef(value=year, address=address, count=len(scene.first_seen(days))),
            calendar=calendar_year(year, scene),
            months=tuple(_month_ref(month, scene) for month in months),
            categories=categories,
            busiest=_busiest(days, scene),
            largest=_largest(categories),
            levels=scene.levels,
            previous=DateRef(value=before, address=routes.year(before)) if before else None,
            next=DateRef(value=after, address=routes.year(after)) if after else None,
        )
        path = routes.file_of(address)
        yield PageSketch(path=path, address=address, template="year.html", sketch=view)
