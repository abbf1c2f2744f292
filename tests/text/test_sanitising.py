"""What alone decides which elements, attributes, addresses and characters come out of a text."""

from __future__ import annotations

import pytest

from generator.text.addresses import anchor, safe_address, trimmed, without_escapes
from generator.text.characters import tidy
from generator.text.escaped import escaped_markdown
from generator.text.links import find_links
from generator.text.markdown import MAX_LENGTH, field_markdown, page_markdown
from generator.text.markup import block_html, inline_html, page_html
from generator.text.writers import Html, Plain, escaped

LINK = "https://example.org/"
REL = 'rel="nofollow noopener ugc"'


# Characters


@pytest.mark.parametrize(
    "text, tidied",
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a    b"),
        ("\ufeffa\ufffeb\uffffc\ufdd0d\ufdefe", "abcde"),
        ("a\u200eb\u200fc\u061cd\u202ae\u202ef\u2066g\u206fh\ufff9i\ufffbj", "abcdefghij"),
        ("a\x00b\x08c\x0bd\x0ee\x1ff\x7fg\x80h\x9fi", "abcdefghi"),
        ("\ud800a\udfff", "\ufffda\ufffd"),
        (r"\u0041\u4e2d", "A中"),
        (r"\ud83d\ude00", "😀"),
        (r"\ud83d", "\ufffd"),
        (r"a\u202eb\u0000c", "abc"),
        (r"\u00e9 \u12 \u", r"é \u12 \u"),
        ("family \u200d and \u00a0 stay", "family \u200d and \u00a0 stay"),
        ("a\n  b", "a\n  b"),
    ],
)
def test_characters_are_shown_replaced_or_dropped(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_lost_backslashes_of_formulas_are_put_back_and_blanks_of_prose_kept() -> None:
    assert tidy("$a\times b$") == r"$a\times b$"
    assert tidy("$a\times b$\x00") == r"$a\times b$"
    assert tidy("$\nho$ and\nho") == "$\\rho$ and\nho"
    assert tidy("$x$\nabla") == "$x$\nabla"


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        "https://a.b", "HTTP://a.b/c?d=e#f", "mailto:a@b.c", "MAILTO:a@b", "http://[::1]/",
        "https://a.b/'('", "  https://a.b  ",
    ],
)  # fmt: skip
def test_addresses_of_three_schemes_may_be_linked(address: str) -> None:
    assert safe_address(address) == address.strip()
    assert anchor(address, "x").startswith("<a href=")


@pytest.mark.parametrize(
    "address",
    [
        "", "javascript:alert(1)", "JavaScript:https://a.b", "data:text/html,x", "vbscript:x",
        "ftp://a.b", "file:///etc", "//a.b", "/a", "a", "#a", "https:", "https://", "https:///a",
        "https://?a", "https://#a", "https:/a", "https:a.b", "http:\\\\a.b", "https://a b",
        'https://a"b', "https://a<b", "https://a>b", "https://a`b", "https://a{b", "https://a}b",
        "https://a|b", "https://a^b", "https://a\\b", "https://a\tb", "https://a\nb",
        "https://a\x00b", "https://a\x7fb", "mailto:", "mailto:a", "mailto:@b", "mailto:a@",
        "mailto:a@ b", "xhttps://a.b", "http://[::1", " javascript:x",
    ],
)  # fmt: skip
def test_any_other_address_is_text(address: str) -> None:
    assert safe_address(address) is None
    assert anchor(address, "<b>") == "<b>"


def test_a_link_has_its_address_and_its_relation_and_nothing_else() -> None:
    assert anchor("https://a.b/?c=1&d='", "x") == (
        f'<a href="https://a.b/?c=1&amp;d=&#x27;" {REL}>x</a>'
    )


