"""Every page of the theme holds together on small and large screens, in light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from generator.text.markup import block_html
from generator.theme import Theme
from tests.browser.conftest import Device, OpenPage, ServeDirectory
from tests.browser.demo import PROJECT
from tests.theme_views import SITE, VIEWS, filled

PAGES = sorted(set(VIEWS) - {"redirect.html", "search.html"})
NARROW = Device(320, 640)
WIDE = Device(1600, 1000)
LONG = " " + "unbroken" * 40 + " <b>" + "$x_{1}$ " * 20 + "$" + "x_{1} + " * 40 + "y$"
CONTRAST = """() => {
  const channel = (value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(channel);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paper = light(getComputedStyle(document.documentElement).backgroundColor);
  const ratios = [...document.querySelectorAll("h1, .count, .by, .tags a, main a")]
    .filter((element) => element.checkVisibility() && !element.closest("[class^=l]"))
    .map((element) => {
      const ink = light(getComputedStyle(element).color);
      return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    });
  return Math.min(...ratios);
}"""

TORN = """() => {
  const text = document.querySelector("p:has(math)");
  const torn = [];
  for (let width = 80; width < 500; width += 3) {
    text.style.inlineSize = `${width}px`;
    for (const formula of text.querySelectorAll("math")) {
      const range = document.createRange();
      const [before, after] = [formula.previousSibling, formula.nextSibling];
      if (!before && !after) continue;
      before ? range.setStart(before, before.length - 1) : range.setStartBefore(formula);
      after ? range.setEnd(after, 1) : range.setEndAfter(formula);
      const lines = [...range.getClientRects()].map(({ top, bottom }) => (top + bottom) / 2);
      if (Math.max(...lines) - Math.min(...lines) > 15) torn.push([width, range.toString()]);
    }
  }
  return torn;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render each page twice: as it is, and with long text wherever a digest may have any."""
    folder = tmp_path_factory.mktemp("look")
    theme = Theme.load(SITE)
    for asset in theme.assets():
        put(folder / asset.path, asset.data)
    for template in PAGES:
        html = theme.render(template, VIEWS[template])
        stretched = theme.render(template, filled(VIEWS[template], LONG))
        put(folder / template, html.encode())
        put(folder / "long" / template, stretched.encode())
    return folder


@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize("folder", ["", "long/"])
def test_nothing_scrolls_sideways_on_the_smallest_screen(
    open_page: OpenPage, serve_directory: ServeDirectory, site: Path, template: str, folder: str
) -> None:
    page = open_page(NARROW)
    page.goto(f"{serve_directory(site, SITE.base_path)}{folder}{template}")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW.width


@pytest.mark.parametrize("template", ["day.html", "home.html", "paper.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_page_in_both_themes(
    open_page: OpenPage,
    serve_directory: ServeDirectory,
    site: Path,
    template: str,
    scheme: Literal["light", "dark"],
) -> None:
    page = open_page(WIDE, scheme=scheme)
    page.goto(serve_directory(site, SITE.base_path) + template)
    assert page.evaluate(CONTRAST) >= 4.5


def test_the_theme_switch_stays_and_needs_no_storage(
    page: Page, serve_directory: ServeDirectory, site: Path
) -> None:
    base = serve_directory(site, SITE.base_path)
    page.goto(base + "day.html")
    light = background(page)
    page.keyboard.press("t")
    dark = background(page)
    assert dark != light
    page.goto(base + "paper.html")
    assert background(page) == dark
    page.evaluate("localStorage.setItem('digestry:theme', '{broken')")
    page.goto(base + "day.html")
    assert background(page) == light
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    page.click("#theme-switch")
    assert background(page) == dark


def test_a_category_chip_filters_and_the_address_remembers(
    page: Page, serve_directory: ServeDirectory, site: Path
) -> None:
    page.goto(serve_directory(site, SITE.base_path) + "day.html")
    chip = page.locator("#chips a").first
    chip.click()
    assert chip.get_attribute("aria-pressed") == "true"
    assert "2 of 2" in page.inner_text("#filter")
    assert page.url.endswith("?show=c-1")
    page.reload()
    assert chip.get_attribute("aria-pressed") == "true"
    page.click("#filter button")
    assert chip.get_attribute("aria-pressed") == "false"
    assert "show" not in page.url


def test_without_scripts_chips_are_links_and_all_languages_are_shown(
    open_page: OpenPage, serve_directory: ServeDirectory, site: Path
) -> None:
    base = serve_directory(site, SITE.base_path)
    page = open_page(scripts=False)
    page.goto(base + "day.html")
    page.click("#chips a")
    assert page.url.endswith("#c-1")
    assert not page.is_visible("#theme-switch")
    page.goto(base + "paper.html")
    assert page.is_visible("#in-zh")
    assert page.is_visible("#in-en")


def test_one_language_is_shown_at_a_time_and_remembered(
    page: Page, serve_directory: ServeDirectory, site: Path
) -> None:
    page.goto(serve_directory(site, SITE.base_path) + "paper.html")
    assert page.is_visible("#in-en")
    assert not page.is_visible("#in-zh")
    page.click("#tongues [data-language=zh]")
    page.reload()
    assert page.is_visible("#in-zh")
    assert not page.is_visible("#in-en")


def test_keys_move_between_papers_and_list_themselves(
    page: Page, serve_directory: ServeDirectory, site: Path
) -> None:
    page.goto(serve_directory(site, SITE.base_path) + "day.html")
    page.keyboard.press("j")
    page.keyboard.press("j")
    cards = page.locator(".card")
    assert cards.nth(1).evaluate("card => card.contains(document.activeElement)")
    page.keyboard.press("k")
    assert cards.nth(0).evaluate("card => card.contains(document.activeElement)")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.is_visible("dialog#keys")


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_no_line_begins_with_the_stop_after_a_formula(page: Page) -> None:
    style = (PROJECT / "themes/default/static/reading.css").read_text()
    text = "我们拟合（$N_1$）与$N_2$，都大致随$N_3$。参数翻$N_4$、再翻 $k$-means, ($x$), a$y$b."
    page.set_content(f"<html lang=zh><style>{style}</style><p>{block_html(text)}</p>")
    assert page.locator("math").count() == 7
    assert page.evaluate(TORN) == []


def test_a_date_is_broken_before_its_weekday(page: Page) -> None:
    style = (PROJECT / "themes/default/static/reading.css").read_text()
    day = "<h1 style='inline-size: 24rem'><time>2025年6月17日 星期二</time></h1>"
    page.set_content(f"<html lang=zh><style>{style}</style>{day}")
    lines = """() => [...document.querySelector("time").firstChild.data].map((_, at) => {
      const range = document.createRange();
      range.setStart(document.querySelector("time").firstChild, at);
      range.setEnd(document.querySelector("time").firstChild, at + 1);
      return Math.round(range.getClientRects()[0].top);
    })"""
    tops = page.evaluate(lines)
    assert len(set(tops[:10])) == 1
    assert tops[-1] > tops[0]
