"""Open pages and what they are told: each has a connection, and none a thread of its own."""

from __future__ import annotations

import re
import secrets
import socket
import threading
from contextlib import suppress
from importlib import resources
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

RESERVED: Final = ".digestry"
"""The folder below the base path that belongs to the preview; dot folders are never a site's."""

EVENTS: Final = "events"
SCRIPT: Final = "reload.js"
STYLE: Final = "reload.css"
MOST_PAGES: Final = 500

_END_OF_HEAD = re.compile(rb"</head\s*>|<body[\s>]", re.IGNORECASE)


class BuildState(msgspec.Struct, frozen=True):
    """How the last build ended: None, or the text of its error.

    Without `pages`, only what pages load later has changed, such as the search index.
    """

    error: str | None = None
    pages: bool = True


class Notice(msgspec.Struct, frozen=True):
    """What an open page is told: the build it should show, and the error of a later one.

    `index` names the build whose search index is there.
    """

    build: str
    index: str
    error: str | None

    def as_event(self) -> bytes:
        """Spell the notice as a server-sent event; JSON has no line ends of its own."""
        return b"retry: 500\ndata: " + msgspec.json.encode(self) + b"\n\n"


def asset(name: str) -> bytes:
    """Return the script or the stylesheet that the preview adds to pages."""
    return resources.files(__package__).joinpath(name).read_bytes()


def inject(page: bytes, tag: bytes) -> bytes:
    """Put a tag at the end of a page's head, whose end tag may be left out, else of the page."""
    place = _END_OF_HEAD.search(page)
    at = place.start() if place else len(page)
    return page[:at] + tag + page[at:]


class OpenPages:
    """The connections of open pages, and what the last build was."""

    def __init__(self) -> None:
        # A restarted preview may show another site: its builds must not look like the old ones.
        self._run = secrets.token_hex(4)
        self._count = 0
        self._index = 0
        self._error: str | None = None
        self._pages: set[socket.socket] = set()
        self._closed = False
        self._lock = threading.Lock()

    @property
    def build(self) -> str:
        """The name of the last good build."""
        return f"{self._run}-{self._count}"

    @property
    def index(self) -> str:
        """The name of the last good build of what pages load later."""
        return f"{self._run}-{self._index}"

    def tell(self, state: BuildState) -> None:
        """Send every open page the outcome of a build; only a good one makes a new page."""
        with self._lock:
            self._error = state.error
            self._count += state.error is None and state.pages
            self._index += state.error is None
            self._keep(page for page in tuple(self._pages) if self._send(page))

    def join(self, page: socket.socket) -> None:
        """Take over a connection, tell it the present state, and let go of pages that left."""
        with self._lock:
            page.settimeout(0)
            stay = {other for other in self._pages if _is_there(other)}
            if not self._closed and len(stay) < MOST_PAGES and self._send(page):
                stay.add(page)
            self._pages.add(page)
            self._keep(stay)

    def close(self) -> None:
        """Let go of all pages; those that join later are let go at once."""
        with self._lock:
            self._closed = True
            self._keep(())

    def _send(self, page: socket.socket) -> bool:
        """Send the notice without waiting; a page too slow to take it has to come again."""
        event = Notice(self.build, self.index, self._error).as_event()
        try:
            return page.send(event) == len(event)
        except OSError:
            return False

    def _keep(self, stay: Iterable[socket.socket]) -> None:
        """Close all connections but these."""
        kept = set(stay)
        for page in self._pages - kept:
            hang_up(page)
        self._pages = kept


def hang_up(connection: socket.socket) -> None:
    """Close a connection for both sides, even while another thread reads from it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


def _is_there(page: socket.socket) -> bool:
    """Say whether the other side still listens; a page never says anything more."""
    try:
        return page.recv(1024) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False
