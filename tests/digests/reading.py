"""Short ways to read a text in tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import msgspec

from generator.digests.detect import Read, read_source
from generator.digests.fields import STANDARD
from generator.model import Entry, Section, Source

FIXTURES = Path(__file__).parent / "fixtures"


def read(text: str | bytes, path: str = "digest.md") -> Read:
    """Read a text as the program would."""
    data = text.encode() if isinstance(text, str) else text
    return read_source(Source(path=path, data=data, sha256=""), STANDARD)


def entries_of(text: str, path: str = "digest.md") -> tuple[Entry, ...]:
    """Read the entries of a text."""
    return read(text, path).digest.entries


def texts_of(entry: Entry) -> dict[str, str]:
    """Give the texts of an entry by field, or by label where it has no field."""
    return {section.field or section.label: section.text for section in entry.sections}


def expectation(found: Read) -> dict[str, Any]:
    """Give all that was read of a file in the form in which fixtures hold it."""
    digest = found.digest
    held = {
        "dialect": digest.dialect,
        "written_date": digest.written_date,
        "notes": [msgspec.to_builtins(note) for note in digest.notes],
        "diagnostics": [f"{one.line}: {one.severity}: {one.message}" for one in found.diagnostics],
        "entries": [_entry(entry) for entry in digest.entries],
    }
    told = {key: value for key, value in held.items() if value}
    return cast("dict[str, Any]", json.loads(json.dumps(told)))


def _entry(entry: Entry) -> dict[str, Any]:
    held: dict[str, Any] = msgspec.to_builtins(entry)
    held["source"] = entry.source.line
    held["sections"] = [_section(section) for section in entry.sections]
    del held["dialect"]
    return held


def _section(section: Section) -> list[str | None]:
    return [section.label, section.field, section.lang, section.text]


def save_expectation(path: Path) -> None:
    """Write the expectation beside a fixture, to be looked through before it is kept."""
    found = expectation(read(path.read_bytes(), path.name))
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    path.with_suffix(".json").write_text(text, encoding="utf-8")
