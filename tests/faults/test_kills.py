"""Builds that are ended from outside: a short run of what `make faults` does two hundred times."""

import signal
from pathlib import Path
from random import Random

import pytest

from tests.faults import rim, trials
from tests.faults.conftest import Cases
from tests.faults.trials import Build


@pytest.mark.parametrize("name", ["a first build", "a new day", "papers folded"])
def test_a_killed_build_leaves_the_old_site_or_one_that_is_completed(
    name: str, cases: Cases, tmp_path: Path
) -> None:
    random = Random(name)  # noqa: S311 - repeatable, not secret
    for number in range(3):
        assert trials.kill(cases(name), tmp_path / f"{number}", random).faults == ()


@pytest.mark.parametrize("name", ["a new day", "a day gone"])
def test_no_link_is_loose_at_any_moment_of_a_build(name: str, cases: Cases, tmp_path: Path) -> None:
    case = cases(name)
    root = case.copy(tmp_path / "site")
    done = Build(root, (), trials.watched, (case, root)).start()
    assert done.status() == 0
    assert Path(f"{root}.loose").read_text(encoding="utf-8") == ""


def test_what_looks_for_loose_links_finds_one(cases: Cases, tmp_path: Path) -> None:
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    (root / "public/papers/2605.00002/index.html").unlink()
    next((root / "public/pagefind").glob("run-*/0.bin")).unlink()
    loose = list(trials.loose_links(case, root))
    assert [one for one in loose if "papers/2605.00002/" in one]
    assert [one for one in loose if "0.bin" in one]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.75, 0.9])
def test_ctrl_c_ends_a_build_with_its_own_status(
    share: float, cases: Cases, tmp_path: Path
) -> None:
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    build = Build(root, (), rim.interrupted_at, (int(share * case.changes),)).start()
    assert build.status() == 130
    assert build.said.endswith("Interrupted\n")
    assert "Traceback" not in build.said
    assert list(trials.wrong_between(case, root)) == []
    assert list(trials.completed(case, root)) == []


@pytest.mark.skipif(not hasattr(signal, "SIGTERM"), reason="the system has no signals")
def test_a_build_may_be_stopped_while_pagefind_runs(cases: Cases, tmp_path: Path) -> None:
    """Nothing of ours is left in memory, which no restart of the program would empty."""
    case = cases("a new day")
    root = case.copy(tmp_path / "site")
    build = Build(root, (), rim.killed_after_pagefind).start()
    assert build.status() == -signal.SIGKILL
    assert list(rim.memory_of(root).iterdir()) != []
    assert list(trials.completed(case, root)) == []
