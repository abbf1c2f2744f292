"""The long run: so many kills at random moments of builds, and what came of them."""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from shutil import rmtree

from tests.faults import trials


def main() -> None:
    """Kill builds, print what was found, and fail where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    states: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="digestry-faults-") as name:
        cases = [trials.case(change, _new(Path(name, change))) for change in trials.CHANGES]
        for number in range(options.kills):
            place = _new(Path(name, f"{number}"))
            random = Random(f"{options.seed} {number}")  # noqa: S311 - repeatable, not secret
            found = trials.kill(cases[number % len(cases)], place / "site", random)
            states[found.state] += 1
            faults += found.faults
            rmtree(place)
    sites = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    sys.stdout.write("\n".join([*faults, f"{options.kills} kills: {sites}; {len(faults)} faults"]))
    sys.stdout.write("\n")
    sys.exit(bool(faults))


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
