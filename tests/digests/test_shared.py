"""Real digests: the entries that they hold, and agreement between their two forms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator.model import Entry
from tests.digests.conservation import missing_lines
from tests.digests.reading import read

pytestmark = pytest.mark.shared

COUNTS = {
    "seeds/000_2c47672b2c965f63.txt": 8,
    "seeds/001_4b45c66f173c847d.txt": 18,
    "seeds/004_ac47a4936d263585.txt": 9,
    "seeds/003_listing_part.txt": 45,
    "dialects/numbered/2025-09-21.md": 7,
    "dialects/numbered/2026-06-25.md": 26,
    "dialects/early/2025-03-21.md": 45,
    "dialects/bold/2025-06-12.md": 31,
    "dialects/bold/2025-06-20.md": 0,
    "dialects/extra/2025-10-28.md": 18,
    "dialects/extra/2026-04-25.md": 34,
}
TWINS = {
    "numbered/2025-09-21.md": "jsonl/2025-09-21_AI_enhanced_Chinese.jsonl",
    "numbered/2026-06-25.md": "jsonl/2026-06-25_AI_enhanced_Chinese.jsonl",
    "early/2025-03-21.md": "jsonl/2025-03-21_AI_enhanced_Chinese.jsonl",
}
TOLD = frozenset({"tldr", "motivation", "method", "result", "conclusion", "abstract"})


@pytest.mark.parametrize("name", COUNTS)
def test_a_real_digest_holds_its_entries(shared_digests: Path, name: str) -> None:
    found = read((shared_digests / name).read_bytes(), name)
    assert len(found.digest.entries) == COUNTS[name]
    assert found.digest.is_digest
    assert found.digest.unread == 0


@pytest.mark.parametrize("name", [name for name in COUNTS if "listing" not in name])
def test_no_word_of_a_real_digest_is_lost(shared_digests: Path, name: str) -> None:
    assert list(missing_lines(shared_digests / name)) == []


@pytest.mark.parametrize("name", TWINS)
def test_markdown_and_records_of_a_day_agree(shared_digests: Path, name: str) -> None:
    dialects = shared_digests / "dialects"
    written = read((dialects / name).read_bytes(), name).digest.entries
    records = read((dialects / TWINS[name]).read_bytes(), TWINS[name]).digest.entries
    by_id = {entry.id: entry for entry in records}
    assert [entry.id for entry in written if entry.id not in by_id] == []
    for entry in written:
        assert _stated(entry, by_id[entry.id]) == _stated(by_id[entry.id], entry)


def _stated(entry: Entry, other: Entry) -> tuple[object, ...]:
    """Give what an entry says, as far as the other form of it speaks of the same."""
    both = {one.field for one in entry.sections} & {one.field for one in other.sections} & TOLD
    texts = {one.field: " ".join(one.text.split()) for one in entry.sections if one.field in both}
    primary = entry.categories[:1] if other.categories else ()
    return " ".join(entry.title.split()), entry.authors, primary, texts


def test_the_large_archive_is_read_whole(archive: list[Path]) -> None:
    ids: Counter[str] = Counter()
    for path in archive:
        found = read(path.read_bytes(), path.name)
        ids.update(entry.id or "" for entry in found.digest.entries)
        assert found.digest.unread == 0
    assert (ids.total(), len(ids)) == (103_129, 72_868)


def test_no_word_of_the_large_archive_is_lost(archive: list[Path]) -> None:
    for path in archive[::20]:
        assert list(missing_lines(path)) == []
