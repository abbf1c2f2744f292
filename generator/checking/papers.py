"""What `check` says about papers: repeats, summaries that are missing or copied, odd dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator import arxiv
from generator.archive import Archive, Day, DayPaper, PaperStub
from generator.checking.places import Places
from generator.clock import Clock
from generator.errors import Diagnostic, Severity
from generator.kinds import Kind
from generator.stubs import DigestStub, Leaf, Stub

MANY_DAYS = 4
"""Days on which a paper may be before it is told: a pipeline repeats Friday's at the weekend."""

_RUN_AGAIN = "run the pipeline again for this paper"


def check_papers(
    archive: Archive, digests: Sequence[DigestStub], places: Places, clock: Clock
) -> Iterator[Diagnostic]:
    """Report repeats, missing and copied summaries, and papers that are ahead of the clock."""
    for day in archive.days:
        for paper in day.papers:
            if len(paper.leaves) > 1:
                yield from _repeats(paper, _called(archive.papers[paper.key]), places)
    yield from _on_many_days(archive, places)
    if any(len(digest.unsummarised) < len(digest.entries) for digest in digests):
        for day in archive.days:
            yield from _without_summary(day, archive, places)
    for digest in digests:
        yield from _copied(digest, places)
        yield from _of_the_future(digest, clock, places)


def _called(paper: PaperStub) -> str:
    """Name a paper by its id, as its key has it, or by its title."""
    return paper.key if arxiv.parse_id(paper.key) else f"“{paper.title}”"


def _repeats(paper: DayPaper, name: str, places: Places) -> Iterator[Diagnostic]:
    """Report the entries of a paper that come after another of the same file."""
    seen: dict[str, Leaf] = {}
    for leaf in sorted(paper.leaves, key=lambda leaf: (leaf.pack, leaf.offset)):
        first = seen.setdefault(leaf.pack, leaf)
        if first is not leaf:
            message = f"{name} stands in this file already, in line {places.line(first)}"
            hint = "the page shows it once; the pipeline should drop repeats"
            yield places.warning(leaf, Kind.LISTED_TWICE, message, hint)


def _on_many_days(archive: Archive, places: Places) -> Iterator[Diagnostic]:
    for paper in archive.papers.values():
        if len(paper.sightings) >= MANY_DAYS:
            last = paper.sightings[-1].leaves[0]
            yield Diagnostic(
                path=places.file(last),
                line=places.line(last),
                severity=Severity.INFO,
                message=f"{_called(paper)} is in the digests of {len(paper.sightings)} days,"
                f" first of {paper.first.value}",
                hint="it has one page all the same; the pipeline could drop what it had before",
                kind=Kind.MANY_DAYS,
            )


def _without_summary(day: Day, archive: Archive, places: Places) -> Iterator[Diagnostic]:
    """Report the papers of a day that no digest summarises; all of them are one finding."""
    empty = [paper for paper in day.papers if all(map(places.lacks_summary, paper.leaves))]
    if len(empty) > 1 and len(empty) == len(day.papers):
        yield Diagnostic(
            path=places.file_of(day),
            line=0,
            severity=Severity.WARNING,
            message=f"none of the {len(empty):,} papers of {day.date.value} has a summary",
            hint="the step that writes summaries failed: run it again for this day",
            kind=Kind.NO_SUMMARIES,
        )
        return
    for paper in empty:
        message = f"{_called(archive.papers[paper.key])} has no summary"
        yield places.warning(paper.leaves[0], Kind.EMPTY_SUMMARY, message, _RUN_AGAIN)


def _copied(digest: DigestStub, places: Places) -> Iterator[Diagnostic]:
    for stub in _stubs_at(digest, digest.copied):
        message = f"the summary of {_name(stub)} is copied from the abstract"
        yield places.warning(digest.leaf(stub), Kind.COPIED_SUMMARY, message, _RUN_AGAIN)


def _of_the_future(digest: DigestStub, clock: Clock, places: Places) -> Iterator[Diagnostic]:
    for stub in digest.entries:
        date = _later(stub, clock)
        if date:
            message = f"{_name(stub)} is of {date}, and today is {clock.today}"
            hint = "correct its date or its id"
            yield places.warning(digest.leaf(stub), Kind.FUTURE_PAPER, message, hint)


def _later(stub: Stub, clock: Clock) -> str:
    """Give the date of an entry, or the month of its id, that has not come yet anywhere."""
    month = arxiv.month_of(stub.id) if stub.id else ""
    return next((d for d in (stub.date, month) if d and d > clock.latest[: len(d)]), "")


def _stubs_at(digest: DigestStub, offsets: Iterable[int]) -> Iterator[Stub]:
    wanted = frozenset(offsets)
    return (stub for stub in digest.entries if stub.offset in wanted) if wanted else iter(())


def _name(stub: Stub) -> str:
    return stub.id or f"“{stub.title}”"
