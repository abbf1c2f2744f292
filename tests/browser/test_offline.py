"""Reading without a connection: visited pages stay, and none of them is ever a stale one."""

import re
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.demo import BASE, demo_site

DAY = "2026/05/04/"
NEWEST = "2026/05/08/"
PAPER = "papers/2203.15556/"
FIRST = "Training Compute-Optimal Large Language Models"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """Return a copy of the demo that a test may change."""
    return copytree(demo_site(), tmp_path / "public")


@pytest.fixture
def site(public: Path, serve_directory: ServeDirectory) -> str:
    return serve_directory(public, BASE)


@pytest.fixture
def reader(open_page: OpenPage, site: str) -> Page:
    """Return a page on a day of the demo that the service worker serves."""
    page = open_page()
    page.goto(site + DAY)
    controlled(page.context, page)
    return page


def controlled(context: BrowserContext, page: Page) -> None:
    """Wait until the service worker serves the page."""
    page.evaluate("navigator.serviceWorker.ready")
    if not context.service_workers:
        context.wait_for_event("serviceworker")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def visit(page: Page, address: str) -> None:
    """Open a page and wait until it is kept."""
    page.goto(address)
    page.wait_for_function("async () => (await caches.match(location.href)) !== undefined")


def rewrite(public: Path, address: str, title: str) -> None:
    place = public / address / "index.html"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("<title>", f"<title>{title} "), encoding="utf-8")


def test_visited_pages_are_readable_offline(reader: Page, site: str, problems: list[str]) -> None:
    visit(reader, site + PAPER)
    reader.context.set_offline(offline=True)
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(FIRST)
    reader.context.set_offline(offline=False)
    problems[:] = [problem for problem in problems if "ERR_INTERNET_DISCONNECTED" not in problem]


def test_a_search_that_was_made_can_be_made_offline(
    reader: Page, site: str, problems: list[str]
) -> None:
    for _ in range(2):
        reader.goto(f"{site}search/?q=scaling")
        expect(reader.locator("#search-results > li").first).to_be_visible()
    kept = """async (part) => {
        const files = await (await caches.open("digestry-files-1")).keys();
        return files.some((request) => request.url.includes(part));
    }"""
    for folder in ("/pagefind/part-", "/pagefind/run-"):
        reader.wait_for_function(kept, arg=folder)
    reader.context.set_offline(offline=True)
    reader.reload()
    expect(reader.locator("#search-results > li").first).to_be_visible()
    reader.context.set_offline(offline=False)
    problems[:] = [problem for problem in problems if "ERR_INTERNET_DISCONNECTED" not in problem]


@pytest.mark.parametrize("address", ["", NEWEST])
def test_a_page_that_was_kept_is_never_a_stale_one(
    reader: Page, site: str, public: Path, address: str, problems: list[str]
) -> None:
    visit(reader, site + address)
    rewrite(public, address, "Once more")
    visit(reader, site + DAY)
    visit(reader, site + address)
    expect(reader).to_have_title(re.compile(r"^Once more\b"))
    rewrite(public, address, "Twice")
    reader.reload()
    expect(reader).to_have_title(re.compile(r"^Twice\b"))
    reader.wait_for_function(
        "async () => (await (await caches.match(location.href)).text()).includes('<title>Twice')"
    )
    reader.context.set_offline(offline=True)
    reader.reload()
    expect(reader).to_have_title(re.compile(r"^Twice\b"))
    reader.context.set_offline(offline=False)
    problems[:] = [problem for problem in problems if "ERR_INTERNET_DISCONNECTED" not in problem]


def test_a_site_may_keep_nothing(open_page: OpenPage, serve_directory: ServeDirectory) -> None:
    public = demo_site(BASE, offline=False)
    assert not (public / "service-worker.js").exists()
    assert not (public / "site.webmanifest").exists()
    page = open_page()
    page.goto(serve_directory(public, BASE) + DAY)
    assert page.locator("link[rel=manifest]").count() == 0
    assert (
        page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    )


def test_a_site_that_no_longer_keeps_pages_takes_its_worker_away(
    reader: Page, site: str, public: Path
) -> None:
    visit(reader, site + DAY)
    reader.evaluate("async () => (await caches.open('of-another')).put('/x/', new Response('x'))")
    rmtree(public)
    copytree(demo_site(BASE, offline=False), public)
    reader.goto(site)
    reader.wait_for_function(
        "async () => !(await navigator.serviceWorker.getRegistrations()).length"
    )
    reader.wait_for_function("async () => !(await caches.match(location.href))")
    assert reader.evaluate("async () => Boolean(await caches.match('/x/'))")
    reader.goto(site + PAPER)
    assert reader.evaluate("navigator.serviceWorker.controller === null")


def test_the_front_page_that_stands_in_for_another_says_so(
    reader: Page, site: str, problems: list[str]
) -> None:
    visit(reader, site)
    notice = reader.get_by_text("this page was not kept")
    expect(notice).to_have_count(0)
    reader.context.set_offline(offline=True)
    reader.goto(site + PAPER)
    expect(notice).to_be_visible()
    reader.context.set_offline(offline=False)
    problems[:] = [problem for problem in problems if "ERR_INTERNET_DISCONNECTED" not in problem]


def test_citations_that_cannot_be_had_are_not_said_to_be_exported(
    reader: Page, problems: list[str]
) -> None:
    reader.context.set_offline(offline=True)
    reader.locator("#citations").get_by_role("button", name="BibTeX").click()
    expect(reader.locator(".toast")).to_have_text("Nothing was exported. Try again later.")
    reader.context.set_offline(offline=False)
    assert problems
    assert all("ERR_" in problem for problem in problems)
    problems.clear()
