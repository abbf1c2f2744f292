"""Fingerprints: what a file of the site is a function of, in 32 hexadecimal digits.

A page is a function of its view, its template and the program, so its fingerprint is too.
Never a time, an absolute path or a number of jobs: the same input has the same fingerprint
everywhere, and an incremental build therefore equals a clean one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import msgspec

from generator.model import Value
from generator.views.pages import Page

SCHEMA = 1
"""Raised when the meaning of a fingerprint changes."""

LIBRARIES = (
    "jinja2",
    "latex2mathml",
    "markupsafe",
    "mistune",
    "msgspec",
    "python-slugify",
    "text-unidecode",
)
"""The packages whose versions can change a byte of a page."""

_PACKAGE = Path(__file__).parent
_CANONICAL = msgspec.msgpack.Encoder(order="deterministic")


def content_digest(data: bytes) -> str:
    """The digest of a file's bytes, in 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()


def page_fingerprint(page: Page, *, template_digest: str, base: str) -> str:
    """The fingerprint of a page: everything that decides its bytes.

    `template_digest` covers the template with all that it includes, `base` what all pages
    share (see `base_digest`).
    """
    name = type(page.view).__name__
    subject = (SCHEMA, base, page.path, page.address, page.template, template_digest, name)
    return content_digest(_CANONICAL.encode((*subject, page.view)))


def base_digest(site: Value) -> str:
    """The digest of what all pages share: program, library versions, and the site's view."""
    subject = (SCHEMA, program_digest(), library_versions(), type(site).__name__, site)
    return content_digest(_CANONICAL.encode(subject))


def library_versions() -> dict[str, str]:
    """The versions of what touches bytes; Python's own because of its Unicode tables."""
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
    return content_digest(_CANONICAL.encode(sorted(files.items())))


def _sources() -> Iterable[Path]:
    return _PACKAGE.rglob("*.py")
