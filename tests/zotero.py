"""What Zotero makes of a page: the rules of its translators "Embedded Metadata" and "RDF".

Ported from what https://github.com/zotero/translators does with `<meta>`, as far as our pages can
touch it: which tags count, which decide the type, and how names are taken apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import html5lib

_VOCABULARIES = frozenset(
    {
        "bib", "bibo", "dc", "dcterms", "prism", "foaf", "vcard", "link", "z", "eprint", "eprints",
        "og", "article", "book", "music", "video", "so", "codemeta", "rdf",
    }
)  # fmt: skip
_FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_publisher": "publisher",
    "citation_abstract": "abstractNote",
    "citation_doi": "DOI",
    "citation_public_url": "url",
    "citation_language": "language",
}
_ITEM_TYPES = frozenset({"preprint", "journalArticle", "webpage", "report", "thesis", "book"})
_OPEN_GRAPH = {"website": "webpage", "book": "book", "video.other": "videoRecording"}


@dataclass
class Item:
    """A reference as it would arrive in a library."""

    type: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    creators: list[tuple[str, str]] = field(default_factory=list)
    pdf: str = ""


def read(html: str) -> Item:
    """Translate a page."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    tags = list(_tags(page))
    statements = _statements(tags)
    item = Item(type=_type(tags, statements))
    item.fields |= _from_statements(statements)
    for name, key in _FIELDS.items():
        value = next((content for tag, content in tags if tag.endswith(name)), "")
        if value.strip():
            item.fields[key] = " ".join(value.split())
    item.fields.setdefault("date", _first(tags, "citation_online_date"))
    item.fields.setdefault("abstractNote", _first(tags, "description"))
    item.fields.setdefault("language", page.get("lang", ""))
    item.creators = list(map(_creator, _authors(tags)))
    item.pdf = _first(tags, "citation_pdf_url")
    return item


def _tags(page: Element) -> Iterator[tuple[str, str]]:
    """Give each tag's name and content; a `name` hides a `property`."""
    for meta in page.iter("meta"):
        names, content = meta.get("name") or meta.get("property"), meta.get("content")
        if names and content:
            yield from ((name, content) for name in names.split())


def _statements(tags: list[tuple[str, str]]) -> dict[str, str]:
    """Give what is said in a vocabulary of RDF, as `vocabulary property`."""
    said: dict[str, str] = {}
    for tag, content in tags:
        prefix, *rest = re.split("[.:_]", tag)
        if prefix.lower() in _VOCABULARIES and rest:
            name = tag[len(prefix) + 1 :]
            said.setdefault(f"{prefix.lower()} {name[:1].lower()}{name[1:]}", content)
    return said


def _type(tags: list[tuple[str, str]], said: dict[str, str]) -> str:
    """Decide the type: OpenGraph's word counts before Dublin Core's, a guess comes last."""
    sure = _OPEN_GRAPH.get(said.get("og type", ""))
    core = said.get("dc type", "")
    guess = "journalArticle" if any(tag == "citation_title" for tag, _ in tags) else ""
    return sure or (core if core in _ITEM_TYPES else "") or guess or ("webpage" if said else "")


def _from_statements(said: dict[str, str]) -> dict[str, str]:
    names = {
        "og title": "title",
        "og description": "abstractNote",
        "og url": "url",
        "og site_name": "publicationTitle",
        "dc title": "title",
    }
    return {names[key]: value for key, value in said.items() if key in names}


def _first(tags: list[tuple[str, str]], name: str) -> str:
    return next((content for tag, content in tags if tag == name), "")


def _authors(tags: list[tuple[str, str]]) -> list[str]:
    """Give what the tags of authors name; a lone tag with a space on both sides names two."""
    authors = [content for tag, content in tags if tag == "citation_author"]
    if len(authors) == 1 and ";" not in authors[0]:
        parts = re.split(r"\s*,\s*", authors[0])
        if len(parts) > 1 and " " in parts[0] and " " in parts[1]:
            return parts
    return authors


def _creator(author: str) -> tuple[str, str]:
    """Take a name apart: at its comma, else before its last word; gives family, given."""
    if "," in author:
        family, given = re.split(", ?", author)[:2]
        return family, given
    given, _, family = author.rpartition(" ")
    return family, given
