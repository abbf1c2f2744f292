"""The terms of the newest papers, counted by week and category.

Imported where terms are wanted alone: NumPy takes as long to load as a build without changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from generator.archive import PaperStub
from generator.digests.language import detect_language
from generator.terms.common import CommonTerms
from generator.terms.papers import Seen
from generator.terms.sheets import Sheet
from generator.trends.shifts import EXPECTED
from generator.trends.spans import REACH, span, weeks_ago
from generator.trends.weekly import PaperTerms, WeeklyTerms

_OWN = Seen.TITLE | Seen.KEYWORDS | Seen.HEADLINE
"""Where terms stand that the authors chose to say what a paper is about."""

_EAST_ASIAN = ("zh", "ja", "ko")
_COMPOUND = 4
"""Letters from which on an East Asian term is a name rather than a common word."""


def weekly_terms(sheets: Sequence[Sheet], papers: Mapping[str, PaperStub]) -> WeeklyTerms:
    """Count the terms of the weeks that are compared; sheets of other days do not count."""
    days = {paper.first.value for paper in papers.values() if paper.first.has_day}
    newest = date.fromisoformat(max(days, default=date.max.isoformat()))
    weeks = {day.isoformat(): weeks_ago(day, newest) for day in span(newest, REACH)}
    common = CommonTerms([sheet for sheet in sheets if sheet.day in weeks], least=2 * EXPECTED)
    return WeeklyTerms(
        (
            PaperTerms(ago=weeks[sheet.day], category=papers[key].category, terms=terms)
            for sheet, key, terms in common.papers([_where(form) for form in common.forms])
        ),
        common.forms,
    )


def _where(form: str) -> Seen:
    """Say where a term has to stand, to tell what a paper is about.

    Long East Asian ones count in the summary, too: there the title is often in English.
    """
    if not form or form.isascii() or detect_language(form) not in _EAST_ASIAN:
        return _OWN if form else Seen(0)
    return _OWN | Seen.SUMMARY if len(form) >= _COMPOUND else Seen(0)
