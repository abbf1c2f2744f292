"""Markdown digests: one tolerant grammar for all their dialects.

An entry is a heading that links to a paper; below it stand authors, labels and texts. The
record structure is not Markdown (nothing in it is escaped), so it is read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from generator import arxiv, kinds
from generator.digests import contents as toc
from generator.digests import limits
from generator.digests.body import Manner, read_body
from generator.digests.candidates import Candidate, candidates
from generator.digests.draft import Draft
from generator.digests.fields import Vocabulary, is_placeholder, label_key
from generator.digests.headings import (
    EntryHeading,
    group_category,
    group_name,
    parse_entry,
    parse_heading,
)
from generator.digests.labels import Census, choose, take_census
from generator.digests.language import language_of_labels
from generator.digests.measures import measured
from generator.digests.outline import (
    ANCHOR_LINE,
    ITEM_LEVEL,
    RULE,
    Kind,
    Outline,
    Place,
    anchor_above,
    outline,
    visible,
)
from generator.digests.reading import Problems, Reading
from generator.digests.written_dates import (
    date_in_heading,
    date_in_line,
    date_in_path,
    front_matter,
)
from generator.model import Entry, SourceRef

DIALECT = "markdown"
_NO_PAPERS = re.compile(
    r"\bno (?:new |relevant |matching )*(?:papers?|articles?|entries|submissions?|results?)\b"
    r"|(?:没有|沒有|暂无|暫無|未找到|无|無)[^\n]{0,8}(?:论文|論文|文章|更新)|论文[^\n]{0,6}(?:为空|没有)"
    r"|論文[^\n]{0,10}(?:ありません|なし|見つかり)|논문[^\n]{0,10}(?:없|찾지)"
    r"|\b(?:aucun|pas de|keine|kein|ning[uú]n|no hay|nenhum|nessun)\w*\b[^\n]{0,30}"
    r"(?:article|papier|paper|publi|artikel|art[ií]cul|artigo|arbeit|beitr)|нет новых",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\W*(?:(?:automatically |auto-?)?generated\b|powered by|last updated|created (?:by|with)"
    r"|this (?:digest|report|page)|made with|built with|end of|由[^\n]{0,40}(?:生成|提供|驱动)"
    r"|(?:自动)?生成(?:时间|于)|更新时间|本(?:日报|报告|文档)|自動生成|생성)",
    re.IGNORECASE,
)
_FOOTER_LINES = 6
_SHORT_FILE = 12


class _Block(msgspec.Struct, frozen=True):
    """The lines of one entry as cut out of the file; `start` is the index of its heading."""

    start: int
    heading: EntryHeading
    anchor: str
    group: str
    body: Sequence[str]
    seen: Sequence[str]


class _Cut(msgspec.Struct, frozen=True):
    """A file cut into entries; `loose` are the stretches of lines that belong to none."""

    blocks: list[_Block]
    loose: list[tuple[int, int]]
    first: int


def looks_like_markdown(text: str) -> bool:
    """Whether a text has at least one heading that links to a paper."""
    return any(
        (heading := parse_heading(line)) is not None and parse_entry(heading.text) is not None
        for line in text.split("\n")
        if "#" in line[:8]
    )


def read(path: str, text: str, vocabulary: Vocabulary, latin: str) -> Reading:
    """Read a Markdown digest; `latin` is the language of its texts in Latin letters."""
    lines = text.split("\n")
    seen = visible(lines)
    problems = Problems(path)
    matter = front_matter(lines)
    table = toc.read_contents(lines, matter.end)
    listed = frozenset(label_key(name) for name, _ in table.groups)
    plan = outline(seen, matter.end, vocabulary, listed)
    _check_days(plan, problems)
    cut = _cut(lines, seen, plan, matter.end)
    cut = _without_footer(cut, lines)
    table = table.above(cut.first)
    blocks = _titled(cut.blocks, problems)
    empty = not blocks and _says_empty(lines)
    if not empty:
        _report_loose(cut, lines, table, problems)
    found = [candidates(block.seen) for block in blocks]
    census = take_census(found, vocabulary)
    manner = Manner(language_of_labels(latin, census.labels()), vocabulary)
    file = _File(path, manner, census, dict(table.headlines), problems)
    entries = tuple(
        _entry(file, block, candidate) for block, candidate in zip(blocks, found, strict=True)
    )
    _check_promise(table, blocks, problems)
    written = matter.date or _heading_date(lines[: cut.first])
    if matter.unread and not written and entries:
        _warn_of_date(*matter.unread, problems)
    known = bool(entries or written or table.lines or empty)
    return problems.reading(DIALECT, entries, written_date=written, is_digest=known)


def _warn_of_date(index: int, words: str, problems: Problems) -> None:
    """Warn of a date in front matter that is none, unless the file's name has one."""
    if date_in_path(problems.path) is None:
        problems.warn(
            index + 1,
            f"this date is not understood: {words[:60]!r}",
            "write it as 2026-05-07, or name the file after its day",
            kind=kinds.Kind.UNREAD_DATE,
        )


