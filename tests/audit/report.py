"""The report: a table of pages and checks, then everything that falls short, grouped by rule."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from tests.audit.model import Finding, Measure, Result

METHOD = """\
Each page was opened in Chromium from a server on this machine that sends gzip and cache headers \
as GitHub Pages does. Times and the Lighthouse performance scores are medians of three runs \
(a third run is left out when the first two agree), for machines are noisy. \
Tasks are measured on a desktop, in time on the processor, which a busy machine changes little; \
"any task" counts parsing, styles and layout too and has no limit. \
Weights are of the page and all it loads, after gzip.
"""
FIGURES = (
    "layout shift", "first paint ms", "script task ms", "script task in use ms", "any task ms",
    "kB gzip",
)  # fmt: skip
SCORES = ("performance", "accessibility", "best-practices", "seo")
COUNTED = ("axe", "nu", "csp")


def write_report(result: Result, folder: Path) -> Path:
    """Write `report.md` and `report.json` into a folder and return the first."""
    folder.mkdir(parents=True, exist_ok=True)
    table = json.dumps(result.as_table(), ensure_ascii=False, indent=1, default=str)
    (folder / "report.json").write_text(table.replace("Infinity", "null") + "\n", "utf-8")
    report = folder / "report.md"
    report.write_text("\n".join(lines(result)), "utf-8")
    return report


def lines(result: Result) -> Iterator[str]:
    """Yield the lines of the report."""
    yield "# Page audit\n"
    yield f"**{'Something falls short.' if result.falls_short else 'All is as it should be.'}** "
    yield f"Checks: {', '.join(result.checks)}.\n"
    yield METHOD
    yield f"While it ran, {result.load:.1f} programs wanted each core: times suffer above 1.\n"
    if result.missing:
        yield f"Not there, so not looked at: {', '.join(result.missing)}.\n"
    yield from pages_table(result)
    yield from grouped("What falls short", [f for f in result.findings if not f.remark])
    yield from grouped("Remarks", [f for f in result.findings if f.remark])


def pages_table(result: Result) -> Iterator[str]:
    """Yield one row a page; a figure in bold falls short."""
    counted = [check for check in COUNTED if check in result.checks]
    figures = [name for name in FIGURES if "layout" in result.checks]
    scored = [] if "lighthouse" not in result.checks else ["Lighthouse desktop", "Lighthouse phone"]
    head = ["site", "page", *counted, *figures, *scored]
    yield "## Pages\n"
    if scored:
        yield "Lighthouse scores are performance/accessibility/best practices/SEO.\n"
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * 2}{'--:|' * (len(head) - 2)}"
    for site, page in rows(result):
        cells = [count(result, check, site, page) for check in counted]
        own = [m for m in result.measures if (m.site, m.page) == (site, page)]
        cells += [worst(own, name) for name in figures]
        cells += [marks(own, device.rpartition(" ")[2]) for device in scored]
        yield f"| {site} | {page} | {' | '.join(cells)} |"
    yield ""


def rows(result: Result) -> list[tuple[str, str]]:
    """Return the pages looked at one by one, then others of which something was found."""
    found = [(f.site, f.page) for f in result.findings if not f.remark]
    return list(dict.fromkeys([*result.pages, *found]))


def count(result: Result, check: str, site: str, page: str) -> str:
    """Return how many findings of a check a page has."""
    number = sum(
        (f.check, f.site, f.page) == (check, site, page) and not f.remark for f in result.findings
    )
    return f"**{number}**" if number else "0"


def worst(measures: list[Measure], name: str) -> str:
    """Return the largest of a page's figures of a name."""
    own = [measure for measure in measures if measure.name == name]
    if not own:
        return ""
    most = max(own, key=lambda measure: measure.value)
    text = f"{most.value:.4f}".rstrip("0").rstrip(".") if most.limit == 0 else f"{most.value:.0f}"
    return f"**{text}**" if most.falls_short else text


def marks(measures: list[Measure], device: str) -> str:
    """Return a page's four Lighthouse scores on a device."""
    own = {m.name: m for m in measures if m.variant == device and m.name in SCORES}
    texts = (
        f"**{own[name].value:.0f}**" if own[name].falls_short else f"{own[name].value:.0f}"
        for name in SCORES
        if name in own
    )
    return "/".join(texts)


def grouped(heading: str, findings: list[Finding]) -> Iterator[str]:
    """Yield findings under a heading, those of the same rule and text together."""
    if not findings:
        return
    key: Callable[[Finding], tuple[str, str, str]] = lambda f: (f.check, f.rule, f.text)  # noqa: E731
    yield f"## {heading}\n"
    for (check, rule, text), group in groupby(sorted(findings, key=key), key=key):
        same = list(group)
        places = list(dict.fromkeys(f"{f.site} {f.page} ({f.variant})" for f in same))
        more = f" and {len(places) - 6} more" if len(places) > 6 else ""
        yield f"- **{check}: {rule}** {text}  \n  on {', '.join(places[:6])}{more}"
        for element in list(dict.fromkeys(f.element for f in same if f.element))[:3]:
            yield f"  - `{element.replace('`', '´')}`"
    yield ""
