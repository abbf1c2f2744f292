"""How a paper is cited: its BibTeX entry, as arXiv writes them.

Source of the form: the "Export BibTeX citation" of an arXiv abstract page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain, count

from generator import arxiv
from generator.model import Paper
from generator.slugs import ascii_letters
from generator.text.clean import plain_text

_SMALL_WORDS = frozenset(
    [
        "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how",
        "in", "into", "is", "it", "its", "of", "on", "or", "that", "the", "their", "through", "to",
        "towards", "toward", "under", "using", "via", "we", "what", "when", "where", "which", "why",
        "with", "you", "your", "all",
    ]
)  # fmt: skip
_KEY_WORDS = 4
_PARTICLES = frozenset(
    ["da", "de", "del", "della", "den", "der", "di", "du", "la", "le", "van", "von"]
)
_SUFFIXES = re.compile(r",?\s+(?P<suffix>Jr\.?|Sr\.?|II|III|IV)$", re.IGNORECASE)
_COLLECTIVE = re.compile(
    r"\b(?:collaboration|consortium|team|group|project|network)\b", re.IGNORECASE
)
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OTHERS = re.compile(r"(?:et\.? al\.?|others|and others|等)\.?", re.IGNORECASE)
_SPECIAL = re.compile(r"[&%$#_]")
_ACCENTS = {ord("^"): r"\textasciicircum{}", ord("~"): r"\textasciitilde{}"}
_STRUCTURE = re.compile(r"[{}\\]")
"""What ends a field early, for BibTeX or for programs that take its backslash for an escape."""


def bibliography(papers: Sequence[Paper]) -> tuple[str, ...]:
    """Write the BibTeX entries of a file; of papers with one key the first keeps it.

    Keys are compared without case, as BibTeX does.
    """
    keys: set[str] = set()
    entries = []
    for paper in papers:
        key = citation_key(paper)
        spellings = chain((key,), (f"{key}-{number}" for number in count(2)))
        free = next(one for one in spellings if one.lower() not in keys)
        keys.add(free.lower())
        entries.append(_entry(paper, free))
    return tuple(entries)


def bibtex(paper: Paper) -> str:
    """Write the BibTeX entry of a paper; its key is a function of the paper alone."""
    return _entry(paper, citation_key(paper))


def _entry(paper: Paper, key: str) -> str:
    fields = [("title", _value(plain_text(paper.title)))]
    if paper.authors:
        fields.append(("author", " and ".join(map(author_name, paper.authors))))
    fields.append(("year", year_of(paper)))
    if paper.id:
        fields += [("eprint", paper.id), ("archivePrefix", "arXiv")]
        if paper.categories and arxiv.is_category(paper.categories[0]):
            fields.append(("primaryClass", paper.categories[0]))
        fields.append(("url", arxiv.abstract_url(paper.id)))
    elif paper.url:
        fields.append(("url", _STRUCTURE.sub("", "".join(paper.url.split()))))
    lines = ",\n".join(f"  {name}={{{value}}}" for name, value in fields)
    return f"@misc{{{key},\n{lines}\n}}"


def citation_key(paper: Paper) -> str:
    """Make the key: last name of the first author, year, and the first words of the title."""
    last = _last_name(paper.authors) if paper.authors else ""
    words = (ascii_letters(word) for word in plain_text(paper.title).split())
    telling = [word for word in words if word and word not in _SMALL_WORDS]
    return f"{last}{year_of(paper)}{''.join(telling[:_KEY_WORDS])}"


def year_of(paper: Paper) -> str:
    """Give the year of the arXiv id, else that of the first digest."""
    return arxiv.month_of(paper.id)[:4] if paper.id else paper.days[0].year


def _last_name(authors: Sequence[str]) -> str:
    name = _SUFFIXES.sub("", authors[0])
    if _COLLECTIVE.search(name) or _EAST_ASIAN.search(name):
        return ascii_letters(name)[:24]
    return ascii_letters(name.split()[-1]) if name.split() else ""


def author_name(name: str) -> str:
    """Write a name so that BibTeX takes it apart rightly: groups and CJK names stay whole."""
    name = _value(unicodedata.normalize("NFC", " ".join(name.split())))
    if _OTHERS.fullmatch(name):
        return "others"
    if _COLLECTIVE.search(name) or _EAST_ASIAN.search(name) or " and " in name:
        return f"{{{name}}}"
    match = _SUFFIXES.search(name)
    if match:
        words = name[: match.start()].split()
        family = _family(words)
        given = " ".join(words[: len(words) - len(family.split())])
        return f"{family}, {match['suffix']}, {given}"
    return name


def _family(words: Sequence[str]) -> str:
    """Give the family name of a name's words, with the particles before it."""
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return " ".join(words[at:])


def _value(text: str) -> str:
    """Make a text safe inside braces, and TeX's special characters literal."""
    words = " ".join(_STRUCTURE.sub("", text).split())
    return _SPECIAL.sub(r"\\\g<0>", words).translate(_ACCENTS)
