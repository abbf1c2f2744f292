"""The paragraphs of a field, and which of its lines are Markdown's and which only look so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.digests.limits import MAX_FIELD
from generator.text.characters import CJK_BREAK
from generator.text.spans import replace_formulas

_MARKED = re.compile(
    r"\n[ \t]*(?:[-*+•]\s+\S|#{1,6}\s+\S|>\s?\S|```|~~~|\|.*\|[ \t]*$)", re.MULTILINE
)
_MARKER = re.compile(
    r"[ \t]*(?:(?P<bullet>[-*+•])(?=\s+\S)|(?P<number>\d{1,3})(?:[.)](?=\s)|[．、）])"
    r"|(?P<heading>#{1,6})(?=\s+\S)|(?P<quote>>)(?=\s?\S)|(?P<row>\|)(?=.*\|[ \t]*$))"
)
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})|[ \t]*={3,}[ \t]*")
_LEAD_END = re.compile(r"[:：.。;；!！?？]\s*$")


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of running text: a blank line or a leading double space begins one."""
    lines: list[str] = []
    for line in without_breaks_in_formulas(text).split("\n"):
        if lines and (not line.strip() or line.startswith("  ")):
            yield joined(lines)
            lines = []
        if line.strip():
            lines.append(line.strip())
    if lines:
        yield joined(lines)


def joined(lines: list[str]) -> str:
    """Return wrapped lines as one; between Chinese ones, which nobody wraps, the break stays."""
    text = "\n".join(lines)
    if "\n" not in text:
        return text
    return CJK_BREAK.sub("\u2028", text).replace("\n", " ").replace("\u2028", "\n")


def without_breaks_in_formulas(text: str) -> str:
    """Return the text with each formula on one line, so that none of its lines begins a block."""
    if "\n" not in text:
        return text
    return replace_formulas(text, lambda formula: formula.replace("\n", " "))


def may_be_markdown(text: str) -> bool:
    """Tell cheaply whether any line looks like a line of a Markdown block."""
    if len(text) > MAX_FIELD or not ("\n" in text or text.startswith("#")):
        return False
    return _MARKED.search(f"\n{text}") is not None


def markdown_lines(text: str) -> str | None:
    """Return the text as Markdown whose lines are blocks only where they were meant so, if any is.

    A marker counts at the beginning, after a blank line, after another marked line and after
    the end of a sentence; elsewhere a wrapped line merely happens to begin with it.
    """
    reader = _LineReader()
    for line in without_breaks_in_formulas(text).split("\n"):
        reader.read(line)
    return reader.markdown() if reader.marks > 1 else None


class _LineReader:
    """Reads line after line; knows whether a block may begin and whether a line may go on."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = []
        self.marks = 0
        self._fence = ""
        self._may_begin = True
        self._may_go_on = False

    def markdown(self) -> str:
        """Return what was read, with every paragraph and item on a line of its own."""
        return "\n".join(joined(pieces) for pieces in self._lines)

    def read(self, line: str) -> None:
        """Read the next line."""
        fence = _FENCE.match(line)
        if fence or self._fence:
            self._read_code(line, fence[1] if fence else "")
        elif not line.strip() or _RULE.fullmatch(line):
            self._add("", may_begin=True, may_go_on=False)
        else:
            self._read_text(line)

    def _add(self, line: str, *, may_begin: bool, may_go_on: bool) -> None:
        self._lines.append([line])
        self._may_begin, self._may_go_on = may_begin, may_go_on

    def _read_code(self, line: str, fence: str) -> None:
        self.marks += 2
        if not self._fence:
            self._fence = fence
        elif fence.startswith(self._fence):
            self._fence = ""
        self._add(line, may_begin=True, may_go_on=False)

    def _read_text(self, line: str) -> None:
        marker = _MARKER.match(line)
        if marker and (self._may_begin or _LEAD_END.search(self._lines[-1][-1])):
            # One bullet is a dash; numbered lists are found wherever they stand in running text.
            self.marks += {"bullet": 1, "number": 0}.get(str(marker.lastgroup), 2)
            goes_on = marker.lastgroup not in {"heading", "row"}
            self._add(_with_markdown_marker(line, marker), may_begin=True, may_go_on=goes_on)
        elif self._may_go_on and (self._may_begin or not line.startswith("  ")):
            self._lines[-1].append(line.strip())
        else:
            self._lines.append([])
            self._add(line.strip(), may_begin=False, may_go_on=True)


def _with_markdown_marker(line: str, marker: re.Match[str]) -> str:
    start, rest = line[: len(line) - len(line.lstrip())], line[marker.end() :]
    if marker["bullet"]:
        return f"{start}- {rest.lstrip()}"
    if marker["number"]:
        return f"{start}{int(marker['number'])}. {rest.lstrip()}"
    return line
