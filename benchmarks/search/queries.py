"""Queries for known papers, drawn from their own texts with a fixed seed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from benchmarks.search.corpus import Text

RARE = 20
"""A phrase is rare when at most so many papers hold it."""

_LONG, _SHORT = 8, 4
_WORDS = 4
_CANDIDATES = 16
"""Rare phrases are looked for among so many of a paper; counting all would take long."""

_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_]))+")
_STOP_WORDS = """
a about above across after all also although among an and any are as at be because been being
between beyond both but by can could do does due during each either et for from further given had
has have here how however if in into is it its itself made make many may might more most much must
no nor not of often on one only onto or other our over per rather same several should since so some
such than that the their them then there therefore these they this those through thus to too toward
towards two under up upon using via was we well were what when where whereas whether which while who
whose why will with within without would yet you your al
"""
_STOP = frozenset(_STOP_WORDS.split())
_PAIRS = (
    ("models", "model"), ("networks", "network"), ("learning", "learn"), ("images", "image"),
    ("generated", "generate"), ("training", "train"), ("policies", "policy"), ("robots", "robot"),
)  # fmt: skip
_HELD_OUT_PAIRS = (
    ("datasets", "dataset"), ("agents", "agent"), ("reasoning", "reason"), ("improves", "improve"),
    ("detected", "detect"), ("planning", "plan"), ("studies", "study"), ("graphs", "graph"),
)  # fmt: skip


class Kind(StrEnum):
    """What a query is made of."""

    TITLE = "four title words"
    LONG = "eight Chinese characters of the TL;DR"
    RARE = f"four Chinese characters in ≤ {RARE} papers"
    ABSTRACT = "four words of the abstract in a row"
    SCATTERED = "four scattered words of the abstract"
    AUTHOR = "author's full name"
    STEM = "inflected word and its stem"


@dataclass(frozen=True, slots=True)
class Query:
    """Words to search for and the key of the paper they are from.

    A stem's query has no paper but the other word of its pair in `twin`.
    """

    kind: Kind
    words: str
    key: str = ""
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How queries are drawn: papers a kind, the seed, and whether from places held out."""

    known: int
    seed: int
    held_out: bool = False

    def random(self, *names: object) -> Random:
        """Give a source of numbers of its own to each name, so that no draw moves another."""
        return Random("/".join(map(str, (self.seed, self.held_out, *names))))


def draw(texts: Mapping[str, Text], drawing: Drawing) -> list[Query]:
    """Draw the queries of all kinds, in an order that mixes the kinds.

    Each kind takes the first papers of one shuffled list that have what it needs.
    """
    order = sorted(texts)
    drawing.random("papers").shuffle(order)
    papers = [texts[key] for key in order]
    makers: dict[Kind, Callable[[Text], str]] = {
        Kind.TITLE: lambda paper: title_words(paper, drawing),
        Kind.LONG: lambda paper: phrase(paper, drawing),
        Kind.ABSTRACT: lambda paper: neighbours(paper, drawing),
        Kind.SCATTERED: lambda paper: scattered(paper, drawing),
        Kind.AUTHOR: lambda paper: author(paper, drawing),
    }
    queries = [
        query for kind, make in makers.items() for query in _first(kind, papers, make, drawing)
    ]
    queries += rare_phrases(papers, texts.values(), drawing)
    for pair in _HELD_OUT_PAIRS if drawing.held_out else _PAIRS:
        queries += [Query(Kind.STEM, pair[i], twin=pair[1 - i]) for i in (0, 1)]
    drawing.random("order").shuffle(queries)
    return queries


def _first(
    kind: Kind, papers: Sequence[Text], make: Callable[[Text], str], drawing: Drawing
) -> list[Query]:
    found: list[Query] = []
    for paper in papers:
        if len(found) == drawing.known:
            break
        if words := make(paper):
            found.append(Query(kind, words, paper.key))
    return found


def title_words(paper: Text, drawing: Drawing) -> str:
    """Take the first four content words of a title, held out the last four."""
    words = content_words(paper.title)
    if len(words) < _WORDS:
        return ""
    return " ".join(words[-_WORDS:] if drawing.held_out else words[:_WORDS])


def phrase(paper: Text, drawing: Drawing) -> str:
    """Take eight characters of a TL;DR from its odd runs, held out from its even ones."""
    found = phrases(paper.tldr, _LONG, drawing)
    return drawing.random("phrase", paper.key).choice(found) if found else ""


def neighbours(paper: Text, drawing: Drawing) -> str:
    """Take four neighbouring content words of an abstract's first half, held out its second."""
    words = _half(content_words(paper.abstract), drawing)
    if len(words) < _WORDS:
        return ""
    start = drawing.random("row", paper.key).randrange(len(words) - _WORDS + 1)
    return " ".join(words[start : start + _WORDS])


def scattered(paper: Text, drawing: Drawing) -> str:
    """Take four different content words from anywhere in half an abstract."""
    words = sorted({word.lower() for word in _half(content_words(paper.abstract), drawing)})
    if len(words) < _WORDS:
        return ""
    return " ".join(drawing.random("scattered", paper.key).sample(words, _WORDS))


def author(paper: Text, drawing: Drawing) -> str:
    """Take the first author, held out the last, where the name has two parts or more."""
    if not paper.authors:
        return ""
    name = paper.authors[-1 if drawing.held_out else 0]
    return name if " " in name else ""


def rare_phrases(
    papers: Sequence[Text], every: Iterable[Text], drawing: Drawing
) -> Iterable[Query]:
    """Take for each paper four characters of its TL;DR that few papers hold anywhere."""
    # Not every paper has a rare phrase among its candidates.
    candidates: dict[str, list[str]] = {}
    for paper in papers:
        if len(candidates) == 2 * drawing.known:
            break
        if found := phrases(paper.tldr, _SHORT, drawing):
            random = drawing.random("rare", paper.key)
            candidates[paper.key] = random.sample(found, min(len(found), _CANDIDATES))
    holders = count_holders({one for some in candidates.values() for one in some}, every)
    rare = (
        Query(Kind.RARE, next(one for one in some if holders[one] <= RARE), key)
        for key, some in candidates.items()
        if any(holders[one] <= RARE for one in some)
    )
    return [query for query, _ in zip(rare, range(drawing.known), strict=False)]


def count_holders(wanted: set[str], every: Iterable[Text]) -> Counter[str]:
    """Count the papers that hold each of the short phrases."""
    holders: Counter[str] = Counter()
    for paper in every:
        holders.update(
            {
                run[start : start + _SHORT]
                for text in paper.everything
                for run in _HAN_RUN.findall(text)
                for start in range(len(run) - _SHORT + 1)
            }
            & wanted
        )
    return holders


def phrases(text: str, length: int, drawing: Drawing) -> list[str]:
    """List the different phrases of one length in every other run of Chinese characters."""
    runs = [run for run in _HAN_RUN.findall(text) if len(run) >= length]
    found = [
        run[start : start + length]
        for run in runs[1 if drawing.held_out else 0 :: 2]
        for start in range(len(run) - length + 1)
    ]
    return list(dict.fromkeys(found))


def content_words(text: str) -> list[str]:
    """List the words of a text that carry meaning, as they are written."""
    latin = _HAN_RUN.sub(" ", text)
    return [word for word in _WORD.findall(latin) if word.lower() not in _STOP]


def _half(words: list[str], drawing: Drawing) -> list[str]:
    middle = len(words) // 2
    return words[middle:] if drawing.held_out else words[:middle]
