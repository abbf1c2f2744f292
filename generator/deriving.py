"""What is derived from the texts of the whole archive before its pages are composed.

NumPy and SciPy take as long to load as a build in which nothing changed, so that what needs them
is imported when it is needed.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.archive import Archive
from generator.compose.derived import Derived
from generator.related.lists import Lists
from generator.report import Reporter
from generator.settings import Settings
from generator.trends.spans import REACH
from generator.trends.weekly import WeeklyTerms
from generator.work import Crew

_TERMS = "terms"
_RELATED = "related"


class Deriving(msgspec.Struct, frozen=True):
    """What a site wants derived of an archive: from which packs, and by whom."""

    archive: Archive
    settings: Settings
    packs: Path
    crew: Crew
    reporter: Reporter

    def all(self) -> Derived:
        """Derive what the site shows; raises CacheError where a text is missing."""
        return Derived(related=self._related(), terms=self._terms())

    def _related(self) -> Lists:
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
            self.reporter,
        )

    def _terms(self) -> WeeklyTerms:
        """Count the terms of the weeks that the page of trends compares, where the site has it."""
        if not (self.settings.trends.enabled and self.archive.papers):
            return WeeklyTerms(())
        from generator.terms.making import Desk  # noqa: PLC0415
        from generator.terms.recent import recent_sheets  # noqa: PLC0415
        from generator.trends.making import weekly_terms  # noqa: PLC0415

        desk = Desk(packs=self.packs, cache=self.packs / _TERMS, crew=self.crew)
        sheets = recent_sheets(self.archive.papers, REACH, desk, self.reporter)
        return weekly_terms(sheets, self.archive.papers)
