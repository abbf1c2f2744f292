"""The same papers with every contender, in turn, several times."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.measure import Measured
from benchmarks.search.corpus import Corpus, choose
from benchmarks.speed import installing
from benchmarks.speed.contender import Contender, FailedError, Work
from benchmarks.speed.digestry import Digestry
from benchmarks.speed.generators import ELEVENTY, HUGO, HUGO_LEAN, PELICAN, Generator
from benchmarks.speed.records import read_records
from benchmarks.speed.sizes import SiteSize

CONTENDERS = ("digestry", "tar", "hugo", "hugo-lean", "pagefind", "pelican", "eleventy")
_SMALL = 10_000
"""More papers than these are not asked of Pelican and Eleventy."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What several runs of one work of one contender took: medians, and the spread of the clock."""

    wall: float
    cpu: float
    peak: float
    others: float
    fastest: float
    slowest: float
    runs: int


@dataclass(slots=True)
class Outcome:
    """Everything found out about one number of papers."""

    days: int
    new_day: str
    papers: int = 0
    new_papers: int = 0
    versions: dict[str, str] = field(default_factory=dict)
    taken: dict[tuple[str, Work], Taken] = field(default_factory=dict)
    sizes: dict[tuple[str, Work], SiteSize] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def compare(archive: Path, work: Path, papers: int, runs: int, names: Sequence[str]) -> Outcome:
    """Let the named contenders build the newest days that hold so many papers; 0 takes all."""
    _say(f"Choosing the digests of {papers or 'all'} papers")
    corpus = choose(archive, work, papers)
    corpus.add_newest()
    outcome = Outcome(corpus.days, corpus.newest.date)
    contenders = _contenders(corpus, work, names, outcome, small=0 < papers <= _SMALL)
    _write(corpus, contenders, outcome)
    measured: dict[tuple[str, Work], list[Measured]] = {}
    for run in range(runs):
        turn = run % max(1, len(contenders))
        for contender in (*contenders[turn:], *contenders[:turn]):
            _say(f"Run {run + 1} of {runs}: {contender.name}")
            _round(contender, measured, outcome)
    outcome.taken = {key: _middle(several) for key, several in measured.items()}
    for contender in contenders:
        outcome.sizes |= {(contender.name, work): size for work, size in contender.sizes.items()}
    return outcome


def _contenders(
    corpus: Corpus, work: Path, names: Sequence[str], outcome: Outcome, *, small: bool
) -> list[Contender]:
    """Install and prepare whoever is named; who cannot be installed is noted as missing."""
    search = "pagefind" in names
    able: dict[str, Callable[[], Contender]] = {
        "digestry": lambda: Digestry(corpus, work, floor="tar" in names),
        "hugo-lean": lambda: Generator(HUGO_LEAN, installing.hugo(), work, search=search),
        "hugo": lambda: Generator(HUGO, installing.hugo(), work, search=search),
    }
    if small:
        able["pelican"] = lambda: Generator(PELICAN, installing.pelican(), work, search=False)
        able["eleventy"] = lambda: Generator(ELEVENTY, installing.eleventy(), work, search=False)
    found: list[Contender] = []
    for name in filter(able.__contains__, names):
        try:
            found.append(able[name]())
        except FailedError as error:
            outcome.missing.append(f"{name} could not be installed: {error}")
    outcome.versions = {contender.name: contender.version for contender in found}
    return found


def _write(corpus: Corpus, contenders: Sequence[Contender], outcome: Outcome) -> None:
    """Write the content of all contenders, and count."""
    _say("Writing the content files")
    for record in read_records(corpus.settings, corpus.content):
        outcome.papers += 1
        outcome.new_papers += corpus.newest.date in record.days
        for contender in contenders:
            contender.add(record)


def _round(
    contender: Contender, measured: dict[tuple[str, Work], list[Measured]], outcome: Outcome
) -> None:
    """Take a turn; a failure is noted, and what came before it counts."""
    try:
        for step in contender.round():
            measured.setdefault((step.name, step.work), []).append(step.took)
            took = step.took
            _say(f"    {step.name}, {step.work}: {took.wall:.2f} s, {took.cpu:.2f} s of processors")
    except FailedError as error:
        outcome.missing.append(str(error))


def _middle(several: Sequence[Measured]) -> Taken:
    walls = [one.wall for one in several]
    return Taken(
        wall=median(walls),
        cpu=median(one.cpu for one in several),
        peak=median(one.peak for one in several),
        others=median(one.others for one in several),
        fastest=min(walls),
        slowest=max(walls),
        runs=len(several),
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
