"""Listings: the text of a web page of papers, without ids and links.

An entry is a count of votes, a line `cs.DC 2026-05-14 Recognition`, then headline, title and
pitch as paragraphs, a mark for a figure, the abstract, and a count of comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from generator import arxiv
from generator.digests import limits
from generator.digests.draft import Draft
from generator.digests.measures import measured
from generator.digests.reading import Problems, Reading
from generator.digests.written_dates import find_date
from generator.kinds import Kind
from generator.model import CategoryNote, Entry, SourceRef

DIALECT = "listing"
_STATUS = re.compile(
    r"(?P<category>[a-z][a-z-]*(?:\.[A-Za-z-]+)?) (?P<date>\d{4}-\d{2}-\d{2})"
    r"(?: (?P<badge>.{1,60}))?"
)
_COUNT = re.compile(r"\d{1,6}")
_FIGURE = re.compile(r"figure from the paper.*", re.IGNORECASE)
_ABSTRACT = re.compile(r"abstract(?:\s+click to expand)?", re.IGNORECASE)
_FULL = 3


class _Span(msgspec.Struct, frozen=True):
    """The lines of one entry, from its status line to what belongs to the next, exclusive.

    `top` is the line of its votes, which stand above the status, or the status line itself.
    """

    status: int
    end: int
    votes: str
    top: int


def looks_like_listing(text: str) -> bool:
    """Whether a text has status lines as listings do, with an abstract below them."""
    lines = [line.strip() for line in text.split("\n")]
    return any(map(_is_status, lines)) and any(map(_ABSTRACT.fullmatch, lines))


def _is_status(line: str) -> bool:
    match = _STATUS.fullmatch(line)
    return match is not None and arxiv.is_category(match["category"])


def read(path: str, text: str, latin: str) -> Reading:
    """Read a listing."""
    lines = [line.rstrip() for line in text.split("\n")]
    problems = Problems(path)
    starts = [index for index, line in enumerate(lines) if _is_status(line.strip())]
    spans = [
        _span(lines, start, end)
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    heads = [(0, spans[0].top if spans else len(lines))]
    heads += [(span.end, below.top) for span, below in pairwise(spans)]
    notes = [note for start, end in heads if (note := _read_head(lines, start, end, problems))]
    entries = [_entry(path, lines, span, latin, problems) for span in spans]
    kept = tuple(entry for entry in entries if entry is not None)
    return problems.reading(DIALECT, kept, notes=tuple(notes))


def _span(lines: Sequence[str], start: int, end: int) -> _Span:
    """Cut the votes of the next entry, and a category's head above them, off this one's end."""
    above = _last_count(lines, start)
    votes = "" if above is None else lines[above].strip()
    if end < len(lines):
        below = _last_count(lines, end)
        end = end if below is None else below
    end = next((i for i in range(start + 1, end) if _opens_category(lines, i)), end)
    return _Span(start, end, votes, start if above is None else above)


def _opens_category(lines: Sequence[str], index: int) -> bool:
    """Whether a line is only a category's code, as above the entries of that category."""
    return arxiv.is_category(lines[index].strip()) and not lines[index - 1].strip()


def _last_count(lines: Sequence[str], index: int) -> int | None:
    while index > 0 and not lines[index - 1].strip():
        index -= 1
    return index - 1 if index > 0 and _COUNT.fullmatch(lines[index - 1].strip()) else None


def _read_head(
    lines: Sequence[str], start: int, end: int, problems: Problems
) -> CategoryNote | None:
    """Read what stands above the entries of a category: its code, name and description."""
    paragraphs = [(i, lines[i].strip()) for i in range(start, end) if lines[i].strip()]
    at = next((k for k, (_, text) in enumerate(paragraphs) if arxiv.is_category(text)), None)
    _report_furniture(paragraphs[:at], problems)
    if at is None:
        return None
    words = [text for _, text in paragraphs[at + 1 :] if not _COUNT.fullmatch(text)]
    name = words[0] if words else ""
    return CategoryNote(code=paragraphs[at][1], name=name, description="\n".join(words[1:]))


def _report_furniture(paragraphs: Sequence[tuple[int, str]], problems: Problems) -> None:
    if paragraphs:
        problems.note(
            paragraphs[0][0] + 1,
            f"left out as page furniture: {paragraphs[0][1][:60]!r}",
            "nothing to do, unless it tells something of a paper",
            kind=Kind.FURNITURE,
        )


def _entry(
    path: str, lines: Sequence[str], span: _Span, latin: str, problems: Problems
) -> Entry | None:
    if sum(map(len, lines[span.status : span.end])) > limits.MAX_RECORD:
        problems.lose(span.status + 1, limits.TOO_LARGE, limits.SHORTEN, kind=Kind.TOO_LARGE)
        return None
    status = _STATUS.fullmatch(lines[span.status].strip())
    body = [(i, lines[i].strip()) for i in range(span.status + 1, span.end) if lines[i].strip()]
    fold = next((k for k, (_, text) in enumerate(body) if _ABSTRACT.fullmatch(text)), len(body))
    draft = Draft(latin)
    head = [text for _, text in body[:fold]]
    draft.figure = any(map(_FIGURE.fullmatch, head))
    told = [text for text in head if not _FIGURE.fullmatch(text)]
    line = span.status + 1
    if status is None or not told:
        problems.lose(
            line,
            "an entry without a title could not be read",
            "give it a line with its title",
            kind=Kind.NO_TITLE,
        )
        return None
    draft.add("category", "category", status["category"])
    draft.date = find_date(status["date"])
    draft.add("badge", "badge", status["badge"] or "")
    if span.votes:
        draft.add_section("votes", "votes", span.votes)
    title = _read_told(told, draft, line, problems)
    _read_abstract(lines, body[fold + 1 :], draft, problems)
    entry = draft.entry(title=title, dialect=DIALECT, source=SourceRef(path=path, line=line))
    return measured(entry, line, problems)


def _read_told(told: list[str], draft: Draft, line: int, problems: Problems) -> str:
    """Take headline, title and pitch; return the title."""
    if len(told) == 1:
        return told[0]
    draft.headline = told[0]
    draft.pitch = told[2] if len(told) >= _FULL else None
    for extra in told[_FULL:]:
        draft.add_section("", None, extra)
    if len(told) > _FULL:
        problems.warn(
            line,
            "more lines than headline, title and pitch",
            "they are kept as text: see whether the title was taken rightly",
            kind=Kind.EXTRA_LINES,
        )
    return told[1]


def _read_abstract(
    lines: Sequence[str], body: list[tuple[int, str]], draft: Draft, problems: Problems
) -> None:
    """Take the abstract, the count of comments after it, and what stands behind that."""
    at = next((k for k, (_, text) in enumerate(body) if _COUNT.fullmatch(text)), len(body))
    if at:
        told = lines[body[0][0] : body[at - 1][0] + 1]
        draft.add("abstract", "abstract", "\n".join(line.strip() for line in told))
    if at < len(body):
        draft.add_section("comments", "comments_count", body[at][1])
        _report_furniture(body[at + 1 :], problems)
