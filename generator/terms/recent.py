"""The sheets of the newest papers alone, for those who need no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from generator.archive import PaperStub
from generator.report import Reporter
from generator.terms.making import Desk, load_sheets, plan_sheets, sweep_sheets
from generator.terms.sheets import Sheet

_DAY = len("YYYY-MM-DD")


def recent_sheets(
    papers: Mapping[str, PaperStub], days: int, desk: Desk, reporter: Reporter
) -> tuple[Sheet, ...]:
    """Give the sheets of the last days up to the newest that is known, oldest first.

    Sheets of older papers are kept as they are. Raises CacheError where a text is missing.
    """
    plans = plan_sheets(papers)
    sweep_sheets(plans, desk)
    dated = [plan for plan in plans if len(plan.day) == _DAY]
    if not dated:
        return ()
    first = (date.fromisoformat(dated[-1].day) - timedelta(days=days - 1)).isoformat()
    return tuple(load_sheets([plan for plan in dated if plan.day >= first], desk, reporter))
