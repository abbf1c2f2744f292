"""BibTeX entries in the form in which arXiv writes them.

Source of the form: the "Export BibTeX citation" of an arXiv abstract page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator import arxiv
from generator.citing.keys import citation_key, unique_keys, year_of
from generator.citing.names import PersonName, parse_name, people_of
from generator.citing.references import url_of
from generator.citing.titles import bibtex_title
from generator.model import Paper
from generator.text.characters import tidy
from generator.text.clean import plain_text

_SPECIAL = re.compile(r"[&%$#_]")
_ACCENTS = {ord("^"): r"\textasciicircum{}", ord("~"): r"\textasciitilde{}"}
_ORDINARY = re.compile(r"[\w.,:;'()-]+(?: [\w.,:;'()-]+)*", re.ASCII)
_AND = re.compile(r"(?<![^ ])and(?![^ ])", re.IGNORECASE)
_STRUCTURE = re.compile(r"[{}\\]")
"""What ends a field early, for BibTeX or for programs that take its backslash for an escape."""


def bibliography(papers: Sequence[Paper], base: str = "") -> tuple[str, ...]:
    """Write the BibTeX entries of a file, their keys unique; `base` is the site's own address."""
    keys = unique_keys(papers)
    return tuple(_entry(paper, key, base) for paper, key in zip(papers, keys, strict=True))


def bibtex(paper: Paper, base: str = "") -> str:
    """Write the BibTeX entry of a paper; `base` is the site's own address."""
    return _entry(paper, citation_key(paper), base)


def is_told_by_tags(paper: Paper) -> bool:
    """Tell whether the theme's citations.js writes the same entry from a page's citation tags.

    It has no part of `tidy`, reads names back from their inverted form, and knows of no formulas
    and of no address but that of an arXiv id.
    """
    title = plain_text(paper.title)
    names = people_of(paper.authors).names
    told = paper.id and title and _is_clean(title) and _title(paper.title) == _value(title)
    return bool(told) and all(map(_is_read_back, names))


def primary_class(paper: Paper) -> str:
    """Give the category of arXiv that an entry names, or nothing."""
    first = paper.categories[0] if paper.id and paper.categories else ""
    return first if arxiv.is_category(first) else ""


def _entry(paper: Paper, key: str, base: str) -> str:
    fields = [("title", _title(paper.title))]
    authors = _authors(paper.authors)
    if authors:
        fields.append(("author", authors))
    fields.append(("year", year_of(paper)))
    if paper.id:
        fields += [("eprint", paper.id), ("archivePrefix", "arXiv")]
        if category := primary_class(paper):
            fields.append(("primaryClass", category))
        fields.append(("url", arxiv.abstract_url(paper.id)))
    elif url := url_of(paper, base):
        fields.append(("url", _STRUCTURE.sub("", "".join(url.split()))))
    lines = ",\n".join(f"  {name}={{{value}}}" for name, value in fields)
    return f"@misc{{{key},\n{lines}\n}}"


@lru_cache(maxsize=4096)
def _authors(authors: tuple[str, ...]) -> str:
    people = people_of(authors)
    names = [author_name(name) for name in people.names]
    return " and ".join([*names, "others"] if people.others and names else names)


@lru_cache(maxsize=16384)
def _is_read_back(name: PersonName) -> bool:
    return parse_name(name.inverted) == name and _is_clean(name.inverted)


def _is_clean(text: str) -> bool:
    return text.isprintable() and tidy(text) == text


@lru_cache(maxsize=4096)
def _title(title: str) -> str:
    return bibtex_title(title, _value)


@lru_cache(maxsize=16384)
def author_name(name: PersonName) -> str:
    """Write a name so that BibTeX takes it apart rightly; groups and CJK names stay whole."""
    if name.literal:
        return f"{{{_value(name.literal)}}}"
    family, given = _held(_value(name.whole_family)), _held(_value(name.given))
    if name.suffix:
        return f"{family}, {name.suffix}, {given}"
    return f"{given} {family}" if _is_plain(name) else f"{family}, {given}"


def _held(part: str) -> str:
    """Hold what BibTeX would take for the word between two names."""
    return _AND.sub(r"{\g<0>}", part) if "nd" in part.lower() else part


def _is_plain(name: PersonName) -> bool:
    """Whether BibTeX finds the family name of `Given van Family` by its small letters."""
    begins = [word[:1] for word in (*name.given.split(), name.family)]
    return " " not in name.family and not any(letter.islower() for letter in begins)


def _value(text: str) -> str:
    """Make a text safe inside braces, and TeX's special characters literal."""
    if "_" not in text and _ORDINARY.fullmatch(text):
        return text
    words = " ".join(_STRUCTURE.sub("", tidy(text)).split())
    return _SPECIAL.sub(r"\\\g<0>", words).translate(_ACCENTS)
