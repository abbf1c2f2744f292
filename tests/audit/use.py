"""A reader's first minute on a page: keys, chips, buttons, a search."""

from playwright.sync_api import Page

from tests.audit.browser import settle

STEPS = ("j", "j", "k", "a", "s", "x")
"""Keys that act on the papers of a list; elsewhere they may lead to another page."""

KEYS = ("t", "t", "?", "Escape")
FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))"


def use(tab: Page, kind: str) -> None:
    """Do on a page what it invites to."""
    for key in (*STEPS, *KEYS) if tab.locator("main .card").count() else KEYS:
        tab.keyboard.press(key)
        tab.evaluate(FRAME)
    if kind.startswith("day"):
        choose_category(tab)
    if kind == "search":
        search(tab)
    if kind == "paper":
        cite(tab)
    settle(tab)


def choose_category(tab: Page) -> None:
    """Press the first category chip that can be seen, twice: on and off."""
    chip = tab.locator('#chips [role="button"]').first
    for _ in range(2):
        if chip.count() and chip.is_visible():
            chip.click()
            tab.evaluate(FRAME)


def search(tab: Page) -> None:
    """Type a query in two languages."""
    box = tab.locator('main input[type="search"]').first
    for query in ("attention", "注意力"):
        box.fill(query)
        settle(tab)


def cite(tab: Page) -> None:
    """Press whatever button of the page can be seen, from the first to the last."""
    buttons = tab.locator("main button:visible")
    for place in range(buttons.count()):
        buttons.nth(place).click()
        tab.evaluate(FRAME)
