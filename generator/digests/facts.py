"""Lines that state facts side by side: `2025-03-21 | **Category:** cs.CV | [PDF](…)`."""

from __future__ import annotations

import re

from generator import arxiv
from generator.digests.draft import Draft
from generator.digests.fields import FACT_FIELDS, Vocabulary
from generator.digests.written_dates import find_date

_APART = re.compile(r"\s+[|·•]\s+|\s*\|\s*")
_LINKS = re.compile(
    r"(?:[^\w\[\]]*!?\[(?:\[[^\]]*\]|[^\[\]])*\]\(\s*<?https?://[^)]+\))+[^\w\[\]]*"
    r"|[^\w<]*<?https?://[^\s<>]+>?[^\w]*"
)
_LINK = re.compile(
    r"\[((?:\[[^\]]*\]|[^\[\]])*)\]\(\s*<?(https?://[^\s)>]+)|<?(https?://[^\s<>)]+)"
)
_LABELLED = re.compile(
    r"\W{0,4}?(?:\*\*|__)\s*(?P<label>[^*_:：]+?)\s*[:：]\s*(?P<inside>[^*]*?)\s*(?:\*\*|__)(?P<rest>.*)"
    r"|\W{0,4}?(?:\*\*|__)\s*(?P<bold>[^*:：]+?)\s*(?:\*\*|__)\s*[:：]\s*(?P<after>.*)"
    r"|(?P<plain>[^\s:：*][^:：*]{0,30}?)\s*[:：](?!//)\s*(?P<told>.*)"
)
_DATE = re.compile(
    r"[\W_]*(?:\d[\d\s./年月日-]{5,}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})\W*"
)


def split_facts(text: str) -> list[str]:
    """Split a line at the bars or dots between its facts."""
    return [part.strip() for part in _APART.split(text) if part.strip()]


def take_line(line: str, draft: Draft, vocabulary: Vocabulary) -> bool:
    """Take a line that is nothing but facts; False leaves the draft as it was."""
    if not ("http" in line or "|" in line or "·" in line or "•" in line or "`" in line):
        return False
    parts = split_facts(line)
    if not parts or not all(is_fact(part, vocabulary) for part in parts):
        return False
    for part in parts:
        take_fact(part, draft, vocabulary)
    return True


def is_fact(part: str, vocabulary: Vocabulary) -> bool:
    """Whether a part of a line is a link, a date, categories, or a labelled fact."""
    if _LINKS.fullmatch(part) or _DATE.fullmatch(part) or _categories(part):
        return True
    label, _ = _labelled(part)
    return bool(label) and vocabulary.field_of(label) in FACT_FIELDS


def take_fact(part: str, draft: Draft, vocabulary: Vocabulary) -> None:
    """Take one fact; one that is none is kept as a text."""
    if _LINKS.fullmatch(part):
        draft.links.extend((m[1] or "", m[2] or m[3]) for m in _LINK.finditer(part))
        return
    codes = _categories(part)
    label, text = _labelled(part)
    if codes:
        draft.add("", "categories", ", ".join(codes))
    elif _DATE.fullmatch(part) and find_date(part):
        draft.add("", "date", part)
    elif label:
        draft.add(label, vocabulary.field_of(label), text)
    else:
        draft.add("", None, part)


def _categories(part: str) -> list[str]:
    """Give the category codes of a part that holds only them."""
    words = part.replace("`", " ").replace(",", " ").split()
    return words if words and all(map(arxiv.is_category, words)) else []


def _labelled(part: str) -> tuple[str, str]:
    match = _LABELLED.fullmatch(part)
    if not match:
        return "", ""
    if match["label"]:
        return match["label"].strip(), f"{match['inside']} {match['rest']}".strip()
    if match["bold"]:
        return match["bold"].strip(), match["after"].strip()
    return match["plain"].strip(), match["told"].strip()
