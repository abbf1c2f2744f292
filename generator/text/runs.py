"""The grammar of a line: TeX's text macros, formulas, code, links, dashes, quotes, emphasis.

A `Scanner` walks over the text once, left to right. Each character that may begin something
has a rule; a rule returns what it read, or nothing, and then the character stands for itself.
What a piece becomes is the writer's affair.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, Protocol

from generator.text import macros
from generator.text.addresses import safe_address, trimmed, without_escapes
from generator.text.characters import HAS_CJK
from generator.text.spans import body_of, formula_at
from generator.text.tex import symbol

MAX_DEPTH = 8
MAX_EMPHASIS = 600

_TRIGGER = re.compile(r"[\\$`*~\[<{]|--|''")
_TRIGGER_OR_ADDRESS = re.compile(rf"{_TRIGGER.pattern}|https?://", re.IGNORECASE)
_NAME = re.compile(r"\\([A-Za-z]+)\*?")
_EMPTY_ARGUMENT = re.compile(r"\{\}")
_OPTIONS = re.compile(r"(?:\[[^\[\]\n]{0,100}\])*+")
_LETTER_ARGUMENT = re.compile(r"\s*\{\s*(\\[ij]|[^\W\d_]+)\s*\}|(\\[ij](?![A-Za-z])|[^\W\d_])")
_NAMED_LETTER = re.compile(r"\s*\{\s*(\\[ij]|[^\W\d_]+)\s*\}|\s+([^\W\d_])(?!\w)")
_SWITCH = re.compile(r"\{\s*\\([A-Za-z]+)(?![A-Za-z])\s*")
_CODE = re.compile(r"`(?<![\w`]`)(?=[^\s`])([^`\n]+)(?<=\S)`(?![\w`])|``(?<![\w`]``)(?=[^\s`])([^`\n]+)(?<=\S)``(?!`)")
_QUOTED = re.compile(r"`(?<![\w`]`)(?=\w)([^`'\n]{1,120})'(?!\w)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\]\((\s*(?:https?://|mailto:)(?:(?>[^\s()]+)|\((?>[^\s()]*)\))+)\s*\)", re.IGNORECASE
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,1000})>", re.IGNORECASE)
_BARE = re.compile(r"https?://(?:\\[_%#&~^-]|\\~\{\}|[^\s<>\"{}|\\^`$\u2018-\u201f\u3000-\u9fff\uff00-\uffef])+", re.IGNORECASE)
_STRONG = re.compile(r"\*\*(?<![A-Za-z0-9*]\*\*)(?=[^\s*])")
_STRONG_END = re.compile(r"(?<=[^\s*])\*\*(?!\*)")
_EMPHASIS = re.compile(r"\*(?<![^\s(\[\"'“‘（《「，。；：、]\*)(?=[^\s*])([^*\n]{1,300})(?<=\S)\*(?![^\s)\].,;:!?\"'”’）》」，。；：、-])")
_DASHES = re.compile(r"-+")
_STARS = re.compile(r"\*+")
_OPTION = re.compile(r"(?:(?<=[\s(\"'\[/=+])|(?<![\s\S]))--(?=[A-Za-z0-9])")
_TIE = re.compile(r"~(?<=[A-Za-z0-9)\]}.,:;%$'’”]~)(?=[A-Za-z0-9(\[\\${`])")
_ABOUT = re.compile(r"~(?:(?:(?<=[\d%]~)|(?<=\d[A-Za-z%]~))(?=\d)|(?=0?\.\d))")
_DASH = {"--": "–", "---": "—"}
_UNICODE = re.compile(r"\\unicode\{x([0-9A-Fa-f]{2,5})\}")


class Run(NamedTuple):
    """What a rule read: where it ends and what it becomes."""

    end: int
    output: str


class Writer(Protocol):
    """What becomes of the pieces of a line."""

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


def write(text: str, writer: Writer, *, emphasis: bool = True) -> str:
    """Return one line or paragraph as the writer writes it; `emphasis` reads `*x*` too."""
    return Scanner(text, writer, emphasis=emphasis).write(0, len(text))


class Scanner:
    """Reads one text, once, for one writer."""

    def __init__(self, text: str, writer: Writer, *, emphasis: bool) -> None:
        self._text = text
        self._writer = writer
        self._emphasis = emphasis
        self._depth = 0
        # Looking for addresses means to look at each "h", which takes twice as long.
        self._next = (_TRIGGER_OR_ADDRESS if "://" in text else _TRIGGER).search

    @cached_property
    def _partners(self) -> dict[int, int]:
        """The place of the closing brace for each opening one."""
        partners: dict[int, int] = {}
        opened: list[int] = []
        for found in re.finditer(r"\\.|[{}]", self._text, re.DOTALL):
            if found[0] == "{":
                opened.append(found.start())
            elif found[0] == "}" and opened:
                partners[opened.pop()] = found.start()
        return partners

    @cached_property
    def _has_cjk(self) -> bool:
        return HAS_CJK.search(self._text) is not None

    def write(self, start: int, end: int) -> str:
        """Return a part of the text as the writer writes it."""
        if self._depth > MAX_DEPTH:
            return self._writer.text(self._text[start:end])
        self._depth += 1
        parts = self._parts(start, end)
        self._depth -= 1
        return "".join(parts)

    def _parts(self, start: int, end: int) -> list[str]:
        text, parts, at = self._text, [], start
        while found := self._next(text, at, end):
            rule = _RULES[found[0][0].lower()]
            run = rule(self, found.start(), end)
            if run is None:
                run = Run(found.start() + 1, self._writer.text(text[found.start()]))
            if found.start() > at:
                parts.append(self._writer.text(text[at : found.start()]))
            parts.append(run.output)
            at = run.end
        parts.append(self._writer.text(text[at:end]) if at < end else "")
        return parts

    def argument(self, at: int, end: int) -> tuple[int, int] | None:
        """Return where the braced argument at this place begins and ends, without its braces."""
        while at < end and self._text[at].isspace():
            at += 1
        close = self._partners.get(at, end) if self._text[at : at + 1] == "{" else end
        return (at + 1, close) if close < end else None

    # Rules

    def _formula(self, at: int, end: int) -> Run | None:
        found = formula_at(self._text, at, end)
        if found is None:
            return None
        source, displayed = body_of(found)
        character = _UNICODE.fullmatch(source.strip())
        if character:
            return Run(found.end(), self._writer.text(chr(int(character[1], 16))))
        return Run(found.end(), self._writer.math(source, displayed=displayed))

    def _code(self, at: int, end: int) -> Run | None:
        found = _CODE.match(self._text, at, end)
        if found and "''" not in found[0]:
            return Run(found.end(), self._writer.code(found[1] or found[2]))
        if self._text.startswith("``", at) and at + 1 < end:
            return Run(at + 2, self._writer.text("“"))
        if found := _QUOTED.match(self._text, at, end):
            return Run(found.end(), self._writer.text("‘") + self.write(*found.span(1)) + self._writer.text("’"))
        return None

    def _quote(self, at: int, _end: int) -> Run | None:
        return Run(at + 2, self._writer.text("”")) if "``" in self._text else None

    def _star(self, at: int, end: int) -> Run | None:
        if _STRONG.match(self._text, at, end):
            close = _STRONG_END.search(self._text, at + 3, min(end, at + MAX_EMPHASIS))
            if close and "**" not in self._text[at + 2 : close.start()]:
                return Run(close.end(), self._writer.styled("strong", self.write(at + 2, close.start())))
        found = _EMPHASIS.match(self._text, at, end) if self._emphasis else None
        if found:
            return Run(found.end(), self._writer.styled("em", self.write(*found.span(1))))
        stars = _STARS.match(self._text, at, end)
        return Run(stars.end(), self._writer.text(stars[0])) if stars else None

    def _dash(self, at: int, end: int) -> Run | None:
        found = _DASHES.match(self._text, at, end)
        if not found:
            return None
        dashes = _DASH.get(found[0])
        around = self._text[max(0, at - 1) : at] + self._text[found.end() : found.end() + 1]
        if not dashes or "!" in around or ">" in around or _OPTION.match(self._text, at, end):
            dashes = found[0]
        return Run(found.end(), self._writer.text(dashes))

    def _tilde(self, at: int, end: int) -> Run | None:
        if not _TIE.match(self._text, at, end) or _ABOUT.match(self._text, at, end) or self._has_cjk:
            return None
        return Run(at + 1, self._writer.text("\u00a0"))

    def _bracket(self, at: int, end: int) -> Run | None:
        found = _LINK.match(self._text, at, end)
        address = safe_address(without_escapes(found[2])) if found else None
        if not found or not address:
            return None
        label = found[1]
        inner = self._writer.text(without_escapes(label)) if "://" in label else self.write(*found.span(1))
        return Run(found.end(), self._writer.link(address, inner))

    def _angle(self, at: int, end: int) -> Run | None:
        found = _AUTOLINK.match(self._text, at, end)
        return Run(found.end(), self._address(found[1])) if found else None

    def _bare(self, at: int, end: int) -> Run | None:
        found = _BARE.match(self._text, at, end)
        address = trimmed(found[0]) if found else ""
        if not safe_address(without_escapes(address)):
            return None
        return Run(at + len(address), self._address(address))

    def _address(self, source: str) -> str:
        address = without_escapes(source.strip())
        return self._writer.link(address, self._writer.text(address))

    def _brace(self, at: int, end: int) -> Run | None:
        close = self._partners.get(at, end)
        if close >= end:
            return None
        switch = _SWITCH.match(self._text, at, close)
        if switch and switch[1] in macros.SWITCHES:
            return Run(close + 1, self._styled(macros.SWITCHES[switch[1]], switch.end(), close))
        if self._text.startswith("\\", at + 1):
            inner = self._macro(at + 1, close)
            return Run(close + 1, inner.output) if inner and inner.end == close else None
        return None

    def _styled(self, tag: str, start: int, end: int) -> str:
        inner = self.write(start, end)
        return self._writer.styled(tag, inner) if tag else inner

    def _macro(self, at: int, end: int) -> Run | None:
        return (
            self._formula(at, end) or self._accent(at, end) or self._sign(at, end) or self._named(at, end)
        )

    def _sign(self, at: int, end: int) -> Run | None:
        sign = self._text[at + 1 : min(at + 2, end)]
        known = macros.SIGNS.get(sign)
        return Run(at + 2, self._writer.text(known)) if sign and known is not None else None

    def _accent(self, at: int, end: int) -> Run | None:
        name = self._text[at + 1 : min(at + 2, end)]
        if name not in macros.ACCENTS:
            return None
        found = (_NAMED_LETTER if name.isalpha() else _LETTER_ARGUMENT).match(self._text, at + 2, end)
        base = (found[1] or found[2]) if found else ""
        letter = macros.accented(name, base) if base else None
        if found and letter and not self._is_apostrophe(name, found.end()):
            return Run(found.end(), self._writer.text(letter))
        # The abstracts' source spells Greek letters so: `\b{eta}` was `\beta`.
        greek = symbol(name + base) if found and len(base) > 1 and name.isalpha() else None
        if found and greek:
            return Run(found.end(), self._writer.text(greek))
        return None if name.isalpha() else Run(at + 2, self._writer.text(name))

    def _is_apostrophe(self, name: str, after: int) -> bool:
        r"""Tell the quote that was escaped once too often (`it\'s`) from an accent."""
        return name == "'" and self._text[after - 3 : after] == "\\'s" and not self._text[after : after + 1].isalpha()

    def _named(self, at: int, end: int) -> Run | None:
        found = _NAME.match(self._text, at, end)
        if not found:
            return None
        name, after = found[1], found.end()
        rule = _MACRO_RULES.get(name)
        run = rule(self, name, after, end) if rule else None
        return run or self._symbol(name, after, end)

    def _symbol(self, name: str, after: int, end: int) -> Run | None:
        word = macros.WORDS.get(name) or symbol(name)
        word = word or f"\\{name}"
        empty = _EMPTY_ARGUMENT.match(self._text, after, end)
        return Run(empty.end() if empty else after, self._writer.text(word))

    # Macros with arguments

    def style(self, name: str, after: int, end: int) -> Run | None:
        """Read `\\emph{…}` and its like."""
        inner = self.argument(after, end)
        return Run(inner[1] + 1, self._styled(macros.STYLES.get(name, ""), *inner)) if inner else None

    def switch(self, name: str, after: int, end: int) -> Run | None:
        r"""Read `\em` outside a group, or with an argument as some write it."""
        inner = self.argument(after, end) if self._text.startswith("{", after) else None
        if inner:
            return Run(inner[1] + 1, self._styled(macros.SWITCHES[name], *inner))
        return Run(after, "")

    def second(self, _name: str, after: int, end: int) -> Run | None:
        """Read a macro of two arguments of which only the second is shown."""
        first = self.argument(after, end)
        return self.style("", first[1] + 1, end) if first else None

    def dropped(self, name: str, after: int, end: int) -> Run | None:
        """Read a macro that shows nothing."""
        inner = self.argument(after, end) if macros.DROPPED[name] else None
        return Run(inner[1] + 1 if inner else after, "")

    def citation(self, _name: str, after: int, end: int) -> Run | None:
        """Read a citation: its key in brackets."""
        options = _OPTIONS.match(self._text, after, end)
        inner = self.argument(options.end() if options else after, end)
        return Run(inner[1] + 1, self._writer.text(f"[{self._text[inner[0] : inner[1]]}]")) if inner else None

    def footnote(self, _name: str, after: int, end: int) -> Run | None:
        """Read a footnote: its text in parentheses."""
        inner = self.argument(after, end)
        if inner is None:
            return None
        return Run(inner[1] + 1, self._writer.text(" (") + self.write(*inner) + self._writer.text(")"))

    def href(self, _name: str, after: int, end: int) -> Run | None:
        r"""Read `\href{address}{text}`."""
        first = self.argument(after, end)
        second = self.argument(first[1] + 1, end) if first else None
        if first is None or second is None:
            return None
        address = without_escapes(self._text[slice(*first)].strip())
        label = self._text[slice(*second)]
        inner = self._writer.text(without_escapes(label)) if "://" in label else self.write(*second)
        return Run(second[1] + 1, self._writer.link(address, inner))

    def url(self, _name: str, after: int, end: int) -> Run | None:
        r"""Read `\url{address}`."""
        inner = self.argument(after, end)
        return Run(inner[1] + 1, self._address(self._text[slice(*inner)])) if inner else None

    def quantity(self, _name: str, after: int, end: int) -> Run | None:
        r"""Read `\SI{5}{ms}`."""
        number = self.style("", after, end)
        unit = self.style("", number.end, end) if number else None
        return Run(unit.end, number.output + self._writer.text(" ") + unit.output) if number and unit else None

    def letter(self, name: str, after: int, end: int) -> Run | None:
        r"""Read `\mathbb{R}` where the dollars were forgotten."""
        inner = self.argument(after, end)
        source = self._text[slice(*inner)] if inner else ""
        known = symbol(f"{name}{{{source}}}")
        return Run(inner[1] + 1, self._writer.text(known)) if inner and known else None

    def environment(self, _name: str, after: int, end: int) -> Run | None:
        r"""Read `\begin{itemize}`: its items speak for themselves."""
        inner = self.argument(after, end)
        if inner is None or self._text[slice(*inner)] not in macros.ENVIRONMENTS:
            return None
        return Run(inner[1] + 1, "")

    def ensured(self, _name: str, after: int, end: int) -> Run | None:
        r"""Read `\ensuremath{…}`."""
        inner = self.argument(after, end)
        return Run(inner[1] + 1, self._writer.math(self._text[slice(*inner)], displayed=False)) if inner else None


_RULES: dict[str, Callable[[Scanner, int, int], Run | None]] = {
    "\\": Scanner._macro,
    "$": Scanner._formula,
    "`": Scanner._code,
    "'": Scanner._quote,
    "*": Scanner._star,
    "-": Scanner._dash,
    "~": Scanner._tilde,
    "[": Scanner._bracket,
    "<": Scanner._angle,
    "{": Scanner._brace,
    "h": Scanner._bare,
}
_MACRO_RULES: dict[str, Callable[[Scanner, str, int, int], Run | None]] = {
    **dict.fromkeys(macros.DROPPED, Scanner.dropped),
    **dict.fromkeys(macros.SWITCHES, Scanner.switch),
    **dict.fromkeys((*macros.STYLES, *macros.CONTENT), Scanner.style),
    **dict.fromkeys(macros.SECOND, Scanner.second),
    **dict.fromkeys(macros.CITATIONS, Scanner.citation),
    **dict.fromkeys(macros.LETTERS, Scanner.letter),
    "begin": Scanner.environment,
    "end": Scanner.environment,
    "footnote": Scanner.footnote,
    "href": Scanner.href,
    "url": Scanner.url,
    "SI": Scanner.quantity,
    "qty": Scanner.quantity,
    "ensuremath": Scanner.ensured,
}
