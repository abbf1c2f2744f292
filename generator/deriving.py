"""What is derived from the texts of the whole archive before its pages are composed.

NumPy and SciPy take as long to load as a build in which nothing changed, so that what needs them
is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import msgspec

from generator.archive import Archive
from generator.compose.derived import Derived, Terms
from generator.compose.terms import TermsSite, category_terms, term_windows
from generator.report import Reporter, Stages, beside
from generator.settings import Settings
from generator.trends.spans import REACH
from generator.work import COMPOSED, WORTH_A_POOL, Crew

if TYPE_CHECKING:
    from generator.related.making import KnownLists
    from generator.terms.making import Desk, SheetPlan
    from generator.trends.making import WeeksUnit

_TERMS = "terms"
_RELATED = "related"
_COUNTED = 10
"""Papers whose terms are counted in the time in which a page is rendered."""


class _Planned(msgspec.Struct, frozen=True, kw_only=True):
    """Sheets that are needed, those whose terms are counted, and the lists that are known.

    There are no lists where none are wanted.
    """

    desk: Desk
    sheets: tuple[SheetPlan, ...]
    counted: tuple[SheetPlan, ...]
    lists: KnownLists | None


class Deriving(msgspec.Struct, frozen=True):
    """What a site wants derived of an archive: from which packs, and by whom."""

    archive: Archive
    settings: Settings
    packs: Path
    crew: Crew

    @contextmanager
    def begun(self, reporter: Reporter, over: Event) -> Iterator[Callable[[], Derived]]:
        """Begin to derive what the site shows; what is given ends it.

        In a large archive that is done while pages are composed; `over` is set as soon as the crew
        is no longer needed for it. The end raises CacheError where a text is missing.
        """
        if len(self.archive.papers) < WORTH_A_POOL or not self.crew.has_help:
            over.set()
            yield lambda: self._all(reporter)
            return
        planned = self._planned()
        with beside(partial(self._all_until, over, planned), reporter) as derive:
            yield derive

    def _all_until(self, over: Event, planned: _Planned | None, stages: Stages) -> Derived:
        try:
            return self._made(planned, stages)
        finally:
            over.set()

    def _all(self, stages: Stages) -> Derived:
        return self._made(self._planned(), stages)

    def _planned(self) -> _Planned | None:
        """Find out what is there, and what is wanted beside; None where nothing is.

        It is done before pages are composed: beside that, each file that is looked at would have to
        wait for its turn, and so would those who make what is missing.
        """
        has_lists, has_terms = self.settings.related.enabled, self.settings.trends.enabled
        if not (self.archive.papers and (has_lists or has_terms)):
            return None
        from generator.terms.making import Desk, plan_sheets, sweep_sheets  # noqa: PLC0415
        from generator.terms.recent import recent_plans  # noqa: PLC0415

        desk = Desk(
            packs=self.packs,
            cache=self.packs / _TERMS,
            crew=self.crew,
            meanwhile=len(self.archive.papers) // COMPOSED,
        )
        plans = plan_sheets(self.archive.papers)
        recent = recent_plans(plans, REACH)
        sweep_sheets(plans, desk)
        return _Planned(
            desk=desk,
            sheets=plans if has_lists else recent,
            counted=recent if has_terms else (),
            lists=self._known_lists(plans) if has_lists else None,
        )

    def _known_lists(self, plans: Sequence[SheetPlan]) -> KnownLists:
        from generator.related.making import known_lists  # noqa: PLC0415
        from generator.related.naming import Wish  # noqa: PLC0415

        wish = Wish(self.settings.related.count, self.settings.site.language)
        return known_lists(plans, wish, self.packs / _RELATED)

    def _made(self, planned: _Planned | None, stages: Stages) -> Derived:
        """Derive everything: terms are counted by others while lists are made and read here."""
        if planned is None:
            return Derived()
        from generator.related.making import related_lists  # noqa: PLC0415
        from generator.terms.making import make_sheets  # noqa: PLC0415

        desk = planned.desk
        make_sheets(planned.sheets, desk, stages)
        with beside(partial(self._terms, planned.counted, desk), stages) as terms:
            if planned.lists is None:
                return Derived(terms=terms())
            lists = related_lists(planned.lists, desk, stages)
            return Derived(related=lists, days=lists.days, terms=terms())

    def _terms(self, plans: Sequence[SheetPlan], desk: Desk, _: Stages) -> Terms:
        """Compare the terms of the last weeks with those of the weeks before."""
        if not plans:
            return Terms()
        from generator.trends.making import weeks_unit  # noqa: PLC0415

        weeks = weeks_unit(self.archive.papers, plans, desk)
        site = TermsSite(
            language=self.settings.site.language, has_search=self.settings.search.enabled
        )
        unit = _TermsUnit(weeks, site)
        work = sum(len(plan.keys) for plan in plans) // _COUNTED
        (terms,) = self.crew.share(_compare, [unit], work=work)
        return terms


class _TermsUnit(msgspec.Struct, frozen=True):
    """Weeks whose terms are to be counted and compared, and the site that shows them."""

    weeks: WeeksUnit
    site: TermsSite


def _compare(unit: _TermsUnit) -> Terms:
    from generator.trends.making import count_weeks  # noqa: PLC0415

    terms = count_weeks(unit.weeks)
    return Terms(
        windows=term_windows(terms, unit.site), categories=category_terms(terms, unit.site)
    )
