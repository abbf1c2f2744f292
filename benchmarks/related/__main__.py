"""`python -m benchmarks.related FOLDER [--sample N] [--jobs N]`: cost and quality of lists."""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.related.pairs import masked, pairs
from benchmarks.related.shared import QUIET, shared
from benchmarks.related.twins import KINDS
from generator.archive import Archive
from generator.cache.folder import Cache
from generator.cache.packs import PackShelf
from generator.config import load_config
from generator.contents import find_sources, read_contents
from generator.merging import Merged
from generator.papers import load_texts
from generator.related.making import known_lists, related_lists
from generator.related.naming import Wish
from generator.related.neighbours import MonthMatrix, Months
from generator.related.vectors import NOTHING, Counts, Vectors, month_vectors
from generator.report import Reporter
from generator.terms.making import Desk, load_sheets, plan_sheets
from generator.terms.sheets import Sheet, decode_sheet, encode_sheet
from generator.work import pool

_MOST = 5
_FIRST, _LAST = "9999-12-30", "9999-12-31"

Result = TypeVar("Result")


def timed(what: str, task: Callable[[], Result]) -> Result:
    """Do a task in this process, and print what it took."""
    clock, processor = time.monotonic(), time.process_time()
    result = task()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {what} | {time.monotonic() - clock:.1f} s | {time.process_time() - processor:.1f} s"
        f" | {peak:,.0f} MiB |"
    )
    return result


class Bench:
    """An archive, its terms and its lists in a folder."""

    def __init__(self, folder: Path, archive: Archive) -> None:
        self.folder = folder
        self.archive = archive
        self.shelf = PackShelf(folder)
        self.desk = Desk(packs=folder, cache=folder / "terms", crew=pool(1))

    def cost(self) -> None:
        """Print what everything takes, and then a new day."""
        papers = self.archive.papers
        newest = max(paper.first for paper in papers.values())
        old = {key: paper for key, paper in papers.items() if paper.first != newest}
        print("\n| one process | clock | processor | peak memory |\n|---|---|---|---|")
        plans = plan_sheets(old)
        timed(f"terms of {len(old):,} papers", lambda: list(load_sheets(plans, self.desk, QUIET)))
        timed("their lists", lambda: self._lists(old))
        new = len(papers) - len(old)
        timed(f"a new day of {new:,} papers, terms and lists", lambda: self._lists(papers))
        lists = timed("nothing changed", lambda: self._lists(papers))
        entries = sum(len(found.keys) for found in lists.values())
        print(f"\n{entries / len(papers):.2f} related papers each; in the cache:")
        for name in ("terms", "related"):
            size = sum(p.stat().st_size for p in (self.folder / name).iterdir()) / 2**20
            print(f"{name}: {size:,.0f} MiB")

    def _lists(self, papers: dict) -> dict:  # type: ignore[type-arg]
        wish = Wish(most=_MOST, language="en")
        plans = plan_sheets(papers)
        known = known_lists(plans, wish, self.folder / "related")
        return related_lists(known, self.desk, QUIET)

    def quality(self, sample: int) -> None:
        """Print how often the known answer is found."""
        months, counts = self._months()
        print("\n| asked, and to be found | asked | first | among five |\n|---|---|---|---|")
        chosen = random.Random(1).sample(sorted(self.archive.papers), min(sample, counts.papers))
        for what, divide in KINDS.items():
            halves = [(key, both) for key in chosen if (both := divide(self._texts(key)))]
            asked = [(key, a, f"twin:{key}") for key, (a, _) in halves]
            twins = [(f"twin:{key}", b) for key, (_, b) in halves]
            self._print(what, asked, twins, months, counts)
        found = list(pairs(self.archive.papers, self.shelf))
        asked = [(p.later, masked(self._texts(p.later), p.name), p.earlier) for p in found]
        self._print("a method's next paper, its name masked", asked, [], months, counts)

    def _texts(self, key: str) -> Merged:
        return load_texts(self.archive.papers[key].sightings[0].leaves, self.shelf)

    def _months(self) -> tuple[list[Vectors], Counts]:
        counts, months = NOTHING, []
        by_month: dict[str, dict[str, list[Sheet]]] = {}
        for sheet in load_sheets(plan_sheets(self.archive.papers), self.desk, QUIET):
            by_month.setdefault(sheet.day[:7], {}).setdefault(sheet.day, []).append(sheet)
        for days in by_month.values():
            vectors, counts = month_vectors(list(days.values()), counts)
            months.append(vectors)
        return months, counts

    def _print(
        self,
        what: str,
        asked: Sequence[tuple[str, Merged, str]],
        twins: Sequence[tuple[str, Merged]],
        months: Sequence[Vectors],
        counts: Counts,
    ) -> None:
        """Ask for papers as if they came on a day after all others, twins on the day before."""
        if not asked:
            return
        days = [[_sheet(_FIRST, twins)]] if twins else []
        days.append([_sheet(_LAST, [(f"asked:{key}", texts) for key, texts, _ in asked])])
        last, _ = month_vectors(days, counts)
        every = Months([MonthMatrix(one) for one in (*months, last)])
        first = among = 0
        found = every.nearest(len(days) - 1, 40)
        for (key, _, wanted), near in zip(asked, found, strict=True):
            keys = [every.several[one.month].vectors.keys[one.row] for one in near]
            keys = [k for k in keys if not k.startswith("asked:") and self._counts(k, key)]
            first += keys[:1] == [wanted]
            among += wanted in keys[:_MOST]
        n = len(asked)
        print(f"| {what} | {n} | {first / n:.2f} | {among / n:.2f} |")

    def _counts(self, key: str, asked: str) -> bool:
        """Leave out the asked paper itself, and papers of later days."""
        papers = self.archive.papers
        return key not in papers or (key != asked and papers[key].first <= papers[asked].first)


def _shared(work: Path, content: Path, jobs: int) -> str:
    """Measure terms and lists of all papers again, made by several processes."""
    found = shared(work, content, jobs)
    return (
        f"\n| {jobs} processes | clock | processor | peak memory |\n|---|---|---|---|\n"
        f"| terms and lists | {found.wall:.1f} s | {found.cpu:.1f} s"
        f" | {found.peak / 2**20:,.0f} MiB |"
    )


def _sheet(day: str, papers: Sequence[tuple[str, Merged]]) -> Sheet:
    sheet = decode_sheet(encode_sheet(day, papers))
    if sheet is None:
        raise ValueError(day)
    return sheet


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.related", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder of digests")
    parser.add_argument("--jobs", type=int, default=2, help="processes that share the work")
    parser.add_argument("--sample", type=int, default=400, help="papers to divide into twins")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digestry-bench-related-") as name:
        config = load_config(Path(name, "site.toml"), content=given.folder)
        with Cache(Path(name, "cache")) as cache, pool(2) as crew:
            sources = find_sources(config, cache, Reporter(), crew)
            crew.close()
            bench = Bench(cache.folder, read_contents(config, sources, cache).archive)
            bench.cost()
        print(_shared(Path(name), given.folder.absolute(), given.jobs))
        bench.quality(given.sample)


if __name__ == "__main__":
    main()
