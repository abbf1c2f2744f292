"""An archive linked: a site that reads the digests where they lie, and where they are written."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from generator.config import FILE_NAME, load_config
from generator.errors import UsageError
from generator.importing import inference, site_files
from generator.importing.finding import Finds
from generator.importing.founding import Adoption, establish, lacking, new_files, propose
from generator.importing.inference import Proposal
from generator.importing.places import Workshop
from generator.importing.source import origin_of

_HIDDEN_OUTPUT = ".digestry/site"


def adopt_in_place(
    site: Path, source: Path, finds: Finds, *, requirement: str, narrow: bool = True
) -> Adoption:
    """Make a site that reads the digests of a folder where they lie.

    With `narrow`, it reads the folder below that holds them all. Raises UsageError where the site
    would lie in the folder that it reads.
    """
    folder = inference.content_folder(finds.paths) if narrow else "."
    content = source if folder == "." else source / folder
    inside = site.resolve() != content and site.resolve().is_relative_to(content)
    if inside:
        raise UsageError(
            f"the site {site} would lie among the digests in {content}",
            hint="name a folder outside it after the source",
        )
    proposal = _in_place(propose(origin_of(source), finds, site), site, content, folder, finds)
    had_settings = (site / FILE_NAME).exists()
    if had_settings:
        _check_same(site, content, proposal.content)
    with Workshop(site) as shop:
        texts = new_files(proposal, requirement)
        if not content.is_relative_to(site.resolve()):
            del texts[site_files.WORKFLOW]  # the digests are no part of what it would check out
        written, kept = establish(shop, {} if had_settings else texts)
    return Adoption(
        site=site,
        content=content,
        source=str(source),
        finds=finds,
        settings=None if had_settings else proposal,
        written=written,
        kept=kept,
        to_ignore=lacking(site),
        linked=True,
    )


def _in_place(proposal: Proposal, site: Path, content: Path, folder: str, finds: Finds) -> Proposal:
    prefix = "" if folder == "." else f"{folder}/"
    among = site.resolve() == content
    ignore = inference.patterns(folder, finds.paths, finds.asides)
    own = (FILE_NAME, "theme") if among else ()
    return msgspec.structs.replace(
        proposal,
        content=_relative(content, site.resolve()),
        ignore=tuple(sorted({*ignore, *own})),
        output=_HIDDEN_OUTPUT if among else "",
        undated=tuple(path.removeprefix(prefix) for path in finds.undated),
    )


def _relative(content: Path, site: Path) -> str:
    try:
        path = Path(os.path.relpath(content, site)).as_posix()
    except ValueError:  # another drive
        path = content.as_posix()
    if not path.isprintable():
        raise UsageError(
            f"the path of {content} has characters that no settings can hold",
            hint="rename the folder, or import without --link",
        )
    return path


def _check_same(site: Path, content: Path, path: str) -> None:
    """Raise UsageError when a site that is there reads its digests elsewhere."""
    if load_config(site / FILE_NAME).content.resolve() != content:
        raise UsageError(
            f"{site / FILE_NAME} reads the digests of another folder, and is left as it is",
            hint=f'write there, under [content]: path = "{path}"',
        )
