"""Writing: old site or new, never half of one, and nobody else's files."""

from __future__ import annotations

import errno
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import manifest
from generator.disk import Disk, file_digests, scan
from generator.errors import OutputError, UsageError
from generator.fingerprint import content_digest
from generator.journal import Changes
from generator.manifest import Manifest
from generator.plan import Action, plan
from generator.write import Transaction, check_output, stage_file

ROOT = Path(__file__).parent.parent
Site = Mapping[str, bytes]

MARK = b'<meta name="generator" content="Digestry 0.1">'
FOREIGN = "notes/mine.txt"


def page(*links: str) -> bytes:
    return MARK + "".join(f'<a href="{link}">' for link in links).encode()


OLD: Site = {
    "index.html": page("days/1/", "papers/a/", "papers/b/"),
    "days/1/index.html": page("papers/a/", "papers/b/", "assets/old.css"),
    "papers/a/index.html": page("days/1/", "papers/b/"),
    "papers/b/index.html": page("days/1/"),
    "papers/b.json": b"{}",
    "assets/old.css": b"old",
    "assets/same.css": b"same",
}
NEW: Site = {
    "index.html": page("days/1/", "days/2/", "papers/c/"),
    "days/1/index.html": page("papers/a/", "assets/new.css"),
    "days/2/index.html": page("papers/c/", "assets/new.css"),
    "papers/a/index.html": page("days/1/", "papers/c/"),
    "papers/c/index.html": page("days/2/", "papers/a/"),
    "assets/new.css": b"new",
    "assets/same.css": b"same",
    "feed.xml": page("papers/c/"),
}


def build(output: Path, site: Site, disk: Disk | None = None, *, clean: bool = False) -> Changes:
    """Bring a site to a folder as a build does: render what the plan says, keep the rest."""
    with Transaction(output, disk=disk) as transaction:
        last = transaction.last.manifest
        wanted = {path: content_digest(data) for path, data in site.items()}
        made = plan(wanted, last, scan(output), clean=clean)
        kept = {path: last.files[path] for path in made.paths(Action.KEEP)}
        rendered = {path: transaction.stage(path, site[path]) for path in made.paths(Action.RENDER)}
        return transaction.commit(Manifest(files=kept | rendered))


