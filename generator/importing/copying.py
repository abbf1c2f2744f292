"""An archive copied: its digests brought into the content of a site, and again what is new."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.config import FILE_NAME, load_config
from generator.errors import UsageError
from generator.importing import git, site_files
from generator.importing.finding import Finds, look_into
from generator.importing.founding import (
    CONTENT,
    Adoption,
    check_found,
    establish,
    known_dates,
    lacking,
    new_files,
    propose,
)
from generator.importing.inference import Proposal
from generator.importing.places import Workshop, check_no_link
from generator.importing.record import NAME, Change, Record, encode_record, load_record, plan
from generator.importing.source import Place, below, origin_of
from generator.report import Reporter
from generator.work import Crew


class Copying(msgspec.Struct, frozen=True):
    """A copy that is asked for: from where to which site, and who does and tells it.

    `requirement` is what the site's workflow installs Digestry from.
    """

    place: Place
    site: Path
    requirement: str
    reporter: Reporter
    crew: Crew


class _Haul(msgspec.Struct, frozen=True):
    """What an import has made ready: the digests that it copied, and the settings that fit."""

    target: str
    finds: Finds
    proposal: Proposal
    record: Record


def adopt_copy(task: Copying) -> Adoption:
    """Copy the digests of a source into a site, new or not; raises what `import_archive` does."""
    source = None if task.place.top is None else below(task.place.top, task.place.path)
    if source is not None:
        _check_apart(source, task.site)
    target = _target(task.site, source)
    with Workshop(task.site) as shop:
        commit = _fetched(task.place, shop) if source is None else ""
        folder = source or below(shop.clone, task.place.path)
        copies = shop.made / target
        dates = known_dates(task.site)
        finds = look_into(folder, task.reporter, task.crew, copies=copies, dates=dates)
        check_found(finds, task.place.told_with_path, folder, task.place.address)
        proposal = propose(origin_of(folder, task.place.remote), finds, task.site)
        record = Record(
            source=task.place.told,
            branch=task.place.address.branch if task.place.address else "",
            path=task.place.path,
            commit=commit,
            files={digest.path: digest.sha256 for digest in finds.digests},
        )
        return _brought(task, shop, _Haul(target, finds, proposal, record))


def _check_apart(source: Path, site: Path) -> None:
    if site.resolve().is_relative_to(source):
        raise UsageError(
            f"the site {site} would lie in the archive {source}",
            hint="name a folder outside it after the source, or use the digests where they are: "
            f"digestry init {source}",
        )


def _target(site: Path, source: Path | None) -> str:
    """Say where below a site its digests are kept; raises UsageError where that is elsewhere."""
    if not (site / FILE_NAME).is_file():
        content = site / CONTENT
    else:
        content = load_config(site / FILE_NAME).content
    if source is not None and source.is_relative_to(content.resolve()):
        raise UsageError(
            f"the site reads the digests in {source} already",
            hint="run digestry serve in its folder, or import another source",
        )
    if not content.resolve().is_relative_to(site.resolve()) or content.resolve() == site.resolve():
        raise UsageError(
            f"the site {site} reads its digests where they are, in {content}",
            hint="name another folder for the site, or change [content] path in its site.toml",
        )
    return content.relative_to(site).as_posix() if content.is_relative_to(site) else CONTENT


def _fetched(place: Place, shop: Workshop) -> str:
    assert place.address is not None  # noqa: S101 - a place without a folder is an address
    return git.fetch(place.address, shop.clone)


def _brought(task: Copying, shop: Workshop, haul: _Haul) -> Adoption:
    """Bring what was made into the site: as a whole, or where it differs."""
    content = task.site / haul.target
    before = load_record(content)
    changes = plan(haul.record.files, content, before)
    others = {path: sha for path, sha in before.files.items() if path not in changes}
    if not shop.is_new:
        _bring_digests(shop, haul, changes, before)
    _note(shop, haul, others, changes)
    had_settings = (task.site / FILE_NAME).exists()
    texts = new_files(haul.proposal, task.requirement)
    texts[f"{haul.target}/pages/about.md"] = site_files.about(haul.proposal.language)
    written, kept = establish(shop, {} if had_settings else texts)
    return Adoption(
        site=task.site,
        content=content,
        source=task.place.told,
        finds=haul.finds,
        settings=None if had_settings else haul.proposal,
        written=written,
        kept=kept,
        changes=changes,
        gone=tuple(others) if haul.record.is_of_source(before) else (),
        to_ignore=lacking(task.site),
    )


def _note(
    shop: Workshop, haul: _Haul, others: Mapping[str, str], changes: Mapping[str, Change]
) -> None:
    """Put down what of the content is as this source, or another one before, had it."""
    same = {
        path: sha for path, sha in haul.record.files.items() if changes[path] is not Change.EDITED
    }
    record = msgspec.structs.replace(haul.record, files={**others, **same})
    path = f"{haul.target}/{NAME}"
    shop.make(path, encode_record(record))
    if not shop.is_new:
        shop.bring(path, path)


def _bring_digests(
    shop: Workshop, haul: _Haul, changes: Mapping[str, Change], before: Record
) -> None:
    """Move the new and the changed digests to their places, having noted which they will be."""
    moving = [path for path, change in changes.items() if change in {Change.NEW, Change.CHANGED}]
    for path in moving:
        check_no_link(shop.site, f"{haul.target}/{path}")
    pending = msgspec.structs.replace(before, pending=haul.record.files)
    shop.make(NAME, encode_record(pending))
    shop.bring(NAME, f"{haul.target}/{NAME}")
    for path in moving:
        shop.bring(f"{haul.target}/{path}", f"{haul.target}/{path}")
