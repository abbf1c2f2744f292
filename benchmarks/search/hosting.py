"""A folder served as GitHub Pages does, with an account of every byte that is sent."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from tests.audit.host import CompressingHandler, QuietServer


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: the path asked for, and its bytes with headers, as they were sent."""

    path: str
    size: int


@dataclass(slots=True)
class Ledger:
    """All answers so far. A browser's cache never asks, so what is here crossed the network."""

    sent: list[Sent] = field(default_factory=list)
    last: float = 0.0
    _open: int = 0
    _lock: Lock = field(default_factory=Lock)

    def begin(self) -> None:
        """Note a request that has come."""
        with self._lock:
            self._open += 1

    def end(self, path: str, size: int) -> None:
        """Note an answer that has gone."""
        with self._lock:
            self._open -= 1
            self.last = time.monotonic()
            self.sent.append(Sent(path, size))

    def quiet_for(self) -> float:
        """Give the seconds since the last answer, 0 while one is on its way."""
        with self._lock:
            return 0.0 if self._open else time.monotonic() - self.last

    def mark(self) -> int:
        """Give a place in the account, for `since`."""
        with self._lock:
            return len(self.sent)

    def since(self, mark: int) -> tuple[Sent, ...]:
        """List the answers after a mark."""
        with self._lock:
            return tuple(self.sent[mark:])


class _CountingFile:
    """Passes bytes on to a socket and counts them."""

    def __init__(self, below: Any) -> None:
        self.below = below
        self.count = 0

    def write(self, data: Any) -> int:
        self.count += len(data)
        return int(self.below.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.below, name)


class _CountingHandler(CompressingHandler):
    """Answers as its base does and keeps the account."""

    # Headers and body are written apart: Nagle's algorithm would hold each body back for 40 ms.
    disable_nagle_algorithm = True

    def __init__(self, *args: object, ledger: Ledger, **options: Any) -> None:
        self.ledger = ledger
        super().__init__(*args, **options)

    def setup(self) -> None:
        super().setup()
        self.wfile: Any = _CountingFile(self.wfile)

    def do_GET(self) -> None:  # noqa: N802 - the base's name
        before = self.wfile.count
        self.ledger.begin()
        try:
            super().do_GET()
        finally:
            self.ledger.end(self.path, self.wfile.count - before)


@contextmanager
def counted(folder: Path, ledger: Ledger) -> Iterator[str]:
    """Serve a folder at a free port while the block runs; yield its address, ending in `/`."""
    handler = partial(_CountingHandler, ledger=ledger, base_path="/", directory=str(folder))
    with QuietServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
