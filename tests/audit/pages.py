"""Which pages are looked at: of each kind the largest or newest that the built site has."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.audit.sites import DAYS, Site

DIGITS = "[0-9][0-9]"
DAY = f"{DIGITS}{DIGITS}/{DIGITS}/{DIGITS}/index.html"
REQUIRED = ("home", "day", "paper", "category", "month", "search", "saved", "trends")
"""The kinds that must pass everything; the others are looked at as well."""

PATTERNS = {
    "home": "index.html",
    "day": DAY,
    "paper": "papers/*/index.html",
    "category": "categories/*/index.html",
    "month": f"{DIGITS}{DIGITS}/{DIGITS}/index.html",
    "search": "search/index.html",
    "saved": "saved/index.html",
    "trends": "trends/index.html",
    "year": f"{DIGITS}{DIGITS}/index.html",
    "categories": "categories/index.html",
    "author": "authors/*/index.html",
    "authors": "authors/index.html",
    "about": "about/index.html",
    "not-found": "404.html",
}
LARGEST = ("paper", "category", "author")
"""Kinds of which the largest page is taken; of the others the newest."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a site by its kind; the address is relative to the site's base address."""

    site: Site
    kind: str
    address: str
    file: Path

    @property
    def required(self) -> bool:
        """Tell whether the page is of a kind that must pass everything."""
        return self.kind.partition("-")[0] in REQUIRED

    @property
    def huge(self) -> bool:
        """Tell whether the page holds more papers than it is meant to be read with."""
        return self.kind == f"day-{max(DAYS.values())}"


def pages_of(site: Site) -> tuple[Page, ...]:
    """Return one page of each kind, the made-up days under names of their own, and a search."""
    found = [page for kind in PATTERNS if (page := _page(site, kind))]
    search = next((page for page in found if page.kind == "search"), None)
    if search:
        query = f"{search.address}?q=attention"
        found.append(Page(site, "results", query, search.file))
    if site.large:
        found = [page for page in found if page.kind != "day"]
        found.extend(_made_days(site))
    return tuple(found)


def missing_from(site: Site) -> tuple[str, ...]:
    """Return the kinds of which the site has no page."""
    return tuple(kind for kind in PATTERNS if not _page(site, kind))


def every_page(site: Site) -> tuple[Page, ...]:
    """Return all pages of a site, those that only point elsewhere left out."""
    return tuple(
        Page(site, address, address, file)
        for file in sorted(site.folder.rglob("*.html"))
        if not redirects(file)
        for address in [_address(site, file)]
    )


def redirects(file: Path) -> bool:
    """Tell whether a page only points to another."""
    return 'http-equiv="refresh"' in file.read_text("utf-8")[:2000].lower()


def _page(site: Site, kind: str) -> Page | None:
    files = [file for file in site.folder.glob(PATTERNS[kind]) if not redirects(file)]
    if not files:
        return None
    chosen = max(files, key=_bytes if kind in LARGEST else str)
    return Page(site, kind, _address(site, chosen), chosen)


def _made_days(site: Site) -> Iterator[Page]:
    for day, count in DAYS.items():
        file = site.folder / day.replace("-", "/") / "index.html"
        yield Page(site, f"day-{count}", _address(site, file), file)


def _bytes(file: Path) -> int:
    return file.stat().st_size


def _address(site: Site, file: Path) -> str:
    return file.relative_to(site.folder).as_posix().removesuffix("index.html")
