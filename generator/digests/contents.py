"""The table of contents of a Markdown digest: what it promises, and the headlines it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from generator.digests.fields import is_placeholder
from generator.digests.headings import parse_entry, parse_heading

_ITEM = re.compile(
    r"\s*(?:[-*+]|\d{1,4}[.)])\s+(?:\*\*)?\[(?P<text>.*)\]\(#(?P<anchor>[^)\s]*)\)(?P<rest>.*)$"
)
_COUNT = re.compile(r"(?:total|合计|共|总计)?\D{0,6}?(\d{1,6})", re.IGNORECASE)
_COUNT_INSIDE = re.compile(r"(?P<name>.*\S)\s*[(（\[]\s*(?P<count>\d{1,4})\s*\w{0,8}[)）\]]")
_WHOLE = re.compile(
    r"(?:总计|合计|总共|共计|总数|件数|論文数|论文数|논문 수"
    r"|total(?: papers)?(?: today)?|papers(?: today)?)\D{0,4}"
    r"(\d{1,6})\s*(?:篇|papers|本|편|件|$)"
    r"|(?:^|[^\d\w])[共全总총]\s*(\d{1,6})\s*(?:篇|件|本|편|개)"
    r"|^\W*(\d{1,6})\s*(?:new )?(?:papers?|articles?|entries)(?: (?:today|in total|total))?\W*$",
    re.IGNORECASE,
)
_LONGEST = 120
"""A line that states the count of a digest is a heading or a short remark, not prose."""


class Item(msgspec.Struct, frozen=True):
    """A line of the contents: where it leads, and the count that it gives if it is a group's."""

    index: int
    text: str
    anchor: str
    count: int | None


class Contents(msgspec.Struct, frozen=True):
    """What the contents promise; `total` is the count stated for the whole digest at `line`."""

    items: tuple[Item, ...] = ()
    total: int | None = None
    line: int = -1

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The names of groups with the count promised to each."""
        return tuple((item.text, item.count) for item in self.items if item.count is not None)

    @property
    def headlines(self) -> tuple[tuple[str, str], ...]:
        """The link texts by the anchor of the entry that they lead to."""
        return tuple((item.anchor, item.text) for item in self.items if item.count is None)

    @property
    def lines(self) -> frozenset[int]:
        """The indices of the lines that the contents take."""
        taken = {item.index for item in self.items}
        return frozenset(taken | {self.line} if self.line >= 0 else taken)

    @property
    def promised(self) -> int | None:
        """The number of entries that the digest should hold, or None when it does not say."""
        if self.total is not None:
            return self.total
        return sum(count for _, count in self.groups) if self.groups else None

    def above(self, first: int) -> Contents:
        """Give the part that stands above a line."""
        items = tuple(item for item in self.items if item.index < first)
        return Contents(items, self.total, self.line) if self.line < first else Contents(items)


def read_contents(lines: Sequence[str], start: int) -> Contents:
    """Read the contents from a line on, at most down to the first heading that names a paper."""
    items: list[Item] = []
    total, at = None, -1
    for index in range(start, len(lines)):
        line = lines[index]
        item = _ITEM.match(line) if "](#" in line else None
        if item:
            items.append(_item(index, item))
        elif at < 0 and len(line) < _LONGEST and any(map(str.isdigit, line)):
            if line.startswith("#") and _names_paper(line):
                break
            whole = _WHOLE.search(line.strip())
            if whole:
                total, at = int(whole[1] or whole[2] or whole[3]), index
        elif line.startswith("#") and _names_paper(line):
            break
    return Contents(tuple(items), total, at)


def _names_paper(line: str) -> bool:
    heading = parse_heading(line)
    return heading is not None and parse_entry(heading.text) is not None


def _item(index: int, match: re.Match[str]) -> Item:
    text, anchor = match["text"].strip(), match["anchor"]
    count = _COUNT.search(match["rest"])
    if count:
        return Item(index, text, anchor, int(count[1]))
    inside = _COUNT_INSIDE.fullmatch(text)
    if inside and not match["rest"].strip("* "):
        return Item(index, inside["name"], anchor, int(inside["count"]))
    return Item(index, text, anchor, None)


def headline_of(contents: dict[str, str], anchor: str, title: str) -> str | None:
    """Give the headline that the contents hold for an entry, unless it is only its title."""
    text = contents.get(anchor, "").strip() if anchor else ""
    if not text or text == title or is_placeholder(text):
        return None
    return text
