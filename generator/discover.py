"""Find the files of a content folder: the rim where digests come in."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.errors import BuildError, Diagnostic, Severity, UsageError
from generator.kinds import Kind
from generator.model import Source, Value

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".jsonl", ".ndjson", ".json"})
PAGES = "pages"
"""Folder below the content whose Markdown files are pages of the site, not digests."""

MAX_BYTES = 64 * 1024 * 1024


class FoundFile(Value):
    """A file that may hold a digest: where it is, and its path as diagnostics name it.

    `size`, `modified` and `changed` are what the system says of it: bytes, and nanoseconds.
    """

    location: str
    path: str
    size: int = 0
    modified: int = 0
    changed: int = 0


class Discovery(Value):
    """What a content folder holds, sorted by path, and what was passed over."""

    digests: tuple[FoundFile, ...]
    pages: tuple[FoundFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def check_folder(content: Path) -> None:
    """Raise UsageError when there is no such folder."""
    if not content.is_dir():
        raise UsageError(
            f"there is no content folder {content}",
            hint="start a site with digestry init, or name the folder of your digests"
            " with --content or in site.toml under [content] path",
        )


def discover(
    content: Path, ignore: Sequence[str] = (), endings: frozenset[str] = frozenset()
) -> Discovery:
    """List the digests and pages of a folder; what is neither is named once.

    What a pattern of `ignore` fits is passed over in silence: a pattern with a slash is held
    against the path, one without against the name of a file or folder. `endings` are those of
    digests in dialects of one's own, beside `SUFFIXES`. Raises UsageError when there is no such
    folder.
    """
    check_folder(content)
    wanted = _Wanted(ignore)
    digests: list[FoundFile] = []
    pages: list[FoundFile] = []
    diagnostics: list[Diagnostic] = []
    seen: set[str] = set()
    walked = sorted(
        _walk(str(content), "", wanted), key=lambda pair: (pair[0], os.fsencode(pair[1].path))
    )
    for path, entry in walked:
        problem = _unfit(path, entry, SUFFIXES | endings)
        problem = problem or (_double(path) if path in seen else None)
        seen.add(path)
        if problem:
            diagnostics.append(problem)
        elif path.startswith(f"{PAGES}/"):
            pages.append(_found(path, entry))
        else:
            digests.append(_found(path, entry))
    return Discovery(digests=tuple(digests), pages=tuple(pages), diagnostics=tuple(diagnostics))


@contextmanager
def reading_errors(place: Path) -> Iterator[None]:
    """Raise what the system refuses to read as a BuildError that names it."""
    try:
        yield
    except OSError as error:
        message = f"{error.filename or place} cannot be read: {error.strerror or error}"
        raise BuildError(message, hint="make it readable; the site is as it was") from error


def load(file: FoundFile) -> Source:
    """Read one file; raises OSError when it cannot be read."""
    data = Path(file.location).read_bytes()
    return Source(path=file.path, data=data, sha256=hashlib.sha256(data).hexdigest())


class _Wanted:
    """Tells what is to be looked at: nothing hidden, nothing that a pattern fits."""

    def __init__(self, ignore: Sequence[str]) -> None:
        patterns = [pattern.strip("/") for pattern in ignore]
        self._names = _any_of([pattern for pattern in patterns if "/" not in pattern])
        self._paths = _any_of([pattern for pattern in patterns if "/" in pattern])

    def __call__(self, path: str) -> bool:
        """Whether a file or folder at a path is to be looked at."""
        name = path.rpartition("/")[2]
        return not (
            name.startswith(".")
            or (self._names and self._names.fullmatch(name))
            or (self._paths and self._paths.fullmatch(path))
        )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(fnmatch.translate, patterns))) if patterns else None


def _walk(folder: str, prefix: str, wanted: _Wanted) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + _readable(entry.name)
            if not wanted(path):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{path}/", wanted)
            else:
                yield path, entry


def _found(path: str, entry: os.DirEntry[str]) -> FoundFile:
    status = entry.stat(follow_symlinks=False)
    return FoundFile(
        location=entry.path,
        path=path,
        size=status.st_size,
        modified=status.st_mtime_ns,
        changed=status.st_ctime_ns,
    )


def _readable(name: str) -> str:
    """Give a file's name in composed Unicode; bytes that are no text are shown as such."""
    plain = os.fsencode(name).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", plain)


def _unfit(path: str, entry: os.DirEntry[str], endings: frozenset[str]) -> Diagnostic | None:
    if entry.is_symlink():
        return _skipped(path, "a symbolic link is not followed", "put the file itself here")
    status = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode):
        return _skipped(path, f"not a regular file but {_kind(status.st_mode)}", "remove it")
    if Path(entry.name).suffix.lower() not in endings:
        return _skipped(path, "not a digest", "digests end in " + ", ".join(sorted(endings)))
    if status.st_size > MAX_BYTES:
        return _skipped(path, "larger than 64 MiB", "split it into one file a day")
    return None


def _kind(mode: int) -> str:
    """Say what a file is that is not a regular one."""
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


def _double(path: str) -> Diagnostic:
    why = "another file's name differs only in how its characters are written"
    return _skipped(path, why, "rename one of them")


def _skipped(path: str, why: str, hint: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        severity=Severity.WARNING,
        message=f"skipped: {why}",
        hint=hint,
        kind=Kind.SKIPPED,
    )
