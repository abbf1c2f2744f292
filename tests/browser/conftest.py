"""A browser for the tests: it reaches loopback and nothing else, and no error stays unseen."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    sync_playwright,
)

from tests.browser.ensure_chromium import ADVICE, find_chromium
from tests.browser.pages_host import pages_host

HERE = Path(__file__).parent
ELSEWHERE = re.compile(r"^(?!(?:https?|ws)://(?:127\.0\.0\.1|localhost|\[::1\])[:/]|data:|blob:)")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # What slips past a route, such as a prefetch, finds no host either.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


@dataclass(frozen=True, slots=True)
class Device:
    """A window's size in CSS pixels, and whether it is touched."""

    width: int
    height: int
    touch: bool = False


DESKTOP = Device(1280, 800)
PHONE = Device(390, 844, touch=True)


class ServeDirectory(Protocol):
    """Serves a folder until the test ends and returns its address, ending in `/`."""

    def __call__(self, path: Path, base_path: str = "/") -> str: ...


class OpenPage(Protocol):
    """Opens an empty page in a browser profile of its own."""

    def __call__(
        self,
        device: Device = DESKTOP,
        *,
        scheme: Literal["light", "dark"] = "light",
        locale: str = "en-US",
        scripts: bool = True,
    ) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder `browser`."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the one browser that a worker's tests share."""
    executable = find_chromium()
    if executable is None:
        pytest.fail(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """Return what went wrong in pages so far; a test that expects it asserts it and clears it."""
    seen: list[str] = []
    yield seen
    if seen:
        pytest.fail("\n".join(seen), pytrace=False)


@pytest.fixture
def open_page(chromium: Browser, problems: list[str]) -> Iterator[OpenPage]:
    """Return a way to open pages whose errors and requests to other hosts fail the test."""
    with ExitStack() as contexts:

        def open_page(
            device: Device = DESKTOP,
            *,
            scheme: Literal["light", "dark"] = "light",
            locale: str = "en-US",
            scripts: bool = True,
        ) -> Page:
            context = chromium.new_context(
                viewport={"width": device.width, "height": device.height},
                has_touch=device.touch,
                is_mobile=device.touch,
                color_scheme=scheme,
                locale=locale,
                java_script_enabled=scripts,
                reduced_motion="reduce",
            )
            contexts.callback(context.close)
            watch(context, problems)
            return context.new_page()

        yield open_page


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Return an empty page in a laptop's window."""
    return open_page(DESKTOP)


@pytest.fixture
def phone_page(open_page: OpenPage) -> Page:
    """Return an empty page on a phone."""
    return open_page(PHONE)


@pytest.fixture
def serve_directory() -> Iterator[ServeDirectory]:
    """Return a way to serve folders as GitHub Pages does."""
    with ExitStack() as hosts:

        def serve(path: Path, base_path: str = "/") -> str:
            return hosts.enter_context(pages_host(path, base_path))

        yield serve


def watch(context: BrowserContext, problems: list[str]) -> None:
    """Note every console error, uncaught exception and request to another host; stop the last."""

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location['url']})")

    def refuse(route: Route) -> None:
        problems.append(f"request to another host: {route.request.url}")
        route.abort()

    context.on("console", note_message)
    context.on("weberror", lambda failure: problems.append(f"uncaught: {failure.error}"))
    context.route(ELSEWHERE, refuse)
