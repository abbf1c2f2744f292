"""Markdown's blocks and pages; the only module that knows mistune."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any

from mistune import BlockParser, HTMLRenderer, InlineParser, Markdown
from mistune.plugins.table import table
from mistune.plugins.url import url

from generator.digests.limits import SLOW_MARKS
from generator.text.addresses import anchor
from generator.text.writers import escaped

MAX_LENGTH = 200_000

_FIELD_RULES = ("fenced_code", "atx_heading", "block_quote", "list", "blank_line")
_PAGE_RULES = (*_FIELD_RULES, "indent_code", "setex_heading", "thematic_break", "ref_link")
_OPENERS = re.compile(r"[\[`<]|[*_]+")
_MAX_OPENERS = 4_000


class _Blocks(HTMLRenderer):
    """HTML in which nothing of the text is markup but what Markdown makes of it."""

    def __init__(self) -> None:
        super().__init__(escape=True)

    def paragraph(self, text: str) -> str:
        return f"<p>{text}</p>"

    def heading(self, text: str, level: int, **_attributes: Any) -> str:
        return f"<h{level}>{text}</h{level}>"

    def block_code(self, code: str, info: str | None = None) -> str:  # noqa: ARG002 no class from the text
        return f"<pre><code>{escaped(code)}</code></pre>"

    def block_quote(self, text: str) -> str:
        return f"<blockquote>{text}</blockquote>"

    def list(self, text: str, ordered: bool, **_attributes: Any) -> str:  # noqa: FBT001 mistune's signature
        tag = "ol" if ordered else "ul"
        return f"<{tag}>{text}</{tag}>"

    def list_item(self, text: str) -> str:
        return f"<li>{text}</li>"

    def thematic_break(self) -> str:
        return "<hr>"

    def table(self, text: str) -> str:
        return f"<table>{text}</table>"

    def table_head(self, text: str) -> str:
        return f"<thead><tr>{text}</tr></thead>"

    def table_body(self, text: str) -> str:
        return f"<tbody>{text}</tbody>"

    def table_row(self, text: str) -> str:
        return f"<tr>{text}</tr>"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
        tag = "th" if head else "td"
        return f"<{tag}>{text}</{tag}>"


class _Field(_Blocks):
    """A field's blocks; its lines arrive already written, and its headings are only strong."""

    def heading(self, text: str, level: int, **_attributes: Any) -> str:  # noqa: ARG002 a field has no outline
        return f"<p><strong>{text}</strong></p>"

    def run(self, html: str) -> str:
        return html


class _Page(_Blocks):
    """A page's blocks and lines, as mistune reads them."""

    def text(self, text: str) -> str:
        return escaped(text)

    def codespan(self, text: str) -> str:
        return f"<code>{escaped(text)}</code>"

    def inline_html(self, html: str) -> str:
        return escaped(html)

    def linebreak(self) -> str:
        return "<br>"

    def link(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 an address, nothing else
        return anchor(url, text)

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 nothing is fetched
        return text


class _Lines(InlineParser):
    """Leaves the reading of lines to a function."""

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    def __call__(self, s: str, env: MutableMapping[str, Any]) -> list[dict[str, Any]]:  # noqa: ARG002
        return [{"type": "run", "raw": self._write(s)}]


def _block_parser(rules: tuple[str, ...]) -> BlockParser:
    parser = BlockParser(block_quote_rules=list(rules), list_rules=list(rules))
    parser.rules = list(rules)
    return parser


def field_markdown(write: Callable[[str], str]) -> Callable[[str], str | None]:
    """Return a reader of a field's Markdown blocks; `write` turns each line's text into HTML.

    The reader answers nothing where Markdown would take long or fails.
    """
    return _guarded(Markdown(_Field(), _block_parser(_FIELD_RULES), _Lines(write), [table]))


def page_markdown() -> Callable[[str], str | None]:
    """Return a reader of whole pages: headings, lists, tables, links, no images, no raw HTML."""
    inline = InlineParser()
    inline.rules.remove("inline_html")
    return _guarded(Markdown(_Page(), _block_parser(_PAGE_RULES), inline, [table, url]))


def _guarded(read: Markdown) -> Callable[[str], str | None]:
    def guarded(text: str) -> str | None:
        if (
            len(text) > MAX_LENGTH
            or SLOW_MARKS.search(text)
            or len(_OPENERS.findall(text)) > _MAX_OPENERS
        ):
            return None
        try:
            return str(read(text)).strip()
        except (RecursionError, ValueError, IndexError, KeyError, AttributeError, TypeError):
            return None

    return guarded
