"""The file system: the few operations that change it, what lies in a folder, what went wrong."""

# A path object for each of 100,000 files would double the time.
# ruff: noqa: PTH102, PTH105, PTH106, PTH108, PTH118, PTH120

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import OutputError
from generator.files import write_file
from generator.fingerprint import content_digest
from generator.model import Value

_OTHERWISE = "put right what the system complains of, and build again"
_REMOVE = "remove it: a site holds none"
_PAGE = "index.html"
_INCOMING = ".digestry-incoming"
_CAUSES = {
    errno.ENOSPC: ("the disk is full", "make room and build again"),
    errno.EDQUOT: ("the disk quota is used up", "make room and build again"),
    errno.EROFS: ("it is on a read-only file system", "choose another --output"),
    errno.EACCES: ("permission is denied", "make it writable or choose another --output"),
    errno.EPERM: ("permission is denied", "make it writable or choose another --output"),
}

Fault = Callable[[str, str], None]
"""Called with the name and the path of each operation before it is done; tests fail in it."""


def _no_fault(_operation: str, _path: str) -> None:
    pass


class Disk:
    """The operations with which a build changes the output, each done wholly or not at all."""

    def __init__(self, fault: Fault = _no_fault) -> None:
        self._fault = fault

    def move(self, source: str, target: str) -> None:
        """Move a file in one step, also over an existing one, also from another file system."""
        self._fault("move", target)
        try:
            os.replace(source, target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._carry(source, target)

    def _carry(self, source: str, target: str) -> None:
        near = os.path.join(os.path.dirname(target), _INCOMING)
        self._fault("copy", near)
        try:
            shutil.copyfile(source, near, follow_symlinks=False)
            os.replace(near, target)
        except OSError:
            with suppress(OSError):
                os.unlink(near)
            raise
        self.remove(source)

    def remove(self, path: str) -> None:
        """Remove a file; one that is gone already is fine."""
        self._fault("remove", path)
        with suppress(FileNotFoundError):
            os.unlink(path)

    def make_folder(self, path: str) -> None:
        """Make a folder; one that is there already is fine."""
        self._fault("make folder", path)
        with suppress(FileExistsError):
            os.mkdir(path)

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if it is empty; whether it is gone."""
        self._fault("remove folder", path)
        try:
            os.rmdir(path)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

    def save(self, path: str, data: bytes) -> None:
        """Write a file that survives a power cut, and is there in full or not at all."""
        self._fault("write", path)
        write_file(f"{path}.new", data, durable=True)
        self.move(f"{path}.new", path)
        sync_folder(os.path.dirname(path))


def sync_folder(folder: str) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def scan(folder: Path) -> dict[str, int]:
    """The sizes of all files below a folder by POSIX path, without folders that start with a dot.

    Raises OutputError on a symbolic link, a pipe, a socket or a device, or when a folder cannot be
    read.
    """
    return look_through(ScanUnit(folder=os.fspath(folder)))


class ScanUnit(Value, frozen=True):
    """A folder to scan, which any process may do.

    The folders in the one called `pages` hold their page and nothing else, as far as nothing was
    added to or taken from them `since`, in nanoseconds.
    """

    folder: str
    pages: str = ""
    since: int = 0


def look_through(unit: ScanUnit) -> dict[str, int]:
    """Do as `scan` does; folders of a page in which nothing was put since are not listed.

    To list 70,000 folders takes twice as long as to look at what should be there.
    """
    with output_errors(unit.folder):
        return dict(_walk(unit)) if os.path.lexists(unit.folder) else {}


def file_sizes(folder: Path, paths: Iterable[str]) -> dict[str, int]:
    """The sizes of those of some files below a folder, by POSIX path, that are there.

    Raises OutputError on a symbolic link.
    """
    found: dict[str, int] = {}
    with output_errors(folder):
        for path in paths:
            place = f"{folder}/{path}"
            with suppress(FileNotFoundError, NotADirectoryError):
                status = os.lstat(place)
                if stat.S_ISLNK(status.st_mode):
                    raise link_found(place)
                found[path] = status.st_size
    return found


def _walk(unit: ScanUnit) -> Iterator[tuple[str, int]]:
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        of_pages = bool(unit.since) and prefix == f"{unit.pages}/"
        with os.scandir(f"{unit.folder}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name.startswith("."):
                        continue
                    if of_pages and (page := _page_in(entry, unit.since)):
                        yield f"{prefix}{entry.name}/{_PAGE}", page.st_size
                    else:
                        waiting.append(f"{prefix}{entry.name}/")
                elif entry.is_symlink():
                    raise link_found(entry.path)
                elif not entry.is_file(follow_symlinks=False):
                    raise OutputError(f"{entry.path} is a pipe, a socket or a device", hint=_REMOVE)
                else:
                    yield prefix + entry.name, entry.stat(follow_symlinks=False).st_size


def _page_in(folder: os.DirEntry[str], since: int) -> os.stat_result | None:
    """The page in a folder, where it is all that can be there and a file."""
    status = folder.stat(follow_symlinks=False)
    if max(status.st_mtime_ns, status.st_ctime_ns) >= since:  # the first can be set back by anyone
        return None
    try:
        page = os.lstat(f"{folder.path}/{_PAGE}")
    except FileNotFoundError:
        return None
    return page if stat.S_ISREG(page.st_mode) else None


def link_found(path: str) -> OutputError:
    """The error about a symbolic link: what is written through it would land elsewhere."""
    return OutputError(f"{path} is a symbolic link", hint=_REMOVE)


def file_digests(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """The digests of files below a folder, to verify what is kept; missing ones are left out."""
    found: dict[str, str] = {}
    with output_errors(folder):
        for path in paths:
            with suppress(FileNotFoundError, NotADirectoryError):
                found[path] = content_digest((folder / path).read_bytes())
    return found


@contextmanager
def output_errors(place: Path | str) -> Iterator[None]:
    """Turn what the system says of files into an OutputError that names the place."""
    try:
        yield
    except OSError as error:
        cause, hint = _CAUSES.get(error.errno or 0, (error.strerror or str(error), _OTHERWISE))
        message = f"{error.filename or place}: {cause}"
        raise OutputError(message, hint=hint) from error
