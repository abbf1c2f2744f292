"""The lines below an entry's heading: authors, frames such as `<details>`, labelled texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from generator.digests.draft import Draft
from generator.digests.facts import is_fact, split_facts, take_fact, take_line
from generator.digests.fields import FACT_FIELDS, Vocabulary, is_placeholder
from generator.digests.labels import Label
from generator.digests.reading import Problems
from generator.kinds import Kind

_TAG = (
    r"(?:</?details[^>]*>|<summary[^>]*>.*?</summary>|</?summary[^>]*>|<br\s*/?>"
    r"|</?(?:div|p|center)(?:\s[^>]*)?>|<a\s+(?:id|name)=[^>]*>(?:\s*</a>)?|<hr\s*/?>)"
)
_FRAME = re.compile(rf"\s*{_TAG}+\s*", re.IGNORECASE)
_FRAMED = re.compile(
    r"\s*(?P<before>(?:<details[^>]*>|<summary[^>]*>.*?</summary>)*)"
    r"(?P<text>.*?)(?P<after>(?:\s*</details>)*)\s*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*(?:-\s*){3,}|\s*(?:\*\s*){3,}|\s*(?:_\s*){3,}|\s*={3,}\s*")
_NAVIGATION = re.compile(r"\s*(?:[|·•\s]*\[[^\]]*\]\(#[^)]*\))+[|·•\s]*")
_QUOTE = re.compile(r"^ {0,3}> ?")
_TRANSLATION = re.compile(r"\s*>\s*\*(?!\*)(?P<text>.+?)\*\s*")
_AUTHORS_PREFIX = re.compile(r"\s*(?:authors?|by|作者|著者|저자)\s*[:：]\s*|^by\s+", re.IGNORECASE)
_AFTER_AUTHORS = re.compile(r"(?P<mark>[*_])\s+[|·•—–-](?=\s)")
_BOLD_AUTHORS = re.compile(r"\*\*(?P<names>[^*:：]+)\*\*(?:\s+[|·•—–-]\s+(?P<tail>.*))?")
_AUTHOR_LINES = 60
_SEVERAL = frozenset(",，、;；")
_WHOLE = frozenset({"comment", "keywords", "title", "translated_title", "headline", "pitch"})
"""Facts that are free text: a bar inside them separates nothing."""


class Manner(msgspec.Struct, frozen=True):
    """How the entries of a file are to be read: language of Latin texts, and the labels known."""

    latin: str
    vocabulary: Vocabulary


def read_body(
    lines: Sequence[str],
    labels: Sequence[Label],
    manner: Manner,
    first_line: int,
    problems: Problems,
) -> Draft:
    """Read an entry's lines, `first_line` being the number of the first in its file."""
    body = _Body(lines, manner)
    start = body.read_opening(labels[0].index if labels else len(lines))
    bounds = [label.index for label in labels] + [len(lines)]
    body.add_texts(None, start, bounds[0])
    for label, end in zip(labels, bounds[1:], strict=True):
        body.add_texts(label, label.index + 1, end)
    _report_placeholders(body.draft, first_line, problems)
    return body.draft


