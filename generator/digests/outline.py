"""The headings of a Markdown digest, and what each of them is: an entry, a group, or a part.

A template writes all entries at one level, so the level that most links to papers is theirs.
Where no heading links, the entries are the headings below each of which one paper is linked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import accumulate

import msgspec

from generator import arxiv
from generator.digests import evidence
from generator.digests.fields import Vocabulary, label_key
from generator.digests.headings import (
    EntryHeading,
    Heading,
    group_name,
    needs_more,
    parse_entry,
    parse_heading,
    parse_unlinked,
)
from generator.digests.written_dates import date_in_heading

ANCHOR_LINE = re.compile(r"\s*<(?:div|a|span)\s+(?:id|name)=[^>]*>(?:\s*</(?:div|a|span)>)?\s*$")
RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*$")
_AUTHORS_LINE = re.compile(
    r"\s*(?:\*[^*]|_[^_]).*|\s*\*{0,2}(?:authors?|作者|著者|저자|auteurs|autor)", re.IGNORECASE
)
_ITEM = re.compile(r"(?:[-*+]\s+|\d{1,4}[.)]\s+)?(?P<text>(?:\*\*|__)?\[.+)$")
_JOINED_LINES = 4
_LEAST_TITLE = 8
_DECORATION = " \t-*+>👥👤✍️"
ITEM_LEVEL = 7
"""The level of a list item that stands for a heading, below those of all headings."""


class Kind(StrEnum):
    """What a heading is in a digest."""

    ENTRY = "entry"
    GROUP = "group"
    PART = "part"


class Place(msgspec.Struct, frozen=True):
    """A heading over the lines `index` to `last`, and what it says if it is an entry's."""

    index: int
    last: int
    heading: Heading
    entry: EntryHeading | None


def visible(lines: Sequence[str]) -> Sequence[str]:
    """Give the lines with those inside code fences blotted out, so that no grammar reads them.

    A fence that is not closed before the next paper is no fence.
    """
    if not any("```" in line or "~~~" in line for line in lines):
        return lines
    shown = list(lines)
    index = 0
    while index < len(lines):
        end = _fence_end(lines, index)
        if end:
            shown[index : end + 1] = ["·"] * (end + 1 - index)
        index = max(index, end) + 1
    return shown


def _fence_end(lines: Sequence[str], index: int) -> int:
    opening = _FENCE.match(lines[index])
    if not opening:
        return 0
    for end in range(index + 1, len(lines)):
        line = lines[end]
        if line.strip().startswith(opening[1]) and not line.strip().strip(opening[1][0]):
            return end
        if line.startswith("#") and "](http" in line:
            break
    return 0


def _find_places(lines: Sequence[str], start: int, vocabulary: Vocabulary) -> list[Place]:
    """Find all headings; where none names a paper, list items that are links to papers count."""
    places = list(_headings(lines, start))
    if not any(place.entry for place in places):
        items = list(_items(lines, start, vocabulary))
        if items and len(items) >= len(evidence.papers_below(places, lines)):
            return sorted([*places, *items], key=lambda place: place.index)
    return places


def _headings(lines: Sequence[str], start: int) -> Iterator[Place]:
    index = start
    while index < len(lines):
        heading = parse_heading(lines[index])
        last = index
        if heading is not None:
            text = heading.text
            while needs_more(text) and last - index < _JOINED_LINES and last + 1 < len(lines):
                follower = lines[last + 1]
                if not follower.strip() or parse_heading(follower):
                    break
                last += 1
                text = f"{text}\n{follower.strip()}"
            if last > index and "](" not in text:
                last, text = index, heading.text
            entry = parse_entry(text)
            yield Place(index, last, Heading(heading.level, text, heading.anchor), entry)
        index = last + 1


def _items(lines: Sequence[str], start: int, vocabulary: Vocabulary) -> Iterator[Place]:
    for index in range(start, len(lines)):
        if "](http" not in lines[index]:
            continue
        match = _ITEM.match(lines[index])
        entry = parse_entry(match["text"]) if match else None
        if not (match and entry and arxiv.parse_address(entry.url)):
            continue
        if len(entry.title) >= _LEAST_TITLE and not is_part(entry.title, vocabulary):
            yield Place(index, index, Heading(ITEM_LEVEL, match["text"]), entry)


