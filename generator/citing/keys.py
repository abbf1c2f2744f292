"""The key and the date of a paper's citation, as arXiv makes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from generator import arxiv
from generator.citing.names import PersonName, people_of
from generator.citing.stopwords import STOPWORDS
from generator.model import Paper
from generator.slugs import ascii_letters
from generator.text.clean import plain_text

_NOBODY = "unknown"
_KEY_WORDS = 4
_LONGEST_NAME = 24
_LONGEST_WORDS = 80


def published(paper: Paper) -> str:
    """Give the date to cite, `YYYY-MM-DD` or `YYYY-MM`: within the month of an arXiv id.

    The day is that of the first digest, where that is of the same month.
    """
    seen = paper.days[0].value
    month = arxiv.month_of(paper.id) if paper.id else seen[:7]
    return seen if seen.startswith(month) else month


def year_of(paper: Paper) -> str:
    """Give the year of the arXiv id, else that of the first digest."""
    return published(paper)[:4]


def citation_key(paper: Paper) -> str:
    """Make the key: last name of the first author or `unknown`, year, first words of the title.

    It is a function of the paper alone. Words are told apart and left out as arXiv does; letters
    are written in ASCII, since BibTeX wants that.
    """
    return _key(paper.authors, year_of(paper), paper.title)


@lru_cache(maxsize=4096)
def _key(authors: tuple[str, ...], year: str, title: str) -> str:
    names = people_of(authors).names
    words = [word for word in plain_text(title).split() if word.lower() not in STOPWORDS]
    letters = ascii_letters(" ".join(words[:_KEY_WORDS]))[:_LONGEST_WORDS]
    return f"{_last_name(names[0]) if names else _NOBODY}{year}{letters}"


@lru_cache(maxsize=4096)
def _last_name(name: PersonName) -> str:
    return ascii_letters(name.literal or name.whole_family)[:_LONGEST_NAME]


def unique_keys(papers: Sequence[Paper]) -> tuple[str, ...]:
    """Give the keys of a file; of papers with one key the first by name in addresses keeps it.

    The others add that name. So no order of a file changes a key, a newer paper leaves that of an
    older one as it is, and a paper has one of two keys in whatever file it stands.
    """
    keys = [citation_key(paper) for paper in papers]
    firsts: dict[str, str] = {}
    for key, paper in zip(keys, papers, strict=True):
        firsts[key] = min(firsts.get(key, paper.key), paper.key)
    return tuple(
        key if firsts[key] == paper.key else f"{key}-{paper.key}"
        for key, paper in zip(keys, papers, strict=True)
    )
