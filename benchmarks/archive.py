"""Build an archive end to end, without and with nothing to do, and print what it took."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Measured, measure

_MIB = 1024 * 1024


def main(content: str, *options: str) -> None:
    """Build the digests in a folder twice; `options` go to `digestry build`."""
    with tempfile.TemporaryDirectory(prefix="digestry-bench-") as folder:
        output = Path(folder, "public")
        command = [
            sys.executable, "-m", "generator", "build", "--quiet",
            "--content", content, "--output", str(output), *(options or ("--no-search",)),
        ]  # fmt: skip
        print(f"{'build':<16}{'wall s':>10}{'CPU s':>10}{'peak MiB':>10}")
        _row("clean", measure(command))
        _row("nothing changed", measure(command))
        files = [path for path in output.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        print(f"{len(files):,} files, {size / _MIB:,.0f} MiB")


def _row(name: str, done: Measured) -> None:
    if done.status:
        sys.exit(f"the build ended with status {done.status}\n{done.said}")
    print(f"{name:<16}{done.wall:>10.1f}{done.cpu:>10.1f}{done.peak / _MIB:>10,.0f}", flush=True)
