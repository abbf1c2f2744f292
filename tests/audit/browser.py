"""Windows to look through: devices, colour schemes, and a page that takes notes about itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, SWITCHES, Device
from tests.browser.ensure_chromium import ADVICE, find_chromium

NOTES = Path(__file__).with_name("notes.js")
LOCALES = {"en": "en-US", "zh": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Window:
    """How a page is seen."""

    device: Device = DESKTOP
    scheme: Literal["light", "dark"] = "light"
    language: str = "en"
    density: float = 1
    bypass_csp: bool = False

    @property
    def name(self) -> str:
        """`phone dark`, as reports call it."""
        return f"{'phone' if self.device.touch else 'desktop'} {self.scheme}"


DESKTOP_LIGHT = Window()
DESKTOP_DARK = Window(scheme="dark")
PHONE_LIGHT = Window(PHONE)
PHONE_DARK = Window(PHONE, "dark")
WINDOWS = (DESKTOP_LIGHT, DESKTOP_DARK, PHONE_LIGHT, PHONE_DARK)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium for the block; raises FileNotFoundError with advice where there is none."""
    executable = find_chromium()
    if executable is None:
        raise FileNotFoundError(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, window: Window) -> Iterator[Page]:
    """Open an empty page in a profile of its own that notes shifts and violations."""
    context = browser.new_context(
        viewport={"width": window.device.width, "height": window.device.height},
        has_touch=window.device.touch,
        is_mobile=window.device.touch,
        color_scheme=window.scheme,
        device_scale_factor=window.density,
        locale=LOCALES[window.language],
        bypass_csp=window.bypass_csp,
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    context.add_init_script(path=NOTES)
    try:
        yield context.new_page()
    finally:
        context.close()


def in_language(window: Window, language: str) -> Window:
    """Return the window as readers of a language have it."""
    return replace(window, language=language)


def settle(page: Page) -> None:
    """Wait until all is loaded, the network of a search quiet, and frames have been drawn.

    A page that leads on to another does so while it is looked at: then the other is waited for.
    """
    try:
        _drawn(page)
    except Error:
        _drawn(page)


def _drawn(page: Page) -> None:
    page.wait_for_load_state("networkidle" if "/search/" in page.url else "load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
