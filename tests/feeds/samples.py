"""Feeds of small archives, as text by address."""

from typing import Any

from msgspec.structs import replace

from generator.compose.complete import complete
from generator.compose.pages import compose
from generator.feeds.files import feed_text
from generator.model import Digest
from generator.settings import AuthorSettings, FeedSettings, Settings, SiteSettings
from generator.theme import Theme
from generator.views.feeds import FeedFile
from tests.samples import MemoryShelf, archive, digest, entry, tldr
from tests.theme_views import SITE

BASE = SITE.base_url


def feeds(
    *digests: Digest, base_url: str = BASE, lang: str = "en", min_papers: int = 15, **asked: Any
) -> dict[str, str]:
    """Write all feeds of a site in a language, with these settings."""
    settings = Settings(
        feeds=FeedSettings(**asked),
        site=SiteSettings(language=lang),
        authors=AuthorSettings(min_papers=min_papers),
    )
    site = replace(SITE, language=lang)
    words = Theme.load(site).words
    shelf = MemoryShelf(*digests)
    made = [
        complete(sketch, shelf) for sketch in compose(archive(*digests), settings, (), base_url)
    ]
    return {
        page.address: feed_text(page.view, site, words)
        for page in made
        if isinstance(page.view, FeedFile)
    }


def day(date: str, count: int = 1, start: int = 0, **facts: Any) -> Digest:
    """Make a digest of papers with ids from a number on."""
    name = f"{date}.md"
    entries = [
        entry(
            f"Paper {number}",
            id=f"2605.{number:05}",
            path=name,
            line=number + 1,
            **({"categories": ("cs.DC",), "sections": (tldr("In a line."),)} | facts),
        )
        for number in range(start, start + count)
    ]
    return digest(name, *entries)
