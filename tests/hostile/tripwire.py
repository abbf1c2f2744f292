"""Opens hostile pages in Chromium and notes whatever stirs.

A call of `__hit`, a dialog, a request to another host, a violation of the policy, an error on
the console, an element or attribute that the theme and the text room do not write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Route

from generator.text.mathml import ATTRIBUTES as MATH_ATTRIBUTES
from generator.text.mathml import ELEMENTS as MATH_ELEMENTS
from generator.theme_files import DEFAULT
from tests.browser.conftest import ELSEWHERE
from tests.hostile.judge import CHART, spelled
from tests.text import fragments

_WIRE = """
const tripped = (what) => window.__tripped(`${what} at ${location.pathname}`);
window.__hit = (...what) => tripped(`script ran: ${what}`);
addEventListener("securitypolicyviolation", (event) =>
  tripped(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
_SCRIPTED = frozenset({"dialog", "dt", "kbd", "mark", "option"})
"""Elements that only the theme's scripts make."""

_LOOK = """([elements, attributes, mathElements, mathAttributes, chart]) => {
  const faults = new Set();
  const known = { elements: new Set(elements), attributes: new Set(attributes) };
  const math = { elements: new Set(mathElements), attributes: new Set(mathAttributes) };
  for (const element of document.querySelectorAll("*")) {
    const drawn = element.namespaceURI.endsWith("svg") && chart[element.localName];
    const own = element.namespaceURI.endsWith("MathML") ? math
      : drawn ? { elements: new Set(Object.keys(chart)), attributes: new Set(drawn) } : known;
    if (!own.elements.has(element.localName)) faults.add(`an element ${element.localName}`);
    for (const { name, value } of element.attributes) {
      const bad = !own.attributes.has(name) && !/^(aria-[a-z]+|hidden|open|disabled)$/.test(name);
      if (bad || name.startsWith("on")) faults.add(`an attribute ${name} of ${element.localName}`);
      const address = ["href", "src", "action", "formaction"].includes(name) && element[name];
      const scheme = typeof address === "string" && /^([a-z-]+):/i.exec(address)?.[1];
      const harmless = ["http", "https", "mailto", "blob"];
      if (scheme && !harmless.includes(scheme)) faults.add(`${name}: ${value}`);
    }
  }
  return [...faults];
}"""


class Tripwire:
    """A profile of the browser in which everything that stirs is noted."""

    def __init__(self, context: BrowserContext, theme: str) -> None:
        self.tripped: list[str] = []
        self._theme = theme
        self._context = context
        context.expose_binding("__tripped", lambda _source, what: self.tripped.append(str(what)))
        context.add_init_script(_WIRE)
        context.on("console", self._hear)
        context.on("dialog", self._refuse)
        context.on("weberror", lambda failure: self.tripped.append(f"uncaught: {failure.error}"))
        context.route(ELSEWHERE, self._stop)
        self.page = context.new_page()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.tripped.append(f"console: {message.text} ({message.location['url']})")

    def _refuse(self, dialog: Dialog) -> None:
        self.tripped.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _stop(self, route: Route) -> None:
        self.tripped.append(f"request to another host: {route.request.url}")
        route.abort()

    def open(self, addresses: Iterable[str]) -> None:
        """Open pages one after another and look at each; what is wrong is noted."""
        for address in addresses:
            self.page.goto(address, wait_until="load")
            self.look()

    def follow(self, addresses: Iterable[str]) -> None:
        """Open pages that lead on, as those of folded papers do, and look at where they lead."""
        for address in addresses:
            self.page.goto(address, wait_until="commit")
            self.page.wait_for_function("left => location.href !== left", arg=address)
            self.page.wait_for_load_state("load")
            self.look()

    def look(self) -> None:
        """Look at the elements of the page as it is now."""
        elements, attributes = spelled(self._theme)
        allowed: list[Any] = [
            sorted(elements | fragments.INLINE | fragments.BLOCK | fragments.PAGE | _SCRIPTED),
            sorted(attributes | {"role", "data-format", "data-name"}),
            sorted(MATH_ELEMENTS),
            sorted(MATH_ATTRIBUTES),
            {name: sorted(known) for name, known in CHART.items()},
        ]
        found = self.page.evaluate(_LOOK, allowed)
        self.tripped += [f"{fault} at {self.page.url}" for fault in found]


@contextmanager
def tripwire(browser: Browser, theme: str = DEFAULT) -> Iterator[Tripwire]:
    """Give a profile with tripwires, and close it."""
    context = browser.new_context(reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    try:
        yield Tripwire(context, theme)
    finally:
        context.close()


def use_list(page: Page) -> None:
    """Save every paper of a list, and unfold the texts of the first ones."""
    page.evaluate(
        "() => document.querySelectorAll('button[name=save]').forEach((one) => one.click())"
    )
    for button in page.locator("button[name=more]").all()[:5]:
        button.click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('button[name=more]')]"
        ".every((one) => one.ariaBusy !== 'true')"
    )
