"""The theme: safe, complete in every language, replaceable file by file, always the same."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import msgspec
import pytest

from generator.errors import UsageError
from generator.theme import SCRIPT_WORDS, Theme
from generator.views.pages import HomeView, View
from generator.views.parts import ExternalLink, SectionView, Text
from generator.wording import parse_words
from tests.theme_views import EMPTY, PAPER, SITE, VIEWS, filled

THEME = Path(__file__).parents[1] / "themes/default"
PAGES = sorted(VIEWS)
LANGUAGES = sorted(path.stem for path in (THEME / "translations").glob("*.toml"))
HOSTILE = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(2)><style>*{}</style>"
    "<base href=//evil><svg/onload=alert(3)></title><h1>{{ site }}"
)
HARMLESS = "<!--hostile-->"
ADDRESS_ATTRIBUTES = ("href", "src", "action", "data-bundle")


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme.load(SITE)


def elements(html: str) -> list[Element]:
    return list(html5lib.parse(html, namespaceHTMLElements=False).iter())


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Tags of a page in order, each with the names of its attributes."""
    return [(str(e.tag), tuple(sorted(e.attrib))) for e in elements(html)]


@pytest.mark.parametrize("template", PAGES)
def test_text_of_a_digest_never_becomes_markup(theme: Theme, template: str) -> None:
    view = VIEWS[template]
    hostile = theme.render(template, filled(view, HOSTILE))
    tags = {tag for tag, _ in shape(hostile)}
    assert not tags & {"img", "style", "base", "iframe", "object"}
    for tag, names in shape(hostile):
        assert not [name for name in names if name.startswith("on") or name == "style"]
        assert tag != "script" or "src" in names or names == ("type",)
    assert hostile.count("<script") == theme.render(template, view).count("<script")
    assert hostile.count("<h1") == theme.render(template, view).count("<h1")


@pytest.mark.parametrize("template", sorted(EMPTY))
def test_a_page_with_nothing_on_it_has_its_heading(theme: Theme, template: str) -> None:
    headings = [e for e in elements(theme.render(template, EMPTY[template])) if e.tag == "h1"]
    assert len(headings) == 1


@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize("base_path", ["/", "/repo/"])
def test_every_link_within_the_site_carries_the_base_path(template: str, base_path: str) -> None:
    site = msgspec.structs.replace(SITE, base_path=base_path, base_url="")
    html = Theme.load(site).render(template, VIEWS[template])
    targets = [
        element.attrib[name]
        for element in elements(html)
        for name in ADDRESS_ATTRIBUTES
        if name in element.attrib
    ]
    assert targets
    for target in targets:
        assert target.startswith((base_path, "#", "https://"))
        assert not target.startswith("//")


