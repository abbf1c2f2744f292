"""The search index of a build: what has not changed is kept, the rest is made and joined.

What makes it rests on NumPy, and is imported when there is something to make.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from pathlib import Path
from shutil import rmtree
from threading import Event
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from generator import manifest
from generator.archive import PaperStub
from generator.checksum import program_digest
from generator.disk import output_errors
from generator.fingerprint import content_digest
from generator.index import pagefind
from generator.index.runs import Run, cut, parts
from generator.index.scratch import forget
from generator.index.tokens import STOP_WORDS
from generator.manifest import FileRecord
from generator.report import Reporter, Stages, beside
from generator.work import COMPOSED, WORTH_A_POOL, Crew
from generator.write import Transaction

FOLDER: Final = "pagefind"
CATALOGUE: Final = "catalogue.json"
_RECIPE: Final = 1
"""Raised when the same papers shall give another index."""

_DIGITS: Final = 12

Result = TypeVar("Result")


class _UnwantedError(Exception):
    """The build has failed meanwhile."""


class SearchIndex(msgspec.Struct, frozen=True):
    """The files of the index, the digest of what it was made of, whether it was made just now."""

    files: Mapping[str, FileRecord] = msgspec.field(default_factory=dict)
    digest: str = ""
    made: bool = False


NO_INDEX: Final = SearchIndex()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an index is made from which packs, and what it keeps in the cache; who makes it."""

    language: str
    packs: Path
    cache: Path
    crew: Crew


class _Run(msgspec.Struct, frozen=True):
    """A run with the name of its folder, here and in the cache, and its papers as it takes them."""

    name: str
    run: Run
    papers: tuple[PaperStub, ...]


class _Part(msgspec.Struct, frozen=True):
    """A part with the name of its folder."""

    name: str
    runs: tuple[_Run, ...]


def kept_index(last: manifest.Manifest, present: Mapping[str, int]) -> SearchIndex:
    """Give the index of the last build as it is, if it is whole."""
    files = last.below(FOLDER)
    return SearchIndex(files, last.search) if manifest.intact(files, present) else NO_INDEX


