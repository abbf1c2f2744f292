"""Field text without markup, for search, descriptions and the titles of windows."""

from __future__ import annotations

import re

from generator.text.blocks import markdown_lines, may_be_markdown, paragraphs
from generator.text.characters import tidy
from generator.text.markup import is_plain
from generator.text.runs import write
from generator.text.writers import Plain

_PLAIN = Plain()
_MARKER = re.compile(r"^[ \t]*(?:-\s+|#{1,6}\s+|>\s?|(?:`{3,}|~{3,}).*$)", re.MULTILINE)


def plain_text(text: str) -> str:
    """Return the text in one line without TeX and Markdown; what stands in `<…>` stays."""
    if is_plain(text):
        return " ".join(text.split())
    text = tidy(text)
    lines = markdown_lines(text) if may_be_markdown(text) else None
    running = text if lines is None else _MARKER.sub("", lines)
    return " ".join(" ".join(write(paragraph, _PLAIN) for paragraph in paragraphs(running)).split())
