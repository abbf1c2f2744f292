"""What alone decides which elements, attributes and characters come out of a formula."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import pytest

from generator.digests.limits import MAX_GROUPS
from generator.text.mathml import ELEMENTS, UnreadFormulaError, serialise
from generator.text.tex import formula_text, mathml, source_html


def math(tag: str, text: str = "x", **attributes: str) -> str:
    """Serialise a formula of one element beside a letter, without the formula's own tags."""
    root = Element("math")
    SubElement(root, tag, attributes).text = text
    SubElement(root, "mi").text = "z"
    html = serialise(root, "")
    return html.split(">", 1)[1].removesuffix("<mi>z</mi></math>")


def test_a_source_is_escaped_and_its_quotes_stay() -> None:
    assert source_html("<\"'&") == '<code class="tex">&lt;"\'&amp;</code>'


@pytest.mark.parametrize(
    "macro",
    [
        "newcommand", "renewcommand", "providecommand", "def", "gdef", "let", "require", "verb",
        "style", "class", "cssId",
    ],
)  # fmt: skip
def test_macros_that_define_or_adorn_are_never_read(macro: str) -> None:
    assert mathml(f"x\\{macro} y") == source_html(f"x\\{macro} y")


def test_braces_may_be_as_deep_as_the_limit_and_no_deeper() -> None:
    assert mathml("{" * MAX_GROUPS + "x" + "}" * MAX_GROUPS).startswith("<math")
    deep = "{" * (MAX_GROUPS + 1) + "x" + "}" * (MAX_GROUPS + 1)
    assert mathml(deep) == source_html(deep)
    assert mathml("}x{") == source_html("}x{")
    assert mathml(r"\{x").startswith("<math")
    assert mathml(r"\left(x").startswith("<code")
    assert mathml(r"x\right)").startswith("<code")


def test_a_formula_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert mathml("x" * 2_000).startswith("<math")
    assert mathml("x" * 2_001).startswith("<code")


@pytest.mark.parametrize(
    "source, text",
    [
        (r"\%\&\#\_\$\|", "%&#_$|"),
        (r"a\,b\;c\!d", "a b c d"),
        (r"a\\b", "a b"),
        (r"a \le b \geq c \to d \dots", "a ≤ b ≥ c → d …"),
        (r"\unheardof x", "x"),
        (r"\sin x+\argmax y", "sin x+argmax y"),
        (r"\mathbb{R}\mathcal{L}", "ℝL"),
        (r"\frac{a}{b}&c", "a/b c"),
        (r"a \& b", "a & b"),
        ("a  \n b", "a b"),
    ],
)
def test_a_formula_in_plain_text_has_no_macro(source: str, text: str) -> None:
    assert formula_text(source) == text


def test_elements_of_formulas_are_those_of_the_list() -> None:
    for tag in ELEMENTS - {"mfrac", "mroot", "math"}:
        if tag.startswith(("msub", "msup", "munder", "mover")):
            continue
        html = math(tag, "" if tag not in {"mi", "mn", "mo", "mtext", "ms"} else "1")
        assert html.startswith(f"<{tag}>")
    for tag in ("maction", "semantics", "annotation-xml", "script", "a", "img"):
        assert math(tag, "").startswith("<mrow>")


def test_a_variant_holds_for_all_that_is_within() -> None:
    root = Element("math", {"mathvariant": "bold"})
    row = SubElement(root, "mrow", {"mathvariant": "bold"})
    SubElement(row, "mi").text = "x"
    SubElement(SubElement(row, "mstyle"), "mi").text = "y"
    SubElement(root, "mi").text = "z"
    assert "<mrow><mi>𝐱</mi><mstyle><mi>𝐲</mi></mstyle></mrow><mi>z</mi>" in serialise(root, "")


def test_no_element_stands_within_a_token() -> None:
    root = Element("math")
    SubElement(SubElement(root, "mi"), "mn").text = "1"
    SubElement(root, "mi").text = "z"
    assert "<mrow><mn>1</mn></mrow><mi>z</mi>" in serialise(root, "")


def test_an_upright_letter_stays_upright() -> None:
    assert math("mi", mathvariant="normal") == '<mi mathvariant="normal">x</mi>'
    assert math("mn", mathvariant="normal") == "<mn>x</mn>"
    assert math("mi", mathvariant="bold") == "<mi>𝐱</mi>"
    assert math("mi") == "<mi>x</mi>"


@pytest.mark.parametrize(
    "name, value, kept",
    [
        ("width", "1em", True), ("width", "99.5px", True), ("width", ".5em", True),
        ("width", "-1em", True), ("width", "100%", True), ("width", "100em", False),
        ("width", "1e9", False), ("width", "calc(1em)", False), ("width", 'x" y="', False),
        ("form", "prefix", True), ("form", "Prefix", False), ("form", 'a" b="', False),
        ("stretchy", "true", True), ("columnspan", "12", True), ("columnspan", "123", False),
        ("columnspan", "-1", True), ("form", "a" * 12, True), ("form", "a" * 13, False),
        ("style", "x", False), ("class", "x", False), ("href", "x", False), ("onclick", "x", False),
        ("mathcolor", "red", False), ("mathbackground", "red", False), ("mathsize", "9em", False),
        ("id", "x", False),
    ],
)  # fmt: skip
def test_attributes_of_formulas_are_those_of_the_list(name: str, value: str, kept: bool) -> None:
    assert math("mo", **{name: value}) == (f'<mo {name}="{value}">x</mo>' if kept else "<mo>x</mo>")


def test_attributes_stand_in_one_order() -> None:
    expected = '<mo form="prefix" lspace="0em" rspace="1em">x</mo>'
    assert math("mo", rspace="1em", form="prefix", lspace="0em") == expected
    assert math("mo", lspace="0em", rspace="1em", form="prefix") == expected


@pytest.mark.parametrize(
    "text, html",
    [
        ("&#x3c;b&#x3e;", "&lt;b&gt;"),
        ("<\"'&", "&lt;\"'&amp;"),
        ("&lt;", "&amp;lt;"),
        ("a\x00\u202e\ud800b", "ab"),
        ("&#x202e;a", "a"),
        (r"a\ b", r"a\ b"),
    ],
)
def test_the_text_of_a_formula_is_escaped(text: str, html: str) -> None:
    assert math("mtext", text) == f"<mtext>{html}</mtext>"


@pytest.mark.parametrize(
    "tag, count", [("mfrac", 2), ("mroot", 2), ("msup", 2), ("msubsup", 3), ("munderover", 3)]
)
def test_a_formula_that_lacks_an_argument_is_not_written(tag: str, count: int) -> None:
    for given in range(5):
        root = Element("math")
        outer = SubElement(root, tag)
        SubElement(root, "mi").text = "z"
        for _ in range(given):
            SubElement(outer, "mi").text = "x"
        if given == count:
            assert f"<{tag}>{'<mi>x</mi>' * count}</{tag}>" in serialise(root, "")
        else:
            with pytest.raises(UnreadFormulaError, match=tag):
                serialise(root, "")


def test_text_between_elements_of_a_formula_and_leftover_macros_are_refused() -> None:
    for tag, text, tail in (("mrow", "x", None), ("mi", "x", "y"), ("mi", r"\macro", None)):
        root = Element("math")
        inner = SubElement(root, tag)
        inner.text, inner.tail = text, tail
        SubElement(root, "mi").text = "z"
        with pytest.raises(UnreadFormulaError):
            serialise(root, "")
