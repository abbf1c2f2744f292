"""Lists of papers in use: what is chosen, hidden, marked or in hand is seen and told as it is."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.build import BuildOptions, build
from generator.report import Loudness, Reporter
from tests.browser.conftest import Device, OpenPage, ServeDirectory
from tests.browser.demo import BASE, demo_site
from tests.samples import config_of, record, write_records

DAY = "2026/05/04/"
NARROW = Device(320, 640, touch=True)
COLOURS = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
CONTRAST = """element => {
  const light = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const pixel = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    const [red, green, blue] = pixel.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const { color, backgroundColor } = getComputedStyle(element);
  const [one, other] = [light(color), light(backgroundColor)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}"""


@pytest.fixture
def site(serve_directory: ServeDirectory) -> str:
    return serve_directory(demo_site(), BASE)


@pytest.fixture
def reader(page: Page, site: str) -> Page:
    """Return a page on a day of the demo."""
    page.goto(site + DAY)
    return page


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_category_is_legible_under_the_pointer(
    open_page: OpenPage, site: str, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(scheme=scheme)
    page.goto(site + DAY)
    chip = page.locator("#chips a").first
    chip.click()
    chip.hover()
    hovered = chip.evaluate(COLOURS)
    assert chip.evaluate(CONTRAST) >= 4.5
    page.mouse.move(0, 0)
    assert chip.evaluate(COLOURS) == hovered


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_button_that_can_do_nothing_looks_so(
    open_page: OpenPage, site: str, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(scheme=scheme)
    page.goto(site + "saved/")
    dead, live = button(page, "BibTeX"), button(page, "Add").first
    expect(dead).to_be_disabled()
    dead.hover(force=True)
    assert 3 <= dead.evaluate(CONTRAST) < live.evaluate(CONTRAST)
    assert dead.evaluate("button => getComputedStyle(button).cursor") == "default"


def test_the_ring_around_a_title_is_whole(reader: Page) -> None:
    reader.keyboard.press("j")
    title = reader.locator(".card h3:has(a:focus)")
    assert title.evaluate("title => getComputedStyle(title).outlineStyle") == "solid"
    cut = "title => getComputedStyle(title).overflowX === 'clip'"
    ring = "link => getComputedStyle(link).outlineColor"
    assert title.evaluate(cut)
    assert title.locator("a").evaluate(ring) == "rgba(0, 0, 0, 0)"


def test_a_chip_of_two_lines_keeps_off_its_rules(reader: Page) -> None:
    chip = reader.locator("#chips a").first
    chip.evaluate("chip => chip.firstElementChild.append(' of a name'.repeat(20))")
    room = """chip => {
      const [text, box] = [chip.firstElementChild, chip].map((it) => it.getBoundingClientRect());
      return Math.min(text.top - box.top, box.bottom - text.bottom);
    }"""
    assert chip.evaluate(room) >= 3


def test_the_buttons_above_a_list_keep_off_it(open_page: OpenPage, site: str) -> None:
    page = open_page(NARROW)
    page.goto(site + "categories/cs.CL/")
    room = """() => {
      const [bar, last] = ["#wishes", "[name=read-all]"].map((it) => document.querySelector(it));
      return bar.getBoundingClientRect().bottom - last.getBoundingClientRect().bottom;
    }"""
    assert page.evaluate(room) >= 3


def mark_one_as_read(reader: Page) -> None:
    reader.keyboard.press("j")
    reader.keyboard.press("x")


def test_what_is_marked_while_read_papers_are_hidden_goes_and_comes_back(reader: Page) -> None:
    mark_one_as_read(reader)
    button(reader, "Hide read papers").click()
    button(reader, "Mark all as read").click()
    expect(reader.locator(".card:visible")).to_have_count(0)
    told = reader.locator("#wishes").get_by_role("status")
    expect(told).to_have_text("Nothing is left to show. 6 papers are hidden.")
    button(reader, "Mark them as not read again").click()
    expect(reader.locator(".card:visible")).to_have_count(5)
    expect(told).to_have_text("1 paper is hidden.")
    expect(button(reader, "Mark all as read")).to_be_enabled()


def test_all_that_is_read_need_not_be_marked_again(reader: Page) -> None:
    button(reader, "Mark all as read").click()
    expect(reader.locator(".card:visible")).to_have_count(6)
    reader.reload()
    expect(button(reader, "Mark all as read")).to_be_disabled()


def test_only_papers_that_are_seen_are_counted_and_cited(reader: Page) -> None:
    reader.locator("#chips a").first.click()
    shown = reader.locator(".card:visible").count()
    expect(reader.locator("#filter")).to_contain_text(f"Showing {shown} of 6")
    button(reader, "Hide read papers").click()
    button(reader, "Mark all as read").click()
    expect(reader.locator("#filter")).to_contain_text("Showing 0 of 6")
    expect(button(reader, "BibTeX")).to_be_disabled()
    button(reader, "Show them").click()
    expect(reader.locator("#filter")).to_contain_text(f"Showing {shown} of 6")
    expect(button(reader, "BibTeX")).to_be_enabled()


def test_what_a_reader_does_with_a_paper_moves_nothing(reader: Page) -> None:
    places = """() => [...document.querySelectorAll(".card:first-child :is(h3, .tools button)")]
      .map((it) => it.getBoundingClientRect()).map(({ x, y, height }) => [x, y, height])"""
    weight = "title => getComputedStyle(title).fontWeight"
    title = reader.locator(".card h3").first
    before, heavy = reader.evaluate(places), title.evaluate(weight)
    for name in ("Save", "Read"):
        pressed = button(reader, name).first
        pressed.click()
        expect(pressed).to_have_attribute("aria-pressed", "true")
    assert reader.evaluate(places) == before
    assert title.evaluate(weight) == heavy


def test_a_button_that_opened_texts_says_that_it_folds_them(reader: Page) -> None:
    button(reader, "More").first.click()
    button(reader, "Less").click()
    expect(reader.locator(".texts")).to_be_hidden()
    expect(button(reader, "Less")).to_have_count(0)


def test_the_title_is_in_view_of_a_paper_taller_than_the_window(reader: Page) -> None:
    reader.keyboard.press("j")
    reader.keyboard.press("a")
    expect(reader.locator(".texts")).to_be_visible()
    reader.set_viewport_size({"width": 1280, "height": 300})
    reader.keyboard.press("j")
    reader.keyboard.press("k")
    expect(reader.locator(".card h3 a").first).to_be_in_viewport()


def test_the_summary_of_a_title_unfolds_with_its_texts(reader: Page) -> None:
    button(reader, "Titles only").click()
    gist = reader.locator(".card .gist").first
    expect(gist).to_be_hidden()
    button(reader, "More").first.click()
    expect(gist).to_be_visible()
    button(reader, "Less").click()
    expect(gist).to_be_hidden()


def test_what_a_list_hides_is_told_without_moving_its_buttons(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(NARROW)
    page.goto(site + DAY)
    button(page, "Read").first.tap()
    places = """() => [...document.querySelectorAll("#wishes button[aria-pressed]")]
      .map(({ offsetLeft, offsetTop }) => [offsetLeft, offsetTop])"""
    before = page.evaluate(places)
    button(page, "Hide read papers").tap()
    expect(button(page, "Show them")).to_be_visible()
    assert page.evaluate(places) == before


@pytest.mark.parametrize("name", ["Hide read papers", "cs.CL"])
def test_what_is_pressed_is_told_apart_in_forced_colours(reader: Page, name: str) -> None:
    reader.emulate_media(forced_colors="active")
    it = reader.locator("#wishes, #chips").get_by_role("button", name=name)
    before = it.evaluate(COLOURS)
    it.click()
    expect(it).to_have_attribute("aria-pressed", "true")
    assert it.evaluate(COLOURS) != before


def test_papers_are_parted_in_forced_colours(reader: Page) -> None:
    reader.emulate_media(forced_colors="active")
    edge = "card => getComputedStyle(card).borderBlockStartWidth"
    assert reader.locator(".card").nth(1).evaluate(edge) == "1px"


def test_a_lone_paper_is_not_told_in_the_plural(
    page: Page, tmp_path: Path, serve_directory: ServeDirectory
) -> None:
    write_records(tmp_path / "content" / "2026-05-08.jsonl", [record(1)])
    build(config_of(tmp_path), BuildOptions(), Reporter(Loudness.QUIET))
    page.goto(serve_directory(tmp_path / "public") + "2026/05/08/")
    expect(page.locator("#filter")).to_have_text("Showing all papers")
    page.locator("#chips a").click()
    expect(page.locator("#filter")).to_contain_text("Showing 1 of 1")
    expect(page.locator("#filter")).not_to_contain_text("papers")


def test_words_are_looked_for_in_papers_and_not_on_their_buttons(
    open_page: OpenPage, serve_directory: ServeDirectory
) -> None:
    site = serve_directory(demo_site(BASE, "zh"), BASE)
    page = open_page()
    page.goto(f"{site}saved/")
    page.locator("#mute-word").fill("展开")
    page.keyboard.press("Enter")
    page.locator("#follow-word").fill("已读")
    page.keyboard.press("Enter")
    page.goto(site + DAY)
    expect(page.locator(".card:visible")).to_have_count(6)
    expect(page.locator(".card.followed")).to_have_count(0)


def test_after_all_is_shown_again_the_focus_is_at_the_categories(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(NARROW)
    page.goto(f"{site}{DAY}?show=in-cs-CL")
    button(page, "Show all").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#rail summary")).to_be_focused()


def test_a_filtered_day_is_filtered_before_its_scripts_have_come(
    open_page: OpenPage, site: str
) -> None:
    filtered = f"{site}{DAY}?show=in-cs-CV"
    place = "() => document.querySelector('#in-cs-CV').getBoundingClientRect().top"
    waiting, page = open_page(), open_page()
    script = "**/assets/day.*.js"
    waiting.route(script, lambda route: route.fulfill(content_type="text/javascript", body=""))
    waiting.goto(filtered)
    expect(waiting.locator(".group:visible")).to_have_count(1)
    page.goto(filtered)
    expect(page.locator("#filter")).to_contain_text("Showing 2 of 6")
    assert page.evaluate(place) == waiting.evaluate(place)
    button(page, "Show all").click()
    expect(page.locator(".group:visible")).to_have_count(3)


@pytest.mark.parametrize(
    "drawer, value",
    [
        ("options", '{"hideRead":true}'),
        ("words", '{"mute":["one"]}'),
        ("words", '{"follow":["o"]}'),
    ],
)
def test_a_list_waits_for_the_wishes_of_its_reader_but_not_for_ever(
    open_page: OpenPage, site: str, drawer: str, value: str
) -> None:
    wish = (
        f"localStorage.setItem('digestry:{BASE}:{drawer}', '{{\"version\":1,\"value\":{value}}}')"
    )
    waiting, page = open_page(), open_page()
    silent = "export const count = () => {}, onCount = count;"
    script = "**/assets/wishes.*.js"
    waiting.route(script, lambda route: route.fulfill(content_type="text/javascript", body=silent))
    for tab in (waiting, page):
        tab.add_init_script(wish)
        tab.goto(site + DAY)
    hides = "group => getComputedStyle(group).animationName"
    assert waiting.locator(".group").first.evaluate(hides) == "appear"
    expect(waiting.locator(".card").first).to_be_visible()
    assert page.locator(".group").first.evaluate(hides) == "none"
    expect(page.locator(".card:visible")).not_to_have_count(0)
