"""Open pages and what they are told: each has a connection, and none a thread of its own."""

from __future__ import annotations

import re
import secrets
from importlib import resources
from typing import Final, Protocol

import msgspec

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


class Line(Protocol):
    """What open pages need of a connection, as `asyncio.Transport` has it."""

    def write(self, data: bytes, /) -> None:
        """Send without waiting."""

    def get_write_buffer_size(self) -> int:
        """How many bytes the other side has not taken yet."""

    def close(self) -> None:
        """End it once all was sent."""

    def abort(self) -> None:
        """End it at once."""


class OpenPages:
    """The connections of open pages, and what the last build was. One thread uses it."""

    def __init__(self) -> None:
        # A restarted preview may show another site: its builds must not look like the old ones.
        self._run = secrets.token_hex(4)
        self._count = 0
        self._index = 0
        self._error: str | None = None
        self._pages: set[Line] = set()
        self._closed = False

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
        self._error = state.error
        self._count += state.error is None and state.pages
        self._index += state.error is None
        for page in tuple(self._pages):
            self._send(page)

    def join(self, page: Line) -> None:
        """Take over a connection and tell it the present state, or close one too many."""
        if self._closed or len(self._pages) >= MOST_PAGES:
            page.close()
            return
        self._pages.add(page)
        self._send(page)

    def leave(self, page: Line) -> None:
        """Forget a connection that has ended, if it was a page's."""
        self._pages.discard(page)

    def close(self) -> None:
        """Let go of all pages; those that join later are let go at once."""
        self._closed = True
        for page in self._pages:
            page.close()
        self._pages.clear()

    def _send(self, page: Line) -> None:
        """Send the notice without waiting; a page too slow to take the last has to come again."""
        if page.get_write_buffer_size():
            self._pages.discard(page)
            page.abort()
            return
        page.write(Notice(self.build, self.index, self._error).as_event())
