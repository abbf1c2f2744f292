"""The forms that a label takes in a Markdown digest, found line by line.

`Label: …`, `**Label:** …`, `**Label** …`, `> **Label:** …`, `- **Label**: …`, `【Label】…`,
`#### Label`, `<summary>Label</summary>`; numbers and emoji before the label only decorate it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from generator.digests.fields import label_key
from generator.digests.headings import parse_entry, parse_heading

_BOLD = re.compile(
    r"\s{0,3}(?P<quote>(?:>\s?)*)(?P<bullet>[-*+•]\s+|\d{1,2}[.)]\s+)?"
    r"(?P<mark>\*\*|__)\s*(?P<label>[^*_:：][^*:：]{0,48}?)\s*(?P<inner>[:：])?\s*(?P=mark)"
    r"\s*(?P<outer>[:：]|[-–—|](?=\s))?[ \t]*(?P<rest>.*)$"
)
_ITALIC = re.compile(
    r"\s{0,3}(?P<quote>(?:>\s?)*)(?P<bullet>[-*+•]\s+|\d{1,2}[.)]\s+)?"
    r"(?P<mark>[*_])(?P<label>[^*_:：\s][^*_:：]{0,40}?)\s*"
    r"(?:[:：]\s*(?P=mark)|(?P=mark)\s*[:：])[ \t]*(?P<rest>.*)$"
)
_PLAIN = re.compile(
    r"\s{0,3}(?P<quote>(?:>\s?)*)(?P<bullet>[-*+•]\s+)?"
    r"(?P<label>[^\s:：*`#>|<\[\]()（）。，,][^:：\n]{0,40}?)\s*[:：](?!//)[ \t]*(?P<rest>.*)$"
)
_BRACKETED = re.compile(
    r"\s{0,3}(?P<quote>(?:>\s?)*)(?P<bullet>[-*+•]\s+)?"
    r"【(?P<label>[^】\n]{1,40})】\s*[:：]?[ \t]*(?P<rest>.*)$"
)
_SUMMARY = re.compile(
    r"\s*(?:<details[^>]*>\s*)?<summary[^>]*>\s*(?P<label>.{1,160}?)\s*[:：]?\s*</summary>"
    r"\s*(?P<rest>.*)$"
)
_TAG = re.compile(r"<[^>]*>")
_SYMBOLS = "\u2190-\u2bff\u3030\ufe0f\u200d\U0001f000-\U0001faff"
_DECORATED = re.compile(
    rf"(?P<lead>\s{{0,3}}(?:>\s?)*(?:[-*+•]\s+|\d{{1,2}}[.)]\s+)?)[{_SYMBOLS}\d]*[{_SYMBOLS}]\s*"
)
_NUMBERED = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]|[IVX]{1,4})[.)）、．:]\s*(?=\S)")
_BEFORE_NAME = re.compile(rf"[{_SYMBOLS}\s]+")
_GENERIC_SUMMARY = re.compile(
    r"(?:click |show |view |see |read |tap )?(?:to |for )?(?:full |all |more )*"
    r"(?:details?|more|expand|unfold|open|info|summary details)"
    r"|(?:点击|點擊|查看|显示|展开|更多)*(?:详情|详细信息|展开|详细|折叠|更多|内容)(?:查看)?"
    r"|詳細(?:を表示)?|続きを読む|자세히(?: 보기)?|더 보기"
    r"|détails|voir plus|einzelheiten|mehr|detalles",
    re.IGNORECASE,
)
_BOLD_NAME = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_MOST_WORDS = 5
_NEAR = 56
"""How far into a line its label may reach."""


class Style(StrEnum):
    """How a label is set off from its text; LOOSE is bold with text and no colon after it."""

    PLAIN = "plain"
    BOLD = "bold"
    LOOSE = "loose"
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

    `opens` tells whether a paragraph begins there; `url` is where a label that is a link leads.
    """

    index: int
    label: str
    spelling: Spelling
    rest: str
    opens: bool
    url: str = ""