class Indexer:
    """Brings the index up to date within a transaction; `look_around` has what is in the output.

    What is missing is made when others who are in more of a hurry have had the crew: when `turn`
    is set.
    """

    def __init__(
        self,
        papers: Mapping[str, PaperStub],
        place: Place,
        transaction: Transaction,
        look_around: Callable[[], Mapping[str, int]],
        turn: Event,
    ) -> None:
        self._turn = turn
        self._papers = papers
        self._language = place.language
        self._packs = place.packs
        self._cache = place.cache
        self._crew = place.crew
        self._transaction = transaction
        self._look_around = look_around
        self._is_unwanted = False

    @contextmanager
    def begun(
        self, reporter: Reporter, *, clean: bool = False
    ) -> Iterator[Callable[[], SearchIndex]]:
        """Begin to make what is missing; what is given ends it.

        In a large archive others make it while pages are composed and rendered. The end raises
        SearchError or OutputError when the index cannot be made.
        """
        if not self._papers:
            yield lambda: NO_INDEX
            return
        if len(self._papers) < WORTH_A_POOL or not self._crew.has_help:
            yield lambda: self._made(reporter, clean=clean)
            return
        with beside(partial(self._made, clean=clean), reporter) as made:
            try:
                yield made
            finally:
                self._is_unwanted = True

    def _made(self, stages: Stages, *, clean: bool) -> SearchIndex:
        """Make what is missing, in a folder of its own that goes with the transaction's."""
        staging = self._transaction.staging.parent
        with output_errors(staging):
            folder = Path(tempfile.mkdtemp(prefix="index-", dir=staging))
            return self._made_in(folder, stages, clean=clean)

    def _made_in(self, folder: Path, stages: Stages, *, clean: bool) -> SearchIndex:
        planned = self._planned()
        catalogue = _catalogue(planned)
        last = self._transaction.last.manifest
        kept = {} if clean else _whole_folders(last, self._look_around())
        folders = [part.name for part in planned]
        folders += [run.name for part in planned for run in part.runs]
        missing = [name for name in folders if name not in kept]
        (folder / CATALOGUE).write_bytes(catalogue)
        if missing:
            self._make(planned, frozenset(missing), folder, stages, clean=clean)
        files = {path: rec for name in folders for path, rec in kept.get(name, {}).items()}
        files |= self._transaction.adopt_tree(folder, FOLDER)
        return SearchIndex(files, content_digest(catalogue), made=bool(missing))

    def _planned(self) -> tuple[_Part, ...]:
        runs = cut((paper.first.value, key) for key, paper in self._papers.items())
        named = [self._named(run) for run in runs]
        return tuple(_part([named[number] for number in numbers]) for numbers in parts(runs))

    def _named(self, run: Run) -> _Run:
        last = run.days[-1][0]
        papers = tuple(_until(last, self._papers[key]) for key in run.keys)
        subject = [
            (paper.key, paper.first.value, paper.categories, [leaf.digest for leaf in paper.leaves])
            for paper in papers
        ]
        return _Run(f"run-{_name((self._language, program_digest(), subject))}", run, papers)

    def _based(self, part: _Part) -> tuple[tuple[str, int], ...]:
        """Give the words of a part's runs, each with the number of its first paper."""
        counts = [len(run.run.keys) for run in part.runs]
        bases = accumulate(counts[:-1], initial=0)
        folders = (str(self._cache / run.name) for run in part.runs)
        return tuple(zip(folders, bases, strict=True))

    def _make(
        self,
        planned: Sequence[_Part],
        missing: frozenset[str],
        made: Path,
        stages: Stages,
        *,
        clean: bool,
    ) -> None:
        self._cache.mkdir(parents=True, exist_ok=True)
        if clean:
            rmtree(self._cache, ignore_errors=True)
            self._cache.mkdir()
        self._make_runs(planned, missing, made, stages)
        self._make_parts([part for part in planned if part.name in missing], made)
        self._sweep(planned)

    def _make_runs(
        self, planned: Sequence[_Part], missing: frozenset[str], made: Path, stages: Stages
    ) -> None:
        from generator.index.making import RunUnit, is_made, make_run  # noqa: PLC0415

        units = []
        for part in planned:
            for run in part.runs:
                words = self._cache / run.name
                is_wanted = part.name in missing and not is_made(words)
                if is_wanted or run.name in missing:
                    units.append(
                        RunUnit(
                            papers=run.papers,
                            packs=str(self._packs),
                            language=self._language,
                            words=str(words) if is_wanted else "",
                            records=str(made / run.name) if run.name in missing else "",
                        )
                    )
        self._turn.wait()
        count = sum(len(unit.papers) for unit in units)
        with stages.stage("Indexing", count) as step:
            for done in self._wanted(self._crew.share(make_run, units, work=self._work(count))):
                step(done)

    def _make_parts(self, missing: Sequence[_Part], made: Path) -> None:
        from generator.index.making import HalfUnit, lengths, make_half  # noqa: PLC0415
        from generator.index.parts import HALVES, Half, chunk_size, write_directory  # noqa: PLC0415

        units = [
            HalfUnit(
                runs=self._based(part),
                half=half,
                size=chunk_size(_count(part)),
                folder=str(made / part.name),
            )
            for part in missing
            for half in HALVES
        ]
        work = self._work(sum(_count(part) for part in missing) // 4)
        halves: dict[str, list[Half]] = {}
        made_halves = self._wanted(self._crew.share(make_half, units, work=work))
        for unit, half in zip(units, made_halves, strict=True):
            halves.setdefault(unit.folder, []).append(half)
        for part in missing:
            every = [length for run in part.runs for length in lengths(self._cache / run.name)]
            folder = made / part.name
            write_directory(halves[str(folder)], every, folder)

    def _work(self, papers: int) -> int:
        """Give the work that some papers are: in a large archive, always worth a process beside."""
        return max(papers, len(self._papers) // COMPOSED)

    def _wanted(self, results: Iterator[Result]) -> Iterator[Result]:
        """Give results as long as the index is wanted; raises _UnwantedError then."""
        for result in results:
            if self._is_unwanted:
                raise _UnwantedError
            yield result

    def _sweep(self, planned: Sequence[_Part]) -> None:
        """Remove what no build needs again."""
        wanted = {run.name for part in planned for run in part.runs}
        for place in self._cache.iterdir():
            if place.name not in wanted:
                forget(place)


def _name(subject: object) -> str:
    return content_digest(msgspec.msgpack.encode((_RECIPE, pagefind.recipe(), subject)))[:_DIGITS]


def _until(last: str, paper: PaperStub) -> PaperStub:
    """Give a paper as it is known at the end of a day: what follows leaves its run as it is."""
    if paper.sightings[-1].date.value <= last:
        return paper
    first, *others = paper.sightings
    return replace(paper, sightings=(first, *(s for s in others if s.date.value <= last)))


def _part(runs: Sequence[_Run]) -> _Part:
    return _Part(f"part-{_name([run.name for run in runs])}", tuple(runs))


def _count(part: _Part) -> int:
    return sum(len(run.run.keys) for run in part.runs)


def _whole_folders(
    last: manifest.Manifest, present: Mapping[str, int]
) -> dict[str, dict[str, FileRecord]]:
    """Give the folders of the last index by name, those from which nothing is missing."""
    folders: dict[str, dict[str, FileRecord]] = {}
    for path, found in last.below(FOLDER).items():
        name, _, below = path.removeprefix(f"{FOLDER}/").partition("/")
        if below:
            folders.setdefault(name, {})[path] = found
    return {name: files for name, files in folders.items() if manifest.intact(files, present)}


def _catalogue(planned: Sequence[_Part]) -> bytes:
    """Write what the browser reads first: the parts, oldest first, and how to ask them."""
    return msgspec.json.encode(
        {
            "version": _RECIPE,
            "stop": STOP_WORDS,
            "parts": [
                {
                    "folder": part.name,
                    "runs": [{"folder": run.name, "days": run.run.days} for run in part.runs],
                }
                for part in planned
            ],
        }
    )
