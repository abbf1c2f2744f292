"""Trends in a browser: charts are drawn and seen by all, whatever screen, theme or language."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from generator.build import BuildOptions, build
from generator.report import Loudness, Reporter
from tests.audit.axe import RUN
from tests.audit.axe import SCRIPT as AXE
from tests.browser.conftest import DESKTOP, Device, OpenPage, ServeDirectory
from tests.samples import config_of, record, write_records

NARROW = Device(320, 640)
ADDRESSES = ("trends/", "categories/cs.DC/", "categories/")


def digests() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Make six weekly digests and a gap; papers of the last are about something new."""
    for ago in range(6):
        value = date(2026, 5, 8) - timedelta(weeks=ago if ago < 5 else 12)
        papers = [
            record(
                100 * ago + place,
                title=f"Paper {ago}-{place}" + (" with Flux Capacitors" if not ago else ""),
                authors=[f"Ada Example {place}", "Bo Example"],
                comment="Accepted at CVPR 2026. Code: https://github.com/a/b" if place % 2 else "",
            )
            for place in range(100 if not ago else 30)
        ]
        yield value.isoformat(), papers


@pytest.fixture(scope="module", params=["en", "zh"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp(f"trends-{request.param}")
    for value, papers in digests():
        write_records(root / "content" / f"{value}.jsonl", papers)
    settings = f'[site]\nlanguage = "{request.param}"\n[categories]\nsplit_above = 40\n'
    (root / "site.toml").write_text(settings, encoding="utf-8")
    build(config_of(root), BuildOptions(search=False), Reporter(Loudness.QUIET))
    return root / "public"


@pytest.mark.parametrize("device", [NARROW, DESKTOP], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_columns_are_seen_and_nothing_scrolls_sideways(
    open_page: OpenPage,
    serve_directory: ServeDirectory,
    site: Path,
    device: Device,
    scheme: Literal["light", "dark"],
) -> None:
    page = open_page(device, scheme=scheme, scripts=False)
    base = serve_directory(site)
    for address in ADDRESSES:
        page.goto(base + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= device.width
        for chart in page.get_by_role("img").all():
            expect(chart).to_be_visible()
            assert contrast(page, chart.element_handle().as_element()) >= 3
    page.goto(f"{base}trends/")
    assert page.get_by_role("img").count() >= 3
    assert page.get_by_role("link", name="Flux Capacitors", exact=True).count() == 1


def contrast(page: Page, chart: Any) -> float:
    """Give the contrast of a chart's columns with the page."""
    script = """(chart) => {
      const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
      const ink = light(getComputedStyle(chart.querySelector("path:not([class])")).stroke);
      const paper = light(getComputedStyle(document.documentElement).backgroundColor);
      return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    }"""
    return float(page.evaluate(script, chart))


def test_a_chart_is_named_described_and_has_its_numbers_in_a_table(
    page: Page, serve_directory: ServeDirectory, site: Path
) -> None:
    page.goto(f"{serve_directory(site)}trends/")
    for chart in page.get_by_role("img").all():
        assert chart.get_attribute("aria-label")
        expect(page.locator(f"#{chart.get_attribute('aria-describedby')}")).to_be_visible()
    folded = page.locator(".numbers:has(table)")
    assert folded.count() == page.get_by_role("img").count()
    folded.first.locator("summary").click()
    expect(folded.first.get_by_role("row").nth(1)).to_contain_text("100")


def test_charts_are_printed(page: Page, serve_directory: ServeDirectory, site: Path) -> None:
    page.goto(f"{serve_directory(site)}trends/")
    page.emulate_media(media="print")
    for chart in page.get_by_role("img").all():
        box = chart.bounding_box()
        assert box
        assert min(box["width"], box["height"]) > 50


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(
    open_page: OpenPage, serve_directory: ServeDirectory, site: Path, address: str
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not there: make audit installs it")
    page = open_page(DESKTOP)
    page.goto(serve_directory(site) + address)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(RUN)["violations"] == []
