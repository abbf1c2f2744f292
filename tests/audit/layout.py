"""What can be measured in a page: shifts, paint, tasks, sideways scroll, weight, ids."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from tests.audit.browser import (
    DESKTOP_LIGHT,
    PHONE_LIGHT,
    Window,
    in_language,
    opened,
    settle,
)
from tests.audit.model import Finding, Measure, Outcome
from tests.audit.pages import Page as SitePage
from tests.audit.trace import Trace, traced
from tests.audit.use import use

CHECK = "layout"
WIDTHS = (320, 390, 768, 1280, 1600)
RUNS = 3
MOST_WEIGHT = 250.0
MOST_PAINT = 1000.0
MOST_SCRIPT = 50.0

DESCRIBE = """
    const describe = (element) => element.localName + (element.id ? `#${element.id}` : "")
      + [...element.classList].map((name) => `.${name}`).join("");
"""
SIDEWAYS = (
    """() => {
    const root = document.scrollingElement, width = root.clientWidth;
    if (root.scrollWidth <= width) return [];
"""
    + DESCRIBE
    + """
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .map((element) => `${describe(element.parentElement)} > ${describe(element)}`);
    return wide.length ? [...new Set(wide)].slice(0, 4) : [`${root.scrollWidth} px`];
}"""
)
DUPLICATES = """() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
}"""
SCROLL = """async () => {
    const step = innerHeight * 0.8;
    const end = Math.min(document.documentElement.scrollHeight, 30 * step);
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
    for (let top = 0; top <= end; top += step) { scrollTo(0, top); await frame(); }
    scrollTo(0, 0);
    await frame();
}"""
BYTES = """() => {
    const kinds = ["navigation", "resource"];
    const loaded = kinds.flatMap((kind) => performance.getEntriesByType(kind));
    return loaded.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
}"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


@dataclass(frozen=True, slots=True)
class Visit:
    """The figures of one load of a page and of its use."""

    weight: float
    paint: float
    load: Trace
    use: Trace


def check_layout(
    browser: Browser, base: str, pages: tuple[SitePage, ...], runs: int = RUNS
) -> Iterator[Outcome]:
    """Measure each page and yield its figures and whatever breaks a rule."""
    for page in pages:
        address = f"{base}{page.address}"
        for window in (DESKTOP_LIGHT, PHONE_LIGHT):
            with opened(browser, in_language(window, page.site.language)) as tab:
                tab.goto(address)
                yield from shifts(tab, page, window)
                if window is DESKTOP_LIGHT:
                    yield from shape(tab, page)
        yield from speed(browser, address, page, runs)


def shape(tab: Page, page: SitePage) -> Iterator[Finding]:
    """Yield the widths at which a page scrolls sideways, and its repeated ids."""
    for name in duplicate_ids(tab):
        yield _finding(page, "", "duplicate id", name)
    for width in WIDTHS:
        for element in wider_than(tab, width):
            text = f"scrolls sideways at {width} px"
            yield _finding(page, f"{width} px", "sideways", text, element)


def wider_than(tab: Page, width: int) -> list[str]:
    """Return the elements that make a page scroll sideways in a window of a width."""
    tab.set_viewport_size({"width": width, "height": 800})
    elements: list[str] = tab.evaluate(SIDEWAYS)
    return elements


def duplicate_ids(tab: Page) -> list[str]:
    """Return the ids that a page has more than once."""
    names: list[str] = tab.evaluate(DUPLICATES)
    return names


def shifts(tab: Page, page: SitePage, window: Window) -> Iterator[Outcome]:
    """Scroll through a page; yield how far it shifted, and what moved."""
    moved = shifted(tab)
    total = sum(shift["value"] for shift in moved)
    yield Measure(CHECK, page.site.name, page.kind, window.name, "layout shift", total, 0)
    for shift in moved:
        elements = ", ".join(dict.fromkeys(shift["elements"]))
        yield _finding(page, window.name, "layout shift", f"{shift['value']:.4f}", elements)


def shifted(tab: Page) -> list[dict[str, Any]]:
    """Scroll through a page and return every shift since it was opened."""
    settle(tab)
    tab.evaluate(SCROLL)
    settle(tab)
    noted: list[dict[str, Any]] = tab.evaluate("() => digestryNotes.shifts")
    return noted


def speed(browser: Browser, address: str, page: SitePage, runs: int) -> Iterator[Outcome]:
    """Load and use a page some times; yield the medians of paint and tasks, and the weight."""
    visits = [visit(browser, address, page) for _ in range(runs)]

    def measure(name: str, limit: float, figure: Callable[[Visit], float]) -> Measure:
        value = median(map(figure, visits))
        return Measure(CHECK, page.site.name, page.kind, DESKTOP_LIGHT.name, name, value, limit)

    yield measure("kB gzip", MOST_WEIGHT, lambda visit: visit.weight)
    yield measure("first paint ms", MOST_PAINT, lambda visit: visit.paint)
    yield measure("script task ms", MOST_SCRIPT, lambda visit: visit.load.script.duration)
    yield measure("script task in use ms", MOST_SCRIPT, lambda visit: visit.use.script.duration)
    yield measure("any task ms", float("inf"), lambda visit: visit.load.task.duration)
    tasks = (task for visit in visits for task in (visit.load.script, visit.use.script))
    for source in sorted({task.source for task in tasks if task.duration > MOST_SCRIPT}):
        text = f"{source}: above {MOST_SCRIPT:.0f} ms in one run or more"
        yield _finding(page, DESKTOP_LIGHT.name, "long script", text, remark=True)


def visit(browser: Browser, address: str, page: SitePage) -> Visit:
    """Load and use a page in a profile of its own and return its figures."""
    with opened(browser, in_language(DESKTOP_LIGHT, page.site.language)) as tab:

        def load() -> None:
            tab.goto(address)
            settle(tab)

        loaded = traced(browser, tab, load)
        loaded_weight, paint = weight(tab), float(tab.evaluate(PAINT))
        used = traced(browser, tab, lambda: use(tab, page.kind))
    return Visit(weight=loaded_weight, paint=paint, load=loaded, use=used)


def weight(tab: Page) -> float:
    """Return the compressed kilobytes that a page and all it asked for took."""
    return float(tab.evaluate(BYTES)) / 1000


def _finding(  # noqa: PLR0913 - as many as a finding has
    page: SitePage, variant: str, rule: str, text: str, element: str = "", *, remark: bool = False
) -> Finding:
    return Finding(CHECK, page.site.name, page.kind, variant, rule, text, element, remark=remark)
