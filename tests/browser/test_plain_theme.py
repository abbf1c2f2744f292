"""The theme `plain` on the smallest screen, in light and dark, and its search."""

from pathlib import Path
from typing import Literal

import pytest

from generator.build import BuildOptions, build
from generator.config import load_config
from generator.report import Loudness, Reporter
from generator.theme import Theme
from tests.browser.conftest import Device, OpenPage, ServeDirectory
from tests.browser.test_pages_look import CONTRAST, LONG, NARROW, PAGES, WIDE, put
from tests.theme_views import SITE, VIEWS, filled

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render each page twice: as it is, and with long text wherever a digest may have any."""
    folder = tmp_path_factory.mktemp("plain")
    theme = Theme.load(SITE, name="plain")
    for asset in theme.assets():
        put(folder / asset.path, asset.data)
    for template in PAGES:
        put(folder / template, theme.render(template, VIEWS[template]).encode())
        stretched = theme.render(template, filled(VIEWS[template], LONG))
        put(folder / "long" / template, stretched.encode())
    return folder


@pytest.mark.parametrize("folder", ["", "long/"])
def test_nothing_scrolls_sideways_on_the_smallest_screen(
    open_page: OpenPage, serve_directory: ServeDirectory, site: Path, folder: str
) -> None:
    page = open_page(NARROW)
    base = serve_directory(site, SITE.base_path)
    for template in PAGES:
        page.goto(f"{base}{folder}{template}")
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW.width, template


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [NARROW, WIDE])
def test_text_stands_out_from_the_page(
    open_page: OpenPage,
    serve_directory: ServeDirectory,
    site: Path,
    device: Device,
    scheme: Literal["light", "dark"],
) -> None:
    page = open_page(device, scheme=scheme)
    base = serve_directory(site, SITE.base_path)
    backgrounds = set()
    for template in ("day.html", "home.html", "paper.html"):
        page.goto(base + template)
        assert page.evaluate(CONTRAST) >= 4.5
        backgrounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert backgrounds == {"rgb(255, 255, 255)" if scheme == "light" else "rgb(17, 17, 17)"}


def test_its_search_finds_papers(
    open_page: OpenPage, serve_directory: ServeDirectory, tmp_path: Path
) -> None:
    (tmp_path / "site.toml").write_text('[theme]\nname = "plain"\n', encoding="utf-8")
    config = load_config(
        tmp_path / "site.toml",
        content=ROOT / "content",
        output=tmp_path / "public",
        base_url="/repo/",
    )
    build(config, BuildOptions(), Reporter(Loudness.QUIET))
    page = open_page()
    page.goto(serve_directory(config.output, "/repo/") + "search/?q=attention")
    page.locator("#search-results a").first.click()
    page.wait_for_url("**/papers/**")
    assert page.locator("h1").count() == 1
