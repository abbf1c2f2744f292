"""A new site in a folder: its settings inferred from what lies there, and what publishes it."""

from __future__ import annotations

from pathlib import Path

from generator.config import FILE_NAME
from generator.errors import UsageError
from generator.importing import site_files
from generator.importing.finding import Finds, look_into
from generator.importing.founding import (
    CONTENT,
    Adoption,
    check_site,
    establish,
    lacking,
    new_files,
    propose,
)
from generator.importing.linking import adopt_in_place
from generator.importing.places import Workshop
from generator.importing.source import origin_of
from generator.report import Loudness, Reporter
from generator.work import Crew


def start_site(
    folder: Path, requirement: str, reporter: Reporter | None = None, crew: Crew | None = None
) -> Adoption:
    """Write the files of a new site into a folder, leaving alone what is there already.

    Digests that lie there are found, and read where they are. `requirement` is what the site's
    workflow installs Digestry from. Raises UsageError when the folder holds a site or is a file,
    TakingError when it cannot be written.
    """
    check_site(folder)
    if (folder / FILE_NAME).exists():
        message = f"{folder.absolute()} holds a site already"
        raise UsageError(message, hint="edit its site.toml, or run digestry serve there")
    reporter = reporter or Reporter(Loudness.QUIET)
    site = folder.absolute()
    finds = look_into(site, reporter, crew or Crew()) if site.is_dir() else None
    if finds and finds.digests:
        return adopt_in_place(site, site.resolve(), finds, requirement=requirement)
    return _without_digests(site, requirement)


def _without_digests(site: Path, requirement: str) -> Adoption:
    finds = Finds.none()
    proposal = propose(origin_of(site), finds, site)
    about = {f"{CONTENT}/pages/about.md": site_files.about(proposal.language)}
    with Workshop(site) as shop:
        written, kept = establish(shop, new_files(proposal, requirement) | about)
    return Adoption(
        site=site,
        content=site / CONTENT,
        source=str(site),
        finds=finds,
        settings=proposal,
        written=written,
        kept=kept,
        to_ignore=lacking(site),
        linked=True,
    )
