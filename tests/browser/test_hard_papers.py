"""Papers that no page is drawn for, and readers without a mouse: each page still works."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.build import BuildOptions, build
from generator.config import load_config
from generator.report import Loudness, Reporter
from tests.browser.conftest import PHONE, Device, OpenPage, ServeDirectory
from tests.browser.demo import BASE, PROJECT, demo_site

LONG, UNBROKEN = ("a title without an end " * 500)[:10_000].strip(), "x" * 10_000
RECORDS = (
    {"id": "2605.00001", "title": LONG, "authors": ["Ada Lovelace"], "summary": "An abstract."},
    {"id": "2605.00002", "title": "A paper with no text at all"},
    {"id": "2605.00003", "title": UNBROKEN, "authors": ["A. Name"] * 500, "summary": "Another."},
)
DAY = "2026/05/09/"
ADDRESSES = ("", "2026/", "2026/05/", DAY, "papers/2605.00001/", "papers/2605.00002/",
             "papers/2605.00003/", "saved/")  # fmt: skip
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const inside = box.width > 1 && box.bottom > 0 && box.top < innerHeight;
  const seen = outlineStyle !== "none" && outlineWidth !== "0px" && inside;
  return { seen, element: element.outerHTML.slice(0, 120) };
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of nothing but hard papers, some in a digest without a day."""
    place = tmp_path_factory.mktemp("hard")
    content = place / "content"
    content.mkdir()
    day = "\n".join(json.dumps({"categories": ["cs.LG"], **record}) for record in RECORDS)
    (content / "2026-05-09.jsonl").write_text(day, "utf-8")
    month = {"id": "2603.00001", "title": "A paper of March", "categories": ["cs.LG"]}
    (content / "2026-03.jsonl").write_text(json.dumps(month), "utf-8")
    config = load_config(
        PROJECT / "site.toml", content=content, output=place / "public", base_url=BASE
    )
    build(config, BuildOptions(jobs=1, search=False), Reporter(Loudness.QUIET))
    return config.output


@pytest.fixture
def hard(serve_directory: ServeDirectory, folder: Path) -> str:
    return serve_directory(folder, BASE)


@pytest.fixture
def demo(serve_directory: ServeDirectory) -> str:
    return serve_directory(demo_site(), BASE)


@pytest.mark.parametrize("width", [320, 1280])
def test_no_title_pushes_a_page_wide(open_page: OpenPage, hard: str, width: int) -> None:
    page = open_page(Device(width, 800))
    for address in ADDRESSES:
        page.goto(hard + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_title_of_10000_characters_is_cut_in_lists_and_whole_on_its_page(
    open_page: OpenPage, hard: str
) -> None:
    page = open_page(PHONE)
    page.goto(hard + DAY)
    for title in page.locator(".card h3").all():
        box = title.bounding_box()
        assert box is not None
        assert box["height"] < PHONE.height / 2
    page.goto(hard + "papers/2605.00001/")
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG)
    neighbour = page.locator("main .steps a").last.bounding_box()
    assert neighbour is not None
    assert neighbour["height"] < PHONE.height / 2


def test_a_paper_without_text_says_so_and_can_be_saved_and_opened(page: Page, hard: str) -> None:
    page.goto(hard + "papers/2605.00002/")
    expect(page.locator(".digest")).to_contain_text("The digest says nothing more")
    page.keyboard.press("s")
    expect(page.locator(".toast")).to_have_text("Saved.")
    page.goto(hard + "saved/")
    expect(page.get_by_role("link", name="A paper with no text at all")).to_be_visible()
    page.goto(hard + DAY)
    card = page.locator('.card[data-key="2605.00002"]')
    card.get_by_role("button", name="More").click()
    expect(card.locator(".texts")).to_have_text("There is no more to show.")


def test_the_way_to_a_paper_of_a_month_names_no_place_twice(page: Page, hard: str) -> None:
    page.goto(hard + "papers/2603.00001/")
    expect(page.locator(".crumbs li")).to_have_text(["2026", "March 2026", "Digest of March 2026"])


@pytest.mark.parametrize(
    "address",
    ["", "2026/05/04/", "papers/2401.04088/", "saved/", "search/?q=attention", "404.html"],
)
def test_whoever_has_only_a_keyboard_always_sees_where_they_are(
    page: Page, demo: str, address: str
) -> None:
    page.goto(demo + address)
    page.evaluate("document.activeElement.blur()")
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        assert focus["seen"], focus["element"]


def test_the_first_tab_skips_to_the_content(page: Page, demo: str) -> None:
    page.goto(demo + "2026/05/04/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_list_of_keys_gives_the_focus_back(page: Page, demo: str) -> None:
    page.goto(demo + "2026/05/04/")
    page.keyboard.press("j")
    before = page.evaluate("document.activeElement.href")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.href") == before


@pytest.mark.parametrize("address", ["", "2026/05/04/"])
def test_the_navigation_takes_one_line_on_the_smallest_phone(
    open_page: OpenPage, demo: str, address: str
) -> None:
    page = open_page(Device(320, 640, touch=True))
    page.goto(demo + address)
    tops = page.eval_on_selector_all(
        ".masthead nav a", "links => links.map((link) => link.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1
