"""Watching: what counts as a change, one call for a burst, never two calls at once."""

import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchdog.events import (
    DirCreatedEvent,
    DirModifiedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

from generator.watch import Burst, Debouncer, Scope, Watcher, _Listener, is_temporary

PATIENCE = 20.0
ROOT = Path("/site")
SCOPE = Scope(
    watched=frozenset({ROOT / "content", ROOT / "site.toml"}),
    ignored=frozenset({ROOT / "content/public"}),
)


class Calls:
    """What a watcher called, in order; it can be held up in the middle of a call."""

    def __init__(self) -> None:
        self.made: queue.Queue[frozenset[Path]] = queue.Queue()
        self.go_on = threading.Event()
        self.go_on.set()
        self.running = 0
        self.most_at_once = 0

    def __call__(self, paths: frozenset[Path]) -> None:
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        self.made.put(paths)
        assert self.go_on.wait(PATIENCE)
        self.running -= 1

    def following(self) -> frozenset[Path]:
        return self.made.get(timeout=PATIENCE)

    def until(self, path: Path) -> None:
        """Wait for a call about this path: a system may report one change in several bursts."""
        while path not in self.following():
            pass


@contextmanager
def watching(*paths: Path, calls: Calls, ignored: tuple[Path, ...] = ()) -> Iterator[None]:
    watcher = Watcher(paths, calls, quiet=0.05, ignored=ignored)
    watcher.start()
    try:
        yield
    finally:
        watcher.stop()


def test_a_burst_ends_when_nothing_changed_for_a_while() -> None:
    burst = Burst(quiet=0.15)
    assert burst.remaining(now=0.0) is None
    for now in (0.0, 0.1, 0.2):
        burst.add(ROOT / f"{now}.md", now)
    assert burst.remaining(now=0.2) == pytest.approx(0.15)
    assert burst.remaining(now=0.5) == pytest.approx(-0.15)
    assert len(burst.take()) == 3
    assert burst.remaining(now=0.6) is None


def test_twenty_changes_are_one_call() -> None:
    calls = Calls()
    debouncer = Debouncer(calls, quiet=0.0)
    paths = frozenset(ROOT / f"{number}.md" for number in range(20))
    for path in paths:
        debouncer.add(path)
    debouncer.start()
    assert calls.following() == paths
    debouncer.stop()
    assert calls.made.empty()


def test_changes_during_a_call_make_exactly_one_more() -> None:
    calls = Calls()
    debouncer = Debouncer(calls, quiet=0.0)
    debouncer.start()
    calls.go_on.clear()
    debouncer.add(ROOT / "first.md")
    assert calls.following() == {ROOT / "first.md"}
    for name in ("a.md", "b.md", "a.md"):
        debouncer.add(ROOT / name)
    calls.go_on.set()
    assert calls.following() == {ROOT / "a.md", ROOT / "b.md"}
    debouncer.stop()
    assert (calls.made.empty(), calls.most_at_once) == (True, 1)


def test_stopping_waits_for_the_call_and_makes_no_other() -> None:
    calls = Calls()
    debouncer = Debouncer(calls, quiet=0.0)
    debouncer.start()
    calls.go_on.clear()
    debouncer.add(ROOT / "first.md")
    calls.following()
    debouncer.add(ROOT / "second.md")
    stopping = threading.Thread(target=debouncer.stop)
    stopping.start()
    assert stopping.is_alive()
    calls.go_on.set()
    stopping.join(PATIENCE)
    assert (stopping.is_alive(), calls.running) == (False, 0)


def test_an_exception_is_shown_and_the_watch_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: queue.Queue[type[BaseException]] = queue.Queue()
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: shown.put(kind))
    done: queue.Queue[frozenset[Path]] = queue.Queue()

    def fail_first(paths: frozenset[Path]) -> None:
        if ROOT / "bad.md" in paths:
            raise LookupError
        done.put(paths)

    debouncer = Debouncer(fail_first, quiet=0.0)
    debouncer.add(ROOT / "bad.md")
    debouncer.start()
    assert shown.get(timeout=PATIENCE) is LookupError
    debouncer.add(ROOT / "good.md")
    assert done.get(timeout=PATIENCE) == {ROOT / "good.md"}
    debouncer.stop()


@pytest.mark.parametrize(
    "name",
    [
        "day.md~", ".day.md.swp", ".day.md.swx", "day.swp", ".#day.md", "#day.md#", "4913",
        "day.md___jb_tmp___", ".goutputstream-X1", ".DS_Store", ".git", ".digestry",
        ".public.digestry-new",
    ],
)  # fmt: skip
def test_editors_and_tools_leave_files_that_are_no_content(name: str) -> None:
    assert is_temporary(name)
    assert not SCOPE.holds(ROOT / "content" / name)
    assert not SCOPE.holds(ROOT / "content" / name / "file")


