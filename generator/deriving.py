"""What is derived from the texts of the whole archive before its pages are composed.

NumPy and SciPy take as long to load as a build in which nothing changed, so that what needs them
is imported when it is needed.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.archive import Archive
from generator.related.lists import Lists
from generator.report import Reporter
from generator.settings import Settings
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

    def related(self) -> Lists:
        """Give the lists of related papers by key; none where the site has none.

        Raises CacheError where a text is missing.
        """
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
