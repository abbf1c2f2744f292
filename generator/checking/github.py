"""A look at an archive in a GitHub workflow: annotations in its log, and its job summary.

What digests say is data there as everywhere: in the log it is escaped as the runner's own
commands ask, in the summary it stands in code spans, in which nothing is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.checking.look import Look
from generator.errors import Diagnostic, Severity
from generator.findings import Group
from generator.hosts import Measure, Reach, reach
from generator.kinds import Kind
from generator.model import Value
from generator.report import counted, printable, size

MOST = 10
"""Annotations of a level that GitHub keeps of one step."""

_EXAMPLES = 3
_LONGEST = 300
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_DATA | {":": "%3A", ",": "%2C"}
_TICKS = re.compile(r"`+")


class Workflow(Value):
    """What a step of a workflow knows of itself: its repository's folder, its summary's file."""

    root: str
    summary: str = ""


def workflow(environment: Mapping[str, str], folder: Path) -> Workflow | None:
    """Give the workflow in which this runs, if it does; `folder` lies in the repository."""
    if environment.get("GITHUB_ACTIONS") != "true":
        return None
    root = environment.get("GITHUB_WORKSPACE") or _repository(folder)
    return Workflow(
        root=Path(root).resolve().as_posix(), summary=environment.get("GITHUB_STEP_SUMMARY", "")
    )


def _repository(folder: Path) -> str:
    """Find the repository in which a folder lies, or the folder itself."""
    here = folder.resolve()
    found = next((one for one in (here, *here.parents) if (one / ".git").exists()), here)
    return found.as_posix()


def commands(look: Look, content: Path, root: str) -> Iterator[str]:
    """Give the commands that annotate the findings, at most as many of a level as are kept.

    Of a kind with many, one stands for all.
    """
    given = dict.fromkeys(Severity, 0)
    for group in look.groups:
        shown = group.found if len(group.found) <= _EXAMPLES else group.found[:1]
        for one in shown:
            if given[one.severity] < MOST:
                given[one.severity] += 1
                yield _annotation(one, group, len(group.found) - len(shown), content, root)


def _annotation(one: Diagnostic, group: Group, more: int, content: Path, root: str) -> str:
    place = _below_root(one.path, content, root) if one.path else ""
    properties = {"title": group.sentence}
    if place:
        line = {"line": str(one.line)} if one.line else {}
        properties = {"file": place} | line | properties
    told = ",".join(f"{key}={_escaped(text, _IN_PROPERTY)}" for key, text in properties.items())
    named = "" if place or not one.path else f"{one.path}: "
    rest = f" – and {more:,} more such findings: digestry check --only {one.kind}" if more else ""
    hint = f" ({one.hint})" if one.hint else ""
    data = _escaped(f"{named}{one.message}{hint}{rest}"[: 2 * _LONGEST], _IN_DATA)
    return f"::{_LEVELS[one.severity]} {told}::{data}"


def _below_root(path: str, content: Path, root: str) -> str:
    """Give a path of the content as one of the repository; nothing where it lies outside."""
    place = PurePosixPath(content.resolve().as_posix()) / path
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else ""


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return printable("".join(table.get(char, char) for char in text))


def summary(look: Look) -> str:
    """Write the look as Markdown for the page of a workflow's run."""
    return "\n".join((*_head(look), *_findings(look), *_sizes(look))) + "\n"


def _head(look: Look) -> Iterator[str]:
    verdict = "failed" if look.failed else "passed"
    yield f"## Digest archive: check {verdict}"
    yield ""
    newest = f", the newest of {look.newest_day}" if look.newest_day else ""
    yield (
        f"{counted(look.digests, 'digest')}{newest}, {counted(look.entries, 'entry', 'entries')}, "
        f"{counted(look.papers, 'paper')}, {counted(look.days, 'day')}"
    )
    yield ""


def _findings(look: Look) -> Iterator[str]:
    if not look.groups:
        yield "Nothing was found wrong."
        yield ""
    for group in look.groups:
        sentence = _code(group.sentence) if group.kind is Kind.OTHER else group.sentence
        times = "once" if len(group.found) == 1 else f"{len(group.found):,} times"
        yield f"- **{group.severity}**: {sentence}, {times}"
        for one in group.found[:_EXAMPLES]:
            place = f"at {_code(one.place)}: " if one.path else "of the archive: "
            own = "" if group.hint or not one.hint else f": {_code(one.hint)}"
            yield f"  - {place}{_code(one.message)}{own}"
        if hint := group.hint:
            yield f"  - what to do: {_code(hint)}"
    yield ""


def _sizes(look: Look) -> Iterator[str]:
    guess = "" if look.weight.measured else " (a guess until it is built)"
    yield f"The site: {size(look.weight.size)} in {look.weight.files:,} files{guess}"
    yield ""
    yield "| host | used | limit | |"
    yield "|---|---:|---:|---:|"
    for one in reach(look.weight):
        yield _size(one)


def _size(one: Reach) -> str:
    counted = one.limit.measure in (Measure.FILES, Measure.FOLDER)
    used = f"{one.used:,}" if counted else size(one.used)
    return f"| {one.limit.host} | {used} | {one.limit.said} | {one.share:.1%} |"


def _code(text: str) -> str:
    """Write a text as a code span, in which nothing is markup (CommonMark 0.31, 6.1)."""
    line = printable(" ".join(text.split())[:_LONGEST]) or " "
    fence = "`" * (1 + max(map(len, _TICKS.findall(line)), default=0))
    return f"{fence} {line} {fence}"