def _check_days(plan: Outline, problems: Problems) -> None:
    """Warn where headings above entries name several days: a file is one digest, of one day."""
    kinds_of_places = zip(plan.places, plan.kinds, plan.entries, strict=True)
    groups = [
        place for place, kind, entry in kinds_of_places if kind is not Kind.PART and not entry
    ]
    days = {place.index: date_in_heading(place.heading.text) for place in groups}
    named = [(index, day) for index, day in days.items() if day]
    others = [index for index, day in named if day != named[0][1]]
    if others:
        problems.warn(
            others[0] + 1,
            f"headings of this file name several days; all its entries are shown on one, "
            f"not on {days[others[0]]}",
            "write a file for each day",
            kind=kinds.Kind.SEVERAL_DAYS,
        )


def _cut(lines: Sequence[str], seen: Sequence[str], plan: Outline, start: int) -> _Cut:
    """Cut the file at the headings of entries and groups."""
    borders = [n for n, kind in enumerate(plan.kinds) if kind is not Kind.PART]
    ends = [*(plan.places[n].index for n in borders[1:]), len(lines)][: len(borders)]
    first = next((plan.places[n].index for n in borders if plan.entries[n]), len(lines))
    top = plan.places[borders[0]].index if borders else len(lines)
    cut = _Cut([], [(start, top)], first)
    groups: dict[int, str] = {}
    for number, end in zip(borders, ends, strict=True):
        place, heading = plan.places[number], plan.entries[number]
        if heading is None:
            if number not in plan.titles:
                _enter_group(place, groups)
            cut.loose.append((place.last + 1, end))
            continue
        anchor = place.heading.anchor or anchor_above(lines, place.index)
        group = groups[max(groups)] if groups else ""
        span = slice(place.last + 1, end)
        body, shown = lines[span], seen[span]
        if place.heading.level == ITEM_LEVEL:
            body, shown = _dedented(body), _dedented(shown)
        cut.blocks.append(_Block(place.index, heading, anchor, group, body, shown))
    return cut


def _dedented(lines: Sequence[str]) -> list[str]:
    """Take the indentation of a list item off the lines below it."""
    return [re.sub(r"^(?:\t| {1,4})", "", line) for line in lines]


def _enter_group(place: Place, groups: dict[int, str]) -> None:
    """Note the group that a heading opens, under its level; it closes all smaller ones."""
    name = group_name(place.heading.text)
    for level in [level for level in groups if level >= place.heading.level]:
        del groups[level]
    if name and not date_in_heading(name) and not _COMMON_HEADINGS.fullmatch(name):
        groups[place.heading.level] = name


def _without_footer(cut: _Cut, lines: Sequence[str]) -> _Cut:
    """Take the words that close the whole digest off its last entry.

    They follow a rule and say so, or every other entry closes with a rule of its own.
    """
    if not cut.blocks:
        return cut
    last = cut.blocks[-1]
    at = next((i for i in range(len(last.body) - 1, -1, -1) if RULE.fullmatch(last.body[i])), None)
    if at is None:
        return cut
    tail = [line for line in last.body[at + 1 :] if line.strip()]
    ruled = [_ends_in_rule(block.body) for block in cut.blocks[:-1]]
    closes = bool(tail) and (_FOOTER.match(tail[0]) is not None or (len(ruled) > 1 and all(ruled)))
    if not closes or len(tail) > _FOOTER_LINES:
        return cut
    end = len(lines) - len(last.body) + at + 1
    kept = msgspec.structs.replace(last, body=last.body[:at], seen=last.seen[:at])
    return _Cut([*cut.blocks[:-1], kept], [*cut.loose, (end, len(lines))], cut.first)


def _ends_in_rule(lines: Sequence[str]) -> bool:
    return RULE.fullmatch(next((line for line in reversed(lines) if line.strip()), "")) is not None


def _says_empty(lines: Sequence[str]) -> bool:
    """Whether a short text only says that there are no papers, or is only an empty contents."""
    told = [line for line in lines if line.strip() and not ANCHOR_LINE.match(line)]
    if told and all(_is_contents_heading(line) for line in told):
        return True
    return len(told) <= _SHORT_FILE and any(map(_NO_PAPERS.search, told))


