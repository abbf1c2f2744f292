"""The page of saved papers: what is removed, printed and counted there."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.demo import BASE, demo_site

ROWS = "#saved-papers > li"


@pytest.fixture
def site(serve_directory: ServeDirectory) -> str:
    return serve_directory(demo_site(), BASE)


def keep(page: Page, drawer: str, value: object) -> None:
    """Put something into a drawer of the shelf and show the page with it."""
    stored = json.dumps({"version": 1, "value": value})
    name = f"digestry:{BASE}:{drawer}"
    page.evaluate("([name, stored]) => localStorage.setItem(name, stored)", [name, stored])
    page.reload()


@pytest.fixture
def saved(page: Page, site: str) -> Page:
    """Return the page with three papers on it, the newest first: Third, Second, First."""
    page.goto(f"{site}saved/")
    titles = enumerate(("First", "Second", "Third"))
    keep(page, "saved", {f"2601.0000{at}": {"title": title, "at": at} for at, title in titles})
    return page


def test_a_word_is_repeated_as_it_was_typed(page: Page, site: str) -> None:
    page.goto(f"{site}saved/")
    page.locator("#mute-word").fill("$& $$")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_have_text("Added: $& $$")


def test_counts_are_written_as_the_language_of_the_page_has_them(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(locale="de-DE")
    page.goto(f"{site}saved/")
    keep(page, "saved", {f"a{at}": {"title": "A"} for at in range(1000)})
    expect(page.locator("#saved-status")).to_have_text("1,000 papers")
