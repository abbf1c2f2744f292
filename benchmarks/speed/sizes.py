"""The files of a site by kind."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What a file of the site is for."""

    PAPER = "paper pages"
    DAY = "day pages"
    DOWNLOAD = "downloads of days"
    LIST = "lists"
    FEED = "feeds"
    INDEX = "search index"
    ASSET = "assets"
    MANIFEST = "manifest"


_DAY = r"(\d{4}/\d\d/[^/]+|days/[^/]+)/"
_RULES = (
    (Kind.MANIFEST, re.compile(r"\.digestry/")),
    (Kind.INDEX, re.compile(r"pagefind/")),
    (Kind.PAPER, re.compile(r"papers/[^/]+/index\.html$")),
    (Kind.DAY, re.compile(_DAY + r"index\.html$")),
    (Kind.DOWNLOAD, re.compile(_DAY)),
    (Kind.FEED, re.compile(r"(.*/)?(feed(/[^/]+)?|index)\.xml$|feed\.json$|feeds\.opml$")),
    (Kind.LIST, re.compile(r".*\.html$")),
)


@dataclass(frozen=True, slots=True)
class SiteSize:
    """Bytes and numbers of files by kind."""

    size: Counter[Kind]
    files: Counter[Kind]


def kind_of(path: str) -> Kind:
    """Tell the kind of a file by its path below the site's folder, with `/`."""
    return next((kind for kind, rule in _RULES if rule.match(path)), Kind.ASSET)


def size_of(site: Path) -> SiteSize:
    """Add up a site's folder: the bytes of the files, not what they occupy on the disk."""
    size: Counter[Kind] = Counter()
    files: Counter[Kind] = Counter()
    for folder, _, names in os.walk(site):
        for name in names:
            path = Path(folder, name)
            kind = kind_of(path.relative_to(site).as_posix())
            size[kind] += path.stat().st_size
            files[kind] += 1
    return SiteSize(size, files)
