"""The lines below an entry's heading: authors, frames such as `<details>`, labelled texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.digests.draft import Draft
from generator.digests.fields import STANDARD, is_placeholder
from generator.digests.labels import Label
from generator.digests.reading import Problems

_FRAME = re.compile(
    r"\s*(?:</?details[^>]*>|<summary[^>]*>.*?</summary>|<br\s*/?>|</?(?:div|p|center)(?:\s[^>]*)?>"
    r"|<a\s+(?:id|name)=[^>]*>(?:\s*</a>)?|<hr\s*/?>)+\s*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*(?:-\s*){3,}|\s*(?:\*\s*){3,}|\s*(?:_\s*){3,}|\s*={3,}\s*")
_NAVIGATION = re.compile(r"\s*(?:[|·•\s]*\[[^\]]*\]\(#[^)]*\))+[|·•\s]*")
_QUOTE = re.compile(r" {0,3}> ?")
_TAIL_PART = re.compile(
    r"\*\*\s*(?P<label>[^*:：]+?)\s*[:：]\s*(?P<rest>[^*]*?)\s*\*\*"
    r"|\*\*\s*(?P<l2>[^*:：]+?)\s*[:：]?\s*\*\*\s*[:：]?\s*(?P<r2>.*)"
)
_TRANSLATION = re.compile(r"\s*>\s*\*(?!\*)(?P<text>.+?)\*\s*")
_LINKS_LINE = re.compile(r"\s*(?:[^\w\[\]]*!?\[[^\]]*\]\(\s*<?https?://[^)]+\))+[^\w\[\]]*")
_LINK = re.compile(r"\[([^\]]*)\]\(\s*<?(https?://[^\s)>]+)")
_AUTHOR_LINES = 60


def read_body(
    lines: Sequence[str],
    labels: Sequence[Label],
    latin: str,
    first_line: int,
    problems: Problems,
) -> Draft:
    """Read an entry's lines, `first_line` being the number of the first in its file."""
    draft = Draft(latin)
    start = _read_opening(lines, labels[0].index if labels else len(lines), draft)
    bounds = [label.index for label in labels] + [len(lines)]
    _add_texts(draft, "", None, lines[start : bounds[0]], None)
    for label, end in zip(labels, bounds[1:], strict=True):
        _add_texts(draft, label.label, label.field, lines[label.index + 1 : end], label)
    _report_placeholders(draft, first_line, problems)
    return draft


def _read_opening(lines: Sequence[str], end: int, draft: Draft) -> int:
    """Read the translated title and the authors; return the index after them."""
    index = 0
    while index < end:
        line = lines[index]
        if not line.strip():
            index += 1
            continue
        translated = _TRANSLATION.fullmatch(line)
        if translated:
            draft.add_section("Title", "translated_title", translated["text"].strip())
            index += 1
            continue
        taken = _authors_block(lines, index, end)
        if taken and not draft.authors:
            _read_authors(" ".join(lines[index:taken]).strip(), draft)
            index = taken
            continue
        break
    return index


def _authors_block(lines: Sequence[str], index: int, end: int) -> int:
    """Give the index after the emphasised block that starts here, 0 when there is none."""
    line = lines[index].strip()
    if line == "**" or line.startswith("** |"):
        return index + 1
    if line[:1] not in "*_" or line[:2] in ("**", "__", "* ", "_ "):
        return 0
    mark = line[0]
    for last in range(index, min(index + _AUTHOR_LINES, end)):
        text = lines[last].strip()
        if not text:
            return 0
        if text.endswith(mark) or f"{mark} |" in text:
            return last + 1
    return 0


def _read_authors(text: str, draft: Draft) -> None:
    mark = text[0]
    names, _, tail = text[1:].rpartition(f"{mark} |") if f"{mark} |" in text else (text[1:], "", "")
    draft.add("Authors", "authors", names.removesuffix(mark).rstrip("*") if names else "")
    for part in tail.split("|"):
        _read_tail(part.strip(), draft)


def _read_tail(part: str, draft: Draft) -> None:
    match = _TAIL_PART.fullmatch(part)
    if match:
        label = match["label"] or match["l2"]
        rest = match["rest"] if match["label"] else match["r2"]
        draft.add(label, STANDARD.field_of(label), rest)
    elif part:
        draft.add("", None, part)


def _add_texts(
    draft: Draft, label: str, field: str | None, lines: Sequence[str], opened: Label | None
) -> None:
    """Add the text that runs from a label to the next; what follows a frame stands alone."""
    text = [opened.rest] if opened else []
    quoted = opened is not None and opened.quoted
    for line in lines:
        if "<" in line and _FRAME.fullmatch(line):
            if any(part.strip() for part in text):
                _flush(draft, label, field, text)
                label, field, text = ("", None, []) if "</details" in line else (label, field, [])
            continue
        text.append(_QUOTE.sub("", line, count=1) if quoted else line)
    _flush(draft, label, field, text)


def _flush(draft: Draft, label: str, field: str | None, text: list[str]) -> None:
    while text and _is_furniture(text[-1]):
        text.pop()
    while text and not text[0].strip():
        text.pop(0)
    if len(text) == 1 and not label and _LINKS_LINE.fullmatch(text[0]):
        draft.links.extend((name, url) for name, url in _LINK.findall(text[0]))
    elif text:
        draft.add(label, field, "\n".join(text))


def _is_furniture(line: str) -> bool:
    """Whether a line at the end of a text is only rule, space or navigation."""
    if not line or line.isspace():
        return True
    return bool(_RULE.fullmatch(line) or ("](#" in line and _NAVIGATION.fullmatch(line)))


def _report_placeholders(draft: Draft, line: int, problems: Problems) -> None:
    failed = [section for section in draft.sections if is_placeholder(section.text)]
    if failed:
        names = ", ".join(section.label or "a text" for section in failed)
        problems.warn(
            line,
            f"{failed[0].text[:60]!r} stands for a text in {names}",
            "the summary failed upstream: run the pipeline again for this paper",
        )
