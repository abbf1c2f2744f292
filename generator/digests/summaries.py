"""Whether an entry tells more of its paper than the authors' own abstract does."""

from __future__ import annotations

import re
from enum import Enum

from generator.digests.fields import FACT_FIELDS, TEXT_FIELDS
from generator.model import Entry, Section

_READ_FIRST = frozenset({"tldr", "summary"})
_SUMMARIES = frozenset(TEXT_FIELDS) - {"abstract"}
_NO_SUMMARIES = frozenset({"abstract"}) | frozenset(FACT_FIELDS)
_SHORTEST = 40
"""Letters of a beginning that two texts do not share by chance, or of an unknown label's text."""

_CUT = " .…"
_ADDRESS = re.compile(r"https?://\S+")


class Summary(Enum):
    """What an entry has beside the abstract: nothing, a text of its own, or a copy of it."""

    NONE = "none"
    OWN = "own"
    COPIED = "copied"


def judge(entry: Entry) -> Summary:
    """Say what summary an entry has: that which is read first counts, where there is such a one."""
    told = [section for section in entry.sections if _tells(section)]
    first = [section.text for section in told if section.field in _READ_FIRST]
    first += [entry.pitch] if entry.pitch else []
    texts = first or [section.text for section in told]
    if not texts:
        return Summary.NONE
    abstracts = [section.text for section in entry.sections if section.field == "abstract"]
    copied = all(any(_is_copy(text, abstract) for abstract in abstracts) for text in texts)
    return Summary.COPIED if copied else Summary.OWN


def _tells(section: Section) -> bool:
    """Whether a section is a summary; below a label of the digest's own, a text of some length."""
    if section.field in _SUMMARIES:
        return True
    known = section.field in _NO_SUMMARIES or _ADDRESS.fullmatch(section.text)
    return not known and len(section.text) >= _SHORTEST


def _is_copy(text: str, abstract: str) -> bool:
    """Whether a text is the abstract, or its beginning, however the lines are broken."""
    told, original = _plain(text), _plain(abstract)
    return told == original or (len(told) >= _SHORTEST and original.startswith(told))


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(_CUT).casefold()
