"""Spacing of formulas as TeX has it, where a browser's table of operators knows no better.

Source: The TeXbook, chapter 18. Functions stand apart from letters but not from brackets; a slash
and a bar are set as tight as letters; a sign before a term is no sum.
"""

from __future__ import annotations

from enum import Enum, auto
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

THIN: Final = "0.1667em"
NONE: Final = "0em"
APPLICATION: Final = "\u2061"
"""FUNCTION APPLICATION, which is not seen; it tells machines that no product is meant."""

_FUNCTIONS = frozenset({
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim",
    "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min",
    "sec", "sin", "sinh", "sup", "tan", "tanh",
})  # fmt: skip
_SCRIPTED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "mphantom", "msqrt", "mtd"})
_OPEN = frozenset("([{⟨⌈⌊")
_CLOSE = frozenset(")]}⟩⌉⌋!")
_TIGHT = frozenset("/|‖∥")
_SIGNS = frozenset("+-−±∓")


class _Kind(Enum):
    """What an item of a row is to its neighbours."""

    NOTHING = auto()
    TERM = auto()
    FUNCTION = auto()
    OPEN = auto()
    OPERATOR = auto()


_APART = (_Kind.TERM, _Kind.FUNCTION)


def space(element: Element) -> None:
    """Space the rows of a formula, in place."""
    for child in element:
        space(child)
    if element.tag in _ROWS and len(element):
        element[:] = _spaced(list(element))


def _spaced(items: list[Element]) -> list[Element]:
    kinds = [_Kind.NOTHING, *map(_kind, items), _Kind.NOTHING]
    spaced: list[Element] = []
    for before, item, kind, after in zip(kinds, items, kinds[1:], kinds[2:], strict=False):
        core = _core(item)
        if kind is _Kind.FUNCTION:
            spaced += _function(item, core, before, after)
            continue
        if core.tag == "mo" and "form" not in core.attrib:
            _operator(core, before)
        spaced.append(item)
    return spaced


def _function(item: Element, core: Element, before: _Kind, after: _Kind) -> list[Element]:
    """Set a function apart from a term before it, and from its argument."""
    left = THIN if before is _Kind.TERM else NONE
    right = THIN if after in _APART else NONE
    if core.tag == "mo":
        core.attrib |= {"lspace": left, "rspace": right}
        return [item]
    parts = [item]
    if before is _Kind.TERM:
        parts.insert(0, Element("mspace", {"width": THIN}))
    if after in (*_APART, _Kind.OPEN):
        application = Element("mo", {"lspace": NONE, "rspace": right})
        application.text = APPLICATION
        parts.append(application)
    return parts


def _operator(core: Element, before: _Kind) -> None:
    text = _text(core)
    if text in _TIGHT:
        core.attrib |= {"lspace": NONE, "rspace": NONE}
    elif text in _SIGNS and before is not _Kind.TERM:
        core.set("form", "prefix")


def _kind(item: Element) -> _Kind:
    core = _core(item)
    text = _text(core)
    if core.tag == "mspace":
        return _Kind.NOTHING
    if _is_function(core, text):
        return _Kind.FUNCTION
    if core.tag == "mrow" and len(core) and _kind(core[0]) is _Kind.OPEN:
        return _Kind.OPEN if item is core else _Kind.TERM
    if core.tag != "mo" or text in _TIGHT or text in _CLOSE or core.get("form") == "postfix":
        return _Kind.TERM
    return _Kind.OPEN if text in _OPEN or core.get("form") == "prefix" else _Kind.OPERATOR


def _is_function(core: Element, text: str) -> bool:
    named = core.tag == "mo" and len(text) > 1 and text.isalpha()
    return named or (core.tag == "mi" and text in _FUNCTIONS)


def _core(item: Element) -> Element:
    """Give what an item with scripts has them on."""
    while item.tag in _SCRIPTED and len(item):
        item = item[0]
    return item


def _text(core: Element) -> str:
    """Give the text of a token; latex2mathml writes symbols as references."""
    return unescape(core.text or "").strip()
