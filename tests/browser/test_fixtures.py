"""The browser that tests share lets nothing go wrong unseen."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import PHONE, OpenPage, ServeDirectory

DOCUMENT = (
    "<!doctype html><html lang=en><meta charset=utf-8>"
    "<meta name=viewport content='width=device-width'><title>t</title><body>"
)


def test_a_clean_page_is_shown_at_its_sub_path(
    page: Page, serve_directory: ServeDirectory, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(f"{DOCUMENT}<main>hello</main>")
    base = serve_directory(tmp_path, "/repo/")
    page.goto(base)
    assert base.endswith("/repo/")
    assert page.inner_text("main") == "hello"


def test_a_phone_is_narrow_and_touched(
    phone_page: Page, serve_directory: ServeDirectory, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(DOCUMENT)
    phone_page.goto(serve_directory(tmp_path))
    assert phone_page.evaluate("innerWidth") == PHONE.width
    assert phone_page.evaluate("matchMedia('(pointer: coarse)').matches")


def test_a_page_may_be_dark_and_without_scripts(
    open_page: OpenPage, serve_directory: ServeDirectory, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(
        f"{DOCUMENT}<style>@media (prefers-color-scheme: dark) {{ p {{ display: none }} }}</style>"
        "<p>light</p><main>plain</main><script>document.querySelector('main').remove()</script>"
    )
    page = open_page(scheme="dark", scripts=False)
    page.goto(serve_directory(tmp_path))
    assert page.is_visible("main")
    assert not page.is_visible("p")


def test_requests_elsewhere_and_errors_are_noted(
    page: Page, serve_directory: ServeDirectory, tmp_path: Path, problems: list[str]
) -> None:
    (tmp_path / "index.html").write_text(
        f"{DOCUMENT}<img src='https://elsewhere.invalid/x.png' alt=''><script src=none.js></script>"
        "<script>console.error('said'); throw new Error('thrown')</script>"
    )
    page.goto(serve_directory(tmp_path))
    page.wait_for_load_state()
    noted = "\n".join(problems)
    problems.clear()
    assert "request to another host: https://elsewhere.invalid/x.png" in noted
    assert "console: said" in noted
    assert "uncaught: thrown" in noted
    assert "404" in noted
