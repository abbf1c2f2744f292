"""The terms of the newest papers, counted by week and category.

Imported where terms are wanted alone: NumPy takes as long to load as a build without changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

import msgspec

from generator.archive import PaperStub
from generator.digests.language import detect_language
from generator.terms.common import CommonTerms
from generator.terms.making import Desk, SheetPlan, sheet_of
from generator.terms.papers import Seen
from generator.terms.sheets import Sheet
from generator.trends.shifts import EXPECTED
from generator.trends.spans import REACH, span, weeks_ago
from generator.trends.weekly import Cell, WeeklyTerms

_OWN = Seen.TITLE | Seen.KEYWORDS | Seen.HEADLINE
"""Where terms stand that the authors chose to say what a paper is about."""

_EAST_ASIAN = ("zh", "ja", "ko")
_COMPOUND = 4
"""Letters from which on an East Asian term is a name rather than a common word."""


class WeeksUnit(msgspec.Struct, frozen=True):
    """Sheets whose terms are to be counted, with the categories of each paper; the newest day."""

    plans: tuple[SheetPlan, ...]
    categories: tuple[tuple[tuple[str, ...], ...], ...]
    newest: str
    packs: Path
    cache: Path


def weeks_unit(
    papers: Mapping[str, PaperStub], plans: Sequence[SheetPlan], desk: Desk
) -> WeeksUnit:
    """Give the work of counting the terms of the weeks that are compared.

    `plans` are those of the sheets of these weeks, which are at the desk.
    """
    return WeeksUnit(
        plans=tuple(plans),
        categories=tuple(tuple([papers[key].filed_under for key in plan.keys]) for plan in plans),
        newest=max((plan.day for plan in plans), default=date.max.isoformat()),
        packs=desk.packs,
        cache=desk.cache,
    )


def count_weeks(unit: WeeksUnit) -> WeeklyTerms:
    """Count the terms of some sheets; any process may."""
    sheets = [sheet_of(plan, unit.packs, unit.cache) for plan in unit.plans]
    categories = {
        key: codes
        for plan, its in zip(unit.plans, unit.categories, strict=True)
        for key, codes in zip(plan.keys, its, strict=True)
    }
    return weekly_terms(sheets, categories, date.fromisoformat(unit.newest))


def weekly_terms(
    sheets: Sequence[Sheet], categories: Mapping[str, Sequence[str]], newest: date
) -> WeeklyTerms:
    """Count the terms of the weeks up to the newest day; sheets of other days do not count."""
    weeks = {day.isoformat(): weeks_ago(day, newest) for day in span(newest, REACH)}
    known = [sheet for sheet in sheets if sheet.day in weeks]
    common = CommonTerms(known, least=2 * EXPECTED)
    slots: dict[tuple[int, str, bool], int] = {}
    groups = {
        key: [
            slots.setdefault((weeks[sheet.day], category, place > 0), len(slots))
            for place, category in enumerate(categories[key])
        ]
        for sheet in known
        for key in sheet.keys
    }
    counts = common.counted([_where(form) for form in common.forms], groups)
    papers = Counter(chain.from_iterable(groups.values()))
    cells = (
        Cell(ago=ago, category=category, papers=papers[slot], terms=counts[slot], beside=beside)
        for (ago, category, beside), slot in slots.items()
    )
    return WeeklyTerms(cells, common.forms)


def _where(form: str) -> Seen:
    """Say where a term has to stand, to tell what a paper is about.

    Long East Asian ones count in the summary, too: there the title is often in English.
    """
    if not form or form.isascii() or detect_language(form) not in _EAST_ASIAN:
        return _OWN if form else Seen(0)
    return _OWN | Seen.SUMMARY if len(form) >= _COMPOUND else Seen(0)
