"""Trials: a site, a change of it, a fault while it is built, and what must hold afterwards."""

import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Self

import msgspec

from tests.crawl import local_links
from tests.faults import rim
from tests.samples import project, record, tree, write_records

PATIENCE = 60.0
_NUMBERS = count()
JOURNAL = ".public.digestry/journal"
FOREIGN = {
    "public/CNAME": b"papers.example",
    "public/papers/notes.txt": b"mine",
    "public/.git/config": b"[core]",
    "public.old/index.html": b"an older site",
    ".public.notes": b"mine",
}
SETTINGS = '[site]\nbase_url = "https://name.example/repo/"\n'
BASE_PATH = "/repo/"
Edit = Callable[[Path], object]

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.rim", "generator.cli"])


def _put(name: str, *numbers: int) -> Edit:
    return lambda root: write_records(root / "content" / name, map(record, numbers))


def _settle(text: str) -> Edit:
    return lambda root: (root / "site.toml").write_text(SETTINGS + text, encoding="utf-8")


def _begin(root: Path) -> None:
    shutil.rmtree(root / "public")
    shutil.rmtree(root / ".digestry")
    foreign(root)


CHANGES: dict[str, Edit] = {
    "a first build": _begin,
    "a new day": _put("2026-05-12.jsonl", 2, 4, 5),
    "a day gone": lambda root: (root / "content" / "2026-05-11.jsonl").unlink(),
    "another title": _settle('title = "Other"\n'),
    "a day changed": _put("2026-05-08.jsonl", 1, 7),
    "papers folded": _settle('[archive]\nfold_before = "2026-05-11"\n'),
}


def foreign(root: Path) -> None:
    """Put files that are not ours into the output and beside it."""
    for name, data in FOREIGN.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


class Build:
    """`digestry build` in a process of its own, with something that happens at its changes."""

    def __init__(
        self,
        root: Path,
        arguments: tuple[str, ...] = (),
        act: Callable[..., rim.Act] | None = None,
        given: tuple[object, ...] = (),
    ) -> None:
        self._said = Path(f"{root}.said-{next(_NUMBERS)}")
        given = (root, self._said, ["build", "--jobs", "1", *arguments], act, given)
        self._process = _CONTEXT.Process(target=_run, args=given)

    def start(self) -> Self:
        """Begin."""
        self._process.start()
        return self

    def status(self) -> int:
        """Wait for the end; a signal that ended it is a negative number, as everywhere."""
        self._process.join(PATIENCE)
        assert self._process.exitcode is not None, "the build hangs"
        return self._process.exitcode

    def kill_after(self, seconds: float) -> int:
        """End it at a moment of the clock; its status, which is 0 where it was done before."""
        self._process.join(seconds)
        self._process.kill()
        return self.status()

    def terminate(self) -> None:
        """Ask it to end, as a shell or a service manager does."""
        self._process.terminate()

    @property
    def said(self) -> str:
        """What it said."""
        return self._said.read_text(encoding="utf-8", errors="replace")


def _run(
    root: Path,
    said: Path,
    arguments: list[str],
    act: Callable[..., rim.Act] | None,
    given: tuple[object, ...],
) -> None:
    rim.run(root, said, arguments, act(*given) if act else None)


def build(root: Path, *arguments: str, act: Callable[..., rim.Act] | None = None) -> Build:
    """Build to the end, which must be a good one."""
    made = Build(root, arguments, act).start()
    assert made.status() == 0, made.said
    return made


@dataclass(frozen=True, slots=True)
class Case:
    """A change, with a site before it, what a clean build gives after it, and its extent."""

    name: str
    before: Path
    changes: int
    old: dict[str, bytes]
    new: dict[str, bytes]

    def copy(self, place: Path) -> Path:
        """Give the site before the change, with the change made to what it is built from."""
        shutil.copytree(self.before, place, symlinks=True, dirs_exist_ok=True)
        CHANGES[self.name](place)
        return place


def case(name: str, folder: Path) -> Case:
    """Build the old site, count the changes that lead to the new one, and build that afresh."""
    before = project(folder / "before", SETTINGS)
    build(before)
    foreign(before)
    old = site(before)
    made = Case(name, before, 0, {} if name == "a first build" else old, {})
    counted = made.copy(folder / "counted")
    assert Build(counted, (), rim.counted, (folder / "count",)).start().status() == 0
    clean = made.copy(folder / "clean")
    shutil.rmtree(clean / "public")
    shutil.rmtree(clean / ".digestry", ignore_errors=True)
    build(clean)
    assert site(counted) == site(clean)
    return Case(name, before, int((folder / "count").read_text()), made.old, site(clean))


