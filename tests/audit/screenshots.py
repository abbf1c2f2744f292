"""`python -m tests.audit.screenshots`: pictures of every kind of page, and a sheet of them all."""

import html
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import click
from playwright.sync_api import Browser, FloatRect
from playwright.sync_api import Page as Tab

from tests.audit.browser import Window, chromium, opened, settle
from tests.audit.host import hosted
from tests.audit.pages import Page, pages_of
from tests.audit.sites import RECIPES, ROOT, Site, build_site
from tests.browser.conftest import DESKTOP, PHONE, Device

FOLDER = ROOT / ".audit" / "screenshots"
TALLEST = 3200
"""The most of a page that a picture shows, in CSS pixels."""

DRAWN = "* { content-visibility: visible !important }"
"""Draw what the window has not reached too: a picture is taller than a window."""

DEVICES = {"phone": PHONE, "desktop": DESKTOP, "wide": Device(1600, 1000)}
LOOKS: tuple[tuple[str, Literal["light", "dark"]], ...] = (
    ("phone", "light"), ("phone", "dark"), ("desktop", "light"), ("desktop", "dark"),
    ("wide", "light"),
)  # fmt: skip
"""Devices with their colour schemes."""

DIFFERENT = ("home", "category", "month", "day-1", "day-500", "day-700")
"""Kinds of pages that look different with many papers."""


README = (
    ("home", "", Window(Device(1280, 860), density=1.5)),
    ("day-phone-dark", "2026/04/30/", Window(PHONE, "dark", density=2)),
    ("paper", "papers/1706.03762/", Window(Device(1280, 860), density=1.5)),
)
"""The pictures in the README: name, address in the demo, window."""


def take(tab: Tab, address: str, name: str) -> None:
    """Take one picture of a page from its top down."""
    tab.goto(address)
    tab.add_style_tag(content=DRAWN)
    settle(tab)
    full = int(tab.evaluate("() => document.documentElement.scrollHeight"))
    width, height = tab.evaluate("() => [innerWidth, innerHeight]")
    shown = min(max(full, height), TALLEST)
    clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": shown}
    tab.screenshot(path=FOLDER / name, full_page=True, clip=clip)


def pictures(browser: Browser, site: Site) -> Iterator[str]:
    """Take a site's pictures in both colour schemes on every device and yield their names."""
    pages = [page for page in pages_of(site) if not site.large or page.kind in DIFFERENT]
    with hosted(site) as base:
        for device, scheme in LOOKS:
            density = 2 if device == "phone" else 1
            window = Window(DEVICES[device], scheme, site.language, density, bypass_csp=True)
            with opened(browser, window) as tab:
                for page in pages:
                    name = f"{site.language}-{scheme}-{device}-{label(page)}.png"
                    take(tab, f"{base}{page.address}", name)
                    yield name


def label(page: Page) -> str:
    """Return the kind of a page as names of pictures have it."""
    return f"{page.kind}-many" if page.site.large and "-" not in page.kind else page.kind


def write_sheet(names: list[str]) -> Path:
    """Write a page that shows all pictures side by side."""
    figures = "\n".join(
        f'<figure><a href="{html.escape(name)}"><img loading="lazy" src="{html.escape(name)}" '
        f'alt=""></a><figcaption>{html.escape(name.removesuffix(".png"))}</figcaption></figure>'
        for name in names
    )
    style = (
        "body { display: flex; flex-wrap: wrap; gap: 1rem; font: 13px sans-serif } "
        "figure { margin: 0 } img { height: 420px; border: 1px solid gray }"
    )
    sheet = FOLDER / "index.html"
    sheet.write_text(
        f"<!doctype html><meta charset=utf-8><title>Screenshots</title>"
        f"<style>{style}</style>\n{figures}\n",
        "utf-8",
    )
    return sheet


def readme_pictures() -> None:
    """Take the pictures of the README; they are to be made smaller before they are published."""
    with tempfile.TemporaryDirectory(prefix="digestry-audit-") as place, chromium() as browser:
        site = build_site(RECIPES[0], Path(place, RECIPES[0].name))
        with hosted(site) as base:
            for name, address, window in README:
                with opened(browser, window) as tab:
                    tab.goto(f"{base}{address}")
                    settle(tab)
                    tab.screenshot(path=FOLDER / f"{name}.png")


@click.command()
@click.option("--readme", is_flag=True, help="Only the three pictures of the README.")
def main(*, readme: bool) -> None:
    """Build the sites and take pictures of their pages: languages, colour schemes, devices."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    if readme:
        readme_pictures()
        return
    names: list[str] = []
    with tempfile.TemporaryDirectory(prefix="digestry-audit-") as place, chromium() as browser:
        for recipe in RECIPES:
            click.echo(f"{recipe.name}: pictures", err=True)
            site = build_site(recipe, Path(place, recipe.name))
            names.extend(pictures(browser, site))
    sheet = write_sheet(sorted(names))
    click.echo(f"{len(names)} pictures: {sheet.relative_to(ROOT)}", err=True)


if __name__ == "__main__":
    main()
