"""Which entries are the same paper: one arXiv base id, or else one title in one category."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from generator.model import UNCATEGORISED, DigestDate, Entry, Value
from generator.routes import paper_key
from generator.slugs import short_hash, slug

_NOT_LETTERS = re.compile(r"[\W_]+")


class DatedEntry(Value):
    """An entry on the day of its digest."""

    date: DigestDate
    entry: Entry


class PaperEntries(Value):
    """All entries of one paper, under the key that names it in its address.

    `aliases` are the keys of titles under which it would stand without an id.
    """

    key: str
    entries: tuple[DatedEntry, ...]
    aliases: tuple[str, ...] = ()


def normal_title(title: str) -> str:
    """Reduce a title to what it is compared by: letters and digits, case folded (NFKC)."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", title).casefold())


def title_identity(entry: Entry) -> tuple[str, str]:
    """Give what an entry without an id is recognised by: its title and primary category."""
    primary = entry.categories[0] if entry.categories else UNCATEGORISED
    return normal_title(entry.title) or entry.title, primary


def group_entries(entries: Iterable[DatedEntry]) -> tuple[PaperEntries, ...]:
    """Group entries into papers, sorted by key.

    The keys do not depend on the order of the entries; of several papers whose titles have one
    slug, the one seen first keeps it.
    """
    with_id: dict[str, list[DatedEntry]] = {}
    without: dict[tuple[str, str], list[DatedEntry]] = {}
    for dated in entries:
        if dated.entry.id:
            with_id.setdefault(dated.entry.id, []).append(dated)
        else:
            without.setdefault(title_identity(dated.entry), []).append(dated)
    named = _ids_by_title(with_id) if without else {}
    joined: dict[str, list[DatedEntry]] = {}
    alone: dict[tuple[str, str], list[DatedEntry]] = {}
    for identity, group in without.items():
        base = named.get(identity)
        if base is None:
            alone[identity] = group
        else:
            joined.setdefault(base, []).extend(group)
    return _keyed(with_id, joined, alone)


def _ids_by_title(with_id: Mapping[str, Sequence[DatedEntry]]) -> dict[tuple[str, str], str]:
    """Find for each title and category the lowest id that bears them."""
    found: dict[tuple[str, str], str] = {}
    for base, group in with_id.items():
        for dated in group:
            identity = title_identity(dated.entry)
            found[identity] = min(base, found.get(identity, base))
    return found


def _keyed(
    with_id: Mapping[str, list[DatedEntry]],
    joined: Mapping[str, list[DatedEntry]],
    alone: Mapping[tuple[str, str], list[DatedEntry]],
) -> tuple[PaperEntries, ...]:
    papers: list[PaperEntries] = []
    taken = {paper_key(base) for base in with_id}
    unnamed = [(identity, group, "") for identity, group in alone.items()]
    unnamed += [(title_identity(group[0].entry), group, base) for base, group in joined.items()]
    aliases: dict[str, str] = {}
    for identity, group, base in sorted(unnamed, key=lambda item: (_first_seen(item[1]), item[0])):
        key = _free_slug(group[0].entry.title, identity, taken)
        taken.add(key)
        if base:
            aliases[base] = key
        else:
            papers.append(PaperEntries(key=key, entries=tuple(group)))
    for base, group in with_id.items():
        alias = (aliases[base],) if base in aliases else ()
        members = (*group, *joined.get(base, ()))
        papers.append(PaperEntries(key=paper_key(base), entries=members, aliases=alias))
    return tuple(sorted(papers, key=lambda paper: paper.key))


def _first_seen(group: Sequence[DatedEntry]) -> tuple[DigestDate, str, int]:
    return min((d.date, d.entry.source.path, d.entry.source.line) for d in group)


def _free_slug(title: str, identity: tuple[str, str], taken: set[str]) -> str:
    key = slug(title)
    return key if key not in taken else f"{key[:70]}-{short_hash('|'.join(identity))}"
