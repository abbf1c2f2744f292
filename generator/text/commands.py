"""TeX's text macros as runs: accents, signs, names with and without arguments."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.text import macros
from generator.text.addresses import without_escapes
from generator.text.scanner import Run, Scanner
from generator.text.tex import symbol

_NAME = re.compile(r"\\([A-Za-z]+)\*?")
_BLANK = re.compile(r"\{\}|[ \t]+(?=\w)")
_EMPTY_ARGUMENT = re.compile(r"\{\}")
_OPTIONS = re.compile(r"(?:\[[^\[\]\n]{0,100}\])*+")
_AFTER_SIGN = re.compile(r"\s*\{\s*(\\[ij]|[^\W\d_]+)\s*\}|(\\[ij](?![A-Za-z])|[^\W\d_])")
_AFTER_LETTER = re.compile(r"\s*\{\s*(\\[ij]|[^\W\d_]+)\s*\}|\s+([^\W\d_])(?!\w)")
_SWITCH = re.compile(r"\{\s*\\([A-Za-z]+)(?![A-Za-z])\s*")


def macro(scanner: Scanner, at: int, end: int) -> Run | None:
    """Read what a backslash begins outside a formula."""
    return _accent(scanner, at, end) or _sign(scanner, at, end) or _named(scanner, at, end)


def group(scanner: Scanner, at: int, end: int) -> Run | None:
    r"""Read `{\bf …}` and `{\'e}`; any other braces are what they seem."""
    close = scanner.partners.get(at, end)
    if close >= end or not scanner.text.startswith("\\", at + len("{"), close):
        return None
    switch = _SWITCH.match(scanner.text, at, close)
    if switch and switch[1] in macros.SWITCHES:
        return scanner.within(slice(switch.end(), close), macros.SWITCHES[switch[1]])
    inner = macro(scanner, at + 1, close)
    return Run(close + 1, inner.output) if inner and inner.end == close else None


def _accent(scanner: Scanner, at: int, end: int) -> Run | None:
    name = scanner.text[at + 1 : min(at + 2, end)]
    if name not in macros.ACCENTS:
        return None
    found = (_AFTER_LETTER if name.isalpha() else _AFTER_SIGN).match(scanner.text, at + 2, end)
    base = str(found[1] or found[2]) if found else ""
    letter = _accented(scanner, name, base, found.end()) if found else None
    if found and letter:
        return Run(found.end(), scanner.writer.text(letter))
    return None if name.isalpha() else Run(at + 2, scanner.writer.text(name))


def _accented(scanner: Scanner, name: str, base: str, after: int) -> str | None:
    if name == "'" and _is_apostrophe(scanner, after):
        return None
    # The abstracts' source spells Greek letters so: `\b{eta}` was `\beta`.
    greek = symbol(name + base) if name.isalpha() and len(base) > 1 else None
    return macros.accented(name, base) or greek


def _is_apostrophe(scanner: Scanner, after: int) -> bool:
    r"""Tell the quote that was escaped once too often (`it\'s`) from an accent."""
    return (
        scanner.text.startswith("\\'s", after - 3) and not scanner.text[after : after + 1].isalpha()
    )


def _sign(scanner: Scanner, at: int, end: int) -> Run | None:
    known = macros.SIGNS.get(scanner.text[at + 1 : min(at + 2, end)])
    return None if known is None else Run(at + 2, scanner.writer.text(known))


def _named(scanner: Scanner, at: int, end: int) -> Run | None:
    found = _NAME.match(scanner.text, at, end)
    if not found:
        return None
    command = _COMMANDS.get(found[1])
    run = command(scanner, found[1], found.end(), end) if command else None
    return run or _word(scanner, found[1], found.end(), end)


def _word(scanner: Scanner, name: str, after: int, end: int) -> Run:
    """Read a macro that stands for characters, or that nobody knows: then it is shown."""
    word = macros.WORDS.get(name) or symbol(name) or f"\\{name}"
    closing = _BLANK if name in macros.SWALLOWING else _EMPTY_ARGUMENT
    closed = closing.match(scanner.text, after, end)
    return Run(closed.end() if closed else after, scanner.writer.text(word))


def _style(scanner: Scanner, name: str, after: int, end: int) -> Run | None:
    r"""Read `\emph{…}` and its like."""
    part = scanner.argument(after, end)
    return scanner.within(part, macros.STYLES.get(name, "")) if part else None


def _switch(scanner: Scanner, name: str, after: int, end: int) -> Run:
    r"""Read `\em` outside a group, or with an argument as some write it."""
    part = scanner.argument(after, end) if scanner.text.startswith("{", after) else None
    return scanner.within(part, macros.SWITCHES[name]) if part else Run(after, "")


def _second(scanner: Scanner, _name: str, after: int, end: int) -> Run | None:
    """Read a macro of two arguments of which only the second is shown."""
    first = scanner.argument(after, end)
    return _style(scanner, "", first.stop + 1, end) if first else None


def _dropped(scanner: Scanner, name: str, after: int, end: int) -> Run:
    """Read a macro that shows nothing."""
    part = scanner.argument(after, end) if macros.DROPPED[name] else None
    return Run(part.stop + 1 if part else after, "")


def _citation(scanner: Scanner, _name: str, after: int, end: int) -> Run | None:
    """Read a citation: its key in brackets."""
    options = _OPTIONS.match(scanner.text, after, end)
    part = scanner.argument(options.end() if options else after, end)
    return Run(part.stop + 1, scanner.writer.text(f"[{scanner.text[part]}]")) if part else None


def _footnote(scanner: Scanner, _name: str, after: int, end: int) -> Run | None:
    """Read a footnote: its text in parentheses."""
    part = scanner.argument(after, end)
    if part is None:
        return None
    inner = scanner.within(part)
    text = scanner.writer.text
    return Run(inner.end, f"{text(' (')}{inner.output}{text(')')}")


def _href(scanner: Scanner, _name: str, after: int, end: int) -> Run | None:
    r"""Read `\href{address}{text}`."""
    first = scanner.argument(after, end)
    second = scanner.argument(first.stop + 1, end) if first else None
    if first is None or second is None:
        return None
    address = without_escapes(scanner.text[first].strip())
    return Run(second.stop + 1, scanner.writer.link(address, scanner.label(second)))


def _url(scanner: Scanner, _name: str, after: int, end: int) -> Run | None:
    r"""Read `\url{address}`."""
    part = scanner.argument(after, end)
    return Run(part.stop + 1, scanner.address(scanner.text[part])) if part else None


def _quantity(scanner: Scanner, _name: str, after: int, end: int) -> Run | None:
    r"""Read `\SI{5}{ms}`."""
    number = _style(scanner, "", after, end)
    unit = _style(scanner, "", number.end, end) if number else None
    if number is None or unit is None:
        return None
    return Run(unit.end, f"{number.output}{scanner.writer.text(' ')}{unit.output}")


def _letter(scanner: Scanner, name: str, after: int, end: int) -> Run | None:
    r"""Read `\mathbb{R}` where the dollars were forgotten."""
    part = scanner.argument(after, end)
    known = symbol(f"{name}{{{scanner.text[part]}}}") if part else None
    return Run(part.stop + 1, scanner.writer.text(known)) if part and known else None


def _environment(scanner: Scanner, _name: str, after: int, end: int) -> Run | None:
    r"""Read `\begin{itemize}`: its items speak for themselves."""
    part = scanner.argument(after, end)
    known = part is not None and scanner.text[part] in macros.ENVIRONMENTS
    return Run(part.stop + 1, "") if part and known else None


def _ensured(scanner: Scanner, _name: str, after: int, end: int) -> Run | None:
    r"""Read `\ensuremath{…}`."""
    part = scanner.argument(after, end)
    if part is None:
        return None
    return Run(part.stop + 1, scanner.writer.math(scanner.text[part], displayed=False))


_COMMANDS: dict[str, Callable[[Scanner, str, int, int], Run | None]] = {
    **dict.fromkeys(macros.DROPPED, _dropped),
    **dict.fromkeys(macros.SWITCHES, _switch),
    **dict.fromkeys((*macros.STYLES, *macros.CONTENT), _style),
    **dict.fromkeys(macros.SECOND, _second),
    **dict.fromkeys(macros.CITATIONS, _citation),
    **dict.fromkeys(macros.LETTERS, _letter),
    **dict.fromkeys(("SI", "qty"), _quantity),
    **dict.fromkeys(("begin", "end"), _environment),
    "footnote": _footnote,
    "href": _href,
    "url": _url,
    "ensuremath": _ensured,
}
