"""Papers to cite, and the table of names that Python and the scripts must read alike."""

import json
from pathlib import Path
from typing import Any

from generator.model import DigestDate, Paper

NAMES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "names.json").read_text(encoding="utf-8")
)


def paper(*authors: str, **facts: Any) -> Paper:
    """Make a paper first seen in May 2026."""
    known = {
        "key": facts.get("id", "locks").replace("/", "-"),
        "title": "Locks That Wait",
        "days": (DigestDate(value="2026-05-08"),),
    }
    return Paper(authors=authors, **{**known, **facts})
