"""Field text as one line of Markdown in which no mark has a meaning."""

from __future__ import annotations

import re

from generator.text.characters import tidy
from generator.text.clean import plain_text

_MARKS = re.compile(r"[\\`*_\[\]<>&~|]")
_AT_START = re.compile(r"^([#+=-]|\d{1,9}[.)])")


def escaped_markdown(text: str) -> str:
    """Return a text without TeX and Markdown, and what is left of their marks made literal."""
    line = _MARKS.sub(r"\\\g<0>", tidy(plain_text(text)).replace("\n", " "))
    return _AT_START.sub(_escaped_start, line)


def _escaped_start(found: re.Match[str]) -> str:
    mark = found[1]
    return f"{mark[:-1]}\\{mark[-1]}"
