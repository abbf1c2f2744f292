"""Markdown digests: one tolerant grammar for all their dialects.

An entry is a heading that links to a paper; below it stand authors, labels and texts. The
record structure is not Markdown (nothing in it is escaped), so it is read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator import arxiv
from generator.digests import contents as toc
from generator.digests.body import read_body
from generator.digests.fields import Vocabulary, is_placeholder
from generator.digests.headings import (
    EntryHeading,
    Heading,
    group_category,
    group_name,
    has_link,
    needs_more,
    parse_entry,
    parse_heading,
    parse_unlinked,
)
from generator.digests.labels import Candidate, Census, candidates, choose, take_census
from generator.digests.reading import Problems, Reading
from generator.digests.written_dates import date_in_heading, date_in_line, front_matter
from generator.model import Entry, SourceRef

DIALECT = "markdown"
_ANCHOR_LINE = re.compile(r"\s*<(?:div|a|span)\s+(?:id|name)=[^>]*>(?:\s*</(?:div|a|span)>)?\s*$")
_AUTHORS_LINE = re.compile(r"\s*(?:\*[^*]|_[^_]).*|\s*\*{0,2}(?:authors?|作者)", re.IGNORECASE)
_RULE = re.compile(r"\s*[-*_=]{3,}\s*")
_JOINED_LINES = 4


class _Block(msgspec.Struct):
    """The lines of one entry as cut out of the file; `start` is the index of its heading."""

    start: int
    heading: EntryHeading
    anchor: str
    group: str
    body_start: int
    body: list[str] = []


class _Place(msgspec.Struct, frozen=True):
    """A heading at its line: what it is as a heading, and as an entry's if it is one."""

    index: int
    heading: Heading
    last: int


def looks_like_markdown(text: str) -> bool:
    """Whether a text has at least one heading that links to a paper."""
    return any(
        line.lstrip(" >").startswith("#") and "](" in line and parse_heading(line) is not None
        for line in text.split("\n")
        if "#" in line[:8]
    )


def read(path: str, text: str, vocabulary: Vocabulary, latin: str) -> Reading:
    """Read a Markdown digest; `latin` is the language of its texts in Latin letters."""
    lines = text.split("\n")
    problems = Problems(path)
    matter = front_matter(lines)
    blocks, spans = _cut(lines, matter.end, vocabulary, problems)
    first = spans[0] if spans else len(lines)
    table = toc.read_contents(lines[matter.end : first])
    _report_preamble(lines[matter.end : first], matter.end, table, problems)
    found = [candidates(block.body) for block in blocks]
    census = take_census(found, vocabulary)
    headlines = dict(table.headlines)
    file = _File(path, latin, census, headlines, problems)
    entries = tuple(
        _entry(file, block, candidate) for block, candidate in zip(blocks, found, strict=True)
    )
    _check_promise(table, blocks, problems)
    written = matter.date or _heading_date(lines[:first])
    return problems.reading(
        DIALECT, entries, written_date=written, is_digest=bool(entries or written or table.lines)
    )


def _cut(
    lines: Sequence[str], start: int, vocabulary: Vocabulary, problems: Problems
) -> tuple[list[_Block], list[int]]:
    places = list(_places(lines, start))
    level = _entry_level(places)
    blocks: list[_Block] = []
    spans: list[int] = []
    group = ""
    current: _Block | None = None
    fresh = start
    for place in places:
        body = lines[fresh : place.index]
        if current is not None:
            current.body = list(body)
        heading = _as_entry(place, level, lines)
        if heading is not None:
            current = _Block(
                place.index, heading, place.heading.anchor or _anchor_above(lines, place.index),
                group, place.last + 1,
            )  # fmt: skip
            blocks.append(current)
            spans.append(place.index)
            fresh = place.last + 1
        elif current is None or _ends_entry(place, level, lines[fresh : place.index], vocabulary):
            group = _group(place.heading, group)
            if current is not None:
                fresh = place.last + 1
            current = None
    if current is not None:
        current.body = list(lines[fresh:])
    _report_untitled(blocks, problems)
    return [block for block in blocks if block.heading.title], spans


def _places(lines: Sequence[str], start: int) -> Iterator[_Place]:
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
            yield _Place(index, Heading(heading.level, text, heading.anchor), last)
        index = last + 1


def _entry_level(places: Sequence[_Place]) -> int:
    """Give the level of the headings that link outside most often; 0 when none does."""
    counts: dict[int, int] = {}
    for place in places:
        if has_link(place.heading.text):
            counts[place.heading.level] = counts.get(place.heading.level, 0) + 1
    return max(counts, key=lambda level: (counts[level], level), default=0)


