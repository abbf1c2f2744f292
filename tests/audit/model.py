"""What an audit finds: a rule that a page breaks, or a figure beside the figure it should keep."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a page breaks a rule; a remark asks to be read but fails nothing."""

    check: str
    site: str
    page: str
    variant: str
    rule: str
    text: str
    element: str = ""
    remark: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a page and its limit: the most it may be, or the least where that is asked."""

    check: str
    site: str
    page: str
    variant: str
    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def falls_short(self) -> bool:
        """Tell whether the figure is on the wrong side of its limit."""
        return self.value < self.limit if self.at_least else self.value > self.limit


Outcome = Finding | Measure


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that one audit found, where it looked, and how many programs wanted each core."""

    outcomes: tuple[Outcome, ...]
    missing: tuple[str, ...]
    checks: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    load: float

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The rules broken, remarks among them."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Finding))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The figures taken."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Measure))

    @property
    def falls_short(self) -> bool:
        """Tell whether anything is not as it should be."""
        broken = any(not finding.remark for finding in self.findings)
        return broken or any(measure.falls_short for measure in self.measures)

    def as_table(self) -> dict[str, Any]:
        """Return the result as JSON has it."""
        return {
            "falls_short": self.falls_short,
            "checks": self.checks,
            "load": self.load,
            "missing": self.missing,
            "findings": [asdict(finding) for finding in self.findings],
            "measures": [
                asdict(measure) | {"falls_short": measure.falls_short} for measure in self.measures
            ],
        }
