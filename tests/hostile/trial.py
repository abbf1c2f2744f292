"""A batch of hostile records through the whole path: read, built, judged, opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.pages_host import pages_host
from tests.hostile.judge import document_faults, site_faults
from tests.hostile.records import Hostile
from tests.hostile.site import BASE, built, papers, write_digests
from tests.hostile.tripwire import tripwire, use_list

_FOLDED = "2099-01"
_SAMPLE = 8
_CITED = 2
_QUERIES = (
    "script",
    "word",
    "on",
    "evil",
    "hit",
    "learning",
    "<img src=x onerror=__hit(91)>",
    "x^2",
)


def judged(root: Path, inputs: Sequence[Hostile], first: int = 0) -> Iterator[str]:
    """Build a site of inputs in an empty folder, and name what its files hold that is active."""
    write_digests(root / "content", inputs, first)
    config = built(root)
    yield from site_faults(config.output)
    for paper in papers(root / "content"):
        yield from (f"{paper.key}: {fault}" for fault in document_faults(paper))


def opened(
    root: Path, inputs: Sequence[Hostile], browser: Browser, first: int = 0
) -> Iterator[str]:
    """Build a site whose lists hold all texts of the inputs, open it, and name what stirred."""
    write_digests(root / "content", inputs, first)
    site = built(root, folded=_FOLDED).output
    lists = sorted(_address(page, site) for page in site.rglob("index.html"))
    days = [address for address in lists if not address.startswith("papers/")]
    moved = [address for address in lists if address.startswith("papers/")]
    with pages_host(site, BASE) as host, tripwire(browser) as wire:
        wire.open(f"{host}{address}" for address in (*days, "404.html"))
        wire.follow(f"{host}{address}" for address in moved[:_SAMPLE])
        yield from wire.tripped


def used(root: Path, inputs: Sequence[Hostile], browser: Browser, first: int = 0) -> Iterator[str]:
    """Build a site of inputs and use its scripts: save, unfold, cite, export, go by the keys."""
    write_digests(root / "content", inputs, first)
    site = built(root, search=True).output
    lists = sorted(_address(page, site) for page in site.glob("20*/*/*/index.html"))
    pages = sorted(_address(page, site) for page in site.glob("papers/*/index.html"))
    with pages_host(site, BASE) as host, tripwire(browser) as wire:
        for address in lists[:_SAMPLE]:
            wire.open([f"{host}{address}"])
            use_list(wire.page)
            wire.look()
        wire.open([f"{host}saved/"])
        for kind in ("bibtex", "ris", "csl", "backup"):
            with wire.page.expect_download():
                wire.page.locator(f"[data-export={kind}]").click()
        for address in pages[:_SAMPLE]:
            wire.open([f"{host}{address}"])
            wire.page.locator("#cite summary").click()
            for button in wire.page.locator("#cite button").all()[:_CITED]:
                button.click()
            wire.look()
        wire.open([f"{host}search/"])
        for query in _QUERIES:
            wire.page.locator("#search-input").fill(query)
            wire.page.wait_for_function(
                "() => !document.querySelector('#search-results[aria-busy]')"
                " && document.querySelector('#search-status').textContent"
            )
            wire.look()
        yield from wire.tripped


def _address(page: Path, site: Path) -> str:
    return page.relative_to(site).as_posix().removesuffix("index.html")
