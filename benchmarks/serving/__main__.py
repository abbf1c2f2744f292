"""The load benchmark of the preview: requests over kept connections on loopback.

The client is a process of its own, so that it does not take turns with the server. What the server
can do is told by its own processor time, which others on the machine do not lengthen much.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles

from benchmarks.machine import load, machine
from benchmarks.serving.client import Load, ask_all
from generator.preview.server import Preview


def main(arguments: Sequence[str]) -> None:
    """Serve a small site, ask for it, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args(arguments)
    before = load()
    with tempfile.TemporaryDirectory() as name:
        _write_site(Path(name))
        context = get_context("forkserver")
        with ProcessPoolExecutor(1, mp_context=context) as client, Preview(Path(name), port=0) as p:
            asked = (p.address, options.requests, options.connections)
            spent = time.process_time()
            found = client.submit(ask_all, *asked).result()
            spent = time.process_time() - spent
    print(f"{machine()}\nLoad before: {before}; after: {load()}\n")
    print(tell(found, spent))
    sys.exit(bool(found.lost or found.wrong))


def tell(found: Load, spent: float) -> str:
    """Say it in a line."""
    cuts = quantiles(found.waits, n=100)
    count = len(found.waits)
    return (
        f"{count:,} answers in {found.seconds:.2f} s: {count / found.seconds:,.0f} a second "
        f"({count / spent:,.0f} a second of the server's processor time); "
        f"median {cuts[49] * 1000:.2f} ms, 99 % within {cuts[98] * 1000:.2f} ms; "
        f"{found.lost} lost, {found.wrong} wrong"
    )


def _write_site(folder: Path) -> None:
    """Write pages of the size that a paper's page has."""
    page = b"<!doctype html><html><head><title>T</title></head><body>" + b"<p>text</p>" * 700
    for name in ("index.html", "papers/2605.00001/index.html", "assets/site.css", "404.html"):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(page)


if __name__ == "__main__":
    main(sys.argv[1:])
