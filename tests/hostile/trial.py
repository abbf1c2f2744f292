"""A batch of hostile records through the whole path: read, built, judged, opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from playwright.sync_api import Browser

from generator.theme_files import DEFAULT
from tests.browser.pages_host import pages_host
from tests.hostile import lexbor
from tests.hostile.judge import Elements, document_faults, site_faults
from tests.hostile.records import Hostile
from tests.hostile.site import BASE, built, papers, write_digests
from tests.hostile.tripwire import tripwire, use_list
from tests.text import fragments

_FOLDED = "2099-01"
_SAMPLE = 8
_A_KIND = 2
_FEW = "cs.*"
_A_LONG_FILE = 600
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

_A_THEME = 3
"""Of so many batches, one is built with the theme `plain`, the others with the default one."""


def theme_of(number: int) -> str:
    """Name the theme of a batch, so that some of any few batches have each theme."""
    return "plain" if number % _A_THEME == 1 else DEFAULT


def judged(
    root: Path, inputs: Sequence[Hostile], first: int = 0, theme: str = DEFAULT
) -> Iterator[str]:
    """Build a site of inputs in an empty folder, and name what its files hold that is active."""
    write_digests(root / "content", inputs, first)
    config = built(root, theme=theme)
    yield from site_faults(config.output, theme=theme)
    yield from _index_faults(root)


def opened(
    root: Path,
    inputs: Sequence[Hostile],
    browser: Browser,
    first: int = 0,
    theme: str = DEFAULT,
) -> Iterator[str]:
    """Build a site whose lists hold all texts of the inputs, open it, and name what stirred."""
    write_digests(root / "content", inputs, first)
    site = built(root, folded=_FOLDED, theme=theme).output
    lists, moved = _addresses(site)
    yield from stirred(site, browser, lists, moved[:_SAMPLE], theme)


def tried(
    root: Path,
    inputs: Sequence[Hostile],
    browser: Browser,
    first: int,
    theme: str = DEFAULT,
) -> Iterator[str]:
    """Judge and open a site of many inputs whose lists hold all their texts.

    It is quicker than the two above: days are long, pages are read by Lexbor, and of pages that
    are alike a few are opened, others for each number.
    """
    write_digests(root / "content", inputs, first, a_file=_A_LONG_FILE)
    site = built(root, folded=_FOLDED, feeds=_FEW, theme=theme).output
    yield from site_faults(site, lexbor.parsed, theme)
    lists, moved = _addresses(site)
    dates = [address for address in lists if address.startswith("20")]
    others = _some([address for address in lists if not address.startswith("20")], first)
    yield from stirred(site, browser, (*dates, *others), moved[:1], theme)


def tried_whole(
    root: Path,
    inputs: Sequence[Hostile],
    browser: Browser | None,
    first: int,
    theme: str = DEFAULT,
) -> Iterator[str]:
    """Judge a site of many inputs with a page for each paper, and what the index holds of them."""
    write_digests(root / "content", inputs, first, a_file=_A_LONG_FILE)
    site = built(root, feeds=_FEW, theme=theme).output
    yield from site_faults(site, lexbor.parsed, theme)
    yield from _index_faults(root, lexbor.elements)
    if browser:
        lists, pages = _addresses(site)
        yield from stirred(site, browser, _some([*lists, *pages], first), theme=theme)


def _index_faults(root: Path, elements: Elements = fragments.elements) -> Iterator[str]:
    for paper in papers(root / "content"):
        yield from (f"{paper.key}: {fault}" for fault in document_faults(paper, elements))


def stirred(
    site: Path,
    browser: Browser,
    addresses: Sequence[str],
    moved: Sequence[str] = (),
    theme: str = DEFAULT,
) -> Iterator[str]:
    """Open pages of a site, and name what stirred; those that moved lead on to others."""
    with pages_host(site, BASE) as host, tripwire(browser, theme) as wire:
        wire.open(f"{host}{address}" for address in (*addresses, "404.html"))
        wire.follow(f"{host}{address}" for address in moved)
        yield from wire.tripped


def _addresses(site: Path) -> tuple[list[str], list[str]]:
    """Give the addresses of a site's pages, those of papers apart."""
    all_ = sorted(_address(page, site) for page in site.rglob("index.html"))
    pages = [address for address in all_ if address.startswith("papers/")]
    return [address for address in all_ if not address.startswith("papers/")], pages


def _some(addresses: Sequence[str], number: int) -> list[str]:
    """Choose a few addresses of each kind, other ones for each number."""
    kinds: dict[str, list[str]] = {}
    for address in addresses:
        kinds.setdefault(address.partition("/")[0], []).append(address)
    chance = Random(number)  # noqa: S311 - repeatable, not secret
    return [one for kind in kinds.values() for one in chance.sample(kind, min(_A_KIND, len(kind)))]


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
