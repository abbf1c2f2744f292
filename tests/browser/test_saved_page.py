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


def test_papers_are_removed_one_after_another_with_the_keyboard(saved: Page) -> None:
    saved.locator(ROWS).nth(1).get_by_role("button").focus()
    saved.keyboard.press("Enter")
    expect(saved.locator(ROWS).get_by_role("link")).to_have_text(["Third", "First"])
    expect(saved.locator(ROWS).nth(1).get_by_role("button")).to_be_focused()
    saved.keyboard.press("Enter")
    expect(saved.locator(ROWS).nth(0).get_by_role("button")).to_be_focused()
    saved.keyboard.press("Enter")
    expect(saved.locator("#saved-status")).to_be_focused()


def test_what_another_tab_saves_leaves_the_reader_where_he_was(saved: Page, site: str) -> None:
    saved.keyboard.press("j")
    expect(saved.get_by_role("link", name="Third")).to_be_focused()
    other = saved.context.new_page()
    other.goto(f"{site}2026/05/04/")
    other.get_by_role("button", name="Save").first.click()
    expect(saved.locator(ROWS)).to_have_count(4)
    expect(saved.get_by_role("link", name="Third")).to_be_focused()


def test_words_are_removed_one_after_another_with_the_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}saved/")
    keep(page, "words", {"mute": ["one", "two"], "follow": []})
    page.get_by_role("button", name="Remove one").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove two")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#mute-word")).to_be_focused()


def test_saved_papers_that_were_read_look_so(saved: Page) -> None:
    keep(saved, "read", {"2601.00001": 1})
    expect(saved.locator(ROWS).nth(1)).to_have_class("card read")


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


def test_the_list_is_printed_without_what_can_only_be_pressed(saved: Page) -> None:
    saved.emulate_media(media="print")
    expect(saved.get_by_role("link", name="First")).to_be_visible()
    expect(saved.get_by_role("button")).to_have_count(0)
    expect(saved.get_by_role("heading", name="Export")).to_be_hidden()
