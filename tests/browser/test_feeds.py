"""A feed that a reader opens in the browser: readable, and nothing in it is active."""

from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from generator.report import Loudness, Reporter
from tests.browser.conftest import DESKTOP, PHONE, Device, OpenPage, ServeDirectory
from tests.samples import config_of, record, write_records

TITLE = "Locks <script>alert(1)</script> & <b>keys</b>"
SHOWN = """
() => Object.fromEntries([...document.querySelectorAll("feed > title, entry > title, entry > id")]
  .map((place) => [place.textContent, getComputedStyle(place).display]))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("feeds")
    write_records(root / "content" / "2026-05-08.jsonl", [record(1, title=TITLE), record(2)])
    settings = '[site]\ntitle = "All papers"\nbase_url = "https://name.example/repo/"\n'
    (root / "site.toml").write_text(settings, encoding="utf-8")
    build(config_of(root), BuildOptions(), Reporter(Loudness.QUIET))
    return root / "public"


@pytest.mark.parametrize("device", [DESKTOP, PHONE])
@pytest.mark.parametrize("address", ["feed.xml", "categories/cs.DC/feed.xml"])
def test_a_feed_opened_in_a_browser_can_be_read(
    site: Path, address: str, device: Device, open_page: OpenPage, serve_directory: ServeDirectory
) -> None:
    page = open_page(device=device)
    page.goto(serve_directory(site, "/repo/") + address)
    shown = page.evaluate(SHOWN)
    assert any("All papers" in text for text in shown)
    assert shown[TITLE] == "block"
    assert all(kind == "none" for text, kind in shown.items() if text.startswith("tag:"))
    assert page.evaluate("document.querySelectorAll('script').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_feed_opened_on_a_phone_is_not_too_small_to_read(
    site: Path, open_page: OpenPage, serve_directory: ServeDirectory
) -> None:
    page = open_page(device=PHONE)
    page.goto(serve_directory(site, "/repo/") + "feed.xml")
    size = """() => parseFloat(getComputedStyle(document.querySelector("entry > title")).fontSize)
      * visualViewport.scale"""
    assert page.evaluate(size) >= 14
