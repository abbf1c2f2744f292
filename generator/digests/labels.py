"""Labels of Markdown digests: which lines open a field, and which only look like it.

A template writes every entry alike, so a label is what recurs. A line is held to be one when
its spelling (words and style) is known or recurs over the file's entries, when it stands where
a paragraph begins, and when no spelling that the file uses more often claims the same field in
the same entry. Running text that holds a word with a colon meets none of this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from generator.digests.fields import TEXT_FIELDS, Vocabulary, label_key
from generator.digests.headings import parse_heading

_BOLD = re.compile(
    r"\s{0,3}(?P<quote>(?:>\s?)*)(?P<bullet>[-*+•]\s+|\d{1,2}[.)]\s+)?"
    r"(?P<mark>\*\*|__)\s*(?P<label>[^*_:：][^*:：]{0,48}?)\s*(?P<inner>[:：])?\s*(?P=mark)"
    r"\s*(?P<outer>[:：])?[ \t]*(?P<rest>.*)$"
)
_PLAIN = re.compile(
    r"(?P<quote>(?:>\s?)*)(?P<bullet>[-*+•]\s+)?"
    r"(?P<label>[^\s:：*`#>|<\[\]()（）。，,][^:：\n]{0,40}?)\s*[:：](?!//)[ \t]*(?P<rest>.*)$"
)
_SUMMARY = re.compile(
    r"\s*<summary>\s*(?P<label>[^<]{1,48}?)\s*[:：]?\s*</summary>\s*(?P<rest>.*)$"
)
_GENERIC_SUMMARY = frozenset(
    map(
        label_key,
        ("Details", "Detail", "More", "Expand", "详情", "详细信息", "展开", "详细", "折叠"),
    )
)
_BOLD_NAME = re.compile(r"(?:</?(?:b|strong)>)", re.IGNORECASE)
_MOST_WORDS = 5
_LONG_FILE = 8


class Style(StrEnum):
    """How a label is set off from its text."""

    PLAIN = "plain"
    BOLD = "bold"
    QUOTED = "quoted"
    BULLET = "bullet"
    HEADING = "heading"
    SUMMARY = "summary"


class Spelling(msgspec.Struct, frozen=True):
    """A label as a template writes it: its style and the key of its words."""

    style: Style
    key: str


class Candidate(msgspec.Struct, frozen=True):
    """A line that may open a field: `index` in the entry's lines; `rest` follows the label.

    `opens` tells whether a paragraph begins there.
    """

    index: int
    label: str
    spelling: Spelling
    rest: str
    opens: bool


class Label(msgspec.Struct, frozen=True):
    """A line that does open a field; `field` is None for a label that is only the source's."""

    index: int
    label: str
    field: str | None
    rest: str
    quoted: bool


def candidates(lines: Sequence[str]) -> list[Candidate]:
    """Find every line of an entry that has the form of a label."""
    found: list[Candidate] = []
    opens = True
    for index, line in enumerate(lines):
        if not line or line.isspace():
            opens = True
            continue
        candidate = _candidate(line, index, opens=opens)
        if candidate:
            found.append(candidate)
        opens = _is_frame(line)
    return found


def _is_frame(line: str) -> bool:
    start = line.lstrip()[:9].lower()
    return start.startswith(("<details", "<summary", "</details", "#", "---", "***", "<br"))


def _candidate(line: str, index: int, *, opens: bool) -> Candidate | None:
    stripped = line.lstrip()
    if stripped.startswith("<summary"):
        return _from_summary(line, index)
    if stripped.startswith("#"):
        return _from_heading(line, index)
    if _BOLD_NAME.search(line[:60]):
        line = _BOLD_NAME.sub("**", line)
    bold = _from_bold(line, index, opens=opens) if "**" in line[:16] or "__" in line[:8] else None
    return bold or _from_plain(line, index, opens=opens)


def _from_summary(line: str, index: int) -> Candidate | None:
    match = _SUMMARY.match(line)
    if not match or label_key(match["label"]) in _GENERIC_SUMMARY:
        return None
    return _made(index, match, Style.SUMMARY, opens=True)


def _from_heading(line: str, index: int) -> Candidate | None:
    heading = parse_heading(line)
    if not heading or not heading.text or "](" in heading.text:
        return None
    name, _, rest = heading.text.strip("*").partition(":" if ":" in heading.text else "：")
    spelling = Spelling(Style.HEADING, label_key(name))
    return Candidate(index, name.strip(" *"), spelling, rest.strip(" *"), opens=True)


def _from_bold(line: str, index: int, *, opens: bool) -> Candidate | None:
    match = _BOLD.match(line)
    if not match or not (match["inner"] or match["outer"] or not match["rest"]):
        return None
    style = Style.QUOTED if match["quote"] else Style.BULLET if match["bullet"] else Style.BOLD
    return _made(index, match, style, opens=opens and style is not Style.BULLET)


def _from_plain(line: str, index: int, *, opens: bool) -> Candidate | None:
    colon = line.find(":", 0, 48)
    if colon < 0 and line.find("：", 0, 48) < 0:
        return None
    match = _PLAIN.match(line)
    if not match or len(match["label"].split()) > _MOST_WORDS:
        return None
    style = Style.QUOTED if match["quote"] else Style.BULLET if match["bullet"] else Style.PLAIN
    return _made(index, match, style, opens=opens and style is not Style.BULLET)


