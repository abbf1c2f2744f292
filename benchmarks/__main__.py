"""`python -m benchmarks archive DIR [OPTION …]` or `python -m benchmarks text DIR`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from benchmarks import archive, text

_USAGE = """\
python -m benchmarks archive DIR [OPTION …]   build the digests in DIR; options go to the build
python -m benchmarks text DIR                 turn the texts of the digests in DIR into HTML
DIR may be left out where DIGESTRY_ARCHIVE names it."""


def main() -> None:
    """Run the benchmark that is named."""
    names: dict[str, Callable[..., object]] = {
        "archive": archive.main,
        "text": lambda folder: text.main([folder]),
    }
    name, *given = sys.argv[1:] or ["archive"]
    folder = os.environ.get("DIGESTRY_ARCHIVE", "")
    arguments = given if given and not given[0].startswith("-") else [folder, *given]
    if name not in names or not arguments[0]:
        sys.exit(_USAGE)
    names[name](*arguments)


main()
