"""Conversations: what comes over each connection, answered in turn by one thread for all.

A thread for each would take turns with the others at every request, which costs more than to
answer it.
"""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, cast

from generator.preview.request import refusal, reply_to

if TYPE_CHECKING:
    from generator.preview.address import Hosts
    from generator.preview.answer import Answers
    from generator.preview.live import OpenPages

IDLE_SECONDS: Final = 60
MOST_CONVERSATIONS: Final = 512
LONGEST_HEAD: Final = 1 << 16

_END_OF_HEAD: Final = re.compile(rb"\n\r?\n")
_LONGEST_END: Final = 3


class Conversations:
    """All connections but those of open pages, the one that has been silent for longest first."""

    def __init__(self, answers: Answers, pages: OpenPages, hosts: Hosts) -> None:
        self.answers = answers
        self.pages = pages
        self.hosts = hosts
        self._since: dict[Conversation, float] = {}

    def begin(self) -> Conversation:
        """Begin one, as `asyncio` asks for it."""
        return Conversation(self)

    def heard(self, conversation: Conversation) -> None:
        """Note that a conversation goes on; of too many the one that is silent for longest ends."""
        self._since.pop(conversation, None)
        self._since[conversation] = asyncio.get_running_loop().time()
        if len(self._since) > MOST_CONVERSATIONS:
            next(iter(self._since)).end()

    def ended(self, conversation: Conversation) -> None:
        """Forget a conversation."""
        self._since.pop(conversation, None)

    def end_silent(self) -> None:
        """End those in which nothing was asked or taken for too long."""
        now = asyncio.get_running_loop().time()
        for conversation, since in tuple(self._since.items()):
            if since > now - IDLE_SECONDS:
                return
            conversation.end()

    def end_all(self) -> None:
        """End all of them."""
        for conversation in tuple(self._since):
            conversation.end()


class Conversation(asyncio.Protocol):
    """The requests that come over one connection."""

    def __init__(self, all_of_them: Conversations) -> None:
        self._all = all_of_them
        self._unread = bytearray()
        self._waits = False  # the other side does not take what it asked for
        self._is_page = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request."""
        self._line = cast("asyncio.Transport", transport)
        self._all.heard(self)

    def data_received(self, data: bytes) -> None:
        """Answer what is now there in full."""
        if self._is_page:
            return  # a page never says anything more
        looked_through = max(0, len(self._unread) - _LONGEST_END)
        self._unread += data
        self._answer(looked_through)

    def pause_writing(self) -> None:
        """Answer no more until the other side has taken what it asked for."""
        self._waits = True
        self._line.pause_reading()

    def resume_writing(self) -> None:
        """Go on answering."""
        self._waits = False
        self._line.resume_reading()
        self._all.heard(self)
        self._answer(0)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - as in the base class
        """Forget the connection; why it ended is the other side's business."""
        self._all.ended(self)
        self._all.pages.leave(self._line)

    def end(self) -> None:
        """Hang up."""
        self._all.ended(self)
        self._line.abort()

    def _answer(self, looked_through: int) -> None:
        while not (self._waits or self._is_page or self._line.is_closing()):
            found = _END_OF_HEAD.search(self._unread, looked_through)
            if found is None:
                if len(self._unread) > LONGEST_HEAD:
                    self._refuse_long()
                return
            head = bytes(self._unread[: found.end()])
            del self._unread[: found.end()]
            looked_through = 0
            self._reply(head)

    def _reply(self, head: bytes) -> None:
        request = reply_to(head, self._all.answers, self._all.hosts)
        self._all.heard(self)
        self._line.write(request.reply)
        if request.listens:
            self._is_page = True
            self._all.ended(self)
            self._all.pages.join(self._line)
        elif request.close_connection:
            self._line.close()

    def _refuse_long(self) -> None:
        has_line = b"\n" in self._unread
        status = (
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            if has_line
            else HTTPStatus.REQUEST_URI_TOO_LONG
        )
        self._line.write(refusal(status, self._all.answers, self._all.hosts))
        self._line.close()
