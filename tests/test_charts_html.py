"""Charts in pages: nothing but a few elements and attributes of SVG, whatever a digest says."""

import re
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from generator.theme import Theme
from tests.theme_views import SITE, VIEWS, filled

SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"
ALLOWED = {
    f"{SVG}svg": {
        "class", "viewBox", "preserveAspectRatio", "role", "aria-label", "aria-describedby",
        "aria-hidden",
    },
    f"{SVG}path": {"class", "d"},
}  # fmt: skip
HOSTILE = "\"><script>alert(1)</script><svg onload=alert(1)>'--></style>\x00\x1b"
PATH = re.compile(r"(?:M\d+ \d+[vh]-?\d+)+")
PAGES = ("trends.html", "category.html")


def elements(html: str) -> list[Element]:
    tree: Any = html5lib.parse(html)
    return [element for element in tree.iter() if isinstance(element.tag, str)]


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme.load(SITE)


@pytest.mark.parametrize("text", ["", HOSTILE])
@pytest.mark.parametrize("template", PAGES)
def test_charts_are_paths_alone(theme: Theme, template: str, text: str) -> None:
    page = elements(theme.render(template, filled(VIEWS[template], text)))
    drawn = [element for element in page if element.tag.startswith(SVG)]
    assert drawn
    for element in drawn:
        assert set(element.attrib) <= ALLOWED[element.tag]
        assert not (element.text or "").strip()
        assert PATH.fullmatch(element.get("d", "M0 0h0"))


@pytest.mark.parametrize("text", ["", HOSTILE])
@pytest.mark.parametrize("template", PAGES)
def test_pages_with_charts_have_no_style_of_their_own(
    theme: Theme, template: str, text: str
) -> None:
    page = elements(theme.render(template, filled(VIEWS[template], text)))
    assert not [element for element in page if "style" in element.attrib]
    assert not [element for element in page if element.tag == f"{HTML}style"]
    scripts = [
        element
        for element in page
        if element.tag == f"{HTML}script" and element.get("type") != "application/ld+json"
    ]
    assert all(element.get("src", "").startswith("/repo/assets/") for element in scripts)


@pytest.mark.parametrize("template", PAGES)
def test_each_chart_has_a_name_and_a_description_and_small_ones_a_line_of_numbers(
    theme: Theme, template: str
) -> None:
    page = elements(theme.render(template, VIEWS[template]))
    texts = {element.get("id", ""): "".join(element.itertext()) for element in page}
    parents = {child: parent for parent in page for child in parent}
    for element in (element for element in page if element.tag == f"{SVG}svg"):
        if element.get("aria-hidden") == "true":
            assert parents[element].tag in (f"{HTML}td", f"{HTML}th")
        else:
            assert element.get("role") == "img"
            assert element.get("aria-label")
            assert texts[element.get("aria-describedby", "")]


def test_each_chart_of_the_archive_has_a_table_with_its_numbers(theme: Theme) -> None:
    page = elements(theme.render("trends.html", VIEWS["trends.html"]))
    charts = [element for element in page if element.get("role") == "img"]
    folded = [element for element in page if element.get("class") == "numbers"]
    tables = [element for one in folded for element in one.iter(f"{HTML}table")]
    assert len(charts) == len(tables) == 4
    for table in tables:
        rows = ["".join(row.itertext()).strip() for row in table.iter(f"{HTML}tr")][1:]
        assert [
            row.startswith(day) for row, day in zip(rows, ("3 May", "2 May", "1 May"), strict=True)
        ]
        assert "1,200" in rows[0]
        assert "no digest" in rows[1]
