"""The pages of categories and topics: newest first, by month where they are long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator import routes
from generator.archive import PaperStub
from generator.compose.scene import Scene, neighbours
from generator.compose.trends import month_chart
from generator.model import UNCATEGORISED
from generator.views.charts import Chart
from generator.views.pages import CategoryIndexView, CategoryView
from generator.views.parts import CardGroup, DateRef, Link
from generator.views.sketches import ListSketch, PageSketch

_Groups = Mapping[str, Sequence[PaperStub]]
"""Papers by month or day, newest first."""


def category_pages(scene: Scene) -> Iterator[PageSketch]:
    """Compose the index of categories and the pages of each."""
    filed = _filed(scene)
    counts = [code for code, months in filed.items() for papers in months.values() for _ in papers]
    yield _page(
        routes.CATEGORIES, "categories.html", CategoryIndexView(categories=scene.counted(counts))
    )
    for code, months in sorted(filed.items()):
        total = sum(map(len, months.values()))
        if total <= scene.settings.categories.split_above:
            yield _whole(code, months, total, scene)
        else:
            yield from _split(code, months, total, scene)


def _page(address: str, template: str, sketch: ListSketch | CategoryIndexView) -> PageSketch:
    path = routes.file_of(address)
    return PageSketch(path=path, address=address, template=template, sketch=sketch)


def _listed(frame: CategoryView, groups: _Groups, scene: Scene) -> ListSketch:
    """Sketch a page of groups of papers."""
    headed = tuple(CardGroup(heading=value, anchor=f"d-{value}", cards=()) for value in groups)
    return ListSketch(
        frame=replace(frame, groups=headed, feed=scene.feed_of(frame.category.code)),
        language=scene.language,
        cards=tuple(tuple(map(scene.paper_card, papers)) for papers in groups.values()),
    )


def _filed(scene: Scene) -> dict[str, dict[str, list[PaperStub]]]:
    """File papers by category and month of first appearance, both newest first."""
    filed: dict[str, dict[str, list[PaperStub]]] = {}
    for day in reversed(scene.archive.days):
        for seen in day.papers:
            paper = scene.archive.papers[seen.key]
            if paper.first != day.date:
                continue
            for code in paper.categories or (UNCATEGORISED,):
                months = filed.setdefault(code, {})
                months.setdefault(day.date.month, []).append(paper)
    return filed


def _whole(code: str, months: _Groups, total: int, scene: Scene) -> PageSketch:
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
    address = routes.category(scene.slug_of(code))
    return _page(address, "category.html", _listed(view, months, scene))


def _chart(months: _Groups, scene: Scene) -> Chart | None:
    """Draw the papers of each month, up to the newest of the category itself.

    So it changes with the category alone, not with every month of the archive.
    """
    if not scene.settings.trends.enabled:
        return None
    own = [month for month in scene.months if min(months) <= month <= max(months)]
    return month_chart({month: len(months.get(month, ())) for month in own})


def _description(code: str, scene: Scene) -> str:
    note = scene.archive.notes.get(code)
    return note.description if note else ""


def _split(code: str, months: _Groups, total: int, scene: Scene) -> Iterator[PageSketch]:
    """Compose a long category: its newest papers first, and a page or more for each month."""
    refs = [
        DateRef(
            value=month,
            address=routes.category_month(scene.slug_of(code), month),
            count=len(papers),
        )
        for month, papers in months.items()
    ]
    newest = next(iter(months))
    limit = scene.settings.categories.split_above
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
    address = routes.category(scene.slug_of(code))
    yield _page(address, "category.html", _listed(view, shown, scene))
    for index, ref in enumerate(refs):
        yield from _month(code, neighbours(refs, index)[::-1], ref, months[ref.value], scene)


def _month(
    code: str,
    around: tuple[DateRef | None, DateRef | None],
    ref: DateRef,
    papers: Sequence[PaperStub],
    scene: Scene,
) -> Iterator[PageSketch]:
    """Compose a month of a category in parts; the oldest part is the first, so that it stays.

    `around` are the months before and after.
    """
    limit = scene.settings.categories.split_above
    oldest_first = list(reversed(papers))
    parts = [oldest_first[at : at + limit] for at in range(0, len(oldest_first), limit)]
    links = [
        DateRef(
            value=ref.value,
            address=routes.category_month(scene.slug_of(code), ref.value, number),
            count=len(part),
            note=str(number) if len(parts) > 1 else "",
        )
        for number, part in enumerate(parts, start=1)
    ]
    for index, (link, part) in enumerate(zip(links, parts, strict=True)):
        earlier, later = neighbours(links, index)
        view = CategoryView(
            category=scene.category(code),
            description="",
            count=len(papers),
            crumbs=(Link(label=code, address=routes.category(scene.slug_of(code))),),
            groups=(),
            months=(),
            month=link,
            previous=_undated(earlier or around[0]),
            next=_undated(later or around[1]),
        )
        shown = _by_day(list(reversed(part)))
        yield _page(link.address, "category.html", _listed(view, shown, scene))


def _undated(ref: DateRef | None) -> DateRef | None:
    """Leave out the count, which would change a neighbour's page with each new paper."""
    return DateRef(value=ref.value, address=ref.address, note=ref.note) if ref else None


def _by_day(papers: Sequence[PaperStub]) -> dict[str, list[PaperStub]]:
    days: dict[str, list[PaperStub]] = {}
    for paper in papers:
        days.setdefault(paper.first.value, []).append(paper)
    return days
