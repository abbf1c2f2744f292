"""JSON digests: a record a line, an array of records, or an object that holds one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from generator import arxiv
from generator.digests.draft import Draft, split_authors
from generator.digests.fields import TEXT_FIELDS, Vocabulary, is_placeholder, label_key
from generator.digests.reading import Problems, Reading
from generator.model import Entry, SourceRef

DIALECT = "jsonl"
_CUTS = re.compile(r"\s*,?\s*")
_TITLE = ("title", "Title", "paper_title", "name")
_SUMMARISER = ("AI", "ai", "llm", "gpt")
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


def looks_like_json(text: str) -> bool:
    """Whether a text is JSON or one JSON value a line, perhaps with broken lines among them."""
    head = text.lstrip()[:1]
    return head == "{" or (head == "[" and text.lstrip()[1:].lstrip()[:1] in ("{", "]"))


def read(path: str, text: str, vocabulary: Vocabulary, latin: str) -> Reading:
    """Read a JSON digest; `latin` is the language of its summaries in Latin letters."""
    problems = Problems(path)
    records = _whole(text, problems) or _lines(text, problems)
    entries: list[Entry] = []
    for record in records:
        entry = _entry(path, record, vocabulary, latin, problems)
        if entry is not None:
            entries.append(entry)
    return problems.reading(DIALECT, tuple(entries))


def _lines(text: str, problems: Problems) -> Iterator[_Record]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, strict=False)
        except (ValueError, RecursionError) as error:
            problems.lose(
                number,
                f"a record is not valid JSON: {_reason(error)}",
                "the line may have been cut off: write the record again",
            )
            continue
        for item in value if isinstance(value, list) else [value]:
            yield _Record(number, item)


def _reason(error: Exception) -> str:
    return (
        f"{error.msg} at column {error.colno}"
        if isinstance(error, json.JSONDecodeError)
        else "nested too deeply"
    )


def _whole(text: str, problems: Problems) -> Iterator[_Record] | None:
    """Read one JSON document over several lines; None when the text is a record a line."""
    first = text.lstrip().partition("\n")[0].rstrip()
    if first.endswith("}") or (first.startswith("[") and first.endswith("]")):
        return None
    if first.startswith("["):
        return _array(text, text.index("[") + 1, problems)
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return iter([_Record(1, item) for item in _held(value)])


def _held(value: Any) -> list[Any]:
    """Find the records of a document: the document itself, or the list or table that it holds."""
    if not isinstance(value, dict) or any(key in value for key in _TITLE):
        return [value]
    for inner in value.values():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            return inner
    if value and all(isinstance(inner, dict) for inner in value.values()):
        return [{"id": key} | inner for key, inner in value.items()]
    return [value]


def _array(text: str, at: int, problems: Problems) -> Iterator[_Record]:
    decoder = json.JSONDecoder(strict=False)
    while True:
        at = _CUTS.match(text, at).end()  # type: ignore[union-attr]
        if at >= len(text) or text[at] == "]":
            return
        line = text.count("\n", 0, at) + 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            problems.lose(line, f"a record is not valid JSON: {_reason(error)}", "")
            at = text.find("\n{", at + 1)
            if at < 0:
                return
            continue
        yield _Record(line, value)


def _entry(
    path: str, record: _Record, vocabulary: Vocabulary, latin: str, problems: Problems
) -> Entry | None:
    value = record.value
    title = _title(value)
    if not title:
        what = "has no title" if isinstance(value, dict) else f"is {_kind(value)}, not an object"
        problems.lose(record.line, f"a record {what}", 'each record needs at least "title"')
        return None
    draft = Draft(latin)
    for key, item in value.items():
        if key in _TITLE:
            continue
        if key in _SUMMARISER:
            _read_summaries(item, draft, vocabulary, record.line, problems)
        else:
            _read_fact(key, item, draft, vocabulary)
    _report_placeholders(draft, record.line, problems)
    return draft.entry(title=title, dialect=DIALECT, source=SourceRef(path=path, line=record.line))


def _title(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    found = next((value[key] for key in _TITLE if key in value), "")
    return found.strip() if isinstance(found, str) else ""


def _kind(value: Any) -> str:
    return {list: "a list", str: "a text", type(None): "null"}.get(type(value), "a number")


def _read_fact(key: str, item: Any, draft: Draft, vocabulary: Vocabulary) -> None:
    field = _FACTS.get(label_key(key)) or vocabulary.field_of(key)
    if field == "authors":
        draft.authors = _names(item)
    elif field == "categories" and isinstance(item, list):
        for code in item:
            draft.add(key, "categories", _text(code))
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
    names = [one.get("name", "") if isinstance(one, dict) else one for one in item or []]
    return [" ".join(name.split()) for name in map(_text, names) if name.strip()]


def _read_summaries(
    item: Any,
    draft: Draft,
    vocabulary: Vocabulary,
    line: int,
    problems: Problems,
) -> None:
    if not isinstance(item, dict):
        if item is not None and not is_placeholder(_text(item)):
            draft.add("AI", "summary", _joined(item))
        problems.warn(line, f"the summaries are {_kind(item)}, not an object", "")
        return
    for key, text in item.items():
        field = vocabulary.field_of(key)
        if not isinstance(text, str) and text is not None:
            problems.warn(line, f"{key} is {_kind(text)}, not a text", "it is kept as a text")
        draft.add(key, field if field in TEXT_FIELDS or field else None, _joined(text))


def _joined(item: Any) -> str:
    if isinstance(item, list):
        return "\n".join(filter(None, map(_text, item)))
    return _text(item)


def _text(item: Any) -> str:
    if isinstance(item, str):
        return item.encode("utf-8", "replace").decode() if _has_surrogate(item) else item
    if item is None or item is False:
        return ""
    return json.dumps(item, ensure_ascii=False)


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def _report_placeholders(draft: Draft, line: int, problems: Problems) -> None:
    failed = [section for section in draft.sections if is_placeholder(section.text)]
    if failed:
        names = ", ".join(section.label for section in failed)
        problems.warn(
            line,
            f"{failed[0].text[:60]!r} stands for a text in {names}",
            "the summary failed upstream: run the pipeline again for this paper",
        )
