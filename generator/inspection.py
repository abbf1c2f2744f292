"""What was read from a file, for people and as JSON: `digestry inspect`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from generator.dates import date_digest
from generator.digests.fields import label_key
from generator.model import Digest, Entry, Section, SourceRef
from generator.report import counted
from generator.slugs import slug


class InspectedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as `inspect --json` writes it; the reference documents its keys."""

    id: str
    version: int | None
    title: str
    url: str | None
    pdf_url: str | None
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    date: str | None
    dialect: str
    headline: str | None
    pitch: str | None
    badges: tuple[str, ...]
    figure: bool
    comment: str | None
    keywords: tuple[str, ...]
    score: str | None
    sections: tuple[dict[str, str | None], ...]
    source: dict[str, str | int]


def inspected(digest: Digest, dates: Mapping[str, str]) -> Iterator[InspectedEntry]:
    """Give the entries of a digest with their dates, in source order."""
    dating = date_digest(digest, dates)
    days: list[str | None] = [date.value for date in dating.dates]
    days = days or [None] * len(digest.entries)
    for entry, day in zip(digest.entries, days, strict=True):
        yield _inspected(entry, day)


def _inspected(entry: Entry, date: str | None) -> InspectedEntry:
    return InspectedEntry(
        id=entry.id or slug(entry.title),
        version=entry.version,
        title=entry.title,
        url=entry.url,
        pdf_url=entry.pdf_url,
        authors=entry.authors,
        categories=entry.categories,
        date=date,
        dialect=entry.dialect,
        headline=entry.headline,
        pitch=entry.pitch,
        badges=entry.badges,
        figure=entry.figure,
        comment=entry.comment,
        keywords=entry.keywords,
        score=entry.score,
        sections=tuple(_section(section) for section in entry.sections),
        source=_source(entry.source),
    )


def _section(section: Section) -> dict[str, str | None]:
    return {
        "label": section.label,
        "field": section.field,
        "lang": section.lang,
        "text": section.text,
    }


def _source(source: SourceRef) -> dict[str, str | int]:
    return {"path": source.path, "line": source.line}


def as_json(entry: InspectedEntry) -> str:
    """Write an entry as one line of JSON."""
    return msgspec.json.encode(entry).decode("utf-8")


def outline(digest: Digest, dates: Mapping[str, str]) -> Iterator[str]:
    """Describe a digest for people: its dialect, its fields, and its entries a line each."""
    yield f"{digest.path}: {digest.dialect}, {counted(len(digest.entries), 'entry', 'entries')}"
    fields = Counter(
        section.field or f"“{section.label}”"
        for entry in digest.entries
        for section in entry.sections
        if section.field or label_key(section.label)
    )
    if fields:
        yield "  fields: " + ", ".join(f"{name} {count}" for name, count in fields.items())
    for entry in inspected(digest, dates):
        categories = " ".join(entry.categories[:3])
        yield f"  {entry.source['line']:>6}  {entry.date or 'undated'}  {entry.id}  {categories}"
        yield f"          {entry.title}"
