"""The preview's server: listens in a thread of its own, and tells open pages of builds."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import threading
from typing import TYPE_CHECKING, Final, Self

from generator.errors import UsageError
from generator.preview.address import EVERY_INTERFACE, Hosts, bracketed
from generator.preview.answer import Answers
from generator.preview.conversation import Conversations
from generator.preview.live import BuildState, OpenPages
from generator.preview.site import Site

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_QUEUE: Final = 1024
_SWEEP_SECONDS: Final = 5


class PortTakenError(UsageError):
    """Another program listens on this port."""


class Preview:
    """Serves an output folder until it is stopped, and keeps its open pages up to date.

    Raises UsageError where the base path is none. Port 0 means any free one.
    """

    def __init__(
        self, output: Path, *, base_path: str = "/", host: str = "127.0.0.1", port: int = 8000
    ) -> None:
        self._site = Site(output)
        self._pages = OpenPages()
        self._answers = Answers(self._site, base_path, self._pages)
        self._host = host.strip("[]")
        self._port = port
        self._listener: _Listener | None = None

    @property
    def address(self) -> str:
        """The address of the home page, with the port that is really used."""
        port = self._listener.port if self._listener else self._port
        host = bracketed(self._host)
        shown = "localhost" if host in EVERY_INTERFACE else host
        return f"http://{shown}:{port}{self._answers.base_path}"

    def start(self) -> None:
        """Listen and answer; raises PortTakenError, or UsageError for an impossible address."""
        try:
            self._listener = _Listener(self._host, self._port, self._answers, self._pages)
        except (OSError, OverflowError) as error:
            raise _refusal(self._host, self._port, error) from error
        self._listener.start()

    def stop(self) -> None:
        """Stop answering and close every connection; does nothing if it was not started."""
        if self._listener:
            self._listener.stop()

    def changed(self, state: BuildState) -> None:
        """Tell open pages how a build ended: they reload, or show the error."""
        self._site.forget()
        if self._listener:
            self._listener.tell(state)

    def __enter__(self) -> Self:
        """Start, as a context."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop at the end of the context."""
        self.stop()


def _refusal(host: str, port: int, error: Exception) -> UsageError:
    """Say why the preview cannot listen on an address."""
    place = f"{bracketed(host)}:{port}"
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        message = f"{place} is in use by another program"
        return PortTakenError(message, hint="choose another port with --port")
    reason = error.strerror if isinstance(error, OSError) else error
    message = f"the preview cannot listen on {place}: {reason}"
    return UsageError(message, hint="choose another --host or --port")


class _Listener:
    """A socket that listens, and the thread in which all conversations are held."""

    def __init__(self, host: str, port: int, answers: Answers, pages: OpenPages) -> None:
        self._socket = _listening(host, port)
        self.port = int(self._socket.getsockname()[1])
        self._pages = pages
        self._conversations = Conversations(answers, pages, Hosts(bracketed(host), self.port))
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def tell(self, state: BuildState) -> None:
        """Tell open pages of a build, before anything that is asked from now on."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._pages.tell, state)

    def stop(self) -> None:
        """Stop listening and close all connections."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        begin = self._conversations.begin
        server = await loop.create_server(begin, sock=self._socket, backlog=LONGEST_QUEUE)
        sweeping = loop.create_task(self._sweep())
        await self._end.wait()
        sweeping.cancel()
        server.close()
        self._pages.close()
        self._conversations.end_all()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            self._conversations.end_silent()


def _listening(host: str, port: int) -> socket.socket:
    """Bind to an address without asking a name server for the machine's name."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        # Elsewhere than on POSIX this would share a port that another program listens on.
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((str(address[0]), port))
        listener.listen(LONGEST_QUEUE)
    except BaseException:
        listener.close()
        raise
    return listener
