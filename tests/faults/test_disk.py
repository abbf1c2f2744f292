"""A disk that refuses: full, read-only, broken. The old site stays, or the next build completes."""

import errno
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults import rim, trials
from tests.faults.conftest import Cases
from tests.faults.trials import Build, Case
from tests.samples import tree

MOUNT = shutil.which("mount")
CAUSES = {
    errno.ENOSPC: "full|No space left",
    errno.EROFS: "read-only|Read-only",
    errno.EIO: "Input/output error",
}


@contextmanager
def mounted(place: Path, size: str) -> Iterator[Path]:
    """Mount a small disk in memory; skip where that is not allowed."""
    place.mkdir(parents=True)
    command = [MOUNT or "mount", "-t", "tmpfs", "-o", f"size={size}", "digestry", f"{place}"]
    if subprocess.run(command, check=False, capture_output=True).returncode != 0:  # noqa: S603
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)  # noqa: S603, S607


def remount(place: Path, how: str) -> None:
    subprocess.run([MOUNT or "mount", "-o", f"remount,{how}", place], check=True)  # noqa: S603


def check_refused(case: Case, root: Path, build: Build) -> None:
    """What holds after a build that could not be completed."""
    assert build.status() == 3, build.said
    assert "Traceback" not in build.said
    assert "error: " in build.said
    assert list(trials.wrong_between(case, root)) == []


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", CAUSES, ids=errno.errorcode.get)
def test_a_disk_that_refuses_a_change_leaves_the_old_site_or_one_that_is_completed(
    code: int, for_ever: bool, cases: Cases, tmp_path: Path
) -> None:
    case = cases("a new day")
    step = case.changes // 4
    ended = set()
    for at in range(code % step, case.changes, step):
        root = case.copy(tmp_path / f"{at}")
        build = Build(root, (), rim.refused_from, (at, code, for_ever)).start()
        ended.add(build.status())
        assert "Traceback" not in build.said
        if build.status() == 0:  # what was refused was not needed, or there is another way
            assert trials.site(root) == case.new
        else:
            check_refused(case, root, build)
        # Memory is refused as well here, which it is not by a disk.
        assert list(trials.completed(case, root, memory=False)) == []
    assert 3 in ended


def test_a_full_disk_says_so_and_the_next_build_completes(cases: Cases, tmp_path: Path) -> None:
    """A real one, with less and less room left."""
    case = cases("a new day")
    refused = 0
    for room in (0, 40, 120, 250, 400):
        with mounted(tmp_path / f"{room}" / "site", "4m") as root:
            case.copy(root)
            fill(root, room)
            build = Build(root).start()
            if build.status():
                refused += 1
                check_refused(case, root, build)
                assert "full" in build.said or "No space left" in build.said
            (root / "ballast").unlink()
            assert list(trials.completed(case, root)) == []
    assert refused > 1


def fill(disk: Path, room: int) -> None:
    """Leave so many KiB on a disk."""
    free = shutil.disk_usage(disk).free - room * 1024
    (disk / "ballast").write_bytes(bytes(free))


@pytest.mark.parametrize("limit", [100, 4_000, 12_000])
def test_files_that_may_not_grow_are_never_left_in_half(
    limit: int, cases: Cases, tmp_path: Path
) -> None:
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    build = Build(root, (), limited, (limit,)).start()
    check_refused(case, root, build)
    assert list(trials.completed(case, root)) == []


def limited(limit: int) -> rim.Act:
    """Set the largest size of a file, once the process is under way."""

    def act(number: int, _event: str, _path: str) -> None:
        if number == 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return act


def test_a_read_only_output_stays_as_it_is(cases: Cases, tmp_path: Path) -> None:
    case = cases("a new day")
    with mounted(tmp_path / "disk", "8m") as disk:
        root = case.copy(tmp_path / "site")
        shutil.move(root / "public", disk / "public")
        (root / "site.toml").write_text(trials.SETTINGS, encoding="utf-8")
        remount(disk, "ro")
        build = Build(root, ("--output", f"{disk}/public")).start()
        assert build.status() == 3
        assert "read-only file system (choose another --output)" in build.said
        assert "Traceback" not in build.said
        remount(disk, "rw")
        build = trials.build(root, "--output", f"{disk}/public")
        made = {p: d for p, d in tree(disk / "public").items() if p not in foreign_paths()}
        assert made == case.new


def foreign_paths() -> set[str]:
    return {name.removeprefix("public/") for name in trials.FOREIGN}


def test_an_output_on_a_disk_of_its_own_is_built_and_completed(
    cases: Cases, tmp_path: Path
) -> None:
    """Nothing can be moved into it in one step: the staging folder lies beside it."""
    case = cases("a new day")
    for share in (0.75, 0.9):
        root = case.copy(tmp_path / f"{share}" / "site")
        kept = root / "kept"
        (root / "public").rename(kept)
        with mounted(root / "public", "8m") as public:
            shutil.copytree(kept, public, dirs_exist_ok=True)
            shutil.rmtree(kept)
            Build(root, (), rim.killed_at, (int(share * case.changes),)).start().status()
            assert list(trials.wrong_between(case, root)) == []
            assert list(trials.completed(case, root)) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind no superuser")
@pytest.mark.parametrize("folder", [".", "public", "public/papers"])
def test_a_folder_without_leave_to_write_is_named(
    folder: str, cases: Cases, tmp_path: Path
) -> None:
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    (root / folder).chmod(0o555)
    try:
        build = Build(root).start()
        check_refused(case, root, build)
        assert "permission is denied" in build.said
    finally:
        (root / folder).chmod(0o755)
    assert list(trials.completed(case, root)) == []