@pytest.mark.parametrize("name", ["day.md", "2026-05-01.jsonl", "c#.md", "14913", ".nojekyll"])
def test_other_names_are_content(name: str) -> None:
    assert SCOPE.holds(ROOT / "content" / name)


def test_the_scope_is_what_is_watched_without_what_is_ignored() -> None:
    assert SCOPE.holds(ROOT / "site.toml")
    assert SCOPE.holds(ROOT / "content")
    assert not SCOPE.holds(ROOT / "site.toml.bak")
    assert not SCOPE.holds(ROOT / "contents/day.md")
    assert not SCOPE.holds(ROOT / "content/public/index.html")
    assert SCOPE.leads_to(ROOT)
    assert not SCOPE.leads_to(ROOT / "other")


def test_a_folder_above_named_like_a_tools_own_does_not_matter() -> None:
    scope = Scope(frozenset({Path("/home/.git/worktree/content")}), frozenset())
    assert scope.holds(Path("/home/.git/worktree/content/day.md"))


DAY = str(ROOT / "content/day.md")


@pytest.mark.parametrize(
    "event, changed",
    [
        (FileModifiedEvent(DAY), {DAY}),
        (FileCreatedEvent(DAY), {DAY}),
        (FileDeletedEvent(DAY), {DAY}),
        (FileClosedEvent(DAY), {DAY}),
        (FileMovedEvent(f"{DAY}~", DAY), {DAY}),
        (FileMovedEvent(DAY, "/elsewhere/day.md"), {DAY}),
        (DirCreatedEvent(str(ROOT)), {str(ROOT)}),
        (FileOpenedEvent(DAY), set()),
        (FileClosedNoWriteEvent(DAY), set()),
        (DirModifiedEvent(str(ROOT / "content")), set()),
        (FileModifiedEvent(f"{DAY}~"), set()),
        (FileModifiedEvent("/elsewhere/day.md"), set()),
    ],
    ids=lambda value: type(value).__name__,
)
def test_reading_is_no_change(event: FileSystemEvent, changed: set[str]) -> None:
    debouncer = Debouncer(lambda _: None)
    _Listener(SCOPE, debouncer).on_any_event(event)
    assert debouncer._burst.take() == {Path(path) for path in changed}  # noqa: SLF001


def test_writing_twenty_files_is_noticed(tmp_path: Path) -> None:
    calls = Calls()
    paths = {tmp_path / f"{number}.md" for number in range(20)}
    seen: set[Path] = set()
    with watching(tmp_path, calls=calls):
        for path in paths:
            path.write_text("text")
        while not paths <= seen:
            seen |= calls.following()
    assert calls.most_at_once == 1


def test_a_single_file_is_watched_through_its_folder(tmp_path: Path) -> None:
    settings = tmp_path / "site.toml"
    settings.write_text("old")
    calls = Calls()
    with watching(settings, calls=calls):
        (tmp_path / "other.toml").write_text("other")
        written = tmp_path / "site.toml.new"
        written.write_text("new")
        written.replace(settings)
        assert calls.following() == {settings}


def test_the_output_and_reading_are_no_changes(tmp_path: Path) -> None:
    calls = Calls()
    public = tmp_path / "public"
    public.mkdir()
    with watching(tmp_path, calls=calls, ignored=(public,)):
        (public / "index.html").write_text("page")
        (public / "index.html").read_text()
        (tmp_path / "day.md~").write_text("copy")
        (tmp_path / "day.md").write_text("text")
        assert calls.following() == {tmp_path / "day.md"}


def test_a_folder_may_come_go_and_come_again(tmp_path: Path) -> None:
    calls = Calls()
    folder = tmp_path / "not/yet/there"
    with watching(folder, calls=calls):
        for name in ("first.md", "second.md"):
            folder.mkdir(parents=True)
            calls.until(folder)
            (folder / name).write_text("text")
            calls.until(folder / name)
            (folder / name).unlink()
            calls.until(folder / name)
            folder.rmdir()
            calls.until(folder)
            folder.parent.rmdir()
            folder.parent.parent.rmdir()


def test_a_folder_behind_a_link_is_watched_where_it_is(tmp_path: Path) -> None:
    calls = Calls()
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    with watching(tmp_path / "link", calls=calls):
        (tmp_path / "real/day.md").write_text("text")
        calls.until(tmp_path / "real/day.md")


def test_a_new_folder_is_watched_to_its_depth(tmp_path: Path) -> None:
    calls = Calls()
    with watching(tmp_path, calls=calls):
        deep = tmp_path / "2026/05"
        deep.mkdir(parents=True)
        (deep / "01.md").write_text("text")
        calls.following()
        (deep / "02.md").write_text("text")
        calls.until(deep / "02.md")


def test_what_the_watching_library_logs_is_not_printed() -> None:
    program = """
import logging, warnings, generator.watch
logging.getLogger("watchdog.observers.inotify").error("called when the thread is inactive")
warnings.warn("Callback with id '1' already exists for watch x.", RuntimeWarning)
"""
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stderr == ""
