"""Every word on the terminal: progress, diagnostics, summaries, errors."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Protocol, TextIO

import click

from generator.errors import Diagnostic, DigestryError, Severity
from generator.model import Value

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MOST_SHOWN = 20
_BAR_FROM = 200
_KIB = 1024
_NEAR = 0.7
_ADVICE = (
    "The limit comes near: fold old papers into the pages of their days ([archive] fold_before "
    "in site.toml), or leave out what readers can do without ([downloads], [search])"
)


class Loudness(IntEnum):
    """How much is said."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


GITHUB_PAGES_BYTES = 1_000_000_000
"""What a GitHub Pages site may hold (https://docs.github.com/pages, limits)."""


class Share(Value):
    """The files of one kind: how many, and their bytes."""

    kind: str
    files: int
    size: int


class Weight(Value):
    """The bytes of a site and of each kind of its files, for so many papers, and its limit."""

    papers: int
    size: int
    shares: tuple[Share, ...] = ()
    limit: int = GITHUB_PAGES_BYTES

    @property
    def used(self) -> float:
        """The part of the limit that the site takes."""
        return self.size / self.limit


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


class Reporter:
    """Says what happens on standard error: bars on a terminal, plain lines elsewhere."""

    def __init__(
        self, loudness: Loudness = Loudness.NORMAL, *, stream: TextIO | None = None
    ) -> None:
        self.loudness = loudness
        self._stream = stream or sys.stderr
        self._colour = self._stream.isatty() and not os.environ.get("NO_COLOR")

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
        """Show diagnostics, errors first; many are cut short unless everything is wanted."""
        everything = everything or self.loudness is Loudness.VERBOSE
        wanted = [d for d in found if everything or d.severity is not Severity.INFO]
        rank = list(Severity)
        wanted.sort(key=lambda d: (rank.index(d.severity), d.path, d.line))
        shown = wanted if everything else wanted[:_MOST_SHOWN]
        for diagnostic in shown:
            self._diagnostic(diagnostic)
        if len(shown) < len(wanted):
            self.say(f"… and {len(wanted) - len(shown):,} more (digestry check lists them all)")

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
            f"{count(done.papers, 'paper')} on {count(done.days, 'day')}: "
            f"{count(done.pages, 'page')} ({changed}{search}), {size(done.weight.size)}, "
            f"{done.seconds:.1f} s, {tally(found)} → {done.output}"
        )

        near = done.weight.used >= _NEAR
        self.weight(done.weight, least=Loudness.NORMAL if near else Loudness.VERBOSE)

    def weight(self, weight: Weight, *, least: Loudness = Loudness.NORMAL) -> None:
        """Say what a site weighs against its host's limit, a paper and by kind of file."""
        self.say(
            f"{size(weight.size)} are {weight.used:.1%} of the {size(weight.limit)} that GitHub "
            f"Pages allows, {size(weight.size / max(1, weight.papers))} a paper",
            least=least,
        )
        for share in weight.shares:
            self.say(
                f"  {share.kind}: {count(share.files, 'file')}, {size(share.size)}, "
                f"{size(share.size / max(1, weight.papers))} a paper, "
                f"{share.size / weight.limit:.1%}",
                least=least,
            )
        self.advice(weight, least=least)

    def advice(self, weight: Weight, *, least: Loudness = Loudness.NORMAL) -> None:
        """Say what can be done about a site that comes near to its host's limit."""
        if weight.used >= _NEAR:
            self.say(_ADVICE, least=least)

    def failure(self, error: DigestryError) -> None:
        """Say why a command stopped."""
        word = click.style("error:", fg="red", bold=True)
        self.say(f"{word} {printable(str(error))}", least=Loudness.QUIET)


def printable(text: str) -> str:
    """Write the control characters of a text out, so that no digest commands the terminal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _uncounted(count: int = 1) -> None:
    """Count nothing: there is no bar to move."""


def tally(found: Iterable[Diagnostic]) -> str:
    """Count diagnostics in words: `1 error, 2 warnings`."""
    counts = Counter(d.severity for d in found)
    said = [
        count(counts[severity], severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if counts[severity]
    ]
    return ", ".join(said) or "no warnings"


def count(number: int, noun: str) -> str:
    """Write a number with its noun: `1 paper`, `2,000 papers`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def size(number: float) -> str:
    """Write a number of bytes for people."""
    for unit in ("bytes", "KiB", "MiB"):
        if number < _KIB:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= _KIB
    return f"{number:.2f} GiB"
