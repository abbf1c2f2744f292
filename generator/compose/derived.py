"""What is derived from the texts of a whole archive, as composing wants it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.related.lists import DayLists, RelatedList
from generator.views.charts import TermWindow


class Terms(msgspec.Struct, frozen=True):
    """The terms that rose and fell, by window: in all categories, and in each, by code."""

    windows: tuple[TermWindow, ...] = ()
    categories: Mapping[str, tuple[TermWindow, ...]] = msgspec.field(default_factory=dict)


class Derived(msgspec.Struct, frozen=True):
    """The related papers of each paper, by key, and the terms that rose and fell.

    `days` has the lists of those papers together that were first seen on a day (`YYYY-MM-DD`),
    where they are kept so.
    """

    related: Mapping[str, RelatedList] = msgspec.field(default_factory=dict)
    days: Mapping[str, DayLists] = msgspec.field(default_factory=dict)
    terms: Terms = Terms()