def _as_entry(place: _Place, level: int, lines: Sequence[str]) -> EntryHeading | None:
    heading = parse_entry(place.heading.text)
    if heading is not None:
        if place.heading.level == level or arxiv.parse_address(heading.url):
            return heading
        return None
    if place.heading.level != level:
        return None
    heading = parse_unlinked(place.heading.text)
    if heading is not None and _followed_by_authors(lines, place.last):
        return heading
    return None


def _followed_by_authors(lines: Sequence[str], index: int) -> bool:
    following = (line for line in lines[index + 1 : index + 4] if line.strip())
    return _AUTHORS_LINE.match(next(following, "")) is not None


def _anchor_above(lines: Sequence[str], index: int) -> str:
    for line in reversed(lines[max(0, index - 2) : index]):
        match = re.search(r"(?:id|name)=[\"']?([^\"'>\s]+)", line)
        if match and _ANCHOR_LINE.match(line):
            return match[1]
        if line.strip():
            return ""
    return ""


def _ends_entry(place: _Place, level: int, before: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a heading without a paper opens a new group rather than a part of the entry.

    `before` are the lines of the entry above the heading.
    """
    name = group_name(place.heading.text)
    if not name or vocabulary.field_of(name.rstrip(":：")):
        return False
    if arxiv.is_category(name) or place.heading.anchor or _anchor_above(before, len(before)):
        return True
    inside = sum(line.count("<details") - line.count("</details") for line in before)
    return inside <= 0 and place.heading.level < max(level, 2)


def _group(heading: Heading, current: str) -> str:
    name = group_name(heading.text)
    if not name or date_in_heading(name) or _COMMON_HEADINGS.fullmatch(name):
        return current if heading.level > 1 else ""
    return name


_COMMON_HEADINGS = re.compile(
    r"table of contents|contents|toc|目录|目次|papers?|today'?s papers|arxiv(?: papers| daily)?|"
    r"论文(?:列表)?|今日论文|daily (?:papers|digest|arxiv)|.*总计.*",
    re.IGNORECASE,
)


class _File(msgspec.Struct, frozen=True):
    """What the entries of a file share."""

    path: str
    latin: str
    census: Census
    headlines: dict[str, str]
    problems: Problems


def _entry(file: _File, block: _Block, found: Sequence[Candidate]) -> Entry:
    problems, headlines = file.problems, file.headlines
    heading = block.heading
    line = block.start + 1
    if not heading.url:
        problems.warn(line, "the entry links to no paper", "give its heading a link")
    draft = read_body(block.body, choose(found, file.census), file.latin, line, problems)
    identifier = (
        arxiv.parse_address(heading.url) or arxiv.parse_id(block.anchor) or draft.identifier
    )
    draft.links.extend(heading.links)
    draft.badges.extend(_badges(heading.rest, draft.categories))
    if not draft.categories and block.group:
        draft.categories.append(group_category(block.group))
    draft.headline = draft.headline or toc.headline_of(headlines, block.anchor, heading.title)
    if block.anchor in headlines and is_placeholder(headlines[block.anchor]):
        problems.warn(line, f"its headline is {headlines[block.anchor]!r}", "the summary failed")
    return draft.entry(
        title=heading.title,
        dialect=DIALECT,
        source=SourceRef(path=file.path, line=line),
        identifier=identifier,
        url=heading.url,
    )


def _badges(rest: Sequence[str], categories: list[str]) -> list[str]:
    badges: list[str] = []
    for part in rest:
        if arxiv.is_category(part):
            categories.append(part)
        else:
            badges.append(part)
    return badges


def _report_untitled(blocks: Sequence[_Block], problems: Problems) -> None:
    for block in blocks:
        if not block.heading.title:
            problems.lose(
                block.start + 1,
                "an entry without a title could not be read",
                "write the title into its heading: ### [Title](address)",
            )


def _report_preamble(
    lines: Sequence[str], offset: int, table: toc.Contents, problems: Problems
) -> None:
    for index, line in enumerate(lines):
        known = index in table.lines or parse_heading(line) or _ANCHOR_LINE.match(line)
        if line.strip() and not (known or _RULE.fullmatch(line) or date_in_line(line)):
            problems.note(offset + index + 1, "text before the first entry is not shown")
            return


def _heading_date(lines: Sequence[str]) -> str | None:
    for line in lines:
        heading = parse_heading(line)
        date = date_in_heading(heading.text) if heading else date_in_line(line)
        if date:
            return date
    return None


def _check_promise(table: toc.Contents, blocks: Sequence[_Block], problems: Problems) -> None:
    promised = table.promised
    if promised is None and table.headlines:
        anchors = {anchor for anchor, _ in table.headlines}
        missing = anchors - {block.anchor for block in blocks}
        promised = len(blocks) + len(missing) if anchors - missing else None
    if promised is not None and promised != len(blocks):
        problems.warn(
            min(table.lines, default=0) + 1,
            f"the table of contents promises {promised} entries, the file holds {len(blocks)}",
            "the digest may have been cut off or written twice",
        )