def site(root: Path) -> dict[str, bytes]:
    """Give all files of the output that are not foreign, the manifest too."""
    files = tree(root / "public") if (root / "public").is_dir() else {}
    return {path: data for path, data in files.items() if f"public/{path}" not in FOREIGN}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial: what was wrong, whether the site was old, new or between."""

    faults: tuple[str, ...]
    state: str


def kill(case: Case, root: Path, random: Random) -> Outcome:
    """Kill a build at a random change, or at any moment; perhaps also the one that completes it."""
    copy = case.copy(root)
    at = random.randrange(case.changes)
    if random.random() < 0.25:
        status = Build(copy).start().kill_after(random.uniform(0, 0.6))
    else:
        status = Build(copy, (), rim.killed_at, (at,)).start().status()
    wrong = [] if status in {-signal.SIGKILL, 0} else [f"status {status}"]
    state = _state(case, copy)
    wrong += wrong_between(case, copy)
    if random.random() < 0.5:
        Build(copy, (), rim.killed_at, (random.randrange(case.changes),)).start().status()
        wrong += wrong_between(case, copy)
    wrong += completed(case, copy)
    return Outcome(tuple(f"{case.name}, killed at {at}: {one}" for one in wrong), state)


def _state(case: Case, root: Path) -> str:
    if (root / JOURNAL).exists():
        return "between"
    found = site(root)
    return "old" if found == case.old else "new" if found == case.new else "broken"


def wrong_between(case: Case, root: Path) -> Iterator[str]:
    """Name what may not be after a fault: a half site without a journal, a loose link, a loss."""
    if _state(case, root) == "broken":
        yield "neither the old site nor the new, and nothing to complete"
    yield from loose_links(case, root)
    yield from _touched(root)


def _touched(root: Path) -> Iterator[str]:
    for name, data in FOREIGN.items():
        place = root / name
        if not place.is_file() or place.read_bytes() != data:
            yield f"{name}, which is not ours, was touched"


def completed(case: Case, root: Path, *, memory: bool = True) -> Iterator[str]:
    """Build again, and name what is not as after a clean build, in the system's memory too."""
    again = Build(root).start()
    if again.status() != 0:
        yield f"the next build ends with {again.status()}: {again.said}"
        return
    if site(root) != case.new:
        yield "the next build does not complete the site"
    yield from _touched(root)
    expected = {".digestry", "content", "public", "public.old", "site.toml", ".public.notes"}
    if left := names(root) - expected:
        yield f"left over: {left}"
    if memory and (left := names(rim.memory_of(root))):
        yield f"left over in memory: {left}"


def names(folder: Path) -> set[str]:
    """Name what lies in a folder."""
    return {place.name for place in folder.iterdir()}


def loose_links(case: Case, root: Path) -> Iterator[str]:
    """Follow all links from pages that the old site and the new one have; name those to nothing."""
    public = root / "public"
    waiting = [path for path in case.old.keys() & case.new.keys() if path.endswith(".html")]
    if (public / "index.html").is_file():
        waiting.append("index.html")
    seen = set(waiting)
    while waiting:
        page = waiting.pop()
        try:
            found = targets(page, (public / page).read_bytes())
        except OSError:
            yield f"{page} is missing"
            continue
        new = found - seen
        seen |= new
        for path in sorted(new):
            if path.endswith((".html", "catalogue.json")):
                waiting.append(path)
            elif not (public / path).is_file():
                yield f"{page} links to {path}, which is missing"


@lru_cache(maxsize=4096)
def targets(path: str, data: bytes) -> frozenset[str]:
    """Give the files of the site to which a page, or the catalogue of the index, leads."""
    if path.endswith(".json"):
        found = msgspec.json.decode(data)["parts"]
        runs = (run["folder"] for part in found for run in part["runs"])
        return frozenset(f"pagefind/{name}/0.bin" for name in runs)
    links = {link.partition("#")[0].partition("?")[0] for link in local_links(data)}
    inner = {link.removeprefix(BASE_PATH) for link in links if link.startswith(BASE_PATH)}
    return frozenset(_file_of(link) for link in inner)


def _file_of(link: str) -> str:
    if link == "pagefind/":
        return "pagefind/catalogue.json"
    return f"{link}index.html" if link.endswith("/") or not link else link


def watched(case: Case, root: Path) -> rim.Act:
    """Follow the links before every change of the output; what is loose goes into a file beside."""

    def act(number: int, event: str, path: str) -> None:
        if "/public/" in path or ".public." in path:
            with Path(f"{root}.loose").open("a", encoding="utf-8") as file:
                file.writelines(f"{number} {event}: {one}\n" for one in loose_links(case, root))

    return act
