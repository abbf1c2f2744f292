"""How much a digest may ask of its reader and of its pages; what asks for more is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

MAX_LINE: Final = 4_000_000
"""Characters of a line outside of JSON, whose documents may stand on one."""
MAX_RECORD: Final = 4_000_000
"""Characters of all texts of a record."""
MAX_DEPTH: Final = 50
"""Lists and objects within one another in a record."""
MAX_CATEGORIES: Final = 50
"""Categories of a paper: the page of each names those of all its papers, in a filter and marks."""
MAX_FIELD: Final = 20_000
"""Characters of a field that is read as Markdown."""
MAX_RUN: Final = 40
"""Marks of one kind in a row, and marks of lists and quotes within one another, in Markdown."""
MAX_FORMULA: Final = 2_000
"""Characters of a formula."""
MAX_GROUPS: Final = 20
"""Groups within one another in a formula."""

SLOW_MARKS: Final = re.compile(
    rf"[\[\]()<!]{{{MAX_RUN}}}|[*_`~>|\\]{{{MAX_RUN}}}"
    rf"|(?:[>*+-][ \t]*+){{{MAX_RUN}}}|^[ \t]{{{MAX_RUN}}}",
    re.MULTILINE,
)
"""What is read as Markdown nowhere: it would take long, and means nothing."""

TOO_LARGE: Final = f"a record of more than {MAX_RECORD:,} characters is left out"
SHORTEN: Final = "shorten its texts, or split it"


def without_long_lines(text: str) -> tuple[str, tuple[int, ...]]:
    """Blank the lines that are too long; give the text and the numbers of these lines."""
    if len(text) <= MAX_LINE:
        return text, ()
    lines = text.split("\n")
    long = tuple(number for number, line in enumerate(lines, start=1) if len(line) > MAX_LINE)
    for number in long:
        lines[number - 1] = ""
    return "\n".join(lines) if long else text, long


def is_shallow(value: Any, source: str) -> bool:
    """Tell whether a JSON value is nested no deeper than is allowed; `source` is its text."""
    if source.count("[") + source.count("{") <= MAX_DEPTH:
        return True
    inner = [value]
    for _ in range(MAX_DEPTH):
        inner = [one for held in inner for one in _inside(held)]
    return not inner


def weight(value: Any) -> int:
    """Count the characters of all texts in a JSON value."""
    if isinstance(value, str):
        return len(value)
    keys = sum(map(len, value)) if isinstance(value, dict) else 0
    return keys + sum(map(weight, _inside(value)))


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