class _File(msgspec.Struct, frozen=True):
    """What is known of a file when its headings are told apart.

    `level` is that of its entries; `below` the numbers of the places below which a paper is
    linked, where these are the entries; `listed` the keys of groups that the contents name.
    """

    lines: Sequence[str]
    start: int
    places: Sequence[Place]
    vocabulary: Vocabulary
    level: int
    below: frozenset[int]
    listed: frozenset[str]


class Outline(msgspec.Struct, frozen=True):
    """The headings of a file in order, each with its kind; `entries` where it is an entry.

    `titles` are the groups that name the whole digest rather than a part of it.
    """

    places: tuple[Place, ...]
    kinds: tuple[Kind, ...]
    entries: tuple[EntryHeading | None, ...]
    titles: frozenset[int]


def outline(
    lines: Sequence[str], start: int, vocabulary: Vocabulary, listed: frozenset[str]
) -> Outline:
    """Tell what each heading is; `listed` are keys of groups that the contents name."""
    places = _find_places(lines, start, vocabulary)
    level = _entry_level(places, vocabulary)
    below = _unlinked_papers(places, lines, level, vocabulary)
    if below:
        level = places[min(below)].heading.level
    file = _File(lines, start, places, vocabulary, level, below, listed)
    entries = tuple(_as_entry(file, number) for number in range(len(places)))
    groups = _Groups(file, entries)
    kinds = groups.kinds()
    return Outline(tuple(places), kinds, entries, groups.titles(kinds))


