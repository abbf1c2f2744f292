"""The front page, the search, the maintainer's own pages, and what is shown for no page."""

from __future__ import annotations

from collections.abc import Iterator

from generator import routes
from generator.compose.calendar import calendar_year
from generator.compose.scene import Scene
from generator.model import Value
from generator.views.pages import (
    HomeView,
    NotFoundView,
    SavedView,
    SearchView,
    TextPageView,
)
from generator.views.parts import DateRef
from generator.views.sketches import ListSketch, PageSketch


class OwnPage(Value):
    """A page that the maintainer wrote: the name of its file, its title, its Markdown."""

    name: str
    title: str
    markdown: str


ABOUT = "about"
_DEFAULT_ABOUT = {
    "en": OwnPage(
        name=ABOUT,
        title="About",
        markdown=(
            "This site collects the daily digests of new research papers that a program writes. "
            "Titles, authors and abstracts are the authors' own; **summaries and headlines are "
            "written by a machine** and may be wrong. Read the paper before you rely on them.\n\n"
            "Every day, every paper and every category has an address of its own that stays."
        ),
    ),
    "zh": OwnPage(
        name=ABOUT,
        title="关于本站",
        markdown=(
            "本站汇集程序每天撰写的新论文文摘。论文的标题、作者和摘要出自论文作者；"
            "**总结和提要由机器撰写**，可能有误，引用前请阅读原文。\n\n"
            "每一天、每篇论文、每个分类都有自己的固定地址。"
        ),
    ),
}


def front_pages(scene: Scene, own: tuple[OwnPage, ...]) -> Iterator[PageSketch]:
    """Compose the pages that belong to no paper, day or category."""
    yield _page(routes.HOME, "home.html", _home(scene))
    if scene.settings.search.enabled:
        yield _page(routes.SEARCH, "search.html", _search(scene))
    yield _page(routes.SAVED, "saved.html", SavedView())
    yield PageSketch(
        path=routes.NOT_FOUND_FILE,
        address=routes.NOT_FOUND,
        template="not-found.html",
        sketch=NotFoundView(),
    )
    pages = {page.name: page for page in (_DEFAULT_ABOUT[scene.language], *own)}
    for _, page in sorted(pages.items()):
        address = routes.own_page(page.name)
        view = TextPageView(title=page.title, markdown=page.markdown, address=address)
        yield _page(address, "text.html", view)


def _page(
    address: str, template: str, sketch: ListSketch | SearchView | SavedView | TextPageView
) -> PageSketch:
    path = routes.file_of(address)
    return PageSketch(path=path, address=address, template=template, sketch=sketch)


def _home(scene: Scene) -> ListSketch:
    days = scene.archive.days
    newest = days[-1] if days else None
    settings = scene.settings.home
    recent = days[-settings.days :][::-1]
    every = [code for paper in scene.archive.papers.values() for code in paper.filed_under]
    frame = HomeView(
        papers=len(scene.archive.papers),
        days=len(days),
        newest=scene.day_ref(newest.date, len(newest.papers)) if newest else None,
        lead=(),
        recent=tuple(scene.day_ref(day.date, len(day.papers)) for day in recent),
        calendar=tuple(calendar_year(year, scene) for year in reversed(scene.years)),
        categories=scene.counted(every),
        levels=scene.levels,
        has_authors=bool(scene.authors.authors),
    )
    lead = newest.papers[: settings.papers] if newest else ()
    return ListSketch(
        frame=frame, language=scene.language, cards=(tuple(map(scene.day_card, lead)),)
    )


def _search(scene: Scene) -> SearchView:
    codes = sorted({code for paper in scene.archive.papers.values() for code in paper.categories})
    months = tuple(reversed(scene.months))
    return SearchView(
        bundle=routes.BUNDLE,
        categories=tuple(scene.category(code) for code in codes),
        years=tuple(reversed(scene.years)),
        months=months,
        calendar=tuple(DateRef(value=month, address=routes.month(month)) for month in months),
        badges=any(paper.venue or paper.code for paper in scene.archive.papers.values()),
    )
