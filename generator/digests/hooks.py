"""Reading by dialects of one's own: whatever they do, the digest's other readers go on."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from generator.digests import jsonl
from generator.digests.dialect import LoadedDialect, Lost, Record
from generator.digests.reading import Problems, Reading
from generator.kinds import Kind
from generator.model import Entry

_REPORT = "its author wants to know: what is wrong is in the package, not in the digest"
FAILURES = (Exception, SystemExit)
"""What a dialect may do to itself, but not to the build."""
_LONGEST = 200


def read_by_hooks(
    text: str, frame: jsonl.Frame, dialects: Sequence[LoadedDialect], problems: Problems
) -> Reading | None:
    """Have the first dialect that recognises a text read it; None where none does.

    A dialect that fails is named among the problems. If it has read nothing, the next is asked.
    """
    for dialect in dialects:
        if not _recognises(dialect, text, problems):
            continue
        entries = _read(dialect, text, frame, problems)
        if entries is not None:
            return problems.reading(dialect.which.name, entries)
    return None


def _recognises(dialect: LoadedDialect, text: str, problems: Problems) -> bool:
    try:
        return bool(dialect.reader.recognises(text))
    except FAILURES as error:
        problems.warn(
            0,
            f"{dialect.which} failed, and was passed over: {told(error)}",
            _REPORT,
            kind=Kind.DIALECT,
        )
        return False


def _read(
    dialect: LoadedDialect, text: str, frame: jsonl.Frame, problems: Problems
) -> tuple[Entry, ...] | None:
    """Give the entries up to the end, or to where the dialect fails; None where that is at once."""
    entries: list[Entry] = []
    frame = jsonl.Frame(frame.path, dialect.which.name, frame.vocabulary, frame.latin)
    line = 0
    try:
        for given in _given(dialect, text):
            line = _line(given)
            _take(given, dialect, frame, problems, entries)
    except FAILURES as error:
        message = f"{dialect.which} failed, and what follows is lost: {told(error)}"
        if not entries:
            message = f"{dialect.which} failed: {told(error)}"
        problems.lose(line, message, _REPORT, kind=Kind.DIALECT)
        return tuple(entries) or None
    return tuple(entries)


def _given(dialect: LoadedDialect, text: str) -> Iterable[Any]:
    given: Iterable[Any] = dialect.reader.read(text)
    return given


def _take(
    given: Any,
    dialect: LoadedDialect,
    frame: jsonl.Frame,
    problems: Problems,
    entries: list[Entry],
) -> None:
    """Take what a dialect gives for one record; what is no record is lost alone."""
    if isinstance(given, Lost):
        problems.lose(_line(given), str(given.message), str(given.hint), kind=Kind.DIALECT)
        return
    if not isinstance(given, Record):
        problems.lose(
            0, f"{dialect.which} gave {_kind(given)}, not a Record", _REPORT, kind=Kind.DIALECT
        )
        return
    try:
        fields = json.loads(json.dumps(given.fields))
    except (TypeError, ValueError, RecursionError) as error:
        problems.lose(
            _line(given),
            f"{dialect.which} gave what is no text: {error}",
            _REPORT,
            kind=Kind.DIALECT,
        )
        return
    entry = jsonl.read_record(_line(given) or 1, fields, frame, problems)
    if entry is not None:
        entries.append(entry)


def _line(given: Any) -> int:
    line = getattr(given, "line", 0)
    return line if isinstance(line, int) and line > 0 else 0


def _kind(given: Any) -> str:
    return f"a value of the type {type(given).__name__}"


def told(error: BaseException) -> str:
    """Tell in one line what went wrong, and in which line of which file."""
    words = " ".join(traceback.format_exception_only(error)[-1].split())[:_LONGEST]
    frames = traceback.extract_tb(error.__traceback__)
    if not frames or Path(frames[-1].filename) == Path(__file__):
        return words
    return f"{words}, in {Path(frames[-1].filename).name}, line {frames[-1].lineno}"
