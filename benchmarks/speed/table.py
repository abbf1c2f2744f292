"""What was found, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.speed.contender import Work
from benchmarks.speed.digestry import FLOOR, NAME
from benchmarks.speed.generators import HUGO
from benchmarks.speed.rounds import Outcome, Taken
from benchmarks.speed.sizes import Kind, SiteSize

_MB = 1_000_000
_KB = 1_000
_LINEAR_FROM = 10_000
_MARGIN = 0.9
_BUSY = 0.1
_COLUMNS = (
    "", "clock s", "from-to s", "CPU s", "memory MB",
    "clock / Hugo", "CPU / Hugo", "memory / Hugo", "others",
)  # fmt: skip
_BUSY_MACHINE = """\
**The machine was busy**: other programs, or its host, took up to {:.0%} of all cores' time (last \
column, medians). Times on the clock are then too long, and unevenly so: trust the CPU seconds, \
and run it again in peace."""

Row = Sequence[str]
"""The cells of a row; the first row of a table is its heading."""


def report(outcome: Outcome) -> str:
    """Everything about one number of papers."""
    heading = (
        f"### {outcome.papers:,} papers of {outcome.days:,} days\n\n"
        f"The new day, {outcome.new_day}, has {outcome.new_papers:,} papers. Medians of "
        f"{_runs(outcome)}; CPU seconds and memory are those of all processes together. Works with "
        "search are set beside Hugo and then Pagefind, which begin anew for every change."
    )
    parts = [heading, table(_time_rows(outcome)), table(_proportions(outcome))]
    parts += [table(_size_rows(outcome)), table(_kinds(outcome))]
    parts += [f"Not measured: {reason}" for reason in outcome.missing]
    return "\n\n".join(part for part in (*parts, *_warnings(outcome)) if part)


def linearity(outcomes: Sequence[Outcome]) -> str:
    """Set the time per paper at the largest number beside that at 10,000, or at the smallest."""
    by_size = sorted(outcomes, key=lambda outcome: outcome.papers)
    if len(by_size) < 2:  # noqa: PLR2004 - a proportion needs two
        return ""
    enough = [one for one in by_size if one.papers >= _LINEAR_FROM * _MARGIN]
    small, large = (enough or by_size)[0], by_size[-1]
    if small is large:
        small = by_size[0]
    heading = f"seconds a paper at {large.papers:,} over those at {small.papers:,} papers"
    rows: list[Row] = [(heading, "clock", "CPU")]
    for key, more in large.taken.items():
        less = small.taken.get(key)
        if less and key[1] in (Work.CLEAN, Work.SEARCH):
            papers = small.papers / large.papers
            cells = (more.wall / less.wall * papers, more.cpu / less.cpu * papers)
            rows.append((f"{key[0]}, {key[1]}", *(f"{cell:.2f}" for cell in cells)))
    return "### From small to large\n\n" + table(rows)


def table(rows: Sequence[Row]) -> str:
    """Set rows under their heading; nothing where there is only the heading."""
    if len(rows) == 1:
        return ""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines.insert(1, "| " + " | ".join(rule) + " |")
    return "\n".join(lines)


def _runs(outcome: Outcome) -> str:
    runs = sorted({taken.runs for taken in outcome.taken.values()})
    return f"{'-'.join(map(str, runs))} run{'s' if runs != [1] else ''}"


def _time_rows(outcome: Outcome) -> list[Row]:
    """Give each work of each contender, and its proportion to Hugo's way to the same end."""
    rows: list[Row] = [_COLUMNS]
    for work in Work:
        base = _base(outcome, work)
        for (name, done), taken in outcome.taken.items():
            if done is work:
                cells = (*_figures(taken), *_of(taken, base), f"{taken.others:.0%}")
                rows.append((f"{name}, {work}", *cells))
    return rows


def _base(outcome: Outcome, work: Work) -> Taken | None:
    """Give Hugo's figures; it builds everything each time, so these stand for small changes too."""
    if work is Work.CLEAN:
        return outcome.taken.get((HUGO.name, Work.CLEAN))
    return outcome.taken.get((HUGO.search, Work.SEARCH))


def _figures(taken: Taken) -> Row:
    spread = f"{taken.fastest:.2f}-{taken.slowest:.2f}"
    return f"{taken.wall:.2f}", spread, f"{taken.cpu:.2f}", f"{taken.peak / _MB:,.0f}"


def _of(taken: Taken, base: Taken | None) -> Row:
    if base is None:
        return ("",) * 3
    pairs = ((taken.wall, base.wall), (taken.cpu, base.cpu), (taken.peak, base.peak))
    return tuple(f"{mine / theirs:.3f}" if theirs else "" for mine, theirs in pairs)


def _proportions(outcome: Outcome) -> list[Row]:
    """Give proportions within Digestry: to the floor, and of small changes to a clean build."""
    clean = outcome.taken.get((NAME, Work.SEARCH))
    pairs = [
        (f"{work}, over {FLOOR}", outcome.taken.get((NAME, work)), outcome.taken.get((FLOOR, work)))
        for work in (Work.CLEAN, Work.SEARCH)
    ]
    pairs += [
        (f"{work}, over {Work.SEARCH}", outcome.taken.get((NAME, work)), clean)
        for work in (Work.DAY, Work.NOTHING)
    ]
    rows: list[Row] = [(NAME, "clock", "CPU")]
    for label, above, below in pairs:
        if above and below:
            cells = (above.wall / below.wall, above.cpu / below.cpu)
            rows.append((label, *(f"{cell:.3f}" for cell in cells)))
    return rows


def _size_rows(outcome: Outcome) -> list[Row]:
    """Give the size of every contender's site."""
    rows: list[Row] = [("site", "MB", "files", "kB a paper")]
    for (name, work), site in outcome.sizes.items():
        rows.append((f"{name}, {work}", *_size(site, outcome.papers)))
    return rows


def _size(site: SiteSize, papers: int) -> Row:
    size = site.size.total()
    return f"{size / _MB:,.1f}", f"{site.files.total():,}", f"{size / _KB / max(1, papers):.2f}"


def _kinds(outcome: Outcome) -> list[Row]:
    """Give Digestry's site with search by kind of file."""
    rows: list[Row] = [("Digestry's files, with search", "MB", "files", "kB a paper")]
    site = outcome.sizes.get((NAME, Work.SEARCH))
    for kind in Kind if site else ():
        if site and site.files[kind]:
            size = site.size[kind]
            each = f"{size / _KB / max(1, outcome.papers):.2f}"
            rows.append((kind, f"{size / _MB:,.1f}", f"{site.files[kind]:,}", each))
    return rows


def _warnings(outcome: Outcome) -> list[str]:
    most = max((taken.others for taken in outcome.taken.values()), default=0.0)
    if most <= _BUSY:
        return []
    return [_BUSY_MACHINE.format(most)]
