"""The sheets of the newest papers alone, for those who need no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from generator.dates import stray_day
from generator.terms.making import SheetPlan

_DAY = len("YYYY-MM-DD")


def recent_plans(plans: Sequence[SheetPlan], days: int) -> tuple[SheetPlan, ...]:
    """Choose the sheets of the last days up to the newest that is known, oldest first.

    A day whose date must be mistaken is none of them.
    """
    dated = [plan for plan in plans if len(plan.day) == _DAY]
    stray = stray_day([plan.day for plan in dated])
    dated = [plan for plan in dated if plan.day != stray]
    if not dated:
        return ()
    first = (date.fromisoformat(dated[-1].day) - timedelta(days=days - 1)).isoformat()
    return tuple(plan for plan in dated if plan.day >= first)
