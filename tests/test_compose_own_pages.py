"""The maintainer's own pages: their names, headings, and those that cannot be."""

from pathlib import Path

import pytest

from generator.discover import discover
from generator.pages_of_own import read_own_pages


def own(tmp_path: Path, **files: str) -> tuple[dict[str, str], list[str]]:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in files.items():
        (folder / name.replace("_dot_", ".")).write_text(text, encoding="utf-8")
    pages, problems = read_own_pages(discover(tmp_path).pages)
    return {page.name: page.title for page in pages}, [str(problem) for problem in problems]


def test_the_heading_is_the_title_else_the_name(tmp_path: Path) -> None:
    found, _ = own(tmp_path, about_dot_md="# About us #\nWe.", the_dot_md="No heading")
    assert found == {"about": "About us", "the": "The"}


@pytest.mark.parametrize("name", ["papers", "Search", "404", "2026", "pagefind", "saved"])
def test_an_address_of_the_site_is_not_given_away(name: str, tmp_path: Path) -> None:
    found, problems = own(tmp_path, **{f"{name}_dot_md": "# Mine"})
    assert found == {}
    assert "the site itself uses the address" in problems[0]


def test_two_pages_cannot_have_one_address(tmp_path: Path) -> None:
    found, problems = own(tmp_path, About_dot_md="# First", about_dot_md="# Second")
    assert found == {"about": "First"}
    (said,) = problems
    assert said.startswith("pages/about.md: warning: this page is left out: another page uses")


def test_only_markdown_is_a_page(tmp_path: Path) -> None:
    found, problems = own(tmp_path, data_dot_json="{}")
    assert found == {}
    assert "it is not Markdown" in problems[0]