def _is_contents_heading(line: str) -> bool:
    heading = parse_heading(line)
    return heading is not None and _COMMON_HEADINGS.fullmatch(heading.text) is not None


_COMMON_HEADINGS = re.compile(
    r"\W*(?:table of contents|contents|toc|目录|目次|papers?|today'?s papers|all papers"
    r"|paper list|arxiv(?: papers| daily)?|论文(?:列表|详情)?|今日论文|全部论文"
    r"|daily (?:papers|digest|arxiv)|.*总计.*|total papers.*)\W*",
    re.IGNORECASE,
)


class _File(msgspec.Struct, frozen=True):
    """What the entries of a file share."""

    path: str
    manner: Manner
    census: Census
    headlines: dict[str, str]
    problems: Problems


def _entry(file: _File, block: _Block, found: Sequence[Candidate]) -> Entry:
    problems, headlines = file.problems, file.headlines
    heading = block.heading
    line = block.start + 1
    draft = read_body(block.body, choose(found, file.census), file.manner, line, problems)
    identifier = (
        arxiv.parse_address(heading.url) or arxiv.parse_id(block.anchor) or draft.identifier
    )
    draft.links.extend(heading.links)
    for part in heading.rest:
        _read_badge(part, draft)
    if block.group:
        category = group_category(block.group)
        if not draft.categories or not arxiv.is_category(category):
            draft.categories.append(category)
    draft.headline = draft.headline or toc.headline_of(headlines, block.anchor, heading.title)
    if block.anchor in headlines and is_placeholder(headlines[block.anchor]):
        problems.warn(
            line,
            f"its headline is {headlines[block.anchor]!r}",
            "the summary failed upstream: run the pipeline again for this paper",
            kind=kinds.Kind.FAILED_SUMMARY,
        )
    entry = draft.entry(
        title=heading.title,
        dialect=DIALECT,
        source=SourceRef(path=file.path, line=line),
        identifier=identifier,
        url=heading.url,
    )
    entry = measured(entry, line, problems)
    if not entry.url:
        problems.warn(
            line,
            "the entry links to no paper",
            "give its heading a link: ### [Title](https://arxiv.org/abs/…)",
            kind=kinds.Kind.NO_LINK,
        )
    return entry


def _read_badge(part: str, draft: Draft) -> None:
    """Take what stands beside the title in a heading: categories, the id, or a badge."""
    identifier = arxiv.parse_id(part)
    if arxiv.is_category(part):
        draft.categories.append(part)
    elif identifier:
        draft.identifier = draft.identifier or identifier
    else:
        draft.badges.append(part)


def _titled(blocks: Sequence[_Block], problems: Problems) -> list[_Block]:
    """Report the entries without a title and leave them out."""
    for block in blocks:
        if not block.heading.title:
            problems.lose(
                block.start + 1,
                "an entry without a title could not be read",
                "write the title into its heading: ### [Title](address)",
                kind=kinds.Kind.NO_TITLE,
            )
    return [block for block in blocks if block.heading.title and _is_light(block, problems)]


def _is_light(block: _Block, problems: Problems) -> bool:
    """Report an entry that is too large."""
    if sum(map(len, block.body)) <= limits.MAX_RECORD:
        return True
    problems.lose(block.start + 1, limits.TOO_LARGE, limits.SHORTEN, kind=kinds.Kind.TOO_LARGE)
    return False


def _report_loose(cut: _Cut, lines: Sequence[str], table: toc.Contents, problems: Problems) -> None:
    """Report once for each stretch outside the entries that it holds text."""
    listed = table.lines
    for start, end in cut.loose:
        for index in range(start, end):
            if not _is_structure(lines[index], index, cut.first, listed):
                where = "before the first entry" if index < cut.first else "outside of the entries"
                problems.note(
                    index + 1,
                    f"text {where} is not shown",
                    "nothing to do, unless it matters: then put it on a page of your own",
                    kind=kinds.Kind.LOOSE_TEXT,
                )
                break


def _is_structure(line: str, index: int, first: int, listed: frozenset[int]) -> bool:
    known = not line.strip() or index in listed or parse_heading(line)
    if known or ANCHOR_LINE.match(line) or RULE.fullmatch(line):
        return True
    return index < first and date_in_line(line) is not None


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
            "the digest may have been cut off or written twice: see its end, or write it again",
            kind=kinds.Kind.WRONG_COUNT,
        )
