"""Dates as digests write them: in file names, front matter, headings and labels."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import msgspec

_YEAR = r"(?P<y>(?:19|20)\d{2})"
_NUMERIC = re.compile(
    rf"(?<!\d){_YEAR}(?:(?P<s>[-_./])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})"
    r"|\s?[年년]\s?(?P<m2>\d{1,2})\s?[月월]\s?(?P<d2>\d{1,2})\s?[日일号]?)(?!\d)"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan", "janvier", "januar", "enero", "janeiro", "gennaio"),
            ("february", "feb", "février", "februar", "febrero", "fevereiro", "febbraio"),
            ("march", "mar", "mars", "märz", "marzo", "março"),
            ("april", "apr", "avril", "abril", "aprile"),
            ("may", "mai", "mayo", "maio", "maggio"),
            ("june", "jun", "juin", "juni", "junio", "junho", "giugno"),
            ("july", "jul", "juillet", "juli", "julio", "julho", "luglio"),
            ("august", "aug", "août", "agosto"),
            ("september", "sep", "sept", "septembre", "septiembre", "setembro", "settembre"),
            ("october", "oct", "octobre", "oktober", "octubre", "outubro", "ottobre"),
            ("november", "nov", "novembre", "noviembre", "novembro"),
            ("december", "dec", "décembre", "dezember", "diciembre", "dezembro", "dicembre"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+(?:of |de )?(?P<n>{_NAMES})\.?,?[\s-]+"
    rf"(?:de )?{_YEAR}\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<n>{_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE
)
_PACKED = re.compile(rf"(?<!\d){_YEAR}(?P<m>\d{{2}})(?P<d>\d{{2}})(?!\d)")
_MATTER_KEY = re.compile(r"(?:date|day|日期)\s*[:=]\s*[\"']?(.+?)[\"']?\s*$", re.IGNORECASE)
_MATTER_LINES = 60
_DATE_LINE = re.compile(
    r"\W*(?:(?:report|digest|issue|publish(?:ed)?|update[ds]?|generated)?\s*(?:date|on|at)"
    r"|日期|更新时间|更新日期|生成时间|发布日期)\W*[:：](?P<rest>.*)",
    re.IGNORECASE,
)


class FrontMatter(msgspec.Struct, frozen=True):
    """The date that front matter gives, and the index of the first line after it.

    Where it gives something else for a date, `unread` is the index of that line, and the words.
    """

    date: str | None = None
    end: int = 0
    unread: tuple[int, str] | None = None


def find_date(text: str) -> str | None:
    """Find the first valid calendar date in a text, as `YYYY-MM-DD`.

    Understood: 2025-03-21, 2025/3/21, 2025_03_21, 20250321, 2025年3月21日, 21 March 2025,
    Mar 21, 2025.
    """
    for pattern in (_NUMERIC, _DAY_FIRST, _MONTH_FIRST, _PACKED):
        for match in pattern.finditer(text):
            date = _valid(match)
            if date:
                return date
    return None


def _valid(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = _MONTHS[groups["n"].lower()] if groups.get("n") else groups["m"] or groups["m2"]
    day = groups["d"] or groups["d2"]
    try:
        return datetime.date(int(groups["y"]), int(month), int(day)).isoformat()
    except ValueError:
        return None


def date_in_path(path: str) -> str | None:
    """Find a date in a file's name, or spread over its folders (`2025/03/21.md`)."""
    stem = path.rpartition("/")[2]
    return find_date(stem) or find_date("/".join(path.split("/")[-3:]))


def date_in_heading(text: str) -> str | None:
    """Find the date of a dated heading."""
    return find_date(text)


def date_in_line(line: str) -> str | None:
    """Find the date of a line such as `**Report Date:** 2025-06-08`."""
    match = _DATE_LINE.fullmatch(line) if len(line) < _MATTER_LINES * 2 else None
    return find_date(match["rest"]) if match else None


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """Read the date out of YAML or TOML front matter at the top of a file."""
    fence = lines[0].strip() if lines else ""
    if fence not in ("---", "+++"):
        return FrontMatter()
    date: str | None = None
    unread: tuple[int, str] | None = None
    for index, line in enumerate(lines[1:_MATTER_LINES], start=1):
        if line.strip() == fence:
            return FrontMatter(date, index + 1, None if date else unread)
        match = _MATTER_KEY.match(line.strip())
        if match and date is None:
            date = find_date(match[1])
            unread = unread or (index, match[1])
    return FrontMatter()
