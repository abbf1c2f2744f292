"""The demo site as its readers use it: days, papers, the search, a phone, no scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Device, OpenPage, ServeDirectory
from tests.browser.demo import BASE, demo_site
from tests.crawl import addresses, faults

DAY = "2026/04/27/"
FIRST, SECOND = "Attention Is All You Need", "BERT: Pre-training of Deep Bidirectional Transformers"
expect.set_options(timeout=20_000)

RESULTS = "#search-results > li"
KINDS = [
    "", "2026/", "2026/04/", DAY, "papers/1706.03762/", "papers/2309.06180/", "categories/",
    "categories/cs.DC/", "search/", "about/", "404.html",
]  # fmt: skip


@pytest.fixture(params=["/", BASE])
def base(request: pytest.FixtureRequest) -> str:
    """Return each of the base paths under which a site may stand."""
    return str(request.param)


@pytest.fixture
def site(base: str, serve_directory: ServeDirectory) -> str:
    """Return the address of the demo under a base path."""
    return serve_directory(demo_site(base), base)


@pytest.fixture
def demo(serve_directory: ServeDirectory) -> str:
    """Return the address of the demo as a project site."""
    return serve_directory(demo_site(), BASE)


def search_for(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)


def chosen(page: Page, name: str) -> Locator:
    return page.locator(f"#search-form select[name={name}]")


def test_every_link_of_the_demo_leads_somewhere(base: str) -> None:
    assert faults(demo_site(base), base) == []


def test_a_reader_goes_from_a_day_to_a_paper_and_on(page: Page, site: str, base: str) -> None:
    page.goto(site)
    page.locator(f'.archive a[href="{base}{DAY}"]').click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("27 April 2026")
    page.locator("main .card h3 a").filter(has_text=FIRST).click()
    expect(page).to_have_url(f"{site}papers/1706.03762/")
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST)
    page.locator("main a[rel=next]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(SECOND)
    page.locator("main a[rel=prev]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST)


def test_days_follow_each_other(page: Page, demo: str) -> None:
    page.goto(demo + DAY)
    page.locator("main header a[rel=next]").click()
    expect(page).to_have_url(f"{demo}2026/04/28/")
    page.locator("main header a[rel=prev]").click()
    expect(page).to_have_url(demo + DAY)


@pytest.mark.parametrize(
    "words, paper",
    [
        ("attention is all you need", "1706.03762"),
        ("efficient memory management serving", "2309.06180"),
        ("只凭注意力机制", "1706.03762"),
        ("完形填空", "1810.04805"),
        ("Ashish Vaswani", "1706.03762"),
        ("Woosuk Kwon", "2309.06180"),
    ],
)
def test_a_paper_is_found_by_what_is_known_of_it(
    words: str, paper: str, page: Page, site: str, base: str
) -> None:
    page.goto(f"{site}search/")
    search_for(page, words)
    first = page.locator(RESULTS).first.get_by_role("link")
    expect(first).to_have_attribute("href", f"{base}papers/{paper}/")
    expect(page.locator(f"main {RESULTS} mark").first).to_be_visible()


def test_results_are_papers_of_the_site(page: Page, site: str, base: str) -> None:
    page.goto(f"{site}search/?q=model")
    results = page.locator(f"main {RESULTS} a")
    expect(results.first).to_be_visible()
    for link in results.all():
        expect(link).to_have_attribute("href", re.compile(rf"^{re.escape(base)}papers/[^/]+/$"))


def test_a_search_is_an_address_and_back_goes_back(page: Page, demo: str) -> None:
    page.goto(f"{demo}search/")
    search_for(page, "learning")
    expect(page.locator(RESULTS).first).to_be_visible()
    everything = page.locator("#search-status").inner_text()
    chosen(page, "category").select_option("cs.DC")
    expect(page).to_have_url(f"{demo}search/?q=learning&category=cs.DC")
    expect(page.locator("#search-status")).not_to_have_text(everything)
    for tags in page.locator(f"{RESULTS} [data-slot=categories]").all():
        expect(tags).not_to_be_empty()
    page.go_back()
    expect(page).to_have_url(f"{demo}search/?q=learning")
    expect(page.locator("#search-status")).to_have_text(everything)
    expect(chosen(page, "category")).to_have_value("")


def test_the_address_of_a_search_brings_it_back(page: Page, demo: str) -> None:
    page.goto(f"{demo}search/?q=learning&category=cs.LG&year=2026&month=2026-04&sort=newest")
    expect(page.get_by_role("searchbox")).to_have_value("learning")
    for name, value in (
        ("category", "cs.LG"), ("year", "2026"), ("month", "2026-04"), ("sort", "newest"),
    ):  # fmt: skip
        expect(chosen(page, name)).to_have_value(value)
    expect(page.locator(RESULTS).first).to_be_visible()
    times = page.locator(f"{RESULTS} time").all()
    dates = [f"{time.get_attribute('datetime')}" for time in times]
    assert dates == sorted(dates, reverse=True)
    assert {date[:7] for date in dates} == {"2026-04"}


def test_a_category_alone_lists_its_papers(page: Page, demo: str) -> None:
    page.goto(f"{demo}search/?category=cs.CR")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_nothing_found_is_said(page: Page, demo: str) -> None:
    page.goto(f"{demo}search/?q=attention&category=cs.CR")
    expect(page.locator("#search-status")).to_contain_text("No paper was found")
    expect(page.locator(RESULTS)).to_have_count(0)


@pytest.mark.parametrize(
    "known", ["1706.03762", "arXiv:1706.03762v5", "https://arxiv.org/abs/1706.03762"]
)
def test_an_id_leads_straight_to_its_paper(known: str, page: Page, site: str) -> None:
    page.goto(site)
    page.locator(".search-box input[type=search]").fill(known)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}papers/1706.03762/")


def test_an_id_that_is_not_there_is_searched_for(page: Page, demo: str) -> None:
    page.goto(f"{demo}search/?q=2401.99999")
    expect(page.locator("#search-status")).to_contain_text("paper")
    expect(page).to_have_url(f"{demo}search/?q=2401.99999")


def test_without_scripts_the_search_offers_other_ways(open_page: OpenPage, demo: str) -> None:
    page = open_page(scripts=False)
    page.goto(f"{demo}search/")
    assert "Searching needs JavaScript" in page.locator("main").inner_html()
    expect(page.locator(f'main a[href="{BASE}2026/04/"]')).to_be_visible()
    page.get_by_role("link", name="Categories", exact=True).click()
    page.locator("main").get_by_role("link", name="cs.CL", exact=True).click()
    page.get_by_role("link", name=FIRST).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST)
    expect(page.get_by_text("只凭注意力机制完成序列转换")).to_be_visible()


@pytest.mark.parametrize("device", [PHONE, DESKTOP, Device(320, 640)], ids=lambda d: str(d.width))
def test_no_page_scrolls_sideways_or_breaks_its_own_rules(
    device: Device, open_page: OpenPage, demo: str, problems: list[str]
) -> None:
    page = open_page(device)
    for kind in KINDS:
        page.goto(demo + kind)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{kind or '/'} is {wide} pixels too wide"
    assert problems == []


def test_an_unknown_address_offers_a_search(page: Page, demo: str, problems: list[str]) -> None:
    page.goto(f"{demo}papers/no-such-paper/")
    assert all("404" in problem for problem in problems)
    problems.clear()
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    page.locator("main input[type=search]").fill("attention")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_the_demo_has_a_page_for_each_of_its_papers_and_days(base: str) -> None:
    site: Path = demo_site(base)
    papers = [place.read_text(encoding="utf-8") for place in site.glob("papers/*/index.html")]
    assert sum('<body class="paper' in text for text in papers) == 32
    days = [address for address in addresses(site) if re.fullmatch(r"/\d{4}/\d\d/\d\d/", address)]
    assert len(days) == 7
