"""Every word on the terminal: progress, diagnostics, summaries, errors."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from enum import IntEnum
from queue import SimpleQueue
from shutil import get_terminal_size
from typing import Protocol, TextIO, TypeVar

import click

from generator.errors import Diagnostic, DigestryError, Severity
from generator.findings import Group
from generator.hosts import NEAR, Measure, Reach, Weight, reach
from generator.model import Value

Result = TypeVar("Result")

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_COMMAND = re.compile(r"^\s*::|##\[")
"""What the log of a GitHub workflow takes for a command: at the start of a line, or anywhere."""

_MOST_SHOWN = 20
_BAR_FROM = 200
_LEAST_PART = 0.001
_KB = 1000
_EXAMPLES = 3
_LINE_OF_A_LOG = 400
_ADVICE = (
    "  {what}: fold old papers into the pages of their days\n"
    "  ([archive] fold_before in site.toml), or leave out what readers can do\n"
    "  without ([downloads], [search])"
)


class Loudness(IntEnum):
    """How much is said."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


class Summary(Value):
    """What a build did, in figures."""

    papers: int
    days: int
    pages: int
    rendered: int
    removed: int
    weight: Weight
    seconds: float
    output: str
    indexed: bool


class Step(Protocol):
    """Counts finished work of one stage."""

    def __call__(self, count: int = 1) -> None:
        """Count work as finished."""


class Stages(Protocol):
    """Shows the progress of stages."""

    def stage(self, name: str, total: int) -> AbstractContextManager[Step]:
        """Show the progress of one stage of a known amount of work."""


class Aside:
    """The stages of another thread, shown when it is their turn."""

    def __init__(self) -> None:
        self._told: SimpleQueue[tuple[str, int] | int | None] = SimpleQueue()

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Step]:
        """Keep the progress of one stage until it is shown."""
        self._told.put((name, total))
        yield lambda count=1: self._told.put(count)

    def end(self) -> None:
        """Say that no stage follows."""
        self._told.put(None)

    def show(self, shown: Stages) -> None:
        """Show all stages that were begun, and those that follow, until their end."""
        told = self._told.get()
        while isinstance(told, tuple):
            with shown.stage(*told) as step:
                while isinstance(told := self._told.get(), int):
                    step(told)


@contextmanager
def beside(task: Callable[[Stages], Result], shown: Stages) -> Iterator[Callable[[], Result]]:
    """Do a task in another thread; what is given waits for its result, and shows its stages."""
    stages = Aside()
    with ThreadPoolExecutor(1) as thread:
        making = thread.submit(task, stages)
        making.add_done_callback(lambda _: stages.end())

        def ended() -> Result:
            stages.show(shown)
            return making.result()

        yield ended


