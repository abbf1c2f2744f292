"""Serialise MathML through an allow-list: elements and attributes of MathML Core alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import escape, unescape
from typing import Final
from xml.etree.ElementTree import Element

ELEMENTS: Final = frozenset({
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "ms", "mfrac", "msqrt", "mroot", "mstyle",
    "mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd",
})  # fmt: skip
_ARGUMENTS: Final = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3,
    "munderover": 3,
}  # fmt: skip
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_LENGTHS = frozenset({
    "lspace", "rspace", "width", "height", "depth", "voffset", "maxsize", "minsize",
    "linethickness",
})  # fmt: skip
_WORDS: Final = frozenset({
    "display", "displaystyle", "scriptlevel", "form", "fence", "separator", "stretchy", "symmetric",
    "largeop", "movablelimits", "accent", "accentunder", "columnspan", "rowspan",
})  # fmt: skip
ATTRIBUTES: Final = _LENGTHS | _WORDS | {"mathvariant", "alttext"}

_WORD = re.compile(r"[a-z]{1,12}|[+-]?\d{1,2}")
_LENGTH = re.compile(r"[+-]?(?:\d{1,2}(?:\.\d{0,6})?|\.\d{1,6})(?:em|ex|px|pt|%)?|\d{3}%")
_REFERENCE = re.compile(r"&#x[0-9A-Fa-f]{1,6};")
UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LEFTOVER = re.compile(r"\\[A-Za-z]")
_LETTERLIKE = (*range(0x2100, 0x2150), *range(0x1D400, 0x1D800))
_NAMED_STYLES: Final = {
    "BLACK-LETTER": "fraktur", "FRAKTUR": "fraktur", "SCRIPT": "script",
    "DOUBLE-STRUCK": "double-struck", "BOLD": "bold", "ITALIC": "italic",
    "BOLD ITALIC": "bold-italic", "BOLD SCRIPT": "bold-script", "BOLD FRAKTUR": "bold-fraktur",
    "SANS-SERIF": "sans-serif", "SANS-SERIF BOLD": "bold-sans-serif",
    "SANS-SERIF ITALIC": "sans-serif-italic", "SANS-SERIF BOLD ITALIC": "sans-serif-bold-italic",
    "MONOSPACE": "monospace",
}  # fmt: skip
_STYLE_OF_NAME = re.compile(
    r"(?:MATHEMATICAL )?(.+?) (?:CAPITAL|SMALL|DIGIT|DOTLESS|NABLA|PARTIAL)\b"
)


class UnreadFormulaError(ValueError):
    """A formula holds a macro that nobody defined, or lacks an argument."""


def serialise(root: Element, alttext: str) -> str:
    """Return a `math` element as HTML; raises UnreadFormulaError where it is not whole."""
    display = "block" if root.get("display") == "block" else "inline"
    only = root[0] if len(root) == 1 and root[0].tag == "mrow" and not root[0].attrib else root
    inner = "".join(part for child in only for part in _element(child, ""))
    return f'<math display="{display}" alttext="{escape(alttext)}">{inner}</math>'


def _element(element: Element, variant: str) -> Iterator[str]:
    tag = element.tag if element.tag in ELEMENTS else "mrow"
    if tag in _TOKENS and len(element):
        # Inside a token a browser reads HTML again: elements there would leave MathML.
        tag = "mrow"
    _check(element, tag)
    variant = element.get("mathvariant", variant)
    yield f"<{tag}{_attributes(element, tag)}>{_text(element.text, variant)}"
    for child in element:
        yield from _element(child, variant)
    yield f"</{tag}>"


def _check(element: Element, tag: str) -> None:
    """Refuse an element that lacks an argument or holds characters where none would be shown."""
    stray = element.text if tag not in _TOKENS else None
    if stray or element.tail or len(element) != _ARGUMENTS.get(tag, len(element)):
        raise UnreadFormulaError(tag)


def _attributes(element: Element, tag: str) -> str:
    kept = [(name, value) for name, value in sorted(element.items()) if _is_allowed(name, value)]
    if tag == "mi" and element.get("mathvariant") == "normal":
        kept.append(("mathvariant", "normal"))
    return "".join(f' {name}="{value}"' for name, value in kept)


def _is_allowed(name: str, value: str) -> bool:
    # Colours and sizes are left out: a text must not be able to hide or to cover anything.
    pattern = _LENGTH if name in _LENGTHS else _WORD
    return name in ATTRIBUTES and name != "mathvariant" and pattern.fullmatch(value) is not None


def _text(text: str | None, variant: str) -> str:
    if not text:
        return ""
    text = UNSAFE.sub("", _REFERENCE.sub(lambda found: unescape(found[0]), text))
    if _LEFTOVER.search(text):
        raise UnreadFormulaError(text)
    styled = _styled_letters().get(variant)
    return escape(text.translate(styled) if styled else text, quote=False)


@cache
def _styled_letters() -> dict[str, dict[int, str]]:
    """Return, for each `mathvariant`, the Unicode letter that stands for each plain one."""
    table: dict[str, dict[int, str]] = {"italic": {ord("h"): "\u210e"}}
    for code in _LETTERLIKE:
        styled, plain = chr(code), unicodedata.normalize("NFKC", chr(code))
        name = _STYLE_OF_NAME.match(unicodedata.name(styled, ""))
        style = _NAMED_STYLES.get(name[1]) if name else None
        if style and len(plain) == 1:
            table.setdefault(style, {}).setdefault(ord(plain), styled)
    return table