def _made(index: int, match: re.Match[str], style: Style, *, opens: bool) -> Candidate | None:
    key = label_key(match["label"])
    if not key:
        return None
    return Candidate(index, match["label"].strip(), Spelling(style, key), match["rest"], opens)


class Census(msgspec.Struct, frozen=True):
    """In how many entries of a file each spelling occurs, where a paragraph opens and anywhere.

    `order` is the place of each spelling in the file's commonest sequence of them.
    """

    entries: int
    opening: Counter[Spelling]
    anywhere: Counter[Spelling]
    order: dict[Spelling, int]
    vocabulary: Vocabulary
    tight_known: int

    def accepts(self, candidate: Candidate) -> bool:
        """Whether a candidate's spelling is a label of this file at the place where it stands."""
        spelling = candidate.spelling
        known = spelling.key in self.vocabulary.meanings
        if candidate.opens:
            return self._recurs(self.opening[spelling]) or (known and not self._is_stray(spelling))
        return self._is_tight(spelling) and (known or self._recurs(self.anywhere[spelling]))

    def _recurs(self, count: int) -> bool:
        return count >= 2 and count * 10 >= self.entries  # noqa: PLR2004 - twice, in a tenth

    def _is_stray(self, spelling: Spelling) -> bool:
        """Whether a known label stands once in a long file, as in a structured abstract."""
        text = self.vocabulary.meanings[spelling.key] in TEXT_FIELDS
        lonely = self.opening[spelling] == 1 and self.entries >= _LONG_FILE
        return text and lonely and spelling.style is Style.PLAIN

    def _is_tight(self, spelling: Spelling) -> bool:
        """Whether the template sets this label without a blank line before it, or in a list."""
        count = self.anywhere[spelling]
        if self.entries == 1:
            return self.tight_known > 1
        return count >= 2 and count * 2 >= self.entries  # noqa: PLR2004 - twice, in half of them

    def weight(self, spelling: Spelling) -> int:
        """How established a spelling is in the file."""
        return self.anywhere[spelling]


def take_census(found: Iterable[Sequence[Candidate]], vocabulary: Vocabulary) -> Census:
    """Count the spellings over all entries of a file."""
    opening: Counter[Spelling] = Counter()
    anywhere: Counter[Spelling] = Counter()
    sequences: Counter[tuple[Spelling, ...]] = Counter()
    entries = tight_known = 0
    for entry in found:
        entries += 1
        tight_known += sum(c.spelling.key in vocabulary.meanings and not c.opens for c in entry)
        opening.update({c.spelling for c in entry if c.opens})
        anywhere.update({c.spelling for c in entry})
        sequences[tuple(dict.fromkeys(c.spelling for c in entry if c.opens))] += 1
    common = max(sequences.items(), key=lambda pair: (pair[1], len(pair[0])), default=((), 0))[0]
    order = {spelling: index for index, spelling in enumerate(common)}
    return Census(entries, opening, anywhere, order, vocabulary, tight_known)


def choose(found: Sequence[Candidate], census: Census) -> list[Label]:
    """Choose among an entry's candidates those that open a field, in their order."""
    accepted = [candidate for candidate in found if census.accepts(candidate)]
    accepted = _established(accepted, census)
    if len({c.spelling for c in accepted}) < len(accepted):
        accepted = _in_order(accepted, census)
    return [
        Label(
            c.index,
            c.label,
            census.vocabulary.meanings.get(c.spelling.key),
            c.rest,
            c.spelling.style is Style.QUOTED,
        )
        for c in accepted
    ]


def _established(found: list[Candidate], census: Census) -> list[Candidate]:
    """Keep for each field only the spelling that the file uses most."""
    best: dict[str, Spelling] = {}
    for candidate in found:
        field = census.vocabulary.meanings.get(candidate.spelling.key, candidate.spelling.key)
        rival = best.get(field)
        if rival is None or census.weight(candidate.spelling) > census.weight(rival):
            best[field] = candidate.spelling
    return [
        c
        for c in found
        if _shares_field(c, census)
        or best[census.vocabulary.meanings.get(c.spelling.key, c.spelling.key)] == c.spelling
    ]


_REPEATABLE = frozenset({"abstract", "summary", "url", "title", "translated_title", "code"})


def _shares_field(candidate: Candidate, census: Census) -> bool:
    """Whether a template of this file sets several labels that mean the same field."""
    field = census.vocabulary.meanings.get(candidate.spelling.key)
    return field in _REPEATABLE and census.weight(candidate.spelling) * 2 >= census.entries


def _in_order(found: list[Candidate], census: Census) -> list[Candidate]:
    """Resolve repeated labels: keep the longest run that follows the file's own order.

    Of two equally long ones the later label wins, since a template's label comes after the
    text that happened to hold the same word.
    """
    ranked = [(c, census.order.get(c.spelling)) for c in found]
    placed = [(c, rank) for c, rank in ranked if rank is not None]
    length: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(placed):
        options = [(length[i], i) for i in range(index) if placed[i][1] < place]
        best, where = max(options, default=(0, -1))
        length.append(best + 1)
        before.append(where)
    chosen: set[int] = set()
    at = max(range(len(placed)), key=lambda i: (length[i], i), default=-1)
    while at >= 0:
        chosen.add(placed[at][0].index)
        at = before[at]
    seen: set[Spelling] = set()
    kept: list[Candidate] = []
    for candidate, rank in ranked:
        keep = candidate.index in chosen if rank is not None else candidate.spelling not in seen
        seen.add(candidate.spelling)
        if keep:
            kept.append(candidate)
    return kept
