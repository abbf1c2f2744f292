"""Sheets of a whole archive: from the cache, and those that are missing made by the crew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec

from generator.archive import PaperStub
from generator.cache.packs import PackShelf, save_pack
from generator.checksum import library_versions, program_digest, value_digest
from generator.errors import BuildError
from generator.papers import load_texts
from generator.report import Stages
from generator.stubs import Leaf
from generator.terms.sheets import Sheet, decode_sheet, encode_sheet
from generator.work import Crew

LARGEST: Final = 500
"""Papers on a sheet."""

_WORK: Final = 3
"""Papers that are cut into terms, or related, in the time in which a page is rendered."""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Where the texts of papers are, where sheets are kept, and who makes them.

    `meanwhile` is what this process has to do beside, in pages to render: while it has much,
    others are handed little, too.
    """

    packs: Path
    cache: Path
    crew: Crew
    meanwhile: int = 0

    def work(self, papers: int) -> int:
        """Give the work, in pages to render, that terms or lists of so many papers are."""
        return max(papers // _WORK, self.meanwhile)


class SheetPlan(msgspec.Struct, frozen=True):
    """A sheet that may not be there yet: named by all that it is made of."""

    name: str
    day: str
    keys: tuple[str, ...]
    leaves: tuple[tuple[Leaf, ...], ...]

    def __reduce__(self) -> tuple[Callable[[bytes], SheetPlan], tuple[bytes]]:
        """Be handed over as bytes: the plans of a year have a hundred thousand parts."""
        return _plan_in, (msgspec.msgpack.encode(self),)


def _plan_in(data: bytes) -> SheetPlan:
    return msgspec.msgpack.decode(data, type=SheetPlan)


class _Unit(msgspec.Struct, frozen=True):
    """A sheet to make: from which packs, and where it goes."""

    plan: SheetPlan
    packs: Path
    cache: Path


def term_sheets(papers: Mapping[str, PaperStub], desk: Desk, reporter: Stages) -> tuple[Sheet, ...]:
    """Give the sheets of all papers, oldest first; raises CacheError where a text is missing."""
    plans = plan_sheets(papers)
    return tuple(load_sheets(plans, desk, reporter))


def plan_sheets(papers: Mapping[str, PaperStub]) -> tuple[SheetPlan, ...]:
    """Divide papers among sheets, by the day on which they were first seen, oldest first.

    A paper is told of by the entries of that day alone: later ones leave its sheet as it is.
    """
    dated = sorted((paper.first.value, key) for key, paper in papers.items())
    manner = value_digest((program_digest(), library_versions()))
    return tuple(
        _plan(day, keys, papers, manner)
        for day, same in groupby(dated, key=lambda pair: pair[0])
        for keys in _groups([key for _, key in same])
    )


def _groups(keys: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(keys[at : at + LARGEST]) for at in range(0, len(keys), LARGEST))


def _plan(
    day: str, keys: tuple[str, ...], papers: Mapping[str, PaperStub], manner: str
) -> SheetPlan:
    leaves = tuple(papers[key].sightings[0].leaves for key in keys)
    subject = (manner, day, keys, [[leaf.digest for leaf in several] for several in leaves])
    return SheetPlan(name=value_digest(subject), day=day, keys=keys, leaves=leaves)


def load_sheets(plans: Sequence[SheetPlan], desk: Desk, reporter: Stages) -> Iterator[Sheet]:
    """Give sheets one after the other; those that are missing or damaged are made."""
    make_sheets(plans, desk, reporter)
    for plan in plans:
        yield sheet_of(plan, desk.packs, desk.cache)


def make_sheets(plans: Iterable[SheetPlan], desk: Desk, reporter: Stages) -> None:
    """Make those sheets that are missing."""
    present = {place.name for place in desk.cache.glob("*")}
    _make([plan for plan in plans if plan.name not in present], desk, reporter)


def sheet_of(plan: SheetPlan, packs: Path, cache: Path) -> Sheet:
    """Give a sheet from the cache, or make it, where it is missing or damaged."""
    sheet = _loaded(cache / plan.name)
    if sheet is None:
        with writing_errors(cache):
            cache.mkdir(parents=True, exist_ok=True)
            _make_sheet(_Unit(plan, packs, cache))
        sheet = _loaded(cache / plan.name)
    if sheet is None:
        raise BuildError(
            f"the cache {cache} does not keep what is written to it",
            hint="name another folder in site.toml under [cache] path",
        )
    return sheet


def sweep_sheets(plans: Iterable[SheetPlan], desk: Desk) -> None:
    """Remove the sheets that are not among these."""
    wanted = {plan.name for plan in plans}
    with suppress(OSError):
        for place in desk.cache.iterdir():
            if place.name not in wanted:
                place.unlink()


def _make(plans: Sequence[SheetPlan], desk: Desk, reporter: Stages) -> None:
    if not plans:
        return
    units = [_Unit(plan, desk.packs, desk.cache) for plan in plans]
    count = sum(len(plan.keys) for plan in plans)
    with writing_errors(desk.cache), reporter.stage("Finding terms", count) as step:
        desk.cache.mkdir(parents=True, exist_ok=True)
        for done in desk.crew.share(_make_sheet, units, work=desk.work(count)):
            step(done)


def _make_sheet(unit: _Unit) -> int:
    shelf = PackShelf(unit.packs)
    try:
        papers = [
            (key, load_texts(leaves, shelf))
            for key, leaves in zip(unit.plan.keys, unit.plan.leaves, strict=True)
        ]
    finally:
        shelf.close()
    save_pack(unit.cache, unit.plan.name, encode_sheet(unit.plan.day, papers))
    return len(papers)


def _loaded(place: Path) -> Sheet | None:
    try:
        return decode_sheet(place.read_bytes())
    except OSError:
        return None


@contextmanager
def writing_errors(cache: Path) -> Iterator[None]:
    """Raise what the system refuses to write as a BuildError that names the cache."""
    try:
        yield
    except OSError as error:
        raise BuildError(
            f"the cache {cache} cannot be written: {error.strerror or error}",
            hint="make room, or name another folder in site.toml under [cache] path",
        ) from error
