"""Templates made lean: the same page of fewer bytes."""

from __future__ import annotations

from pathlib import Path

import html5lib
import jinja2
import pytest

from generator.lean import lean
from generator.theme import _attribute

TEMPLATES = sorted(Path(__file__).parents[1].glob("themes/*/templates/*.html"))


def made(source: str, **values: object) -> str:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["in_lang"] = " lang={}".format
    environment.filters["attribute"] = _attribute
    return environment.from_string(lean(source)).render(values)


@pytest.mark.parametrize(
    "source, page",
    [
        ("<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n", "<ul><li>a<li>b</ul>"),
        ("<p>a <a>b</a>\n<a>c</a></p>", "<p>a <a>b</a>\n<a>c</a></p>"),
        ("<p>a\nb</p>\ntext", "<p>a\nb</p>text"),
        ("<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>", "<dl><dt>a<dd>b</dl>"),
        ('<p class="a b" id="c">d</p>', '<p class="a b" id=c>d</p>'),
        ('<a href="/a/" title="">b</a>', '<a href="/a/" title="">b</a>'),
        ('<script type="text/x" src="{{ a }}"></script>', "<script type=text/x src=v></script>"),
        ('<p class="a"{% if a %} lang="{{ a }}"{% endif %}>', "<p class=a lang=v>"),
        ('<a href="{{ "/" ~ a ~ "/" }}">b</a>', "<a href=/v/>b</a>"),
        ('<a href="{{ "/" if a == "v" }}" id="{{ a }}">b</a>', "<a href=/ id=v>b</a>"),
        ('<a href="{{ "" }}" title="{{ "a b" }}">c</a>', '<a href="" title="a b">c</a>'),
        (
            '<a title="{{ "<\'>" }}" id="{{ "a=b" }}">c</a>',
            '<a title="&lt;&#39;&gt;" id="a=b">c</a>',
        ),
        ('<a title="{{ "&" }}" rel="{{ a }} {{ a }}">c</a>', '<a title="&amp;" rel="v v">c</a>'),
        ("<div><p>a</p></div><p>b</p> c", "<div><p>a</div><p>b</p> c"),
        ("<p>a</p>\n<ul>", "<p>a<ul>"),
        ("<p>a</p>\n{% if a %}<ul>{% endif %}", "<p>a</p><ul>"),
        ("<a><p>a</p></a><p>b</p>\n<button>", "<a><p>a</p></a><p>b</p><button>"),
        ('<p class="a"{{ a }}>', '<p class="a"v>'),
        ('<p class="a"{{ a|in_lang }}>', "<p class=a lang=v>"),
        ('<p class="a"{% if a %}b{% endif %}>', '<p class="a"b>'),
        ('<p title="a {{ a }} b=&quot; id="c">', '<p title="a v b=&quot; id="c">'),
        ('<p>class="a"</p>', '<p>class="a"</p>'),
        ("<pre>\n<p>\n</p>\n</pre>\n<p>", "<pre>\n<p>\n</p>\n</pre><p>"),
        ('<template>\n<li id="a"></li>\n</template>', '<template>\n<li id="a"></li>\n</template>'),
        ("{% raw %}<p>\n<p>{{% endraw %}", "<p>\n<p>{"),
        ("<p>\n  {% if a %}\n  b\n  {% endif %}\n</p>", "<p>b\n</p>"),
        ("<p>{# <p>\n<p> #}</p>", "<p></p>"),
        ("<head>\n<title>a</title>\n</head>\n<body>", "<title>a</title><body>"),
    ],
)
def test_what_a_browser_does_without_is_left_out(source: str, page: str) -> None:
    assert made(source, a="v") == page


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_lines_stay_where_they_are_so_that_errors_name_them(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert lean(source).count("\n") == source.count("\n")


def test_a_browser_makes_the_same_of_both() -> None:
    source = (
        '<!doctype html>\n<html lang="en">\n<head>\n<title>a</title>\n</head>\n<body class="b">\n'
        '<table class="c">\n<tr>\n<th scope="row">1</th>\n<td>2</td>\n</tr>\n</table>\n'
        '<ol>\n<li><p>3</p></li>\n<li>4 <b title="5">6</b> 7</li>\n</ol>\n</body>\n</html>\n'
    )
    assert shape(made(source)) == shape(source)


def shape(page: str) -> list[tuple[str, dict[str, str], str, str]]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return [
        (one.tag, dict(one.attrib), (one.text or "").strip(), (one.tail or "").strip())
        for one in tree.iter()
    ]
