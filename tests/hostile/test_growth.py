"""What a record makes of a site grows no faster than the record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.build import BuildOptions, build
from generator.report import Loudness, Reporter
from tests.samples import config_of, project, tree

Made = Callable[[int], dict[str, Any]]
QUIET = Reporter(Loudness.QUIET)
FEW, MANY = 250, 1_000

FAMILIES: dict[str, Made] = {
    "categories": lambda n: {"categories": [f"topic {i}" for i in range(n)]},
    "categories of arXiv": lambda n: {"categories": [f"cs.{_letters(i)}" for i in range(n)]},
    "authors": lambda n: {"authors": [f"Ada {_letters(i)} Lovelace" for i in range(n)]},
    "keywords": lambda n: {"keywords": [f"word {i}" for i in range(n)]},
    "summaries": lambda n: {"AI": {f"Label {i}": f"It says {i}." for i in range(n)}},
    "a long text": lambda n: {"abstract": "Locks are fair. " * n},
    "formulas": lambda n: {"abstract": " ".join(f"$x_{{{i}}}$" for i in range(n))},
    "lines": lambda n: {"abstract": "\n".join(f"- locks {i}" for i in range(n))},
    "links": lambda n: {"abstract": " ".join(f"https://example.org/{i}" for i in range(n))},
    "a title": lambda n: {"title": "Locks " * n},
}


def _letters(number: int) -> str:
    return "".join(chr(65 + int(digit)) for digit in f"{number:04}")


def grown(root: Path, facts: dict[str, Any]) -> tuple[int, int]:
    """Give the files and the bytes that a site has with a record of these facts."""
    record = {"id": "2605.00009", "title": "Fair locks", "abstract": "Locks."} | facts
    (root / "content" / "2026-05-12.jsonl").write_text(json.dumps(record), encoding="utf-8")
    build(config_of(root), BuildOptions(search=False), QUIET)
    files = tree(root / "public")
    return len(files), sum(map(len, files.values()))


@pytest.mark.parametrize("name", FAMILIES)
def test_four_times_as_much_makes_no_more_than_four_times_the_site(
    name: str, tmp_path: Path
) -> None:
    root, make = project(tmp_path), FAMILIES[name]
    without = grown(root, {})
    few, many = (grown(root, make(number)) for number in (FEW, MANY))
    assert many[0] - without[0] <= max(4 * (few[0] - without[0]), 4)
    assert many[1] - without[1] <= 4.5 * max(few[1] - without[1], 1_000)
