"""Terms by week and category: what comparisons of any weeks are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from generator.model import Value
from generator.trends.shifts import Group


class Cell(Value, frozen=True, gc=False):
    """The papers of a category that were new so many whole weeks ago: how many have each term.

    They name the category first, or, where it stands `beside`, after another.
    """

    ago: int
    category: str
    papers: int
    terms: Mapping[int, int]
    beside: bool = False


def half_of(weeks: Sequence[int]) -> bool:
    """Whether at least half of some weeks have something."""
    return 2 * sum(map(bool, weeks)) >= len(weeks)


class _Sum:
    """Several cells of a category added up."""

    def __init__(self) -> None:
        self.papers = 0
        self.terms: Counter[int] = Counter()


class WeeklyTerms:
    """In how many papers of each week and category each term is; `forms` is how terms are read.

    Each paper counts in the category that it names first.
    """

    def __init__(self, cells: Iterable[Cell], forms: Sequence[str] = ()) -> None:
        self.forms = forms
        self._weeks: dict[int, list[Cell]] = {}
        self._categories: dict[str, list[Cell]] = {}
        for cell in cells:
            self._categories.setdefault(cell.category, []).append(cell)
            if not cell.beside:
                self._weeks.setdefault(cell.ago, []).append(cell)

    @property
    def categories(self) -> Collection[str]:
        """All categories of the papers."""
        return self._categories.keys()

    def of(self, category: str) -> WeeklyTerms:
        """Give the terms of a category alone, whether papers name it first or not."""
        cells = self._categories.get(category, ())
        return WeeklyTerms((replace(cell, beside=False) for cell in cells), self.forms)

    def covers(self, weeks: range) -> bool:
        """Whether at least half of some weeks have papers."""
        return half_of([ago in self._weeks for ago in weeks])

    def groups(self, recent: range, before: range) -> tuple[Group, ...]:
        """Set the papers of some weeks against those of others, category by category.

        Papers of a category that the other side has not are left out: nothing compares to them.
        """
        sides = self._side(recent), self._side(before)
        return tuple(
            Group(of_recent=now.papers, of_before=then.papers, recent=now.terms, before=then.terms)
            for category in sorted(sides[0].keys() & sides[1].keys())
            for now, then in ((sides[0][category], sides[1][category]),)
        )

    def _side(self, weeks: range) -> dict[str, _Sum]:
        """Add up the cells of some weeks."""
        side: dict[str, _Sum] = {}
        for ago in weeks:
            for cell in self._weeks.get(ago, ()):
                whole = side.setdefault(cell.category, _Sum())
                whole.papers += cell.papers
                whole.terms.update(cell.terms)
        return side

    def shares(self, term: int, weeks: Iterable[int], among: int) -> list[int | None]:
        """Give how many among so many papers of each week have a term; None for no papers."""
        return [self._share(term, self._weeks.get(ago, ()), among) for ago in weeks]

    def _share(self, term: int, cells: Collection[Cell], among: int) -> int | None:
        papers = sum(cell.papers for cell in cells)
        return among * sum(cell.terms.get(term, 0) for cell in cells) // papers if papers else None
