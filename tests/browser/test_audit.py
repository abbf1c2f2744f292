"""The quick part of the audit: what every page of a large and a small site promises."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.audit.browser import DESKTOP_LIGHT, PHONE_LIGHT, Window, opened, settle
from tests.audit.csp import check_csp
from tests.audit.host import hosted
from tests.audit.layout import MOST_WEIGHT, WIDTHS, duplicate_ids, shifted, weight, wider_than
from tests.audit.pages import PATTERNS, REQUIRED, Page, pages_of
from tests.audit.sites import RECIPES, Site, build_site

KINDS = [kind for kind in PATTERNS if kind != "day"]
DAYS = ["day-1", "day-500", "day-700"]
Find = Callable[[str], Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    recipe = next(recipe for recipe in RECIPES if recipe.name == "large-zh")
    return build_site(recipe, tmp_path_factory.mktemp("audit"))


@pytest.fixture(scope="module")
def find(site: Site) -> Find:
    found = {page.kind: page for page in pages_of(site)}

    def find(kind: str) -> Page:
        if kind not in found and kind not in REQUIRED:
            pytest.skip(f"the site has no page of the kind {kind}")
        return found[kind]

    return find


@pytest.mark.parametrize("kind", [*KINDS, "results", *DAYS])
def test_the_browser_objects_to_nothing_on_a_page_in_use(
    chromium: Browser, site: Site, find: Find, kind: str
) -> None:
    with hosted(site) as base:
        assert list(check_csp(chromium, base, (find(kind),))) == []


@pytest.mark.parametrize("kind", [*KINDS, "results", *DAYS])
def test_no_page_scrolls_sideways_or_repeats_an_id(
    chromium: Browser, site: Site, find: Find, kind: str
) -> None:
    page = find(kind)
    with hosted(site) as base, opened(chromium, DESKTOP_LIGHT) as tab:
        tab.goto(f"{base}{page.address}")
        settle(tab)
        assert duplicate_ids(tab) == []
        assert {width: found for width in WIDTHS if (found := wider_than(tab, width))} == {}


@pytest.mark.parametrize("window", [DESKTOP_LIGHT, PHONE_LIGHT], ids=lambda window: window.name)
@pytest.mark.parametrize("kind", [*KINDS, "results", "day-1", "day-700"])
def test_nothing_moves_while_a_page_loads_and_scrolls(
    chromium: Browser, site: Site, find: Find, kind: str, window: Window
) -> None:
    page = find(kind)
    with hosted(site) as base, opened(chromium, window) as tab:
        tab.goto(f"{base}{page.address}")
        assert shifted(tab) == []


@pytest.mark.parametrize("kind", ["home", "category", "search", "saved", "day-700"])
def test_a_page_with_all_that_it_loads_is_light(
    chromium: Browser, site: Site, find: Find, kind: str
) -> None:
    page = find(kind)
    with hosted(site) as base, opened(chromium, DESKTOP_LIGHT) as tab:
        tab.goto(f"{base}{page.address}")
        settle(tab)
        assert 0 < weight(tab) <= MOST_WEIGHT


def test_a_missing_file_and_a_forbidden_script_do_not_go_unseen(
    chromium: Browser, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><head><title>t</title>"
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'self'\">"
        "</head><body><script>1</script><script src=none.js></script></body></html>"
    )
    site = Site("broken", "en", large=False, base_path="/repo/", folder=tmp_path)
    page = Page(site, "home", "", tmp_path / "index.html")
    with hosted(site) as base:
        rules = {finding.rule for finding in check_csp(chromium, base, (page,), used=False)}
    assert rules == {"policy", "console error", "answer 404"}


def test_what_is_too_wide_or_repeated_or_moves_is_named(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><head><title>t</title></head><body>"
        '<p id="a" style="margin: 0">one</p><p id="a" style="width: 900px">two</p>'
        # What moves before the first paint has not moved for anybody.
        "<script>const move = () => {"
        " document.querySelector('p').style.marginTop = '300px';"
        " document.documentElement.dataset.moved = '' };"
        " new PerformanceObserver(() => requestAnimationFrame(move)).observe({"
        " type: 'paint', buffered: true })</script></body></html>"
    )
    site = Site("broken", "en", large=False, base_path="/", folder=tmp_path)
    with hosted(site) as base, opened(chromium, DESKTOP_LIGHT) as tab:
        tab.goto(base)
        tab.wait_for_selector("[data-moved]")
        assert shifted(tab)[0]["elements"] == ["body"]
        assert duplicate_ids(tab) == ["a"]
        assert wider_than(tab, 320) == ["body > p#a"]
        assert wider_than(tab, 1280) == []
