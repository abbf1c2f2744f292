"""The grammar of a line: formulas, TeX's macros, code, links, dashes, quotes, emphasis.

Each character that may begin something has a rule. A rule returns what it read, or nothing,
and then the character stands for itself; what a piece becomes is the writer's affair.
"""

from __future__ import annotations

import re

from generator.text import commands
from generator.text.addresses import safe_address, trimmed, without_escapes
from generator.text.scanner import Rules, Run, Scanner, Writer
from generator.text.spans import body_of, formula_at

MAX_EMPHASIS = 600

_UNICODE = re.compile(r"\\unicode\{x([0-9A-Fa-f]{2,5})\}")
_CODE = re.compile(
    r"`(?<![\w`]`)(?=[^\s`])([^`\n]+)(?<=\S)`(?![\w`])"
    r"|``(?<![\w`]``)(?=[^\s`])([^`\n]+)(?<=\S)``(?!`)"
)
_TICKS = re.compile(r"`{3,}")
_QUOTED = re.compile(r"`(?<![\w`]`)(?=\w)([^`'\n]{1,120})'(?!\w)")
_STARS = re.compile(r"\*+")
_STRONG = re.compile(r"\*\*(?<![A-Za-z0-9*]\*\*)(?=[^\s*])")
_STRONG_END = re.compile(r"\*\*(?<=[^\s*]\*\*)(?!\*)")
_EMPHASIS = re.compile(
    r"\*(?<![^\s(\[\"'“‘（《「，。；：、]\*)(?=[^\s*])([^*\n]{1,300})(?<=\S)"
    r"\*(?![^\s)\].,;:!?\"'”’）》」，。；：、-])"
)
_DASHES = re.compile(r"-+")
_DASH = {"--": "–", "---": "—"}
_OPTION = re.compile(r"(?:(?<=[\s(\"'\[/=+])|(?<![\s\S]))--(?=[A-Za-z0-9])")
_TIE = re.compile(r"~(?<=[A-Za-z0-9)\]}.,:;%$'’”]~)(?=[A-Za-z0-9(\[\\${`])")
_ABOUT = re.compile(r"~(?:(?:(?<=[\d%]~)|(?<=\d[A-Za-z%]~))(?=\d)|(?=0?\.\d))")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\]"
    r"\((\s*(?:https?://|mailto:)(?:(?>[^\s()]+)|\((?>[^\s()]*)\))+)\s*\)",
    re.IGNORECASE,
)
_ANGLED = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,1000})>", re.IGNORECASE)
_BARE = re.compile(
    r"https?://(?:\\[_%#&~^-]|\\~\{\}"
    r"|[^\s<>\"{}|\\^`$\[\]\u2018-\u201f\u3000-\u9fff\uff00-\uffef]){1,2000}+",
    re.IGNORECASE,
)


def write(text: str, writer: Writer, *, emphasis: bool = True) -> str:
    """Return one line or paragraph as the writer writes it."""
    return Scanner(text, writer, _RULES, emphasis=emphasis).write(0, len(text))


def _formula(scanner: Scanner, at: int, end: int) -> Run | None:
    found = formula_at(scanner.text, at, end)
    if found is None:
        return None
    source, displayed = body_of(found)
    character = _UNICODE.fullmatch(source.strip())
    if character:
        return Run(found.end(), scanner.writer.text(chr(int(character[1], 16))))
    return Run(found.end(), scanner.writer.math(source, displayed=displayed))


def _backslash(scanner: Scanner, at: int, end: int) -> Run | None:
    return _formula(scanner, at, end) or commands.macro(scanner, at, end)


def _backtick(scanner: Scanner, at: int, end: int) -> Run | None:
    found = _CODE.match(scanner.text, at, end)
    if found and "''" not in found[0]:
        return Run(found.end(), scanner.writer.code(found[1] or found[2]))
    ticks = _TICKS.match(scanner.text, at, end)
    if ticks:
        return Run(ticks.end(), scanner.writer.text(ticks[0]))
    if scanner.text.startswith("``", at, end):
        return Run(at + 2, scanner.writer.text("“"))
    quoted = _QUOTED.match(scanner.text, at, end)
    if quoted is None:
        return None
    text = scanner.writer.text
    return Run(quoted.end(), f"{text('‘')}{scanner.write(*quoted.span(1))}{text('’')}")


def _apostrophes(scanner: Scanner, at: int, _end: int) -> Run:
    return Run(at + 2, scanner.writer.text("”" if scanner.has_tex_quotes else "''"))


def _star(scanner: Scanner, at: int, end: int) -> Run | None:
    close = _strong_end(scanner, at, end)
    if close is not None:
        return Run(close + 2, scanner.writer.styled("strong", scanner.write(at + 2, close)))
    found = _EMPHASIS.match(scanner.text, at, end) if scanner.emphasis else None
    if found:
        return Run(found.end(), scanner.writer.styled("em", scanner.write(*found.span(1))))
    stars = _STARS.match(scanner.text, at, end)
    return Run(stars.end(), scanner.writer.text(stars[0])) if stars else None


def _strong_end(scanner: Scanner, at: int, end: int) -> int | None:
    if not _STRONG.match(scanner.text, at, end):
        return None
    close = scanner.text.find("**", at + 3, min(end, at + MAX_EMPHASIS))
    return close if close >= 0 and _STRONG_END.match(scanner.text, close, end) else None


def _dash(scanner: Scanner, at: int, end: int) -> Run | None:
    found = _DASHES.match(scanner.text, at, end)
    if found is None:
        return None
    around = scanner.text[max(0, at - 1) : at] + scanner.text[found.end() : found.end() + 1]
    dashes = _DASH.get(found[0], found[0])
    # Arrows, comments and the options of commands keep their hyphens.
    if set(around) & set("!<>") or _OPTION.match(scanner.text, at, end):
        dashes = found[0]
    return Run(found.end(), scanner.writer.text(dashes))


def _tilde(scanner: Scanner, at: int, end: int) -> Run | None:
    r"""Read a tie between two words.

    Measured on real digests: `~` after a blank, before a decimal, between two numbers and
    anywhere in Chinese text means "about" or "to".
    """
    is_tie = _TIE.match(scanner.text, at, end) and not _ABOUT.match(scanner.text, at, end)
    return Run(at + 1, scanner.writer.text("\u00a0")) if is_tie and not scanner.has_cjk else None


def _bracket(scanner: Scanner, at: int, end: int) -> Run | None:
    found = _LINK.match(scanner.text, at, end)
    address = safe_address(without_escapes(found[2])) if found else None
    if not found or not address:
        return None
    return Run(found.end(), scanner.writer.link(address, scanner.label(slice(*found.span(1)))))


def _angle(scanner: Scanner, at: int, end: int) -> Run | None:
    found = _ANGLED.match(scanner.text, at, end)
    return Run(found.end(), scanner.address(found[1])) if found else None


def _bare(scanner: Scanner, at: int, end: int) -> Run | None:
    found = _BARE.match(scanner.text, at, end)
    address = trimmed(found[0]) if found else ""
    if not safe_address(without_escapes(address)):
        return None
    return Run(at + len(address), scanner.address(address))


_RULES: Rules = {
    "\\": _backslash,
    "$": _formula,
    "`": _backtick,
    "'": _apostrophes,
    "*": _star,
    "-": _dash,
    "~": _tilde,
    "[": _bracket,
    "<": _angle,
    "{": commands.group,
    "h": _bare,
}
