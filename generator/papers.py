"""The texts of papers, loaded from where their entries lie."""

from __future__ import annotations

from functools import lru_cache

from generator.archive import PaperStub
from generator.merging import Merged, merge
from generator.model import DigestDate, Paper
from generator.stubs import Leaf, Shelf


def load_texts(leaves: tuple[Leaf, ...], shelf: Shelf) -> Merged:
    """Load entries of one paper, the most trusted first, and merge them."""
    return merge([shelf.entry(leaf) for leaf in leaves])


@lru_cache(maxsize=4096)
def shown_texts(leaves: tuple[Leaf, ...], shelf: Shelf) -> Merged:
    """Do the same for pages, and remember the last: pages beside each other show the same."""
    return load_texts(leaves, shelf)


def forget_texts() -> None:
    """Let go of what was loaded for pages, and of the shelves that it came from."""
    shown_texts.cache_clear()


def load_paper(stub: PaperStub, shelf: Shelf) -> Paper:
    """Load everything that the archive knows of a paper."""
    days = tuple(seen.date for seen in stub.sightings)
    return paper_of(stub.key, days, load_texts(stub.leaves, shelf), stub.categories, stub.aliases)


def paper_of(
    key: str,
    days: tuple[DigestDate, ...],
    merged: Merged,
    categories: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
) -> Paper:
    """Give a paper with these texts, seen on these days in these categories."""
    return Paper(
        key=key,
        title=merged.title,
        id=merged.id,
        version=merged.version,
        url=merged.url,
        pdf_url=merged.pdf_url,
        authors=merged.authors,
        categories=categories,
        days=days,
        headlines=merged.headlines,
        pitch=merged.pitch,
        badges=merged.badges,
        figure=merged.figure,
        comment=merged.comment,
        keywords=merged.keywords,
        score=merged.score,
        sections=merged.sections,
        venue=merged.venue,
        code=merged.code,
        aliases=aliases,
    )
