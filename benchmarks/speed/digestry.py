"""Digestry on a corpus, and the disk's floor under it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Measured
from benchmarks.search.corpus import Corpus
from benchmarks.speed.contender import Step, Work, forget, timed
from benchmarks.speed.records import Record
from benchmarks.speed.sizes import SiteSize, size_of

NAME = "Digestry"
FLOOR = "the same files out of a tar"


class Digestry:
    """Builds clean, with a new day, and with nothing new."""

    def __init__(self, corpus: Corpus, work: Path, *, floor: bool) -> None:
        self.name = NAME
        self.version = version("digestry")
        self.sizes: dict[Work, SiteSize] = {}
        self._corpus = corpus
        self._output = work / "public"
        self._cache = corpus.settings.parent / ".digestry"
        self._tars = work / "tars"
        self._floor = floor

    def add(self, record: Record) -> None:
        """Do nothing: the digests themselves are the content."""

    def round(self) -> Iterator[Step]:
        """Build all but the newest day, add it, change nothing; then all at once, in both ways."""
        self._without_newest()
        self._forget()
        self._build()
        self._corpus.add_newest()
        yield Step(NAME, Work.DAY, self._build())
        yield Step(NAME, Work.NOTHING, self._build())
        for work in (Work.SEARCH, Work.CLEAN):
            self._forget()
            options = () if work is Work.SEARCH else ("--no-search",)
            yield Step(NAME, work, self._build(*options))
            if work not in self.sizes:
                self.sizes[work] = size_of(self._output)
            if self._floor:
                yield Step(FLOOR, work, self._extract(work))
        self._forget()

    def _without_newest(self) -> None:
        for file in self._corpus.newest.files:
            place = self._corpus.content / file.relative_to(self._corpus.archive)
            place.unlink(missing_ok=True)

    def _forget(self) -> None:
        forget(self._output, self._output.parent / ".public.digestry", self._cache)

    def _build(self, *options: str) -> Measured:
        command = [
            sys.executable, "-m", "generator", "build", "--quiet",
            "--config", str(self._corpus.settings), "--content", str(self._corpus.content),
            "--output", str(self._output), *options,
        ]  # fmt: skip
        return timed(NAME, command)

    def _extract(self, work: Work) -> Measured:
        """Put the site into a tar, once, and take it out into an empty folder."""
        tar = self._tars / f"{work.name}.tar"
        if not tar.exists():
            tar.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["tar", "-cf", tar, "-C", self._output, "."], check=True)
        place = self._tars / "extracted"
        forget(place)
        place.mkdir()
        took = timed("tar", ["tar", "-xf", str(tar), "-C", str(place)])
        forget(place)
        return took
