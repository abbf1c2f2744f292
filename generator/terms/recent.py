"""The sheets of the newest papers alone, for those who need no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from generator.terms.making import SheetPlan

_DAY = len("YYYY-MM-DD")


def recent_plans(plans: Sequence[SheetPlan], days: int) -> tuple[SheetPlan, ...]:
    """Choose the sheets of the last days up to the newest that is known, oldest first."""
    dated = [plan for plan in plans if len(plan.day) == _DAY]
    if not dated:
        return ()
    first = (date.fromisoformat(dated[-1].day) - timedelta(days=days - 1)).isoformat()
    return tuple(plan for plan in dated if plan.day >= first)
