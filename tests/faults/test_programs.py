"""Pagefind that fails or hangs, builds at once, clocks that jump, and what a shell is answered."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from generator.cache import known
from generator.errors import ExitStatus
from generator.index import pagefind
from tests.faults import rim, trials
from tests.faults.conftest import Cases
from tests.faults.test_disk import check_refused
from tests.faults.trials import Build
from tests.samples import tree

FAKES = {
    "fails": ("echo 'no memory' >&2; exit 7", "Pagefind failed: no memory"),
    "says nothing": ("exit 7", "Pagefind failed: exit status 7"),
    "is killed": ("kill -9 $$", "Pagefind failed: exit status -9"),
    "writes nothing": ("exit 0", "Pagefind failed: exit status 0"),
    "writes rubbish": (
        'mkdir -p "$4"; for f in pagefind.js pagefind-entry.json; do echo x > "$4/$f"; done',
        "Pagefind's index is not as expected",
    ),
    "says too much": ("yes words | head -c 9000000; exit 1", "Pagefind failed: words"),
    "hangs": ("while :; do read -t 9 nothing < $0.pipe; done", "did not finish within"),
    "leaves others behind": ("sleep 3600 & sleep 3600", "did not finish within"),
}


def impatient(program: str) -> rim.Act:
    """Take another program for Pagefind, and wait for it but a moment."""
    os.environ["PAGEFIND_BINARY_PATH"] = program
    pagefind._PATIENCE = 0.5  # noqa: SLF001 - minutes, else

    def act(_number: int, _event: str, _path: str) -> None:
        pass

    return act


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.parametrize("name", FAKES)
def test_a_pagefind_that_does_not_do_its_work_leaves_the_old_site(
    name: str, cases: Cases, tmp_path: Path
) -> None:
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    words, said = FAKES[name]
    program = tmp_path / "pagefind"
    os.mkfifo(f"{program}.pipe")
    program.write_text(f"#!/bin/sh\necho $$ > {program}.pid\n{words}\n", encoding="utf-8")
    program.chmod(0o755)
    build = Build(root, (), impatient, (str(program),)).start()
    check_refused(case, root, build)
    assert said in build.said
    assert trials.site(root) == case.old
    assert is_gone(int(Path(f"{program}.pid").read_text(encoding="utf-8")))
    assert list(trials.completed(case, root)) == []


def is_gone(session: int) -> bool:
    """Say whether nobody of a session is left, but for who is dead and not yet buried."""
    command = ["ps", "-o", "stat=", "-s", f"{session}"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return all(state.startswith("Z") for state in found.stdout.split())


@contextmanager
def held(root: Path, share: float, changes: int) -> Iterator[Build]:
    """Give a build that waits in the middle until the end of the context."""
    gate, ready = Path(f"{root}.gate"), Path(f"{root}.ready")
    pipes = []
    for place in (gate, ready):
        os.mkfifo(place)
        pipes.append(os.open(place, os.O_RDWR))  # open on both sides, so that nobody waits for it
    build = Build(root, (), rim.held_at, (int(share * changes), ready, gate)).start()
    assert select.select(pipes[1:], [], [], trials.PATIENCE)[0], build.said
    try:
        yield build
    finally:
        os.write(pipes[0], b"x")
        build.status()
        for pipe in pipes:
            os.close(pipe)


@pytest.mark.skipif(os.name == "nt", reason="the system has no named pipes")
@pytest.mark.parametrize("share", [0.2, 0.8])
def test_of_two_builds_at_once_one_is_done_and_the_other_told(
    share: float, cases: Cases, tmp_path: Path
) -> None:
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    with held(root, share, case.changes) as first:
        before = trials.site(root)
        second = Build(root).start()
        assert second.status() == 3
        assert "another build is writing" in second.said
        assert trials.site(root) == before
        assert list(trials.loose_links(case, root)) == []
    assert first.status() == 0
    assert trials.site(root) == case.new
    assert list(trials.completed(case, root)) == []


@pytest.mark.skipif(os.name == "nt", reason="the system has no named pipes")
def test_a_build_into_another_folder_may_share_the_content_and_the_cache(
    cases: Cases, tmp_path: Path
) -> None:
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    with held(root, 0.5, case.changes) as first:
        trials.build(root, "--output", f"{tmp_path}/other")
        assert tree(tmp_path / "other") == case.new
    assert first.status() == 0
    assert trials.site(root) == case.new


def test_many_builds_at_once_end_in_the_one_site(cases: Cases, tmp_path: Path) -> None:
    case = cases("a first build")
    root = case.copy(tmp_path / "site")
    builds = [Build(root).start() for _ in range(4)]
    ended = {build.status() for build in builds}
    assert ended <= {0, 3}
    assert 0 in ended
    assert trials.site(root) == case.new
    assert list(trials.completed(case, root)) == []


DAY = 86_400
JUMPS = {"a year back": -365 * DAY, "a day on": DAY, "beyond 2038": 30 * 365 * DAY}


def clock_set(seconds: float) -> rim.Act:
    """Let the clock be so far off."""
    really, since = time.time_ns, time.time
    time.time_ns = lambda: really() + int(seconds * 1e9)
    time.time = lambda: since() + seconds
    known.SLACK = 0

    def act(_number: int, _event: str, _path: str) -> None:
        pass

    return act


@pytest.mark.parametrize("before, later", list(pairwise([*JUMPS, *JUMPS][:4])))
def test_a_clock_that_jumps_hides_no_change(
    before: str, later: str, cases: Cases, tmp_path: Path
) -> None:
    """A file is as long as it was, and says it was changed whenever the clock said."""
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    place = root / "content" / "2026-05-12.jsonl"
    data = place.read_bytes()
    place.write_bytes(data.replace(b"one line", b"two line"))
    touch(place, JUMPS[before])
    assert Build(root, (), clock_set, (JUMPS[before],)).start().status() == 0
    assert trials.site(root) != case.new
    place.write_bytes(data)
    touch(place, JUMPS[later])
    assert Build(root, (), clock_set, (JUMPS[later],)).start().status() == 0
    assert trials.site(root) == case.new


def touch(place: Path, jump: float) -> None:
    moment = time.time() + jump
    os.utime(place, (moment, moment))


def test_times_of_the_output_mean_nothing(cases: Cases, tmp_path: Path) -> None:
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    for number, place in enumerate(sorted((root / "public").rglob("*.*"))):
        touch(place, list(JUMPS.values())[number % 3])
    trials.build(root)
    assert trials.site(root) == case.new


STATUSES = {
    0: ((), ""),
    1: (("--strict",), "the content has 1 error"),
    2: (("--output", "content"), "the output"),
    3: ((), "is a symbolic link (remove it"),
}


@pytest.mark.parametrize("status", STATUSES)
def test_each_way_to_end_has_its_status(status: int, cases: Cases, tmp_path: Path) -> None:
    root = cases("a new day").copy(tmp_path / "site")
    (root / "content" / "2026-05-14.jsonl").write_text('{"broken\n')
    if status == ExitStatus.INCOMPLETE:
        (root / ".public.digestry").symlink_to("nowhere")
    arguments, said = STATUSES[status]
    build = Build(root, arguments).start()
    assert build.status() == status
    assert said in build.said
    assert "Traceback" not in build.said


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such signal")
def test_a_build_that_is_asked_to_end_ends(cases: Cases, tmp_path: Path) -> None:
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    with held(root, 0.8, case.changes) as build:
        build.terminate()
    assert build.status() == -15
    assert list(trials.wrong_between(case, root)) == []
    assert list(trials.completed(case, root)) == []
