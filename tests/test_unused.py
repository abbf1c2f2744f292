"""Names in a site's own theme that nothing uses: typos are told, what works is left alone."""

import re
from pathlib import Path

import msgspec
import pytest

from generator.errors import UsageError
from generator.theme import Theme
from generator.theme_files import DEFAULT
from tests.test_theme import put
from tests.test_themes import OTHERS
from tests.theme_views import SITE, VIEWS

SEARCH_BIX = "{% macro search_bix() %}<p>{% endmacro %}"


@pytest.mark.parametrize(
    "path,text,says",
    [
        (
            "templates/papr.html",
            "<p>",
            "papr.html: no page and no other template uses it (did you mean paper.html?",
        ),
        (
            "templates/of/mine.html",
            "<p>",
            "of/mine.html: no page and no other template uses it (include it",
        ),
        ("templates/papr.html", '{% include "papr.html" %}', "papr.html: no page"),
        (
            "templates/+parts.html",
            SEARCH_BIX,
            "replaces none of parts.html, and no template uses it (did you mean search_box?",
        ),
        (
            "templates/+parts.html",
            "{%- macro fresh(a) -%}{%- endmacro -%}",
            "the macro fresh replaces none of parts.html, and no template uses it (call it",
        ),
        (
            "templates/text.html",
            '{% extends "theme/text.html" %}{% block colophn %}<p>{% endblock %}',
            "the block colophn replaces none, and is shown nowhere (did you mean colophon?",
        ),
        (
            "templates/text.html",
            '{% extends "theme/text.html" %}{%- block aside -%}<p>{%- endblock -%}',
            "the block aside replaces none, and is shown nowhere (put it into a block",
        ),
        (
            "translations/en.toml",
            'machin = "Mine"',
            "translations/en.toml: nothing uses the phrase machin (did you mean machine?",
        ),
        ("translations/en.toml", '[papers]\none = "1"', "nothing uses the phrase papers.one"),
        (
            "translations/zh.toml",
            '[script]\ncopid = "Mine"',
            "zh.toml: nothing uses the phrase script.copid (did you mean script.copied?",
        ),
        (
            "templates/+part.html",
            SEARCH_BIX,
            "templates/+part.html: there is no part.html to add to (did you mean parts.html?",
        ),
        (
            "static/+readin.css",
            "p {}",
            "there is no readin.css to add to (did you mean reading.css?",
        ),
    ],
)
@pytest.mark.parametrize("theme", [DEFAULT, *OTHERS])
def test_a_name_that_nothing_uses_is_told_with_the_one_that_may_be_meant(
    tmp_path: Path, path: str, text: str, says: str, theme: str
) -> None:
    put(tmp_path / path, text)
    with pytest.raises(UsageError, match=re.escape(says)):
        Theme.load(SITE, name=theme, overrides=tmp_path)


@pytest.mark.parametrize(
    "files",
    [
        {"templates/part.html": "Mine", "templates/text.html": '{% include "part.html" %}'},
        {
            "templates/part.html": "{% macro x() %}Mine{% endmacro %}",
            "templates/text.html": "{% from 'part.html' import x %}{{ x() }}",
        },
        {
            "templates/part.html": "Mine",
            "templates/text.html": '{% if site.accent %}{% include "part.html" %}{% endif %}Mine',
        },
        {
            "templates/+parts.html": "{% macro fresh() %}Mine{% endmacro %}",
            "templates/text.html": '{% from "parts.html" import fresh %}{{ fresh() }}',
        },
        {
            "templates/+parts.html": "{% macro fresh() %}Mine{% endmacro %}"
            "{% macro crumbs() %}{{ fresh() }}{% endmacro %}",
            "templates/text.html": '{% import "parts.html" as parts %}{{ parts.crumbs() }}',
        },
        {
            "templates/text.html": '{% extends "theme/text.html" %}'
            "{% block main %}{% block inner %}Mine{% endblock %}{% endblock %}",
        },
        {
            "templates/frame.html": '{% extends "theme/text.html" %}'
            "{% block main %}{% block inner %}{% endblock %}{% endblock %}",
            "templates/text.html": '{% extends "frame.html" %}{% block inner %}Mine{% endblock %}',
        },
        {"templates/text.html": "{% block whole %}Mine{% endblock %}"},
        {"translations/en.toml": 'ours = "Mine"', "templates/text.html": '{{ "ours"|t }}'},
        {"translations/en.toml": 'of_a = "Mine"', "templates/text.html": "{{ t('of_' ~ 'a') }}"},
        {"translations/en.toml": 'a_of = "Mine"', "templates/text.html": "{{ t('a' ~ '_of') }}"},
        {"translations/en.toml": '[fields]\nnew = "Mine"', "templates/text.html": "Mine"},
        {
            "translations/en.toml": '[script]\nours = "Mine"',
            "static/mine.js": 'import words from "./words.js"; words.ours;',
            "templates/text.html": "Mine",
        },
        {"templates/README.md": "# Notes", "templates/text.html": "Mine"},
    ],
)
def test_what_a_site_s_own_files_use_is_theirs(tmp_path: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        put(tmp_path / path, text)
    theme = Theme.load(SITE, overrides=tmp_path)
    assert "Mine" in theme.render("text.html", VIEWS["text.html"])


def test_a_translation_into_another_language_is_nothing_unused(tmp_path: Path) -> None:
    words = Path(__file__).parents[1] / "themes/default/translations/en.toml"
    put(tmp_path / "translations/fr.toml", words.read_text(encoding="utf-8"))
    theme = Theme.load(msgspec.structs.replace(SITE, language="fr"), overrides=tmp_path)
    assert "<html lang=fr>" in theme.render("text.html", VIEWS["text.html"])


@pytest.mark.parametrize("theme", [DEFAULT, *OTHERS])
def test_a_whole_theme_that_is_copied_has_nothing_unused(tmp_path: Path, theme: str) -> None:
    for path in (Path(__file__).parents[1] / "themes/default").rglob("*.*"):
        put(tmp_path / path.relative_to(path.parents[1]), path.read_text(encoding="utf-8"))
    assert Theme.load(SITE, name=theme, overrides=tmp_path).asset_path("icon.svg")
