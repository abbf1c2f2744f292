"""All digests together: one paper for all its entries, one day for all its files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from generator.dates import date_digest
from generator.errors import Diagnostic
from generator.identity import DatedEntry, PaperEntries, group_entries
from generator.merging import Merged, merge, rank
from generator.model import CategoryNote, Digest, DigestDate, Entry, Paper, SourceRef, Value
from generator.taxonomy import canonical


class DayPaper(Value):
    """A paper as the digests of one day present it."""

    key: str
    text: Merged


class Day(Value):
    """One day of the archive: its papers in source order, and what could not be read."""

    date: DigestDate
    papers: tuple[DayPaper, ...] = ()
    unread: int = 0


class Archive(Value):
    """Everything that the digests hold: papers by key, days oldest first, named categories."""

    papers: dict[str, Paper]
    days: tuple[Day, ...]
    notes: dict[str, CategoryNote]
    diagnostics: tuple[Diagnostic, ...] = ()


def gather(digests: Iterable[Digest], dates: Mapping[str, str]) -> Archive:
    """Join digests, in any order, to an archive; `dates` is the settings' table of dates."""
    dated: list[DatedEntry] = []
    unread: dict[DigestDate, int] = {}
    diagnostics: list[Diagnostic] = []
    notes: dict[str, CategoryNote] = {}
    spellings: dict[str, str] = {}
    for digest in sorted(digests, key=lambda digest: digest.path):
        dating = date_digest(digest, dates)
        if dating.diagnostic:
            diagnostics.append(dating.diagnostic)
        dated += [
            DatedEntry(date=date, entry=_spelled(entry, spellings))
            for date, entry in dating.entries
        ]
        _count_unread(digest, dating.empty_day, dating.entries, unread)
        notes |= {_spelling(note.code, spellings): note for note in digest.notes}
    groups = group_entries(dated)
    return Archive(
        papers={group.key: _paper(group) for group in groups},
        days=_days(groups, unread),
        notes=notes,
        diagnostics=tuple(diagnostics),
    )


def _spelled(entry: Entry, spellings: dict[str, str]) -> Entry:
    """Give an entry whose categories are spelled as everywhere."""
    codes = tuple(dict.fromkeys(_spelling(code, spellings) for code in entry.categories))
    return entry if codes == entry.categories else replace(entry, categories=codes)


def _spelling(code: str, spellings: dict[str, str]) -> str:
    """Spell a category as arXiv does, else as it was first: case alone makes no other category."""
    folded = unicodedata.normalize("NFKC", code).casefold()
    return spellings.setdefault(folded, canonical(code))


def _count_unread(
    digest: Digest,
    empty_day: DigestDate | None,
    entries: Sequence[tuple[DigestDate, object]],
    unread: dict[DigestDate, int],
) -> None:
    date = empty_day or max((date for date, _ in entries), default=None)
    if date is not None:
        unread[date] = unread.get(date, 0) + digest.unread


def _paper(group: PaperEntries) -> Paper:
    newest_first = sorted(group.entries, key=lambda d: rank(d.entry))
    newest_first.sort(key=lambda d: d.date, reverse=True)
    merged = merge([dated.entry for dated in newest_first])
    refs = {d.entry.source for d in group.entries}
    return Paper(
        key=group.key,
        title=merged.title,
        id=merged.id,
        version=merged.version,
        url=merged.url,
        pdf_url=merged.pdf_url,
        authors=merged.authors,
        categories=merged.categories,
        days=tuple(sorted({d.date for d in group.entries})),
        headlines=merged.headlines,
        pitch=merged.pitch,
        badges=merged.badges,
        figure=merged.figure,
        comment=merged.comment,
        keywords=merged.keywords,
        score=merged.score,
        sections=merged.sections,
        sources=tuple(sorted(refs)),
        aliases=group.aliases,
    )


def _days(groups: Sequence[PaperEntries], unread: Mapping[DigestDate, int]) -> tuple[Day, ...]:
    by_day: dict[DigestDate, list[tuple[tuple[bool, SourceRef], DayPaper]]] = {
        date: [] for date in unread
    }
    for group in groups:
        on_day: dict[DigestDate, list[DatedEntry]] = {}
        for dated in group.entries:
            on_day.setdefault(dated.date, []).append(dated)
        for date, several in on_day.items():
            entries = sorted((d.entry for d in several), key=rank)
            place = min((e.dialect == "jsonl", e.source) for e in entries)
            paper = DayPaper(key=group.key, text=merge(entries))
            by_day.setdefault(date, []).append((place, paper))
    return tuple(
        Day(
            date=date,
            papers=tuple(p for _, p in sorted(by_day[date], key=lambda pair: pair[0])),
            unread=unread.get(date, 0),
        )
        for date in sorted(by_day)
    )
