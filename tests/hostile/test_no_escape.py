"""No text of a digest becomes markup, script, style or an address scheme, in any file of a site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hostile.records import harvest
from tests.hostile.trial import judged, theme_of

INPUTS = 500
SITES = range(4)
THEMES = Path(__file__).parents[2] / "themes"


@pytest.mark.parametrize("number", SITES)
def test_nothing_in_a_hostile_site_is_active(number: int, tmp_path: Path) -> None:
    inputs, theme = harvest(INPUTS, number), theme_of(number)
    assert list(judged(tmp_path, inputs, number * INPUTS, theme)) == []


def test_every_theme_has_its_hostile_sites() -> None:
    assert {theme_of(number) for number in SITES} == {path.name for path in THEMES.iterdir()}


SCRIPTS = sorted(THEMES.rglob("*.js"))
MAKES_MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTML"
    r"|srcdoc|\beval\(|new Function|setTimeout\(\s*[\"'`]"
)
PARSERS = {"excerpts.js", "pages.js"}
"""They read pages and records that the site was built with, which the tests above judge."""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_put_data_into_pages_as_text(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert MAKES_MARKUP.findall(text) == []
    assert ("DOMParser" in text) <= (script.name in PARSERS)
