"""Twins: a paper's texts divided between two records, as if two digests had told of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from generator.merging import Merged
from generator.model import Section

Divided = tuple[Merged, Merged] | None
"""What is asked for, and what is to be found; nothing where a paper cannot be divided so."""


def two_languages(texts: Merged) -> Divided:
    """The title and all that is not English; the title and the abstract in English."""
    others, abstract = _others(texts), _abstract(texts)
    if not (others and abstract):
        return None
    return _with(texts, others), _with(texts, abstract)


def title_on_one_side(texts: Merged) -> Divided:
    """The title and all that is not English; the abstract in English alone."""
    divided = two_languages(texts)
    return divided and (divided[0], replace(divided[1], title=""))


def no_title(texts: Merged) -> Divided:
    """All that is not English; the title and the abstract in English."""
    divided = two_languages(texts)
    return divided and (replace(divided[0], title=""), divided[1])


def halves(texts: Merged) -> Divided:
    """The first half of the abstract; its second half. No titles."""
    abstract = _abstract(texts)
    if not abstract:
        return None
    text = abstract[0].text
    middle = text.find(" ", len(text) // 2)
    first, second = (replace(abstract[0], text=part) for part in (text[:middle], text[middle:]))
    bare = replace(texts, title="")
    return _with(bare, (first,)), _with(bare, (second,))


KINDS: dict[str, Callable[[Merged], Divided]] = {
    "the same title, texts in two languages": two_languages,
    "title and Chinese; English abstract alone": title_on_one_side,
    "Chinese alone; title and English abstract": no_title,
    "one half of the abstract; the other": halves,
}


def _with(texts: Merged, sections: tuple[Section, ...]) -> Merged:
    return replace(texts, sections=sections, keywords=(), headlines=(), pitch=None)


def _others(texts: Merged) -> tuple[Section, ...]:
    return tuple(s for s in texts.sections if s.lang != "en")


def _abstract(texts: Merged) -> tuple[Section, ...]:
    return tuple(s for s in texts.sections if s.field == "abstract" and s.lang == "en")
