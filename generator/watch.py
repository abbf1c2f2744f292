"""Watching folders: a burst of changes becomes one call. The only room that knows watchdog."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from watchdog.observers.api import BaseObserver, ObservedWatch

QUIET_SECONDS: Final = 0.15

# Else Python prints what watchdog logs, such as an error when it is stopped amid an event.
logging.getLogger("watchdog").addHandler(logging.NullHandler())
# It warns where it meets a new folder twice: as a folder, and in the one that it came with.
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)

_READS: Final = frozenset({"opened", "closed_no_write"})
_REPEATED_BY_FOLDERS: Final = frozenset({"modified", "attrib"})
_TEMPORARY = re.compile(
    r"""
    .*~ | \.\#.* | \#.*\# | 4913                    # Emacs, Vim and most others
    | \..*\.sw[a-z] | .*\.swp x?                    # Vim
    | .*___jb_(tmp|old)___ | \.goutputstream-.*     # JetBrains, GNOME
    | \.DS_Store | \.git                            # not written by people
    | \.digestry | \..*\.digestry.*                 # written by the build itself
    """,
    re.VERBOSE,
)


def is_temporary(name: str) -> bool:
    """Say whether a file or folder is an editor's or a tool's own, never content."""
    return _TEMPORARY.fullmatch(name) is not None


@dataclass(slots=True)
class Burst:
    """Paths that changed shortly after one another, and when the last of them did."""

    quiet: float
    paths: set[Path] = field(default_factory=set)
    last: float = 0.0

    def add(self, path: Path, now: float) -> None:
        """Note a change."""
        self.paths.add(path)
        self.last = now

    def remaining(self, now: float) -> float | None:
        """Return the seconds until the burst is over, at most 0 if it is; None if there is none."""
        return self.last + self.quiet - now if self.paths else None

    def take(self) -> frozenset[Path]:
        """Return the changes and begin anew."""
        paths, self.paths = frozenset(self.paths), set()
        return paths


class Debouncer:
    """Calls `on_change` on one thread, once for each burst, with all that changed in it.

    Changes that come while it runs make one more call after it.
    """

    def __init__(
        self, on_change: Callable[[frozenset[Path]], None], *, quiet: float = QUIET_SECONDS
    ) -> None:
        self._on_change = on_change
        self._burst = Burst(quiet)
        self._news = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)

    def start(self) -> None:
        """Begin to call."""
        self._thread.start()

    def add(self, path: Path) -> None:
        """Note a change; returns at once."""
        with self._news:
            self._burst.add(path, time.monotonic())
            self._news.notify()

    def stop(self) -> None:
        """Wait for the call that is under way, and make no other."""
        with self._news:
            self._stopped = True
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while paths := self._next():
            try:
                self._on_change(paths)
            except Exception:  # noqa: BLE001 - one failure must not end the watch, nor be hidden
                sys.excepthook(*sys.exc_info())

    def _next(self) -> frozenset[Path]:
        """Wait for the end of a burst; nothing means that there will be no more."""
        with self._news:
            while not self._stopped:
                remaining = self._burst.remaining(time.monotonic())
                if remaining is not None and remaining <= 0:
                    return self._burst.take()
                self._news.wait(remaining)
        return frozenset()


class Watcher:
    """Watches files and folders, which need not exist yet, until it is stopped.

    `on_change` is called on a thread of its own, never twice at once, with the paths that
    changed in a burst ended by `quiet` seconds without a change. Links are resolved. Editors'
    temporary files, `.git` and what lies in `ignored` are no changes, nor is reading.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        on_change: Callable[[frozenset[Path]], None],
        *,
        quiet: float = QUIET_SECONDS,
        ignored: Iterable[Path] = (),
    ) -> None:
        self._scope = Scope(_places(paths), _places(ignored))
        self._on_change = on_change
        self._debouncer = Debouncer(self._changed, quiet=quiet)
        self._observer: BaseObserver = Observer()
        self._watches: dict[Spot, ObservedWatch] = {}
        self._present: frozenset[Path] = frozenset()

    def start(self) -> None:
        """Begin to watch; raises UsageError if the system refuses more watches."""
        try:
            self._observer.start()
            self._arm()
        except OSError as error:
            self._observer.stop()
            message = f"changes cannot be watched: {error.strerror}"
            hint = "use --no-watch, or raise the system's limit of watches"
            raise UsageError(message, hint=hint) from error
        self._debouncer.start()

    def stop(self) -> None:
        """Stop watching, after the call that is under way."""
        self._debouncer.stop()
        self._observer.stop()
        self._observer.join()

    def _changed(self, paths: frozenset[Path]) -> None:
        """Watch what has newly appeared, then pass on the changes that matter."""
        before = self._present
        self._forget(paths)
        self._arm()
        changes = {path for path in paths if self._scope.holds(path)} | (before ^ self._present)
        if changes:
            self._on_change(frozenset(changes))

    def _forget(self, paths: frozenset[Path]) -> None:
        """End the watches of folders that came or went: a new folder needs a new watch."""
        for spot in [spot for spot in self._watches if spot.folder in paths]:
            self._observer.unschedule(self._watches.pop(spot))

    def _arm(self) -> None:
        """Watch all that exists, and for what does not, the nearest folder that does."""
        self._present = self._scope.present()
        spots = self._scope.spots()
        for spot in self._watches.keys() - spots:
            self._observer.unschedule(self._watches.pop(spot))
        for spot in sorted(spots - self._watches.keys()):
            self._watch(spot)
        # What came or went in the meantime was not seen by the watches that were being made.
        if spots != self._scope.spots() or self._present != self._scope.present():
            self._arm()

    def _watch(self, spot: Spot) -> None:
        listener = _Listener(self._scope, self._debouncer)
        # A folder that has just gone is found missing by the next look at what exists.
        with suppress(FileNotFoundError, NotADirectoryError):
            self._watches[spot] = self._observer.schedule(
                listener, spot.folder, recursive=spot.below
            )


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A folder to watch, alone or with all that is below it."""

    folder: Path
    below: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """What is watched and what is not: real paths, complete from the root."""

    watched: frozenset[Path]
    ignored: frozenset[Path]

    def holds(self, path: Path) -> bool:
        """Say whether a change of this path matters."""
        return any(
            path.is_relative_to(root) and not any(map(is_temporary, path.relative_to(root).parts))
            for root in self.watched
        ) and not any(path.is_relative_to(root) for root in self.ignored)

    def leads_to(self, path: Path) -> bool:
        """Say whether something watched lies below this path."""
        return any(root.is_relative_to(path) for root in self.watched)

    def present(self) -> frozenset[Path]:
        """Return what exists now."""
        return frozenset(path for path in self.watched if path.exists())

    def spots(self) -> frozenset[Spot]:
        """Return the folders to watch now: a folder itself, and what holds it, for its return."""
        holders = frozenset(Spot(_nearest(path.parent), below=False) for path in self.watched)
        return holders | frozenset(Spot(path, below=True) for path in self.watched if path.is_dir())


class _Listener(FileSystemEventHandler):
    """Passes on the changes that matter."""

    def __init__(self, scope: Scope, debouncer: Debouncer) -> None:
        self._scope = scope
        self._debouncer = debouncer

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note both ends of a move, unless it is no change or an editor's own affair."""
        kind = event.event_type
        # A folder repeats what its files have said already.
        if kind in _READS or (event.is_directory and kind in _REPEATED_BY_FOLDERS):
            return
        for end in (event.src_path, event.dest_path):
            path = Path(os.fsdecode(end))
            if end and (self._scope.holds(path) or self._scope.leads_to(path)):
                self._debouncer.add(path)


def _places(paths: Iterable[Path]) -> frozenset[Path]:
    """Return where paths really are, and for a link also where the link itself is."""
    given = frozenset(path.absolute() for path in paths)
    links = frozenset(path.parent.resolve() / path.name for path in given)
    return links | frozenset(path.resolve() for path in given)


def _nearest(folder: Path) -> Path:
    """Return the nearest folder, upwards, that exists."""
    return next(parent for parent in (folder, *folder.parents) if parent.is_dir())
