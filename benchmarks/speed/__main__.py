"""The command line of the speed benchmark."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import load, machine, tar_version
from benchmarks.speed.contender import forget
from benchmarks.speed.installing import FOLDER
from benchmarks.speed.rounds import CONTENDERS, Outcome, compare
from benchmarks.speed.table import linearity, report

_RUNS = 3


def main(arguments: Sequence[str]) -> None:
    """Build with all contenders and print what it took."""
    options = _parser().parse_args(arguments)
    if not Path(options.archive or "-").is_dir():
        _parser().error("name a folder of digests, or set DIGESTRY_ARCHIVE")
    before = load()
    outcomes = [_compare(options, papers) for papers in options.papers]
    versions = {name: version for one in outcomes for name, version in one.versions.items()}
    print(f"{machine()}\n")
    print("; ".join(f"{name} {version}" for name, version in versions.items()), end="")
    print(f"; {tar_version()}\n" if "tar" in options.contenders else "\n")
    print(f"Load before: {before}; after: {load()}\n")
    if options.runs < _RUNS:
        print(f"**Fewer than {_RUNS} runs**: too few to trust.\n")
    print("\n\n".join(filter(None, [*map(report, outcomes), linearity(outcomes)])))


def _compare(options: argparse.Namespace, papers: int) -> Outcome:
    """Work in a new folder, beside the programs and so on the same disk."""
    place = options.work or FOLDER
    place.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="work-", dir=place)).resolve()
    try:
        return compare(Path(options.archive), work, papers, options.runs, options.contenders)
    except ValueError as error:
        sys.exit(str(error))
    finally:
        forget(work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    option = parser.add_argument
    # fmt: off
    option("archive", nargs="?", default=os.environ.get("DIGESTRY_ARCHIVE", ""),
           help="folder of digests [default: DIGESTRY_ARCHIVE]")
    option("--papers", type=_numbers, default=[1_000, 10_000, 0], metavar="N,N,…",
           help="whole days, newest first, until they hold so many; 0 takes all [1000,10000,0]")
    option("--runs", type=int, default=_RUNS, help="runs of each contender, in turn [3]")
    option("--contenders", type=_names, default=list(CONTENDERS), metavar="NAME,…",
           help=f"who takes part [{','.join(CONTENDERS)}]; pagefind indexes Hugo's pages "
                "(13 GB of memory for 70,000 papers), pelican and eleventy take up to 10,000")
    option("--work", type=Path, metavar="DIR", help="build below this folder [.bench]")
    # fmt: on
    return parser


def _numbers(given: str) -> list[int]:
    return [int(number) for number in given.split(",")]


def _names(given: str) -> list[str]:
    names = given.split(",")
    if unknown := set(names) - set(CONTENDERS):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return names


if __name__ == "__main__":
    main(sys.argv[1:])
