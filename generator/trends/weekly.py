"""Terms by week and category: what comparisons of any weeks are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from generator.model import Value
from generator.trends.shifts import Group


class PaperTerms(Value, frozen=True, gc=False):
    """The distinct terms of a paper, its category, and how many whole weeks ago it was new."""

    ago: int
    category: str
    terms: Sequence[int]


class _Cell:
    """The papers of a week and a category, and how many of them have each term."""

    def __init__(self) -> None:
        self.papers = 0
        self.terms: Counter[int] = Counter()


class WeeklyTerms:
    """In how many papers of each week and category each term is; `forms` is how terms are read."""

    def __init__(self, papers: Iterable[PaperTerms], forms: Sequence[str] = ()) -> None:
        self.forms = forms
        self._weeks: dict[int, dict[str, _Cell]] = {}
        for paper in papers:
            cells = self._weeks.setdefault(paper.ago, {})
            cell = cells.setdefault(paper.category, _Cell())
            cell.papers += 1
            cell.terms.update(paper.terms)

    def covers(self, weeks: range) -> bool:
        """Whether at least half of some weeks have papers."""
        return 2 * sum(ago in self._weeks for ago in weeks) >= len(weeks)

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

    def _side(self, weeks: range) -> dict[str, _Cell]:
        """Add up the cells of some weeks."""
        side: dict[str, _Cell] = {}
        for ago in weeks:
            for category, cell in self._weeks.get(ago, {}).items():
                whole = side.setdefault(category, _Cell())
                whole.papers += cell.papers
                whole.terms.update(cell.terms)
        return side

    def shares(self, term: int, weeks: Iterable[int], among: int) -> list[int | None]:
        """Give how many among so many papers of each week have a term; None for no papers."""
        return [self._share(term, self._weeks.get(ago, {}).values(), among) for ago in weeks]

    def _share(self, term: int, cells: Collection[_Cell], among: int) -> int | None:
        papers = sum(cell.papers for cell in cells)
        return among * sum(cell.terms[term] for cell in cells) // papers if papers else None
