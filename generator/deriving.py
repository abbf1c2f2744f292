"""What is derived from the texts of the whole archive before its pages are composed.

NumPy and SciPy take as long to load as a build in which nothing changed, so that what needs them
is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from generator.archive import Archive
from generator.compose.derived import Derived
from generator.related.lists import Lists
from generator.report import Reporter, Stages, beside
from generator.settings import Settings
from generator.trends.spans import REACH
from generator.trends.weekly import WeeklyTerms
from generator.work import WORTH_A_POOL, Crew

_TERMS = "terms"
_RELATED = "related"
_COUNTED = 10
"""Papers whose terms are counted in the time in which a page is rendered."""


class Deriving(msgspec.Struct, frozen=True):
    """What a site wants derived of an archive: from which packs, and by whom."""

    archive: Archive
    settings: Settings
    packs: Path
    crew: Crew

    @contextmanager
    def begun(self, reporter: Reporter) -> Iterator[Callable[[], Derived]]:
        """Begin to derive what the site shows; what is given ends it.

        In a large archive that is done while pages are composed. The end raises CacheError where
        a text is missing.
        """
        if len(self.archive.papers) < WORTH_A_POOL or not self.crew.has_help:
            yield lambda: self._all(reporter)
            return
        with beside(self._all, reporter) as derive:
            yield derive

    def _all(self, stages: Stages) -> Derived:
        return Derived(related=self._related(stages), terms=self._terms(stages))

    def _related(self, stages: Stages) -> Lists:
        """Give the lists of related papers by key; none where the site has none."""
        wanted = self.settings.related
        if not (wanted.enabled and self.archive.papers):
            return {}
        from generator.related.making import Wish, related_lists  # noqa: PLC0415
        from generator.terms.making import Desk  # noqa: PLC0415

        return related_lists(
            self.archive.papers,
            Wish(wanted.count, self.settings.site.language),
            Desk(packs=self.packs, cache=self.packs / _TERMS, crew=self.crew),
            self.packs / _RELATED,
            stages,
        )

    def _terms(self, stages: Stages) -> WeeklyTerms:
        """Count the terms of the weeks that the page of trends compares, where the site has it."""
        if not (self.settings.trends.enabled and self.archive.papers):
            return WeeklyTerms(())
        from generator.terms.making import Desk  # noqa: PLC0415
        from generator.terms.recent import recent_plans  # noqa: PLC0415
        from generator.trends.making import count_weeks, weeks_unit  # noqa: PLC0415

        desk = Desk(packs=self.packs, cache=self.packs / _TERMS, crew=self.crew)
        plans = recent_plans(self.archive.papers, REACH, desk, stages)
        unit = weeks_unit(self.archive.papers, plans, desk)
        work = sum(len(plan.keys) for plan in plans) // _COUNTED
        (terms,) = self.crew.share(count_weeks, [unit], work=work)
        return terms
