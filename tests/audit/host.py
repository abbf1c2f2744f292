"""The site on loopback with what GitHub Pages adds: gzip, and ten minutes in the cache."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.audit.sites import Site
from tests.browser.pages_host import PagesHandler

COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".xml"})


class CompressingHandler(PagesHandler):
    """Answers as its base does, but sends texts through gzip to those who take it."""

    def send_head(self) -> Any:
        """Send the headers and return the body, or None where there is none."""
        file = self._file()
        if file is None or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        body = compressed(file, file.stat().st_mtime_ns)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """Let everything stay in the cache as long as GitHub Pages does."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send the body; a browser that has left already wants none."""
        try:
            super().copyfile(source, outputfile)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _file(self) -> Path | None:
        file = Path(self.translate_path(self.path))
        if file.is_dir() and self.path.partition("?")[0].endswith("/"):
            file /= "index.html"
        return file if file.is_file() and file.suffix in COMPRESSED else None


@lru_cache(maxsize=256)
def compressed(file: Path, changed: int) -> bytes:
    """Return a file's bytes after gzip; the time of its last change keeps the cache honest."""
    del changed
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


class QuietServer(ThreadingHTTPServer):
    """Says nothing about browsers that hang up."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted(site: Site) -> Iterator[str]:
    """Serve a site at a free port while the block runs; yield its address, ending in `/`."""
    handler = partial(CompressingHandler, base_path=site.base_path, directory=str(site.folder))
    with QuietServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{site.base_path}"
        finally:
            server.shutdown()
            thread.join()
