"""Units of work: the same results in the same order, whoever does them."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from multiprocessing import get_all_start_methods
from pathlib import Path
from socket import create_server
from typing import Any

import pytest

from generator import work
from generator.errors import BuildError, SearchError
from generator.work import Crew, Help, pool
from tests.units import fail_at_seven, square

ROOT = Path(__file__).parents[1]

CREWS: dict[str, Callable[[], Crew]] = {
    "this process": Crew,
    "threads": lambda: Crew(lambda: Help(ThreadPoolExecutor(2), 2)),
    "processes": lambda: pool(2),
}


@pytest.fixture(autouse=True)
def _everything_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WORTH_A_POOL", 1)


@pytest.fixture(params=CREWS)
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    with CREWS[request.param]() as made:
        yield made


def process_of(_unit: int) -> int:
    return os.getpid()


def modules_before(_unit: int) -> frozenset[str]:
    return frozenset(sys.modules)


def end_the_process(_unit: int) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def interrupt_the_process(unit: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return unit


@pytest.mark.parametrize("chunk", [1, 3])
def test_results_come_in_the_order_of_their_units(crew: Crew, chunk: int) -> None:
    done = list(crew.share(square, range(50), work=50, chunk=chunk))
    assert done == [number * number for number in range(50)]


def test_an_error_comes_as_it_was_raised_after_what_came_before(crew: Crew) -> None:
    given: list[int] = []
    with pytest.raises(SearchError) as caught:
        given.extend(crew.share(fail_at_seven, range(50), work=50))
    assert (caught.value.message, caught.value.hint) == ("seven", "not seven")
    done = crew.share(fail_at_seven, range(50), work=50)
    assert [next(done) for _ in range(7)] == list(range(7))


def test_a_crew_goes_on_after_an_error_and_after_it_was_closed(crew: Crew) -> None:
    with pytest.raises(SearchError):
        list(crew.share(fail_at_seven, range(9), work=9))
    assert list(crew.share(square, range(3), work=3)) == [0, 1, 4]
    crew.close()
    assert list(crew.share(square, range(3), work=3)) == [0, 1, 4]


def test_no_units_give_no_results(crew: Crew) -> None:
    assert list(crew.share(square, (), work=1)) == []


def test_only_a_few_units_are_given_out_at_once() -> None:
    taken = []

    def units() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with CREWS["threads"]() as crew:
        done = crew.share(square, units(), work=1000)
        assert next(done) == 0
        assert len(taken) < 20
        assert len(list(done)) == 999


def test_all_stages_share_one_pool() -> None:
    with pool(2) as crew:
        seen = {pid for _ in range(3) for pid in crew.share(process_of, range(20), work=20)}
    assert os.getpid() not in seen
    assert len(seen) <= 2


def test_little_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WORTH_A_POOL", 10)
    with pool(2) as crew:
        assert set(crew.share(process_of, range(9), work=9)) == {os.getpid()}


def test_help_that_is_gone_without_a_word_ends_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent(Executor):
        def submit(self, *_given: object, **_options: object) -> Future[Any]:
            return Future()

    monkeypatch.setattr(work, "_PULSE", 0.01)
    answers = iter([True, True, False])
    crew = Crew(lambda: Help(Silent(), 1, loss="all are gone", is_there=lambda: next(answers)))
    with pytest.raises(BuildError, match="all are gone"):
        list(crew.share(square, range(9), work=9))


def test_a_lost_process_ends_the_build() -> None:
    with pool(2) as crew, pytest.raises(BuildError, match="ended from outside") as caught:
        list(crew.share(end_the_process, range(20), work=20))
    assert caught.value.hint == "build again with --jobs 1"


BUSY = """
from generator import work
from tests.units import hold_a_line
work.WORTH_A_POOL = 1
with work.pool(2) as crew:
    list(crew.share(hold_a_line, [{port}] * 4, work=4))
"""


def test_when_a_build_is_killed_its_processes_end() -> None:
    with create_server(("127.0.0.1", 0)) as called:
        called.settimeout(60)
        program = BUSY.format(port=called.getsockname()[1])
        busy = [sys.executable, "-c", program]
        with subprocess.Popen(busy, cwd=ROOT) as build:  # noqa: S603 - our own program
            lines = [called.accept()[0] for _ in range(2)]
            build.kill()
        for line in lines:
            with line:
                line.settimeout(60)
                assert line.recv(1) == b""


def test_ctrl_c_reaches_the_build_and_not_its_processes() -> None:
    with pool(2) as crew:
        assert list(crew.share(interrupt_the_process, range(3), work=3)) == [0, 1, 2]


@pytest.mark.skipif("forkserver" not in get_all_start_methods(), reason="there is nobody to fork")
def test_what_workers_need_is_loaded_by_whom_they_are_forked_from() -> None:
    program = (
        "from generator.work import pool\n"
        "from tests.test_work import modules_before\n"
        "if __name__ == '__main__':\n"
        "    with pool(2) as crew:\n"
        "        (found,) = crew.share(modules_before, [1], work=1000)\n"
        "    print('generator.rendering' in found, 'numpy' in found)\n"
    )
    said = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == ["True", "False"]
