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
from generator.views.charts import Chart
from generator.views.pages import CategoryIndexView, CategoryView
from generator.views.parts import CardGroup, DateRef, Link, MonthPart
from generator.views.sketches import ListSketch, PageSketch

_Groups = Mapping[str, Sequence[PaperStub]]
"""Papers by month or day, newest first."""


def category_pages(scene: Scene) -> Iterator[PageSketch | Bundle]:
    """Compose the index of categories and the pages of their months."""
    totals = Counter({code: _total(months) for code, months in scene.filed.items()})
    index = CategoryIndexView(
        categories=scene.counted(totals), has_authors=bool(scene.authors.authors)
    )
    yield _page(routes.CATEGORIES, "categories.html", index)
    for code, months in sorted(scene.filed.items()):
        if _is_split(months, scene):
            yield from _months(code, months, scene)


def category_fronts(scene: Scene) -> Iterator[Bundle]:
    """Compose the own page of each category, which shows what is derived from all texts."""
    for code, months in sorted(scene.filed.items()):
        yield _front(code, months, scene)


def _total(months: _Groups) -> int:
    return sum(map(len, months.values()))


def _is_split(months: _Groups, scene: Scene) -> bool:
    return _total(months) > scene.settings.categories.split_above


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


def _front(code: str, months: _Groups, scene: Scene) -> Bundle:
    """Compose a category grouped by month or, where it is long, its newest papers by day."""
    is_split = _is_split(months, scene)
    view = CategoryView(
        category=scene.category(code),
        description=_description(code, scene),
        count=_total(months),
        crumbs=(),
        groups=(),
        months=_refs(code, months, scene) if is_split else (),
        chart=_chart(months, scene),
        terms=scene.derived.terms.categories.get(code, ()),
    )
    shown = months
    if is_split:
        newest = next(iter(months.values()))
        shown = _by_day(newest[: scene.settings.categories.split_above])
    return _listed(view.category.address, view, shown, scene)


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


def _refs(code: str, months: _Groups, scene: Scene) -> tuple[DateRef, ...]:
    """Give the months of a long category, newest first, with the newest part of each."""
    limit = scene.settings.categories.split_above
    slug = scene.slug_of(code)
    return tuple(
        DateRef(
            value=month,
            address=routes.category_month(slug, month, -(-len(papers) // limit)),
            count=len(papers),
        )
        for month, papers in months.items()
    )


def _months(code: str, months: _Groups, scene: Scene) -> Iterator[Bundle]:
    """Compose a page or more for each month of a long category."""
    slug = scene.slug_of(code)
    refs = _refs(code, months, scene)
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
