"""Pages read by Lexbor, which is quick enough for a hundred thousand records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

_HTML = "{http://www.w3.org/1999/xhtml}"
_FOREIGN = {
    "math": "{http://www.w3.org/1998/Math/MathML}",
    "svg": "{http://www.w3.org/2000/svg}",
}


class _Silent:
    """Lexbor does not tell what it mended."""

    errors = ()


def parsed(page: Path) -> tuple[_Silent, list[Element]]:
    """Parse a page as a browser would; all that stands within a formula or a chart is foreign."""
    return _Silent(), elements(page.read_bytes())


def elements(document: bytes | str) -> list[Element]:
    """Give the elements of a whole document."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - of the group fuzz only

    root = LexborHTMLParser(document).root
    return [] if root is None else list(_elements(root, _HTML))


def _elements(node: Any, space: str) -> Iterator[Element]:
    while node is not None:
        if node.is_element_node:
            within = _FOREIGN.get(node.tag, space)
            yield _element(node, within)
            yield from _elements(node.first_child, within)
        node = node.next


def _element(node: Any, space: str) -> Element:
    given = {name: value or "" for name, value in node.attributes.items()}
    element = Element(f"{space}{node.tag}", given)
    first = node.first_child
    element.text = first.text_content if first is not None and first.is_text_node else None
    return element
