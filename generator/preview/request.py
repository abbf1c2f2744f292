"""One request: is it well formed, is it meant for the preview, and what is replied.

The standard library reads it; nothing here waits for anybody.
"""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from typing import TYPE_CHECKING, Final

from generator.preview.answer import Reply

if TYPE_CHECKING:
    from generator.preview.address import Hosts
    from generator.preview.answer import Answers

METHODS: Final = "GET, HEAD"

_ALWAYS: Final = (
    "Cache-Control: no-cache\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "X-Content-Type-Options: nosniff\r\n"
)
_REASONS: Final = {
    HTTPStatus.METHOD_NOT_ALLOWED: f"The preview answers {METHODS} only.\n",
    HTTPStatus.MISDIRECTED_REQUEST: "The preview answers to its own address only.\n",
}


class Request(BaseHTTPRequestHandler):
    """Reads the head of a request, and replies to it as soon as it is made.

    `reply` is what goes back, `close_connection` whether that was the last, `listens` whether an
    open page asked to be told of builds.
    """

    protocol_version = "HTTP/1.1"
    server_version = "Digestry"
    sys_version = ""

    def __init__(self, head: bytes, answers: Answers, hosts: Hosts) -> None:
        # The base class would read from a connection, and wait for what is missing.
        self.rfile = BytesIO(head)
        self.wfile = self._written = BytesIO()
        self._answers = answers
        self._hosts = hosts
        self.command = self.requestline = ""
        self.request_version = self.default_request_version
        self.listens = False

    @property
    def reply(self) -> bytes:
        """The reply to the request, with its head."""
        return self._written.getvalue()

    def do_GET(self) -> None:
        """Answer the request, once it is known to be meant for us."""
        if self._brings_a_body():
            # Left unread, a body would be taken for the next request.
            self.close_connection = True
        if self.headers.defects or self.headers.get_payload():
            self.send_error(HTTPStatus.BAD_REQUEST)  # not a header: what follows it was not read
            return
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or not self._hosts.allow(hosts[0]):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        if self._is_embedded_elsewhere():
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        reply = self._answers.to(self.path)
        if reply.body is None:
            self.close_connection = True
            self.listens = self.command == "GET"
            self._write(reply, "", b"")
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


def reply_to(head: bytes, answers: Answers, hosts: Hosts) -> Request:
    """Reply to a request whose whole head is there."""
    request = Request(head, answers, hosts)
    request.handle_one_request()
    return request


def refusal(status: HTTPStatus, answers: Answers, hosts: Hosts) -> bytes:
    """The reply to what has not become a request."""
    request = Request(b"", answers, hosts)
    request.send_error(status)
    return request.reply
