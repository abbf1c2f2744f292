"""Each fixture is a digest in some dialect; beside it stands what is to be read of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.digests.conservation import missing_lines
from tests.digests.reading import FIXTURES, expectation, read

DIGESTS = sorted(path for path in FIXTURES.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_a_digest_is_read_as_its_fixture_says(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert expectation(read(path.read_bytes(), path.name)) == expected


@pytest.mark.parametrize(
    "path", [path for path in DIGESTS if path.suffix == ".md"], ids=lambda path: path.stem
)
def test_no_word_of_an_entry_is_lost(path: Path) -> None:
    assert list(missing_lines(path)) == []


@pytest.mark.parametrize("cut", range(0, 100, 7))
@pytest.mark.parametrize("path", DIGESTS[::4], ids=lambda path: path.stem)
def test_a_digest_cut_anywhere_is_still_read(path: Path, cut: int) -> None:
    data = path.read_bytes()
    read(data[: len(data) * cut // 100], path.name)
