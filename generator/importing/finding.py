"""What a folder holds: its digests, each read once, and what is left aside and why."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator import manifest
from generator.archive import Archive, gather
from generator.cache.packs import pack
from generator.digests.detect import read_source
from generator.digests.fields import STANDARD
from generator.digests.written_dates import date_in_path
from generator.discover import PAGES, FoundFile, discover
from generator.files import write_file
from generator.importing.places import carrier
from generator.kinds import Kind
from generator.model import Digest, Entry, Source, Value
from generator.paths import flaw, folded, folders_of
from generator.report import Reporter
from generator.stubs import DigestStub
from generator.work import Crew

_BYTES_OF_WORK = 10_000
_OPENING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_README = re.compile(r"readme(?:[._-][\w-]+)*", re.IGNORECASE)
_OF_TOOLS = ("node_modules", "site-packages", "__pycache__")
_SETTINGS_OF_TOOLS = frozenset(
    {
        "package.json", "package-lock.json", "composer.json", "manifest.json", "tsconfig.json",
        "jsconfig.json", "settings.json", "config.json", "renovate.json", "vercel.json",
        "requirements.txt", "robots.txt", "license.txt", "license.md", "changelog.md",
    }
)  # fmt: skip
"""Files of other programs that can look like the record of a paper."""

NO_PAPER = "no paper was recognised in it"


class Aside(Value, order=True):
    """A file that is not taken over, and why."""

    path: str
    why: str


class Finds(Value):
    """All that a folder holds of an archive.

    `dialects` counts the digests of each, `languages` the entries with a summary in each; most
    come first. `undated` names the digests for which no date is known, `doubtful` those whose date
    is in doubt.
    """

    digests: tuple[DigestStub, ...]
    asides: tuple[Aside, ...]
    dialects: dict[str, int]
    languages: dict[str, int]
    archive: Archive
    undated: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    @classmethod
    def none(cls) -> Finds:
        """What an empty folder holds."""
        return cls(digests=(), asides=(), dialects={}, languages={}, archive=gather((), {}))

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the digests lie, below the folder."""
        return tuple(digest.path for digest in self.digests)

    @property
    def entries(self) -> int:
        """How many entries the digests hold."""
        return sum(len(digest.entries) for digest in self.digests)

    @property
    def categories(self) -> dict[str, int]:
        """How many papers have which primary category, most first."""
        return dict(Counter(paper.category for paper in self.archive.papers.values()).most_common())


class _Unit(msgspec.Struct, frozen=True):
    """A file to look into, and the folder into which it is copied if it is a digest."""

    file: FoundFile
    copies: Path | None


class _Judgement(msgspec.Struct, frozen=True):
    """What a file turned out to be: a digest, or why it is none."""

    path: str
    stub: DigestStub | None = None
    dialect: str = ""
    languages: dict[str, int] = msgspec.field(default_factory=dict)
    why: str = ""


def look_into(
    folder: Path,
    reporter: Reporter,
    crew: Crew,
    *,
    copies: Path | None = None,
    dates: Mapping[str, str] | None = None,
) -> Finds:
    """Find the digests below a folder; with `copies`, copy each there as it was read.

    `dates` is the table of dates that the settings of the site have already. Raises UsageError
    when there is no such folder, TakingError when a copy cannot be written.
    """
    files, asides = _candidates(folder, copying=copies is not None)
    units = [_Unit(file, copies) for file in files]
    work = sum(file.size for file in files) // _BYTES_OF_WORK
    with reporter.stage("Reading", len(units)) as step:
        judged = []
        for one in crew.share(_judge, units, work=work, chunk=2):
            judged.append(one)
            step()
    return _finds(judged, asides, dates or {})


def _finds(judged: Iterable[_Judgement], asides: list[Aside], dates: Mapping[str, str]) -> Finds:
    stubs, dialects, languages = [], Counter[str](), Counter[str]()
    for one in judged:
        if one.stub is None:
            asides.append(Aside(path=one.path, why=one.why))
        else:
            stubs.append(one.stub)
            dialects.update([one.dialect])
            languages.update(one.languages)
    archive = gather(stubs, dates)
    return Finds(
        digests=tuple(sorted(stubs, key=lambda stub: stub.path)),
        asides=tuple(sorted(asides)),
        dialects=dict(dialects.most_common()),
        languages=dict(languages.most_common()),
        archive=archive,
        undated=_told(archive, is_undated=True),
        doubtful=_told(archive, is_undated=False),
    )