class _Body:
    """Reads the lines of one entry into a draft."""

    def __init__(self, lines: Sequence[str], manner: Manner) -> None:
        self.lines = lines
        self.vocabulary = manner.vocabulary
        self.draft = Draft(manner.latin)

    def read_opening(self, end: int) -> int:
        """Read the translated title and the authors; return the index after them."""
        index = 0
        while index < end:
            line = self.lines[index]
            if not line.strip():
                index += 1
                continue
            translated = _TRANSLATION.fullmatch(line)
            if translated:
                text = translated["text"].strip()
                self.draft.add_section("Title", "translated_title", text)
                index += 1
                continue
            taken = self._authors_block(index, end)
            if not taken or self.draft.authors:
                break
            self._read_authors(" ".join(self.lines[index:taken]).strip())
            index = taken
        return index

    def _authors_block(self, index: int, end: int) -> int:
        """Give the index after the emphasised block that starts here, 0 when there is none."""
        line = self.lines[index].strip()
        if line == "**" or line.startswith("** |") or self._are_bold_authors(line):
            return index + 1
        if line[:1] not in "*_" or line[:2] in ("**", "__", "* ", "_ "):
            return 0
        mark = line[0]
        for last in range(index, min(index + _AUTHOR_LINES, end)):
            text = self.lines[last].strip()
            if not text:
                return 0
            if text.endswith(mark) or (f"{mark} " in text and _AFTER_AUTHORS.search(text)):
                return last + 1
        return 0

    def _are_bold_authors(self, line: str) -> bool:
        """Whether a line is names in bold: several, or beside them only facts such as a date."""
        match = _BOLD_AUTHORS.fullmatch(line) if line.startswith("**") else None
        if not match:
            return False
        facts = split_facts(match["tail"] or "")
        beside = bool(facts) and all(is_fact(part, self.vocabulary) for part in facts)
        return beside or (not facts and not _SEVERAL.isdisjoint(match["names"]))

    def _read_authors(self, text: str) -> None:
        bold = _BOLD_AUTHORS.fullmatch(text)
        if bold:
            names, tail = bold["names"], bold["tail"] or ""
        else:
            cuts = [match for match in _AFTER_AUTHORS.finditer(text) if match["mark"] == text[0]]
            names = text[1 : cuts[-1].start()] if cuts else text[1:].removesuffix(text[0])
            tail = text[cuts[-1].end() :] if cuts else ""
        names = _AUTHORS_PREFIX.sub("", names.rstrip("*"), count=1)
        self.draft.add("Authors", "authors", names)
        for part in split_facts(tail):
            take_fact(part, self.draft, self.vocabulary)

    def add_texts(self, opened: Label | None, start: int, end: int) -> None:
        """Add the text that runs from a label to the next; what follows a frame stands alone."""
        label, field = (opened.label, opened.field) if opened else ("", None)
        text: list[str] = []
        if opened and opened.url:
            self.draft.links.append((label, opened.url))
        if opened and opened.rest:
            text.append(_unframed(opened.rest))
        if opened and opened.rest.rstrip().endswith("</details>"):
            self._flush(label, field, text)
            label, field, text = "", None, []
        quoted = opened is not None and opened.quoted
        for line in self.lines[start:end]:
            shown = line
            if "<" in line:
                shown = _unframed(line)
                if shown != line and not shown.strip() and any(part.strip() for part in text):
                    self._flush(label, field, text)
                    if "</details" in line:
                        label, field = "", None
                    text = []
                    continue
                if shown != line and not shown.strip():
                    continue
            text.append(_QUOTE.sub("", shown, count=1) if quoted else shown)
            if shown != line and "</details" in line:
                self._flush(label, field, text)
                label, field, text = "", None, []
        self._flush(label, field, text)

    def _flush(self, label: str, field: str | None, text: list[str]) -> None:
        while text and _is_furniture(text[-1]):
            text.pop()
        while text and not text[0].strip():
            text.pop(0)
        if not text:
            return
        if not label:
            self._add_unlabelled(text)
        elif field in FACT_FIELDS:
            self._add_fact(label, field, text)
        else:
            self.draft.add(label, field, "\n".join(text))

    def _add_unlabelled(self, text: list[str]) -> None:
        """Take lines that only state facts as such, and the rest as a text of its own."""
        rest = [line for line in text if not take_line(line, self.draft, self.vocabulary)]
        self.draft.add("", None, "\n".join(rest))

    def _add_fact(self, label: str, field: str | None, text: list[str]) -> None:
        """Add a fact; it ends with its paragraph, and others may stand beside it."""
        end = next((i for i, line in enumerate(text) if not line.strip()), len(text))
        stated = "\n".join(text[:end])
        first, *others = split_facts(stated) or [""]
        if (
            others
            and field not in _WHOLE
            and all(is_fact(part, self.vocabulary) for part in others)
        ):
            self.draft.add(label, field, first)
            for part in others:
                take_fact(part, self.draft, self.vocabulary)
        else:
            self.draft.add(label, field, stated)
        self._flush("", None, text[end:])


def _unframed(line: str) -> str:
    """Take the frames around a line off it; a line of nothing but frames becomes empty."""
    if _FRAME.fullmatch(line):
        return ""
    if "details" not in line and "summary" not in line:
        return line
    match = _FRAMED.match(line)
    return match["text"] if match and (match["before"] or match["after"]) else line


def _is_furniture(line: str) -> bool:
    """Whether a line at the end of a text is only rule, space or navigation."""
    if not line or line.isspace():
        return True
    if line[-1].isalnum():
        return False
    return bool(_RULE.fullmatch(line) or ("](#" in line and _NAVIGATION.fullmatch(line)))


def _report_placeholders(draft: Draft, line: int, problems: Problems) -> None:
    failed = [section for section in draft.sections if is_placeholder(section.text)]
    if failed:
        names = ", ".join(section.label or "a text" for section in failed)
        problems.warn(
            line,
            f"{failed[0].text[:60]!r} stands for a text in {names}",
            "the summary failed upstream: run the pipeline again for this paper",
            kind=Kind.FAILED_SUMMARY,
        )
