"""JSON digests: a record a line, an array of records, or an object that holds one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from generator import arxiv
from generator.digests import json_values, limits
from generator.digests.draft import Draft, split_authors
from generator.digests.fields import Vocabulary, is_placeholder, label_key
from generator.digests.measures import measured
from generator.digests.numbered import NumberedText
from generator.digests.reading import Problems, Reading
from generator.digests.unseen import may_spell_unseen, without_unseen
from generator.digests.written_dates import find_date
from generator.kinds import Kind
from generator.model import Entry, SourceRef

DIALECT = "jsonl"
_CUTS = re.compile(r"\s*,?\s*")
_TITLE = ("title", "Title", "paper_title", "name")
_SUMMARISER = ("AI", "ai", "llm", "gpt", "ai_summary", "llm_summary", "analysis", "enhanced")
_DAY = ("date", "day", "digest_date", "report_date", "generated_at", "日期")
_FACTS = {
    "id": "id", "arxivid": "id", "paperid": "id", "arxiv": "id",
    "abs": "url", "url": "url", "link": "url", "entryid": "url", "absurl": "url",
    "pdf": "pdf_url", "pdfurl": "pdf_url", "pdflink": "pdf_url",
    "authors": "authors", "author": "authors",
    "categories": "categories", "cate": "categories", "category": "categories",
    "subjects": "categories", "tags": "categories",
    "primarycategory": "category", "maincategory": "category",
    "comment": "comment", "comments": "comment", "arxivcomment": "comment",
    "summary": "abstract", "abstract": "abstract",
    "date": "date", "published": "date", "publisheddate": "date", "submitted": "date",
    "codeurl": "code", "codestars": "code_stars", "keywords": "keywords", "score": "score",
    "badges": "badge", "headline": "headline", "pitch": "pitch", "figure": "figure",
}  # fmt: skip
"""Keys of a record itself: there `summary` is the paper's abstract, not the machine's summary."""


class _Record(msgspec.Struct, frozen=True):
    """One record as decoded, at its line."""

    line: int
    value: Any


class Frame(msgspec.Struct, frozen=True):
    """What the records of a digest share: its path and dialect, and how their texts are read.

    `latin` is the language of summaries in Latin letters.
    """

    path: str
    dialect: str
    vocabulary: Vocabulary
    latin: str


class _Day(msgspec.Struct, frozen=True):
    """What a document says of itself around its records."""

    date: str


def read(path: str, text: str, vocabulary: Vocabulary, latin: str) -> Reading:
    """Read a JSON digest; `latin` is the language of its summaries in Latin letters."""
    problems = Problems(path)
    records = _whole(text, problems) or _lines(text, problems)
    frame = Frame(path, DIALECT, vocabulary, latin)
    if may_spell_unseen(text):
        records = _seen(records, problems)
    entries: list[Entry] = []
    written: str | None = None
    heavy = len(text) > limits.MAX_RECORD
    for record in records:
        if isinstance(record, _Day):
            written = written or record.date
            continue
        if heavy and limits.weight(record.value) > limits.MAX_RECORD:
            problems.lose(record.line, limits.TOO_LARGE, limits.SHORTEN, kind=Kind.TOO_LARGE)
            continue
        entry = read_record(record.line, record.value, frame, problems)
        if entry is not None:
            entries.append(entry)
    return problems.reading(DIALECT, tuple(entries), written_date=written)


def _lines(text: str, problems: Problems) -> Iterator[_Record | _Day]:
    for found in json_values.values_of_lines(text):
        if found.error:
            _lose(found.line, found.error, problems)
        else:
            yield from _held(found.value, found.line)


def _lose(line: int, error: Exception, problems: Problems) -> None:
    reason, hint = json_values.reason(error), json_values.hint(error)
    problems.lose(line, reason, hint, kind=json_values.kind_of(error))


def _seen(records: Iterator[_Record | _Day], problems: Problems) -> Iterator[_Record | _Day]:
    """Take out the unseen characters that records spelled as escapes."""
    for record in records:
        if isinstance(record, _Day):
            yield record
            continue
        cleaned = without_unseen(record.value)
        if cleaned.unseen:
            problems.warn_of_unseen(record.line, cleaned.unseen)
        yield _Record(record.line, cleaned.value)


def _whole(text: str, problems: Problems) -> Iterator[_Record | _Day] | None:
    """Read one JSON document over several lines; None when the text is a record a line."""
    first = text.lstrip().partition("\n")[0].rstrip()
    if first.endswith("}") or (first.startswith("[") and first.endswith("]")):
        return None
    if first.startswith("["):
        return _array(NumberedText(text), text.index("[") + 1, problems)
    try:
        value = json_values.loads(text)
    except (ValueError, RecursionError):
        return None
    return _located(_held(value, 1), text)


def _located(records: Iterator[_Record | _Day], text: str) -> Iterator[_Record | _Day]:
    """Give each record of a document the line on which its title stands."""
    at, line = 0, 1
    for record in records:
        title = json.dumps(_title(getattr(record, "value", None)), ensure_ascii=False)
        found = text.find(title, at) if len(title) > len('""') else -1
        if found >= 0:
            line += text.count("\n", at, found)
            at = found
        yield record if isinstance(record, _Day) else _Record(line, record.value)


def _held(value: Any, line: int) -> Iterator[_Record | _Day]:
    """Find the records of a document: itself, or the lists and tables that it holds.

    A table has ids as keys, or the names of groups over lists of records.
    """
    if isinstance(value, list):
        for item in value:
            yield _Record(line, item)
        return
    if not isinstance(value, dict) or any(key in value for key in _TITLE):
        yield _Record(line, value)
        return
    yield from (_Day(date) for key in _DAY if (date := find_date(_text(value.get(key)))))
    inner = {key: item for key, item in value.items() if _holds_records(item)}
    for key, item in inner.items():
        keyed = isinstance(item, dict) and any(name in item for name in _TITLE)
        yield from _held({"id": key} | item if keyed else item, line)
    if not inner and not _is_frame(value):
        yield _Record(line, value)


def _holds_records(item: Any) -> bool:
    if isinstance(item, list):
        return bool(item) and all(isinstance(one, dict) for one in item)
    if not isinstance(item, dict):
        return False
    return any(key in item for key in _TITLE) or any(map(_holds_records, item.values()))


def _is_frame(value: dict[str, Any]) -> bool:
    """Whether an object is a document with a date or an empty list, and no record."""
    return any(key in value for key in _DAY) or any(item == [] for item in value.values())


def _array(text: NumberedText, at: int, problems: Problems) -> Iterator[_Record | _Day]:
    failed = 0
    while True:
        at = _CUTS.match(text, at).end()  # type: ignore[union-attr]
        if at >= len(text) or text[at] == "]":
            return
        line = text.line(at)
        try:
            value, at = json_values.value_at(text, at, alone=failed >= json_values.MAX_FAILED)
        except (ValueError, RecursionError) as error:
            failed += 1
            _lose(line, error, problems)
            at = text.find(json_values.NEXT, at + 1)
            if at < 0:
                return
            continue
        yield _Record(line, value)


def read_record(line: int, value: Any, frame: Frame, problems: Problems) -> Entry | None:
    """Read one record as decoded; one without a title is lost."""
    title = _title(value)
    if not title:
        hint = 'each record needs at least "title"'
        if isinstance(value, dict):
            problems.lose(line, "a record has no title", hint, kind=Kind.NO_TITLE)
        else:
            message = f"a record is {_kind(value)}, not an object"
            problems.lose(line, message, hint, kind=Kind.NOT_A_RECORD)
        return None
    draft = Draft(frame.latin)
    for key, item in value.items():
        if key in _TITLE:
            continue
        if key in _SUMMARISER:
            _read_summaries(item, draft, frame.vocabulary, line, problems)
        elif key == "summary" and value.get("abstract"):
            draft.add(key, "summary", _joined(item))
        else:
            _read_fact(key, item, draft, frame.vocabulary)
    _report_placeholders(draft, line, problems)
    source = SourceRef(path=frame.path, line=line)
    return measured(draft.entry(title=title, dialect=frame.dialect, source=source), line, problems)


def _title(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    found = next((value[key] for key in _TITLE if key in value), "")
    return _text(found).strip() if isinstance(found, str) else ""


def _kind(value: Any) -> str:
    names = {list: "a list", dict: "an object", str: "a text", bool: "a truth value"}
    return "null" if value is None else names.get(type(value), "a number")


def _read_fact(key: str, item: Any, draft: Draft, vocabulary: Vocabulary) -> None:
    field = _FACTS.get(label_key(key)) or vocabulary.field_of(key)
    if field == "authors":
        draft.authors = _names(item)
    elif field in ("categories", "category") and isinstance(item, list):
        for code in item:
            draft.add(key, "categories", _named(code, ("term", "code", "id", "name")))
    elif field == "title":
        draft.add_section(key, "title", _joined(item))
    elif field == "figure":
        draft.figure = bool(item)
    elif field == "id" and not arxiv.parse_id(_text(item)):
        draft.add(key, "url", _text(item))
    elif field == "url":
        draft.links.append(("", _text(item)))
    else:
        draft.add(key, field, _joined(item))


def _names(item: Any) -> list[str]:
    if isinstance(item, str):
        return split_authors(item)
    if not isinstance(item, list):
        item = [item]
    if len(item) == 1 and isinstance(item[0], str):
        return split_authors(item[0]) if ", " in item[0] else [" ".join(item[0].split())]
    names = [_named(one, ("name", "full_name", "fullName", "author")) for one in item]
    apart = (split_authors(name) if "; " in name else [name] for name in names)
    return [" ".join(name.split()) for some in apart for name in some if name.strip()]


def _named(item: Any, keys: tuple[str, ...]) -> str:
    """Give the name of an item that is one, or an object with one under a key of `keys`."""
    if not isinstance(item, dict):
        return _text(item)
    found = next((_text(item[key]) for key in keys if item.get(key)), "")
    given = " ".join(_text(item.get(key)) for key in ("given", "family")).strip()
    return found or given or _text(item)


def _read_summaries(
    item: Any,
    draft: Draft,
    vocabulary: Vocabulary,
    line: int,
    problems: Problems,
) -> None:
    if isinstance(item, list) and len(item) == 1:
        item = item[0]
    if not isinstance(item, dict):
        if item is not None and not is_placeholder(_text(item)):
            draft.add("AI", "summary", _joined(item))
        problems.warn(
            line,
            f"the summaries are {_kind(item)}, not an object",
            'run the pipeline again for this paper: AI should be like {"tldr": "…"}',
            kind=Kind.ODD_SUMMARY,
        )
        return
    for key, text in item.items():
        field = vocabulary.field_of(key)
        if isinstance(text, dict) and field is None:
            _read_summaries(text, draft, vocabulary, line, problems)
            continue
        if isinstance(text, dict | bool):
            problems.warn(
                line,
                f"{key} is {_kind(text)}, not a text",
                "it is kept as a text; the pipeline should write one in quotes",
                kind=Kind.ODD_SUMMARY,
            )
        draft.add(key, field, _joined(text))


def _joined(item: Any) -> str:
    if isinstance(item, list):
        return "\n".join(filter(None, map(_text, item)))
    return _text(item)


def _text(item: Any) -> str:
    if isinstance(item, str):
        return item
    if item is None or item is False:
        return ""
    return json.dumps(item, ensure_ascii=False)


def _report_placeholders(draft: Draft, line: int, problems: Problems) -> None:
    failed = [section for section in draft.sections if is_placeholder(section.text)]
    if failed:
        names = ", ".join(section.label for section in failed)
        problems.warn(
            line,
            f"{failed[0].text[:60]!r} stands for a text in {names}",
            "the summary failed upstream: run the pipeline again for this paper",
            kind=Kind.FAILED_SUMMARY,
        )
