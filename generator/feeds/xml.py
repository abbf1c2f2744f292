"""XML and HTML written as text, of characters that XML has.

An element's content is markup already: what is text has gone through `escaped`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

_NO_CHARACTERS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (https://www.w3.org/TR/xml/, production Char)."""

_IN_QUOTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}


def characters(text: str) -> str:
    """Leave out what XML forbids."""
    return text if text.isprintable() else _NO_CHARACTERS.sub("", text)


def escaped(text: str) -> str:
    """Write text as it stands between tags."""
    return escape(characters(text), quote=False)


def element(tag: str, content: str = "", /, **attributes: str) -> str:
    """Write an element of XML; `xml_lang` is `xml:lang`; empty attributes are left out."""
    start = _start(tag, attributes)
    return f"<{start}>{content}</{tag}>" if content else f"<{start} />"


def html(tag: str, content: str, /, **attributes: str) -> str:
    """Write an element of HTML, none of those that have no end tag."""
    return f"<{_start(tag, attributes)}>{content}</{tag}>"


def document(children: Iterable[str], root: str, style: str = "", /, **attributes: str) -> str:
    """Write a document with each child of the root on a line of its own; `style` is an address."""
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    if style:
        head += f'<?xml-stylesheet type="text/css" href="{style}"?>\n'
    return head + "\n".join([f"<{_start(root, attributes)}>", *children, f"</{root}>\n"])


def _start(tag: str, attributes: Mapping[str, str]) -> str:
    return tag + "".join([_attribute(name, text) for name, text in attributes.items() if text])


def _attribute(name: str, value: str) -> str:
    text = escaped(value)
    if '"' in text or not text.isprintable():
        for mark, written in _IN_QUOTES.items():
            text = text.replace(mark, written)
    return f' {name.replace("_", ":")}="{text}"'
