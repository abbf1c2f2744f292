"""Every run of text in another language than its page says so, on the demo in both languages."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.demo import BASE, demo_site
from tests.crawl import addresses

DAY = "2026/05/04/"
UNMARKED = """
() => {
  const skipped = "script, style, template, noscript, code, pre, kbd, math, .by, .authors";
  const eastAsian = /[\\u3041-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]/;
  const sentence = /(?:\\p{Script=Latin}[\\p{Script=Latin}'’-]*[\\s,.:;()]+){3,}\\p{Script=Latin}/u;
  const marked = (lang) => /^(?:zh|ja|ko)\\b/.test(lang);
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (parentElement.closest(skipped)) continue;
    const { lang } = parentElement.closest("[lang]");
    if (eastAsian.test(data) ? !marked(lang) : marked(lang) && sentence.test(data))
      found.push(`${parentElement.tagName} ${parentElement.className} (${lang}): ${data.trim()}`);
  }
  return found;
}
"""


def leading_on(site: Path) -> set[str]:
    """Give the addresses of the pages that lead on before they can be looked at."""
    pages = (page for page in site.rglob("*.html") if "http-equiv=refresh" in page.read_text())
    return {f"/{page.parent.relative_to(site)}/" for page in pages}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_text_in_another_language_says_so(
    language: str, open_page: OpenPage, serve_directory: ServeDirectory
) -> None:
    output = demo_site(BASE, language)
    site = serve_directory(output, BASE)
    page = open_page()
    for address in sorted(addresses(output) - leading_on(output)):
        page.goto(site + address[1:], wait_until="domcontentloaded")
        assert (address, page.evaluate(UNMARKED)) == (address, [])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_scripts_show_says_its_language(
    language: str, open_page: OpenPage, serve_directory: ServeDirectory
) -> None:
    page = open_page()
    site = serve_directory(demo_site(BASE, language), BASE)
    page.goto(site + DAY)
    card = page.locator(".card").first
    card.locator("button[name=more]").click()
    expect(card.locator(".texts section").first).to_be_visible()
    for button in page.locator("button[name=save]").all():
        button.click()
    assert page.evaluate(UNMARKED) == []
    page.goto(site + "saved/")
    expect(page.locator("#saved-papers > li")).to_have_count(6)
    assert page.evaluate(UNMARKED) == []
    assert_titles_are_english(page)


def assert_titles_are_english(page: Page) -> None:
    """The titles of the demo's papers are in English, whatever the page is in."""
    langs = page.locator("#saved-papers h3 a").evaluate_all(
        "links => links.map((link) => link.closest('[lang]').lang)"
    )
    assert set(langs) == {"en"}
