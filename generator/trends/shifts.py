"""Terms that a larger, or a smaller, share of papers has than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from generator.model import Value
from generator.trends.significance import chance, likelihood_ratio, threshold

FALSE_DISCOVERIES = 0.05
"""The share of the terms found that may be expected to have changed by chance alone."""

CHANGE = 1.5
"""How many times its former share a term must have to rise, or the other way round to fall."""

EXPECTED = 5
"""Papers with a term that each side must expect for the χ² distribution to hold (Cochran 1954)."""

ENOUGH = 100
"""Papers that each side of a comparison needs, that anything can be said of terms."""


class Group(Value):
    """Papers of one category: how many are on each side, and how many of them have each term."""

    of_recent: int
    of_before: int
    recent: Mapping[int, int]
    before: Mapping[int, int]

    @property
    def share(self) -> float:
        """The part of its papers that is recent."""
        return self.of_recent / (self.of_recent + self.of_before)


def comparable(groups: Sequence[Group]) -> bool:
    """Whether both sides have papers enough."""
    sides = (sum(group.of_recent for group in groups), sum(group.of_before for group in groups))
    return min(sides) >= ENOUGH


class Use(Value, frozen=True, gc=False):
    """In how many papers a term is, recently and before, and in how many recent ones by chance."""

    term: int
    recent: int
    before: int
    expected: float

    @property
    def former(self) -> float:
        """How many recent papers would have the term, were its share what it was before."""
        return self.before * self.expected / (self.recent + self.before - self.expected)

    @property
    def times(self) -> float:
        """How many times its former share the term's recent share is; endless if it is new."""
        return self.recent / self.former if self.before else inf

    @property
    def change(self) -> float:
        """How many papers it has gained, or lost, on its former share."""
        return abs(self.recent - self.former)


class Shifts(Value):
    """Terms that rise and that fall, clearest first, of so many that were tested."""

    tested: int = 0
    rising: tuple[Use, ...] = ()
    falling: tuple[Use, ...] = ()


def find_shifts(groups: Sequence[Group]) -> Shifts:
    """Find the terms whose share of papers has changed by more than chance would have it.

    What is expected of a term is worked out within each group and summed up. So when an archive
    takes in more papers of one category, that makes none of its terms rise.

    A term is tested if both sides expect enough papers with it. That depends on the sums over both
    sides alone, so it does not favour terms that have changed (independent filtering: Bourgon,
    Gentleman and Huber 2010). Rising and falling are tested together.
    """
    uses = [use for use in _uses(groups) if _testable(use)]
    ratios = {use.term: likelihood_ratio(use.recent, use.before, use.expected) for use in uses}
    chances = {term: chance(ratio) for term, ratio in ratios.items()}
    limit = threshold(chances.values(), FALSE_DISCOVERIES)
    if limit is None:
        return Shifts(tested=len(uses))
    found = sorted(
        (use for use in uses if chances[use.term] <= limit),
        key=lambda use: (-ratios[use.term], use.term),
    )
    return Shifts(
        tested=len(uses),
        rising=tuple(use for use in found if use.times >= CHANGE),
        falling=tuple(use for use in found if use.times <= 1 / CHANGE),
    )


def _uses(groups: Sequence[Group]) -> list[Use]:
    recent: dict[int, int] = {}
    before: dict[int, int] = {}
    expected: dict[int, float] = {}
    for group in groups:
        for counts, side in ((group.recent, recent), (group.before, before)):
            for term, count in counts.items():
                side[term] = side.get(term, 0) + count
                expected[term] = expected.get(term, 0.0) + count * group.share
    return [
        Use(
            term=term,
            recent=recent.get(term, 0),
            before=before.get(term, 0),
            expected=expected[term],
        )
        for term in sorted(expected)
    ]


def _testable(use: Use) -> bool:
    """Whether both sides expect enough papers with a term."""
    return EXPECTED <= use.expected <= use.recent + use.before - EXPECTED
