"""What of an entry is more than pages take: cut off, or shown as it is written, and named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from generator.digests.limits import (
    MAX_CATEGORIES,
    MAX_FIELD,
    MAX_FORMULA,
    MAX_GROUPS,
    SLOW_MARKS,
)
from generator.digests.reading import Problems
from generator.kinds import Kind
from generator.model import Entry

_DELIMITER: Final = re.compile(r"\\\\|\\\$|\$\$?|\\[()\[\]]|\n[ \t]*\n")
_ENDS: Final = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
_TEX: Final = re.compile(r"[\\^_{]")
_GROUP: Final = re.compile(r"\\.|([{}])", re.DOTALL)


def measured(entry: Entry, line: int, problems: Problems) -> Entry:
    """Cut what is too much off an entry, and put down what is not read as it was meant."""
    for text in dict.fromkeys([entry.title, *(section.text for section in entry.sections)]):
        _measure(text, line, problems)
    count = len(entry.categories)
    if count <= MAX_CATEGORIES:
        return entry
    problems.warn(
        line,
        f"it has {count:,} categories, of which {MAX_CATEGORIES} are kept",
        "name those that matter; others can be keywords",
        kind=Kind.TOO_LARGE,
    )
    return replace(entry, categories=entry.categories[:MAX_CATEGORIES])


def _measure(text: str, line: int, problems: Problems) -> None:
    if len(text) > MAX_FIELD:
        _note(line, f"a text of {len(text):,} characters is shown as plain paragraphs", problems)
    elif "\n" in text and SLOW_MARKS.search(text):
        _note(line, "a text with marks in endless rows is shown as plain paragraphs", problems)
    if len(text) > MAX_FORMULA or text.count("{") > MAX_GROUPS:
        for formula in _formulas(text):
            if len(formula) > MAX_FORMULA:
                what = f"a formula of {len(formula):,} characters"
            elif _depth(formula) > MAX_GROUPS:
                what = f"a formula of more than {MAX_GROUPS} groups within one another"
            else:
                continue
            _note(line, f"{what} is shown as its source", problems)


def _note(line: int, message: str, problems: Problems) -> None:
    problems.note(line, message, "shorten it, if that is not what it should be", kind=Kind.AS_IT_IS)


def _formulas(text: str) -> Iterator[str]:
    """Give what stands between the marks of formulas and has signs of TeX: about, but at once."""
    end, start = "", 0
    for found in _DELIMITER.finditer(text):
        mark = found[0]
        if not end:
            end, start = _ENDS.get(mark, ""), found.end()
        elif mark == end:
            end, formula = "", text[start : found.start()]
            if _TEX.search(formula):
                yield formula
        elif mark.startswith("\n"):
            end = ""


def _depth(formula: str) -> int:
    depth = deepest = 0
    for found in _GROUP.finditer(formula):
        depth += {"{": 1, "}": -1}.get(found[1] or "", 0)
        deepest = max(deepest, depth)
    return deepest
