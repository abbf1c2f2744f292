"""A site founded: settings that fit an archive, and the files around its digests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.config import FILE_NAME, load_config
from generator.errors import UsageError
from generator.importing import git, inference, site_files
from generator.importing.address import Address
from generator.importing.finding import Finds
from generator.importing.inference import Origin, Proposal
from generator.importing.places import Workshop
from generator.importing.record import Change
from generator.importing.source import other_branches, own_remote
from generator.model import Value
from generator.report import counted

CONTENT = "content"


class Adoption(Value):
    """What came of it.

    `settings` is None where those of the site stayed as they were. `changes` has what was done
    about each digest that was copied; it is empty where they are read in place. `gone` are the
    digests of an earlier import that the source has no more. `to_ignore` are lines that the
    site's `.gitignore` should have.
    """

    site: Path
    content: Path
    source: str
    finds: Finds
    settings: Proposal | None
    written: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    changes: dict[str, Change] = msgspec.field(default_factory=dict)
    gone: tuple[str, ...] = ()
    to_ignore: tuple[str, ...] = ()
    linked: bool = False

    @property
    def publishes(self) -> bool:
        """Whether the digests lie where the site's own workflow finds them."""
        return self.content.resolve().is_relative_to(self.site.resolve())


def check_site(site: Path, *, asked: bool = True) -> None:
    """Raise UsageError for a folder that cannot become a site, or was not meant to."""
    above = next(place for place in (site, *site.parents) if os.path.lexists(place))
    if not above.is_dir():
        raise UsageError(f"{above} is not a folder", hint="name another folder for the site")
    for parent in site.parents:
        if (parent / FILE_NAME).is_file():
            _check_outside(site, parent)
    if not asked and above == site and not (site / FILE_NAME).exists() and any(site.iterdir()):
        raise UsageError(
            f"{site} is there already, and no site",
            hint="name the folder for the site after the source",
        )


def _check_outside(site: Path, other: Path) -> None:
    """Raise UsageError when a site would lie in the content of another."""
    content = load_config(other / FILE_NAME).content.resolve()
    if content != other.resolve() and site.resolve().is_relative_to(content):
        message = f"{site} lies among the digests of the site {other}"
        raise UsageError(message, hint=f"name {other} to bring digests into that site")


def check_found(
    finds: Finds, told: str, folder: Path, address: Address | None = None, *, linked: bool = False
) -> None:
    """Raise UsageError when there is no digest in a folder; `address` is where it came from."""
    if finds.digests:
        return
    looked = "it holds no files"
    hint = "check that it is the right folder; digestry init FOLDER starts a site without digests"
    if finds.asides:
        looked = f"none of {counted(len(finds.asides), 'file')} is one"
        hint = "name the folder with --path; digestry inspect FILE shows what is read from a file"
    if others := other_branches(folder, address):
        hint = f"give the branch that has them with --branch: {git.listed(others, 'or')}"
        if linked:
            hint = f"check out the branch that has them: {git.listed(others, 'or')}"
    raise UsageError(f"no digest was found in {told}: {looked}", hint=hint)


def propose(origin: Origin, finds: Finds, site: Path) -> Proposal:
    """Infer the settings of a site from what was found and where it comes from."""
    if origin.folders == site.resolve().parts:  # its owner has called it so
        origin = msgspec.structs.replace(origin, folders=origin.folders[-1:])
    language = inference.site_language(finds.languages)
    github = inference.published_at(own_remote(site), origin.remote)
    return Proposal(
        title=inference.title(origin),
        tagline=inference.tagline(language, finds.categories),
        language=language,
        texts=inference.text_language(finds.languages),
        base_url=github.site if github else "",
        source_url=inference.source_page(origin.remote),
        formats=inference.formats(len(finds.archive.papers)),
        undated=tuple(sorted({*finds.undated, *finds.doubtful})),
    )


def new_files(proposal: Proposal, requirement: str) -> dict[str, str]:
    """Write the files of a new site but for its digests, by path; the settings come last."""
    return {
        site_files.IGNORE: site_files.ignored(),
        site_files.WORKFLOW: site_files.workflow(requirement),
        FILE_NAME: site_files.settings_text(proposal),
    }


def establish(shop: Workshop, texts: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Bring the files of a site that are not there yet; give those, and those that were there.

    The settings come last: a folder without them is no site, and the next import begins anew.
    """
    there = tuple(path for path in texts if os.path.lexists(shop.site / path))
    missing = [path for path in texts if path not in there]
    for path in sorted(missing, key=lambda path: path == FILE_NAME):
        shop.make(path, texts[path].encode())
        if not shop.is_new:
            shop.bring(path, path)
    if shop.is_new:
        shop.bring_whole()
    return tuple(sorted(missing)), there


def lacking(site: Path) -> tuple[str, ...]:
    """Tell which lines the `.gitignore` of a site lacks."""
    try:
        text = (site / site_files.IGNORE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    return site_files.missing_ignores(text)


def known_dates(site: Path, source: Path | None = None) -> dict[str, str]:
    """Give the dates that the settings of a site state already, if there are any.

    They are by name and by path below the content folder; with a `source` around that folder, by
    path below the source, too.
    """
    if not (site / FILE_NAME).is_file():
        return {}
    config = load_config(site / FILE_NAME)
    dates = dict(config.settings.dates)
    if source is not None and config.content.resolve().is_relative_to(source):
        prefix = config.content.resolve().relative_to(source)
        dates |= {(prefix / path).as_posix(): date for path, date in dates.items()}
    return dates
