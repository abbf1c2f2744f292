"""The built site on disk: finds a file by its exact names, and never leaves the output folder."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

INDEX: Final = "index.html"
NOT_FOUND: Final = "404.html"
HTML: Final = "text/html; charset=utf-8"
UNKNOWN_TYPE: Final = "application/octet-stream"

# A table of our own: the system's differs between machines, and on Windows is often wrong.
CONTENT_TYPES: Final = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".bib": "text/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".htm": HTML,
    ".html": HTML,
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}


def content_type(name: str) -> str:
    """Return the content type of a file name, with its charset where it is text."""
    return CONTENT_TYPES.get(os.path.splitext(name)[1].lower(), UNKNOWN_TYPE)  # noqa: PTH122 - a name


class Site:
    """The output folder of a build, read afresh for every request.

    Paths are strings here: with `pathlib` a look-up takes three times as long.
    """

    def __init__(self, output: Path) -> None:
        self._output = str(output)
        self._listed = lru_cache(maxsize=512)(_listing)

    def read(self, names: Sequence[str]) -> bytes | None:
        """Return a file's bytes; None where there is no such file that may be served."""
        path = self._find(names)
        if path is None:
            return None
        try:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - see the class
                return file.readall()
        except OSError:
            return None

    def has_index(self, names: Sequence[str]) -> bool:
        """Say whether these names lead to a folder with an index page."""
        return self._find((*names, INDEX)) is not None

    def forget(self) -> None:
        """Drop what is remembered of folders, after a build."""
        self._listed.cache_clear()

    def _find(self, names: Sequence[str]) -> str | None:
        """Resolve names to an existing file inside the output, no part of its path hidden."""
        root = os.path.realpath(self._output)
        try:
            path = os.path.realpath(f"{root}/{'/'.join(names)}", strict=True)
            # Opening anything but a regular file, a pipe for one, could block for ever.
            found = stat.S_ISREG(os.stat(path).st_mode) and self._is_spelled(root, names)  # noqa: PTH116 - see the class
        except (OSError, ValueError):
            return None
        inside = path.startswith(root + os.sep)
        hidden = f"{os.sep}." in path[len(root) :] or any(name.startswith(".") for name in names)
        return path if found and inside and not hidden else None

    def _is_spelled(self, folder: str, names: Sequence[str]) -> bool:
        """Say whether each name is spelled as on disk, since Pages tells cases apart.

        Where the file system does not, it would find `About` for `about`.
        """
        for name in names:
            if name not in self._listed(folder) and name not in _listing(folder):
                return False
            folder += os.sep + name
        return True


def _listing(folder: str) -> frozenset[str]:
    return frozenset(os.listdir(folder))  # noqa: PTH208 - names alone, of very large folders
