"""Fingerprints: what a file of the site is a function of, in 32 hexadecimal digits.

A page is a function of its sketch, its template and the program, so its fingerprint is too.
Never a time, an absolute path or a number of jobs: the same input has the same fingerprint
everywhere, and an incremental build therefore equals a clean one.
"""

from __future__ import annotations

from importlib.metadata import version

import msgspec

from generator.checksum import (
    content_digest,
    library_versions,
    program_digest,
    value_digest,
)
from generator.model import Value
from generator.views.sketches import PageSketch, UnreadSketch

__all__ = ["SCHEMA", "base_digest", "content_digest", "inputs_digest", "page_fingerprint"]

INDEXER = "pagefind"
"""The package that makes the search index; it does not touch pages."""

SCHEMA = 2
"""Raised when the meaning of a fingerprint changes."""

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def page_fingerprint(page: PageSketch, *, template_digest: str, base: str) -> str:
    """The fingerprint of a page: everything that decides its bytes.

    `template_digest` covers the template with all that it includes, `base` what all pages
    share (see `base_digest`).
    """
    sketch = page.sketch
    name = type(sketch).__name__
    shown = sketch.subject() if isinstance(sketch, UnreadSketch) else sketch
    subject = (SCHEMA, base, page.path, page.address, page.template, template_digest, name, shown)
    return content_digest(_encode(subject))


def inputs_digest(*inputs: object) -> str:
    """The digest of everything that a site is made of: the given, the program and its libraries."""
    return value_digest((SCHEMA, program_digest(), library_versions(), version(INDEXER), inputs))


def known_by(settings: Value, base_url: str, site: Value, theme: str) -> str:
    """The digest of all that decides fingerprints beside what pages show of the archive."""
    shared = (SCHEMA, program_digest(), library_versions())
    return value_digest((shared, settings, base_url, site, theme))


def base_digest(site: Value) -> str:
    """The digest of what all pages share: program, library versions, and the site's view."""
    return value_digest((SCHEMA, program_digest(), library_versions(), type(site).__name__, site))