def everything(folder: Path) -> dict[str, bytes | None]:
    """All files below a folder with their bytes, and its folders, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def files(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in scan(folder)}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def site(output: Path) -> Path:
    """An output folder with the old site and a file that is not ours."""
    build(output, OLD)
    (output / FOREIGN).parent.mkdir()
    (output / FOREIGN).write_bytes(b"mine")
    return output


@pytest.fixture(scope="module")
def clean_new(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes | None]:
    """All that a clean build of the new site writes."""
    folder = tmp_path_factory.mktemp("clean") / "public"
    build(folder, NEW)
    return everything(folder)


def without_foreign(output: Path) -> dict[str, bytes | None]:
    assert (output / FOREIGN).read_bytes() == b"mine"
    return {path: data for path, data in everything(output).items() if "notes" not in path}


# A change of the site


def test_a_first_build_writes_the_site_and_leaves_nothing_beside_it(output: Path) -> None:
    build(output, OLD)
    assert files(output) == OLD
    assert names(output.parent) == ["public"]


def test_an_incremental_build_equals_a_clean_one_with_its_manifest(
    site: Path, clean_new: dict[str, bytes | None]
) -> None:
    build(site, NEW)
    assert without_foreign(site) == clean_new


def test_a_commit_tells_what_differed(site: Path) -> None:
    assert build(site, NEW) == Changes(
        added=("assets/new.css", "days/2/index.html", "feed.xml", "papers/c/index.html"),
        replaced=("days/1/index.html", "index.html", "papers/a/index.html"),
        removed=("assets/old.css", "papers/b.json", "papers/b/index.html"),
        manifest=True,
    )


@pytest.mark.parametrize("clean", [False, True])
def test_where_nothing_differs_nothing_is_written(site: Path, clean: bool) -> None:
    operations: list[str] = []
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    assert not build(site, OLD, Disk(lambda name, _path: operations.append(name)), clean=clean)
    assert operations == []
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_a_page_rendered_to_the_same_bytes_is_not_replaced(site: Path) -> None:
    before = (site / "papers/a/index.html").stat()
    build(site, {**OLD, "index.html": page()}, clean=True)
    after = (site / "papers/a/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("damage", [None, b"", b"longer than anything that was there before" * 9])
def test_a_missing_or_damaged_page_is_written_again(site: Path, damage: bytes | None) -> None:
    place = site / "papers/a/index.html"
    place.unlink()
    if damage is not None:
        place.write_bytes(damage)
    build(site, OLD)
    assert place.read_bytes() == OLD["papers/a/index.html"]


def test_damage_of_the_same_size_shows_in_the_digests(site: Path) -> None:
    place = site / "papers/a/index.html"
    place.write_bytes(b"x" * place.stat().st_size)
    known = manifest.load(site).manifest
    found = file_digests(site, [*known.files, "papers/none.html"])
    assert [path for path in found if found[path] != known.files[path].digest] == [
        "papers/a/index.html"
    ]


def test_empty_folders_are_removed_with_their_last_page(site: Path) -> None:
    build(site, {"index.html": b"alone"})
    assert names(site) == [".digestry", "index.html", "notes"]


def test_a_page_can_become_a_folder_and_a_folder_a_page(output: Path) -> None:
    for paths in (["a"], ["a/b"], ["a/b/c"], ["a"]):
        build(output, dict.fromkeys(paths, b"x"))
        assert list(scan(output)) == paths


def test_a_page_can_change_the_case_of_its_name(output: Path) -> None:
    build(output, {"authors/Li/index.html": b"x"})
    build(output, {"authors/li/index.html": b"x"})
    assert files(output) == {"authors/li/index.html": b"x"}


paths = st.sampled_from(["index.html", "a", "a/b", "a/b/c.html", "A/d", "e.xml", "f/g/h.css"])
sites = st.dictionaries(paths, st.binary(max_size=3), max_size=5).filter(
    lambda site: (
        not any(
            one.lower() == other.lower() or other.lower().startswith(f"{one.lower()}/")
            for one in site
            for other in site
            if one != other
        )
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(sites, min_size=1, max_size=4))
def test_any_sequence_of_builds_ends_as_a_clean_build_of_the_last(
    tmp_path_factory: pytest.TempPathFactory, history: list[Site]
) -> None:
    folder = tmp_path_factory.mktemp("history")
    for content in history:
        build(folder / "public", content)
    build(folder / "clean", history[-1])
    assert everything(folder / "public") == everything(folder / "clean")
    shutil.rmtree(folder)


# Interruptions


class Killed(BaseException):
    """The program is killed: no cleaning up sees this as an error."""


def raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def failing_at(count: int, fail: Callable[[], None]) -> Disk:
    """A disk on which the given operation, counted from 0, fails before it is done."""
    left = iter(range(count + 1))

    def fault(_name: str, _path: str) -> None:
        if next(left, None) == count:
            fail()

    return Disk(fault)


def operations_of(output: Path, site: Site) -> int:
    names: list[str] = []
    copy = output.with_name("counted")
    shutil.copytree(output, copy)
    build(copy, site, Disk(lambda name, _path: names.append(name)))
    shutil.rmtree(copy)
    return len(names)


def each_operation(site: Path) -> Iterator[tuple[int, Path]]:
    """Every operation of the change from the old to the new site, each with a copy of the old."""
    for number in range(operations_of(site, NEW)):
        folder = site.with_name(f"at-{number}")
        shutil.copytree(site, folder / "public")
        yield number, folder / "public"


def links_are_whole(output: Path) -> bool:
    """Whether all that can be reached from the home page is there."""
    waiting, seen = ["index.html"], {"index.html"}
    while waiting:
        text = (output / waiting.pop()).read_text()
        for link in re.findall('href="([^"]+)"', text):
            path = f"{link}index.html" if link.endswith("/") else link
            if not (output / path).is_file():
                return False
            if path not in seen:
                seen.add(path)
                waiting.append(path)
    return True


def test_no_link_is_broken_at_any_moment(site: Path) -> None:
    seen: list[bool] = []
    build(site, NEW, Disk(lambda _name, _path: seen.append(links_are_whole(site))))
    assert len(seen) > 20
    assert all(seen)


def test_an_update_stopped_anywhere_is_completed_by_the_next_build(
    site: Path, clean_new: dict[str, bytes | None]
) -> None:
    completed = []
    for number, copy in each_operation(site):
        with pytest.raises(Killed):
            build(copy, NEW, failing_at(number, raising(Killed())))
        with Transaction(copy) as transaction:
            completed.append(transaction.completed)
        if completed[-1]:
            assert without_foreign(copy) == clean_new
        else:
            assert without_foreign(copy) == without_foreign(site)
        build(copy, NEW)
        assert without_foreign(copy) == clean_new
        assert names(copy.parent) == ["public"]
    assert not completed[0]
    assert completed[-1]


def test_a_completion_may_be_stopped_as_well(
    site: Path, clean_new: dict[str, bytes | None]
) -> None:
    for number, copy in each_operation(site):
        for attempt in (number, 0, 1, 2):
            try:
                build(copy, NEW, failing_at(attempt, raising(Killed())))
            except Killed:
                assert links_are_whole(copy)
        build(copy, NEW)
        assert without_foreign(copy) == clean_new


def test_a_killed_process_leaves_the_old_site_or_one_to_complete(
    site: Path, clean_new: dict[str, bytes | None]
) -> None:
    code = (
        "import os, sys; from pathlib import Path; from tests.test_write import *;"
        "build(Path(sys.argv[1]), NEW, failing_at(int(sys.argv[2]), lambda: os._exit(9)))"
    )
    last = operations_of(site, NEW) - 1
    for number in (0, 2, 3, last // 2, last):
        copy = site.with_name(f"killed-{number}") / "public"
        shutil.copytree(site, copy)
        done = subprocess.run(  # noqa: S603 -- this very interpreter
            [sys.executable, "-c", code, copy, str(number)], cwd=ROOT, check=False
        )
        assert done.returncode == 9
        assert links_are_whole(copy)
        build(copy, NEW)
        assert without_foreign(copy) == clean_new


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_failing_disk_leaves_the_old_site_or_one_to_complete(
    site: Path, clean_new: dict[str, bytes | None], code: int
) -> None:
    unfinished = 0
    for number, copy in each_operation(site):
        error = OSError(code, os.strerror(code), "somewhere")
        with pytest.raises(OutputError) as caught:
            build(copy, NEW, failing_at(number, raising(error)))
        if "updated only in part" in str(caught.value):
            unfinished += 1
            assert links_are_whole(copy)
        else:
            assert not unfinished
            assert everything(copy) == everything(site)
            assert names(copy.parent) == ["public"]
        build(copy, NEW)
        assert without_foreign(copy) == clean_new
    assert unfinished


def test_a_full_disk_while_staging_leaves_the_old_site(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(site)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("generator.write.write_file", full)
    with pytest.raises(OutputError, match="disk is full"):
        build(site, NEW)
    assert everything(site) == before
    assert names(site.parent) == ["public"]


def test_a_build_that_never_commits_leaves_the_old_site(site: Path) -> None:
    before = everything(site)
    with Transaction(site) as transaction:
        transaction.stage("index.html", b"half a site")
    assert everything(site) == before
    assert names(site.parent) == ["public"]


def test_a_file_that_appears_in_a_half_done_update_is_not_overwritten(site: Path) -> None:
    added = site / "days/2/index.html"
    number = next(
        number
        for number, copy in each_operation(site)
        if stopped(copy, number) and not (copy / "days/2/index.html").exists()
    )
    stopped(site, number)
    added.parent.mkdir(parents=True, exist_ok=True)
    added.write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"days/2/index\.html has appeared"):
        build(site, NEW)
    assert added.read_bytes() == b"mine"
    added.unlink()
    build(site, NEW)
    assert added.read_bytes() == NEW["days/2/index.html"]


def stopped(output: Path, number: int) -> bool:
    """Stop an update at an operation; whether there is something to complete."""
    with pytest.raises(Killed):
        build(output, NEW, failing_at(number, raising(Killed())))
    return output.with_name(f".{output.name}.digestry").joinpath("journal").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda _data: b"",
        lambda data: data.replace(b'"journal":1', b'"journal":2'),
        lambda data: data.replace(b'"stage-', b'"../stage-'),
        lambda data: data.replace(b"papers/c", b"../../cc"),
    ],
)
def test_a_journal_that_cannot_be_trusted_is_not_carried_out(
    site: Path, damage: Callable[[bytes], bytes]
) -> None:
    stopped(site, 4)
    journal = site.with_name(".public.digestry") / "journal"
    journal.write_bytes(damage(journal.read_bytes()))
    before = everything(site), names(site.with_name(".public.digestry"))
    with pytest.raises(OutputError):
        build(site, NEW)
    assert (everything(site), names(site.with_name(".public.digestry"))) == before


@contextmanager
def two_file_systems(output: Path) -> Iterator[None]:
    """Moving into or out of the output is refused, as between two file systems."""
    move = os.replace

    def replace(source: str | Path, target: str | Path) -> None:
        inside = [Path(path).is_relative_to(output) for path in (source, target)]
        if inside[0] != inside[1]:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        move(source, target)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("generator.disk.os.replace", replace)
        yield


def test_an_output_on_another_file_system_is_completed_too(
    site: Path, clean_new: dict[str, bytes | None]
) -> None:
    number = 0
    while True:
        copy = site.with_name(f"far-{number}") / "public"
        shutil.copytree(site, copy)
        with two_file_systems(copy):
            try:
                build(copy, NEW, failing_at(number, raising(Killed())))
            except Killed:
                assert links_are_whole(copy)
                build(copy, NEW)
            else:
                break
        assert without_foreign(copy) == clean_new
        number += 1
    assert number > 2 * len(NEW)


# What is not ours


def test_a_file_that_is_not_ours_is_named_and_nothing_is_applied(site: Path) -> None:
    (site / "feed.xml").write_bytes(b"my own feed")
    before = everything(site)
    with pytest.raises(OutputError, match=r"feed\.xml was not written by Digestry"):
        build(site, NEW)
    assert everything(site) == before


def test_many_such_files_are_counted(output: Path) -> None:
    for name in "abcde":
        (output / name).mkdir(parents=True)
        (output / name / "index.html").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"c/index\.html and 2 more were not written"):
        build(output, {f"{name}/index.html": b"ours" for name in "abcde"})


def test_a_file_with_our_very_bytes_becomes_ours(site: Path) -> None:
    (site / "feed.xml").write_bytes(NEW["feed.xml"])
    build(site, NEW)
    build(site, OLD)
    assert not (site / "feed.xml").exists()


def test_a_page_of_ours_that_was_edited_is_replaced_when_it_is_rendered(site: Path) -> None:
    (site / "index.html").write_bytes(b"edited")
    build(site, NEW)
    assert (site / "index.html").read_bytes() == NEW["index.html"]


def lose_manifest(output: Path) -> None:
    (output / manifest.PATH).unlink()


def damage_manifest(output: Path) -> None:
    (output / manifest.PATH).write_bytes(b"{")


@pytest.mark.parametrize("lose", [lose_manifest, damage_manifest])
def test_without_the_manifest_our_pages_and_assets_are_known_by_their_marks(
    site: Path, lose: Callable[[Path], None]
) -> None:
    lose(site)
    changed = {**OLD, "index.html": page(), "assets/same.css": b"changed"}
    build(site, changed)
    assert files(site) == {**changed, FOREIGN: b"mine"}


@pytest.mark.parametrize("path", ["about/index.html", "assets/logo.svg", "robots.txt"])
def test_without_a_manifest_files_without_our_mark_are_not_ours(output: Path, path: str) -> None:
    (output / path).parent.mkdir(parents=True)
    (output / path).write_bytes(b"<p>mine, though it names Digestry")
    (output / "index.html").write_bytes(b"<p>mine")
    with pytest.raises(OutputError, match="not written by Digestry"):
        build(output, {path: b"ours"})


def test_stale_files_of_a_lost_manifest_are_left_alone(site: Path) -> None:
    lose_manifest(site)
    build(site, NEW)
    assert (site / "papers/b/index.html").exists()


@pytest.mark.parametrize("target", ["papers", "papers/c", "papers/c/index.html", "papers/b"])
@pytest.mark.parametrize("dangling", [False, True])
def test_symbolic_links_are_refused(site: Path, target: str, dangling: bool) -> None:
    elsewhere = site.with_name("elsewhere")
    (site / target).parent.mkdir(exist_ok=True)
    if (site / target).exists():
        (site / target).rename(elsewhere)
    elif not dangling:
        elsewhere.mkdir()
    (site / target).symlink_to(elsewhere if not dangling else "nowhere")
    before = everything(site.parent)
    with pytest.raises(OutputError, match="symbolic link"):
        build(site, NEW)
    assert everything(site.parent) == before
    with pytest.raises(OutputError, match="symbolic link"):
        commit_without_scan(site)
    assert everything(site.parent) == before


def commit_without_scan(output: Path) -> None:
    with Transaction(output) as transaction:
        staged = {path: transaction.stage(path, data) for path, data in NEW.items()}
        transaction.commit(Manifest(files=staged))


@pytest.mark.parametrize("name", ["public", ".public.digestry", "public/.digestry"])
def test_neither_the_output_nor_our_own_folders_may_be_links(tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="symbolic link"):
        build(tmp_path / "public", OLD)
    assert names(tmp_path / "elsewhere") == []


def test_a_link_set_in_a_half_done_update_is_not_followed(site: Path) -> None:
    stopped(site, 4)
    elsewhere = site.with_name("elsewhere")
    (site / "days").rename(elsewhere)
    (site / "days").symlink_to(elsewhere)
    before = everything(elsewhere)
    with pytest.raises(OutputError, match="symbolic link"):
        build(site, NEW)
    assert everything(elsewhere) == before


@pytest.mark.parametrize("path", ["feed.xml", "days/2"])
def test_what_blocks_a_path_is_named(site: Path, path: str) -> None:
    if path == "feed.xml":
        (site / path).mkdir()
    else:
        (site / path).write_bytes(b"mine")
    before = everything(site)
    with pytest.raises(OutputError, match=f"{path} is in the way"):
        build(site, NEW)
    assert everything(site) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind no superuser")
def test_a_folder_that_cannot_be_written_is_found_before_anything_is_applied(site: Path) -> None:
    before = everything(site)
    (site / "papers").chmod(0o555)
    try:
        with pytest.raises(OutputError, match="permission is denied"):
            build(site, NEW)
    finally:
        (site / "papers").chmod(0o755)
    assert everything(site) == before


# Staging


def test_other_processes_can_stage(output: Path) -> None:
    with (
        Transaction(output) as transaction,
        multiprocessing.get_context("spawn").Pool(1) as pool,
    ):
        arguments = (transaction.staging, "index.html", b"from afar", "f")
        written = pool.apply(stage_file, arguments)
        transaction.commit(Manifest(files={"index.html": written}))
    assert files(output) == {"index.html": b"from afar"}
    assert manifest.load(output).manifest.files["index.html"].fingerprint == "f"


def test_the_folder_of_another_program_is_adopted(output: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    (made / "fragment").mkdir(parents=True)
    (made / "fragment/en_1.pf_fragment").write_bytes(b"1")
    (made / "pagefind-entry.json").write_bytes(b"{}")
    with Transaction(output) as transaction:
        adopted = transaction.adopt_tree(made, "pagefind", "period")
        transaction.commit(Manifest(files=adopted, search="digest"))
    assert files(output) == {
        "pagefind/fragment/en_1.pf_fragment": b"1",
        "pagefind/pagefind-entry.json": b"{}",
    }
    assert manifest.load(output).manifest == Manifest(files=adopted, search="digest")
    assert {record.fingerprint for record in adopted.values()} == {"period"}


def test_a_link_in_the_folder_of_another_program_is_refused(output: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "link").symlink_to(__file__)
    with (
        Transaction(output) as transaction,
        pytest.raises(OutputError, match="symbolic link"),
    ):
        transaction.adopt_tree(made, "pagefind")


@pytest.mark.parametrize("path", ["../up.html", "/etc/passwd", ".digestry/manifest.json.gz"])
def test_unsafe_paths_cannot_be_staged(output: Path, path: str) -> None:
    with (
        Transaction(output) as transaction,
        pytest.raises(OutputError, match="cannot be written"),
    ):
        transaction.stage(path, b"")


def test_a_manifest_cannot_lead_a_removal_out_of_the_output(site: Path) -> None:
    outside = site.with_name("outside.txt")
    outside.write_bytes(b"mine")
    known = manifest.load(site).manifest
    files_and_more = {**known.files, "../outside.txt": manifest.record(b"mine")}
    (site / manifest.PATH).write_bytes(manifest.encode(Manifest(files=files_and_more)))
    with pytest.raises(OutputError, match="cannot be written"):
        build(site, NEW)
    assert outside.exists()


def test_a_file_staged_in_part_or_not_listed_is_not_applied(output: Path) -> None:
    with Transaction(output) as transaction:
        whole = transaction.stage("index.html", b"whole")
        with pytest.raises(OutputError, match="not in the manifest"):
            transaction.commit(Manifest())
        stage_file(transaction.staging, "index.html", b"who")
        with pytest.raises(OutputError, match="not staged in full"):
            transaction.commit(Manifest(files={"index.html": whole}))
    assert not output.exists()


# One at a time, and where


def test_a_second_build_at_once_is_told_so(site: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.test_write import *\n"
        "try: build(Path(sys.argv[1]), NEW)\n"
        "except OutputError as error: sys.exit(str(error))"
    )
    with Transaction(site):
        done = subprocess.run(  # noqa: S603 -- this very interpreter
            [sys.executable, "-c", code, site], cwd=ROOT, check=False, capture_output=True
        )
        with pytest.raises(OutputError, match="another build"):
            build(site, NEW)
    assert done.returncode == 1
    assert b"another build is writing" in done.stderr
    build(site, NEW)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_workers_that_outlive_a_killed_build_do_not_keep_its_lock(site: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from tests.test_write import *\n"
        "Transaction(Path(sys.argv[1])).__enter__()\n"
        "if os.fork(): os._exit(9)\n"
        "print('forked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(  # noqa: S603 -- this very interpreter
        [sys.executable, "-c", code, site],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"forked\n"
        assert killed.wait() == 9
        build(site, NEW)
    assert files(site) == {**NEW, FOREIGN: b"mine"}


def test_an_output_that_is_a_file_is_refused(output: Path) -> None:
    output.write_bytes(b"mine")
    with pytest.raises(OutputError, match="not a folder"):
        build(output, OLD)
    assert output.read_bytes() == b"mine"


def test_hidden_folders_of_the_output_are_left_alone(site: Path) -> None:
    (site / ".git").mkdir()
    (site / ".git/config").write_bytes(b"mine")
    (site / ".git/link").symlink_to("config")
    build(site, NEW)
    assert (site / ".git/config").read_bytes() == b"mine"
    assert ".git/config" not in scan(site)


def test_the_output_may_not_be_or_hold_what_a_build_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    project = tmp_path / "project"
    content = project / "content"
    forbidden = {"site's folder": project, "content folder": content}
    for output, says in {
        project: f"{project} is the site's folder (choose",
        content: f"{content} is the content folder (choose",
        content / "..": f"{content / '..'} is the site's folder (choose",
        tmp_path: f"{tmp_path} holds the site's folder {project} (choose",
        tmp_path / "home": f"{tmp_path / 'home'} is the home folder (choose",
        Path("/"): f"/ holds the site's folder {project} (choose",
    }.items():
        with pytest.raises(UsageError, match=re.escape(f"the output {says}")):
            check_output(output, forbidden=forbidden)
    with pytest.raises(UsageError, match="the output / holds the home folder"):
        check_output(Path("/"))
    check_output(project / "public", forbidden=forbidden)