@pytest.mark.parametrize("template", [name for name in PAGES if name != "redirect.html"])
def test_headings_and_landmarks_are_in_order(theme: Theme, template: str) -> None:
    page = elements(theme.render(template, VIEWS[template]))
    levels = [int(e.tag[1]) for e in page if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [e.attrib.get("id") for e in page if e.tag == "main"] == ["main"]
    assert any(e.attrib.get("href") == "#main" for e in page)


@pytest.mark.parametrize("template", PAGES)
def test_ids_are_not_used_twice(theme: Theme, template: str) -> None:
    ids = [
        e.attrib["id"]
        for e in elements(theme.render(template, VIEWS[template]))
        if "id" in e.attrib
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", PAGES)
def test_every_page_exists_in_every_language(template: str, language: str) -> None:
    site = msgspec.structs.replace(SITE, language=language)
    assert f"<html lang={language}>" in Theme.load(site).render(template, VIEWS[template])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_exists_in_every_language_with_the_same_values(language: str) -> None:
    english, other = (
        parse_words(((tag, (THEME / f"translations/{tag}.toml").read_bytes()),)).phrases
        for tag in ("en", language)
    )
    assert english.keys() == other.keys()
    for key, phrase in english.items():
        placeholders = re.compile(r"\{(\w+)\}").findall
        assert set(placeholders(phrase.other)) == set(placeholders(other[key].other)), key


def test_scripts_say_only_what_the_translation_has() -> None:
    words = parse_words((("en", (THEME / "translations/en.toml").read_bytes()),)).phrases
    said = {
        word
        for script in (THEME / "static").glob("*.js")
        for word in re.findall(r"\bwords\.(?!js\b|length\b|slice\b)(\w+)", script.read_text())
    }
    assert said
    assert {word for word in said if f"script.{word}" not in words} == set()


def test_a_run_in_another_language_is_marked_and_one_in_the_same_is_not(theme: Theme) -> None:
    html = theme.render("paper.html", PAPER)
    assert "<p class=headline lang=zh>" in html
    assert "<h1>A title</h1>" in html


def test_sections_outside_the_language_switch_are_shown(theme: Theme) -> None:
    html = theme.render("paper.html", PAPER)
    assert html.count("<p>X<") == 1
    assert html.count("<p>In a word<") == 1
    assert html.count("data-language=zh") == 2


@pytest.mark.parametrize(
    "language, languages, shown",
    [("en", ("zh", "en"), "en"), ("zh", ("en", "zh"), "zh"), ("en", ("zh", "fr"), "zh")],
)
def test_until_scripts_run_the_language_of_the_site_is_shown_or_else_the_first(
    language: str, languages: tuple[str, ...], shown: str
) -> None:
    theme = Theme.load(msgspec.structs.replace(SITE, language=language))
    view = msgspec.structs.replace(PAPER, languages=languages)
    found = elements(theme.render("paper.html", view))
    tongues = [e.attrib for e in found if "tongue" in e.attrib.get("class", "").split()]
    assert [a["data-language"] for a in tongues if "other" not in a["class"].split()] == [shown]


def test_texts_stand_below_their_headings_and_only_foreign_ones_in_a_block(theme: Theme) -> None:
    bare = msgspec.structs.replace(PAPER, languages=())
    html = theme.render("paper.html", bare)
    assert "<div class=lead lang=zh><p>一句话</div>" in html
    assert "<div class=lead><p>In a word</div>" in html
    assert "<h2>A label of its own</h2><p>Free<h2>A label of its own</h2>" in html
    assert "<h2>Method</h2><div lang=zh><p>方法</div>" in html


def test_what_only_the_front_page_says_is_not_on_each_paper() -> None:
    site = msgspec.structs.replace(SITE, manifest="/site.webmanifest", worker="/worker.js")
    pages = {
        name: Theme.load(site).render(name, VIEWS[name]) for name in ("home.html", "paper.html")
    }
    for mark in ("<link rel=manifest", "<meta name=generator content=Digestry>"):
        assert [name for name, html in pages.items() if mark in html] == ["home.html"]


@pytest.mark.parametrize("worker", ["", "/worker.js"])
def test_scripts_know_whether_the_site_has_a_worker(worker: str) -> None:
    theme = Theme.load(msgspec.structs.replace(SITE, worker=worker))
    (words,) = [one for one in theme.assets() if one.path.startswith("assets/words.")]
    assert f'export const worker = "{worker}";\n' in words.data.decode()


def test_the_box_of_citations_leads_to_the_file_of_the_day(theme: Theme) -> None:
    html = theme.render("paper.html", PAPER)
    assert (
        "<p data-class=cs.DC data-others><a href=/repo/2026/05/03/papers.bib>"
        "BibTeX of the day</a> <code>lovelace2026title</code></details>"
    ) in html
    assert "@misc" not in html


@pytest.mark.parametrize("name", ["default", "plain"])
def test_an_entry_that_no_script_can_write_stands_in_the_page(name: str) -> None:
    view = filled(msgspec.structs.replace(PAPER, entry=None), HOSTILE)
    html = Theme.load(SITE, name=name).render("paper.html", view)
    texts = [e.text for e in elements(html) if e.attrib.get("id") == "bibtex"]
    assert texts == ["@misc{x}" + HOSTILE]
    assert "script>alert" not in html


def test_who_wrote_the_summary_is_plain_unless_the_site_says_otherwise(theme: Theme) -> None:
    said = msgspec.structs.replace(SITE, colophon="Written by the editors.")
    assert "written by a machine, not by the authors" in theme.render("paper.html", PAPER)
    assert "Written by the editors." in Theme.load(said).render("paper.html", PAPER)


@pytest.mark.parametrize(
    "url, shown",
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ('https://example.org/" onclick="x', "https://example.org/%22%20onclick=%22x"),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/", None),
    ],
)
def test_only_addresses_that_cannot_run_code_become_links(
    theme: Theme, url: str, shown: str | None
) -> None:
    paper = msgspec.structs.replace(PAPER, links=(ExternalLink(kind="code", url=url),))
    html = theme.render("paper.html", paper)
    if shown is None:
        assert not re.search(f"=[\"']?{re.escape(url.strip())}", html)
    else:
        links = [e for e in elements(html) if e.attrib.get("href") == shown]
        assert [link.attrib["rel"] for link in links] == ["nofollow ugc"]


def test_a_label_is_translated_or_else_shown_as_the_source_has_it(theme: Theme) -> None:
    sections = tuple(
        SectionView(text=Text(value="t", lang="en"), field=field, label="Own label")
        for field in ("method", None)
    )
    paper = msgspec.structs.replace(PAPER, sections=sections, languages=())
    html = theme.render("paper.html", paper)
    assert "<h2>Method</h2>" in html
    assert "<h2>Own label</h2>" in html


@pytest.mark.parametrize("template", PAGES)
def test_the_same_view_gives_the_same_bytes(theme: Theme, template: str) -> None:
    again = Theme.load(SITE)
    assert again.render(template, VIEWS[template]) == theme.render(template, VIEWS[template])
    assert again.sources(template) == theme.sources(template)
    assert again.assets() == theme.assets()


def test_what_is_settled_for_one_site_is_open_for_another() -> None:
    titles = [f"Site {number}" for number in range(2)]
    sites = [msgspec.structs.replace(SITE, title=title) for title in titles]
    pages = [Theme.load(site).render("home.html", VIEWS["home.html"]) for site in sites]
    assert all(title in page for title, page in zip(titles, pages, strict=True))
    assert pages[1] == pages[0].replace(titles[0], titles[1])


def test_a_site_replaces_one_file_and_keeps_the_others(tmp_path: Path) -> None:
    put(tmp_path / "templates/not-found.html", "{{ view.__class__.__name__ }} {{ t('about') }}")
    put(tmp_path / "static/theme.js", "// mine")
    put(tmp_path / "translations/en.toml", 'about = "Who we are"')
    theme = Theme.load(SITE, overrides=tmp_path)
    assert theme.render("not-found.html", VIEWS["not-found.html"]) == "NotFoundView Who we are"
    assert ">Who we are</a>" in theme.render("text.html", VIEWS["text.html"])
    assert b"// mine" in {asset.data for asset in theme.assets()}


@pytest.mark.parametrize(
    "path, text",
    [
        ("templates/parts.html", None),
        ("templates/base.html", None),
        ("static/reading.css", "p { color: red }"),
        ("static/storage.js", "export {};"),
        ("translations/en.toml", 'about = "Who we are"'),
    ],
)
def test_sources_change_with_all_that_a_template_uses(
    theme: Theme, tmp_path: Path, path: str, text: str | None
) -> None:
    put(tmp_path / path, text or (THEME / path).read_text() + "{# changed #}")
    assert Theme.load(SITE, overrides=tmp_path).sources("day.html") != theme.sources("day.html")


def test_sources_do_not_change_with_another_page(theme: Theme, tmp_path: Path) -> None:
    put(tmp_path / "templates/search.html", "changed")
    put(tmp_path / "static/search.js", "// changed")
    changed = Theme.load(SITE, overrides=tmp_path)
    assert changed.sources("day.html") == theme.sources("day.html")
    assert changed.sources("search.html") != theme.sources("search.html")


def test_static_files_are_named_by_content_and_import_each_other_so(theme: Theme) -> None:
    names = {re.sub(r"\.[0-9a-f]{8}\.", ".", asset.path): asset for asset in theme.assets()}
    page = names["assets/page.js"].data.decode()
    colours = names["assets/colours.js"].path.removeprefix("assets/")
    assert f'import "./{colours}";' in page
    assert f"assets/{SCRIPT_WORDS}" in names
    for asset in theme.assets():
        for imported in re.findall(r'\bfrom "\./([^"]+)"', asset.data.decode()):
            assert f"assets/{imported}" in {other.path for other in theme.assets()}


@pytest.mark.parametrize(
    "path, text, complaint",
    [
        ("templates/text.html", "{% if %}", "text.html:1"),
        ("templates/text.html", "{{ view.nothing }}", "nothing"),
        ("templates/text.html", "{% include 'none.html' %}", "none.html"),
        ("templates/text.html", "{{ t('no_such_phrase') }}", "no_such_phrase"),
        ("templates/text.html", "{{ t('papers') }}{{ t('papers', number=1) }}", "papers"),
        ("templates/text.html", "{{ asset('none.css') }}", "none.css"),
        ("translations/en.toml", "about = ", "en.toml"),
        ("translations/en.toml", "about = 3", "about"),
        ("static/page.js", 'import "./none.js";', "none.js"),
        ("static/storage.js", 'import "./page.js";', "circle"),
    ],
)
def test_what_is_wrong_with_a_theme_is_said(
    tmp_path: Path, path: str, text: str, complaint: str
) -> None:
    put(tmp_path / path, text)
    with pytest.raises(UsageError, match=re.escape(complaint)):
        Theme.load(SITE, overrides=tmp_path).render("text.html", VIEWS["text.html"])


def test_a_template_named_by_a_variable_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "templates/text.html", "{% include view.title %}")
    with pytest.raises(UsageError, match="named by a variable"):
        Theme.load(SITE, overrides=tmp_path).sources("text.html")


