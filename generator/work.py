"""Units of work, done here or shared out to processes.

A unit is picklable and independent of every other; a task is a function at the top of a module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import TypeVar

from generator.errors import BuildError

Unit = TypeVar("Unit")
Result = TypeVar("Result")

WORTH_A_POOL = 400
"""How much work, in pages to render, starting processes is worth."""

_CONTEXT = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
"""Workers start clean: the preview server has threads and sockets that a fork would copy."""


def share(
    task: Callable[[Unit], Result], units: Iterable[Unit], *, jobs: int, work: int, chunk: int = 1
) -> Iterator[Result]:
    """Give the result of a task for each unit, in their order, whoever does them.

    `work` is the size of all units together; `chunk` how many are handed over at once. Raises
    BuildError when a process is lost.
    """
    if jobs == 1 or work < WORTH_A_POOL:
        yield from map(task, units)
        return
    try:
        with ProcessPoolExecutor(jobs, mp_context=_CONTEXT) as executor:
            yield from executor.map(task, units, chunksize=chunk)
    except BrokenProcessPool as error:
        raise BuildError(
            "a process of the build was ended from outside, perhaps for want of memory",
            hint="build again with --jobs 1",
        ) from error
