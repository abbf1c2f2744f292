"""What the preview answers: a function of the request's target and of the site on disk."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from generator.errors import UsageError
from generator.preview.address import Target, path_of
from generator.preview.live import EVENTS, RESERVED, SCRIPT, STYLE, OpenPages, asset, inject
from generator.preview.site import CONTENT_TYPES, HTML, INDEX, NOT_FOUND, Site, content_type

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN: Final = CONTENT_TYPES[".txt"]
EVENT_STREAM: Final = "text/event-stream; charset=utf-8"

_NOTHING_HERE: Final = b"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Not found</title></head>
<body><h1>Not found</h1>
<p>There is no such page, and the site has no page for that. It may not have been built yet:
this page reloads when it is.</p></body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before it is written; a reply without a body of known length is a stream."""

    status: HTTPStatus
    body: bytes | None = b""
    content_type: str = PLAIN
    location: str = ""


class Answers:
    """Answers targets as GitHub Pages does, with the site below its base path."""

    def __init__(self, site: Site, base_path: str, pages: OpenPages) -> None:
        self._base = _names(base_path)
        self._site = site
        self._pages = pages

    @property
    def base_path(self) -> str:
        """The base path, quoted, with a `/` at both ends."""
        return path_of(self._base)

    def to(self, raw: str) -> Reply:
        """Answer a request target."""
        build, index = self._pages.build, self._pages.index
        reply = self._route(Target.read(raw))
        if reply.content_type != HTML or reply.body is None:
            return reply
        # The build is named before the page is read: at worst a page is reloaded once too often.
        body = inject(reply.body, self._tag(build, index))
        return Reply(reply.status, body, reply.content_type, reply.location)

    def _route(self, target: Target | None) -> Reply:
        if target is None:
            return self._missing()
        if not target.names and self._base:
            return _redirect(HTTPStatus.FOUND, self._base, target.query)
        if target.names[: len(self._base)] != self._base:
            return _plain(HTTPStatus.NOT_FOUND, f"The site lives under {self.base_path}\n")
        below = target.names[len(self._base) :]
        if below[:1] == (RESERVED,):
            return self._own(below[1:])
        return self._folder(below) if target.folder else self._file(below, target)

    def _folder(self, names: Sequence[str]) -> Reply:
        body = self._site.read((*names, INDEX))
        return self._missing() if body is None else Reply(HTTPStatus.OK, body, HTML)

    def _file(self, names: tuple[str, ...], target: Target) -> Reply:
        """Answer an address without a final `/`: a file, a page named `.html`, or a folder."""
        if names and (body := self._site.read(names)) is not None:
            return Reply(HTTPStatus.OK, body, content_type(names[-1]))
        if names and (body := self._site.read((*names[:-1], f"{names[-1]}.html"))) is not None:
            return Reply(HTTPStatus.OK, body, HTML)
        if not names or self._site.has_index(names):
            return _redirect(HTTPStatus.MOVED_PERMANENTLY, target.names, target.query)
        return self._missing()

    def _missing(self) -> Reply:
        body = self._site.read((NOT_FOUND,))
        return Reply(HTTPStatus.NOT_FOUND, _NOTHING_HERE if body is None else body, HTML)

    def _own(self, names: tuple[str, ...]) -> Reply:
        """Answer for what belongs to the preview itself."""
        if names == (EVENTS,):
            return Reply(HTTPStatus.OK, None, EVENT_STREAM)
        if names in {(SCRIPT,), (STYLE,)}:
            return Reply(HTTPStatus.OK, asset(names[0]), content_type(names[0]))
        return self._missing()

    def _tag(self, build: str, index: str) -> bytes:
        script = escape(f"{self.base_path}{RESERVED}/{SCRIPT}")
        names = f'data-build="{build}" data-index="{index}"'
        return f'<script src="{script}" {names} defer></script>'.encode()


def _names(base_path: str) -> tuple[str, ...]:
    """Read a base path, quoted or not, with or without `/` at its ends."""
    stripped = base_path.strip("/")
    base = Target.read(f"/{quote(stripped, safe='/%')}/" if stripped else "/")
    if base is None:
        message = f"{base_path!r} cannot be the base path of a site"
        raise UsageError(message, hint="it is the path of the site's address, such as /repo/")
    return base.names


def _redirect(status: HTTPStatus, names: Sequence[str], query: str) -> Reply:
    return Reply(status, location=path_of(names, query))


def _plain(status: HTTPStatus, text: str) -> Reply:
    return Reply(status, text.encode())
