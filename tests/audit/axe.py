"""axe-core on each page: both colour schemes, laptop and phone, folded and unfolded."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from playwright.sync_api import Browser, Page

from tests.audit.browser import DESKTOP_LIGHT, WINDOWS, Window, in_language, opened, settle
from tests.audit.model import Finding
from tests.audit.needs import MODULES
from tests.audit.pages import Page as SitePage

CHECK = "axe"
SCRIPT = MODULES / "axe-core" / "axe.min.js"
RUN = """async () => {
    const result = await axe.run(document, { resultTypes: ["violations", "incomplete"] });
    const short = (rules) => rules.map((rule) => ({
      id: rule.id, help: rule.help, count: rule.nodes.length,
      nodes: rule.nodes.slice(0, 3).map((node) => ({
        target: node.target.join(" "), html: node.html.slice(0, 160), why: node.failureSummary,
      })),
    }));
    return { violations: short(result.violations), incomplete: short(result.incomplete) };
}"""
PLAIN = "* { background-image: none !important }"
"""axe-core cannot tell the contrast of text on a picture, be it one line of a gradient."""

UNFOLD = "() => document.querySelectorAll('details').forEach((element) => { element.open = true; })"


def check_axe(browser: Browser, base: str, pages: tuple[SitePage, ...]) -> Iterator[Finding]:
    """Run axe-core in every window and yield what it finds; the hugest pages it need not see."""
    script = SCRIPT.read_text("utf-8")
    for page in pages:
        if page.huge:
            continue
        for window in WINDOWS:
            seen = replace(in_language(window, page.site.language), bypass_csp=True)
            with opened(browser, seen) as tab:
                tab.goto(f"{base}{page.address}")
                tab.add_style_tag(content=PLAIN)
                settle(tab)
                tab.evaluate(script)
                yield from violations(tab, page, window, window.name)
                if window is DESKTOP_LIGHT:
                    tab.evaluate(UNFOLD)
                    yield from violations(tab, page, window, f"{window.name}, unfolded")


def violations(tab: Page, page: SitePage, window: Window, variant: str) -> Iterator[Finding]:
    """Yield the rules that a page breaks, and as remarks those that axe-core could not decide."""
    result = tab.evaluate(RUN)
    yield from _findings(result["violations"], page, variant, remark=False)
    if window is DESKTOP_LIGHT:
        yield from _findings(result["incomplete"], page, variant, remark=True)


def _findings(
    rules: list[dict[str, Any]], page: SitePage, variant: str, *, remark: bool
) -> Iterator[Finding]:
    for rule in rules:
        node = rule["nodes"][0]
        why = " ".join(node["why"].split())
        text = f"{rule['help']} ({rule['count']} elements): {why}"
        element = f"{node['target']}: {node['html']}"
        yield Finding(
            CHECK, page.site.name, page.kind, variant, rule["id"], text, element, remark=remark
        )
