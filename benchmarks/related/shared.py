"""Terms and lists of an archive whose digests are read already, made by several processes."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.measure import Measured, measure
from generator.cache.folder import Cache
from generator.config import load_config
from generator.contents import find_sources, read_contents
from generator.related.making import known_lists, related_lists
from generator.related.naming import Wish
from generator.report import Loudness, Reporter
from generator.terms.making import Desk, plan_sheets
from generator.work import pool

QUIET = Reporter(Loudness.QUIET)


def shared(work: Path, content: Path, jobs: int) -> Measured:
    """Measure so many processes; what reading the archive takes is in all but the clock."""
    command = [sys.executable, "-m", "benchmarks.related.shared", str(work), str(content)]
    found = measure([*command, str(jobs)])
    if found.status:
        raise RuntimeError(found.said)
    return Measured(float(found.said), found.cpu, found.peak, found.status, found.others)


def main() -> None:
    """Make terms and lists, and print the seconds that they took."""
    work, content, jobs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    config = load_config(work / "site.toml", content=content)
    with Cache(work / "cache") as cache, pool(jobs) as crew:
        sources = find_sources(config, cache, QUIET, crew)
        plans = plan_sheets(read_contents(config, sources, cache).archive.papers)
        desk = Desk(packs=cache.folder, cache=work / "shared-terms", crew=crew)
        started = time.monotonic()
        known = known_lists(plans, Wish(5, "en"), work / "shared-related")
        related_lists(known, desk, QUIET)
        print(time.monotonic() - started)


if __name__ == "__main__":
    main()
