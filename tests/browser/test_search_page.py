"""The search page around its results: papers named by their id, what is said, what is folded."""

import json
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp

import pytest
from playwright.sync_api import Page, expect

from generator.build import BuildOptions, build
from generator.config import load_config
from generator.report import Loudness, Reporter
from tests.browser.conftest import PHONE, Device, OpenPage, ServeDirectory
from tests.browser.demo import BASE, demo_site

expect.set_options(timeout=20_000)

RESULTS = "#search-results > li"
STATUS = "#search-status"
KNOWN = "1706.03762"
MANY = [*(f"Ada Writer{letter}" for letter in "ABCDEFGHI"), "Zacharias Quill"]
PAPERS = [
    {"id": "2601.00001", "title": "Written by many", "authors": MANY, "summary": "An abstract."},
    {"id": "cs/0301001", "title": "An old paper", "authors": ["Ada Jones"], "summary": "Old.",
     "keywords": ["wombat"], "comment": "Extends arXiv:1212.12345",
     "code_url": "https://github.com/jones/old"},
]  # fmt: skip
HELD = """
window.Worker = class extends Worker {
  postMessage(message) {
    if (!window.hold || message.kind !== "records") return super.postMessage(message);
    const data = { call: message.call, failed: "no connection" };
    window.fail = () => this.dispatchEvent(new MessageEvent("message", { data }));
  }
};
"""


@pytest.fixture
def site(serve_directory: ServeDirectory) -> str:
    return serve_directory(demo_site(), BASE)


@pytest.fixture(scope="module")
def small_site() -> Path:
    root = Path(mkdtemp(prefix="digestry-search-"))
    (root / "content").mkdir()
    (root / "site.toml").write_text('[site]\ntitle = "Small"\nlanguage = "zh"\n')
    lines = [json.dumps({"categories": ["cs.LG"], **paper}) for paper in PAPERS]
    (root / "content" / "2026-01-02.jsonl").write_text("\n".join(lines))
    config = load_config(root / "site.toml", base_url=BASE)
    build(config, BuildOptions(), Reporter(Loudness.QUIET))
    return config.output


@pytest.fixture
def small(serve_directory: ServeDirectory, small_site: Path) -> str:
    return serve_directory(small_site, BASE)


@pytest.mark.parametrize(
    "typed",
    [KNOWN, f"arXiv:{KNOWN}", f"https://arxiv.org/abs/{KNOWN}v5", f"arxiv.org/pdf/{KNOWN}.pdf",
     f"https://doi.org/10.48550/arXiv.{KNOWN}"],
)  # fmt: skip
def test_a_paper_named_by_its_id_is_shown_and_enter_opens_it(
    page: Page, site: str, typed: str
) -> None:
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").fill(typed)
    expect(page.locator(STATUS)).to_have_text("Press Enter to open this paper.")
    address = f"{BASE}papers/{KNOWN}/"
    expect(page.locator(f"{RESULTS} h3 a")).to_have_attribute("href", address)
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(f"{site}papers/{KNOWN}/")


def test_an_old_id_is_known_with_and_without_its_class(page: Page, small: str) -> None:
    page.goto(f"{small}search/")
    for typed in ("cs/0301001", "arXiv:cs.LG/0301001v2"):
        page.get_by_role("searchbox").fill(typed)
        expect(page.locator(f"{RESULTS} h3 a")).to_have_text("An old paper")
        page.get_by_role("searchbox").fill("")
        expect(page.locator(RESULTS)).to_have_count(0)


def test_an_id_that_is_not_here_leads_to_arxiv(page: Page, site: str) -> None:
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").fill("arXiv:2401.99999v2")
    expect(page.locator(STATUS)).to_contain_text("No paper here has the arXiv id 2401.99999.")
    link = page.locator(STATUS).get_by_role("link")
    expect(link).to_have_attribute("href", "https://arxiv.org/abs/2401.99999")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_papers_that_speak_of_an_id_are_found_by_it(page: Page, small: str) -> None:
    page.goto(f"{small}search/?q=arXiv:1212.12345")
    expect(page.locator(f"{RESULTS} h3 a")).to_have_text("An old paper")
    expect(page.locator(STATUS).get_by_role("link")).to_be_visible()


