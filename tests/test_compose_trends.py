"""The page of trends and the charts of categories, from digests to views."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from msgspec.structs import replace

from generator.archive import Archive
from generator.compose.derived import Derived, Terms
from generator.compose.pages import compose
from generator.compose.terms import TermsSite, category_terms, term_windows
from generator.model import Digest, Entry
from generator.papers import load_texts
from generator.settings import (
    AuthorSettings,
    CategorySettings,
    SearchSettings,
    Settings,
    SiteSettings,
    TrendsSettings,
)
from generator.terms.making import plan_sheets
from generator.terms.recent import recent_plans
from generator.terms.sheets import Sheet, decode_sheet, encode_sheet
from generator.trends.making import weekly_terms
from generator.views.charts import Chart
from generator.views.pages import CategoryView, TrendsView
from generator.views.sketches import ListSketch, PageSketch
from tests.samples import MemoryShelf, archive, digest, entry, tldr

NEWEST = date(2026, 5, 8)
NOISE = [
    f"{first}{last}" for first in ("bal", "dor", "mil", "tan") for last in ("gon", "rik", "sut")
]
SPLIT = Settings(categories=CategorySettings(split_above=2))


def sheets(gathered: Archive, *digests: Digest) -> tuple[Sheet, ...]:
    """Make the sheets of an archive without a cache."""
    shelf = MemoryShelf(*digests)
    made = [
        decode_sheet(
            encode_sheet(
                plan.day,
                [
                    (key, load_texts(leaves, shelf))
                    for key, leaves in zip(plan.keys, plan.leaves, strict=True)
                ],
            )
        )
        for plan in plan_sheets(gathered.papers)
    ]
    return tuple(sheet for sheet in made if sheet)


def site(*digests: Digest, settings: Settings | None = None) -> dict[str, PageSketch]:
    gathered = archive(*digests)
    categories = {key: paper.filed_under for key, paper in gathered.papers.items()}
    newest = max((p.first.value for p in gathered.papers.values() if p.first.has_day), default="")
    day = date.fromisoformat(newest) if newest else date.max
    settings = settings or Settings()
    terms = weekly_terms(sheets(gathered, *digests), categories, day)
    shown = TermsSite(language=settings.site.language, has_search=settings.search.enabled)
    derived = Derived(
        terms=Terms(
            windows=term_windows(terms, shown),
            categories=category_terms(terms, shown),
        )
    )
    pages = compose(gathered, settings, (), derived=derived)
    return {page.address: page for page in pages}


def trends(*digests: Digest, settings: Settings | None = None) -> TrendsView:
    sketch = site(*digests, settings=settings)["/trends/"].sketch
    assert isinstance(sketch, TrendsView)
    return sketch


def paper(number: int, title: str = "", **facts: Any) -> Entry:
    facts.setdefault("categories", ("cs.DC",))
    return entry(title or f"Paper {number}", id=f"2605.{number:05}", line=number, **facts)


def day(value: str, numbers: Sequence[int], **facts: Any) -> Digest:
    return digest(f"{value}.jsonl", *(paper(number, **facts) for number in numbers))


def weeks(*, burst: int, papers: int = 60) -> list[Digest]:
    """Make seventeen digests, a week apart; papers of the last `burst` have a term of their own."""
    random = Random(3)  # noqa: S311 - the same papers each time
    numbers = count(1)
    return [
        digest(
            f"{NEWEST - timedelta(weeks=ago)}.jsonl",
            *(
                paper(
                    next(numbers),
                    " ".join(random.sample(NOISE, 3))
                    + (" Flux Capacitor" if ago < burst and place % 4 == 0 else ""),
                    sections=(tldr("量子扩散模型很好。" if ago < burst else "很好。", "zh"),),
                )
                for place in range(papers)
            ),
        )
        for ago in range(17)
    ]


def test_a_planted_burst_rises_in_both_languages_and_nothing_else_does() -> None:
    (window,) = [one for one in trends(*weeks(burst=4)).terms if one.weeks == 4]
    assert (window.weeks_before, window.recent, window.before) == (12, 240, 720)
    assert {(one.lang, line.term) for one in window.lists for line in one.rising} == {
        ("en", "Flux Capacitor"),
        ("zh", "量子扩散模型"),
    }
    assert not any(one.falling for one in window.lists)
    (line,) = window.lists[0].rising
    assert (line.papers, line.share, line.share_before) == (60, "25.0", "0.00")
    assert line.search == "/search/?q=Flux%20Capacitor"


def front(code: str, *digests: Digest, settings: Settings | None = None) -> CategoryView:
    sketch = site(*digests, settings=settings)[f"/categories/{code}/"].sketch
    assert isinstance(sketch, ListSketch)
    assert isinstance(sketch.frame, CategoryView)
    return sketch.frame


def test_the_page_of_a_category_tells_the_terms_that_rise_in_it() -> None:
    (window,) = front("cs.DC", *weeks(burst=4)).terms
    assert (window.weeks, window.recent, window.before) == (4, 240, 720)
    assert {line.term: line.search for one in window.lists for line in one.rising} == {
        "Flux Capacitor": "/search/?q=Flux%20Capacitor&category=cs.DC",
        "量子扩散模型": "/search/?q=%E9%87%8F%E5%AD%90%E6%89%A9%E6%95%A3%E6%A8%A1%E5%9E%8B"
        "&category=cs.DC",
    }


def test_papers_count_in_every_category_that_lists_them() -> None:
    listed = [
        replace(one, entries=tuple(replace(e, categories=("cs.OS", "cs.DC")) for e in one.entries))
        for one in weeks(burst=4)
    ]
    for code in ("cs.OS", "cs.DC"):
        (window,) = front(code, *listed).terms
        assert {line.papers for one in window.lists for line in one.rising} == {60, 240}
    (window,) = [one for one in trends(*listed).terms if one.weeks == 4]
    assert window.recent == 240


def test_a_category_that_does_not_move_names_no_terms() -> None:
    assert front("cs.DC", *weeks(burst=0)).terms == ()


def test_no_terms_stand_on_the_page_of_a_month() -> None:
    pages = site(*weeks(burst=4), settings=SPLIT)
    below = [page for address, page in pages.items() if address.startswith("/categories/cs.DC/2")]
    frames = [page.sketch.frame for page in below if isinstance(page.sketch, ListSketch)]
    assert frames
    assert not any(frame.terms for frame in frames if isinstance(frame, CategoryView))


def test_terms_in_the_language_of_the_site_come_first() -> None:
    chinese = Settings(site=SiteSettings(language="zh"))
    for settings, first in ((chinese, "zh"), (Settings(), "en")):
        view = trends(*weeks(burst=4), settings=settings)
        assert view.terms[-1].lists[0].lang == first


def test_without_a_search_terms_lead_nowhere() -> None:
    without = Settings(search=SearchSettings(enabled=False))
    (window,) = [one for one in trends(*weeks(burst=4), settings=without).terms if one.weeks == 4]
    assert {line.search for one in window.lists for line in one.rising} == {""}


def test_noise_alone_moves_no_term() -> None:
    view = trends(*weeks(burst=0))
    assert [(window.weeks, window.lists) for window in view.terms] == [(4, ())]


def test_few_papers_make_no_trend() -> None:
    view = trends(*weeks(burst=4, papers=8))
    assert view.terms == ()
    assert view.weeks is not None
    tiny = trends(day("2026-05-08", [1, 2]))
    assert (tiny.days, tiny.weeks, tiny.months, tiny.terms, tiny.recent) == (
        None,
        None,
        None,
        (),
        0,
    )
    assert [(one.name, one.count) for one in tiny.categories] == [("cs.DC", 2)]


def test_what_is_too_little_for_a_comparison_is_named() -> None:
    first, second = day("2026-05-01", range(1, 121)), day("2026-05-08", range(121, 241))
    assert trends(first, second).lack == "weeks"
    assert trends(first, day("2026-05-08", range(121, 131))).lack == "papers"
    assert trends(*weeks(burst=4)).lack == ""


def test_a_chart_of_months_begins_with_the_first_digest() -> None:
    shown = trends(*[day(f"2026-0{month}-08", [month]) for month in (2, 3, 5)]).months
    assert shown is not None
    assert shown.width == 8
    assert shown.ticks[0] == "2026-02"


def test_a_single_paper_makes_no_list_of_venues() -> None:
    def venues(*names: str) -> int:
        papers = [paper(at, venue=name) for at, name in enumerate(names, start=1)]
        return len(trends(digest("2026-05-08.jsonl", *papers)).venues)

    assert [venues("A 2026"), venues("A 2026", "B 2026")] == [0, 0]
    assert [venues("A 2026", "A 2026"), venues("A 2026", "B 2026", "C 2026")] == [1, 3]


def test_an_empty_archive_has_an_empty_page() -> None:
    view = trends()
    assert (view.papers, view.digests, view.categories, view.days) == (0, 0, (), None)


def test_a_paper_counts_on_its_first_day_and_gaps_are_no_zeros() -> None:
    view = trends(
        day("2026-05-01", [1, 2]),
        day("2026-05-04", [2, 3]),
        day("2026-05-06", [1]),
        day("2026-05-08", [4]),
    )
    assert view.days is not None
    counts = [(row.value[-2:], row.count, row.address) for row in view.days.rows]
    assert counts == [
        ("08", 1, "/2026/05/08/"),
        ("07", None, ""),
        ("06", 0, "/2026/05/06/"),
        ("05", None, ""),
        ("04", 1, "/2026/05/04/"),
        ("03", None, ""),
        ("02", None, ""),
        ("01", 2, "/2026/05/01/"),
    ]
    assert view.days.broken


def test_a_day_far_after_all_others_empties_no_chart() -> None:
    days = [day(f"2026-05-0{n}", [n], venue="CVPR 2026", code="https://x") for n in range(1, 9)]
    before, after = trends(*days), trends(*days, day("2099-01-01", [99]))
    for chart in ("days", "weeks", "months", "code", "venues"):
        assert getattr(after, chart) == getattr(before, chart)
    category = site(*days, day("2099-01-01", [99]))["/categories/cs.DC/"].sketch
    assert isinstance(category, ListSketch)
    assert isinstance(category.frame, CategoryView)
    assert category.frame.chart == site(*days)["/categories/cs.DC/"].sketch.frame.chart  # type: ignore[union-attr]


def test_the_newest_sheets_are_those_before_a_day_far_after_all_others() -> None:
    plans = plan_sheets(archive(day("2026-05-08", [1]), day("2099-01-01", [2])).papers)
    assert [plan.day for plan in recent_plans(plans, 7)] == ["2026-05-08"]


def test_a_digest_of_a_month_counts_in_its_month_alone() -> None:
    view = trends(
        digest("winter.md", *(paper(n, date="2026-03") for n in (1, 2))),
        digest("2026-04-01.md", paper(3)),
        digest("2026-05-01.md", paper(4)),
    )
    assert view.months is not None
    assert [(row.value, row.count) for row in view.months.rows] == [
        ("2026-05", 1),
        ("2026-04", 1),
        ("2026-03", 2),
    ]
    assert view.days is None


def test_names_are_ranked_by_their_recent_papers() -> None:
    old = day("2025-05-08", range(1, 8), authors=("Ada", "Bo"), categories=("cs.CV",))
    new = day("2026-05-08", range(11, 14), authors=("Bo", "Cy"), venue="CVPR 2026", code="")
    view = trends(old, new)
    assert view.recent == 13
    assert [(one.name, one.recent, one.count, one.bar) for one in view.authors] == [
        ("Bo", 3, 10, 100),
        ("Cy", 3, 3, 100),
    ]
    assert [(one.name, one.recent) for one in view.venues] == [("CVPR 2026", 3)]
    assert [(one.name, one.recent, one.count, one.bar) for one in view.categories] == [
        ("cs.DC", 3, 3, 100),
        ("cs.CV", 0, 7, 0),
    ]


def test_an_author_of_one_paper_is_not_called_active() -> None:
    assert trends(day("2026-05-08", [1], authors=("Ada",))).authors == ()


def test_nobody_is_active_and_a_namesake_on_one_paper_counts_once() -> None:
    named = ("Yan Example", "Bo", "Yan Example", "et al.")
    days = day("2025-05-08", [1, 2], authors=named), day("2026-05-08", range(11, 15), authors=named)
    for settings in (None, Settings(authors=AuthorSettings(enabled=False))):
        found = trends(*days, settings=settings).authors
        assert [(one.name, one.recent, one.count) for one in found] == [
            ("Bo", 4, 6),
            ("Yan Example", 4, 6),
        ]


def test_code_is_a_share_of_each_months_papers() -> None:
    address = "https://github.com/a/b"
    view = trends(
        digest("2026-03-01.jsonl", paper(1, code=address), paper(2), paper(3)),
        digest("2026-04-01.jsonl", paper(4, code=address), paper(5)),
        digest("2026-05-01.jsonl", paper(6, code=address)),
    )
    assert view.code is not None
    assert [(row.value, row.count, row.part) for row in view.code.rows] == [
        ("2026-05", 100, 1),
        ("2026-04", 50, 1),
        ("2026-03", 33, 1),
    ]


def category(pages: dict[str, PageSketch], address: str) -> Chart | None:
    sketch = pages[address].sketch
    assert isinstance(sketch, ListSketch)
    assert isinstance(sketch.frame, CategoryView)
    return sketch.frame.chart


FOUR = (
    day("2026-01-08", [1, 2, 3]),
    day("2026-02-08", [4], categories=("cs.CV",)),
    day("2026-03-08", [5]),
    day("2026-05-08", [6, 7]),
)


def test_a_category_has_a_chart_of_its_months_on_its_first_page_alone() -> None:
    pages = site(*FOUR, settings=SPLIT)
    chart = category(pages, "/categories/cs.DC/")
    assert chart is not None
    assert [(row.value, row.count) for row in chart.rows] == [
        ("2026-05", 2),
        ("2026-04", None),
        ("2026-03", 1),
        ("2026-02", 0),
        ("2026-01", 3),
    ]
    assert category(pages, "/categories/cs.DC/2026/05/") is None
    assert category(pages, "/categories/cs.CV/") is None


def test_a_category_without_new_papers_is_left_as_it_is() -> None:
    before = site(*FOUR)["/categories/cs.DC/"]
    later = site(*FOUR, day("2026-07-08", [8], categories=("cs.CV",)))["/categories/cs.DC/"]
    assert before == later


def test_trends_can_be_turned_off() -> None:
    pages = site(*FOUR, settings=Settings(trends=TrendsSettings(enabled=False)))
    assert "/trends/" not in pages
    assert category(pages, "/categories/cs.DC/") is None