def test_a_static_file_that_is_missing_is_told_by_the_line_that_asks_for_it(
    tmp_path: Path,
) -> None:
    put(tmp_path / "templates/text.html", "<p>\n{{ 'none.css'|asset }}")
    with pytest.raises(UsageError, match=re.escape("templates/text.html:2: the theme has no")):
        Theme.load(SITE, overrides=tmp_path).sources("text.html")


def test_an_unknown_theme_template_or_language_is_named(theme: Theme) -> None:
    with pytest.raises(UsageError, match="'none'"):
        Theme.load(SITE, name="none")
    with pytest.raises(UsageError, match=r"'tlh'.*en"):
        Theme.load(msgspec.structs.replace(SITE, language="tlh"))
    with pytest.raises(UsageError, match=re.escape("'none.html'")):
        theme.render("none.html", VIEWS["text.html"])
    with pytest.raises(UsageError, match=re.escape("'none.html'")):
        theme.sources("none.html")


def test_a_regional_language_is_served_by_the_translation_of_its_language() -> None:
    html = Theme.load(msgspec.structs.replace(SITE, language="zh-CN")).render(
        "categories.html", VIEWS["categories.html"]
    )
    assert "<html lang=zh-CN>" in html
    assert "分类" in html


@pytest.mark.parametrize(
    "language, expression, shown",
    [
        ("en", "'2026-05-03'|full_date", "Sunday, 3 May 2026"),
        ("en", "'2026-05-03'|long_date", "3 May 2026"),
        ("en", "'2026-05-03'|short_date", "3 May"),
        ("en", "'2026-05'|long_date", "May 2026"),
        ("en", "'2026'|long_date", "2026"),
        ("en", "'cs.DC'|long_date", "cs.DC"),
        ("en", "'2026-13-45'|long_date", "2026-13-45"),
        ("en", "'2026-05'|month_name", "May"),
        ("en", "72868|number", "72,868"),
        ("en", "t('papers', count=1)", "1 paper"),
        ("en", "t('papers', count=72868)", "72,868 papers"),
        ("en", "'zh-Hans'|language_name", "中文"),
        ("en", "'Méthode'|lang", ""),
        ("en", "'方法'|lang", " lang=zh"),
        ("zh", "'方法'|lang", ""),
        ("en", "'tlh'|language_name", "tlh"),
        ("en", "('word ' * 99)|excerpt(12)", "word word…"),
        ("en", "'nothing left out'|excerpt(16)", "nothing left out"),
        ("zh", "('字' * 99)|excerpt(12)", "字字字字字字…"),
        ("zh", "'Model 提出一种新的方法用于检测'|excerpt(20)", "Model 提出一种新的方…"),
        ("zh", "'提出 TopoTTA，用于 segmentation'|excerpt(20)", "提出 TopoTTA，用于…"),
        ("zh", "'提出一种方法，用于检测'|excerpt(14)", "提出一种方法…"),
        ("zh", "'提出方法（Segmentation 网络）'|excerpt(20)", "提出方法…"),
        ("zh", "'2026-05-03'|full_date", "2026年5月3日 星期日"),
        ("zh", "'2026-05'|long_date", "2026年5月"),
        ("zh", "t('papers', count=1)", "1 篇论文"),
        ("en", "absolute('/about/')", "https://example.org/repo/about/"),
    ],
)
def test_dates_numbers_and_plurals_are_written_as_the_language_does(
    tmp_path: Path, language: str, expression: str, shown: str
) -> None:
    put(tmp_path / "templates/text.html", "{{ " + expression + " }}")
    theme = Theme.load(msgspec.structs.replace(SITE, language=language), overrides=tmp_path)
    assert theme.render("text.html", VIEWS["text.html"]) == shown


