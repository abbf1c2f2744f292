"""Judges HTML made from a text: only known elements, attributes and address schemes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from generator.text.mathml import ATTRIBUTES as MATH_ATTRIBUTES
from generator.text.mathml import ELEMENTS as MATH_ELEMENTS

INLINE = frozenset({"strong", "em", "code", "u", "sup", "sub", "br", "span"})
BLOCK = frozenset(
    {"p", "ul", "ol", "li", "pre", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
)
PAGE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr"})

_HTML = "{http://www.w3.org/1999/xhtml}"
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def parsed(html: str) -> Element:
    """Return the fragment as a browser would read it."""
    root: Element = html5lib.parseFragment(html, container="div", namespaceHTMLElements=True)
    return root


def elements(document: str) -> list[Element]:
    """Return the elements of a whole document as a browser would read it."""
    root: Element = html5lib.parse(document)
    return list(root.iter())


def text_of(html: str) -> str:
    """Return what a reader sees of a fragment."""
    return "".join(parsed(html).itertext())


def faults(html: str, allowed: frozenset[str]) -> list[str]:
    """Return everything in a fragment that should not be there."""
    found = [fault for element in parsed(html).iter() for fault in element_faults(element, allowed)]
    return found + ([f"character {ord(unseen[0]):x}"] if (unseen := _UNSEEN.search(html)) else [])


def element_faults(element: Element, allowed: frozenset[str]) -> Iterator[str]:
    """Give what is wrong with an element that a text became."""
    tag = str(element.tag)
    if tag == "DOCUMENT_FRAGMENT":
        return
    if tag.startswith(_MATH):
        yield from _math_faults(element, tag.removeprefix(_MATH))
    elif tag == f"{_HTML}a" and "a" in allowed:
        yield from _link_faults(element)
    elif tag.removeprefix(_HTML) not in allowed:
        yield f"element {tag}"
    elif set(element.items()) - {("class", "tex")}:
        yield f"attributes of {tag}: {element.attrib}"


def _math_faults(element: Element, tag: str) -> Iterator[str]:
    if tag not in MATH_ELEMENTS:
        yield f"element {tag}"
    yield from (
        f"attribute {name} of {tag}" for name, _ in element.items() if name not in MATH_ATTRIBUTES
    )


def _link_faults(element: Element) -> Iterator[str]:
    if set(element.keys()) != {"href", "rel"}:
        yield f"attributes of a: {element.attrib}"
    if not _ADDRESS.fullmatch(element.get("href", "")):
        yield f"address {element.get('href')}"
    if element.get("rel") != "nofollow noopener ugc":
        yield f"rel {element.get('rel')}"