@pytest.mark.parametrize(
    "found, address",
    [
        ("https://a.b).", "https://a.b"),
        ("https://a.b/c_(d)", "https://a.b/c_(d)"),
        ("https://a.b/c_(d))", "https://a.b/c_(d)"),
        ("https://a.b/[c]]", "https://a.b/[c]"),
        ("https://a.b/)(", "https://a.b/)("),
        ("https://a.b/((c)", "https://a.b/((c)"),
        ("(https://a.b)", "(https://a.b)"),
        (")https://a.b)", ")https://a.b"),
        ("(a))(", "(a))("),
        ("https://a.b?!,;:'*_~.", "https://a.b"),
        ("...", ""),
        ("", ""),
    ],
)
def test_an_address_ends_before_the_punctuation_of_its_sentence(found: str, address: str) -> None:
    assert trimmed(found) == address


@pytest.mark.parametrize(
    "source, address",
    [
        (r"a\_b\%c\#d\&e\$f\^g\{h\}i\-j", "a_b%c#d&e$f^g{h}i-j"),
        (r"a\~{}b{}c", "a~bc"),
        (r"a\~b", "a~b"),
        (r"a\~{}b", "a~b"),
        (r"a\x", r"a\x"),
    ],
)
def test_an_address_of_tex_is_read_as_tex_sets_it(source: str, address: str) -> None:
    assert without_escapes(source) == address


# Writers


def test_html_is_escaped_wherever_it_is_written() -> None:
    html = Html(one_line=False)
    assert escaped('<a href="x">&amp;\'') == '&lt;a href="x"&gt;&amp;amp;\''
    assert html.text("<\n&") == "&lt;<br>&amp;"
    assert html.code("<i>&\n") == "<code>&lt;i&gt;&amp;\n</code>"
    assert html.styled("em", "&lt;") == "<em>&lt;</em>"
    assert html.link(LINK, "x") == f'<a href="{LINK}" {REL}>x</a>'
    assert html.link("javascript:x", "x") == "x"


def test_a_line_has_no_links_and_no_formulas_on_lines_of_their_own() -> None:
    line, block = Html(one_line=True), Html(one_line=False)
    assert line.link(LINK, "x") == "x"
    assert 'display="inline"' in line.math("x", displayed=True)
    assert 'display="block"' in block.math("x", displayed=True)
    assert 'display="inline"' in block.math("x", displayed=False)


def test_plain_text_is_without_marks() -> None:
    plain = Plain()
    assert plain.text("<&") == "<&"
    assert plain.code("<&") == "<&"
    assert plain.styled("em", "x") == "x"
    assert plain.link(LINK, "x") == "x"
    assert plain.math(r"\alpha", displayed=False) == "α"
    assert plain.math(r"\alpha", displayed=True) == " α "


# Markdown


def test_a_page_is_read_by_a_fresh_reader_as_by_the_first() -> None:
    text = (
        "# A\n\nB *c* **d** `e<` <b>f</b>  \ng\n\n> h\n\n- i\n\n1. j\n\n---\n\n"
        "|k|l|\n|-|:-:|\n|m|n|\n\n```py\no<\n```\n\n"
        f"![p]({LINK}) [q]({LINK} 'r') [s](javascript:t) {LINK}u &lt; <i>\n\n<hr>\n"
    )
    expected = (
        "<h1>A</h1><p>B <em>c</em> <strong>d</strong> <code>e&lt;</code> "
        "&lt;b&gt;f&lt;/b&gt;<br>g</p>"
        "<blockquote><p>h</p></blockquote><ul><li>i</li></ul><ol><li>j</li></ol><hr>"
        "<table><thead><tr><th>k</th><th>l</th></tr></thead><tbody><tr><td>m</td><td>n</td></tr>"
        "</tbody></table><pre><code>o&lt;\n</code></pre>"
        f'<p>p <a href="{LINK}" {REL}>q</a> s <a href="{LINK}u" {REL}>{LINK}u</a> '
        "&amp;lt; &lt;i&gt;</p>"
        "<p>&lt;hr&gt;</p>"
    )
    assert page_markdown()(text) == expected == page_html(text)


def test_rules_of_pages_hold_within_lists_and_quotations() -> None:
    text = "- a\n\n  <b>c</b>\n\n  d\n  ===\n\n> <i>e</i>\n>\n> [f]: https://x.y\n"
    assert page_markdown()(text) == (
        "<ul><li><p>a</p><p>&lt;b&gt;c&lt;/b&gt;</p><h1>d</h1></li></ul>"
        "<blockquote><p>&lt;i&gt;e&lt;/i&gt;</p></blockquote>"
    )


