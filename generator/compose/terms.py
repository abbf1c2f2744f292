"""Terms that rise and fall: the last weeks against the weeks before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from generator import routes
from generator.charts import spark
from generator.digests.language import detect_language
from generator.model import Value
from generator.trends.shifts import Group, Use, comparable, find_shifts
from generator.trends.spans import WINDOWS
from generator.trends.variety import different
from generator.trends.weekly import WeeklyTerms
from generator.views.charts import TermLine, TermList, TermWindow

SHOWN = 10
SHOWN_OF_CATEGORY = 6
"""Terms of a list."""

_SPARK_WEEKS = 26
_AMONG = 10_000


class TermsSite(Value):
    """What terms show of a site: its language comes first, its search is where they lead."""

    language: str
    has_search: bool

    def rank(self, lang: str) -> tuple[bool, str]:
        """Give the place of a language among others."""
        return lang != self.language, lang


def term_windows(terms: WeeklyTerms, site: TermsSite) -> tuple[TermWindow, ...]:
    """Compare the windows whose two sides have papers enough, shortest first."""
    return tuple(_windows(terms, WINDOWS, _Shown(site=site, most=SHOWN)))


def category_terms(terms: WeeklyTerms, site: TermsSite) -> dict[str, tuple[TermWindow, ...]]:
    """Compare the windows of each category, but for the shortest; those without a change go.

    A week of one category has too few papers for most terms.
    """
    found = {}
    for category in sorted(terms.categories):
        shown = _Shown(site=site, most=SHOWN_OF_CATEGORY, category=category)
        windows = _windows(terms.of(category), WINDOWS[1:], shown)
        if changed := tuple(window for window in windows if window.lists):
            found[category] = changed
    return found


class _Shown(Value):
    """How many terms a list has, and the category in which they are searched, if there is one."""

    site: TermsSite
    most: int
    category: str = ""

    def search(self, form: str) -> str:
        """Give the address of the search for a term."""
        return routes.search_for(form, self.category) if self.site.has_search else ""


def _windows(
    terms: WeeklyTerms, windows: Iterable[tuple[int, int]], shown: _Shown
) -> Iterator[TermWindow]:
    for weeks, before in windows:
        now, then = range(weeks), range(weeks, weeks + before)
        groups = terms.groups(now, then)
        if comparable(groups) and terms.covers(now) and terms.covers(then):
            frame = TermWindow(
                weeks=weeks,
                weeks_before=before,
                recent=sum(group.of_recent for group in groups),
                before=sum(group.of_before for group in groups),
            )
            yield _Comparison(terms, frame, shown).view(groups)


class _Comparison:
    """One comparison of weeks with the weeks before them."""

    def __init__(self, terms: WeeklyTerms, frame: TermWindow, shown: _Shown) -> None:
        self.terms = terms
        self.frame = frame
        self.shown = shown

    def view(self, groups: Sequence[Group]) -> TermWindow:
        """Make what the page shows of it, a list for each language."""
        found = find_shifts(groups)
        rising, falling = self._by_language(found.rising), self._by_language(found.falling)
        return replace(
            self.frame,
            tested=found.tested,
            lists=tuple(
                TermList(lang=lang, rising=rising.get(lang, ()), falling=falling.get(lang, ()))
                for lang in sorted(rising.keys() | falling.keys(), key=self.shown.site.rank)
            ),
        )

    def _by_language(self, uses: Sequence[Use]) -> dict[str, tuple[TermLine, ...]]:
        languages: dict[str, dict[str, Use]] = {}
        for use in uses:
            form = self.terms.forms[use.term]
            languages.setdefault(detect_language(form), {}).setdefault(form, use)
        return {lang: tuple(self._lines(named)) for lang, named in languages.items()}

    def _lines(self, named: Mapping[str, Use]) -> Iterator[TermLine]:
        for form in islice(different(named), self.shown.most):
            yield self._line(form, named[form])

    def _line(self, form: str, use: Use) -> TermLine:
        return TermLine(
            term=form,
            papers=use.recent,
            share=_percent(use.recent, self.frame.recent),
            share_before=_percent(use.former, self.frame.recent),
            spark=spark(self.terms.shares(use.term, reversed(range(_SPARK_WEEKS)), _AMONG)),
            search=self.shown.search(form),
        )


def _percent(part: float, whole: int) -> str:
    """Write a percentage so that a small one does not read as nothing."""
    percent = 100 * part / whole
    return f"{percent:.1f}" if percent >= 1 else f"{percent:.2f}"
