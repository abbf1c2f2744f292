"""What a reader does with papers: everything stays in this browser, and survives bad storage."""

import json
import re
from pathlib import Path
from shutil import copytree, ignore_patterns
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, OpenPage, ServeDirectory
from tests.browser.demo import BASE, demo_site

DAY = "2026/05/04/"
FIRST = "Training Compute-Optimal Large Language Models"
SECOND = "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale"
SHELF = f"digestry:{BASE}:"
REACHABLE = "button => button.getBoundingClientRect().height >= 24"
"""The least size of a target, by WCAG 2.2, criterion 2.5.8."""


@pytest.fixture
def site(serve_directory: ServeDirectory) -> str:
    return serve_directory(demo_site(), BASE)


@pytest.fixture
def reader(open_page: OpenPage, site: str) -> Page:
    """Return a page on a day of the demo."""
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + DAY)
    return page


def stored(page: Page, drawer: str) -> object:
    text = page.evaluate("name => localStorage.getItem(name)", SHELF + drawer)
    return json.loads(text)["value"] if text else None


def store(page: Page, drawer: str, text: str) -> None:
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [SHELF + drawer, text])


def card(title: str) -> str:
    return f'.card:has(h3:has-text("{title}"))'


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_paper_saved_with_the_keyboard_stands_on_the_saved_page(reader: Page, site: str) -> None:
    reader.keyboard.press("j")
    reader.keyboard.press("s")
    expect(reader.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(reader.locator(card(FIRST)).get_by_role("button", name="Save")).to_have_attribute(
        "aria-pressed", "true"
    )
    reader.goto(site + "saved/")
    expect(reader.locator("#saved-papers").get_by_role("link", name=FIRST)).to_have_attribute(
        "href", re.compile(rf"^{BASE}papers/2203\.15556/$")
    )


def test_saving_again_takes_a_paper_off_the_list(reader: Page) -> None:
    button = reader.locator(card(FIRST)).get_by_role("button", name="Save")
    button.click()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert stored(reader, "saved") == {}


def test_tabs_stay_in_step(reader: Page, site: str) -> None:
    other = reader.context.new_page()
    other.goto(site + "saved/")
    reader.locator(card(FIRST)).get_by_role("button", name="Save").click()
    expect(other.locator("#saved-papers").get_by_text(FIRST)).to_be_visible()
    other.get_by_role("button", name="Remove", exact=True).click()
    expect(reader.locator(card(FIRST)).get_by_role("button", name="Save")).to_have_attribute(
        "aria-pressed", "false"
    )


def test_the_texts_of_a_paper_open_below_its_card(reader: Page) -> None:
    reader.keyboard.press("j")
    reader.keyboard.press("a")
    texts = reader.locator(card(FIRST)).locator(".texts")
    expect(texts.get_by_role("heading", name="Abstract")).to_be_visible()
    expect(texts.get_by_role("heading", name="Motivation")).to_be_visible()
    reader.keyboard.press("a")
    expect(texts).to_be_hidden()


def test_read_papers_can_be_hidden_and_shown(reader: Page) -> None:
    reader.keyboard.press("j")
    reader.keyboard.press("x")
    reader.get_by_role("button", name="Hide read papers").click()
    expect(reader.locator(card(FIRST))).to_be_hidden()
    expect(reader.locator("#wishes").get_by_role("status")).to_have_text("1 paper is hidden.")
    reader.get_by_role("button", name="Show them").click()
    expect(reader.locator(card(FIRST))).to_be_visible()


def test_all_papers_of_a_day_are_marked_as_read_at_once(reader: Page) -> None:
    reader.get_by_role("button", name="Mark all as read").click()
    expect(reader.locator(".card.read")).to_have_count(6)


def test_muted_papers_go_and_followed_ones_come_first(reader: Page, site: str) -> None:
    reader.goto(site + "saved/")
    for kind, word in (("mute", "Jonathan Ho"), ("follow", "Jared Kaplan")):
        form = reader.locator(f'form[data-words="{kind}"]')
        form.get_by_role("textbox").fill(word)
        form.get_by_role("button").click()
        expect(reader.get_by_role("button", name=f"Remove {word}")).to_be_visible()
    reader.goto(site + DAY)
    expect(reader.locator(card("Denoising Diffusion"))).to_be_hidden()
    expect(reader.locator("#in-cs-LG").locator(".card").first).to_contain_text("Jared Kaplan")


def test_a_citation_is_copied_in_each_form(reader: Page, site: str) -> None:
    reader.goto(site + "papers/2205.14135/")
    reader.locator("#cite summary").click()
    for form, sign in (
        ("BibTeX", "@misc{dao2022flashattention"),
        ("RIS", "AU  - Dao, Tri"),
        ("CSL-JSON", '"family": "Dao"'),
        ("Plain text", "Tri Dao, Daniel Y. Fu"),
    ):
        reader.locator("#cite").get_by_role("button", name=form).click()
        expect(reader.locator(".toast")).to_have_text("Copied.")
        assert sign in clipboard(reader)


def test_the_box_shows_the_entry_as_the_file_of_the_day_has_it(reader: Page, site: str) -> None:
    file = reader.request.get(f"{site}{DAY}papers.bib").text()
    every = reader.locator(".card h3 a:visible").evaluate_all("links => links.map(a => a.href)")
    for address in every:
        reader.goto(address)
        reader.locator("#cite summary").click()
        shown = reader.locator("#cite pre")
        expect(shown).to_be_visible()
        assert f"{shown.text_content()}\n" in file
        expect(reader.locator("#cite").get_by_role("link")).to_have_count(0)
    assert file.count("@misc{") == len(every)


def test_c_copies_the_citation_of_the_paper_in_hand(reader: Page) -> None:
    reader.keyboard.press("j")
    reader.keyboard.press("c")
    expect(reader.locator(".toast")).to_have_text("Copied.")
    assert clipboard(reader).startswith("@misc{hoffmann2022")


def test_the_saved_list_is_exported_and_imported(
    reader: Page, site: str, tmp_path: Path, open_page: OpenPage
) -> None:
    reader.locator(card(FIRST)).get_by_role("button", name="Save").click()
    reader.goto(site + "saved/")
    with reader.expect_download() as bibtex:
        reader.get_by_role("button", name="BibTeX").click()
    assert "eprint={2203.15556}" in bibtex.value.path().read_text()
    with reader.expect_download() as backup:
        reader.get_by_role("button", name="Backup (JSON)").click()
    file = tmp_path / "list.json"
    backup.value.save_as(file)
    elsewhere = open_page()
    elsewhere.goto(site + "saved/")
    elsewhere.locator("#import-file").set_input_files(file)
    expect(elsewhere.locator("#saved-papers").get_by_text(FIRST)).to_be_visible()


def test_the_saved_list_is_exported_for_reference_managers(reader: Page, site: str) -> None:
    for title in (FIRST, SECOND):
        reader.locator(card(title)).get_by_role("button", name="Save").click()
    reader.goto(site + "saved/")
    records = exported(reader, "RIS").split("\r\n\r\n")
    assert [re.findall(r"^TI  - (.*)\r$", record, re.MULTILINE) for record in records] == [
        [SECOND],
        [FIRST],
    ]
    for record in records:
        assert record.startswith("TY  - UNPB\r\n")
        assert record.rstrip().endswith("ER  -")
    assert "AU  - van den Driessche, George\r\n" in records[1]
    assert "DO  - 10.48550/arXiv.2203.15556\r\n" in records[1]
    papers = json.loads(exported(reader, "CSL-JSON"))
    assert [paper["title"] for paper in papers] == [SECOND, FIRST]
    assert papers[1]["author"][0] == {"family": "Hoffmann", "given": "Jordan"}
    assert {paper["type"] for paper in papers} == {"article"}
    assert papers[1]["DOI"] == "10.48550/arXiv.2203.15556"


def exported(page: Page, form: str, place: str = "#exports") -> str:
    with page.expect_download() as download:
        page.locator(place).get_by_role("button", name=form, exact=True).click()
    return download.value.path().read_bytes().decode()


def test_the_papers_of_a_day_that_are_shown_are_cited(reader: Page) -> None:
    shown = reader.locator(".card h3 a:visible")
    every = shown.count()
    assert exported(reader, "BibTeX", ".list").count("@misc{") == every
    reader.locator("#chips a").first.click()
    titles = shown.all_text_contents()
    assert 0 < len(titles) < every
    assert [paper["title"] for paper in json.loads(exported(reader, "CSL-JSON", ".list"))] == titles
    assert exported(reader, "RIS", ".list").count("TY  - UNPB") == len(titles)


def test_the_papers_that_a_search_found_are_cited(reader: Page, site: str) -> None:
    reader.goto(site + "search/")
    expect(reader.get_by_role("button", name="BibTeX")).to_be_hidden()
    reader.goto(site + "search/?q=transformers")
    expect(reader.get_by_role("button", name="BibTeX")).to_be_visible()
    titles = reader.locator("#search-results h3 a").all_text_contents()
    papers = json.loads(exported(reader, "CSL-JSON", "main"))
    assert [paper["title"] for paper in papers] == titles
    reader.locator("#search-input").fill("zyzzyvas")
    expect(reader.get_by_role("button", name="BibTeX")).to_be_hidden()


def test_a_foreign_file_is_refused_on_import(reader: Page, site: str, tmp_path: Path) -> None:
    file = tmp_path / "else.json"
    file.write_text('{"saved": {"x": {"title": "y"}}}')
    reader.goto(site + "saved/")
    reader.locator("#import-file").set_input_files(file)
    expect(reader.locator(".toast")).to_have_text("This file is no backup of a reading list.")
    expect(reader.locator("#saved-papers li")).to_have_count(0)


@pytest.mark.parametrize(
    "rubbish",
    [
        "{not json",
        '{"version": 99, "value": {"a": 1}}',
        '{"version": 1, "value": [1, 2]}',
        '{"version": 1, "value": {"../x": {"title": "y"}, "ok": 3, "p": {"title": 7}}}',
        '{"version": 1, "value": {"ok": {"title": "x", "date": "2026-99-99"}}}',
        '"text"',
        "null",
    ],
)
def test_corrupt_storage_gives_a_page_that_works(reader: Page, site: str, rubbish: str) -> None:
    for drawer in ("saved", "read", "words", "options", "visit"):
        store(reader, drawer, rubbish)
    for address in (DAY, "saved/", "", "papers/2205.14135/"):
        reader.goto(site + address)
    reader.goto(site + DAY)
    reader.locator(card(FIRST)).get_by_role("button", name="Save").click()
    assert stored(reader, "saved") is not None
    assert "2203.15556" in str(stored(reader, "saved"))


def test_full_storage_is_said_and_nothing_breaks(reader: Page) -> None:
    reader.evaluate(
        "() => { Storage.prototype.setItem ="
        " () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    button = reader.locator(card(FIRST)).get_by_role("button", name="Save")
    button.click()
    expect(reader.locator(".toast")).to_contain_text("nothing was saved")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_blocked_storage_is_said_and_nothing_breaks(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {"
        " get() { throw new DOMException('', 'SecurityError'); } });"
    )
    page.goto(site + DAY)
    page.locator(card(FIRST)).get_by_role("button", name="Save").click()
    expect(page.locator(".toast")).to_contain_text("nothing was saved")
    page.keyboard.press("t")


def test_digests_newer_than_the_last_visit_are_marked(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.goto(site)
    expect(page.locator("#recent .new")).to_have_count(0)
    assert stored(page, "visit") == {"newest": "2026-05-08"}
    store(page, "visit", '{"version": 1, "value": {"newest": "2026-05-05"}}')
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.locator("#recent .new")).to_have_count(2)


def test_a_day_shows_titles_only_if_the_reader_likes(reader: Page) -> None:
    gist = reader.locator(card(FIRST)).locator(".gist")
    reader.get_by_role("button", name="Titles only").click()
    expect(gist).to_be_hidden()
    reader.reload()
    expect(gist).to_be_hidden()
    reader.get_by_role("button", name="Titles only").click()
    expect(gist).to_be_visible()


def test_a_missing_index_is_said_and_the_page_works(
    open_page: OpenPage, serve_directory: ServeDirectory, tmp_path: Path, problems: list[str]
) -> None:
    copytree(demo_site(), tmp_path / "public", ignore=ignore_patterns("pagefind"))
    page = open_page()
    page.goto(serve_directory(tmp_path / "public", BASE) + "search/?q=attention")
    expect(page.locator("#search-status")).to_contain_text("The search could not be loaded")
    expect(page.get_by_role("link", name="Categories").first).to_be_visible()
    problems[:] = [problem for problem in problems if "pagefind" not in problem]


def test_the_theme_switch_stays(reader: Page) -> None:
    reader.keyboard.press("t")
    expect(reader.locator("html")).to_have_attribute("data-theme", "dark")
    expect(reader.locator(".toast")).to_have_text("Theme: dark")
    reader.reload()
    expect(reader.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_language_of_a_paper_is_chosen_and_remembered(reader: Page, site: str) -> None:
    reader.goto(site + "papers/2309.06180/")
    reader.locator("#tongues").get_by_text("中文").click()
    expect(reader.locator("#in-zh")).to_be_visible()
    expect(reader.locator("#in-en")).to_be_hidden()
    reader.goto(site + "papers/2401.04088/")
    expect(reader.locator("#in-zh")).to_be_visible()


def test_the_keys_are_listed(reader: Page) -> None:
    reader.keyboard.press("?")
    dialog = reader.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.locator("dt")).to_have_count(10)
    reader.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_keys_do_nothing_while_the_reader_types(reader: Page, site: str) -> None:
    reader.goto(site + "search/")
    reader.get_by_role("searchbox").press_sequentially("sax")
    assert stored(reader, "saved") in (None, {})


def test_a_phone_can_do_the_same(open_page: OpenPage, site: str) -> None:
    page = open_page(PHONE)
    page.goto(site + DAY)
    paper = page.locator(card(FIRST))
    paper.get_by_role("button", name="More").tap()
    expect(paper.get_by_role("heading", name="Abstract")).to_be_visible()
    paper.get_by_role("button", name="Save").tap()
    page.goto(site + "saved/")
    expect(page.locator("#saved-papers").get_by_text(FIRST)).to_be_visible()


def test_a_phone_saves_marks_and_mutes_by_touch(open_page: OpenPage, site: str) -> None:
    page = open_page(PHONE)
    page.goto(site + DAY)
    for name in ("Save", "Read"):
        button = page.locator(card(FIRST)).get_by_role("button", name=name, exact=True)
        button.tap()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert button.evaluate(REACHABLE)
    page.goto(site + "saved/")
    expect(page.locator("#saved-papers").get_by_text(FIRST)).to_be_visible()
    form = page.locator('form[data-words="mute"]')
    form.get_by_role("textbox").tap()
    form.get_by_role("textbox").fill("Jordan Hoffmann")
    form.get_by_role("button", name="Add").tap()
    page.goto(site + DAY)
    expect(page.locator(card(FIRST))).to_be_hidden()
    page.get_by_role("button", name="Show them").tap()
    expect(page.locator(card(FIRST))).to_be_visible()
    expect(page.locator(card(FIRST))).to_have_class(re.compile(r"\bread\b"))


def test_a_day_is_read_with_the_keyboard_alone(reader: Page, site: str) -> None:
    first, second = reader.locator(card(FIRST)), reader.locator(card(SECOND))
    press = reader.keyboard.press
    press("j")
    expect(first.locator("h3 a")).to_be_focused()
    press("j")
    expect(second.locator("h3 a")).to_be_focused()
    press("k")
    expect(first.locator("h3 a")).to_be_focused()
    press("a")
    expect(first.locator(".texts")).to_be_visible()
    for key, name in (("s", "Save"), ("x", "Read")):
        button = first.get_by_role("button", name=name, exact=True)
        press(key)
        expect(button).to_have_attribute("aria-pressed", "true")
        press(key)
        expect(button).to_have_attribute("aria-pressed", "false")
    press("c")
    expect(reader.locator(".toast")).to_have_text("Copied.")
    press("t")
    expect(reader.locator("html")).to_have_attribute("data-theme", "dark")
    press("?")
    dialog = reader.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    press("j")
    press("Escape")
    expect(dialog).to_be_hidden()
    expect(first.locator("h3 a")).to_be_focused()
    press("/")
    expect(reader.get_by_role("searchbox")).to_be_focused()
    press("Escape")
    first.locator("h3 a").focus()
    press("o")
    expect(reader).to_have_url(f"{site}papers/2203.15556/")
    reader.wait_for_load_state()
    press("j")
    expect(reader.get_by_role("heading", level=1)).to_have_text(SECOND)
    reader.wait_for_load_state()
    press("k")
    expect(reader.get_by_role("heading", level=1)).to_have_text(FIRST)


def test_without_scripts_no_dead_control_is_shown(open_page: OpenPage, site: str) -> None:
    page = open_page(scripts=False)
    for address in (DAY, "papers/2205.14135/", "saved/"):
        page.goto(site + address)
        assert page.locator("main button:visible").count() == 0
    page.goto(site + "papers/2205.14135/")
    page.locator("#cite summary").click()
    file = page.locator("#cite").get_by_role("link", name="BibTeX of the day")
    expect(page.locator("#cite code")).to_have_text(re.compile("dao2022"))
    answer = page.request.get(urljoin(page.url, file.get_attribute("href") or ""))
    assert f"@misc{{{page.locator('#cite code').text_content()},\n" in answer.text()


def test_authors_without_a_page_lead_to_the_search_for_their_papers(page: Page, site: str) -> None:
    page.goto(f"{site}papers/2203.15556/")
    names = page.locator("p.authors a")
    expect(names.first).to_have_text("Jordan Hoffmann")
    expect(names).to_have_count(page.locator("meta[name=citation_author]").count())
    names.first.click()
    expect(page).to_have_url(re.compile(r"/search/\?q=author%3A%22Jordan(%20|\+)Hoffmann%22"))
    expect(page.locator("#search-results h3").first).to_have_text(FIRST)


@pytest.mark.parametrize("others", ["et al.", "others"])
def test_what_says_that_there_are_more_authors_is_no_author(
    page: Page, site: str, others: str
) -> None:
    def with_others(route: Route) -> None:
        answer = route.fetch()
        said = answer.text().replace("Jordan Hoffmann, ", f"Jordan Hoffmann, {others}, ")
        route.fulfill(response=answer, body=said)

    page.route("**/papers/2203.15556/", with_others)
    page.goto(f"{site}papers/2203.15556/")
    expect(page.locator("p.authors")).to_contain_text(f"Jordan Hoffmann, {others}, ")
    names = page.locator("p.authors a")
    expect(names).to_have_count(page.locator("meta[name=citation_author]").count())
    assert others not in names.all_text_contents()


def test_where_a_name_holds_a_comma_no_author_is_guessed(page: Page, site: str) -> None:
    def with_comma(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("Jordan Hoffmann", "Jordan, J."))

    page.route("**/papers/2203.15556/", with_comma)
    page.goto(f"{site}papers/2203.15556/")
    expect(page.locator("p.authors")).to_contain_text("Jordan, J.")
    page.wait_for_function("document.querySelector('.masthead form')")
    assert page.locator('p.authors a[href*="?q="]').count() == 0
