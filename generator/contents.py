"""Everything that a site is made of, read and gathered: the first half of a build.

A file that has not changed is not read again: the cache has what was read from it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from generator.archive import Archive, gather
from generator.cache.folder import Cache
from generator.cache.known import KnownFile, Status
from generator.cache.packs import load_stubs, manner_digest, pack, pack_name, save_pack
from generator.checksum import value_digest
from generator.compose.front import OwnPage
from generator.config import Config
from generator.dialects import Dialects, installed_dialects, load_dialects
from generator.digests.detect import read_source
from generator.digests.dialect import InstalledDialect
from generator.digests.fields import Vocabulary
from generator.discover import FoundFile, discover, load, reading_errors
from generator.edits import edited_archive, substitutions
from generator.errors import BuildError, CacheError, Diagnostic
from generator.growing import NOTHING, Gathered, add, border
from generator.pages_of_own import read_own_pages
from generator.report import Reporter
from generator.stubs import DigestStub, Leaf, Names
from generator.work import Crew

_BYTES_OF_WORK = 10_000
"""Bytes that are read in the time in which a page is rendered."""

_WORTH_KEEPING = 5_000
"""Entries that take longer to gather than to find gathered."""

_LATER = 20
"""One in so many entries, the newest, is left out of what is kept: new days come beside it."""

_TOO_MANY = 6
"""One in so many entries beside what was kept: it is kept anew."""


class Sources(msgspec.Struct, frozen=True):
    """The files that a site is made of: which they are, not yet what they say.

    `digests` has the SHA-256 of each digest by path, `packs` the names of their packs in order.
    """

    digests: dict[str, str]
    packs: tuple[str, ...]
    known: dict[str, KnownFile]
    fresh: dict[str, DigestStub]
    own: tuple[OwnPage, ...]
    diagnostics: tuple[Diagnostic, ...]
    dialects: tuple[InstalledDialect, ...] = ()


class Contents(msgspec.Struct, frozen=True):
    """Everything that was read: the archive, the maintainer's pages, and what was noticed.

    There are no stubs where the archive was found gathered.
    """

    archive: Archive
    stubs: tuple[DigestStub, ...]
    own: tuple[OwnPage, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def digests(self) -> tuple[DigestStub, ...]:
        """The files that turned out to be digests."""
        return tuple(stub for stub in self.stubs if stub.is_digest)


class _ReadUnit(msgspec.Struct, frozen=True):
    """A file to read, what decides what its labels mean, and where its pack is to be kept."""

    file: FoundFile
    vocabulary: Vocabulary
    language: str
    dialects: tuple[InstalledDialect, ...]
    manner: str
    packs: Path


def find_sources(config: Config, cache: Cache, reporter: Reporter, crew: Crew) -> Sources:
    """Discover the files of the content, and read those of which the cache has nothing.

    Raises UsageError when there is no content folder, BuildError when a file cannot be read.
    """
    dialects = installed_dialects(config.settings.content.dialects)
    with reading_errors(config.content):
        found = discover(config.content, config.settings.content.ignore, dialects.endings)
        own, problems = read_own_pages(found.pages)
        table = cache.known()
        manner = manner_digest(config.vocabulary, config.settings.content.language, dialects.fit)
        kept = _with_packs(table, manner, cache.names())
        digests = _vouched(found.digests, kept)
        fresh = {}
        seen = time.time_ns()
        unread = [file for file in found.digests if file.path not in digests]
        new = sum(file.size for file in unread if file.path not in kept)
        work = new // _BYTES_OF_WORK
        for stub in _read_all(_units(unread, config, cache, dialects), reporter, crew, work):
            digests[stub.path] = stub.sha256
            fresh[stub.pack] = cache.keep(stub)
    known = {file.path: _known(file, digests[file.path], seen, table) for file in found.digests}
    return Sources(
        digests=dict(sorted(digests.items())),
        packs=tuple(pack_name(file.path, digests[file.path], manner) for file in found.digests),
        known=known,
        fresh=fresh,
        own=own,
        diagnostics=(*dialects.diagnostics, *found.diagnostics, *problems),
        dialects=dialects.fit,
    )


def _with_packs(
    table: Mapping[str, KnownFile], manner: str, packs: frozenset[str]
) -> dict[str, KnownFile]:
    """Give those of the known files, by path, whose packs are there."""
    return {
        path: known
        for path, known in table.items()
        if pack_name(path, known.sha256, manner) in packs
    }


def _vouched(files: Iterable[FoundFile], kept: Mapping[str, KnownFile]) -> dict[str, str]:
    """Give the digests of files that need not be read: unchanged since their packs were made."""
    return {
        file.path: kept[file.path].sha256
        for file in files
        if file.path in kept and kept[file.path].vouches_for(_status(file))
    }


def _status(file: FoundFile) -> Status:
    return Status(size=file.size, modified=file.modified, changed=file.changed)


def _known(file: FoundFile, sha256: str, seen: int, table: Mapping[str, KnownFile]) -> KnownFile:
    """Remember a file as it was seen now, or leave it as it is remembered."""
    before = table.get(file.path)
    if before and before.sha256 == sha256 and before.vouches_for(_status(file)):
        return before
    return KnownFile(status=_status(file), seen=seen, sha256=sha256)


def _units(
    files: Iterable[FoundFile], config: Config, cache: Cache, dialects: Dialects
) -> list[_ReadUnit]:
    vocabulary, language = config.vocabulary, config.settings.content.language
    fit = dialects.fit
    manner = manner_digest(vocabulary, language, fit)
    return [_ReadUnit(file, vocabulary, language, fit, manner, cache.folder) for file in files]


def _read_all(
    units: list[_ReadUnit], reporter: Reporter, crew: Crew, work: int
) -> Iterator[DigestStub]:
    with reporter.stage("Reading", len(units)) as step:
        for stub in crew.share(_read, units, work=work, chunk=2):
            yield stub
            step()


def _read(unit: _ReadUnit) -> DigestStub:
    """Read a file, unless a pack has been made of these very bytes."""
    source = load(unit.file)
    name = pack_name(source.path, source.sha256, unit.manner)
    kept = load_stubs(unit.packs, name)
    if kept is not None:
        return kept
    dialects = load_dialects(unit.dialects)
    read = read_source(source, unit.vocabulary, unit.language, dialects)
    stubs, data = pack(read, unit.manner)
    with _writing_errors(unit.packs):
        save_pack(unit.packs, name, data)
    return stubs


@contextmanager
def _writing_errors(packs: Path) -> Iterator[None]:
    """Raise what the system refuses to write as a BuildError that names the cache."""
    try:
        yield
    except OSError as error:
        raise BuildError(
            f"the cache {packs} cannot be written: {error.strerror or error}",
            hint="make room, or name another folder in site.toml under [cache] path",
        ) from error


def read_contents(config: Config, sources: Sources, cache: Cache) -> Contents:
    """Gather the archive; raises CacheError where the cache is damaged."""
    return _gathered_anew(_stubs(sources.packs, sources, cache), config, sources)


def gather_contents(config: Config, sources: Sources, cache: Cache) -> Contents:
    """Do as `read_contents` does, from what an earlier build gathered; there are no stubs then.

    Only those of later files are loaded.
    """
    if cache.remembers:
        return read_contents(config, sources, cache)
    dates = config.settings.dates
    names = (value_digest(dates), *sources.packs)
    if kept := cache.gathered(names):
        known, before = kept
        later = _stubs(names[known:], sources, cache)
        if _entries(later) * _TOO_MANY <= len(before.papers):
            grown = add(before, later, dates)
            return _grown(grown, sources) if grown else read_contents(config, sources, cache)
    stubs = _stubs(sources.packs, sources, cache)
    entries = _entries(stubs)
    first = border(stubs, dates, entries // _LATER) if entries >= _WORTH_KEEPING else 0
    made = add(NOTHING, stubs[:first], dates) if first else None
    if made and (grown := add(made, stubs[first:], dates)):
        cache.keep_gathered(names[: first + 1], made)
        return _grown(grown, sources)
    return _gathered_anew(stubs, config, sources)


def _entries(stubs: Iterable[DigestStub]) -> int:
    return sum(len(stub.entries) for stub in stubs)


def _gathered_anew(stubs: tuple[DigestStub, ...], config: Config, sources: Sources) -> Contents:
    digests = (stub for stub in stubs if stub.is_digest)
    return _contents(gather(digests, config.settings.dates), stubs, sources)


def _grown(gathered: Gathered, sources: Sources) -> Contents:
    return _contents(gathered.archive(), (), sources, gathered.noticed)


def read_again(
    last: Contents, sources: Sources, cache: Cache
) -> tuple[Contents, dict[Leaf, Leaf]] | None:
    """Give what was read and gathered before with the texts of now, and the leaves that moved.

    None where more than texts has changed, so that everything has to be gathered again. Raises
    CacheError where the cache is damaged.
    """
    stubs = _stubs(sources.packs, sources, cache)
    if len(stubs) != len(last.stubs) or sources.own != last.own:
        return None
    leaves: dict[Leaf, Leaf] = {}
    for old, new in zip(last.stubs, stubs, strict=True):
        if new is old or new.pack == old.pack:
            continue
        moved = substitutions(old, new)
        if moved is None:
            return None
        leaves |= moved
    archive = edited_archive(last.archive, leaves) if leaves else last.archive
    return _contents(archive, stubs, sources), leaves


def _stubs(packs: Sequence[str], sources: Sources, cache: Cache) -> tuple[DigestStub, ...]:
    """Give the stubs of packs, loading what was not read just now.

    The names that they share are held once.
    """
    names = Names()
    return tuple(sources.fresh.get(pack) or cache.stubs(pack, names) for pack in packs)


def _contents(
    archive: Archive,
    stubs: tuple[DigestStub, ...],
    sources: Sources,
    noticed: Iterable[Diagnostic] = (),
) -> Contents:
    """Put everything together; `noticed` is told of files that have no stubs here."""
    every = [*sources.diagnostics, *archive.diagnostics, *noticed]
    every += [diagnostic for stub in stubs for diagnostic in stub.diagnostics]
    ordered = tuple(sorted(every, key=lambda d: (d.path, d.line)))
    return Contents(archive, stubs, sources.own, ordered)


def look_through(config: Config, cache: Cache, reporter: Reporter, crew: Crew) -> Contents:
    """Discover, read and gather as a build does, and keep in the cache what that would."""
    with cache:
        try:
            return _looked_through(config, cache, reporter, crew)
        except CacheError:
            reporter.say("The cache was damaged: everything is read again")
            cache.clear()
            return _looked_through(config, cache, reporter, crew)


def _looked_through(config: Config, cache: Cache, reporter: Reporter, crew: Crew) -> Contents:
    sources = find_sources(config, cache, reporter, crew)
    contents = read_contents(config, sources, cache)
    cache.settle(sources.packs, sources.known)
    return contents
