"""`digestry serve`: shows the site on a loopback address, rebuilds it when something changes."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from generator.errors import UsageError
from generator.preview.live import BuildState
from generator.preview.server import PortTakenError, Preview
from generator.report import printable
from generator.watch import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = ["BuildState", "PortTakenError", "Preview", "serve_site"]

PAUSE: Final = 1.0
"""Seconds without a change after which what can wait, such as the search index, follows."""

PORTS_TO_TRY: Final = 20
HIGHEST_PORT: Final = 65535


def serve_site(  # noqa: PLR0913 - the options of the command, each of them independent
    output: Path,
    *,
    base_path: str,
    host: str,
    port: int,
    explicit_port: bool,
    watch_paths: Iterable[Path],
    rebuild: Callable[[], str | None],
    announce: Callable[[str], None],
    follow: Callable[[], str | None] | None = None,
    ignored: Iterable[Path] = (),
    until: Callable[[], object] | None = None,
) -> None:
    """Build, serve and rebuild on change until Ctrl-C, or until `until` returns.

    `rebuild` returns None, or the text of the error; the site on disk is then still the last
    good one. `follow` does likewise what no reader waits for, in the pause after a change. They
    never run at once. No `watch_paths` means no watching; the output and `ignored` are never
    watched. Raises UsageError if the address cannot be used.
    """
    ports = (port,) if explicit_port else range(port, min(port + PORTS_TO_TRY, HIGHEST_PORT + 1))
    with ExitStack() as open_things:
        preview = _started(output, base_path, host, ports)
        open_things.callback(preview.stop)
        announce(f"Serving {preview.address} (stop with Ctrl-C)")
        rebuilds = _Rebuilds(rebuild, follow, preview, announce)
        open_things.callback(rebuilds.stop)
        try:
            if paths := tuple(watch_paths):
                watcher = Watcher(paths, rebuilds.after, ignored=(output, *ignored))
                watcher.start()
                open_things.callback(watcher.stop)
            rebuilds.run()
            (until or _wait_for_ever)()
        except KeyboardInterrupt:
            announce("Stopped")


def _started(output: Path, base_path: str, host: str, ports: Iterable[int]) -> Preview:
    """Start a preview on the first free port; raises UsageError if none is."""
    taken: UsageError | None = None
    for port in ports:
        preview = Preview(output, base_path=base_path, host=host, port=port)
        try:
            preview.start()
        except PortTakenError as error:
            taken = taken or error
        else:
            return preview
    raise taken or UsageError("no port to serve on", hint="choose one with --port")


def _wait_for_ever() -> None:
    """Wait for Ctrl-C, in short turns, since Windows cannot interrupt a long one."""
    never = threading.Event()
    while not never.wait(0.5):
        pass


class _Rebuilds:
    """Rebuilds the site, one build at a time, and tells the terminal and the open pages."""

    def __init__(
        self,
        rebuild: Callable[[], str | None],
        follow: Callable[[], str | None] | None,
        preview: Preview,
        announce: Callable[[str], None],
    ) -> None:
        self._rebuild = rebuild
        self._follow = follow
        self._preview = preview
        self._announce = announce
        self._turn = threading.Lock()
        self._timer: threading.Timer | None = None
        self._ended = False

    def after(self, paths: frozenset[Path]) -> None:
        """Rebuild after a change of these paths."""
        self._announce(f"Changed: {_summary(paths)}")
        self.run()

    def run(self) -> None:
        """Rebuild once; an unexpected exception is shown in the open pages, and raised."""
        with self._turn:
            self._wait_no_more()
            error = self._done(self._rebuild)
            self._preview.changed(BuildState(error))
            if error is None and self._follow and not self._ended:
                self._timer = threading.Timer(PAUSE, self._run_follower, (self._follow,))
                self._timer.start()
        self._tell(error)

    def stop(self) -> None:
        """Let what is being built be finished, and begin nothing more."""
        with self._turn:
            self._ended = True
            self._wait_no_more()

    def _run_follower(self, follow: Callable[[], str | None]) -> None:
        with self._turn:
            if self._timer is not threading.current_thread():
                return
            error = self._done(follow)
            self._preview.changed(BuildState(error, pages=False))
        self._tell(error)

    def _wait_no_more(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _done(self, work: Callable[[], str | None]) -> str | None:
        try:
            return work()
        except Exception as bug:
            self._preview.changed(BuildState(f"{type(bug).__name__}: {bug}"))
            raise

    def _tell(self, error: str | None) -> None:
        if error is not None:
            self._announce(f"{printable(error)}\nThe site stays as it was until the next change.")


def _summary(paths: frozenset[Path]) -> str:
    """Name the first changed file and count the others."""
    first, *others = sorted(printable(path.name) for path in paths)
    return f"{first} and {len(others)} more" if others else first