def is_part(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading's text is a label, whatever decorates it."""
    return vocabulary.field_of(text.strip().rstrip(":：")) is not None


def _entry_level(places: Sequence[Place], vocabulary: Vocabulary) -> int:
    """Give the level of the headings that link to papers most often; 0 when none does."""
    counts: Counter[int] = Counter()
    on_arxiv: Counter[int] = Counter()
    for place in places:
        if place.entry and not is_part(place.entry.title, vocabulary):
            counts[place.heading.level] += 1
            on_arxiv[place.heading.level] += bool(arxiv.parse_address(place.entry.url))
    return max(counts, key=lambda level: (on_arxiv[level], counts[level], -level), default=0)


def _unlinked_papers(
    places: Sequence[Place], lines: Sequence[str], level: int, vocabulary: Vocabulary
) -> frozenset[int]:
    """Give the numbers of the places below which a paper is linked, when these are the entries."""
    linked = sum(place.heading.level == level and place.entry is not None for place in places)
    unlinked = Counter(
        place.heading.level
        for place in places
        if not (place.entry or is_part(place.heading.text, vocabulary))
    )
    if max(unlinked.values(), default=0) <= linked:
        return frozenset()
    found = evidence.papers_below(places, lines)
    recurring = Counter(label_key(places[number].heading.text) for number in found)
    by_level: dict[int, set[int]] = {}
    for number in found:
        text = places[number].heading.text
        if recurring[label_key(text)] == 1 and not is_part(text, vocabulary):
            by_level.setdefault(places[number].heading.level, set()).add(number)
    best = max(by_level.values(), key=lambda numbers: (len(numbers), max(numbers)), default=set())
    enough = len(best) > linked and (len(best) > 1 or _has_authors(best, places, lines))
    return frozenset(best) if enough else frozenset()


def _has_authors(numbers: set[int], places: Sequence[Place], lines: Sequence[str]) -> bool:
    return all(_followed_by_authors(lines, places[number].last) for number in numbers)


def _as_entry(file: _File, number: int) -> EntryHeading | None:
    place = file.places[number]
    if number in file.below:
        return place.entry or parse_unlinked(place.heading.text)
    at_level = place.heading.level == file.level
    if place.entry and not is_part(place.entry.title, file.vocabulary):
        whole = not (file.below or place.entry.rest) and arxiv.parse_address(place.entry.url)
        return place.entry if at_level or whole else None
    unlinked = parse_unlinked(place.heading.text) if at_level and not place.entry else None
    if unlinked is None or not (file.below or unlinked.number is not None):
        return None
    return unlinked if _followed_by_authors(file.lines, place.last) else None


def _followed_by_authors(lines: Sequence[str], index: int) -> bool:
    following = (line for line in lines[index + 1 : index + 4] if line.strip())
    line = next(following, "")
    return any(map(_AUTHORS_LINE.match, (line, line.lstrip(_DECORATION))))


def anchor_above(lines: Sequence[str], index: int) -> str:
    """Give the id of an anchor on a line of its own right above a heading, or ""."""
    for line in reversed(lines[max(0, index - 2) : index]):
        match = re.search(r"(?:id|name)=[\"']?([^\"'>\s]+)", line)
        if match and ANCHOR_LINE.match(line):
            return match[1]
        if line.strip():
            return ""
    return ""


class _Groups:
    """Tells headings that open a group of entries from headings inside an entry."""

    def __init__(self, file: _File, entries: Sequence[EntryHeading | None]) -> None:
        self.lines, self.places, self.entries = file.lines, file.places, entries
        self.level, self.vocabulary, self.listed = file.level, file.vocabulary, file.listed
        self.start = file.start
        self.frames = _open_frames(file.lines)
        self.leading = self._leading_level()

    def kinds(self) -> tuple[Kind, ...]:
        """Give the kind of each place."""
        kinds: list[Kind] = []
        fresh: int | None = None
        for number, place in enumerate(self.places):
            if self.entries[number] is not None:
                kinds.append(Kind.ENTRY)
                fresh = place.last + 1
            elif fresh is None or self._opens_group(number, fresh):
                kinds.append(Kind.GROUP)
                fresh = None
            else:
                kinds.append(Kind.PART)
        return tuple(kinds)

    def titles(self, kinds: Sequence[Kind]) -> frozenset[int]:
        """Give the one heading of the first level if it opens the file and is no category."""
        highest = [
            number
            for number, kind in enumerate(kinds)
            if kind is Kind.GROUP and self.places[number].heading.level == 1
        ]
        if len(highest) != 1:
            return frozenset()
        place = self.places[highest[0]]
        opens = not any(line.strip() for line in self.lines[self.start : place.index])
        certain = self._is_certain(place, group_name(place.heading.text))
        return frozenset(highest) if opens and not certain else frozenset()

    def _leading_level(self) -> int:
        """Give the level of the heading above the first entry when its looks prove nothing."""
        first = next((n for n, entry in enumerate(self.entries) if entry is not None), 0)
        if not first:
            return 0
        above = self.places[first - 1]
        name = group_name(above.heading.text)
        strong = self._is_certain(above, name) or date_in_heading(name) is not None
        return 0 if strong else above.heading.level

    def _is_certain(self, place: Place, name: str) -> bool:
        named = arxiv.find_category(name) is not None or label_key(name) in self.listed
        return named or bool(place.heading.anchor or anchor_above(self.lines, place.index))

    def _opens_group(self, number: int, fresh: int) -> bool:
        place = self.places[number]
        name = group_name(place.heading.text)
        if not name or is_part(name, self.vocabulary) or place.entry:
            return False
        if self._is_certain(place, name):
            return True
        inside = self.frames[place.index] - self.frames[fresh]
        if inside > 0 or place.heading.level > self.level:
            return False
        if self._is_direct(number):
            return True
        return place.heading.level == self.leading and self.leading < self.level

    def _is_direct(self, number: int) -> bool:
        """Whether an entry, or a smaller group of them, follows with nothing in between."""
        if number + 1 == len(self.places):
            return False
        following = self.places[number + 1]
        between = self.lines[self.places[number].last + 1 : following.index]
        if any(line.strip() and not _is_frame(line) for line in between):
            return False
        if self.entries[number + 1] is not None:
            return True
        return following.heading.level > self.places[number].heading.level and self._is_direct(
            number + 1
        )


def _open_frames(lines: Sequence[str]) -> list[int]:
    """Count, for each line and the end, the frames that open above it and do not close."""
    steps = (line.count("<details") - line.count("</details") for line in lines)
    return [0, *accumulate(steps)]


def _is_frame(line: str) -> bool:
    return ANCHOR_LINE.match(line) is not None or RULE.fullmatch(line) is not None
