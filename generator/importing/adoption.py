"""Adoption: an archive becomes a site, by copying its digests or by reading them in place."""

from __future__ import annotations

import os
from pathlib import Path

from generator.errors import UsageError
from generator.importing.copying import Copying, adopt_copy
from generator.importing.finding import look_into
from generator.importing.founding import Adoption, check_found, check_site, known_dates
from generator.importing.linking import adopt_in_place
from generator.importing.source import Place, below, locate
from generator.model import Value
from generator.report import Reporter
from generator.work import Crew


class Request(Value):
    """What is asked for: the source, where the site goes, and how."""

    source: str
    folder: Path | None = None
    branch: str = ""
    path: str = ""
    link: bool = False


def import_archive(request: Request, requirement: str, reporter: Reporter, crew: Crew) -> Adoption:
    """Take over an archive.

    `requirement` is what the site's workflow installs Digestry from. Raises UsageError when the
    source or the folder cannot be it, FetchError when a repository cannot be fetched, TakingError
    when the site cannot be written; the source is never written to.
    """
    place = locate(request.source, request.branch, request.path)
    site = Path(os.path.abspath(request.folder or _default(place)))  # noqa: PTH100 - as it is called
    check_site(site, asked=request.folder is not None)
    asked = Copying(place, site, requirement, reporter, crew)
    return _link(asked) if request.link else adopt_copy(asked)


def _default(place: Place) -> Path:
    """Name the site after its archive, beside it where that is its own name."""
    site = Path(place.name)
    if place.top is None or not _meet(site.resolve(), place.top):
        return site
    return Path(f"{place.name}-site")


def _meet(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _link(asked: Copying) -> Adoption:
    if asked.place.top is None:
        raise UsageError(
            "--link reads digests where they lie, and a repository has to be fetched first",
            hint="clone it, check the branch out, and link the clone",
        )
    source = below(asked.place.top, asked.place.path)
    dates = known_dates(asked.site, source)
    finds = look_into(source, asked.reporter, asked.crew, dates=dates)
    check_found(finds, str(source), source, linked=True)
    return adopt_in_place(
        asked.site, source, finds, requirement=asked.requirement, narrow=not asked.place.path
    )
