"""The pages of categories and topics: newest first, by month where they are long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from msgspec.structs import replace

from generator import routes
from generator.archive import PaperStub
from generator.compose.bundles import Bundle, subject_of
from generator.compose.scene import Scene, neighbours
from generator.compose.trends import month_chart
from generator.model import UNCATEGORISED
from generator.views.charts import Chart
from generator.views.pages import CategoryIndexView, CategoryView
from generator.views.parts import CardGroup, DateRef, Link, MonthPart
from generator.views.sketches import ListSketch, PageSketch

_Groups = Mapping[str, Sequence[PaperStub]]
"""Papers by month or day, newest first."""


def category_pages(scene: Scene) -> Iterator[PageSketch | Bundle]:
    """Compose the index of categories and the pages of each."""
    filed = _filed(scene)
    totals = {code: sum(map(len, months.values())) for code, months in filed.items()}
    index = CategoryIndexView(
        categories=scene.counted(Counter(totals)), has_authors=bool(scene.authors.authors)
    )
    yield _page(routes.CATEGORIES, "categories.html", index)
    for code, months in sorted(filed.items()):
        if totals[code] <= scene.settings.categories.split_above:
            yield _whole(code, months, totals[code], scene)
        else:
            yield from _split(code, months, totals[code], scene)


def _page(address: str, template: str, sketch: ListSketch | CategoryIndexView) -> PageSketch:
    path = routes.file_of(address)
    return PageSketch(path=path, address=address, template=template, sketch=sketch)


def _listed(address: str, frame: CategoryView, groups: _Groups, scene: Scene) -> Bundle:
    """Bundle a page of groups of papers."""
    headed = tuple(CardGroup(heading=value, anchor=f"d-{value}", cards=()) for value in groups)
    whole = replace(frame, groups=headed, feed=scene.feed_of(frame.category.code))
    papers = list(chain.from_iterable(groups.values()))
    lists = dict.fromkeys([paper.categories for paper in papers])
    subject = subject_of(
        "category",
        whole,
        list(map(len, groups.values())),
        scene.digest_of(papers),
        tuple(map(scene.categories_of, lists)),
    )
    return Bundle(subject, partial(_sketched, address, whole, groups, scene))


def _sketched(
    address: str, frame: CategoryView, groups: _Groups, scene: Scene
) -> Iterator[PageSketch]:
    cards = tuple(tuple(map(scene.paper_card, papers)) for papers in groups.values())
    sketch = ListSketch(frame=frame, language=scene.language, cards=cards)
    yield _page(address, "category.html", sketch)


def _filed(scene: Scene) -> dict[str, dict[str, list[PaperStub]]]:
    """File papers by category and month of first appearance, both newest first."""
    filed: dict[str, dict[str, list[PaperStub]]] = {}
    for day in reversed(scene.archive.days):
        month = day.date.month
        for paper in scene.first_seen((day,)):
            for code in paper.categories or (UNCATEGORISED,):
                months = filed.get(code)
                if months is None:
                    months = filed[code] = {}
                papers = months.get(month)
                if papers is None:
                    papers = months[month] = []
                papers.append(paper)
    return filed


def _whole(code: str, months: _Groups, total: int, scene: Scene) -> Bundle:
    """Compose a category that fits on one page, grouped by month."""
    view = CategoryView(
        category=scene.category(code),
        description=_description(code, scene),
        count=total,
        crumbs=(),
        groups=(),
        months=(),
        chart=_chart(months, scene),
    )
    return _listed(view.category.address, view, months, scene)


def _chart(months: _Groups, scene: Scene) -> Chart | None:
    """Draw the papers of each month, up to the newest of the category itself.

    So it changes with the category alone, not with every month of the archive.
    """
    if not scene.settings.trends.enabled:
        return None
    own = [month for month in scene.months if min(months) <= month <= max(months)]
    counts = {month: len(months.get(month, ())) for month in own if not scene.is_stray(month)}
    return month_chart(counts)


def _description(code: str, scene: Scene) -> str:
    note = scene.archive.notes.get(code)
    return note.description if note else ""


def _split(code: str, months: _Groups, total: int, scene: Scene) -> Iterator[Bundle]:
    """Compose a long category: its newest papers first, and a page or more for each month."""
    limit = scene.settings.categories.split_above
    slug = scene.slug_of(code)
    refs = [
        DateRef(
            value=month,
            address=routes.category_month(slug, month, -(-len(papers) // limit)),
            count=len(papers),
        )
        for month, papers in months.items()
    ]
    newest = next(iter(months))
    view = CategoryView(
        category=scene.category(code),
        description=_description(code, scene),
        count=total,
        crumbs=(),
        groups=(),
        months=tuple(refs),
        chart=_chart(months, scene),
    )
    shown = _by_day(months[newest][:limit])
    yield _listed(view.category.address, view, shown, scene)
    for index, ref in enumerate(refs):
        later, earlier = neighbours(refs, index)
        first = replace(later, address=routes.category_month(slug, later.value)) if later else None
        around = _undated(earlier), _undated(first)
        yield from _month(code, around, ref.value, months[ref.value], scene)


def _month(
    code: str,
    around: tuple[DateRef | None, DateRef | None],
    month: str,
    papers: Sequence[PaperStub],
    scene: Scene,
) -> Iterator[Bundle]:
    """Compose a month of a category in parts; the oldest part is the first, so that it stays.

    `around` are the newest part of the month before and the first of that after.
    """
    limit = scene.settings.categories.split_above
    oldest_first = list(reversed(papers))
    cut = [oldest_first[at : at + limit] for at in range(0, len(oldest_first), limit)]
    parts = _parts(code, month, cut, scene)
    several = len(parts) > 1
    links = [
        DateRef(value=month, address=part.address, note=str(part.number) if several else "")
        for part in parts
    ]
    for index, (link, some) in enumerate(zip(links, cut, strict=True)):
        earlier, later = neighbours(links, index)
        view = CategoryView(
            category=scene.category(code),
            description="",
            count=len(some),
            crumbs=(Link(label=code, address=routes.category(scene.slug_of(code))),),
            groups=(),
            months=(),
            month=replace(link, count=len(some), note=""),
            part=parts[index] if several else None,
            parts=_known(parts, index) if several else (),
            previous=earlier or around[0],
            next=later or around[1],
        )
        shown = _by_day(list(reversed(some)))
        yield _listed(link.address, view, shown, scene)


def _parts(
    code: str, month: str, cut: Sequence[Sequence[PaperStub]], scene: Scene
) -> tuple[MonthPart, ...]:
    """Name the parts of a month, oldest first, with the days of their papers."""
    return tuple(
        MonthPart(
            number=number,
            address=routes.category_month(scene.slug_of(code), month, number),
            first=papers[0].first.value,
            last=papers[-1].first.value,
        )
        for number, papers in enumerate(cut, start=1)
    )


def _known(parts: tuple[MonthPart, ...], index: int) -> tuple[MonthPart, ...]:
    """Give the parts that the page of one names: a full part stays while newer ones fill."""
    following = [replace(part, first="", last="") for part in parts[index + 1 : index + 2]]
    return (*parts[: index + 1], *following)


def _undated(ref: DateRef | None) -> DateRef | None:
    """Leave out the count, which would change a neighbour's page with each new paper."""
    return DateRef(value=ref.value, address=ref.address) if ref else None


def _by_day(papers: Sequence[PaperStub]) -> dict[str, list[PaperStub]]:
    days: dict[str, list[PaperStub]] = {}
    for paper in papers:
        days.setdefault(paper.first.value, []).append(paper)
    return days