def _told(archive: Archive, *, is_undated: bool) -> tuple[str, ...]:
    """Name the digests of whose date something is told: that there is none, or something else."""
    told = archive.diagnostics
    return tuple(one.path for one in told if (one.kind is Kind.UNDATED) == is_undated)


def _candidates(folder: Path, *, copying: bool) -> tuple[list[FoundFile], list[Aside]]:
    """Tell the files that may be digests from those that are not, by all but what they hold."""
    found = discover(folder, _OF_TOOLS)
    asides = [
        Aside(path=one.path, why=one.message.removeprefix("skipped: ")) for one in found.diagnostics
    ]
    outputs = _outputs(folder, found.digests)
    files: list[FoundFile] = []
    taken: dict[str, str] = {}
    for file in (*found.digests, *found.pages):
        why = _unwanted(file.path, outputs)
        if not why and copying:
            why = _uncopyable(file.path, taken)
        if why:
            asides.append(Aside(path=file.path, why=why))
        else:
            files.append(file)
    return files, asides


def _outputs(folder: Path, files: Iterable[FoundFile]) -> frozenset[str]:
    """Name the folders that are sites which Digestry built."""
    folders = {above for file in files for above in folders_of(file.path)}
    return frozenset(one for one in folders if (folder / one / manifest.PATH).is_file())


def _unwanted(path: str, outputs: frozenset[str]) -> str:
    name = path.rpartition("/")[2].lower()
    if not outputs.isdisjoint(folders_of(path)):
        return "it is a part of a site that was built"
    if _README.fullmatch(name):
        return "a README is not taken for a digest"
    return NO_PAPER if name in _SETTINGS_OF_TOOLS else ""


def _uncopyable(path: str, taken: dict[str, str]) -> str:
    if path.startswith(f"{PAGES}/"):
        return f"a site keeps pages of its own in {PAGES}/ (import that folder with --path {PAGES})"
    if reason := flaw(path):
        return f"its name does not do on every system: {reason}"
    if (other := taken.setdefault(folded(path), path)) != path:
        return f"it is one file with {other} where case does not count"
    return ""


def _judge(unit: _Unit) -> _Judgement:
    """Read a file once, never through a link, and copy it as read if it is a digest."""
    path = unit.file.path
    try:
        data = _bytes(unit.file.location)
    except OSError as error:
        return _Judgement(path, why=f"it cannot be read: {error.strerror or error}")
    sha256 = hashlib.sha256(data).hexdigest()
    read = read_source(Source(path=path, data=data, sha256=sha256), STANDARD)
    if not _is_archive(read.digest):
        return _Judgement(path, why=NO_PAPER)
    if unit.copies:
        with carrier(unit.copies / path):
            place = unit.copies / path
            place.parent.mkdir(parents=True, exist_ok=True)
            write_file(place, data)
    return _Judgement(
        path,
        stub=pack(read, "")[0],
        dialect=read.digest.dialect,
        languages=_languages(read.digest.entries),
    )


def _bytes(location: str) -> bytes:
    descriptor = os.open(location, _OPENING | _BINARY)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is no regular file any more")
        return file.read()


def _is_archive(digest: Digest) -> bool:
    """Whether a file is a digest beyond doubt: dated, or with entries that only papers have."""
    if not digest.is_digest:
        return False
    dated = bool(digest.written_date or date_in_path(digest.path))
    if dated and not digest.entries:
        return True
    return any(dated or _is_paper(entry) for entry in digest.entries)


def _is_paper(entry: Entry) -> bool:
    return bool(
        entry.id
        or entry.categories
        or (entry.authors and entry.sections)
        or any(section.field for section in entry.sections)
    )


def _languages(entries: Iterable[Entry]) -> dict[str, int]:
    """Count the entries with summaries in each language; abstracts count where that is all."""
    counts = Counter[str]()
    for entry in entries:
        told = {section.lang for section in entry.sections if section.field != "abstract"}
        counts.update(told or {section.lang for section in entry.sections})
    return dict(counts)
