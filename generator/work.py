"""Units of work, done here or by others: a pool of processes, or any other executor.

A unit is picklable and independent of every other; a task is a function at the top of a module.
A unit may be done twice, also at the same time, where whoever did it first is lost: what it
writes is the same each time.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from functools import partial
from itertools import islice
from multiprocessing import get_all_start_methods, get_context, parent_process
from threading import Lock, Thread
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from generator.errors import BuildError

Unit = TypeVar("Unit")
Result = TypeVar("Result")

WORTH_A_POOL = 400
"""How much work, in pages to render, starting processes is worth."""

COMPOSED = 10
"""Papers of which others' pages are composed in the time in which one page is rendered."""

_ALREADY_THERE = 4
"""So many times less work is worth handing over to processes that are there already."""

_AHEAD = 4
"""Units given out for each hand: enough that none waits, few enough that memory stays flat."""

_PULSE = 1.0
"""Seconds after which help that gives no result is asked whether it is still there."""

_CONTEXT = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
"""Workers start clean: the preview server has threads and sockets that a fork would copy."""

_LOADED_ONCE = ["generator.cli", "generator.rendering"]
"""What each worker needs, by name: it is loaded by whom they are forked from.

NumPy is not among it, which has threads that a fork would lose.
"""


def _is_there() -> bool:
    return True


class Help(msgspec.Struct, frozen=True):
    """An executor, how many units it does at once, and what it raises when it loses one.

    `is_there` says whether it can still give results: one that is gone may leave a unit waiting.
    """

    executor: Executor
    hands: int
    losses: tuple[type[Exception], ...] = (BrokenExecutor,)
    loss: str = "a process of the build was ended from outside, perhaps for want of memory"
    hint: str = "build again with --jobs 1"
    is_there: Callable[[], bool] = _is_there


class Crew:
    """Whoever does the units of a build: this process, and the help that it hires when needed."""

    def __init__(self, hire: Callable[[], Help] | None = None) -> None:
        self._hire = hire
        self._help: Help | None = None
        self._hiring = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def has_help(self) -> bool:
        """Whether anyone else could do units, beside what this process does meanwhile."""
        return self._hire is not None

    def open(self) -> None:
        """Hire help now, where there is any, and not only when there is work for it."""
        with self._hiring:
            if self._hire and not self._help:
                self._help = self._hire()

    def close(self) -> None:
        """Let the help go; it is hired again when needed."""
        if self._help:
            self._help.executor.shutdown()
            self._help = None

    def share(
        self,
        task: Callable[[Unit], Result],
        units: Iterable[Unit],
        *,
        work: int,
        chunk: int = 1,
    ) -> Iterator[Result]:
        """Give the result of a task for each unit, in their order, whoever does them.

        `work` is the size of all units together; `chunk` how many are handed over at once. Several
        threads may share out work. Raises what a task raises, and BuildError when a unit was lost
        with whoever did it.
        """
        if work >= WORTH_A_POOL:
            self.open()
        if self._help is None or work < WORTH_A_POOL // _ALREADY_THERE:
            return map(task, units)
        return _shared(self._help, partial(_do, task), _groups(units, chunk))


def pool(jobs: int) -> Crew:
    """Give a crew of so many processes; one is this process."""
    return Crew() if jobs == 1 else Crew(partial(_pool, jobs))


def _pool(jobs: int) -> Help:
    if _CONTEXT.get_start_method() == "forkserver":
        _CONTEXT.set_forkserver_preload(_LOADED_ONCE)
    return Help(ProcessPoolExecutor(jobs, mp_context=_CONTEXT, initializer=_serve), jobs)


def _serve() -> None:
    """Leave Ctrl-C, which a terminal sends to every process, to the build, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_build, daemon=True).start()


def _end_with_the_build() -> None:
    """End this process, whatever it is at, when the one that began the build is gone.

    One that was killed could not say so: its helpers would wait for work for ever.
    """
    if build := parent_process():
        build.join()
        os._exit(0)


def _groups(units: Iterable[Unit], size: int) -> Iterator[Sequence[Unit]]:
    rest = iter(units)
    while group := tuple(islice(rest, size)):
        yield group


def _do(task: Callable[[Unit], Result], units: Sequence[Unit]) -> list[Result]:
    return [task(unit) for unit in units]


def _shared(
    helping: Help,
    task: Callable[[Sequence[Unit]], list[Result]],
    groups: Iterable[Sequence[Unit]],
) -> Iterator[Result]:
    waiting: deque[Future[list[Result]]] = deque()
    try:
        for group in groups:
            if len(waiting) == _AHEAD * helping.hands:
                yield from _result(waiting.popleft(), helping)
            waiting.append(helping.executor.submit(task, group))
        while waiting:
            yield from _result(waiting.popleft(), helping)
    except helping.losses as error:
        raise BuildError(helping.loss, hint=helping.hint) from error
    finally:
        wait([future for future in waiting if not future.cancel()])


def _result(future: Future[Result], helping: Help) -> Result:
    while not wait([future], timeout=_PULSE).done:
        if not helping.is_there():
            raise BrokenExecutor
    return future.result()
