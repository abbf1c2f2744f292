"""Builds on a Dask cluster of processes on this machine: the same site, whoever is lost."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import pytest
from filelock import FileLock

from generator import cluster as clusters
from generator import render, work
from generator.build import BuildOptions, build
from generator.cluster import Places, cluster
from generator.errors import BuildError, SearchError, UsageError
from generator.report import Loudness, Reporter, Step
from generator.work import Crew
from tests.conftest import Run
from tests.samples import config_of, project, record, tree, write_records
from tests.units import Fall, fail_at_seven, square

ROOT = Path(__file__).parents[1]
NOWHERE = Places(read=(), written=())

Task = Callable[[Any], Any]


@contextmanager
def started(ready: str, *command: str) -> Iterator[tuple[int, str]]:
    """Start a program of Dask; give its process and what follows the words by which it is ready."""
    with subprocess.Popen(  # noqa: S603 - a command of our own
        [sys.executable, "-m", *command], stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as program:
        assert program.stderr is not None
        try:
            said = next(line for line in program.stderr if ready in line)
            yield program.pid, said.rpartition(ready)[2].strip()
        finally:
            program.kill()


class LocalCluster:
    """A scheduler and the workers that a test starts."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        self.scheduler, self.address = self._stack.enter_context(
            started(
                "Scheduler at:", "distributed.cli.dask_scheduler",
                "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
            )
        )  # fmt: skip
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def worker(self) -> int:
        """Start one more worker; give its process."""
        return self._stack.enter_context(
            started(
                "Registered to:", "distributed.cli.dask_worker", self.address,
                "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard",
                "--memory-limit", "0", "--local-directory", self._folder,
            )
        )[0]  # fmt: skip


@pytest.fixture(autouse=True)
def _everything_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WORTH_A_POOL", 0)
    monkeypatch.setattr(render, "BATCH", 2)


