"""Checksums: of bytes, of the program itself, and of the libraries that it rests on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import msgspec

LIBRARIES = (
    "jinja2",
    "latex2mathml",
    "markupsafe",
    "mistune",
    "msgspec",
    "numpy",
    "python-slugify",
    "scipy",
    "text-unidecode",
)
"""The packages whose versions can change a byte of a page."""

_PACKAGE = Path(__file__).parent
_encode = msgspec.msgpack.Encoder().encode
_CANONICAL = msgspec.msgpack.Encoder(order="deterministic")


def content_digest(data: bytes) -> str:
    """The digest of a file's bytes, in 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()


def short_digest(data: bytes) -> bytes:
    """The same digest as 16 bytes, for values that are held by the hundred thousand."""
    return blake2b(data, digest_size=16).digest()


def value_digest(value: object) -> str:
    """The digest of a value: the same in every process, whatever order its tables are in."""
    return content_digest(_CANONICAL.encode(value))


def frozen_digest(value: object) -> bytes:
    """The digest, in 16 bytes, of a value that holds no tables: quicker, for one of many."""
    return short_digest(_encode(value))


@cache
def library_versions() -> Mapping[str, str]:
    """The versions of what touches bytes, as first asked for; Python's own for its Unicode."""
    python = ".".join(map(str, sys.version_info[:2]))
    return {"python": python} | {name: version(name) for name in LIBRARIES}


@cache
def program_digest() -> str:
    """The digest of the program's own source, as it was when first asked for."""
    return source_digest(
        {path.relative_to(_PACKAGE).as_posix(): path.read_bytes() for path in _sources()}
    )


def source_digest(files: Mapping[str, bytes]) -> str:
    """The digest of named files, whatever order they come in."""
    return value_digest(sorted(files.items()))


def _sources() -> Iterable[Path]:
    return (path for ending in ("py", "json") for path in _PACKAGE.rglob(f"*.{ending}"))