def candidates(lines: Sequence[str]) -> list[Candidate]:
    """Find every line of an entry that has the form of a label."""
    found: list[Candidate] = []
    opens = True
    for index, line in enumerate(lines):
        start = line.lstrip()
        if not start:
            opens = True
            continue
        candidate = _candidate(line, start, index, opens)
        if candidate is not None:
            found.append(candidate)
        opens = start[0] in "<#-*" and _is_frame(start)
    return found


def _is_frame(start: str) -> bool:
    return (
        start[:9]
        .lower()
        .startswith(("<details", "<summary", "</details", "#", "---", "***", "<br"))
    )


def _candidate(line: str, start: str, index: int, opens: bool) -> Candidate | None:  # noqa: FBT001
    first = start[0]
    if first == "<" and "<summary" in line:
        return _from_summary(line, index)
    if first == "#" or (first == "<" and start.startswith("<h")):
        return _from_heading(line, index)
    near = line[:_NEAR]
    if not near.isascii():
        decorated = _DECORATED.match(line)
        if decorated:
            line = decorated["lead"] + line[decorated.end() :]
            near = line[:_NEAR]
    if "<" in near and _BOLD_NAME.search(near):
        line = _BOLD_NAME.sub("**", line)
        near = line[:_NEAR]
    if "**" in near or "__" in near:
        bold = _from_bold(line, index, opens)
        if bold is not None:
            return bold
    if ":" in near or "：" in near:
        return _from_colon(line, near, index, opens)
    if "】" in near:
        return _made(index, _BRACKETED.match(line), opens)
    return None


def _from_summary(line: str, index: int) -> Candidate | None:
    match = _SUMMARY.match(line)
    if not match:
        return None
    label = _bare(_TAG.sub("", match["label"])).rstrip(":： ")
    if not label_key(label) or _GENERIC_SUMMARY.fullmatch(label.strip(" .…")):
        return None
    spelling = Spelling(Style.SUMMARY, label_key(label))
    return Candidate(index, label, spelling, match["rest"], opens=True)


def _from_heading(line: str, index: int) -> Candidate | None:
    heading = parse_heading(line)
    if not heading or not heading.text:
        return None
    text, url = heading.text, ""
    if "](" in text:
        linked = parse_entry(text)
        if linked is None:
            return None
        text, url = linked.title, linked.url
    name, _, rest = text.strip("*").partition(":" if ":" in text else "：")
    label = _bare(name)
    spelling = Spelling(Style.HEADING, label_key(label))
    return Candidate(index, label, spelling, rest.strip(" *"), opens=True, url=url)


def _from_bold(line: str, index: int, opens: bool) -> Candidate | None:  # noqa: FBT001
    match = _BOLD.match(line)
    if not match:
        return None
    set_off = match["inner"] or match["outer"] or not match["rest"]
    return _made(index, match, opens, Style.BOLD if set_off else Style.LOOSE)


def _from_colon(line: str, near: str, index: int, opens: bool) -> Candidate | None:  # noqa: FBT001
    if "*" in near or "_" in near:
        italic = _ITALIC.match(line)
        if italic:
            return _made(index, italic, opens, Style.BOLD)
    match = _PLAIN.match(line)
    if not match or match["label"].count(" ") >= _MOST_WORDS:
        return None
    return _made(index, match, opens)


def _made(
    index: int,
    match: re.Match[str] | None,
    opens: bool,  # noqa: FBT001
    style: Style = Style.PLAIN,
) -> Candidate | None:
    if match is None:
        return None
    written = match["label"]
    label = _bare(written)
    key = label_key(label)
    if not key:
        return None
    if match["quote"]:
        style = Style.QUOTED
    elif match["bullet"] or (
        label != written and written[0] in "0123456789(（一二三四五六七八九十"
    ):
        style = Style.BULLET if style is not Style.LOOSE else style
        opens = False
    return Candidate(index, label, Spelling(style, key), match["rest"], opens)


def _bare(label: str) -> str:
    """Take numbers and emoji off the front of a label."""
    label = label.strip(" *")
    if label[:1].isalpha() and label[:1] not in "IVX一二三四五六七八九十":
        return label
    decorated = _BEFORE_NAME.match(label)
    if decorated:
        label = label[decorated.end() :].strip(" *")
    numbered = _NUMBERED.match(label)
    return label[numbered.end() :].strip(" *") if numbered else label
