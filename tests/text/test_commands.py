"""What TeX's macros become outside a formula, and what is left of Markdown's marks."""

from __future__ import annotations

import pytest

from generator.text.clean import plain_text
from generator.text.escaped import escaped_markdown
from generator.text.markup import block_html

BLOCKS = {
    r"a\noindent b": "<p>a b</p>",
    r"a\color{red}b": "<p>ab</p>",
    r"a\vspace{1em} b": "<p>a b</p>",
    r"a\hspace b": "<p>a b</p>",
    r"\SI{5}{ms}": "<p>5 ms</p>",
    r"\qty{10}{\emph{GB}} x": "<p>10 <em>GB</em> x</p>",
    r"a \mathbb{R} b": "<p>a ℝ b</p>",
    r"\begin{itemize} \item a \end{itemize} b": "<p>•  a  b</p>",
    r"\em{a} b": "<p><em>a</em> b</p>",
    r"\bf{a} b": "<p><strong>a</strong> b</p>",
    r"{\bf a} b": "<p><strong>a</strong> b</p>",
    r"\textcolor{red}{a} b": "<p>a b</p>",
    r"a\cite[p. 2][x]{k} b": "<p>a[k] b</p>",
    r"a\footnote{b *c*} d": "<p>a (b <em>c</em>) d</p>",
    r"\textbf {a}b": "<p><strong>a</strong>b</p>",
    r"\href{javascript:x}{c} d": "<p>c d</p>",
    r"\url{data:x} d": "<p>data:x d</p>",
    r"{\'e}a \'{e} \c{c} \v c x": "<p>éa é ç č x</p>",
    r"it\'s": "<p>it's</p>",
    r"\b{eta}": "<p>β</p>",
    r"\unheardof{a}": r"<p>\unheardof{a}</p>",
}


@pytest.mark.parametrize("source", BLOCKS)
def test_a_macro_becomes_what_it_stands_for(source: str) -> None:
    assert block_html(source) == BLOCKS[source]


def test_what_is_ensured_to_be_a_formula_is_one() -> None:
    assert block_html(r"a \ensuremath{x^2} b") == block_html("a $x^2$ b")
    assert plain_text(r"a \ensuremath{x} b") == "a x b"


@pytest.mark.parametrize("name", ["SI", "mathbb", "ensuremath", "begin", "footnote", "href", "url"])
def test_a_macro_without_its_argument_is_shown(name: str) -> None:
    assert block_html(f"a \\{name}, b") == f"<p>a \\{name}, b</p>"


ESCAPED = {
    "a_b [c](d) <i>": r"a\_b \[c\](d) \<i\>",
    "a & b | c": r"a \& b \| c",
    "#a": r"\#a",
    "12. a": r"12\. a",
    "1) a": r"1\) a",
    "+ a": r"\+ a",
    "= a": r"\= a",
    "a # b - 1. c": "a # b - 1. c",
    "two\nlines": "two lines",
}


@pytest.mark.parametrize("source", ESCAPED)
def test_no_mark_means_anything_in_escaped_markdown(source: str) -> None:
    assert escaped_markdown(source) == ESCAPED[source]
