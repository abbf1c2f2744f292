"""Static files of a theme, named by their content: an address never shows two contents."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping

from generator.errors import UsageError
from generator.model import Value

FOLDER = "assets"
"""Where static files live below the root of the site."""

_IMPORT = re.compile(
    rb"""(?P<lead>\b(?:from|import)\s*\(?\s*|\bnew URL\(\s*|\burl\(\s*)"(?P<name>\.\.?/[^"]+)\""""
)


class Asset(Value):
    """A static file: its path below the root of the site, and its bytes."""

    path: str
    data: bytes


def name_by_content(files: Mapping[str, bytes]) -> dict[str, Asset]:
    """Return each file with eight digits of its hash in its name, by its plain name.

    A relative import in a script or style sheet is rewritten to the new name, so that a
    change of the imported file changes the importing one as well. Raises UsageError where an
    import leads nowhere or in a circle.
    """
    named: dict[str, Asset] = {}
    for name in sorted(files):
        _settle(name, files, named, ())
    return {name: named[name] for name in sorted(named)}


def _settle(
    name: str, files: Mapping[str, bytes], named: dict[str, Asset], path: tuple[str, ...]
) -> Asset:
    """Name one file after all that it imports."""
    if name in named:
        return named[name]
    if name in path:
        raise UsageError(
            f"static files import each other in a circle: {_arrows(path, name)}",
            hint="take one of these imports out",
        )
    if name not in files:
        raise UsageError(
            f"static file is missing: {_arrows(path, name)}",
            hint="put it into static/, or correct the import",
        )

    def rewrite(match: re.Match[bytes]) -> bytes:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["name"].decode()))
        asset = _settle(target, files, named, (*path, name))
        folder = posixpath.dirname(match["name"].decode())
        return match["lead"] + f'"{folder}/{posixpath.basename(asset.path)}"'.encode()

    data = files[name]
    if name.endswith((".js", ".css")):
        data = _IMPORT.sub(rewrite, data)
    named[name] = Asset(path=f"{FOLDER}/{_hashed_name(name, data)}", data=data)
    return named[name]


def _hashed_name(name: str, data: bytes) -> str:
    """Return `reading.3f2a91bc.css` for `reading.css`."""
    stem, extension = posixpath.splitext(name)
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}{extension}"


def _arrows(path: tuple[str, ...], name: str) -> str:
    """Return the chain of imports that leads to a file."""
    return " -> ".join((*path, name))
