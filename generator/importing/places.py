"""Where a site is taken to: beside or below it while it is made, then in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from generator.errors import TakingError, UsageError

_NAME = "digestry-import"
_MARK = "This folder is removed by the next import into the folder beside it.\n"


class Workshop:
    """A folder in which an import makes what it will bring, and the right to bring it.

    It lies on the file system of the site: beside a site that is still to be made, so that the
    whole of it appears in one step, and within one that is there. What a killed import left in it
    is removed first. Entering raises TakingError when another import uses it.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.is_new = not os.path.lexists(site)
        self._beside = site.parent / f".{site.name}.{_NAME}"
        self.place = self._beside if self.is_new else site / ".digestry" / _NAME
        self.clone = self.place / "clone"
        self.made = self.place / "site"
        self._lock = FileLock(f"{self.place}.lock", blocking=False, thread_local=False)

    def __enter__(self) -> Self:
        """Take hold of the folder, empty."""
        with carrier(self.place):
            self.place.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire()
            except Timeout as error:
                message = f"another import into {self.site} is at work"
                raise TakingError(message, hint="wait until it has finished") from error
            _clear(self.place)
            self._clear_beside()
            self.place.mkdir()
            (self.place / "README").write_text(_MARK, encoding="utf-8")
            self.made.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the folder with all that was not brought."""
        with suppress(OSError):
            shutil.rmtree(self.place)
        with suppress(OSError):
            Path(self._lock.lock_file).unlink()
        self._lock.release()
        if not self.is_new:
            with suppress(OSError):
                self.place.parent.rmdir()  # only if nothing else is in it

    def _clear_beside(self) -> None:
        """Remove what an import left that was killed when the whole site had just appeared."""
        lock = FileLock(f"{self._beside}.lock", blocking=False, thread_local=False)
        if self.is_new or not (self._beside.exists() or Path(lock.lock_file).exists()):
            return
        with suppress(OSError, Timeout, TakingError), lock:
            _clear(self._beside)
            Path(lock.lock_file).unlink()

    def bring_whole(self) -> None:
        """Let the new site appear, whole."""
        with carrier(self.site):
            if os.path.lexists(self.site):
                raise TakingError(f"{self.site} has appeared meanwhile", hint="import again")
            self.made.rename(self.site)

    def bring(self, path: str, target: str) -> None:
        """Move one file that was made to its place in the site, over an older one."""
        place = self.site / target
        with carrier(place):
            check_no_link(self.site, target)
            place.parent.mkdir(parents=True, exist_ok=True)
            (self.made / path).replace(place)

    def make(self, path: str, data: bytes) -> None:
        """Write a file that is to be brought."""
        place = self.made / path
        with carrier(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def _clear(place: Path) -> None:
    """Remove what a killed import left; raises TakingError for what is not an import's."""
    if not os.path.lexists(place):
        return
    mark = place / "README"
    ours = not place.is_symlink() and mark.is_file() and mark.read_text("utf-8") == _MARK
    if not ours and (place.is_symlink() or any(place.iterdir())):
        raise TakingError(f"{place} is in the way", hint="move it elsewhere")
    shutil.rmtree(place)


def check_no_link(site: Path, path: str) -> None:
    """Raise UsageError when a path below a site leads through a symbolic link, or is one."""
    place = site
    for name in path.split("/"):
        place = place / name
        if place.is_symlink():
            raise UsageError(
                f"{place} is a symbolic link, and nothing is written through one",
                hint="put a folder in its place, or read the digests where they are with --link",
            )


@contextmanager
def carrier(place: Path) -> Iterator[None]:
    """Raise what the system refuses as a TakingError that names the place."""
    try:
        yield
    except OSError as error:
        raise TakingError(
            f"{error.filename or place} cannot be written: {error.strerror or error}",
            hint="make room or name another folder; the same command then completes the import",
        ) from error