class Reporter:
    """Says what happens on standard error: bars on a terminal, plain lines elsewhere."""

    def __init__(
        self, loudness: Loudness = Loudness.NORMAL, *, stream: TextIO | None = None
    ) -> None:
        self.loudness = loudness
        self._stream = stream or sys.stderr
        self._told: list[Diagnostic] = []
        self._colour = self._stream.isatty() and not os.environ.get("NO_COLOR")
        self._width = get_terminal_size().columns - 1 if self._stream.isatty() else _LINE_OF_A_LOG

    def say(self, text: str, *, least: Loudness = Loudness.NORMAL) -> None:
        """Say a line, if that much is wanted."""
        if self.loudness >= least:
            click.echo(text, file=self._stream, color=self._colour)

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Step]:
        """Show the progress of one stage of a known amount of work."""
        if self.loudness is Loudness.QUIET or total < _BAR_FROM:
            yield _uncounted
            return
        if not self._stream.isatty():
            self.say(f"{name} ({total:,})")
            yield _uncounted
            return
        with click.progressbar(
            length=total, label=f"{name:<10}", file=self._stream, show_pos=True
        ) as bar:
            yield lambda count=1: bar.update(count)

    def diagnostics(self, found: Sequence[Diagnostic], *, everything: bool = False) -> None:
        """Show diagnostics, errors first; many are cut short unless everything is wanted.

        Who builds again and again does not hear the same twice in a row.
        """
        everything = everything or self.loudness is Loudness.VERBOSE
        wanted = [d for d in found if everything or d.severity is not Severity.INFO]
        rank = list(Severity)
        wanted.sort(key=lambda d: (rank.index(d.severity), d.path, d.line))
        if wanted == self._told:
            return
        self._told = wanted
        shown = wanted if everything else wanted[:_MOST_SHOWN]
        for diagnostic in shown:
            self._diagnostic(diagnostic)
        if len(shown) < len(wanted):
            self.say(
                f"… and {len(wanted) - len(shown):,} more (digestry check --verbose lists them all)"
            )

    def _diagnostic(self, diagnostic: Diagnostic) -> None:
        text = printable(str(diagnostic))
        word = f"{diagnostic.severity}:"
        styled = click.style(word, fg=_STYLES[diagnostic.severity], bold=True)
        least = Loudness.QUIET if diagnostic.severity is Severity.ERROR else Loudness.NORMAL
        self.say(text.replace(word, styled, 1), least=least)

    def summary(self, done: Summary, found: Sequence[Diagnostic]) -> None:
        """Close a build with its figures."""
        changed = f"{done.rendered:,} written, {done.removed:,} removed"
        if not done.rendered and not done.removed:
            changed = "nothing changed"
        search = ", search index rebuilt" if done.indexed else ""
        self.say(
            f"{counted(done.papers, 'paper')} on {counted(done.days, 'day')}: "
            f"{counted(done.pages, 'page')} ({changed}{search}), {size(done.weight.size)}, "
            f"{done.seconds:.1f} s, {tally(found)} → {done.output}"
        )

        least = Loudness.NORMAL if _is_near(done.weight) else Loudness.VERBOSE
        self.weight(done.weight, least=least)

    def findings(self, groups: Sequence[Group], *, everything: bool = False) -> None:
        """Show what was found by kind: a few findings each for itself, many by examples."""
        for group in groups:
            if everything or len(group.found) <= _EXAMPLES:
                for diagnostic in group.found:
                    self._diagnostic(diagnostic)
            else:
                self._group(group)

    def _group(self, group: Group) -> None:
        least = Loudness.QUIET if group.severity is Severity.ERROR else Loudness.NORMAL
        word = click.style(f"{group.severity}:", fg=_STYLES[group.severity], bold=True)
        where = f" in {counted(group.files, 'file')}" if group.files else ""
        self.say(
            f"{word} {printable(group.sentence)}: {len(group.found):,} times{where}", least=least
        )
        told = group.hint
        for one in group.found[:_EXAMPLES]:
            place = f"{one.place}: " if one.path else ""
            said = f"  {printable(place + one.message)}"
            own = "" if one.hint in {"", told} else f" ({printable(one.hint)})"
            told = one.hint
            self.say(f"{said}{own}" if own else shortened(said, self._width), least=least)
        rest = len(group.found) - _EXAMPLES
        self.say(f"  … and {rest:,} more: digestry check --only {group.kind}", least=least)
        if hint := group.hint:
            self.say(f"  ({printable(hint)})", least=least)

    def nothing_yet(self, content: str) -> None:
        """Say that there is nothing to look at, and what to do about it."""
        self.say(f"No digest was found in {printable(content)}: put some there (.md, .jsonl, .txt)")

    def weight(self, weight: Weight, *, least: Loudness = Loudness.NORMAL) -> None:
        """Say what a site weighs, by kind of file, and how far it is from what hosts take."""
        guess = "" if weight.measured else ", a guess until it is built"
        papers = max(1, weight.papers)
        each = size(weight.size / papers)
        files = counted(weight.files, "file")
        self.say(f"Size: {size(weight.size)} in {files}, {each} a paper{guess}", least=least)
        for share in weight.shares:
            self.say(
                f"  {share.kind:<28} {share.files:>9,} files {size(share.size):>9}"
                f" {size(share.size / papers):>9} a paper",
                least=least,
            )
        for one in reach(weight):
            self.say(shortened(f"  {_reached(one, weight)}", self._width), least=least)
        self.advice(weight, least=least)

    def advice(self, weight: Weight, *, least: Loudness = Loudness.NORMAL) -> None:
        """Say what can be done about a site that comes near to what a host takes."""
        if _is_near(weight):
            what = "The limit comes near" if _share(weight) <= 1 else "That is too much"
            self.say(_ADVICE.format(what=what), least=least)

    def failure(self, error: DigestryError) -> None:
        """Say why a command stopped."""
        word = click.style("error:", fg="red", bold=True)
        self.say(f"{word} {printable(str(error))}", least=Loudness.QUIET)


def printable(text: str) -> str:
    """Write out what in a text would command the terminal, or the log of a GitHub workflow."""
    plain = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    return _COMMAND.sub(lambda found: f"{found[0][:-1]}\\x{ord(found[0][-1]):02x}", plain)


def _uncounted(count: int = 1) -> None:
    """Count nothing: there is no bar to move."""


def tally(found: Iterable[Diagnostic]) -> str:
    """Count diagnostics in words: `1 error, 2 warnings`."""
    counts = Counter(d.severity for d in found)
    said = [
        counted(counts[severity], severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if counts[severity]
    ]
    return ", ".join(said) or "no warnings"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number of things: `1 day`, `1,200 days`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shortened(line: str, width: int) -> str:
    """Cut a line to what a terminal shows of it."""
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _is_near(weight: Weight) -> bool:
    """Whether a site comes near to the size that a host takes."""
    return _share(weight) >= NEAR


def _share(weight: Weight) -> float:
    """What part of the size that hosts take a site has."""
    return max(one.share for one in reach(weight) if one.limit.measure is Measure.SITE)


def _reached(one: Reach, weight: Weight) -> str:
    """Say how far a site is from one limit of one host."""
    limit, measure = one.limit, one.limit.measure
    counted = measure in (Measure.FILES, Measure.FOLDER)
    used = f"{one.used:,}" if counted else size(one.used)
    named = {Measure.LARGEST: weight.largest, Measure.FOLDER: weight.fullest}.get(measure)
    unit = {Measure.FILES: " files", Measure.LARGEST: " a file", Measure.FOLDER: " a folder"}
    told = f"{limit.host:<22} {used} of {limit.said}{unit.get(measure, '')}, {part(one.share)}"
    if one.share > 1:
        return f"{told}: too much"
    if one.room is not None:
        return f"{told}: room for {one.room:,} papers"
    return f"{told} ({printable(named.path) or '/'})" if named and one.share >= NEAR else told


def part(share: float) -> str:
    """Write a share in per cent, so that a small one does not read as nothing."""
    return f"{share:.1%}" if share >= _LEAST_PART or not share else f"<{_LEAST_PART:.1%}"


def size(number: float) -> str:
    """Write a number of bytes for people, in the units in which hosts state their limits."""
    for unit in ("bytes", "kB", "MB"):
        if number < _KB:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= _KB
    return f"{number:.2f} GB"
