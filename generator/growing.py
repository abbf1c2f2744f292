"""An archive that grows: to what was gathered of the first digests, later ones are added.

That gives what gathering all of them would, as long as the later ones come after the others both
by path and by day, and every entry has an id. Then no day changes, and of the papers those alone
that are seen again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from generator.archive import (
    Archive,
    Day,
    PaperStub,
    Spelling,
    archive_of,
    facts_of,
    papers_and_days,
)
from generator.dates import date_digest
from generator.digests.limits import MAX_CATEGORIES
from generator.errors import Diagnostic
from generator.merging import first_whole, join_categories
from generator.model import CategoryNote, DigestDate, Value
from generator.stubs import DigestStub


class Gathered(Value):
    """What was gathered of some digests, with what has to be known to add later ones.

    `noticed` is what was noticed while they were read, `files` the last file of each day.
    """

    papers: dict[str, PaperStub]
    days: tuple[Day, ...]
    notes: dict[str, CategoryNote]
    diagnostics: tuple[Diagnostic, ...]
    noticed: tuple[Diagnostic, ...]
    files: dict[str, str]
    spellings: dict[str, str]

    def archive(self) -> Archive:
        """Give the archive of these digests."""
        return archive_of(self.papers, self.days, self.notes, self.diagnostics, self.files)


NOTHING = Gathered(papers={}, days=(), notes={}, diagnostics=(), noticed=(), files={}, spellings={})


def add(before: Gathered, stubs: Sequence[DigestStub], dates: Mapping[str, str]) -> Gathered | None:
    """Add files whose paths come after all others; None where that would not be the whole truth.

    `dates` is the settings' table of dates.
    """
    digests = [stub for stub in stubs if stub.is_digest]
    if not _have_ids(digests):
        return None
    spelling = Spelling(before.spellings)
    facts = facts_of(digests, dates, spelling)
    papers, days = papers_and_days(facts)
    if before.days and days and days[0].date <= before.days[-1].date:
        return None
    again = papers.keys() & before.papers.keys()
    if any(_is_full(some[key]) for key in again for some in (papers, before.papers)):
        return None
    papers |= {key: _seen_again(before.papers[key], papers[key]) for key in again}
    return Gathered(
        papers=dict(sorted((before.papers | papers).items())) if before.papers else papers,
        days=before.days + days,
        notes=before.notes | facts.notes,
        diagnostics=(*before.diagnostics, *facts.diagnostics),
        noticed=(*before.noticed, *[d for stub in stubs for d in stub.diagnostics]),
        files=before.files | facts.files,
        spellings=spelling.first,
    )


def _have_ids(stubs: Sequence[DigestStub]) -> bool:
    return all(entry.id for stub in stubs for entry in stub.entries)


def _is_full(paper: PaperStub) -> bool:
    """Whether some of a paper's categories may have been left out."""
    return len(paper.categories) >= MAX_CATEGORIES


def _seen_again(before: PaperStub, after: PaperStub) -> PaperStub:
    """Join what is known of a paper up to a day with what later ones say of it."""
    return PaperStub(
        key=after.key,
        title=after.title,
        categories=join_categories((after.categories, before.categories)),
        sightings=before.sightings + after.sightings,
        authors=first_whole((after.authors, before.authors)),
        venue=after.venue or before.venue,
        code=after.code or before.code,
    )


def border(stubs: Sequence[DigestStub], dates: Mapping[str, str], later: int) -> int:
    """Find where files, in the order of their paths, can be cut: so many entries come later.

    Or more, as far as days need it; 0 where there is no such place, or an entry has no id.
    """
    if not _have_ids(stubs):
        return 0
    spans = [_span(stub, dates) for stub in stubs]
    newest = list(accumulate([span[1:] for span in spans], max))
    oldest, entries = _NEVER, 0
    for at in range(len(stubs) - 1, 0, -1):
        oldest = min(oldest, spans[at][:1] or _NEVER)
        entries += len(stubs[at].entries)
        if entries >= later and newest[at - 1] < oldest:
            return at
    return 0


_Days = tuple[DigestDate, ...]
_NEVER: _Days = (DigestDate(value="9999-99"),)


def _span(stub: DigestStub, dates: Mapping[str, str]) -> _Days:
    """Give the oldest and the newest day of a file; nothing where it has none."""
    if not stub.is_digest:
        return ()
    dating = date_digest(stub, dates)
    days = dating.dates or ((dating.empty_day,) if dating.empty_day else ())
    return (min(days), max(days)) if days else ()
