"""The look at an archive as a whole: what was found, how much there is, and what it weighs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from generator.archive import Day
from generator.checking.days import check_days
from generator.checking.papers import check_papers
from generator.checking.places import Places
from generator.clock import Clock
from generator.contents import Contents
from generator.errors import Diagnostic, Severity
from generator.findings import Group, grouped
from generator.hosts import Weight
from generator.kinds import Kind
from generator.model import Value


class Look(Value):
    """What `check` saw: figures, findings by kind, and the size of the site.

    `failed` says whether the command ends with status 1.
    """

    clock: Clock
    digests: int
    entries: int
    papers: int
    days: int
    first_day: str | None
    newest_day: str | None
    groups: tuple[Group, ...]
    weight: Weight
    failed: bool

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """All findings, by kind."""
        return tuple(one for group in self.groups for one in group.found)


def look_at(
    contents: Contents, weight: Weight, clock: Clock, *, only: Collection[Kind], strict: bool
) -> Look:
    """Look at what was read; `only` narrows the look to some kinds, where it names any."""
    found = [one for one in _findings(contents, clock) if not only or one.kind in only]
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    days = _dates(contents.archive.days)
    return Look(
        clock=clock,
        digests=len(contents.digests),
        entries=sum(len(digest.entries) for digest in contents.digests),
        papers=len(contents.archive.papers),
        days=len(contents.archive.days),
        first_day=days[0] if days else None,
        newest_day=days[-1] if days else None,
        groups=grouped(found),
        weight=weight,
        failed=any(one.severity in bad for one in found),
    )


def _findings(contents: Contents, clock: Clock) -> list[Diagnostic]:
    places = Places(contents.digests)
    days = contents.archive.days
    return [
        *contents.diagnostics,
        *check_days(days, places, clock),
        *check_papers(contents.archive, contents.digests, places, clock),
    ]


def _dates(days: Sequence[Day]) -> list[str]:
    return sorted(day.date.value for day in days if day.date.has_day)
