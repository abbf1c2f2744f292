"""Whether an entry tells more of its paper than the authors' own abstract does."""

from __future__ import annotations

from enum import Enum

from generator.digests.fields import TEXT_FIELDS
from generator.model import Entry

_SUMMARIES = frozenset(TEXT_FIELDS) - {"abstract"}
_SHORTEST_COPY = 40
"""Letters of a beginning that two texts do not share by chance."""

_CUT = " .…"


class Summary(Enum):
    """What an entry has beside the abstract: nothing, a text of its own, or a copy of it."""

    NONE = "none"
    OWN = "own"
    COPIED = "copied"


def judge(entry: Entry) -> Summary:
    """Say what summary an entry has; one of several texts that is a copy makes it a copy."""
    texts = [section.text for section in entry.sections if section.field in _SUMMARIES]
    if entry.pitch:
        texts.append(entry.pitch)
    if not texts:
        return Summary.NONE
    abstracts = [section.text for section in entry.sections if section.field == "abstract"]
    copied = any(_is_copy(text, abstract) for abstract in abstracts for text in texts)
    return Summary.COPIED if copied else Summary.OWN


def _is_copy(text: str, abstract: str) -> bool:
    """Whether a text is the abstract, or its beginning, however the lines are broken."""
    told, original = _plain(text), _plain(abstract)
    return told == original or (len(told) >= _SHORTEST_COPY and original.startswith(told))


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(_CUT).casefold()
