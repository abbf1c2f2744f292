"""Fingerprints: what a file of the site is a function of, in hexadecimal digits.

A page is a function of its sketch, its template and the program, so its fingerprint is too.
Never a time, an absolute path or a number of jobs: the same input has the same fingerprint
everywhere, and an incremental build therefore equals a clean one.

A page's fingerprint begins with two digits for each of its parts. Where they differ, that part has
changed; where they agree, it has not, but for one change in 256. What is done about a page is
decided by all digits.
"""

from __future__ import annotations

from enum import Enum
from importlib.metadata import version
from typing import Final
from zlib import crc32

import msgspec

from generator.checksum import (
    content_digest,
    library_versions,
    program_digest,
    value_digest,
)
from generator.model import Value
from generator.views.sketches import PageSketch, Subject, UnreadSketch

__all__ = ["SCHEMA", "base_of", "content_digest", "inputs_digest", "page_fingerprint"]

INDEXER = "pagefind"
"""The package that makes the search index; it does not touch pages."""

SCHEMA = 3
"""Raised when the meaning of a fingerprint changes."""

_DIGITS: Final = 32
_MARK: Final = 2
_MARKS: Final = "%02x" * 4
_encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Part(Enum):
    """A part of what a page is made of, in the words in which it is said that it has changed."""

    PROGRAM = "the program or its libraries"
    SITE = "what all pages show of the settings"
    TEMPLATE = "its template, or what this uses of the theme"
    PAPERS = "the papers that it shows, or their texts"
    NEIGHBOURS = "the page before or after it"
    RELATED = "its related papers"
    REST = "other things that it shows"


class Base(Value, frozen=True):
    """What all pages share: the digests of the program with its libraries, and of the site."""

    program: str
    site: str


def page_fingerprint(page: PageSketch, *, template_digest: str, base: Base) -> str:
    """The fingerprint of a page: everything that decides its bytes.

    `template_digest` covers the template with all that it includes, `base` what all pages
    share (see `base_of`).
    """
    sketch = page.sketch
    shown = sketch.subject() if isinstance(sketch, UnreadSketch) else Subject.of(sketch)
    rest = (page.path, page.address, page.template, type(sketch).__name__, shown.rest)
    shared = (SCHEMA, base.program, base.site, template_digest)
    subjects = (shown.papers, shown.beside, shown.related, rest)
    parts = [_encode(subject) for subject in subjects]
    marks = _MARKS % tuple([crc32(part) & 0xFF for part in parts])
    known = base.program[:_MARK] + base.site[:_MARK] + template_digest[:_MARK]
    return known + marks + content_digest(b"".join([_encode(shared), *parts]))


def changed_parts(old: str, new: str) -> tuple[Part, ...]:
    """The parts of a page that have changed for certain, by its fingerprints before and after.

    None where that cannot be told, as of a file that is no page.
    """
    if {len(old), len(new)} != {_MARK * len(Part) + _DIGITS}:
        return ()
    starts = range(0, _MARK * len(Part), _MARK)
    return tuple(
        part
        for part, at in zip(Part, starts, strict=True)
        if old[at : at + _MARK] != new[at : at + _MARK]
    )


def inputs_digest(*inputs: object) -> str:
    """The digest of everything that a site is made of: the given, the program and its libraries."""
    return value_digest((SCHEMA, program_digest(), library_versions(), version(INDEXER), inputs))


def known_by(settings: Value, base_url: str, site: Value, theme: str) -> str:
    """The digest of all that decides fingerprints beside what pages show of the archive."""
    shared = (SCHEMA, program_digest(), library_versions())
    return value_digest((shared, settings, base_url, site, theme))


def base_of(site: Value) -> Base:
    """Give what all pages share: program, library versions, and the site's view."""
    return Base(
        program=value_digest((program_digest(), library_versions())),
        site=value_digest((type(site).__name__, site)),
    )
