"""Everything that a site is made of, read and gathered: the first half of a build."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.archive import Archive, gather
from generator.compose.front import OwnPage
from generator.config import Config
from generator.digests.detect import Read, read_source
from generator.digests.fields import Vocabulary
from generator.discover import FoundFile, discover, load, reading_errors
from generator.errors import Diagnostic
from generator.model import Digest
from generator.pages_of_own import read_own_pages
from generator.report import Reporter
from generator.work import share

_BYTES_OF_WORK = 10_000
"""Bytes that are read in the time in which a page is rendered."""


class Contents(msgspec.Struct, frozen=True):
    """Everything that was read: the archive, the maintainer's pages, and what was noticed."""

    archive: Archive
    digests: tuple[Digest, ...]
    own: tuple[OwnPage, ...]
    diagnostics: tuple[Diagnostic, ...]


class _ReadUnit(msgspec.Struct, frozen=True):
    """A file to read, and what decides what its labels mean."""

    file: FoundFile
    vocabulary: Vocabulary
    language: str


def read_contents(config: Config, reporter: Reporter, jobs: int = 1) -> Contents:
    """Discover, read and gather.

    Raises UsageError when there is no content folder, BuildError when a file cannot be read.
    """
    with reading_errors(config.content):
        found = discover(config.content)
        reads = _read_all(found.digests, config, reporter, jobs)
        own, problems = read_own_pages(found.pages)
    digests = tuple(read.digest for read in reads if read.digest.is_digest)
    archive = gather(digests, config.settings.dates)
    every = [*found.diagnostics, *problems, *archive.diagnostics]
    every += [diagnostic for read in reads for diagnostic in read.diagnostics]
    ordered = tuple(sorted(every, key=lambda d: (d.path, d.line)))
    return Contents(archive, digests, own, ordered)


def _read_all(
    files: tuple[FoundFile, ...], config: Config, reporter: Reporter, jobs: int
) -> list[Read]:
    vocabulary, language = config.vocabulary, config.settings.content.language
    units = [_ReadUnit(file, vocabulary, language) for file in files]
    work = sum(Path(file.location).stat().st_size for file in files) // _BYTES_OF_WORK
    reads: list[Read] = []
    with reporter.stage("Reading", len(units)) as step:
        for read in share(_read, units, jobs=jobs, work=work, chunk=2):
            reads.append(read)
            step()
    return reads


def _read(unit: _ReadUnit) -> Read:
    return read_source(load(unit.file), unit.vocabulary, unit.language)
