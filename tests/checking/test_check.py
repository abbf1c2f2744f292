"""`check` as a whole: it reads as a build does, keeps what it read, and writes no page."""

from pathlib import Path

import pytest

from generator import contents
from tests.conftest import Run
from tests.samples import project, record, tree, write_records


def test_the_morning_look_of_a_sound_archive_is_short(run: Run, tmp_path: Path) -> None:
    done = run("check", folder=project(tmp_path))
    assert (done.status, done.out) == (0, "")
    assert done.err.splitlines()[:3] == [
        "2 digests, 4 entries, 3 papers, 2 days: no warnings",
        "The newest day is 2026-05-11, today",
        "Size: 207.8 kB in 58 files, 69.3 kB a paper, a guess until it is built",
    ]


@pytest.mark.parametrize(
    "seconds, told",
    [
        (1778414400, "The newest day is 2026-05-11\n"),
        (1778587200, "The newest day is 2026-05-11, yesterday\n"),
        (1778760000, "The newest day is 2026-05-11, 3 days ago\n"),
    ],
)
def test_how_long_ago_the_newest_day_was_is_told(
    seconds: int, told: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
    assert told in run("check", folder=root).err


def test_every_kind_of_trouble_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    copied = record(7, AI={"tldr": "What paper 7 says."})
    write_records(root / "content" / "2026-05-12.jsonl", [record(5), record(5), record(6, AI={})])
    write_records(root / "content" / "2026-06-30.jsonl", [copied, record(8)])
    said = run("check", folder=root).err
    for line in (
        "2026-06-30.jsonl: warning: this digest is of 2026-06-30, and today is 2026-05-11",
        "2026-05-12.jsonl:2: warning: 2605.00005 stands in this file already, in line 1",
        "2026-05-12.jsonl:3: warning: 2605.00006 has no summary (run the pipeline again",
        "2026-06-30.jsonl:1: warning: the summary of 2605.00007 is copied from the abstract",
    ):
        assert line in said


def test_a_second_look_and_a_build_read_nothing_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    first = run("check", folder=root)
    assert set(tree(root)) == {
        "content/2026-05-08.jsonl", "content/2026-05-11.jsonl", "site.toml",
    }  # fmt: skip

    def reads(*_: object) -> None:
        pytest.fail("a digest was read again")

    monkeypatch.setattr(contents, "read_source", reads)
    assert run("check", folder=root).err == first.err
    assert run("build", "--no-search", folder=root).status == 0


def test_what_a_build_has_read_is_not_read_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    run("build", "--no-search", folder=root)
    before = tree(root)
    monkeypatch.setattr(contents, "read_source", lambda *_: pytest.fail("read again"))
    assert run("check", folder=root).status == 0
    assert tree(root) == before


def test_a_damaged_cache_is_read_anew(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    told = run("check", folder=root).err
    for pack in (root / ".digestry" / "cache").glob("*.pack"):
        data = bytearray(pack.read_bytes())
        data[60] ^= 1
        pack.write_bytes(data)
    again = run("check", folder=root)
    assert again.status == 0
    assert again.err.removeprefix("The cache was damaged: everything is read again\n") == told


def test_a_cache_in_the_content_is_refused_as_in_a_build(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path, '[cache]\npath = "content/cache"\n')
    done = run("check", folder=root)
    assert done.status == 2
    assert "lies in or holds the content folder" in done.err


def test_the_limits_of_hosts_are_told(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    run("build", "--no-search", folder=root)
    said = run("check", folder=root).err
    assert " of 1 GB, <0.1%: room for " in said
    assert " of 20,000 files, 0." in said
    assert " of 25 MiB a file, 0." in said
    assert " of 54,000 a folder, <0.1%" in said
    assert max(map(len, said.splitlines())) < 80


def test_a_digest_without_a_paper_is_a_digest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "2026-05-11.md").write_text("# 2026-05-11\n\nNo new papers today.\n")
    for command in ("check", "build"):
        done = run(command, folder=tmp_path)
        assert (done.status, "No digest was found" in done.err) == (0, False)


@pytest.mark.parametrize("command", [["check"], ["build", "--no-search"]])
def test_where_there_is_no_digest_yet_it_is_said_where_to_put_one(
    command: list[str], run: Run, tmp_path: Path
) -> None:
    (tmp_path / "content").mkdir()
    done = run(*command, folder=tmp_path)
    assert done.status == 0
    told = f"No digest was found in {tmp_path / 'content'}: put some there (.md, .jsonl, .txt)\n"
    assert done.err.endswith(told)
