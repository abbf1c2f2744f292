"""The content folder is listed in order, and what is no digest is named once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.discover import discover, load
from generator.errors import UsageError


def test_digests_are_listed_by_path_and_the_rest_is_named(tmp_path: Path) -> None:
    for name in ("b.md", "a.TXT", "sub/c.jsonl", "pages/about.md", "image.png", ".hidden.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "link.md").symlink_to(tmp_path / "b.md")
    found = discover(tmp_path)
    assert [file.path for file in found.digests] == ["a.TXT", "b.md", "sub/c.jsonl"]
    assert [file.path for file in found.pages] == ["pages/about.md"]
    assert [one.path for one in found.diagnostics] == ["image.png", "link.md"]


def test_a_file_is_loaded_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"abc")
    source = load(discover(tmp_path).digests[0])
    assert source.data == b"abc"
    assert source.sha256.startswith("ba7816bf")


def test_a_missing_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        discover(tmp_path / "absent")


def test_what_the_settings_ignore_is_passed_over_in_silence(tmp_path: Path) -> None:
    for name in ("a.md", "README.md", "x.png", "old/b.md", "new/b.md", "new/old/c.md", "new/d.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = discover(tmp_path, ("README.md", "*.png", "old/", "new/d.md"))
    assert [file.path for file in found.digests] == ["a.md", "new/b.md"]
    assert found.diagnostics == ()


def test_what_is_no_file_is_named_for_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    found = discover(tmp_path)
    assert [one.message for one in found.diagnostics] == [
        "skipped: not a regular file but a named pipe"
    ]
