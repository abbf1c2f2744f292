"""Tell the dialect of a file by its content, never by its name, and have it read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator.digests import jsonl, listing, markdown
from generator.digests.dialect import LoadedDialect
from generator.digests.fields import Vocabulary
from generator.digests.hooks import read_by_hooks
from generator.digests.json_values import has_records, looks_like_json
from generator.digests.language import language_of_name
from generator.digests.limits import MAX_LINE, without_long_lines
from generator.digests.reading import Problems, Reading
from generator.digests.repair import Decoded, Repaired, decode, repair_mojibake
from generator.digests.unseen import Cleaned, without_unseen
from generator.errors import Diagnostic, Severity
from generator.kinds import Kind
from generator.model import Digest, Source, Value

_ENTRY = "an entry is a heading that links to a paper: ### [Title](https://arxiv.org/abs/…)"
_NO_DIGESTS = {
    "version https://git-lfs.github.com/": "the file is kept by Git LFS and was not fetched: run"
    " git lfs pull, or set lfs: true for actions/checkout",
    "<!doctype html": "it is a web page: put the text here from which it was made",
    "<html": "it is a web page: put the text here from which it was made",
}
"""What to do about files that begin in these ways."""


class Read(Value):
    """A digest and all that was noticed while reading it."""

    digest: Digest
    diagnostics: tuple[Diagnostic, ...] = ()


def read_source(
    source: Source,
    vocabulary: Vocabulary,
    language: str = "en",
    dialects: Sequence[LoadedDialect] = (),
) -> Read:
    """Read one file. Never raises for its content: what cannot be read becomes a diagnostic.

    `language` is that of summaries in Latin letters where the file name does not name one;
    `dialects` are those of packages, which are asked before our own.
    """
    decoded = decode(source.data)
    repaired = repair_mojibake(decoded.text)
    named = language_of_name(source.path)
    seen = without_unseen(repaired.text)
    is_json = _is_json(seen.value)
    text, long = (seen.value, ()) if is_json else without_long_lines(seen.value)
    frame = jsonl.Frame(source.path, "", vocabulary, named or language)
    problems = Problems(source.path)
    theirs = read_by_hooks(text, frame, dialects, problems)
    reading = theirs or _read(text, frame, is_json=is_json)
    found = [*_about_bytes(source.path, decoded, repaired, seen), *reading.diagnostics]
    if theirs is None:
        found += problems.reading("", ()).diagnostics
    found += map(partial(_long_line, source.path), long)
    if not reading.is_digest:
        found.append(_no_digest(source.path, seen.value))
    return Read(
        digest=Digest(
            path=source.path,
            sha256=source.sha256,
            dialect=reading.dialect,
            entries=reading.entries,
            notes=reading.notes,
            written_date=reading.written_date,
            unread=reading.unread + len(long),
            is_digest=reading.is_digest,
        ),
        diagnostics=tuple(found),
    )


def _is_json(text: str) -> bool:
    """Whether a text is JSON; records may have something else before them, but no digest has."""
    if looks_like_json(text):
        return True
    others = (markdown.looks_like_markdown, listing.looks_like_listing)
    return has_records(text) and not any(looks(text) for looks in others)


def _read(text: str, frame: jsonl.Frame, *, is_json: bool) -> Reading:
    path, vocabulary, language = frame.path, frame.vocabulary, frame.latin
    if is_json:
        return jsonl.read(path, text, vocabulary, language)
    if markdown.looks_like_markdown(text):
        return markdown.read(path, text, vocabulary, language)
    if listing.looks_like_listing(text):
        return listing.read(path, text, language)
    return markdown.read(path, text, vocabulary, language)


def _about_bytes(
    path: str, decoded: Decoded, repaired: Repaired, seen: Cleaned
) -> list[Diagnostic]:
    problems = Problems(path)
    if seen.unseen:
        problems.warn_of_unseen(seen.first_line, seen.unseen)
    if decoded.lost_line:
        problems.warn(
            decoded.lost_line,
            "bytes that are no text are shown as \ufffd",
            "save the file as UTF-8",
            kind=Kind.ENCODING,
        )
    elif decoded.encoding != "utf-8":
        problems.warn(
            0,
            f"read as {decoded.encoding}, not UTF-8",
            "save the file as UTF-8",
            kind=Kind.ENCODING,
        )
    if repaired.runs:
        runs = "run" if repaired.runs == 1 else "runs"
        problems.warn(
            repaired.first_line,
            f"{repaired.runs} {runs} of UTF-8 had been read as {repaired.encoding}; repaired",
            "the program that wrote the file should read its input as UTF-8",
            kind=Kind.MOJIBAKE,
        )
    return list(problems.reading("", ()).diagnostics)


def _long_line(path: str, line: int) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=line,
        severity=Severity.ERROR,
        message=f"a line of more than {MAX_LINE:,} characters is left out",
        hint="break it into lines",
        kind=Kind.TOO_LARGE,
    )


def _hint_for(text: str) -> str:
    """Say what to do about a text in which there is no entry."""
    start = text[:1000].lstrip().lower()
    if not start:
        return "it is empty: run the pipeline again for this day, or remove it"
    return next((hint for begin, hint in _NO_DIGESTS.items() if start.startswith(begin)), _ENTRY)


def _no_digest(path: str, text: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        severity=Severity.WARNING,
        message="no entry was recognised in this file",
        hint=_hint_for(text),
        kind=Kind.NO_ENTRY,
    )
