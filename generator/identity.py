"""Which entries are the same paper: one arXiv base id, or else one title in one category."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from generator.model import UNCATEGORISED, DigestDate, Value
from generator.routes import paper_key
from generator.slugs import free_name, slug
from generator.stubs import Leaf, Stub

_NOT_LETTERS = re.compile(r"[\W_]+")


_DIALECT_RANK = {"jsonl": 0, "markdown": 1, "listing": 2}
"""JSON is the source of the Markdown beside it; a listing is cut short."""


class DatedEntry(Value, frozen=True, gc=False):
    """An entry on the day of its digest: its facts, where it was read, and where it lies.

    `categories` are its own, spelled as everywhere.
    """

    date: DigestDate
    path: str
    stub: Stub
    leaf: Leaf
    categories: tuple[str, ...]


class PaperEntries(Value, frozen=True, gc=False):
    """All entries of one paper, under the key that names it in its address.

    `aliases` are the keys of titles under which it would stand without an id.
    """

    key: str
    entries: tuple[DatedEntry, ...]
    aliases: tuple[str, ...] = ()


def normal_title(title: str) -> str:
    """Reduce a title to what it is compared by: letters and digits, case folded (NFKC)."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", title).casefold())


def title_identity(dated: DatedEntry) -> tuple[str, str]:
    """Give what an entry without an id is recognised by: its title and primary category."""
    primary = dated.categories[0] if dated.categories else UNCATEGORISED
    return normal_title(dated.stub.title) or dated.stub.title, primary


def rank(dated: DatedEntry) -> tuple[int, str, int]:
    """Order the entries of one day: JSON first, then by path and line."""
    return (_DIALECT_RANK.get(dated.stub.dialect, 9), dated.path, dated.stub.line)


def group_entries(entries: Iterable[DatedEntry]) -> tuple[PaperEntries, ...]:
    """Group entries into papers, sorted by key.

    The keys do not depend on the order of the entries; of several papers whose titles have one
    slug, the one seen first keeps it. A paper with an id keeps the keys of all titles under which
    it would stand without.
    """
    with_id: dict[str, list[DatedEntry]] = {}
    without: dict[tuple[str, str], list[DatedEntry]] = {}
    for dated in sorted(entries, key=_place):
        if dated.stub.id:
            with_id.setdefault(dated.stub.id, []).append(dated)
        else:
            without.setdefault(title_identity(dated), []).append(dated)
    named = _ids_by_title(with_id) if without else {}
    return _keyed(with_id, without, named)


def _place(dated: DatedEntry) -> tuple[DigestDate, str, int]:
    return (dated.date, dated.path, dated.stub.line)


def _ids_by_title(with_id: Mapping[str, Sequence[DatedEntry]]) -> dict[tuple[str, str], str]:
    """Find for each title and category the lowest id that bears them."""
    found: dict[tuple[str, str], str] = {}
    for base, group in with_id.items():
        for dated in group:
            identity = title_identity(dated)
            found[identity] = min(base, found.get(identity, base))
    return found


def _keyed(
    with_id: Mapping[str, list[DatedEntry]],
    without: Mapping[tuple[str, str], list[DatedEntry]],
    named: Mapping[tuple[str, str], str],
) -> tuple[PaperEntries, ...]:
    """Give each paper its key; groups without an id are asked in the order of first appearance."""
    papers: list[PaperEntries] = []
    joined: dict[str, list[DatedEntry]] = {}
    aliases: dict[str, list[str]] = {}
    taken = {paper_key(base) for base in with_id}
    for identity, group in sorted(without.items(), key=lambda item: (_place(item[1][0]), item[0])):
        key = free_name(slug(group[0].stub.title), "|".join(identity), taken)
        taken.add(key)
        base = named.get(identity)
        if base is None:
            papers.append(PaperEntries(key=key, entries=tuple(group)))
        else:
            joined.setdefault(base, []).extend(group)
            aliases.setdefault(base, []).append(key)
    for base, group in with_id.items():
        members = (*group, *joined.get(base, ()))
        former = tuple(sorted(aliases.get(base, ())))
        papers.append(PaperEntries(key=paper_key(base), entries=members, aliases=former))
    return tuple(sorted(papers, key=lambda paper: paper.key))
