"""Pages made of an archive: each has one address, and every address that a page shows exists."""

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import routes
from generator.compose.complete import complete
from generator.compose.front import OwnPage
from generator.compose.pages import compose
from generator.compose.scene import Scene
from generator.fingerprint import Base, page_fingerprint
from generator.model import UNCATEGORISED, Digest, DigestDate
from generator.pages_of_own import read_own_pages
from generator.paths import check_paths
from generator.settings import CategorySettings, HomeSettings, Settings, SiteSettings
from generator.views.pages import (
    CategoryView,
    DayView,
    HomeView,
    MonthView,
    Page,
    PaperView,
    RedirectView,
    YearView,
)
from generator.views.parts import MonthPart
from tests.samples import PAPER, MemoryShelf, archive, digest, entry, tldr

View = TypeVar("View")
SPLIT = Settings(categories=CategorySettings(split_above=2), home=HomeSettings(papers=2, days=2))


def pages(*digests: Digest, settings: Settings | None = None) -> dict[str, Page]:
    shelf = MemoryShelf(*digests)
    sketches = compose(archive(*digests), settings or Settings(), ())
    made = [complete(sketch, shelf) for sketch in sketches]
    assert len({page.address for page in made}) == len(made)
    return {page.address: page for page in made}


def view(made: dict[str, Page], address: str, kind: type[View]) -> View:
    found = made[address].view
    assert isinstance(found, kind)
    return found


