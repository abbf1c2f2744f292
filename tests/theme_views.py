"""Views of every template, plain or with the same text in each of their slots."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.model import Value
from generator.views.charts import (
    Chart,
    Row,
    Spark,
    Standing,
    TermLine,
    TermList,
    TermWindow,
)
from generator.views.pages import (
    AuthorIndexView,
    AuthorView,
    CategoryIndexView,
    CategoryView,
    DayView,
    EntryFacts,
    HomeView,
    MonthDay,
    MonthView,
    NotFoundView,
    PaperView,
    RedirectView,
    SavedView,
    SearchView,
    TextPageView,
    TrendsView,
    View,
    YearView,
)
from generator.views.parts import (
    AuthorGroup,
    AuthorRef,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    Card,
    CardGroup,
    CategoryRef,
    CountedAuthor,
    CountedCategory,
    DateRef,
    Download,
    ExternalLink,
    FeedLink,
    Late,
    Link,
    MonthPart,
    PaperLine,
    RelatedPaper,
    SectionView,
    Text,
    YearOfPapers,
)
from generator.views.site import SiteView

SITE = SiteView(
    title="Reading room",
    tagline="New papers every day",
    language="en",
    base_path="/repo/",
    base_url="https://example.org/repo/",
    home="/",
    categories="/categories/",
    search="/search/",
    about="/about/",
    saved="/saved/",
    authors="/authors/",
    trends="/trends/",
    has_search=True,
    colophon="",
    feeds=(FeedLink(kind="papers", address="/feed.xml", media_type="application/atom+xml"),),
    all_feeds="/feeds.opml",
    schema="/papers.schema.json",
    index="/index.json",
)
_KEPT = frozenset(
    {"kind", "field", "columns", "base", "ticks", "share", "share_before", "first", "last"}
)
"""Slots whose values are the program's own, never a digest's."""
_DATED = (DateRef, CalendarDay, CalendarMonth, CalendarYear, Row)

_DAY = DateRef(value="2026-05-03", address="/2026/05/03/", count=2, note="late")
_MONTH = DateRef(value="2026-05", address="/2026/05/", count=2)
_PART = MonthPart(number=1, address="/2026/05/", first="2026-05-03", last="2026-05-04")
_YEAR = DateRef(value="2026", address="/2026/", count=2)
_CATEGORY = CategoryRef(code="cs.DC", address="/categories/cs.DC/", name="Distributed")
_COUNTED = (CountedCategory(category=_CATEGORY, count=2, anchor="c-1"),)
_CRUMBS = (Link(label="2026", address="/2026/"),)
_CARD = Card(
    key="2605.00001",
    address="/papers/2605.00001/",
    title=Text(value="A title", lang="en"),
    headline=Text(value="标题", lang="zh"),
    authors=("Ada Lovelace", "王小明"),
    more_authors=3,
    categories=(_CATEGORY,),
    summary=Text(value="一句话", lang="zh"),
    badges=("2 theorems",),
    figure=True,
    score="8.5",
    keywords=("word",),
    comment="12 pages",
    venue="ICML 2026",
    code="https://github.com/example/tea",
)
_GROUPS = (CardGroup(heading="cs.DC", anchor="c-1", cards=(_CARD, _CARD), category=_CATEGORY),)
_DOWNLOADS = (
    Download(
        label="Markdown", address="/2026/05/03/index.md", name="day.md", media_type="text/markdown"
    ),
    Download(
        label="BibTeX", address="/2026/05/03/papers.bib", name="papers.bib", media_type="text/plain"
    ),
)
_CALENDAR = CalendarYear(
    value="2026",
    address="/2026/",
    count=2,
    months=(
        CalendarMonth(
            value="2026-05",
            count=2,
            address="/2026/05/",
            weeks=((None, CalendarDay(value="2026-05-02"), CalendarDay(
                value="2026-05-03", count=2, level=4, address="/2026/05/03/"
            )),),
        ),
    ),
)  # fmt: skip
_ROWS = (
    Row(value="2026-05-03", count=1200, part=3, address="/2026/05/03/"),
    Row(value="2026-05-02", count=None),
    Row(value="2026-05-01", count=0, part=0),
)
_CHART = Chart(
    width=6,
    top=2000,
    columns="M1 100v-1M5 100v-60",
    base="M0 100h2M4 100h2",
    broken=True,
    ticks=("2026-05-01", "2026-05-02", "2026-05-03"),
    most=_ROWS[0],
    rows=_ROWS,
)
_SPARK = Spark(width=4, columns="M1 100v-100M3 100v-50")
_STANDINGS = (
    Standing(
        name="cs.DC",
        recent=12,
        count=1200,
        bar=100,
        address="/categories/cs.DC/",
        long="Distributed",
        spark=_SPARK,
    ),
    Standing(name="王小明", recent=2, count=3, bar=17),
)
_TERM = TermLine(
    term="world model",
    papers=120,
    share="9.5",
    share_before="0.1",
    spark=_SPARK,
    search="/search/?q=world%20model",
)
_WINDOW = TermWindow(
    weeks=4, weeks_before=12, recent=1200, before=3400, tested=560,
    lists=(
        TermList(lang="en", rising=(_TERM,), falling=(_TERM,)),
        TermList(lang="zh", rising=(msgspec.structs.replace(_TERM, term="世界模型", search=""),)),
    ),
)  # fmt: skip


def _section(field: str | None, text: str, lang: str) -> SectionView:
    return SectionView(text=Text(value=text, lang=lang), field=field, label="A label of its own")


PAPER = PaperView(
    key="2605.00001",
    address="/papers/2605.00001/",
    title=Text(value="A title", lang="en"),
    crumbs=_CRUMBS,
    headlines=(Text(value="标题", lang="zh"),),
    authors=("Ada Lovelace", "王小明"),
    categories=(_CATEGORY,),
    days=(_DAY,),
    links=(ExternalLink(kind="code", url="https://example.org/code"),),
    summary=(_section("tldr", "一句话", "zh"), _section("tldr", "In a word", "en")),
    sections=(
        _section("method", "方法", "zh"),
        _section(None, "Free", "en"),
        _section("x", "X", "fr"),
    ),
    abstract=(_section("abstract", "An abstract", "en"),),
    keywords=("word",),
    badges=("2 theorems",),
    comment="12 pages",
    score="8.5",
    arxiv_id="2605.00001",
    figure=True,
    languages=("zh", "en"),
    _bibtex=Late(by=str, of="@misc{x}"),
    entry=EntryFacts(
        key="lovelace2026title", file="/2026/05/03/papers.bib", category="cs.DC", others=True
    ),
    published="2026/05/03",
    online="2026/06/03",
    creators=("Lovelace, Ada", "王小明"),
    records="/2026/05/03/papers.json",
    venue=Link(label="ICML 2026", address="/search/?badge=ICML%202026"),
    author_pages=("/authors/ada-lovelace/", "/authors/wang-xiao-ming-1/"),
    previous=Link(label="Before", address="/papers/b/", lang="en"),
    next=Link(label="之后", address="/papers/n/", lang="zh"),
    related=(
        RelatedPaper(
            title=Text(value="相近", lang="zh"), address="/papers/r/", date="2026-05-01",
            words=("lock", "锁"),
        ),
    ),
)  # fmt: skip
_ADA = CountedAuthor(author=AuthorRef(name="Ada Lovelace", address="/authors/ada/"), count=2)
_WANG = CountedAuthor(author=AuthorRef(name="王小明"), count=1)
_LINE = PaperLine(
    address="/papers/2605.00001/",
    title=Text(value="A title", lang="en"),
    date="2026-05-03",
    category="cs.DC",
)
VIEWS: dict[str, View] = {
    "home.html": HomeView(
        papers=2, days=1, newest=_DAY, lead=(_CARD,), recent=(_DAY,), calendar=(_CALENDAR,),
        categories=_COUNTED, levels=(1, 2, 4, 6), has_authors=True,
    ),
    "day.html": DayView(
        date=_DAY, crumbs=_CRUMBS, count=2, unread=1, categories=_COUNTED, groups=_GROUPS,
        new=2, downloads=_DOWNLOADS, previous=_DAY, next=_DAY,
    ),
    "month.html": MonthView(
        date=_MONTH, crumbs=_CRUMBS, calendar=_CALENDAR.months[0],
        days=(MonthDay(date=_DAY, highlights=(_CARD,)),), categories=_COUNTED, previous=_MONTH,
        busiest=(_DAY,), largest=_COUNTED, levels=(1, 2, 4, 6),
    ),
    "year.html": YearView(
        date=_YEAR, calendar=_CALENDAR, months=(_MONTH,), categories=_COUNTED, next=_YEAR,
        busiest=(_DAY,), largest=_COUNTED, levels=(1, 2, 4, 6),
    ),
    "paper.html": PAPER,
    "categories.html": CategoryIndexView(categories=_COUNTED, has_authors=True),
    "category.html": CategoryView(
        category=_CATEGORY, description="All about it", count=2, crumbs=_CRUMBS, groups=_GROUPS,
        months=(_MONTH,), month=_MONTH, part=_PART, parts=(_PART,), chart=_CHART,
        terms=(_WINDOW, _WINDOW), feed="/categories/cs.DC/feed.xml", previous=_MONTH, next=_MONTH,
    ),
    "authors.html": AuthorIndexView(
        count=2, least=2, letters=(Link(label="e", address="/authors/by/e/"),), letter="e",
        address="/authors/by/e/", most=(_ADA,),
        groups=(AuthorGroup(letter="e", anchor="in-e", authors=(_ADA,)),),
        feeds="/authors/feeds.opml",
        previous=Link(label="1", address="/authors/by/e/"),
        next=Link(label="3", address="/authors/by/e/part-3/"),
    ),
    "author.html": AuthorView(
        name="王小明", address="/authors/wang-1/", count=2, spellings=("王 小明",),
        categories=_COUNTED, peers=(_ADA, _WANG), more_peers=3,
        years=(
            YearOfPapers(year="2026", address="/2026/", papers=(_LINE,)),
            YearOfPapers(year="2025", address="/2025/", papers=(_LINE,)),
        ),
        search="/search/?q=author:%22x%22", feed="/authors/wang-1/feed.xml",
    ),
    "search.html": SearchView(
        bundle="/pagefind/", categories=(_CATEGORY,), years=("2026",), months=("2026-05",),
        calendar=(_MONTH,),
    ),
    "text.html": TextPageView(title="About", markdown="Some *words*.", address="/about/"),
    "saved.html": SavedView(),
    "trends.html": TrendsView(
        papers=2000, digests=3, first="2026-03", last="2026-05-03", recent=13, days=_CHART,
        weeks=_CHART, months=_CHART, terms=(_WINDOW, _WINDOW), categories=_STANDINGS,
        authors=_STANDINGS, venues=_STANDINGS, code=_CHART,
    ),
    "not-found.html": NotFoundView(),
    "redirect.html": RedirectView(target="/papers/n/", title=Text(value="A title", lang="en")),
}  # fmt: skip
"""A full view for each template that renders a page."""

EMPTY: dict[str, View] = {
    "home.html": HomeView(
        papers=0, days=0, newest=None, lead=(), recent=(), calendar=(), categories=()
    ),
    "day.html": DayView(date=_DAY, crumbs=(), count=0, unread=0, categories=(), groups=()),
    "month.html": MonthView(
        date=_MONTH, crumbs=(), days=(), categories=(),
        calendar=CalendarMonth(value="2026-05", count=0, weeks=()),
    ),
    "paper.html": PaperView(
        key="x", title=Text(value="Bare", lang="en"), crumbs=(), headlines=(), authors=(),
        categories=(), days=(), links=(), summary=(), sections=(), abstract=(),
    ),
    "trends.html": TrendsView(
        papers=0, digests=0, first="", last="", recent=0, days=None, weeks=None, months=None,
        terms=(), categories=(), authors=(), venues=(), code=None,
    ),
    "categories.html": CategoryIndexView(categories=()),
    "authors.html": AuthorIndexView(count=0, least=15),
    "author.html": AuthorView(
        name="Ada", address="/authors/ada/", count=0, spellings=(), categories=(), years=(),
        peers=(),
    ),
    "category.html": CategoryView(
        category=_CATEGORY, description="", count=0, crumbs=(), groups=(), months=()
    ),
}  # fmt: skip
"""Views in which everything that may be missing is missing."""


def filled(value: Any, text: str) -> Any:
    """Return a view with the text put after what stands in each slot that a digest can fill."""
    if isinstance(value, str):
        return value + text
    if isinstance(value, tuple):
        return tuple(filled(item, text) for item in value)
    if isinstance(value, Value):
        return msgspec.structs.replace(value, **_slots(value, text))
    return value


def _slots(value: Value, text: str) -> dict[str, Any]:
    return {
        name: filled(getattr(value, name), text)
        for name in value.__struct_fields__
        if name not in _KEPT and not (name == "value" and isinstance(value, _DATED))
    }
