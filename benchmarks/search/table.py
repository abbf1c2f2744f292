"""The figures of all contenders side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.search.contenders import Contender
from benchmarks.search.figures import Figures, Found, Spread
from benchmarks.search.queries import Kind
from benchmarks.search.watching import Cost

Column = Mapping[str, str]
"""A contender's cells by the name of their row."""

_MIB = 1024 * 1024
_KB = 1000

_STEM = f"{Kind.STEM}, as many found / same first ten"
_BUNDLE = "index, kB a paper"
_COST = "indexing, clock s / processors s"
_MEMORY = "indexing, MiB of largest process / of all"
_DAY = "one new day, indexing, clock s / processors s"
_DAY_BUILD = "one new day, whole build, clock s / processors s"
_BUILD = "first build, whole, clock s / processors s"
_START = "kB before the first query, median"
_FRESH = "kB a query, first of a visit, median / p95"
_QUERY = "kB a query, any of a visit of ten, median / p95"
_FIRST = "first results, ms, median / p95"
_COMPLETE = "all results, ms, median / p95"


def _hits(kind: Kind) -> str:
    return f"{kind}, hit@1 / hit@10"


def _times(kind: Kind) -> str:
    return f"first results of {kind}, ms, median / p95"


PUBLISHED: Mapping[int, Column] = {
    10_000: {
        _hits(Kind.TITLE): "0.98 / 0.99",
        _hits(Kind.LONG): "0.33 / 0.60",
        _hits(Kind.ABSTRACT): "0.77 / 0.96",
        _hits(Kind.AUTHOR): "0.58 / 0.92",
        _START: "237",
        _BUNDLE: "3.3",
        _COST: "38–47 / –",
        _MEMORY: "– / 2,300",
    },
    70_000: {
        _hits(Kind.TITLE): "0.97 / 1.00",
        _hits(Kind.LONG): "0.19 / 0.37",
        _hits(Kind.ABSTRACT): "0.53 / 0.85",
        _hits(Kind.AUTHOR): "0.40 / 0.83",
        _START: "673",
        _BUNDLE: "3.3",
        _COST: "355 / 291",
        _MEMORY: "– / 13,200",
    },
}
"""Pagefind 1.5.2 as it comes, measured before, elsewhere, with 150 other papers."""


def published(papers: int) -> tuple[str, Column]:
    """Give the heading and the cells of the earlier measurement nearest to so many papers."""
    size = min(PUBLISHED, key=lambda known: abs(known - papers))
    return f"defaults, NOT this run: {size:,} papers", PUBLISHED[size]


def column(contender: Contender, figures: Figures, papers: int) -> Column:
    """Give the cells of a contender that took part."""
    cells = {_hits(kind): _share(found) for kind, found in figures.found.items()}
    stems = figures.stems
    cells[_STEM] = f"{stems.as_many} / {stems.same_ten} of {stems.pairs}"
    cells |= {
        _START: _kb(figures.start),
        _FRESH: _kbs(figures.fresh_query),
        _QUERY: _kbs(figures.query),
        _FIRST: _ms(figures.first),
        _COMPLETE: _ms(figures.complete),
        _BUNDLE: f"{contender.bundle / max(1, papers) / _KB:.2f}",
        _COST: _seconds(contender.indexing),
        _MEMORY: _memory(contender.indexing),
        _DAY: _seconds(contender.one_day),
        _BUILD: _seconds(contender.build),
        _DAY_BUILD: _seconds(contender.one_day_build),
    }
    return cells | {_times(kind): _ms(found.time) for kind, found in figures.found.items()}


def table(columns: Sequence[tuple[str, Column]]) -> str:
    """Set columns beside each other as Markdown, in the order of the rows below."""
    kinds = [kind for kind in Kind if kind is not Kind.STEM]
    rows = [
        *map(_hits, kinds), _STEM, _START, _FRESH, _QUERY, _FIRST, _COMPLETE,
        _COST, _MEMORY, _DAY, _BUILD, _DAY_BUILD, _BUNDLE, *map(_times, kinds),
    ]  # fmt: skip
    lines = [["", *(name for name, _ in columns)]]
    lines += [[row, *(cells.get(row, "–") for _, cells in columns)] for row in rows]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )


def _share(found: Found) -> str:
    return f"{found.first:.3f} / {found.ten:.3f} ({found.queries})"


def _kb(size: float) -> str:
    return f"{size / _KB:,.0f}"


def _kbs(sizes: Spread) -> str:
    return f"{_kb(sizes.middle)} / {_kb(sizes.most)}"


def _ms(times: Spread) -> str:
    return f"{times.middle:,.0f} / {times.most:,.0f}"


def _seconds(cost: Cost | None) -> str:
    return f"{cost.wall:.1f} / {cost.cpu:.1f}" if cost else "–"


def _memory(cost: Cost | None) -> str:
    return f"{cost.largest / _MIB:,.0f} / {cost.together / _MIB:,.0f}" if cost else "–"