def shown(value: Any) -> Iterator[str]:
    """Give every address of the site that a view holds."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if name in ("address", "target") and inner:
                yield inner
            yield from shown(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from shown(inner)


NAMES = st.sampled_from(["One", "Two", "视力", "实力", "con", "…", "x" * 120])
CODES = st.sampled_from(
    ["cs.DC", "cs.dc", "cs.QQ", "cs.qq", "C", "C++", "c", "视力", "实力", "aux", "…"]
)
FILES = st.sampled_from(
    ["2026-05-08.md", "2026-05-09.md", "2025-12-31.md", "list_a.md", "list-a.md", "01.md", "1.md"]
)
ENTRIES = st.tuples(
    FILES, NAMES, st.lists(CODES, max_size=3), st.sampled_from([None, "2512.00001", "cs/0601001"])
)


@settings(deadline=None)
@given(rows=st.lists(ENTRIES, max_size=14))
def test_every_address_that_a_page_shows_exists(
    rows: list[tuple[str, str, list[str], str | None]],
) -> None:
    files: dict[str, list[Any]] = {}
    for line, (path, title, codes, base) in enumerate(rows, start=1):
        date = None if base else "2025-12-30"
        found = entry(title, path=path, line=line, categories=tuple(codes), id=base, date=date)
        files.setdefault(path, []).append(found)
    made = pages(*(digest(path, *entries) for path, entries in files.items()), settings=SPLIT)
    check_paths(page.path for page in made.values())
    loose = {address for page in made.values() for address in shown(page.view)} - made.keys()
    assert loose <= {routes.SCHEMA, routes.own_page("about")}
    for page in made.values():
        if isinstance(page.view, DayView | CategoryView):
            anchors = [group.anchor for group in page.view.groups]
            assert len(anchors) == len(set(anchors))


TEXTS = st.sampled_from(["", "In one line.", "In another line."])
TOLD = st.tuples(ENTRIES, TEXTS, TEXTS)
Told = tuple[tuple[str, str, list[str], str | None], str, str]


def told(rows: list[Told]) -> list[Digest]:
    files: dict[str, list[Any]] = {}
    for line, ((path, title, codes, base), text, comment) in enumerate(rows, start=1):
        date = None if base else "2025-12-30"
        facts = {"sections": (tldr(text),), "comment": comment, "categories": tuple(codes)}
        found = entry(title, path=path, line=line, id=base, date=date, **facts)
        files.setdefault(path, []).append(found)
    return [digest(path, *entries) for path, entries in files.items()]


@settings(deadline=None)
@given(rows=st.lists(TOLD, min_size=1, max_size=6), new=TOLD, place=st.integers(0, 6))
def test_pages_of_one_fingerprint_are_the_same_page(
    rows: list[Told], new: Told, place: int
) -> None:
    changed = [*rows[:place], new, *rows[place + 1 :]]
    every: list[dict[str, tuple[str, Page]]] = []
    for one in (rows, changed):
        digests = told(one)
        shelf = MemoryShelf(*digests)
        every.append(
            {
                sketch.path: (
                    page_fingerprint(sketch, template_digest="t", base=Base(program="", site="")),
                    complete(sketch, shelf),
                )
                for sketch in compose(archive(*digests), SPLIT, ())
            }
        )
    before, after = every
    for path in before.keys() & after.keys():
        if before[path][0] == after[path][0]:
            assert before[path][1] == after[path][1]


def test_a_day_groups_by_the_category_that_another_day_tells() -> None:
    made = pages(
        digest("2026-05-08.md", entry(id=PAPER, path="2026-05-08.md")),
        digest("2026-05-09.md", entry(id=PAPER, path="2026-05-09.md", categories=("cs.DC",))),
    )
    first = view(made, "/2026/05/08/", DayView)
    assert [group.heading for group in first.groups] == ["cs.DC"]
    assert [item.category.code for item in first.categories] == ["cs.DC"]


def test_a_day_lists_its_categories_in_the_order_of_its_groups() -> None:
    codes = ("cs.CV", "cs.AI", "cs.DC", "cs.AI")
    papers = [entry(f"P{at}", categories=(code,), line=at) for at, code in enumerate(codes)]
    day = view(pages(digest("2026-05-08.md", *papers)), "/2026/05/08/", DayView)
    listed = [(one.category.code, one.count, one.anchor) for one in day.categories]
    assert listed == [("cs.CV", 1, "in-cs-CV"), ("cs.AI", 2, "in-cs-AI"), ("cs.DC", 1, "in-cs-DC")]
    assert [group.anchor for group in day.groups] == [anchor for *_, anchor in listed]


def test_a_digest_without_a_day_is_named_only_beside_another_of_its_month() -> None:
    one = digest("first.txt", entry(id="2512.00001", path="first.txt"))
    other = digest("second.txt", entry(id="2512.00002", path="second.txt"))
    assert view(pages(one), "/2025/12/first/", DayView).date.note == ""
    assert view(pages(one, other), "/2025/12/first/", DayView).date.note == "first"


def test_a_paper_about_which_nothing_is_said_is_filed_all_the_same() -> None:
    made = pages(digest("2026-05-08.md", entry("Bare")))
    assert view(made, f"/categories/{UNCATEGORISED}/", CategoryView).count == 1
    bare = view(made, "/papers/bare/", PaperView)
    assert (bare.summary, bare.sections, bare.abstract, bare.links) == ((), (), (), ())


def test_a_paper_stands_between_its_neighbours_of_the_day() -> None:
    day = digest("2026-05-08.md", *(entry(f"Paper {n}", line=n) for n in (1, 2, 3)))
    middle = view(pages(day), "/papers/paper-2/", PaperView)
    assert middle.previous is not None
    assert middle.next is not None
    assert (middle.previous.address, middle.next.address) == (
        "/papers/paper-1/",
        "/papers/paper-3/",
    )


def test_topics_of_one_slug_have_pages_of_their_own() -> None:
    made = pages(
        digest("2026-05-08.md", entry("One", categories=("C",))),
        digest("2026-05-09.md", entry("Two", categories=("C++",), path="2026-05-09.md")),
    )
    codes = {p.view.category.code for p in made.values() if isinstance(p.view, CategoryView)}
    assert codes == {"C", "C++"}
    assert view(made, "/categories/c/", CategoryView).category.code == "C"


def test_a_former_address_leads_to_the_paper() -> None:
    made = pages(
        digest("2026-05-08.md", entry("Locks")),
        digest("2026-05-09.md", entry("Locks", id=PAPER, path="2026-05-09.md")),
    )
    assert view(made, "/papers/locks/", RedirectView).target == f"/papers/{PAPER}/"


def test_the_parts_of_a_long_month_stay_when_papers_are_added() -> None:
    def month(last: int) -> dict[str, Page]:
        days = [
            digest(
                f"2026-05-{n:02}.md",
                entry(f"P{n}", categories=("cs.DC",), path=f"2026-05-{n:02}.md"),
            )
            for n in range(1, last + 1)
        ]
        return pages(*days, settings=SPLIT)

    def titles(made: dict[str, Page], address: str) -> list[str]:
        groups = view(made, address, CategoryView).groups
        return [card.title.value for group in groups for card in group.cards]

    before, after = month(4), month(5)
    assert titles(before, "/categories/cs.DC/2026/05/") == ["P2", "P1"]
    assert titles(after, "/categories/cs.DC/2026/05/") == ["P2", "P1"]
    assert titles(after, "/categories/cs.DC/2026/05/part-3/") == ["P5"]


def test_a_chinese_site_says_in_chinese_that_papers_have_no_category() -> None:
    unfiled = digest("2026-05-08.md", entry("One"))
    for language, name in (("zh", "未分类"), ("en", "")):
        made = pages(unfiled, settings=Settings(site=SiteSettings(language=language)))
        ref = view(made, f"/categories/{UNCATEGORISED}/", CategoryView).category
        assert (ref.code, ref.name) == (UNCATEGORISED, name)


def test_the_parts_of_a_long_month_are_named_and_a_full_one_stays() -> None:
    month = "/categories/cs.DC/2026/05/"

    def made(last: int) -> dict[str, Page]:
        return pages(*days(*[(number,) for number in range(1, last + 1)]), settings=SPLIT)

    six, seven, eight = made(6), made(7), made(8)
    assert view(seven, "/categories/cs.DC/", CategoryView).months[0].address == f"{month}part-4/"
    second = view(seven, f"{month}part-2/", CategoryView)
    assert second.count == 2
    assert second.part == MonthPart(
        number=2, address=f"{month}part-2/", first="2026-05-03", last="2026-05-04"
    )
    assert [(part.number, part.last) for part in second.parts] == [
        (1, "2026-05-02"),
        (2, "2026-05-04"),
        (3, ""),
    ]
    for number in (1, 2):
        address = routes.category_month("cs.DC", "2026-05", number)
        assert view(six, address, CategoryView) == view(eight, address, CategoryView)


def test_a_month_of_a_category_leads_to_the_nearest_parts_of_its_neighbours() -> None:
    april = [
        digest(f"2026-04-{n}.md", entry(f"P{n}", categories=("cs.DC",), path=f"2026-04-{n}.md"))
        for n in (28, 29, 30)
    ]
    made = pages(*april, *days((1,), (2,), (3,)), settings=SPLIT)
    base = "/categories/cs.DC/2026"
    may = view(made, f"{base}/05/", CategoryView)
    assert may.previous is not None
    assert (may.previous.address, may.previous.note) == (f"{base}/04/part-2/", "")
    end = view(made, f"{base}/04/part-2/", CategoryView)
    assert end.next is not None
    assert end.next.address == f"{base}/05/"


def test_the_front_page_shows_as_much_as_the_settings_say() -> None:
    days = [
        digest(
            f"2026-05-{n:02}.md",
            *(entry(f"P{n}-{i}", path=f"2026-05-{n:02}.md", line=i) for i in (1, 2, 3)),
        )
        for n in (1, 2, 3)
    ]
    home = view(pages(*days, settings=SPLIT), "/", HomeView)
    assert [card.title.value for card in home.lead] == ["P3-1", "P3-2"]
    assert [date.value for date in home.recent] == ["2026-05-03", "2026-05-02"]
    assert (home.papers, home.days) == (9, 3)


def test_the_language_of_the_site_comes_first() -> None:
    both = entry(id=PAPER, sections=(tldr("One line"), tldr("一句话", "zh")))
    paper = view(pages(digest("2026-05-08.md", both)), f"/papers/{PAPER}/", PaperView)
    assert [section.text.lang for section in paper.summary] == ["en", "zh"]
    assert paper.languages == ("en", "zh")


def test_own_pages_replace_the_one_that_digestry_brings() -> None:
    own = (OwnPage(name="about", title="Ours", markdown="x"),)
    made = {page.address: page for page in compose(archive(), Settings(), own)}
    assert getattr(made["/about/"].sketch, "title", "") == "Ours"


def test_months_of_one_slug_have_days_of_their_own() -> None:
    scene = Scene(
        archive(
            digest("list_a.md", entry("A", id="2512.00001")),
            digest("list-a.md", entry("B", id="2512.00002", path="list-a.md")),
        ),
        Settings(),
    )
    addresses = {
        scene.day_address(DigestDate(value="2025-12", name=n)) for n in ("list_a", "list-a")
    }
    assert len(addresses) == 2


def test_without_own_pages_there_are_none() -> None:
    assert read_own_pages(()) == ((), [])


def day(number: int, *papers: int) -> Digest:
    """Make a day of May of some papers, each named by its number."""
    path = f"2026-05-{number:02}.md"
    entries = [
        entry(f"P{n}", id=f"2605.{n:05}", path=path, line=n, categories=("cs.DC", f"t{n}"))
        for n in papers
    ]
    return digest(path, *entries)


def days(*papers: tuple[int, ...]) -> list[Digest]:
    return [day(number, *some) for number, some in enumerate(papers, start=1)]


def test_years_and_months_count_a_paper_where_it_was_first_seen() -> None:
    april = digest("2026-04-30.md", entry(id="2605.00001", path="2026-04-30.md"))
    earlier = digest("2025-12-31.md", entry(id="2605.00002", path="2025-12-31.md"))
    made = pages(earlier, april, *days((1, 2, 3), (3, 4)))
    home = view(made, "/", HomeView)
    assert {year.value: year.count for year in home.calendar} == {"2025": 1, "2026": 3}
    assert home.papers == sum(year.count for year in home.calendar)
    year = view(made, "/2026/", YearView)
    assert (year.date.count, year.calendar.count) == (3, 3)
    assert [(month.value, month.count) for month in year.months] == [
        ("2026-04", 1),
        ("2026-05", 2),
    ]
    month = view(made, "/2026/05/", MonthView)
    assert (month.date.count, month.calendar.count) == (2, 2)
    assert [day.date.count for day in month.days] == [2, 3]
    assert [view(made, f"/2026/05/{day}/", DayView).count for day in ("01", "02")] == [3, 2]


def test_a_month_highlights_papers_that_no_day_before_had() -> None:
    made = pages(*days((1, 2, 3, 4), (1, 2, 3, 4), (2, 5)))
    shown = view(made, "/2026/05/", MonthView).days
    titles = [[card.title.value for card in one.highlights] for one in shown]
    assert titles == [["P5"], [], ["P1", "P2", "P3"]]
    assert [view(made, f"/2026/05/0{n}/", DayView).new for n in (1, 2, 3)] == [4, 0, 1]


def test_the_categories_of_a_year_count_as_their_own_pages_do() -> None:
    made = pages(*days((1, 2), (2, 3)))
    counted = {c.category.address: c.count for c in view(made, "/2026/", YearView).categories}
    assert counted["/categories/cs.DC/"] == 3
    for address, count in counted.items():
        assert view(made, address, CategoryView).count == count


def test_a_month_and_its_year_name_their_busiest_days_and_largest_categories() -> None:
    made = pages(*days((1,), (2, 3, 4), (5, 6), (7, 8), (9, 10)))
    for found in (view(made, "/2026/05/", MonthView), view(made, "/2026/", YearView)):
        assert [(day.value[8:], day.count) for day in found.busiest] == [
            ("02", 3),
            ("03", 2),
            ("04", 2),
        ]
        assert [(c.category.code, c.count) for c in found.largest] == [
            ("cs.DC", 10),
            ("t1", 1),
            ("t10", 1),
        ]


def test_where_nothing_stands_out_nothing_is_a_highlight() -> None:
    month = view(pages(*days((1, 2), (3,), (4,))), "/2026/05/", MonthView)
    assert (month.busiest, len(month.largest)) == ((), 3)
