"""Every address of the site, spelled here and nowhere else.

Addresses are relative to the root of the site and start in `/`; those of pages end in it, too. An
address once published never changes.
"""

from __future__ import annotations

from urllib.parse import quote

from generator import arxiv
from generator.model import UNCATEGORISED, DigestDate
from generator.slugs import slug

HOME = "/"
PAPERS = "/papers/"
CATEGORIES = "/categories/"
AUTHORS = "/authors/"
SEARCH = "/search/"
ABOUT = "/about/"
SAVED = "/saved/"
FEED = "/feed.xml"
JSON_FEED = "/feed.json"
DAYS_FEED = "/feed/days.xml"
FEEDS = "/feeds.opml"
FEED_STYLE = "/feed.css"
AUTHOR_FEEDS = "/authors/feeds.opml"
TRENDS = "/trends/"
MANIFEST = "/site.webmanifest"
WORKER = "/service-worker.js"
INDEX = "/index.json"
SCHEMA = "/papers.schema.json"
LLMS = "/llms.txt"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
NOT_FOUND_FILE = "404.html"
NOT_FOUND = "/404.html"
BUNDLE = "/pagefind/"
TAKEN = frozenset(
    {
        "papers", "categories", "authors", "search", "saved", "trends", "assets", "pagefind",
        "feed", "sitemap", "sitemaps", "robots", "llms", "404", "index",
    }
)  # fmt: skip
"""First parts of addresses that a maintainer's own page may not take."""

PACKED = ".gz"
"""The end of addresses whose files are packed with gzip."""

_DAY_DIGITS = 2


def year(value: str) -> str:
    """`/2026/`."""
    return f"/{value[:4]}/"


def month(value: str) -> str:
    """`/2026/05/` of `2026-05` or of any day in it."""
    return f"/{value[:4]}/{value[5:7]}/"


def day(date: DigestDate, mark: str = "") -> str:
    """`/2026/05/08/`, or `/2025/12/<name>/` for a digest of which only the month is known.

    `mark` tells digests apart whose names have one slug.
    """
    if date.has_day:
        return f"{month(date.value)}{date.value[8:10]}/"
    name = "-".join(filter(None, (slug(date.name), mark)))
    if name.isdigit() and len(name) <= _DAY_DIGITS:
        name = f"digest-{name}"
    return f"{month(date.value)}{name}/"


def date(value: str) -> str:
    """`/2026/05/08/` of a day that has a digest, `/2026/05/` of a month."""
    return f"/{value.replace('-', '/')}/"


def bibliography(day: str) -> str:
    """`/2026/05/08/papers.bib`; `day` is the address of the day's page."""
    return f"{day}papers.bib"


def records(day: str) -> str:
    """`/2026/05/08/papers.json`; `day` is the address of the day's page."""
    return f"{day}papers.json"


def ris(day: str) -> str:
    """`/2026/05/08/papers.ris`; `day` is the address of the day's page."""
    return f"{day}papers.ris"


def csl(day: str) -> str:
    """`/2026/05/08/papers.csl.json`; `day` is the address of the day's page."""
    return f"{day}papers.csl.json"


def twin(day: str) -> str:
    """`/2026/05/08/index.md`; `day` is the address of the day's page."""
    return f"{day}index.md"


def sitemap_part(name: str, number: int) -> str:
    """`/sitemaps/2026-05.xml.gz`, and `/sitemaps/2026-05-2.xml.gz` where that is full."""
    part = name if number == 1 else f"{name}-{number}"
    return f"/sitemaps/{part}.xml{PACKED}"


def search_for(query: str, category: str = "") -> str:
    """`/search/?q=author:%22jane%20doe%22`: what a search finds, in a category or in all."""
    within = f"&category={quote(category, safe='')}" if category else ""
    return f"{SEARCH}?q={quote(query, safe=':')}{within}"


def search_badge(value: str) -> str:
    """`/search/?badge=CVPR%202026`: all papers with a badge."""
    return f"{SEARCH}?badge={quote(value, safe='')}"


def paper_key(base: str) -> str:
    """Name a paper by its arXiv base id: `cs/0601001` becomes `cs-0601001`."""
    return base.replace("/", "-")


def paper(key: str) -> str:
    """`/papers/2509.20563/`."""
    return f"{PAPERS}{key}/"


def anchor(key: str) -> str:
    """Name the place of a paper on the page of a day; no id of the theme begins so."""
    return f"paper-{key}"


def category_slug(code: str) -> str:
    """Name a category in addresses: an arXiv code as it is, a topic by its slug."""
    return code if arxiv.is_category(code) or code == UNCATEGORISED else slug(code)


def category(name: str) -> str:
    """`/categories/cs.DC/`; `name` is the category's slug."""
    return f"{CATEGORIES}{name}/"


def category_month(name: str, value: str, part: int = 1) -> str:
    """`/categories/cs.DC/2026/05/`, and `…/2026/05/part-2/` where a month is long."""
    base = f"{category(name)}{value[:4]}/{value[5:7]}/"
    return base if part == 1 else f"{base}part-{part}/"


def category_feed(name: str) -> str:
    """`/categories/cs.DC/feed.xml`; `name` is the category's slug."""
    return f"{category(name)}feed.xml"


def feed_archive(feed: str, month: str, part: int = 1) -> str:
    """`/feed/2026-05.xml`, and `/feed/2026-05-2.xml`: the archive documents of `/feed.xml`."""
    name = month if part == 1 else f"{month}-{part}"
    return f"{feed.removesuffix('.xml')}/{name}.xml"


def author(name: str) -> str:
    """`/authors/ada-example/`; `name` is the slug of the author's name."""
    return f"{AUTHORS}{name}/"


def author_feed(page: str) -> str:
    """`/authors/ada-example/feed.xml`; `page` is the address of the author's page."""
    return f"{page}feed.xml"


def authors_by(letter: str, part: int = 1) -> str:
    """`/authors/by/e/`, and `/authors/by/e/part-2/` where a letter is long.

    An author called By has a page, too, but none below it.
    """
    base = f"{AUTHORS}by/{letter}/"
    return base if part == 1 else f"{base}part-{part}/"


def own_page(name: str) -> str:
    """`/about/` for the maintainer's page `about.md`."""
    return f"/{slug(name)}/"


def file_of(address: str) -> str:
    """Give the path, below the output folder, of the file that serves an address."""
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]
