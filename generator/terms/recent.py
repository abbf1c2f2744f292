"""The sheets of the newest papers alone, for those who need no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from generator.archive import PaperStub
from generator.report import Stages
from generator.terms.making import Desk, SheetPlan, make_sheets, plan_sheets, sweep_sheets

_DAY = len("YYYY-MM-DD")


def recent_plans(
    papers: Mapping[str, PaperStub], days: int, desk: Desk, reporter: Stages
) -> tuple[SheetPlan, ...]:
    """Plan the sheets of the last days up to the newest that is known, oldest first, and make them.

    Sheets of older papers are kept as they are. Raises CacheError where a text is missing.
    """
    plans = plan_sheets(papers)
    sweep_sheets(plans, desk)
    dated = [plan for plan in plans if len(plan.day) == _DAY]
    if not dated:
        return ()
    first = (date.fromisoformat(dated[-1].day) - timedelta(days=days - 1)).isoformat()
    recent = tuple(plan for plan in dated if plan.day >= first)
    make_sheets(recent, desk, reporter)
    return recent
