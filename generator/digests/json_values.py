"""The values of a JSON text, one after the other, read as long as it is certain what is meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from generator.digests import limits
from generator.digests.numbered import NumberedText
from generator.kinds import Kind

NEXT: Final = "\n{"
_DECODER: Final = json.JSONDecoder(strict=False)
MAX_FAILED: Final = 64
"""Values that may fail with all that follows in sight; others end before the next."""
_STRAY_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+"?|,(?=\s*+(?:[\]}]|\Z))', re.DOTALL)
_LINE = re.compile(r"[^\n]*+")
_END = re.compile(r"[ \t\r]*,?[ \t\r]*(?:\n|\Z)")
_WITHIN = re.compile(r"[ \t]|[\"}\]]")
"""How a line begins that belongs to a value that has begun before."""


class DeepError(ValueError):
    """A record is nested deeper than any that means something."""


class Value(msgspec.Struct, frozen=True):
    """A value and the line on which it begins; or the error with which it failed."""

    line: int
    value: Any = None
    error: Exception | None = None


def looks_like_json(text: str) -> bool:
    """Whether a text is JSON or one JSON value a line, perhaps with broken lines among them."""
    start = text.lstrip()
    return start[:1] == "{" or (start[:1] == "[" and start[1:].lstrip()[:1] in ("{", "]"))


def has_records(text: str) -> bool:
    """Whether a third of the lines of a text begin as records do, whatever the first one is."""
    records = text.count('\n{"')
    return records > 0 and 3 * records >= sum(bool(line.strip()) for line in text.split("\n"))


def loads(source: str) -> Any:
    """Give the value of a whole text, in which commas may follow the last of a list.

    Raises ValueError, or RecursionError, for one that is no JSON or nested too deeply.
    """
    try:
        value = json.loads(source, strict=False)
    except json.JSONDecodeError as error:
        value, end = _mended(source, error)
        if source[end:].strip(" ,\t\r\n"):
            raise
    return _shallow(value, source)


def value_at(text: str, at: int, *, alone: bool) -> tuple[Any, int]:
    """Read the value at a place, and where it ends; `alone`, without what begins after it."""
    try:
        if alone:
            value, size = _DECODER.raw_decode(_before_next(text, at))
            end = at + size
        else:
            value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        value, size = _mended(_before_next(text, at), error)
        end = at + size
    return _shallow(value, text[at:end]), end


def _before_next(text: str, at: int) -> str:
    end = text.find(NEXT, at + 1)
    return text[at : end if end >= 0 else len(text)]


def _mended(source: str, error: json.JSONDecodeError) -> tuple[Any, int]:
    """Read a value without stray commas, and where it ends; raises the error if that is no help."""
    mended = _STRAY_COMMA.sub(lambda found: " " if found[0] == "," else found[0], source)
    if mended == source:
        raise error
    try:
        return _DECODER.raw_decode(mended, len(mended) - len(mended.lstrip()))
    except json.JSONDecodeError:
        raise error from None


def values_of_lines(text: str) -> Iterator[Value]:
    """Give the values that begin on lines of their own: most of them end there, too."""
    text, at, failed = NumberedText(text), 0, 0
    while at < len(text):
        line = _LINE.match(text, at)[0]  # type: ignore[index]
        number, after = text.line(at), at + len(line) + 1
        try:
            if line.strip():
                yield Value(number, loads(line))
        except (ValueError, RecursionError) as error:
            found = _over_lines(text, at, number) if failed < MAX_FAILED else None
            if found is None:
                failed += 1
                yield Value(number, error=error)
                after = _next_start(text, line, after)
            else:
                value, after = found
                yield value
        at = after


def _over_lines(text: str, at: int, line: int) -> tuple[Value, int] | None:
    """Read a value that begins on a line and ends at the end of another."""
    if text[at] not in "{[":
        return None
    try:
        value, end = value_at(text, at, alone=False)
    except (ValueError, RecursionError):
        return None
    ended = _END.match(text, end)
    return (Value(line, value), ended.end()) if ended else None


def _next_start(text: str, line: str, after: int) -> int:
    """Say where to go on after a line that failed: past what belongs to the value it began."""
    if line.rstrip()[-1:] in "{[,:":
        while after < len(text) and _WITHIN.match(text, after):
            after += len(_LINE.match(text, after)[0]) + 1  # type: ignore[index]
    return after


def _shallow(value: Any, source: str) -> Any:
    """Give a value back that is not nested too deeply; raises DeepError for others."""
    if not limits.is_shallow(value, source):
        raise DeepError
    return value


def reason(error: Exception) -> str:
    """Say what is wrong with a record."""
    if isinstance(error, json.JSONDecodeError):
        what = f"{error.msg.removesuffix(' at')} at column {error.colno}"
        return f"a record is not valid JSON: {what}"
    if isinstance(error, DeepError | RecursionError):
        return f"a record is nested deeper than {limits.MAX_DEPTH} lists and objects"
    return f"a record is not valid JSON: {error}"


def kind_of(error: Exception) -> Kind:
    """Give the kind of what is wrong with a record."""
    is_deep = isinstance(error, DeepError | RecursionError)
    return Kind.TOO_DEEP if is_deep else Kind.NOT_JSON


def hint(error: Exception) -> str:
    """Say what to do about a record."""
    if isinstance(error, json.JSONDecodeError):
        return "the line may have been cut off, or be no record: write the record again"
    return "write its texts as plain values"
