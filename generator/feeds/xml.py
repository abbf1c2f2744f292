"""XML written by a serialiser, of characters that XML has."""

from __future__ import annotations

import re
from xml.etree import ElementTree

Element = ElementTree.Element

_NO_CHARACTERS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (https://www.w3.org/TR/xml/, production Char)."""


def characters(text: str) -> str:
    """Leave out what XML forbids."""
    return _NO_CHARACTERS.sub("", text)


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Add an element; `xml_lang` is the attribute `xml:lang`, and empty attributes are left out."""
    named = {name.replace("xml_", "xml:"): characters(v) for name, v in attributes.items() if v}
    element = ElementTree.SubElement(parent, tag, named)
    element.text = characters(text) or None
    return element


def document(root: Element, style: str = "") -> str:
    """Write a document with each child of the root on a line of its own; `style` is an address."""
    root.text = "\n"
    for child in root:
        child.tail = "\n"
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    if style:
        head += f'<?xml-stylesheet type="text/css" href="{style}"?>\n'
    return head + ElementTree.tostring(root, encoding="unicode") + "\n"


def fragment(root: Element) -> str:
    """Write the children of an element as HTML."""
    return "".join(ElementTree.tostring(child, encoding="unicode", method="html") for child in root)
