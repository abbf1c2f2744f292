"""A walk over a text that asks a rule about each character that may mean more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple, Protocol

from generator.text.addresses import without_escapes
from generator.text.characters import HAS_CJK

MAX_DEPTH = 8

_TRIGGER = re.compile(r"[\\$`*~\[<{]|--|''")
_TRIGGER_OR_ADDRESS = re.compile(rf"{_TRIGGER.pattern}|https?://", re.IGNORECASE)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


class Run(NamedTuple):
    """What a rule read: where it ends and what it becomes."""

    end: int
    output: str


class Writer(Protocol):
    """What becomes of the pieces of a text."""

    def text(self, text: str) -> str:
        """Write characters that stand for themselves."""

    def math(self, source: str, *, displayed: bool) -> str:
        """Write a formula."""

    def code(self, source: str) -> str:
        """Write code as it stands."""

    def styled(self, tag: str, inner: str) -> str:
        """Write what is already written in a style; the tag is an HTML element's name."""

    def link(self, address: str, inner: str) -> str:
        """Write a link around what is already written."""


class Scanner:
    """Reads one text for one writer; `emphasis` lets a single `*` stress what it encloses."""

    def __init__(self, text: str, writer: Writer, rules: Rules, *, emphasis: bool) -> None:
        self.text = text
        self.writer = writer
        self.emphasis = emphasis
        self._rules = rules
        self._depth = 0
        # Looking for addresses means to look at each "h", which takes twice as long.
        self._next = (_TRIGGER_OR_ADDRESS if "://" in text else _TRIGGER).search

    @cached_property
    def partners(self) -> Mapping[int, int]:
        """The place of the closing brace for each opening one."""
        partners: dict[int, int] = {}
        opened: list[int] = []
        for found in _BRACE.finditer(self.text):
            if found[0] == "{":
                opened.append(found.start())
            elif found[0] == "}" and opened:
                partners[opened.pop()] = found.start()
        return partners

    @cached_property
    def has_cjk(self) -> bool:
        """Whether any of the text is Chinese, Japanese or Korean."""
        return HAS_CJK.search(self.text) is not None

    @cached_property
    def has_tex_quotes(self) -> bool:
        """Whether two apostrophes may close a quotation."""
        return "``" in self.text

    def write(self, start: int, end: int) -> str:
        """Return a part of the text as the writer writes it."""
        if self._depth > MAX_DEPTH:
            return self.writer.text(self.text[start:end])
        self._depth += 1
        written = "".join(self._parts(start, end))
        self._depth -= 1
        return written

    def _parts(self, start: int, end: int) -> list[str]:
        parts, at = list[str](), start
        while found := self._next(self.text, at, end):
            place = found.start()
            run = self._rules[found[0][0].lower()](self, place, end)
            if place > at:
                parts.append(self.writer.text(self.text[at:place]))
            parts.append(run.output if run else self.writer.text(self.text[place]))
            at = run.end if run else place + 1
        if at < end:
            parts.append(self.writer.text(self.text[at:end]))
        return parts

    def argument(self, at: int, end: int) -> slice | None:
        """Return where the braced argument at this place stands, without its braces."""
        while at < end and self.text[at].isspace():
            at += 1
        close = self.partners.get(at, end)
        return slice(at + 1, close) if close < end else None

    def within(self, part: slice, tag: str = "") -> Run:
        """Return the run of an argument, in a style if a tag is named."""
        inner = self.write(part.start, part.stop)
        return Run(part.stop + 1, self.writer.styled(tag, inner) if tag else inner)

    def address(self, source: str) -> str:
        """Return an address, linked to itself."""
        address = without_escapes(source.strip())
        return self.writer.link(address, self.writer.text(address))

    def label(self, part: slice) -> str:
        """Return what a link is called; an address in it is not linked once more."""
        source = self.text[part]
        if "://" in source:
            return self.writer.text(without_escapes(source))
        return self.write(part.start, part.stop)


Rule = Callable[[Scanner, int, int], Run | None]
Rules = Mapping[str, Rule]