def test_other_choices_are_advised_only_where_some_were_made(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=zyzzyvas")
    expect(page.locator(STATUS)).to_have_text("No paper was found. Try fewer words.")
    page.goto(f"{site}search/?q=zyzzyvas&category=cs.CR")
    expect(page.locator(STATUS)).to_contain_text("another category or year")


def test_a_name_that_a_list_leaves_out_is_shown_where_it_was_asked_for(
    page: Page, small: str
) -> None:
    page.goto(f"{small}search/?q=quill")
    names = page.locator(f"{RESULTS} .by")
    expect(names.locator("mark")).to_have_text("Quill")
    expect(names).to_have_text("、".join([*MANY[:6], MANY[-1]]) + " 及其他 3 人")
    expect(page.locator(f"{RESULTS} .passage")).to_be_hidden()


def test_no_place_is_kept_for_a_passage_that_does_not_come(
    page: Page, small_site: Path, tmp_path: Path, serve_directory: ServeDirectory
) -> None:
    copytree(small_site, tmp_path, dirs_exist_ok=True)
    (tmp_path / "papers/cs-0301001/index.html").write_text("<title>Bare</title>")
    page.goto(f"{serve_directory(tmp_path, BASE)}search/?q=wombat")
    expect(page.locator(RESULTS)).to_have_count(1)
    expect(page.locator(f"{RESULTS} .passage")).to_be_hidden()


@pytest.mark.parametrize(
    "query, passage",
    [("wombat", "关键词 · wombat"), ("extends", "备注 · Extends arXiv:1212.12345")],
)
def test_what_stands_beside_the_texts_of_a_paper_is_quoted_too(
    page: Page, small: str, query: str, passage: str
) -> None:
    page.goto(f"{small}search/?q={query}")
    quoted = page.locator(f"{RESULTS} .passage")
    expect(quoted).to_have_text(passage)
    expect(quoted.locator("mark")).to_have_text(query, ignore_case=True)


def test_below_what_is_in_view_a_passage_takes_no_more_room_than_it_needs(
    open_page: OpenPage, small: str
) -> None:
    page = open_page(Device(390, 240, touch=True))
    page.goto(f"{small}search/?q=wombat")
    quoted = page.locator(f"{RESULTS} .passage")
    expect(quoted).to_have_text("关键词 · wombat")
    lines = "place => place.offsetHeight / parseFloat(getComputedStyle(place).lineHeight)"
    assert quoted.evaluate(lines) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    "address, words",
    [
        ("papers/2606.27776v2/", "2606.27776"),
        ("abs/cs/0301001", "cs/0301001"),
        ("papers/cs-0301009/", "cs/0301009"),
        ("papers/no-such-paper/", "no such paper"),
        ("categories/cs.XX/", "cs.XX"),
        ("%E5%9B%BE%E7%A5%9E%E7%BB%8F.html", "图神经"),
    ],
)
def test_what_is_not_here_is_ready_to_be_searched_for(
    page: Page, small: str, problems: list[str], address: str, words: str
) -> None:
    page.goto(small + address)
    expect(page.locator("main").get_by_role("searchbox")).to_have_value(words)
    assert all("404" in problem for problem in problems)
    problems.clear()


def test_a_phone_has_its_filters_folded_until_one_is_set(open_page: OpenPage, site: str) -> None:
    page = open_page(PHONE)
    page.goto(f"{site}search/?q=learning")
    category = page.locator("select[name=category]")
    expect(page.locator(RESULTS).first).to_be_in_viewport()
    expect(category).to_be_hidden()
    page.get_by_text("Filters", exact=True).tap()
    category.select_option("cs.DC")
    page.reload()
    expect(category).to_be_visible()


def test_a_wide_screen_shows_all_filters(page: Page, site: str) -> None:
    page.goto(f"{site}search/")
    expect(page.locator("select[name=category]")).to_be_visible()
    expect(page.get_by_text("Filters", exact=True)).to_be_hidden()


def test_without_scripts_the_form_that_cannot_work_is_not_there(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(scripts=False)
    page.goto(f"{site}search/")
    expect(page.locator("#search-form")).to_be_hidden()


def test_results_are_saved_and_marked_with_the_keys_of_lists(page: Page, small: str) -> None:
    page.goto(f"{small}search/?q=written")
    result = page.locator(RESULTS)
    expect(result).to_have_count(1)
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.keyboard.press("x")
    expect(result).to_have_class("card read")
    page.reload()
    expect(result).to_have_class("card read")
    names, date = result.locator(".by").text_content(), result.locator("time").text_content()
    assert date == "2026年1月2日"
    page.goto(f"{small}saved/")
    paper = page.locator("#saved-papers li")
    expect(paper.locator(".by")).to_have_text(names or "")
    expect(paper.locator("time")).to_have_text(date)


def test_results_have_the_buttons_of_lists(page: Page, small: str) -> None:
    page.goto(f"{small}search/?q=written")
    result = page.locator(RESULTS)
    result.get_by_role("button", name="收藏").click()
    result.get_by_role("button", name="展开").click()
    expect(result.get_by_text("An abstract.")).to_be_visible()
    page.reload()
    expect(result.get_by_role("button", name="收藏")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{small}saved/")
    expect(page.locator("#saved-papers").get_by_role("link")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("query", ["cat:CS.lg written", "cat:CS written", "badge:code old"])
def test_categories_and_badges_are_written_in_any_case(page: Page, small: str, query: str) -> None:
    page.goto(f"{small}search/?q={query}")
    expect(page.locator(RESULTS)).to_have_count(1)


def test_results_that_are_no_longer_wanted_may_fail(page: Page, site: str) -> None:
    page.add_init_script(HELD)
    page.goto(f"{site}search/?q=model")
    expect(page.locator(RESULTS)).to_have_count(10)
    page.evaluate("window.hold = true")
    page.locator("#search-more").click()
    page.evaluate("window.hold = false")
    page.get_by_role("searchbox").fill("Attention Is All You Need")
    expect(page.locator(RESULTS).first).to_contain_text("Attention Is All You Need")
    page.evaluate("window.fail()")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(STATUS)).not_to_contain_text("could not be loaded")


def test_words_that_were_found_stand_out_in_forced_colours(page: Page, small: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{small}search/?q=written")
    mark = page.locator(f"{RESULTS} h3 mark")
    ground = "mark => getComputedStyle(mark).backgroundColor"
    assert mark.evaluate(ground) not in ("rgba(0, 0, 0, 0)", page.locator("html").evaluate(ground))
