"""Proof that reading loses nothing: every word of an entry's lines is found in what was read.

`python -m tests.digests.conservation FILE…` prints the lines of which words are missing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.digests.detect import read_source
from generator.digests.fields import STANDARD
from generator.digests.outline import ANCHOR_LINE, RULE
from generator.digests.repair import decode, repair_mojibake
from generator.model import Digest, Entry, Source

_WORD = re.compile(r"[^\W_]+")
_CLOCK = re.compile(r"\d{1,2}T\d{1,2}|\d{2}Z")
_EATEN = "btfnrva"
"""First letters of TeX commands that reading JSON turns into control characters."""
_STRUCTURE = frozenset(
    {
        "details",
        "summary",
        "Details",
        "open",
        "div",
        "id",
        "br",
        "hr",
        "a",
        "href",
        "name",
    }
    | {"and", "et", "al", "und", "y", "e", "h1", "h2", "h3", "b", "strong", "https", "http", "p"}
)
_NAVIGATION = re.compile(r"\W*(?:\[[^\]]*\]\(#[^)]*\)\W*)+")
_SUMMARY = re.compile(r"<summary[^>]*>.*?</summary>|</?details[^>]*>", re.IGNORECASE)


def source_of(path: Path) -> Source:
    """Take a file as the program would."""
    return Source(path=path.name, data=path.read_bytes(), sha256="")


def missing_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Give the lines of a Markdown digest's entries of which a word is nowhere in the entry."""
    source = source_of(path)
    read = read_source(source, STANDARD)
    text = repair_mojibake(decode(source.data).text).text
    lines = text.split("\n")
    reported = {diagnostic.line for diagnostic in read.diagnostics}
    starts = [entry.source.line for entry in read.digest.entries]
    ends = [*starts[1:], len(lines) + 1][: len(starts)]
    for entry, end in zip(read.digest.entries, ends, strict=True):
        kept = _words_of(entry)
        for number in range(entry.source.line, end):
            if number in reported and number != entry.source.line:
                break
            line = lines[number - 1]
            if not _is_kept(line, kept) and not _opens_group(line, read.digest):
                yield number, line


def _words_of(entry: Entry) -> frozenset[str]:
    told = [
        entry.title, entry.url, entry.pdf_url, entry.id, entry.date, entry.headline, entry.pitch,
        entry.comment, entry.score, *entry.authors, *entry.categories, *entry.badges,
        *entry.keywords, f"v{entry.version}",
    ]  # fmt: skip
    told += [part for section in entry.sections for part in (section.label, section.text)]
    text = "\n".join(part for part in told if part)
    return frozenset(_WORD.findall(text)) | _STRUCTURE


def _is_kept(line: str, kept: frozenset[str]) -> bool:
    if not line.strip() or RULE.fullmatch(line) or ANCHOR_LINE.match(line):
        return True
    if _NAVIGATION.fullmatch(line):
        return True
    words = _WORD.findall(_SUMMARY.sub(" ", line))
    lost = [word for word in words if word not in kept]
    return all(_is_told_otherwise(word, kept) for word in lost)


def _is_told_otherwise(word: str, kept: frozenset[str]) -> bool:
    """Whether a word is a number, a label, a time of day, or was restored to a TeX command."""
    if word.isdigit() or _is_label(word) or _CLOCK.fullmatch(word):
        return True
    return any(letter + word in kept for letter in _EATEN)


def _is_label(word: str) -> bool:
    """Whether a word is one of a fact's label, which is told by the fact's place."""
    return any(word.casefold() in key for key in STANDARD.meanings) and not word.isdigit()


def _opens_group(line: str, digest: Digest) -> bool:
    groups = {category for entry in digest.entries for category in entry.categories}
    return line.startswith("#") and any(group in line for group in groups)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for number, line in missing_lines(Path(name)):
            print(f"{name}:{number}: {line[:160]}")  # noqa: T201 - a tool for the terminal
