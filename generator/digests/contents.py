"""The table of contents of a Markdown digest: what it promises, and the headlines it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from generator.digests.fields import is_placeholder

_ITEM = re.compile(r"\s*[-*+]\s+\[(?P<text>.*)\]\(#(?P<anchor>[^)\s]*)\)(?P<rest>.*)$")
_COUNT = re.compile(r"(?:total|合计|共|总计)?\D{0,6}?(\d{1,6})", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:总计|合计|总共|共计|total(?: papers)?(?: today)?|papers(?: today)?)\D{0,4}"
    r"(\d{1,6})\s*(?:篇|papers|本|편|$)",
    re.IGNORECASE,
)


class Contents(msgspec.Struct, frozen=True):
    """What the lines before the first entry promise.

    `groups` gives the count promised to each group by its name; `total` the count stated for the
    whole digest; `headlines` the link texts by the anchor of the entry that they lead to.
    """

    groups: tuple[tuple[str, int], ...] = ()
    total: int | None = None
    headlines: tuple[tuple[str, str], ...] = ()
    lines: frozenset[int] = frozenset()

    @property
    def promised(self) -> int | None:
        """The number of entries that the digest should hold, or None when it does not say."""
        if self.total is not None:
            return self.total
        return sum(count for _, count in self.groups) if self.groups else None


def read_contents(lines: Sequence[str]) -> Contents:
    """Read the lines before the first entry; line numbers count from 0."""
    groups: list[tuple[str, int]] = []
    headlines: list[tuple[str, str]] = []
    used: set[int] = set()
    total: int | None = None
    for index, line in enumerate(lines):
        item = _ITEM.match(line)
        if item:
            used.add(index)
            count = _COUNT.search(item["rest"])
            if count:
                groups.append((item["text"], int(count[1])))
            else:
                headlines.append((item["anchor"], item["text"]))
            continue
        whole = _WHOLE.search(line) if any(map(str.isdigit, line)) else None
        if whole and total is None and len(line) < 120:  # noqa: PLR2004 - a heading, not prose
            total = int(whole[1])
            used.add(index)
    return Contents(tuple(groups), total, tuple(headlines), frozenset(used))


def headline_of(contents: dict[str, str], anchor: str, title: str) -> str | None:
    """Give the headline that the contents hold for an entry, unless it is only its title."""
    text = contents.get(anchor, "").strip() if anchor else ""
    if not text or text == title or is_placeholder(text):
        return None
    return text
