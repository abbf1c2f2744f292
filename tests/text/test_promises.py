"""What holds for every text, however hostile."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.clean import plain_text
from generator.text.links import find_links
from generator.text.markdown import field_markdown
from generator.text.markup import block_html, inline_html, is_plain, marked_html, page_html
from generator.text.writers import escaped
from tests.text.fragments import BLOCK, INLINE, PAGE, faults, parsed, text_of

PIECES = (
    "$", "$$", "\\", "\\(", "\\)", "\\[", "\\]", "{", "}", "*", "**", "`", "``", "```\n", "''", "~",
    "--", "---", "_", "^", "&", "<", ">", '"', "'", "#", "# ", "- ", "> ", "|", "|a|b|\n|-|-|\n",
    "1. ", "2. ", "1) ", "2) ", "(1) ", "(2) ", "①", "②", "\n", "\n\n", "\n  ", "\n    ", " ", "\t",
    ". ", "。", "；", ":", "x", "word", "字", "\\emph{", "\\textbf{", "\\frac{a}{b}", "\\alpha",
    "\\text{<b>}", "\\href{javascript:alert(1)}{x}", "\\href{https://example.org}{", "\\url{",
    "\\cite{k}", "\\'e", "\\begin{align}", "\\end{align}", "\\color{red}",
    "https://example.org/a_b", "http://", "mailto:a@b", "javascript:", "[a](",
    "](https://example.org)", "[", "]", "(", ")", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "</p>", "<!--", "-->", "&lt;", "&#60;", "<https://example.org>",
    "[x]: https://example.org\n", "![i](https://example.org/i)", "\u202e", "\x00", "\x08", "\x0c",
    "\r", "\ud800", "\u2028", "\\u0041", "\\u202e", "\\ud800", "x^2", "a_1", "$x$", "$5", "5$",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=24).map("".join)
plain_texts = st.text(st.sampled_from("ab Z1,.:;()[]{}<>&\"'_^|+=/%@!?字，。#-")).map(str.strip)


@settings(max_examples=600, deadline=None)
@given(texts)
def test_a_field_becomes_only_known_blocks(text: str) -> None:
    assert faults(block_html(text), INLINE | BLOCK | {"a"}) == []


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_line_becomes_no_block_and_no_link(text: str) -> None:
    assert faults(inline_html(text), INLINE) == []


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_page_becomes_only_known_blocks(text: str) -> None:
    assert faults(page_html(text), INLINE | BLOCK | PAGE | {"a"}) == []


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_field_is_well_formed(text: str) -> None:
    html = block_html(text)
    assert all(
        str(child.tag).endswith(("}p", "}ul", "}ol", "}pre", "}blockquote", "}table"))
        for child in parsed(html)
    )
    assert not (parsed(html).text or "").strip()


@settings(max_examples=300, deadline=None)
@given(plain_texts)
def test_the_short_way_gives_the_same_bytes_as_the_grammar(text: str) -> None:
    if is_plain(text):
        assert block_html(text) == marked_html(text)
        assert inline_html(text) == " ".join(escaped(text).split())


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab Z,.:;()<&\"'字，。%"), min_size=1).map(str.strip).filter(bool))
def test_the_short_way_gives_the_same_bytes_as_markdown(text: str) -> None:
    assert field_markdown(escaped)(text) == block_html(text)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_plain_text_is_one_line_of_visible_characters(text: str) -> None:
    plain = plain_text(text)
    assert plain == " ".join(plain.split())
    assert faults(escaped(plain), INLINE) == []


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab *`\\{}~-'<&emph1字.")))
def test_a_plain_text_says_what_the_page_shows(text: str) -> None:
    shown = text_of(block_html(text)) if "\n" not in text else ""
    assert plain_text(text).replace(" ", "") == shown.replace(" ", "").replace(
        "\u00a0", ""
    ).replace("\u2009", "")


@settings(max_examples=300, deadline=None)
@given(texts)
def test_every_link_found_is_a_web_address_and_comes_once(text: str) -> None:
    found = find_links(text)
    assert len(set(found)) == len(found)
    assert all(address.lower().startswith(("http://", "https://")) for address in found)


HOSTILE = (
    "$", "$a ", "$$a", "*", "**", "* ", "**a ", "`", "`` ", "[", "[a](", "[a](http://", "](", "(",
    "\\", "\\(", "\\[", "\\'", "{", "{\\bf ", "}", "\\emph{", "\\textbf{a ", "\\begin{align}",
    "$\\left(", "$x^{", "<", "<http://", "http://", "http://a.b/(", "''", "~", "--", "- a\n",
    "  - a\n", "> ", "> a\n", "> - ", "1) a ", "1. a\n", "(1) a; (2) b. ", "①", "# a\n", "|a|\n",
    "|a|b|\n|-|-|\n", "```\n", "\n  ", "中\n", "a\n", "_", "![", "[x]: a\n", "\\u0041", "\\cite[",
    "\\footnote{", "\ud800", "\t", "<!--", "&#",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_pathological_text_is_read_to_its_end(piece: str) -> None:
    # A quadratic reading of these would take minutes, not milliseconds.
    text = f"{piece * (40_000 // len(piece))}\n- end **x** $y$ https://example.org"
    assert "end" in block_html(text)
    assert "end" in inline_html(text)
    assert "end" in page_html(text)
    assert "end" in plain_text(text)
    assert len(find_links(text)) < 5_000


def test_nesting_stops_being_read_at_some_depth() -> None:
    html = block_html("\\emph{" * 500 + "x" + "}" * 500)
    assert html.count("<em>") < 20
    assert faults(html, INLINE | BLOCK) == []
