"""Which of a paper's texts a page shows, in which language, and in what order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.digests.fields import FACT_FIELDS, SHOWN_ORDER
from generator.digests.language import detect_language
from generator.model import Section
from generator.views.parts import SectionView, Text

_ORDER = {field: index for index, field in enumerate(SHOWN_ORDER)}
_COUNTS = frozenset({"votes", "comments_count", "code_stars"})
_ELSEWHERE = frozenset(FACT_FIELDS) | _COUNTS
"""Sections that state a fact and have their own place on the page."""
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+(?=\S)")
_ENDED = re.compile(r"[.!?:;,。！？：；，、…]['\"”’）)*_]*$")
_CLOSE = frozenset({"zh", "ja"})
"""Languages without spaces between words."""

_NAMES = 6


def names_shown(authors: tuple[str, ...]) -> tuple[str, ...]:
    """Give the authors that a list names: all of them, or the first if more than one is left."""
    return authors[:_NAMES] if len(authors) > _NAMES + 1 else authors


def text_of(value: str) -> Text:
    """Give a text with the language that its script tells."""
    return Text(value=value, lang=detect_language(value))


def in_language(sections: Iterable[Section], field: str, language: str) -> Section | None:
    """Choose the section of a field in a language, else the first in any."""
    found = [section for section in sections if section.field == field]
    return next((s for s in found if s.lang == language), found[0] if found else None)


def gist(sections: Sequence[Section], pitch: str | None, language: str) -> Text | None:
    """Choose what a list shows below a title: the TL;DR, the pitch, or the machine's summary."""
    tldr = in_language(sections, "tldr", language)
    if tldr is None and pitch:
        return text_of(pitch)
    chosen = tldr or in_language(sections, "summary", language)
    return Text(value=run_on(chosen.text, chosen.lang), lang=chosen.lang) if chosen else None


def run_on(text: str, lang: str) -> str:
    """Write a list in one line, its items apart by semicolons; another text stays as it is."""
    if "\n" not in text or "$$" in text or "```" in text:
        return text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if sum(map(bool, map(_ITEM.match, lines))) <= 1:
        return text
    space, semicolon = ("", "；") if lang in _CLOSE else (" ", "; ")
    told = ""
    for line in lines:
        item = _ITEM.match(line)
        apart = semicolon if item and not _ENDED.search(told) else space
        told += (apart if told else "") + (line[item.end() :] if item else line)
    return told


def headline(headlines: Sequence[str], sections: Sequence[Section], language: str) -> Text | None:
    """Choose a headline: the digest's own, or the title translated to the site's language."""
    if headlines:
        return text_of(headlines[0])
    title = in_language(sections, "translated_title", language)
    if title and title.lang == language:
        return Text(value=title.text, lang=title.lang)
    return None


def shown(sections: Iterable[Section], language: str) -> tuple[SectionView, ...]:
    """Give the texts of a page in its order: known fields first, the site's language first."""
    chosen = [s for s in sections if s.field not in _ELSEWHERE]
    chosen.sort(key=lambda s: (_ORDER.get(s.field or "", len(_ORDER)), s.lang != language, s.lang))
    return tuple(_view(section) for section in chosen)


def _view(section: Section) -> SectionView:
    known = section.field if section.field in _ORDER else None
    return SectionView(
        text=Text(value=section.text, lang=section.lang),
        field=known,
        label="" if known else section.label or section.field or "",
    )


def languages(sections: Iterable[Section]) -> tuple[str, ...]:
    """List the languages of the summaries where one field is told in several."""
    by_field: dict[str, set[str]] = {}
    for section in sections:
        if section.field in _ORDER and section.field != "abstract":
            by_field.setdefault(section.field, set()).add(section.lang)
    several = set().union(*(langs for langs in by_field.values() if len(langs) > 1))
    return tuple(sorted(several))
