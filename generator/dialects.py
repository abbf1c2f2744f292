"""Dialects that installed packages bring: found, named by all that decides what they read, loaded.

A package offers one by an entry point in the group `digestry.dialects`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from generator.checksum import source_digest
from generator.digests.dialect import InstalledDialect, LoadedDialect
from generator.digests.hooks import FAILURES, told
from generator.errors import BuildError, Diagnostic, Severity, UsageError
from generator.kinds import Kind

GROUP = "digestry.dialects"

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_OURS = frozenset({"jsonl", "listing", "markdown"})
_ENDING = re.compile(r"\.[a-z0-9]+(?:-[a-z0-9]+)*")
_CACHES = "__pycache__"
_WANTED = ("recognises", "read")


class Dialects(msgspec.Struct, frozen=True):
    """The dialects that are fit to read, by name, and what is wrong with others."""

    fit: tuple[InstalledDialect, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def endings(self) -> frozenset[str]:
        """The endings of files that are digests in one of them."""
        return frozenset(ending for dialect in self.fit for ending in dialect.endings)


def installed_dialects(wanted: Sequence[str]) -> Dialects:
    """Find the dialects that the settings ask for; `*` in a name stands for anything.

    One that cannot be loaded is named and left out. Raises UsageError for a name without a `*`
    that no package offers.
    """
    if not wanted:
        return Dialects()
    offered = sorted(entry_points(group=GROUP), key=_place)
    _check_wanted(wanted, {point.name for point in offered})
    fit: dict[str, InstalledDialect] = {}
    problems = []
    for point in offered:
        if not any(fnmatchcase(point.name, pattern) for pattern in wanted):
            continue
        problem = _unfit(point, fit)
        if problem:
            problems.append(problem)
        else:
            fit[point.name] = _installed(point)
    return Dialects(tuple(fit.values()), tuple(problems))


def load_dialects(installed: Iterable[InstalledDialect]) -> tuple[LoadedDialect, ...]:
    """Load dialects in whichever process reads by them.

    Raises BuildError where one is not what it was when it was found.
    """
    return tuple(LoadedDialect(which=which, reader=_reader(which)) for which in installed)


@cache
def _reader(which: InstalledDialect) -> Any:
    try:
        same = _package_digest(which.module) == which.digest
        reader = _loaded(which.name, which.module) if same else None
    except FAILURES as error:
        message = f"{which} cannot be loaded: {told(error)}"
        raise BuildError(
            message, hint="install the same version wherever the build runs"
        ) from error
    if reader is None:
        message = f"{which} has changed since Digestry was started, or is another one here"
        raise BuildError(message, hint="start Digestry again, with the same packages everywhere")
    return reader


def _place(point: EntryPoint) -> tuple[str, str]:
    return point.name, point.dist.name if point.dist else ""


def _check_wanted(wanted: Sequence[str], offered: set[str]) -> None:
    for name in wanted:
        if "*" not in name and name not in offered:
            raise UsageError(
                f"content.dialects: no installed package offers the dialect {name!r}",
                hint="install the package that does, or take the name out",
            )


def _unfit(point: EntryPoint, others: Iterable[str]) -> Diagnostic | None:
    """Say why a dialect cannot be used; loading it may run anything, and may fail in any way."""
    if not _NAME.fullmatch(point.name):
        return _problem(point, "a name is of small letters, digits and hyphens")
    if point.name in _OURS or point.name in others:
        return _problem(point, "there is a dialect of that name")
    try:
        reader = _loaded(point.name, point.value)
        missing = [name for name in _WANTED if not callable(getattr(reader, name, None))]
        wrong = [ending for ending in _endings(reader) if not _ENDING.fullmatch(ending)]
    except FAILURES as error:
        return _problem(point, f"cannot be loaded: {told(error)}")
    if missing:
        return _problem(point, f"lacks the function {missing[0]}")
    return _problem(point, f"{wrong[0]!r} is no ending of a file") if wrong else None


def _problem(point: EntryPoint, message: str) -> Diagnostic:
    package = f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown package"
    return Diagnostic(
        path=f"dialect {point.name}",
        line=0,
        severity=Severity.ERROR,
        message=" ".join(f"not used, {message}".split()),
        hint=f"it comes from {package}; content.dialects in the settings can leave it out",
        kind=Kind.DIALECT,
    )


def _installed(point: EntryPoint) -> InstalledDialect:
    return InstalledDialect(
        name=point.name,
        module=point.value,
        distribution=point.dist.name if point.dist else "",
        version=point.dist.version if point.dist else "",
        digest=_package_digest(point.value),
        endings=tuple(sorted(set(_endings(_loaded(point.name, point.value))))),
    )


def _endings(reader: Any) -> tuple[str, ...]:
    return tuple(str(ending) for ending in getattr(reader, "ENDINGS", ()))


@cache
def _loaded(name: str, value: str) -> Any:
    return EntryPoint(name, value, GROUP).load()


@cache
def _package_digest(value: str) -> str:
    """Give the digest of all files of the package, or of the one module, that an entry point is in.

    It is looked at once: what is loaded stays loaded, too.
    """
    package = value.partition(":")[0].partition(".")[0].strip()
    return source_digest({name: place.read_bytes() for name, place in _files(package)})


def _files(package: str) -> Iterator[tuple[str, Path]]:
    spec = find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {package!r}")
    if not spec.submodule_search_locations:
        yield package, Path(str(spec.origin))
    for folder in map(Path, spec.submodule_search_locations or ()):
        for place in sorted(folder.rglob("*")):
            if place.is_file() and _CACHES not in place.parts:
                yield place.relative_to(folder).as_posix(), place
