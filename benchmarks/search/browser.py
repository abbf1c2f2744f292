"""Asks a site's search in Chromium, as readers do in short visits, and notes what came."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.search.contenders import Contender
from benchmarks.search.hosting import Ledger, Sent, counted
from benchmarks.search.queries import Query
from tests.browser.ensure_chromium import ADVICE, find_chromium

VISIT = 10
"""Queries of one visit: the browser's cache starts empty and is kept as long as it lasts."""

_PATIENCE = 30_000
"""Milliseconds after which a search that is not done counts as it stands."""

_QUIET = 0.7
"""Seconds without a request after which the page is at rest."""

_SETTLING = 60.0
_PAGES_OWN = frozenset({".html", ".css", ".svg", ".png", ".ico", ".webmanifest"})
"""Files that a page has without a search as well."""

_PAPER = re.compile(r"/papers/([^/]+)/")
_NUMBER = re.compile(r"\d(?:[\d,.'\u00a0\u202f]*\d)?")
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: keys of the first ten, how many were found, milliseconds, bytes sent.

    `fresh` tells the first query of a visit, when nothing of any query is in the cache.
    """

    query: Query
    keys: tuple[str, ...]
    found: int
    first: float
    complete: float
    size: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """All answers, and for each visit what was sent before its first query."""

    answers: tuple[Answer, ...]
    starts: tuple[tuple[Sent, ...], ...]


def ask_all(
    contender: Contender, queries: Sequence[Query], progress: Callable[[int], None]
) -> Asked:
    """Ask every query in visits of ten; `progress` is told how many are done."""
    ledger = Ledger()
    answers: list[Answer] = []
    starts: list[tuple[Sent, ...]] = []
    with counted(contender.folder, ledger) as address, _chromium() as browser:
        for start in range(0, len(queries), VISIT):
            visit = _Visit(browser, contender, address, ledger)
            starts.append(visit.open())
            for number, query in enumerate(queries[start : start + VISIT]):
                answers.append(visit.ask(query, fresh=number == 0))
            visit.close()
            progress(len(answers))
    return Asked(tuple(answers), tuple(starts))


@contextmanager
def _chromium() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        raise SystemExit(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_SWITCHES)
        try:
            yield browser
        finally:
            browser.close()


class _Visit:
    """One reader: an empty cache, the search page, a few queries."""

    def __init__(
        self, browser: Browser, contender: Contender, address: str, ledger: Ledger
    ) -> None:
        # A service worker would fetch for reading offline what no query needs.
        self.context = browser.new_context(service_workers="block")
        self.page: Page = self.context.new_page()
        self.contender = contender
        self.address = address
        self.ledger = ledger

    def open(self) -> tuple[Sent, ...]:
        """Load the page, focus the box, wait for rest; list what was sent for the search."""
        mark = self.ledger.mark()
        self.page.goto(self.address + self.contender.page, wait_until="load")
        self.page.focus("#search-input")
        self._rest()
        self.page.evaluate(f"() => {{ {self.contender.probe} }}")
        return tuple(sent for sent in self.ledger.since(mark) if not _is_pages_own(sent))

    def ask(self, query: Query, *, fresh: bool) -> Answer:
        """Ask one query and clear the box again."""
        mark = self.ledger.mark()
        given = {"words": query.words, "patience": _PATIENCE}
        came = self.page.evaluate("(given) => ask(given)", given)
        while not self.ledger.quiet_for():
            self.page.wait_for_timeout(5)
        size = sum(sent.size for sent in self.ledger.since(mark))
        if not self.page.evaluate("(given) => forget(given)", {"patience": 5_000}):
            self.open()
        keys = tuple(key for link in came["links"] if (key := _key(link)))
        return Answer(
            query, keys, _number(came["found"], keys), came["first"], came["complete"], size, fresh
        )

    def close(self) -> None:
        """End the visit."""
        self.context.close()

    def _rest(self) -> None:
        limit = time.monotonic() + _SETTLING
        while self.ledger.quiet_for() < _QUIET and time.monotonic() < limit:
            self.page.wait_for_timeout(50)


def _is_pages_own(sent: Sent) -> bool:
    path = urlsplit(sent.path).path
    return path.endswith("/") or PurePosixPath(path).suffix in _PAGES_OWN


def _key(link: str) -> str:
    found = _PAPER.search(unquote(urlsplit(link).path))
    return found[1] if found else ""


def _number(said: str, keys: tuple[str, ...]) -> int:
    """Read how many were found from a sentence; without a number it is what is shown."""
    found = _NUMBER.search(said)
    return int(re.sub(r"\D", "", found[0])) if found else len(keys)
