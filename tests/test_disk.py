"""Looking through a folder, whole or in parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.disk import ScanUnit, glance, scan, scan_part
from generator.errors import OutputError

FILES = (
    "index.html", "papers/index.html", "2026/index.html", "2026/05/index.html",
    "2026/05/01/index.html", "pagefind/catalogue.json", "pagefind/run-1/a/b/c.bin",
    *(f"papers/{number}/index.html" for number in range(40)),
)  # fmt: skip


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)


@pytest.mark.parametrize("of", [1, 2, 3])
def test_the_parts_of_a_folder_are_the_whole_and_each_file_is_in_one(
    tmp_path: Path, of: int
) -> None:
    write(tmp_path, *FILES, ".digestry/manifest.json.gz", "papers/.hidden/x")
    parts = [scan_part(ScanUnit(folder=f"{tmp_path}", part=part, of=of)) for part in range(of)]
    assert all(parts)
    assert sorted(path for part in parts for path in part) == sorted(FILES)
    assert {path: size for part in parts for path, size in part.items()} == scan(tmp_path)


def test_a_folder_that_is_not_there_has_no_parts(tmp_path: Path) -> None:
    assert scan_part(ScanUnit(folder=f"{tmp_path / 'none'}", part=1, of=2)) == {}


@pytest.mark.parametrize("place", ["link", "papers/link", "papers/1/link"])
def test_a_link_is_refused_by_the_part_that_it_lies_in(tmp_path: Path, place: str) -> None:
    write(tmp_path, *FILES)
    (tmp_path / place).symlink_to(tmp_path)
    said = []
    for part in range(2):
        try:
            scan_part(ScanUnit(folder=f"{tmp_path}", part=part, of=2))
        except OutputError as error:
            said.append(str(error))
    assert len(said) == 1
    assert "symbolic link" in said[0]


def test_folders_that_hold_one_page_are_looked_at_by_it(tmp_path: Path) -> None:
    write(tmp_path, *FILES, "papers/1/note.txt", "papers/41/a/index.html", "papers/.hidden/x")
    (tmp_path / "papers/2/index.html").unlink()
    found = glance(tmp_path, "papers/")
    assert set(found) == {*FILES, "papers/41/a/index.html"} - {"papers/2/index.html"}
    assert found["papers/3/index.html"] == len("papers/3/index.html")


@pytest.mark.parametrize("place", ["papers", "papers/1", "papers/1/index.html", "2026/05/link"])
def test_a_link_in_the_place_of_a_page_or_a_folder_is_refused(tmp_path: Path, place: str) -> None:
    write(tmp_path / "site", *FILES)
    (tmp_path / "elsewhere").mkdir()
    path = tmp_path / "site" / place
    if path.exists():
        path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="symbolic link"):
        glance(tmp_path / "site", "papers/")
