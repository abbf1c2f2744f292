"""What a request asks for: its path as plain names, and whether its Host may ask at all."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import quote, unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
EVERY_INTERFACE: Final = frozenset({"0.0.0.0", "[::]"})  # noqa: S104 - compared with, not bound to
HTTP_PORT: Final = 80

_UNSAFE = re.compile(r"[/\\\x00-\x1f\x7f]")
_AUTHORITY = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\[\]:/@\s]+)(?::(?P<port>[0-9]{1,5}))?")
_QUERY_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Target:
    """A request's path as decoded names, whether it ended in `/`, and its query as it came."""

    names: tuple[str, ...]
    folder: bool
    query: str = ""

    @classmethod
    def read(cls, raw: str) -> Self | None:
        """Read a request target as `http.server` gives it; None if it cannot name a page.

        Names are decoded once, after splitting, so that no encoding can make a separator.
        """
        path, _, query = raw.partition("?")
        if not path.startswith("/"):
            return None
        parts = path[1:].split("/")
        folder = parts[-1] == ""
        names = [_name(part) for part in (parts[:-1] if folder else parts)]
        known = tuple(name for name in names if name is not None)
        return cls(known, folder, query) if len(known) == len(names) else None


def path_of(names: Iterable[str], query: str = "") -> str:
    """Spell the address of a folder: quoted, absolute, ending in `/`, with its query."""
    path = "".join(f"/{quote(name, safe='')}" for name in names) + "/"
    return f"{path}?{quote(query.encode('latin-1'), safe=_QUERY_SAFE)}" if query else path


def _name(part: str) -> str | None:
    """Decode one part of a path; None if it is empty, `.`, `..`, unsafe or not UTF-8."""
    try:
        name = unquote_to_bytes(part.encode("latin-1")).decode()
    except UnicodeError:
        return None
    return None if name in {"", ".", ".."} or _UNSAFE.search(name) else name


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names under which the preview answers, so that no foreign name can be bound to it."""

    host: str
    port: int

    def allow(self, header: str) -> bool:
        """Say whether a Host header names this preview, with its port."""
        authority = _AUTHORITY.fullmatch(header.strip().lower())
        if authority is None or int(authority["port"] or HTTP_PORT) != self.port:
            return False
        own = bracketed(self.host.lower())
        name = authority["name"]
        return name in LOOPBACK or name == own or (own in EVERY_INTERFACE and _is_ip(name))


def bracketed(host: str) -> str:
    """Spell a host as addresses do: an IPv6 address stands in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _is_ip(name: str) -> bool:
    """Say whether a host is a number: DNS rebinding needs a name, so a number is safe."""
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
