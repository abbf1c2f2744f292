"""The newest papers of an archive: which digests hold them, and their texts without markup."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from generator.cache.folder import Cache
from generator.cache.packs import PackShelf
from generator.config import load_config
from generator.contents import find_sources, read_contents
from generator.model import Paper, Section
from generator.papers import load_paper
from generator.report import Loudness, Reporter
from generator.text.clean import plain_text
from generator.work import Crew

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_SETTINGS = '[site]\nbase_url = "https://example.org/"\ntitle = "Paper digests"\nlanguage = "zh"\n'


@dataclass(frozen=True, slots=True)
class Text:
    """What a paper's page says, without markup; `tldr` is the Chinese one where there are more.

    `first_day` is the date of the first digest that holds the paper.
    """

    key: str
    first_day: str
    title: str
    authors: tuple[str, ...]
    tldr: str
    abstract: str
    others: tuple[str, ...]

    @property
    def everything(self) -> tuple[str, ...]:
        """All running texts."""
        return (self.title, self.tldr, self.abstract, *self.others)


@dataclass(frozen=True, slots=True)
class Day:
    """The digest files of one day, named by its date; empty where no name tells one."""

    date: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A content folder with the chosen digests but the newest day's, which are kept apart."""

    archive: Path
    content: Path
    settings: Path
    newest: Day
    days: int

    def add_newest(self) -> None:
        """Put the newest day's digests beside the others."""
        _copy(self.newest.files, self.archive, self.content)


def choose(archive: Path, work: Path, papers: int, until: str = "") -> Corpus:
    """Copy whole days from the newest backwards until they hold so many papers; 0 takes all.

    Days after `until` (`YYYY-MM-DD`) are left out. Raises ValueError when there are no two days.
    """
    settings = work / "site.toml"
    settings.write_text(_SETTINGS, "utf-8")
    days = [day for day in _days(archive) if not until or day.date <= until]
    chosen = days if papers == 0 else _enough(days, archive, settings, papers)
    if len(chosen) < 2:  # noqa: PLR2004 - one day is added to the others
        chosen = days[:2]
    if len(chosen) < 2:  # noqa: PLR2004 - as above
        raise ValueError(f"{archive} needs digests of two days at least")
    content = work / "content"
    for day in chosen[1:]:
        _copy(day.files, archive, content)
    return Corpus(archive, content, settings, chosen[0], len(chosen))


def read_texts(settings: Path, content: Path) -> dict[str, Text]:
    """Read the papers of a content folder by key."""
    return {paper.key: _text(paper) for paper in _papers(settings, content)}


def _papers(settings: Path, content: Path) -> Iterable[Paper]:
    """Read a content folder as a build does: the only place that knows the product's reader."""
    config = load_config(settings, content=content)
    with Cache(config.cache) as cache:
        sources = find_sources(config, cache, Reporter(Loudness.QUIET), Crew())
        stubs = read_contents(config, sources, cache).archive.papers.values()
        shelf = PackShelf(cache.folder)
        return [load_paper(stub, shelf) for stub in stubs]


def _days(archive: Path) -> list[Day]:
    """List the archive's days, newest first."""
    files = sorted(
        path
        for path in archive.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(archive).parts)
    )
    by_date = sorted(files, key=_date, reverse=True)
    return [Day(date, tuple(found)) for date, found in groupby(by_date, key=_date)]


def _date(path: Path) -> str:
    found = _DATE.search(path.name)
    return found[0] if found else ""


def _enough(days: Sequence[Day], archive: Path, settings: Path, papers: int) -> list[Day]:
    keys: set[str] = set()
    chosen: list[Day] = []
    for day in days:
        with tempfile.TemporaryDirectory(prefix="day-", dir=settings.parent) as folder:
            _copy(day.files, archive, Path(folder))
            keys |= {paper.key for paper in _papers(settings, Path(folder))}
        chosen.append(day)
        if len(keys) >= papers:
            break
    return chosen


def _copy(files: Iterable[Path], archive: Path, content: Path) -> None:
    for file in files:
        place = content / file.relative_to(archive)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def _text(paper: Paper) -> Text:
    tldr = _tldr(paper.sections)
    abstract = next((s for s in paper.sections if s.field == "abstract"), None)
    others = [s.text for s in paper.sections if s is not tldr and s is not abstract]
    return Text(
        key=paper.key,
        first_day=paper.days[0].value,
        title=plain_text(paper.title),
        authors=tuple(plain_text(author) for author in paper.authors),
        tldr=plain_text(tldr.text) if tldr else "",
        abstract=plain_text(abstract.text) if abstract else "",
        others=tuple(plain_text(text) for text in (*paper.headlines, paper.pitch or "", *others)),
    )


def _tldr(sections: Sequence[Section]) -> Section | None:
    found = [section for section in sections if section.field == "tldr"]
    chinese = [section for section in found if _HAN.search(section.text)]
    return next(iter([*chinese, *found]), None)
