"""What is too much for a page is cut off or shown as it is, and named with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.build import BuildOptions, build
from generator.digests.limits import MAX_CATEGORIES, MAX_FIELD, MAX_FORMULA, MAX_GROUPS
from generator.report import Loudness, Reporter
from tests.digests.reading import read
from tests.samples import config_of, project


def noticed(**facts: Any) -> list[tuple[int, str]]:
    record = {"title": "Fair locks", "url": "https://example.org/1", **facts}
    found = read(f"\n{json.dumps(record)}\n", "2026-05-08.jsonl")
    return [(one.line, one.message) for one in found.diagnostics]


def deep(groups: int) -> str:
    return "$x_" + "{" * groups + "a" + "}" * groups + "$"


WIDE = "x+" * (MAX_FORMULA // 2) + r"\alpha"
AS_SOURCE = "is shown as its source"
AS_PARAGRAPHS = "is shown as plain paragraphs"
DEEP = f"a formula of more than {MAX_GROUPS} groups within one another"
LONG = "word " * (MAX_FIELD // 5)


@pytest.mark.parametrize(
    "text, said",
    [
        (f"So ${WIDE}$ holds.", f"a formula of {len(WIDE):,} characters {AS_SOURCE}"),
        (f"So $${WIDE}$$ holds.", f"a formula of {len(WIDE):,} characters {AS_SOURCE}"),
        (rf"So \({WIDE}\) holds.", f"a formula of {len(WIDE):,} characters {AS_SOURCE}"),
        (rf"So \[{WIDE}\] holds.", f"a formula of {len(WIDE):,} characters {AS_SOURCE}"),
        (deep(MAX_GROUPS + 1), f"{DEEP} {AS_SOURCE}"),
        (LONG + "on", f"a text of {MAX_FIELD + 2:,} characters {AS_PARAGRAPHS}"),
        ("See:\n" + "- " * 60 + "x", f"a text with marks in endless rows {AS_PARAGRAPHS}"),
    ],
)  # fmt: skip
def test_what_is_shown_as_it_is_written_is_named(text: str, said: str) -> None:
    assert noticed(abstract=text) == [(2, said)]


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 " + "and more " * 400 + "or $10.",
        f"So $x$ {'and so on ' * 300} $y_1$.",
        f"It costs $5.\n\n{WIDE}\n\nOr $10.",
        rf"It costs \$5 {WIDE} or \$10.",
        deep(MAX_GROUPS),
        "{" * 30 + " and ${x}$ " + "}" * 30,
        "word " * (MAX_FIELD // 5),
        "See:\n- one\n  - two\n    - three",
    ],
)
def test_what_is_read_is_not_named(text: str) -> None:
    assert noticed(abstract=text) == []


def test_categories_beyond_all_measure_are_cut_off_and_named() -> None:
    codes = [f"topic {number}" for number in range(3_000)]
    said = f"it has 3,000 categories, of which {MAX_CATEGORIES} are kept"
    assert noticed(categories=codes) == [(2, said)]
    assert noticed(categories=codes[:MAX_CATEGORIES]) == []


def test_a_record_does_not_make_a_page_for_each_of_a_thousand_categories(tmp_path: Path) -> None:
    root = project(tmp_path)
    for day in range(1, 4):
        codes = [f"c{day}x{number}" for number in range(1_000)]
        record = {"id": "2605.00009", "title": "Fair locks", "categories": codes}
        place = root / "content" / f"2026-05-0{day}.jsonl"
        place.write_text(json.dumps(record) + "\n", encoding="utf-8")
    quiet = Reporter(Loudness.QUIET)
    build(config_of(root), BuildOptions(search=False), quiet)
    pages = list((root / "public" / "categories").glob("c?x*/index.html"))
    assert len(pages) == MAX_CATEGORIES
