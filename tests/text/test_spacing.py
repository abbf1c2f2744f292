"""Formulas are spaced as TeX spaces them."""

import re

import pytest

from generator.text.tex import mathml

THIN = "0.1667em"


def inner(source: str) -> str:
    """Give a formula's elements, thin spaces as `~` and functions' applications as `@`."""
    html = re.sub(r"</?math[^>]*>", "", mathml(source))
    html = html.replace(f'<mspace width="{THIN}"></mspace>', "~")
    html = html.replace(f'<mo lspace="0em" rspace="{THIN}">\u2061</mo>', "@~")
    html = html.replace('<mo lspace="0em" rspace="0em">\u2061</mo>', "@")
    return html.replace(' stretchy="false"', "").replace("<mi>", "").replace("</mi>", "")


@pytest.mark.parametrize(
    "source, shown",
    [
        (r"n\log n", "n~log@~n"),
        (r"\log(n)", "log@<mo>(</mo>n<mo>)</mo>"),
        (r"(\ln n)", "<mo>(</mo>ln@~n<mo>)</mo>"),
        (r"\log\log n", "log@~log@~n"),
        (r"\log^2 n", "<msup>log<mn>2</mn></msup>@~n"),
        (r"2\sin", "<mn>2</mn>~sin"),
        (r"n\,\log n", 'n<mspace width="0.167em"></mspace>log@~n'),
    ],
)
def test_a_function_stands_apart_from_letters_but_not_from_brackets(
    source: str, shown: str
) -> None:
    assert inner(source) == shown


def test_brackets_that_grow_are_brackets_all_the_same() -> None:
    assert inner(r"\log\left(n\right)").startswith("log@<mrow>")


@pytest.mark.parametrize(
    "source, left, right",
    [
        (r"\operatorname{softmax}(x)", "0em", "0em"),
        (r"y\max_x z", THIN, THIN),
        (r"=\max_x z", "0em", THIN),
        (r"\operatorname{arg}\max_x (z)", "0em", "0em"),
    ],
)
def test_a_named_operator_is_no_sum(source: str, left: str, right: str) -> None:
    name = "softmax" if "softmax" in source else "max"
    found = re.search(rf'lspace="([^"]+)"[^>]*rspace="([^"]+)">{name}<', mathml(source))
    assert found is not None
    assert found.groups() == (left, right)


@pytest.mark.parametrize("source", ["a/b", "|x|", r"p(x|y)", r"\|x\|_2", r"\lvert x\rvert"])
def test_slashes_and_bars_are_set_tight(source: str) -> None:
    marks = re.findall(r"<mo([^>]*)>[/|‖]</mo>", mathml(source))
    assert marks
    for attributes in marks:
        assert 'lspace="0em" rspace="0em"' in attributes


def test_bars_that_grow_keep_their_form() -> None:
    assert 'form="prefix" stretchy="true">|' in mathml(r"\left|x\right|")


@pytest.mark.parametrize("source", ["(-x)", "x=-1", r"a, -b", r"\log -x", "-x", r"2^{-n}"])
def test_a_sign_before_a_term_is_no_difference(source: str) -> None:
    assert '<mo form="prefix">−</mo>' in mathml(source)


@pytest.mark.parametrize("source", ["a-b", "|x|-1", "(a)-b", "n!-1", r"\hat{x}-1"])
def test_a_difference_keeps_its_space(source: str) -> None:
    assert "<mo>−</mo>" in mathml(source)
