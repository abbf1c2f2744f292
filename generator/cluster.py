"""Units of work on a Dask cluster whose machines share a folder. The one module that knows Dask.

What a unit reads and writes lies in the shared folder; what is sent is the unit and its result.
Every worker shows once that it is fit: it runs the same program, and sees the same files.
"""

from __future__ import annotations

import logging
import os
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import ExitStack, closing, contextmanager
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import msgspec

from generator.checksum import library_versions, program_digest, value_digest
from generator.errors import OutputError, UsageError
from generator.work import Crew, Help

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as DaskFuture

Given = ParamSpec("Given")
Result = TypeVar("Result")

_PATIENCE = 10.0
"""Seconds in which the scheduler has to answer, and a worker to be there."""

_SAMPLE = 16
"""Files of a folder that a worker is asked about."""

_ALIVE = frozenset({"running", "connecting"})
"""What the client says of itself while it may still give results."""

_AT_A_TIME = Lock()
"""A unit has its process for itself: threads would share open packs, and win nothing."""

_SHARED = "content, theme, cache and output must lie in a folder shared under one path"


class Places(msgspec.Struct, frozen=True):
    """The folders that every machine must share: those that are read, those that are written."""

    read: tuple[Path, ...]
    written: tuple[Path, ...]


class Witness(msgspec.Struct, frozen=True):
    """A file as it was seen: its place, its bytes, the second of its last change."""

    path: str
    size: int
    modified: int


class Terms(msgspec.Struct, frozen=True):
    """What a worker must agree with: the program, and files of the shared folders."""

    program: str
    witnesses: tuple[Witness, ...]


def cluster(address: str, places: Places) -> Crew:
    """Give the crew of the cluster whose scheduler listens at an address.

    Opening it raises UsageError when Dask is not installed, nobody answers, or nobody works.
    """
    return Crew(partial(_hire, address, places))


def _hire(address: str, places: Places) -> Help:
    with ExitStack() as stack:
        client = stack.enter_context(_connected(address))
        terms = Terms(_program(), stack.enter_context(_witnesses(places)))
        hands = len(client.nthreads())
        return Help(
            executor=_Workers(client, terms, stack.pop_all()),
            hands=hands,
            losses=_losses(),
            loss=f"the cluster at {address} lost a unit of the build, or was lost itself",
            hint="have workers been ended, perhaps for want of memory? Their log tells",
            is_there=lambda: client.status in _ALIVE,
        )


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        from distributed import Client  # noqa: PLC0415 - slow to import, and optional
    except ImportError as error:
        raise UsageError(
            "--cluster needs Dask, which is not installed", hint="pip install 'digestry[dask]'"
        ) from error
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it says is raised
    _check_address(address)
    with ExitStack() as stack:
        try:
            client = stack.enter_context(
                closing(Client(address, timeout=_PATIENCE, set_as_default=False))
            )
            client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, ValueError) as error:
            raise UsageError(
                f"no Dask scheduler with a worker answers at {address}",
                hint="start dask scheduler and dask worker, or build without --cluster",
            ) from error
        yield client


def _check_address(address: str) -> None:
    from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415 - as above

    try:
        get_address_host_port(address, strict=True)
    except ValueError as error:
        raise UsageError(
            f"{address!r} is not the address of a Dask scheduler",
            hint="it looks like tcp://HOST:8786",
        ) from error


def _losses() -> tuple[type[Exception], ...]:
    from distributed import KilledWorker  # noqa: PLC0415 - slow to import, and optional
    from distributed.comm.core import CommClosedError  # noqa: PLC0415 - as above

    return (KilledWorker, CommClosedError, CancelledError, BrokenExecutor)


class _Workers(Executor):
    """The workers of a cluster, each asked for its fitness before its first unit.

    Dask has an executor of its own. It takes a result for an error where the worker that had it
    is lost while it is fetched; here the unit is then done again.
    """

    def __init__(self, client: Client, terms: Terms, resources: ExitStack) -> None:
        self._client = client
        self._terms = terms
        self._resources = resources

    def submit(
        self, task: Callable[Given, Result], /, *args: Given.args, **options: Given.kwargs
    ) -> Future[Result]:
        """Hand a task to any worker."""
        loop = self._client.loop
        if loop is None:
            raise BrokenExecutor
        call = partial(task, *args, **options)
        sent = self._client.submit(_do, self._terms, call, pure=False)
        result: Future[Result] = Future()
        result.add_done_callback(lambda done: sent.cancel() if done.cancelled() else None)
        loop.add_callback(_fetch, self._client, sent, result)
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the standard's
        """Leave the cluster; it forgets what is not done."""
        self._resources.close()


async def _fetch(client: Client, sent: DaskFuture[Result], result: Future[Result]) -> None:
    """Wait for what was sent, and pass on how it ended."""
    try:
        value = await client.gather(sent, asynchronous=True)
    except Exception as error:  # noqa: BLE001 - raised where the result is asked for
        if result.set_running_or_notify_cancel():
            result.set_exception(error)
    else:
        if result.set_running_or_notify_cancel():
            result.set_result(value)


def _do(terms: Terms, task: Callable[[], Result]) -> Result:
    """Do a task in a worker; raises UsageError where the worker is not fit for it."""
    with _AT_A_TIME:
        _check(terms)
        return task()


@lru_cache(maxsize=4)
def _check(terms: Terms) -> None:
    if terms.program != _program():
        raise UsageError(
            f"a worker on {socket.gethostname()} runs another Digestry, or other libraries",
            hint="install the same versions everywhere, and start the workers again",
        )
    for witness in terms.witnesses:
        if _seen(witness.path) != witness:
            raise UsageError(
                f"a worker on {socket.gethostname()} does not see the same {witness.path}",
                hint=_SHARED,
            )


def _program() -> str:
    return value_digest((program_digest(), library_versions()))


def _seen(path: str) -> Witness | None:
    """See a file; it is opened, since a network's file system may know an old status of it."""
    try:
        with Path(path).open("rb") as file:
            status = os.fstat(file.fileno())
    except OSError:
        return None
    return Witness(path, status.st_size, int(status.st_mtime))


@contextmanager
def _witnesses(places: Places) -> Iterator[tuple[Witness, ...]]:
    """Give some files of the folders that are read, and a new one in those that are written."""
    with ExitStack() as stack:
        made = [stack.enter_context(_mark(folder)) for folder in places.written]
        found = chain(made, *map(_sample, places.read))
        yield tuple(witness for path in found if (witness := _seen(path)))


@contextmanager
def _mark(folder: Path) -> Iterator[str]:
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context(tempfile.NamedTemporaryFile(prefix=".digestry-", dir=folder))
        except OSError as error:
            message = f"{folder} cannot be written: {error.strerror or error}"
            raise OutputError(message, hint=_SHARED) from error
        yield file.name


def _sample(folder: Path) -> Iterable[str]:
    """Name a few files of a folder, from its first to its last."""
    places = sorted(str(place) for place in folder.rglob("*") if place.is_file())
    return places[:: max(1, len(places) // _SAMPLE)]
