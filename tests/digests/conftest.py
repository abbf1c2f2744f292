"""Where the real digests are, which the project itself does not hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shared_digests() -> Path:
    """Give the folder of real digests: below DIGESTRY_SHARED, or `shared` beside the project."""
    shared = Path(os.environ.get("DIGESTRY_SHARED", _PROJECT.parent / "shared"))
    folder = shared / "digests"
    if not folder.is_dir():
        pytest.skip("no real digests here: name their folder in DIGESTRY_SHARED")
    return folder


@pytest.fixture(scope="session")
def archive() -> list[Path]:
    """Give the files of the large archive that DIGESTRY_ARCHIVE names."""
    folder = os.environ.get("DIGESTRY_ARCHIVE", "")
    files = sorted(Path(folder).glob("*.md")) if folder else []
    if not files:
        pytest.skip("no archive here: unpack it and name its folder in DIGESTRY_ARCHIVE")
    return files
