"""What the browser itself objects to: policy violations, console errors, failed requests."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.audit.browser import DESKTOP_LIGHT, in_language, opened, settle
from tests.audit.model import Finding
from tests.audit.pages import Page as SitePage
from tests.audit.use import use

CHECK = "csp"


def check_csp(
    browser: Browser, base: str, pages: tuple[SitePage, ...], *, used: bool = True
) -> Iterator[Finding]:
    """Open and use each page, and yield all that the browser objects to."""
    for page in pages:
        with opened(browser, in_language(DESKTOP_LIGHT, page.site.language)) as tab:
            objections = listen(tab, base)
            tab.goto(f"{base}{page.address}")
            settle(tab)
            if used:
                use(tab, page.kind)
            objections += [("policy", text) for text in violations(tab)]
        for rule, text in dict.fromkeys(objections):
            yield Finding(CHECK, page.site.name, page.kind, DESKTOP_LIGHT.name, rule, text)


def violations(tab: Page) -> list[str]:
    """Return the violations of the content security policy that a page has noted."""
    noted: list[str] = tab.evaluate("() => digestryNotes.violations")
    return noted


def listen(tab: Page, base: str) -> list[tuple[str, str]]:
    """Return a list that fills with console errors, exceptions and requests that fail or stray."""
    heard: list[tuple[str, str]] = []
    host = urlsplit(base).netloc

    def hear_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            heard.append((f"console {message.type}", message.text))

    def hear_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != host:
            heard.append(("request to another host", request.url))

    def hear_response(response: Response) -> None:
        if not response.ok and not 300 <= response.status < 400:
            heard.append((f"answer {response.status}", urlsplit(response.url).path))

    tab.on("console", hear_console)
    tab.on("pageerror", lambda error: heard.append(("exception", str(error))))
    tab.on("request", hear_request)
    tab.on("response", hear_response)
    return heard
