"""Looking through a folder, whole or as far as it may have changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.disk import ScanUnit, look_through, scan
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


def look(folder: Path, since: int) -> dict[str, int]:
    return look_through(ScanUnit(folder=f"{folder}", pages="papers", since=since))


def later(root: Path) -> int:
    """Give a moment after all that was put into the folders so far, by the clock of files."""
    times = [place.stat() for place in root.rglob("*")]
    return max(max(time.st_mtime_ns, time.st_ctime_ns) for time in times) + 1


def test_files_are_found_with_their_sizes_but_not_in_hidden_folders(tmp_path: Path) -> None:
    write(tmp_path, *FILES, ".digestry/manifest.json.gz", "papers/.hidden/x")
    assert scan(tmp_path) == {path: len(path) for path in FILES}


def test_in_a_folder_that_is_not_there_nothing_is_found(tmp_path: Path) -> None:
    assert scan(tmp_path / "none") == {}
    assert look(tmp_path / "none", since=1) == {}


@pytest.mark.parametrize("place", ["link", "papers/link", "papers/1/link"])
def test_a_link_is_refused_wherever_it_lies(tmp_path: Path, place: str) -> None:
    write(tmp_path, *FILES)
    (tmp_path / place).symlink_to(tmp_path)
    with pytest.raises(OutputError, match="symbolic link"):
        scan(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
@pytest.mark.parametrize("place", ["pipe", "papers/pipe", "papers/1/pipe", "papers/2/index.html"])
def test_a_pipe_is_refused_wherever_it_lies(tmp_path: Path, place: str) -> None:
    write(tmp_path, *FILES)
    (tmp_path / place).unlink(missing_ok=True)
    os.mkfifo(tmp_path / place)
    with pytest.raises(OutputError, match=r"pipe, a socket or a device \(remove it") as caught:
        scan(tmp_path)
    assert str(tmp_path / place) in str(caught.value)
    with pytest.raises(OutputError, match="pipe, a socket or a device"):
        look(tmp_path, changed(tmp_path / place.rpartition("/")[0]))


def test_folders_at_rest_are_looked_at_by_their_page(tmp_path: Path) -> None:
    write(tmp_path, *FILES, "papers/1/note.txt", "papers/41/a/index.html", "papers/.hidden/x")
    (tmp_path / "papers/2/index.html").unlink()
    found = look(tmp_path, later(tmp_path))
    assert set(found) == {*FILES, "papers/41/a/index.html"} - {"papers/2/index.html"}
    assert found["papers/3/index.html"] == len("papers/3/index.html")


def changed(folder: Path) -> int:
    """Give the time of the last change of a folder, from which on it is not at rest."""
    status = folder.stat()
    return max(status.st_mtime_ns, status.st_ctime_ns)


def test_what_was_put_into_a_folder_since_is_found(tmp_path: Path) -> None:
    write(tmp_path, *FILES, "papers/1/note.txt")
    assert "papers/1/note.txt" in look(tmp_path, changed(tmp_path / "papers/1"))


@pytest.mark.parametrize("back", [False, True], ids=["", "with its time set back"])
def test_a_link_that_was_put_beside_a_page_since_is_refused(tmp_path: Path, back: bool) -> None:
    write(tmp_path, *FILES)
    (tmp_path / "papers/1/link").symlink_to(tmp_path)
    if back:
        os.utime(tmp_path / "papers/1", ns=(1_000, 1_000))
    with pytest.raises(OutputError, match="symbolic link"):
        look(tmp_path, changed(tmp_path / "papers/1"))


@pytest.mark.parametrize("place", ["papers", "papers/1", "papers/1/index.html", "2026/05/link"])
def test_a_link_in_the_place_of_a_page_or_a_folder_is_refused(tmp_path: Path, place: str) -> None:
    write(tmp_path / "site", *FILES)
    (tmp_path / "elsewhere").mkdir()
    path = tmp_path / "site" / place
    if path.exists():
        path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="symbolic link"):
        look(tmp_path / "site", later(tmp_path / "site"))
