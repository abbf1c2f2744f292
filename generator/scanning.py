"""Scanning: what lies in the output, found out once and beside other work."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Final

from generator import manifest, routes
from generator.disk import ScanUnit, look_through
from generator.manifest import LoadedManifest
from generator.work import Crew

_SCANNED: Final = 50
"""Files that are looked at in the time in which a page is rendered."""

PAGES: Final = routes.PAPERS.strip("/")
"""The folder of the output whose folders hold a page each."""


def scan_unit(output: Path, last: LoadedManifest) -> ScanUnit:
    """Give the work of looking through the output, in which the last build left a manifest."""
    return ScanUnit(folder=f"{output}", pages=PAGES, since=manifest.put_at(output, last))


class Scanning:
    """Looks through the output, once, beside other work; through a large one in another process."""

    def __init__(self, output: Path, last: LoadedManifest, crew: Crew, aside: Executor) -> None:
        self._unit = scan_unit(output, last)
        self._work = len(last.manifest.files) // _SCANNED
        self._crew = crew
        self._aside = aside
        self._found: Future[dict[str, int]] | None = None

    def start(self) -> Future[dict[str, int]]:
        """Begin, unless that has been done."""
        if self._found is None:
            self._found = self._aside.submit(self._scan)
        return self._found

    def _scan(self) -> dict[str, int]:
        (found,) = self._crew.share(look_through, [self._unit], work=self._work)
        return found

    def result(self) -> Mapping[str, int]:
        """Give the sizes of all files; raises OutputError as `look_through` does."""
        return self.start().result()
