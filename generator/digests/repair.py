"""Put right what was harmed on the way to the file, where the repair is certain.

Bytes to text; UTF-8 that was read in a one-byte encoding; TeX commands whose backslash a JSON
reader took for an escape.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

import msgspec

_UTF8_HEADS = range(0xC2, 0xF5)
_UTF8_TAILS = range(0x80, 0xC0)
_HALVES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
"""Halves of characters written as if they were whole ones: no UTF-8, and no Windows-1252 either."""
_ENCODINGS = ("cp1253", "cp1252", "latin-1")
_ONE_BYTE = {
    encoding: {
        ord(char): byte
        for byte in range(0x80, 0x100)
        for char in [bytes([byte]).decode(encoding, "replace")]
        if char != "\ufffd"
    }
    | {code: code for code in range(0x80, 0xA0)}
    for encoding in _ENCODINGS
}


class Decoded(msgspec.Struct, frozen=True):
    """The text of a file, each line ending in a line feed, and what had to be done for it.

    `lost_line` is the first line with bytes that are no text, 0 when there is none.
    """

    text: str
    encoding: str = "utf-8"
    lost_line: int = 0


def decode(data: bytes) -> Decoded:
    """Turn bytes into text: UTF-8 with or without a mark, UTF-16 and UTF-32 with one.

    Else GB 18030, or Windows-1252 where no character beyond ASCII is UTF-8. Bytes that fit nowhere
    become U+FFFD.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _unified(data.decode("utf-32", "replace"), "utf-32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _unified(data.decode("utf-16", "replace"), "utf-16")
    try:
        return _unified(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        is_cut = error.reason == "unexpected end of data"  # amid the last character
    if not is_cut:
        with suppress(UnicodeDecodeError):
            return _unified(data.decode("gb18030"), "gb18030")
        if data.decode("utf-8", "ignore").isascii() and not _HALVES.search(data):
            with suppress(UnicodeDecodeError):
                return _unified(data.decode("cp1252"), "cp1252")
    return _unified(data.decode("utf-8-sig", "replace"), "utf-8", line)


def _unified(text: str, encoding: str, lost_line: int = 0) -> Decoded:
    text = text.replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return Decoded(text, encoding, lost_line)


class Repaired(msgspec.Struct, frozen=True):
    """A text after repair: how many runs were put right, and the line of the first."""

    text: str
    runs: int = 0
    first_line: int = 0
    encoding: str = ""


def _pair(*encodings: str) -> str:
    """Give the pattern of two bytes that UTF-8 may begin with, read in one of some encodings."""
    tables = [pair for encoding in encodings for pair in _ONE_BYTE[encoding].items()]
    heads = {re.escape(chr(code)) for code, byte in tables if byte in _UTF8_HEADS}
    tails = {re.escape(chr(code)) for code, byte in tables if byte in _UTF8_TAILS}
    return f"[{''.join(sorted(heads))}][{''.join(sorted(tails))}]"


def _run_pattern(encoding: str) -> re.Pattern[str]:
    every = "".join(re.escape(chr(code)) for code in _ONE_BYTE[encoding])
    return re.compile(f"{_pair(encoding)}[{every}]*")


_MOJIBAKE = {encoding: _run_pattern(encoding) for encoding in _ENCODINGS}
_SUSPICIOUS = re.compile(_pair(*_ENCODINGS))


def repair_mojibake(text: str) -> Repaired:
    """Undo UTF-8 that was read as Windows-1253, Windows-1252 or Latin-1.

    A run of characters is repaired only when, written back in that encoding, the whole of it
    is valid UTF-8; real words in those encodings are not.
    """
    if text.isascii() or not _SUSPICIOUS.search(text):
        return Repaired(text)
    for encoding in _ENCODINGS:
        runs = [
            (match.start(), match.end(), fixed)
            for match in _MOJIBAKE[encoding].finditer(text)
            if ord(text[match.start() - 1 : match.start()] or " ") not in _ONE_BYTE[encoding]
            and (fixed := _reread(match[0], encoding)) is not None
        ]
        if runs:
            return _replace_runs(text, runs, encoding)
    return Repaired(text)


def _reread(run: str, encoding: str) -> str | None:
    table = _ONE_BYTE[encoding]
    try:
        return bytes(table[ord(char)] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _replace_runs(text: str, runs: list[tuple[int, int, str]], encoding: str) -> Repaired:
    parts: list[str] = []
    end = 0
    for start, stop, fixed in runs:
        parts += [text[end:start], fixed]
        end = stop
    parts.append(text[end:])
    first_line = text.count("\n", 0, runs[0][0]) + 1
    return Repaired("".join(parts), len(runs), first_line, encoding)


_LOST = {"\x08": "b", "\x0c": "f", "\t": "t", "\x0b": "v", "\x07": "a", "\r": "r"}
_BREAK_COMMAND = re.compile(
    "\n(?:(?P<r>ho|ight(?:arrow|harpoonup|harpoondown)?|angle|ceil|floor|brace|brack|vert)"
    "|(?P<n>abla|eq|eg|otin|earrow|warrow|exists|leq|geq|mid|parallel|onumber|atural))(?![a-zA-Z])"
)
_LOST_CONTROL = re.compile("[\x08\x0c\t\x0b\x07\r](?=[a-zA-Z]{2})")
_MATH = re.compile(r"(?<!\\)\$\$?[^$]{1,2000}?(?<!\\)\$\$?")
_SUSPECT = re.compile("[\x08\x0c\t\x0b\x07\r]|\n(?=ho|ight|angle|abla|eq|otin)")


def restore_escapes(text: str) -> str:
    """Give TeX commands inside `$…$` back the backslash that JSON reading took from them.

    A backspace, form feed, tab or carriage return before letters was the escape of that name;
    a line break was one only where the letters after it complete a known command.
    """
    if "$" not in text or not _SUSPECT.search(text):
        return text
    return _MATH.sub(lambda match: _restore(match[0]), text)


def _restore(formula: str) -> str:
    formula = _LOST_CONTROL.sub(lambda match: "\\" + _LOST[match[0]], formula)
    return _BREAK_COMMAND.sub(
        lambda match: f"\\r{match['r']}" if match["r"] else f"\\n{match['n']}", formula
    )