@pytest.fixture(scope="module")
def steady() -> Iterator[str]:
    """Give the address of a cluster of two workers that nobody harms."""
    with LocalCluster() as local:
        local.worker()
        local.worker()
        yield local.address


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return a site of a few dozen papers."""
    root = project(tmp_path / "site")
    for day in range(12, 20):
        numbers = range(day * 10, day * 10 + 4)
        write_records(root / "content" / f"2026-05-{day}.jsonl", map(record, numbers))
    return root


def made(
    root: Path, output: Path, address: str | None = None, reporter: Reporter | None = None
) -> dict[str, bytes]:
    """Build a site without anything left of an earlier build."""
    options = BuildOptions(cluster=address, clean=True)
    build(config_of(root, output), options, reporter or Reporter(Loudness.QUIET))
    return tree(output)


class Harm(Reporter):
    """A reporter that ends a process when a stage has taken its first step."""

    def __init__(self, stage: str, process: int) -> None:
        super().__init__(Loudness.QUIET)
        self._stage = stage
        self._process = process
        self.is_done = False

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Step]:
        with super().stage(name, total) as step:

            def stepped(count: int = 1) -> None:
                step(count)
                if name == self._stage and not self.is_done:
                    self.is_done = True
                    os.kill(self._process, signal.SIGKILL)

            yield stepped


def fall_once(place: str) -> int:
    """End the process that does this first; the second one is fine."""
    try:
        Path(place).touch(exist_ok=False)
    except FileExistsError:
        return os.getpid()
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_results_and_errors_are_those_of_any_crew(steady: str) -> None:
    with cluster(steady, NOWHERE) as crew:
        assert list(crew.share(square, range(50), work=50, chunk=3)) == [n * n for n in range(50)]
        done = crew.share(fail_at_seven, range(50), work=50)
        assert [next(done) for _ in range(7)] == list(range(7))
        with pytest.raises(SearchError) as caught:
            next(done)
        assert (caught.value.message, caught.value.hint) == ("seven", "not seven")


def test_a_cluster_makes_the_same_site(archive: Path, tmp_path: Path, steady: str) -> None:
    here = made(archive, tmp_path / "here")
    there = made(archive, tmp_path / "there", steady)
    assert any(path.startswith("pagefind/") for path in there)
    assert there == here
    assert sorted(place.name for place in tmp_path.iterdir()) == ["here", "site", "there"]


def test_a_build_survives_the_loss_of_a_worker(archive: Path, tmp_path: Path) -> None:
    here = made(archive, tmp_path / "here")
    for stage in ("Reading", "Rendering"):
        with LocalCluster() as local:
            harm = Harm(stage, local.worker())
            local.worker()
            (archive / ".digestry").rename(tmp_path / f"cache before {stage}")
            assert made(archive, tmp_path / stage, local.address, harm) == here
            assert harm.is_done


@pytest.mark.parametrize("task", ["_make_sheet", "_make_lists", "make_run", "make_half"])
def test_a_worker_may_be_lost_when_it_has_related_or_indexed(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: str
) -> None:
    here = made(archive, tmp_path / "here")
    (archive / ".digestry").rename(tmp_path / "cache before")
    fallen = tmp_path / "fallen"
    share = Crew.share

    def harmed(self: Crew, given: Task, units: Iterable[Any], **how: Any) -> Iterator[Any]:
        if given.__name__ == task:
            return share(self, Fall(given, str(fallen), os.getpid()), units, **how)
        return share(self, given, units, **how)

    monkeypatch.setattr(Crew, "share", harmed)
    with LocalCluster() as local:
        local.worker()
        local.worker()
        assert made(archive, tmp_path / "there", local.address) == here
    assert fallen.is_file()


def test_a_unit_is_done_again_when_its_worker_falls(tmp_path: Path) -> None:
    with LocalCluster() as local:
        processes = {local.worker(), local.worker()}
        with cluster(local.address, NOWHERE) as crew:
            units = [str(tmp_path / "fallen"), *([str(tmp_path)] * 9)]
            done = list(crew.share(fall_once, units, work=10))
    assert len(done) == 10
    assert set(done) < processes


def test_the_loss_of_the_scheduler_ends_the_build(archive: Path, tmp_path: Path) -> None:
    with LocalCluster() as local:
        local.worker()
        harm = Harm("Rendering", local.scheduler)
        with pytest.raises(BuildError, match="lost"):
            made(archive, tmp_path / "public", local.address, harm)
    assert not (tmp_path / "public").exists()


def test_a_worker_that_does_not_see_the_files_is_refused(tmp_path: Path, steady: str) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    day = write_records(content / "2026-05-08.jsonl", [record()])
    crew = cluster(steady, Places(read=(content,), written=(cache,)))
    with crew:
        crew.open()
        assert len(list(cache.iterdir())) == 1
        day.unlink()
        with pytest.raises(UsageError, match=f"does not see the same .*{day.name}") as caught:
            list(crew.share(square, range(3), work=3))
    assert "shared" in caught.value.hint
    assert list(cache.iterdir()) == []


def test_a_worker_with_another_program_is_refused(
    steady: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_program", lambda: "another")
    with (
        cluster(steady, NOWHERE) as crew,
        pytest.raises(UsageError, match="runs another Digestry"),
    ):
        list(crew.share(square, range(3), work=3))


def test_a_cache_that_is_not_shared_is_refused(archive: Path, tmp_path: Path, steady: str) -> None:
    cache = config_of(archive).cache
    cache.mkdir(parents=True)
    with FileLock(cache / ".lock"), pytest.raises(BuildError, match="a cluster needs it"):
        made(archive, tmp_path / "public", steady)


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "nonsense://here", ""])
def test_what_is_no_address_is_wrong_usage(address: str, run: Run, tmp_path: Path) -> None:
    done = run("build", "--cluster", address, folder=project(tmp_path))
    assert (done.status, "tcp://HOST:8786" in done.err) == (2, True)


def test_a_scheduler_that_does_not_answer_is_wrong_usage(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 0.2)
    done = run("build", "--cluster", "tcp://127.0.0.1:9", folder=project(tmp_path))
    assert done.status == 2
    assert "no Dask scheduler with a worker answers at tcp://127.0.0.1:9" in done.err
    assert not (tmp_path / "public").exists()


def test_a_cluster_without_workers_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 2.0)
    with LocalCluster() as local:
        crew = cluster(local.address, NOWHERE)
        with pytest.raises(UsageError, match="with a worker"):
            crew.open()


def test_without_dask_the_extra_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run("build", "--cluster", "tcp://127.0.0.1:9", folder=project(tmp_path))
    assert (done.status, "pip install 'digestry[dask]'" in done.err) == (2, True)
