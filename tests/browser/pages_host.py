"""A folder on loopback, served as GitHub Pages serves it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

# Spelled out because the system's own table differs from machine to machine.
MEDIA_TYPES = {
    "": "application/octet-stream",
    ".bib": "application/x-bibtex",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".xml": "application/xml",
}


class PagesHandler(SimpleHTTPRequestHandler):
    """Answers below the base path: `dir/` is its index, `dir` redirects, the rest is 404.html."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, base_path: str, **options: object) -> None:
        self.base_path = base_path
        self.extensions_map = MEDIA_TYPES
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Return the file for an address, or one that cannot exist outside the base path."""
        if not f"{urlsplit(path).path}/".startswith(self.base_path):
            return str(Path(self.directory, "outside", "the", "site"))
        found = super().translate_path(path[len(self.base_path) - 1 :])
        beside = Path(f"{found}.html")
        return str(beside) if not Path(found).exists() and beside.is_file() else found

    def list_directory(self, path: object) -> None:
        """Refuse: a folder without an index is not found."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is not found with the site's own 404.html, where it has one."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: a test's output is the test's."""


class PagesServer(ThreadingHTTPServer):
    """A server whose clients may leave in the middle of an answer."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went to another page."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def pages_host(directory: Path, base_path: str = "/") -> Iterator[str]:
    """Serve the folder at a free port while the block runs; yield its address, ending in `/`."""
    base_path = f"/{base_path.strip('/')}/".replace("//", "/")
    handler = partial(PagesHandler, base_path=base_path, directory=str(directory))
    with PagesServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base_path}"
        finally:
            server.shutdown()
            thread.join()
