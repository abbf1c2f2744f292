"""The name that a README gives its project: the first heading that is a name."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

LONGEST = 80
"""Letters that a title may have; a longer heading is a sentence."""

_ATX = re.compile(r" {0,3}#[ \t]+(?P<text>.+?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r" {0,3}={3,}[ \t]*")
_HTML = re.compile(r"<h1\b[^>]*>(?P<text>.*?)</h1\s*>", re.IGNORECASE | re.DOTALL)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[(?P<text>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_TAG = re.compile(r"<[^>]{0,500}>")
_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|~~")
_CODE = re.compile(r":[a-z0-9_+-]{2,30}:")
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""What chooses between the forms of a picture."""
_LINES = 200
_LETTERS = 20_000
_NO_NAMES = frozenset(
    {
        "about", "about this project", "content", "contents", "features", "getting started", "home",
        "installation", "introduction", "overview", "quick start", "quickstart", "readme", "start",
        "table of contents", "todo", "usage", "what is this", "简介", "介绍", "目录", "关于",
        "使用说明",
    }
)  # fmt: skip
"""Headings that name a part of a README, not its project."""


def title_of(readme: str) -> str:
    """Give the title that a README states, or nothing."""
    text = readme[:_LETTERS].removeprefix("\ufeff")
    for heading in _headings(text):
        title = plain(heading)
        if title and len(title) <= LONGEST and title.casefold() not in _NO_NAMES:
            return title
    return ""


def _headings(text: str) -> Iterator[str]:
    lines = text.splitlines()[:_LINES]
    first_html = _HTML.search("\n".join(lines))
    fenced = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            continue
        elif first_html and "<h1" in line.lower():
            yield first_html["text"]
            first_html = None
        elif found := _ATX.fullmatch(line):
            yield found["text"]
        elif number and lines[number - 1].strip() and _UNDERLINE.fullmatch(line):
            yield lines[number - 1]


def plain(heading: str) -> str:
    """Take markup, pictures and control characters out of a heading."""
    text = _IMAGE.sub("", heading)
    text = _LINK.sub(lambda found: found["text"], text)
    text = html.unescape(_TAG.sub("", text))
    text = _CODE.sub("", _EMPHASIS.sub("", text))
    return " ".join("".join(map(_written, text)).split()).strip(" -–—:|·")


def _written(letter: str) -> str:
    """Keep what is written with letters: no pictures, and nothing that steers a line."""
    category = unicodedata.category(letter)
    if category in {"So", "Sk", "Me", "Cf"} or letter in _SELECTORS:
        return ""
    return " " if category[0] in "CZ" else letter
