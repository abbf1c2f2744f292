"""The survey: before anything is applied, look at every place that it would touch.

Finds what differs, and refuses what must not be touched: files that Digestry did not write,
symbolic links, and folders that cannot be written.
"""

# A path object for each of 100,000 files would double the time.
# ruff: noqa: PTH118, PTH123

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from generator import routes
from generator.disk import link_found
from generator.errors import OutputError
from generator.fingerprint import content_digest
from generator.journal import Changes
from generator.manifest import FileRecord, LoadedManifest, ManifestState
from generator.paths import check_path, folded, folders_of

_MARK = re.compile(rb"<(?:meta name=\"?)?generator\b[^<]{0,300}?\bDigestry\b")
_TREES = ("assets/", "pagefind/", "papers/", "sitemaps/")
_FILES = frozenset(
    map(
        routes.file_of,
        (
            routes.INDEX,
            routes.LLMS,
            routes.SITEMAP,
            routes.ROBOTS,
            routes.SCHEMA,
            routes.JSON_FEED,
            routes.FEEDS,
            routes.FEED_STYLE,
            routes.MANIFEST,
            routes.WORKER,
        ),
    )
)
_MARKED = (".html", ".xml")
_MADE = re.compile(
    r"assets/(?:.+/)?[^/]+\.[0-9a-f]{8}\.\w+|pagefind/(?:catalogue\.json|(?:part|run)-[0-9a-f]{12}/.+)"
    r"|papers/[^/]+/index\.html|sitemaps/[^/]+\.xml(?:\.gz)?"
)
_BESIDE = frozenset(
    address("")
    for address in (routes.bibliography, routes.ris, routes.csl, routes.records, routes.twin)
)
"""The files in our folders that only we write, and those beside the page of a day."""

_NAMED = 3


class Survey:
    """Compares staged files with an output folder, given the manifest of what is ours there."""

    def __init__(self, output: str, loaded: LoadedManifest) -> None:
        self._output = output
        self._ours = loaded.manifest.files
        self._state = loaded.state
        self._folders: dict[str, bool] = {}
        self._going: frozenset[str] = frozenset()

    def changes(self, staged: Mapping[str, FileRecord], stale: Iterable[str]) -> Changes:
        """What differs between the output and the site of the staged without the stale files.

        Raises OutputError when something in the way is not ours, or a folder is not writable.
        """
        self._going = frozenset(path for path in stale if self._is_file(path))
        sizes = {path: self._size(path) for path in sorted(staged)}
        differing = [
            path
            for path, size in sizes.items()
            if size is not None and not self._equals(path, size, staged[path])
        ]
        if foreign := [path for path in differing if not self._is_ours(path)]:
            raise _not_ours(self._output, foreign)
        return Changes(
            added=tuple(path for path, size in sizes.items() if size is None),
            replaced=tuple(differing),
            removed=tuple(sorted(self._going)),
        )

    def leftovers(self, present: Iterable[str], wanted: AbstractSet[str]) -> frozenset[str]:
        """Give what is left of a site whose manifest was lost: files that only Digestry writes."""
        return frozenset(
            path for path in present if path not in wanted and self._is_made_here(path)
        )

    def _is_made_here(self, path: str) -> bool:
        if _MADE.fullmatch(path) or path in _FILES:
            return self._home_is_ours
        if path.endswith(_MARKED):
            return self._is_marked(path)
        return path.rpartition("/")[2] in _BESIDE and self._is_ours(path)

    def _at(self, path: str) -> str:
        return f"{self._output}/{path}"

    def _is_file(self, path: str) -> bool:
        check_path(path)
        found = self._look_below_folders(path)
        return found is not None and stat.S_ISREG(found.st_mode)

    def _size(self, path: str) -> int | None:
        """The size of the file at a path where one is to be written, None where there is none."""
        check_path(path)
        found = self._look_below_folders(path)
        if found is None:
            self._check_way(path)
            return None
        if stat.S_ISREG(found.st_mode):
            return found.st_size
        if stat.S_ISDIR(found.st_mode) and self._empties(path):
            return None
        raise _in_the_way(self._at(path))

    def _look_below_folders(self, path: str) -> os.stat_result | None:
        if all(map(self._is_folder, ("", *folders_of(path)))):
            return _look(self._at(path))
        return None

    def _is_folder(self, folder: str) -> bool:
        if folder not in self._folders:
            self._folders[folder] = _is_writable_folder(self._at(folder))
        return self._folders[folder]

    def _check_way(self, path: str) -> None:
        for folder in folders_of(path):
            if not self._is_folder(folder):
                if _look(self._at(folder)) is not None and folder not in self._going:
                    raise _in_the_way(self._at(folder))
                return

    def _empties(self, folder: str) -> bool:
        """Whether the folder holds files, all of which are going to be removed."""
        files = [
            os.path.relpath(os.path.join(base, name), self._output).replace(os.sep, "/")
            for base, _folders, names in os.walk(self._at(folder))
            for name in names
        ]
        return bool(files) and self._going.issuperset(files)

    def _equals(self, path: str, size: int, record: FileRecord) -> bool:
        return size == record.size and content_digest(_read(self._at(path))) == record.digest

    def _is_ours(self, path: str) -> bool:
        """Whether Digestry wrote what lies there.

        The manifest knows. Where it was lost, a page or feed that names Digestry as its generator
        counts as ours. So does what lies under `assets/`, `pagefind/` and `papers/`, whose files
        carry no such mark, if the home page beside them is ours; and so do files in a folder whose
        page is ours, such as a day's downloads.
        """
        if path in self._ours or folded(path) in self._our_places:
            return True
        if self._state is ManifestState.FOUND:
            return False
        if path.startswith(_TREES) or path in _FILES:
            return self._home_is_ours
        if path.endswith(_MARKED):
            return self._is_marked(path)
        folder = path.rpartition("/")[0]
        return bool(folder) and self._page_is_ours(f"{folder}/index.html")

    @cached_property
    def _our_places(self) -> frozenset[str]:
        return frozenset(map(folded, self._ours))

    @cached_property
    def _home_is_ours(self) -> bool:
        return self._page_is_ours("index.html")

    def _page_is_ours(self, path: str) -> bool:
        return self._is_file(path) and self._is_marked(path)

    def _is_marked(self, path: str) -> bool:
        return _MARK.search(_read(self._at(path))) is not None


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _look(place: str) -> os.stat_result | None:
    try:
        found = os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISLNK(found.st_mode):
        raise link_found(place)
    return found


def _is_writable_folder(place: str) -> bool:
    found = _look(place)
    if found is None or not stat.S_ISDIR(found.st_mode):
        return False
    if not os.access(place, os.W_OK | os.X_OK):
        raise OutputError(f"{place}: permission is denied", hint="make it writable")
    return True


def _in_the_way(place: str) -> OutputError:
    return OutputError(f"{place} is in the way of the site", hint="move it out of the output")


def _not_ours(output: str, paths: list[str]) -> OutputError:
    names, more = ", ".join(paths[:_NAMED]), len(paths) - _NAMED
    names += f" and {more} more" if more > 0 else ""
    verb = "was" if len(paths) == 1 else "were"
    message = f"in {output}, {names} {verb} not written by Digestry and would be overwritten"
    hint = "move or delete what you do not need, or choose another --output"
    return OutputError(message, hint=hint)