def test_a_field_has_lists_and_tables_but_no_outline_and_no_html() -> None:
    read = field_markdown(lambda line: f"«{escaped(line)}»")
    assert read("# A\n\n- b\n- <c>\n\n> d") == (
        "<p><strong>«A»</strong></p><ul><li>«b»</li><li>«&lt;c&gt;»</li></ul>"
        "<blockquote><p>«d»</p></blockquote>"
    )
    assert read("|a|b|\n|-|-|\n|c|d|") == (
        "<table><thead><tr><th>«a»</th><th>«b»</th></tr></thead>"
        "<tbody><tr><td>«c»</td><td>«d»</td></tr></tbody></table>"
    )
    assert read("<div>x</div>") == "<p>«&lt;div&gt;x&lt;/div&gt;»</p>"
    assert read("a\n===\n\n    b\n\n---\n\n[c]: https://d.e") is not None
    for sign in ("<h1>", "<hr>", "<pre>", "<div>"):
        assert sign not in str(read("a\n===\n\n    b\n\n---\n\n<div>\n\n- c\n  ===\n\n> ---"))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40, "*" * 40, "> " * 40, "x\n" + " " * 40 + "y", "[a " * 4_001,
        "x" * (MAX_LENGTH + 1),
    ],
)  # fmt: skip
def test_markdown_that_would_take_long_is_not_read(text: str) -> None:
    assert page_markdown()(text) is None
    assert page_html(text).startswith("<p>")
    assert "<a" not in page_html(text)


@pytest.mark.parametrize(
    "text", ["[" * 39, "*" * 39 + "x", "[a " * 4_000, "x" * MAX_LENGTH, "x\n" + " " * 39 + "y"]
)
def test_markdown_up_to_its_limits_is_read(text: str) -> None:
    assert page_markdown()(text) is not None


# What other rooms call


def test_a_line_is_one_and_a_single_star_stays_a_star() -> None:
    assert inline_html("A* and *b*\n <c>") == "A* and *b* &lt;c&gt;"
    assert inline_html(" a \n b ") == "a b"
    assert inline_html(f"**a** {LINK}") == f"<strong>a</strong> {LINK}"
    assert inline_html("a\x00\n`b`") == "a <code>b</code>"


def test_a_field_is_paragraphs_and_lists() -> None:
    assert block_html("") == block_html(" \n ") == ""
    assert block_html("a < b") == "<p>a &lt; b</p>"
    assert block_html("# a") == "<p><strong>a</strong></p>"
    assert block_html("**a**\n\n\\noindent\n\nb") == "<p><strong>a</strong></p><p>b</p>"
    assert block_html("1) a; 2) b") == "<ol><li>a;</li><li>b</li></ol>"
    assert block_html("- 中 文\n- c") == "<ul><li>中 文</li><li>c</li></ul>"
    assert block_html("- 中\n  文 a\n  b\n- c") == "<ul><li>中<br>文 a b</li><li>c</li></ul>"


def test_a_page_that_markdown_may_not_read_is_read_as_running_text() -> None:
    slow = "[" * 40
    assert page_html(f"a **b** {slow}") == f"<p>a <strong>b</strong> {slow}</p>"


def test_links_are_those_that_a_page_would_have() -> None:
    assert find_links(f"a {LINK}b. [c]({LINK}d) <{LINK}b> javascript:x") == (f"{LINK}b", f"{LINK}d")


@pytest.mark.parametrize(
    "text, line",
    [
        ("a*b_c`d[e]<f>&g ~h|i\\$j", r"a\*b\_c\`d\[e\]\<f\>\&g \~h\|i$j"),
        ("#a", r"\#a"),
        ("+ a", r"\+ a"),
        ("- a", r"\- a"),
        ("= a", r"\= a"),
        ("12. a", r"12\. a"),
        ("3) a", r"3\) a"),
        ("a 1. b", "a 1. b"),
        ("a\nb\x00", "a b"),
    ],
)
def test_no_mark_of_an_escaped_line_means_anything(text: str, line: str) -> None:
    assert escaped_markdown(text) == line
