"""What a page is about, as JSON-LD in the words of schema.org.

A paper's page is a page about an article, not the article. What the citation tags say better is
left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator import arxiv
from generator.citing.names import PersonName, parse_name
from generator.text.clean import plain_text
from generator.views.pages import (
    CategoryIndexView,
    CategoryView,
    DayView,
    HomeView,
    MonthView,
    PaperView,
    TemplateView,
    YearView,
)
from generator.views.parts import CategoryRef
from generator.views.site import SiteView

_Data = dict[str, object]

MOST_AUTHORS = 30
"""Authors that are named here; the citation tags name all of them."""

_ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
"""What could end the script that holds the data, or begin another."""


def linked_data(view: TemplateView, site: SiteView) -> str:
    """Describe a page so that it may stand within a script; nothing where it is not described."""
    data = _page(view, site) if site.has_linked_data else None
    if not data:
        return ""
    whole: _Data = {"@context": "https://schema.org", "@id": "", **data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _page(view: TemplateView, site: SiteView) -> _Data | None:
    if isinstance(view, PaperView):
        languages = [site.language, *(tag for tag in view.languages if tag != site.language)]
        told: object = languages if len(view.languages) > 1 else site.language
        return {"@type": "WebPage", "inLanguage": told, "about": _article(view)}
    if isinstance(view, HomeView):
        return _website(site)
    if isinstance(view, DayView | MonthView | YearView):
        return _collection(site) | {"temporalCoverage": view.date.value}
    if isinstance(view, CategoryView):
        return _collection(site) | {"about": _subject(view.category)}
    return _collection(site) if isinstance(view, CategoryIndexView) else None


def _subject(category: CategoryRef) -> _Data:
    """Describe a category: schema.org has pages be about things, not words."""
    term: _Data = {"@type": "DefinedTerm", "name": category.name or category.code}
    return term | {"termCode": category.code} if category.name else term


def _article(view: PaperView) -> _Data:
    article: _Data = {"@type": "ScholarlyArticle"}
    if view.arxiv_id:
        article["@id"] = f"https://doi.org/{arxiv.doi(view.arxiv_id)}"
    article["headline"] = plain_text(view.title.value)
    if view.creators:
        article["author"] = _authors(view.creators)
    if view.published:
        article["datePublished"] = view.published.replace("/", "-")
    return article


def _authors(creators: Sequence[str]) -> list[_Data | str]:
    return [_author(parse_name(name)) for name in creators[:MOST_AUTHORS]]


def _author(name: PersonName) -> _Data | str:
    """Name an author: a plain text is a person's, which schema.org takes as well as a thing."""
    return {"@type": "Organization", "name": name.literal} if name.is_group else name.natural


def _collection(site: SiteView) -> _Data:
    whole: _Data = {"@type": "WebSite", "name": site.title}
    if site.base_url:
        whole["@id"] = site.base_url
    return {"@type": "CollectionPage", "inLanguage": site.language, "isPartOf": whole}


def _website(site: SiteView) -> _Data:
    data: _Data = {"@type": "WebSite", "name": site.title, "inLanguage": site.language}
    if site.tagline:
        data["description"] = site.tagline
    if site.has_search and site.base_url:
        search = site.base_url + site.search.removeprefix("/")
        data["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{query}}"},
            "query-input": "required name=query",
        }
    return data
