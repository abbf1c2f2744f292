"""A look at an archive as one JSON object: `digestry check --json`.

The keys and their types are a contract: `docs/reference/check.schema.json` is made of these
types, and a test holds the two together. What is added later may be ignored by readers.
"""

from __future__ import annotations

import msgspec

from generator.checking.look import Look
from generator.errors import Diagnostic, Severity
from generator.findings import Group
from generator.hosts import LIMITS_READ, Reach, Weight, reach

VERSION = 1
"""The number of this form; a change that readers would notice raises it."""


class FoundJson(msgspec.Struct, frozen=True, kw_only=True):
    """A finding; `path` is below the content folder, null for the whole archive."""

    kind: str
    severity: Severity
    path: str | None
    line: int | None
    message: str
    hint: str | None


class KindJson(msgspec.Struct, frozen=True, kw_only=True):
    """How often one kind of finding occurs, and in how many files."""

    kind: str
    severity: Severity
    sentence: str
    count: int
    files: int


class PartJson(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of the site's files."""

    kind: str
    files: int
    bytes: int


class NamedJson(msgspec.Struct, frozen=True, kw_only=True):
    """The largest file, with its bytes, or the fullest folder, with the number of its files."""

    path: str
    number: int


class SizeJson(msgspec.Struct, frozen=True, kw_only=True):
    """What the site weighs; not `measured` where there is no last build to go by."""

    measured: bool
    bytes: int
    files: int
    largest_file: NamedJson | None
    fullest_folder: NamedJson | None
    parts: tuple[PartJson, ...]


class LimitJson(msgspec.Struct, frozen=True, kw_only=True):
    """A limit of a host, and how far the site is from it; `room` is in papers."""

    host: str
    measure: str
    limit: int
    used: int
    share: float
    room: int | None
    source: str


class CheckJson(msgspec.Struct, frozen=True, kw_only=True):
    """All that `check` has to say; `today` is in UTC, `limits_read` when limits were looked up."""

    version: int
    today: str
    failed: bool
    errors: int
    warnings: int
    infos: int
    digests: int
    entries: int
    papers: int
    days: int
    first_day: str | None
    newest_day: str | None
    kinds: tuple[KindJson, ...]
    findings: tuple[FoundJson, ...]
    size: SizeJson
    limits: tuple[LimitJson, ...]
    limits_read: str


def as_json(look: Look) -> str:
    """Write a look as one line of JSON."""
    return msgspec.json.encode(_look(look)).decode("utf-8")


def _look(look: Look) -> CheckJson:
    severities = [one.severity for one in look.found]
    return CheckJson(
        version=VERSION,
        today=look.clock.today,
        failed=look.failed,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        infos=severities.count(Severity.INFO),
        digests=look.digests,
        entries=look.entries,
        papers=look.papers,
        days=look.days,
        first_day=look.first_day,
        newest_day=look.newest_day,
        kinds=tuple(map(_kind, look.groups)),
        findings=tuple(map(_found, look.found)),
        size=_size(look.weight),
        limits=tuple(map(_limit, reach(look.weight))),
        limits_read=LIMITS_READ,
    )


def _kind(group: Group) -> KindJson:
    return KindJson(
        kind=group.kind.value,
        severity=group.severity,
        sentence=group.sentence,
        count=len(group.found),
        files=group.files,
    )


def _found(one: Diagnostic) -> FoundJson:
    return FoundJson(
        kind=one.kind.value,
        severity=one.severity,
        path=one.path or None,
        line=one.line or None,
        message=one.message,
        hint=one.hint or None,
    )


def _size(weight: Weight) -> SizeJson:
    largest, fullest = weight.largest, weight.fullest
    return SizeJson(
        measured=weight.measured,
        bytes=weight.size,
        files=weight.files,
        largest_file=NamedJson(path=largest.path, number=largest.number) if largest else None,
        fullest_folder=NamedJson(path=fullest.path, number=fullest.number) if fullest else None,
        parts=tuple(PartJson(kind=s.kind, files=s.files, bytes=s.size) for s in weight.shares),
    )


def _limit(one: Reach) -> LimitJson:
    return LimitJson(
        host=one.limit.host,
        measure=one.limit.measure.value,
        limit=one.limit.most,
        used=one.used,
        share=round(one.share, 4),
        room=one.room,
        source=one.limit.source,
    )
