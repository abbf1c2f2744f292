"""Findings by kind: what is many times the same is told once, with a count and examples."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.errors import Diagnostic, Severity
from generator.kinds import Kind
from generator.model import Value

_VARYING = re.compile(r"\d+|'[^']*'")


class Group(Value):
    """All findings of one kind and severity: the newest files first, then by line."""

    kind: Kind
    severity: Severity
    found: tuple[Diagnostic, ...]

    @property
    def files(self) -> int:
        """In how many files they are; none where they are about the whole archive."""
        return len({one.path for one in self.found if one.path})

    @property
    def sentence(self) -> str:
        """What all of them say."""
        return self.found[0].message if self.kind is Kind.OTHER else self.kind.sentence

    @property
    def hint(self) -> str:
        """What to do about all of them; empty where that is not the same."""
        hints = {one.hint for one in self.found}
        return hints.pop() if len(hints) == 1 else ""


def grouped(found: Iterable[Diagnostic]) -> tuple[Group, ...]:
    """Put findings together by kind: errors first, then in the order of the kinds."""
    groups: dict[tuple[int, int, str], list[Diagnostic]] = {}
    severities, kinds = list(Severity), list(Kind)
    for one in found:
        rest = _VARYING.sub("", one.message) if one.kind is Kind.OTHER else ""
        key = (severities.index(one.severity), kinds.index(one.kind), rest)
        groups.setdefault(key, []).append(one)
    return tuple(
        Group(kind=several[0].kind, severity=several[0].severity, found=newest_first(several))
        for _, several in sorted(groups.items())
    )


def newest_first(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Order findings: files and days mostly bear their dates, and the last one matters most."""
    by_line = sorted(found, key=lambda one: one.line)
    by_line.sort(key=lambda one: one.path or one.message, reverse=True)
    return tuple(by_line)
