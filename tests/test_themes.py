"""Themes in layers: a site's own files above a theme above the default; and the theme `plain`."""

import re
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from generator.errors import UsageError
from generator.theme import Theme
from generator.theme_files import DEFAULT, layered, theme_digest, theme_layers
from tests.conftest import Run
from tests.crawl import addresses, faults
from tests.samples import project, tree
from tests.test_theme import ADDRESS_ATTRIBUTES, HOSTILE, elements, put, shape
from tests.theme_views import EMPTY, SITE, VIEWS, filled

ROOT = Path(__file__).parents[1]
OTHERS = sorted(p.name for p in (ROOT / "themes").iterdir() if p.is_dir() and p.name != DEFAULT)
PAGES = sorted(VIEWS)
LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module", params=OTHERS)
def theme(request: pytest.FixtureRequest) -> Theme:
    return Theme.load(SITE, name=request.param)


@pytest.mark.parametrize("template", PAGES)
def test_text_of_a_digest_never_becomes_markup_in_any_theme(theme: Theme, template: str) -> None:
    hostile = theme.render(template, filled(VIEWS[template], HOSTILE))
    assert not {tag for tag, _ in shape(hostile)} & {"img", "style", "base", "iframe", "object"}
    for tag, names in shape(hostile):
        assert not [name for name in names if name.startswith("on") or name == "style"]
        assert tag != "script" or "src" in names or names == ("type",)
    assert hostile.count("<h1") == theme.render(template, VIEWS[template]).count("<h1")


@pytest.mark.parametrize("template", [name for name in PAGES if name != "redirect.html"])
def test_headings_and_landmarks_are_in_order_in_any_theme(theme: Theme, template: str) -> None:
    for view in (VIEWS[template], EMPTY.get(template, VIEWS[template])):
        page = elements(theme.render(template, view))
        levels = [int(e.tag[1]) for e in page if re.fullmatch("h[1-6]", str(e.tag))]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert [e.attrib.get("id") for e in page if e.tag == "main"] == ["main"]
        ids = [e.attrib["id"] for e in page if "id" in e.attrib]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OTHERS)
def test_every_page_of_every_theme_exists_in_every_language(name: str, language: str) -> None:
    site = msgspec.structs.replace(SITE, language=language)
    theme = Theme.load(site, name=name)
    for template in PAGES:
        html = theme.render(template, VIEWS[template])
        assert f"<html lang={language}>" in html
        for element in elements(html):
            for target in (element.attrib.get(key, "#") for key in ADDRESS_ATTRIBUTES):
                assert target.startswith((SITE.base_path, "#", "https://"))


