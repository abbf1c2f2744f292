"""Formulas: MathML through an allow-list, or the source."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import pytest

from generator.text.characters import tidy
from generator.text.markup import block_html
from generator.text.mathml import serialise
from generator.text.spans import is_formula, mend
from generator.text.tex import formula_text, mathml, symbol
from tests.text.fragments import INLINE, faults

COMMON = (
    r"x", r"\rightarrow", r"10^{-3}", r"\alpha_{ij}", r"\frac{1}{n}\sum_{i=1}^n x_i",
    r"\sqrt[3]{x}", r"95\%", "95%", r"\mathcal{O}(n\log n)", r"\left(\frac{a}{b}\right)",
    r"\hat{x}\tilde{y}\bar{z}", r"f\colon X\to Y", r"\operatorname{softmax}(QK^\top/\sqrt{d})",
    r"\begin{cases}a & x>0\\ b & \text{else}\end{cases}", r"\underset{x}{\arg\min}\;f(x)",
    r"\|x\|_2^2", r"\mathrm{KL}(p\,\|\,q)", r"a\neq b\geq c\ll d", r"\boldsymbol{\theta}",
    r"\mathbb{E}_{x\sim p}[x]", r"\lfloor x\rfloor", r"x'", r"\overline{AB}",
)  # fmt: skip
HOSTILE = (
    r"\text{<img src=x onerror=alert(1)>}", r"\text{</math><script>alert(1)</script>}",
    r"\href{javascript:alert(1)}{x}", r"\mbox{&lt;script&gt;}", r"\style{position:fixed}{x}",
    r"\class{hidden}{x}", r"\color{red}{x}", r"\unicode{x3c}", r"\rule{9999em}{9999em}",
    r"\hspace{-9999em}x", r"\mathbin{<b>}", r"<script>", r"a<b>c", r"&#60;b&#62;",
    r"\operatorname{<b>}", r"\begin{array}{c<b>}x\end{array}", r"\verb|<b>|",
    "\\text{\u202e\x00\ud800}",
)  # fmt: skip


@pytest.mark.parametrize("source", COMMON)
def test_common_formulas_become_mathml(source: str) -> None:
    html = mathml(source)
    assert html.startswith('<math display="inline" alttext="')
    assert faults(html, INLINE) == []


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_formulas_stay_harmless(source: str) -> None:
    html = block_html(f"${source}$")
    assert faults(html, INLINE | {"p"}) == []
    assert "<script" not in html
    assert "9999" not in html.replace(source, "")


@pytest.mark.parametrize(
    "source",
    [
        r"\nobodyknows{x}",
        r"\frac{1",
        "}{",
        r"\frac{a}",
        r"\newcommand{\a}{\a\a}\a",
        "x" * 2_001,
        "{" * 30 + "}" * 30,
    ],
)
def test_what_cannot_be_read_is_shown_as_source(source: str) -> None:
    assert mathml(source).startswith('<code class="tex">')


def test_a_displayed_formula_says_so() -> None:
    assert mathml("x", displayed=True).startswith('<math display="block"')


def test_only_known_elements_and_attributes_are_written() -> None:
    root = Element("math", {"onclick": "x", "display": "inline"})
    maction = SubElement(root, "maction", {"href": "javascript:x", "actiontype": "toggle"})
    SubElement(maction, "mi", {"mathvariant": "bold", "style": "x", "lspace": "1em"}).text = "x<"
    SubElement(root, "mspace", {"width": "500em"})
    expected = '<mrow><mi lspace="1em">𝐱&lt;</mi></mrow><mspace></mspace>'
    assert serialise(root, '"').endswith(f'alttext="&quot;">{expected}</math>')


@pytest.mark.parametrize(
    "variant,letter,styled",
    [
        ("bold", "A", "𝐀"),
        ("double-struck", "R", "ℝ"),
        ("script", "L", "ℒ"),
        ("fraktur", "C", "ℭ"),
        ("italic", "h", "ℎ"),
        ("bold", "α", "𝛂"),
        ("monospace", "1", "𝟷"),
        ("bold", "字", "字"),
        ("unheard-of", "x", "x"),
    ],
)
def test_a_variant_becomes_its_unicode_letter(variant: str, letter: str, styled: str) -> None:
    root = Element("math")
    SubElement(root, "mi", {"mathvariant": variant}).text = letter
    assert f"<mi>{styled}</mi>" in serialise(root, "")


@pytest.mark.parametrize(
    "body,after",
    [
        ("5 and ", "1"),
        ("0.398 to ", "0"),
        ("28-", "4"),
        ("0.08) also reduced costs (", "4"),
        ("1M total. It was ", "2"),
        (" billion. We have to spend another ", "5"),
        ("10, or \\$3; from ", "2"),
    ],
)
def test_money_is_no_formula(body: str, after: str) -> None:
    assert not is_formula(body, after)


@pytest.mark.parametrize(
    "body",
    [
        "x",
        "5",
        "n=5",
        r"6 \times ",
        r"16.55 \%",
        " x_1 ",
        "O(n)",
        "Model",
        "True/False",
        "57,954",
        "p < 0.05",
        "[0,1)",
        "1)",
    ],
)
def test_formulas_between_dollars_are_known(body: str) -> None:
    assert is_formula(body, "")


@pytest.mark.parametrize(
    "damaged,whole",
    [
        ("\theta", r"\theta"),
        ("x\times y", r"x\times y"),
        ("\x0crac{a}{b}", r"\frac{a}{b}"),
        ("\x08eta", r"\beta"),
        ("\nho", r"\rho"),
        ("a \neq b", r"a \neq b"),
        ("\x0bec{x}", r"\vec{x}"),
        ("a\n+ b", "a\n+ b"),
    ],
)
def test_macros_that_lost_their_backslash_are_mended(damaged: str, whole: str) -> None:
    assert mend(damaged) == whole


def test_mending_keeps_to_formulas() -> None:
    assert tidy("a\there $\theta$ \x08eta") == r"a    here $\theta$ eta"
    assert tidy("first\nho second $x\nho$") == "first\nho second $x\\rho$"


def test_characters_that_hide_or_reorder_text_are_dropped() -> None:
    assert tidy("a\u202eb\x00c\ud800d\u2066\r\ne\x85") == "abc\ufffdd\ne\n"


@pytest.mark.parametrize(
    "source,text",
    [
        (r"\alpha_{i}", "α_i"),
        (r"\frac{a}{b}", "a/b"),
        (r"\mathbb{R}^n", "ℝ^n"),
        (r"50\%", "50%"),
        (r"\log n", "log n"),
        (r"a \& b", "a & b"),
        (r"\mathbf{x}\cdot\mathbf{y}", "x·y"),
    ],
)
def test_a_formula_as_plain_text(source: str, text: str) -> None:
    assert formula_text(source) == text


def test_symbols() -> None:
    assert symbol("alpha") == "α"
    assert symbol("nosuchsymbol") is None


@pytest.mark.parametrize("source", ["\\oops \x00a\u202e", "x\x00^2", "\\text{a\x9b}"])
def test_a_formula_shows_no_character_that_nobody_sees(source: str) -> None:
    assert not set("\x00\x9b\u202e") & set(mathml(source))
