"""Every case file: a sentence, the text, `---8<---`, and what it becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.text.clean import plain_text
from generator.text.links import find_links
from generator.text.markup import block_html, inline_html, page_html

_CASES = Path(__file__).parent / "cases"
_CASE = re.compile(r"^=== (.*)\n((?s:.*?))\n---8<---\n((?s:.*?))\n(?=\n===|\Z)", re.MULTILINE)
_FUNCTIONS: dict[str, Callable[[str], str]] = {
    "block": block_html,
    "inline": inline_html,
    "page": page_html,
    "plain": plain_text,
    "links": lambda text: "\n".join(find_links(text)),
}


def _cases() -> Iterator[object]:
    for path in sorted(_CASES.glob("*.txt")):
        for title, source, expected in _CASE.findall(path.read_text("utf-8")):
            yield pytest.param(path.stem, source, expected, id=f"{path.stem}: {title}")


@pytest.mark.parametrize("kind,source,expected", tuple(_cases()))
def test_a_text_becomes_what_its_case_says(kind: str, source: str, expected: str) -> None:
    assert _FUNCTIONS[kind](source) == expected


def test_every_case_is_read() -> None:
    written = sum(path.read_text("utf-8").count("\n---8<---\n") for path in _CASES.glob("*.txt"))
    assert len(tuple(_cases())) == written > 60
