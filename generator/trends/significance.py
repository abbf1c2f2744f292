"""Whether a count is other than chance would have it, for one term or for many."""

from __future__ import annotations

from collections.abc import Iterable
from math import erfc, log, sqrt


def likelihood_ratio(recent: int, before: int, expected: float) -> float:
    """Give G², the log-likelihood ratio of a term's papers being recent as often as expected.

    `expected` are the recent ones among its papers, were there no change. The rule is that of
    Dunning, "Accurate methods for the statistics of surprise and coincidence" (1993), in the form
    that Rayson and Garside give it in "Comparing corpora using frequency profiling" (2000).
    """
    cells = ((recent, expected), (before, recent + before - expected))
    return max(0.0, 2 * sum(seen * log(seen / wanted) for seen, wanted in cells if seen))


def chance(ratio: float) -> float:
    """Give how likely a G² as great as this is by chance: the tail of χ² with one degree."""
    return erfc(sqrt(ratio / 2))


def threshold(chances: Iterable[float], rate: float) -> float | None:
    """Give the greatest chance that still counts as a discovery; None where there is none.

    Of the discoveries at most the given rate is expected to be false: the step-up rule of
    Benjamini and Hochberg, "Controlling the false discovery rate" (1995).
    """
    ordered = sorted(chances)
    passed = (p for k, p in enumerate(ordered, start=1) if p <= rate * k / len(ordered))
    return max(passed, default=None)
