"""The preview's server: reads requests, refuses what may not ask, writes the replies."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import TYPE_CHECKING, Any, Final, Self

from generator.errors import UsageError
from generator.preview.address import EVERY_INTERFACE, Hosts, bracketed
from generator.preview.answer import Answers, Reply
from generator.preview.live import BuildState, OpenPages, hang_up
from generator.preview.site import Site

if TYPE_CHECKING:
    from pathlib import Path

METHODS: Final = "GET, HEAD"
IDLE_SECONDS: Final = 60
LONGEST_QUEUE: Final = 1024
MOST_CONVERSATIONS: Final = 512

_ALWAYS: Final = (
    "Cache-Control: no-cache\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "X-Content-Type-Options: nosniff\r\n"
)
_REASONS: Final = {
    HTTPStatus.METHOD_NOT_ALLOWED: f"The preview answers {METHODS} only.\n",
    HTTPStatus.MISDIRECTED_REQUEST: "The preview answers to its own address only.\n",
}


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
        self._server: _Server | None = None

    @property
    def address(self) -> str:
        """The address of the home page, with the port that is really used."""
        port = self._server.server_port if self._server else self._port
        host = bracketed(self._host)
        shown = "localhost" if host in EVERY_INTERFACE else host
        return f"http://{shown}:{port}{self._answers.base_path}"

    def start(self) -> None:
        """Listen and answer; raises PortTakenError, or UsageError for an impossible address."""
        try:
            self._server = _Server(self._host, self._port, self._answers, self._pages)
        except (OSError, OverflowError) as error:
            raise _refusal(self._host, self._port, error) from error
        threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="preview", daemon=True
        ).start()

    def stop(self) -> None:
        """Stop answering and close every connection; does nothing if it was not started."""
        self._pages.close()
        if self._server:
            self._server.stop()

    def changed(self, state: BuildState) -> None:
        """Tell open pages how a build ended: they reload, or show the error."""
        self._site.forget()
        self._pages.tell(state)

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


class _Server(ThreadingHTTPServer):
    """A thread for each connection, except for those of open pages, which need none.

    Threads are kept for the next connection: to start one costs more than to answer a request.
    """

    request_queue_size = LONGEST_QUEUE
    # Elsewhere than on POSIX this would share a port that another program listens on.
    allow_reuse_address = os.name == "posix"

    def __init__(self, host: str, port: int, answers: Answers, pages: OpenPages) -> None:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        self.address_family = family
        self.answers = answers
        self.pages = pages
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._crew = ThreadPoolExecutor(MOST_CONVERSATIONS, thread_name_prefix="preview")
        super().__init__((str(address[0]), port), _Conversation)
        self.hosts = Hosts(bracketed(host), self.server_port)

    def server_bind(self) -> None:
        """Bind without asking a name server for the machine's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that it can be closed when the preview stops."""
        with self._lock:
            self._open.add(request)
        self._crew.submit(self.process_request_thread, request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection that is done, unless it now belongs to the open pages."""
        with self._lock:
            ours = request in self._open
            self._open.discard(request)
        if ours:
            super().shutdown_request(request)

    def give_to_pages(self, connection: socket.socket) -> None:
        """Let the open pages have a connection; its thread ends."""
        with self._lock:
            self._open.discard(connection)
        self.pages.join(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hung up; show anything else."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        """Stop listening and close all connections."""
        self.shutdown()
        self.server_close()
        with self._lock:
            for connection in self._open:
                hang_up(connection)
            self._open.clear()
        self._crew.shutdown(wait=False, cancel_futures=True)


class _Conversation(BaseHTTPRequestHandler):
    """The requests that come over one connection."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Digestry"
    sys_version = ""
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    wbufsize = 1 << 16

    def do_GET(self) -> None:
        """Answer one request, once it is known to be meant for us."""
        if self._brings_a_body():
            # Left unread, a body would be taken for the next request.
            self.close_connection = True
        if self.headers.defects or self.headers.get_payload():
            self.send_error(HTTPStatus.BAD_REQUEST)  # not a header: what follows it was not read
            return
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or not self.server.hosts.allow(hosts[0]):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        if self._is_embedded_elsewhere():
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        reply = self.server.answers.to(self.path)
        if reply.body is None:
            self._stream(reply)
        else:
            self._write(reply, f"Content-Length: {len(reply.body)}\r\n", reply.body)

    do_HEAD = do_GET  # noqa: N815 - the name that the base class looks for

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request in plain text, repeating nothing of it, and end the connection."""
        del message, explain
        # The base class says 501 for any method that this class lacks: it is known, not allowed.
        unknown_method = code == HTTPStatus.NOT_IMPLEMENTED
        status = HTTPStatus.METHOD_NOT_ALLOWED if unknown_method else HTTPStatus(code)
        body = _REASONS.get(status, f"{status.phrase}.\n").encode()
        allow = f"Allow: {METHODS}\r\n" if unknown_method else ""
        self.close_connection = True
        self._write(Reply(status), f"{allow}Content-Length: {len(body)}\r\n", body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
        """Keep the terminal for the builds."""

    def _stream(self, reply: Reply) -> None:
        """Begin the stream of events and hand the connection over."""
        self.close_connection = True
        self._write(reply, "", b"")
        if self.command == "GET":
            self.wfile.flush()
            self.server.give_to_pages(self.connection)

    def _write(self, reply: Reply, headers: str, body: bytes) -> None:
        """Write a reply at once; the base class's own way takes several times as long."""
        status = reply.status
        location = f"Location: {reply.location}\r\n" if reply.location else ""
        close = "Connection: close\r\n" if self.close_connection else ""
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\n"
            f"Server: {self.server_version}\r\nDate: {self.date_time_string()}\r\n"
            f"Content-Type: {reply.content_type}\r\n{headers}{location}{close}{_ALWAYS}\r\n"
        )
        self.wfile.write(head.encode("latin-1") + (b"" if self.command == "HEAD" else body))

    def _brings_a_body(self) -> bool:
        lengths = self.headers.get_all("Content-Length", ["0"])
        return lengths != ["0"] or "Transfer-Encoding" in self.headers

    def _is_embedded_elsewhere(self) -> bool:
        """Say whether another site's page asks, and not a reader who follows a link (Fetch)."""
        fields = self.headers
        if fields.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}:
            return False
        return fields.get("Sec-Fetch-Mode") != "navigate"