@pytest.mark.parametrize("path", sorted((THEME / "templates").glob("*.html")), ids=lambda p: p.name)
def test_templates_trust_nothing_and_quote_every_attribute(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", source)
    markup = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)
    markup = re.sub(r'"[^"]*"', '""', markup)
    assert not re.findall(r"<[a-z][^>]*\s[\w-]+=(?!\"\")", markup)
    assert not re.findall(r"<[a-z][^>]*\s(?:style|on\w+)=", markup)


def test_a_site_without_search_offers_none() -> None:
    html = Theme.load(msgspec.structs.replace(SITE, has_search=False)).render(
        "home.html", VIEWS["home.html"]
    )
    assert "/search/" not in html


@pytest.mark.parametrize("base_url, count", [("https://example.org/repo/", 1), ("", 0)])
@pytest.mark.parametrize(
    "template", [n for n in PAGES if n not in {"not-found.html", "redirect.html"}]
)
def test_a_page_names_its_own_address_where_the_site_knows_it(
    template: str, base_url: str, count: int
) -> None:
    theme = Theme.load(msgspec.structs.replace(SITE, base_url=base_url))
    assert theme.render(template, VIEWS[template]).count("<link rel=canonical") == count


def test_every_view_has_a_template_here() -> None:
    assert {type(view) for view in VIEWS.values()} == set(View.__args__)
    assert HomeView in {type(view) for view in VIEWS.values()}


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