@pytest.mark.parametrize("name", OTHERS)
def test_templates_of_other_themes_trust_nothing_either(name: str) -> None:
    for path in (ROOT / "themes" / name / "templates").rglob("*"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", source)
        assert not re.findall(r"<[a-z][^>]*\s(?:style|on\w+)=", source)


def weight(page: Path) -> int:
    """Weigh a page without its citation, which the default theme leaves to a script."""
    html = page.read_text(encoding="utf-8")
    return len(re.sub("<details class=cite.*?</details>", "", html, flags=re.DOTALL))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_in_the_plain_theme_is_whole_and_light(
    run: Run, tmp_path: Path, language: str
) -> None:
    sites = {}
    for name in (DEFAULT, "plain"):
        settings = f'[site]\nlanguage = "{language}"\n[theme]\nname = "{name}"\n'
        (tmp_path / "site.toml").write_text(settings, encoding="utf-8")
        output = tmp_path / name
        done = run("build", "--no-search", "--content", ROOT / "content", "--output", output,
                   folder=tmp_path)  # fmt: skip
        assert done.status == 0
        assert faults(output) == []
        sites[name] = output
    assert addresses(sites["plain"]) == addresses(sites[DEFAULT])
    for address in addresses(sites["plain"]):
        page = sites["plain"] / address.strip("/") / "index.html"
        if not page.is_file() or "http-equiv=refresh" in page.read_text(encoding="utf-8"):
            continue
        scripts = re.findall(r"<script[^>]*src=", page.read_text(encoding="utf-8"))
        assert bool(scripts) == (address in {"/search/", "/saved/"}), address
        other = sites[DEFAULT] / page.relative_to(sites["plain"])
        assert weight(page) < weight(other)
    (style,) = (sites["plain"] / "assets").glob("reading.*.css")
    assert style.stat().st_size < 8_000


def test_another_theme_renders_every_page_anew_and_back_again(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path / "papers")
    run("build", "--no-search", folder=root)
    before = tree(root / "public")
    (root / "site.toml").write_text('[theme]\nname = "plain"\n', encoding="utf-8")
    run("build", "--no-search", folder=root)
    plain = tree(root / "public")
    assert plain != before
    run("build", "--no-search", "--clean", folder=root)
    assert tree(root / "public") == plain
    (root / "site.toml").write_text("", encoding="utf-8")
    run("build", "--no-search", folder=root)
    assert tree(root / "public") == before


def test_a_file_with_a_plus_redefines_one_macro_and_keeps_the_others(tmp_path: Path) -> None:
    put(tmp_path / "templates/+parts.html", "{% macro tools() %}<p>My tools</p>{% endmacro %}\n")
    html = Theme.load(SITE, overrides=tmp_path).render("day.html", VIEWS["day.html"])
    assert "<p>My tools</p>" in html
    assert "class=by" in html


def test_a_file_with_a_plus_adds_rules_to_a_style(tmp_path: Path) -> None:
    put(tmp_path / "static/+reading.css", ":root { --accent: #7a2048; }\n")
    for name in (DEFAULT, "plain"):
        before = layered(theme_layers(name, None), "static")["reading.css"]
        after = layered(theme_layers(name, tmp_path), "static")["reading.css"]
        assert after == before.rstrip() + b"\n:root { --accent: #7a2048; }\n"
    theme = Theme.load(SITE, overrides=tmp_path)
    assert not [asset.path for asset in theme.assets() if "+" in asset.path]


def test_a_template_extends_the_one_that_it_replaces(tmp_path: Path) -> None:
    put(
        tmp_path / "templates/base.html",
        '{% extends "default/base.html" %}\n{% block colophon %}<p>Mine</p>{% endblock %}\n',
    )
    put(
        tmp_path / "templates/text.html",
        '{% extends "default/text.html" %}{% block main %}<b>First</b>{{ super() }}{% endblock %}',
    )
    theme = Theme.load(SITE, overrides=tmp_path)
    html = theme.render("text.html", VIEWS["text.html"])
    assert html.index("<b>First</b>") < html.index("<h1>") < html.index("<p>Mine</p>")
    assert html.count("<html") == 1


@pytest.mark.parametrize(
    "path,text",
    [
        ("templates/+parts.html", "{% macro tools() %}x{% endmacro %}"),
        ("templates/base.html", '{% extends "default/base.html" %}'),
        ("static/+reading.css", "p { color: red }"),
    ],
)
def test_what_is_added_counts_for_the_pages_that_use_it(
    tmp_path: Path, path: str, text: str
) -> None:
    before = Theme.load(SITE), theme_digest(DEFAULT, None)
    put(tmp_path / path, text)
    after = Theme.load(SITE, overrides=tmp_path), theme_digest(DEFAULT, tmp_path)
    assert before[0].sources("day.html") != after[0].sources("day.html")
    assert before[1] != after[1]


def test_a_site_s_files_lie_above_every_theme(tmp_path: Path) -> None:
    put(tmp_path / "templates/+parts.html", "{% macro tools() %}<p>My tools</p>{% endmacro %}\n")
    put(tmp_path / "templates/not-found.html", '{% extends "theme/not-found.html" %}')
    theme = Theme.load(SITE, name="plain", overrides=tmp_path)
    assert "<p>My tools</p>" in theme.render("day.html", VIEWS["day.html"])
    assert "theme-switch" not in theme.render("not-found.html", VIEWS["not-found.html"])


@pytest.mark.parametrize(
    "path,data,complaint",
    [
        ("templates/+nothing.html", b"", "there is no nothing.html to add to"),
        ("static/+nothing.css", b"", "there is no nothing.css to add to"),
        ("templates/text.html", b"\xff", "templates/text.html is not UTF-8 at byte 0"),
        ("templates/text.html", b'{% extends "none/text.html" %}', "none/text.html"),
    ],
)
def test_what_is_wrong_with_a_layer_is_said(
    tmp_path: Path, path: str, data: bytes, complaint: str
) -> None:
    place = tmp_path / path
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    with pytest.raises(UsageError, match=re.escape(complaint)):
        Theme.load(SITE, overrides=tmp_path).render("text.html", VIEWS["text.html"])


def failure(folder: Path, page: str = "home.html", name: str = DEFAULT) -> str:
    with pytest.raises(UsageError) as told:
        Theme.load(SITE, name=name, overrides=folder).render(page, VIEWS[page])
    return told.value.message


@pytest.mark.parametrize(
    "file,text,says",
    [
        (
            "+parts.html",
            "\n{% macro search_box() %}\n<p>{{ site.titel }}</p>{% endmacro %}",
            "templates/+parts.html:3: site has no field 'titel', but one called 'title'",
        ),
        ("+parts.html", "<p>\n\n{% nope %}", "templates/+parts.html:3: Encountered unknown tag"),
        ("home.html", "<p>\n{{ view.nothing|href }}", "templates/home.html:2: view has no field"),
        (
            "home.html",
            "\n{% for day in [view.newest] %}\n{{ day.titel }}{% endfor %}",
            "templates/home.html:3: what is asked for it has no field 'titel'",
        ),
        ("home.html", "\n{{ nothing }}", "templates/home.html:2: 'nothing' is undefined"),
        ("home.html", "\n{{ t('abuot') }}", "templates/home.html:2: no translation has the phrase"),
        ("home.html", "\n{{ asset('x.js') }}", "templates/home.html:2: the theme has no static"),
        (
            "base.html",
            '{% extends "theme/base.html" %}\n{% block colophon %}\n{{ site.x }}{% endblock %}',
            "templates/base.html:3: site has no field 'x'",
        ),
    ],
)
@pytest.mark.parametrize("name", [DEFAULT, *OTHERS])
def test_a_mistake_is_told_by_the_file_and_line_of_its_author(
    tmp_path: Path, file: str, text: str, says: str, name: str
) -> None:
    put(tmp_path / "templates" / file, text)
    assert failure(tmp_path, name=name).startswith(says)


def test_what_a_theme_stumbles_over_is_told_by_who_gave_it(tmp_path: Path) -> None:
    put(
        tmp_path / "templates/home.html",
        '{% from "parts.html" import crumbs %}\n\n{{ crumbs(view.nothing) }}',
    )
    told = re.escape("templates/home.html:3: view has no field 'nothing', in templates/parts.html:")
    assert re.fullmatch(rf"{told}\d+ of the theme default", failure(tmp_path))


@pytest.mark.parametrize("name", ["none", "", "..", "../default", "default/", "/", "Default"])
def test_only_a_theme_that_there_is_can_be_chosen(name: str) -> None:
    with pytest.raises(UsageError, match=r"no theme .*choose one of default, plain"):
        Theme.load(SITE, name=name)
