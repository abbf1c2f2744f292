"""Terms that rise and fall: the last weeks against the weeks before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from generator import routes
from generator.charts import spark
from generator.digests.language import detect_language
from generator.trends.shifts import Group, Use, comparable, find_shifts
from generator.trends.spans import WINDOWS
from generator.trends.variety import different
from generator.trends.weekly import WeeklyTerms
from generator.views.charts import TermLine, TermList, TermWindow

SHOWN = 10
"""Terms of a list."""

_SPARK_WEEKS = 26
_AMONG = 10_000


def term_windows(terms: WeeklyTerms, *, search: bool) -> tuple[TermWindow, ...]:
    """Compare the windows whose two sides have papers enough, shortest first.

    `search` tells whether the site has one, to which terms lead.
    """
    found = []
    for weeks, before in WINDOWS:
        now, then = range(weeks), range(weeks, weeks + before)
        groups = terms.groups(now, then)
        if comparable(groups) and terms.covers(now) and terms.covers(then):
            frame = TermWindow(
                weeks=weeks,
                weeks_before=before,
                recent=sum(group.of_recent for group in groups),
                before=sum(group.of_before for group in groups),
            )
            found.append(_Comparison(terms, frame, search=search).view(groups))
    return tuple(found)


class _Comparison:
    """One comparison of weeks with the weeks before them."""

    def __init__(self, terms: WeeklyTerms, frame: TermWindow, *, search: bool) -> None:
        self.terms = terms
        self.frame = frame
        self.search = search

    def view(self, groups: Sequence[Group]) -> TermWindow:
        """Make what the page shows of it, a list for each language."""
        found = find_shifts(groups)
        rising, falling = self._by_language(found.rising), self._by_language(found.falling)
        return replace(
            self.frame,
            tested=found.tested,
            lists=tuple(
                TermList(lang=lang, rising=rising.get(lang, ()), falling=falling.get(lang, ()))
                for lang in sorted(rising.keys() | falling.keys())
            ),
        )

    def _by_language(self, uses: Sequence[Use]) -> dict[str, tuple[TermLine, ...]]:
        languages: dict[str, dict[str, Use]] = {}
        for use in uses:
            form = self.terms.forms[use.term]
            languages.setdefault(detect_language(form), {}).setdefault(form, use)
        return {lang: tuple(self._lines(named)) for lang, named in languages.items()}

    def _lines(self, named: Mapping[str, Use]) -> Iterator[TermLine]:
        for form in islice(different(named), SHOWN):
            yield self._line(form, named[form])

    def _line(self, form: str, use: Use) -> TermLine:
        return TermLine(
            term=form,
            papers=use.recent,
            share=_percent(use.recent, self.frame.recent),
            share_before=_percent(use.former, self.frame.recent),
            spark=spark(self.terms.shares(use.term, reversed(range(_SPARK_WEEKS)), _AMONG)),
            search=routes.search_for(form) if self.search else "",
        )


def _percent(part: float, whole: int) -> str:
    """Write a percentage so that a small one does not read as nothing."""
    percent = 100 * part / whole
    return f"{percent:.1f}" if percent >= 1 else f"{percent:.2f}"
