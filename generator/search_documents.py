"""What the search index is made of: a lean document for each paper, apart from its page.

Pagefind cuts East Asian text into words, and its browser part cuts the query otherwise, so
that most phrases are not found. Here each run of such characters becomes overlapping pairs,
each written as the hexadecimal code points of its two characters, which both sides see as one
plain word; the search script turns a query into the same tokens.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise

from generator import routes
from generator.compose.texts import gist, headline
from generator.model import UNCATEGORISED, Paper, Value
from generator.text.clean import plain_text
from generator.text.markup import inline_html

_RUN = re.compile(
    r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+"
)
_EXCERPT = 280
_LONGEST_SET = 600
_TITLE_WEIGHT = 7
_GIST_WEIGHT = 3


class SearchDocument(Value):
    """The document of a paper: its file below the folder that is indexed, and its HTML."""

    path: str
    html: str


def pair_tokens(text: str) -> str:
    """Write each run of East Asian characters as overlapping pairs: 强化学 as 5f3a5316 53165b66.

    A run of one character becomes that character's code point, which finds pairs by prefix.
    """
    return " ".join(token for run in _RUN.findall(text) for token in _pairs(run))


def _pairs(run: str) -> list[str]:
    codes = [f"{ord(char):04x}" for char in run]
    if len(codes) == 1:
        return codes
    return [first + second for first, second in pairwise(codes)]


def search_document(paper: Paper, language: str) -> SearchDocument:
    """Make the document of a paper; its excerpt and what a result shows are kept as metadata."""
    lead = gist(paper.sections, paper.pitch, language)
    head = headline(paper.headlines, paper.sections, language)
    excerpt = plain_text(lead.value)[:_EXCERPT] if lead else ""
    newest = paper.days[-1].value
    meta = {
        "headline": plain_text(head.value) if head else "",
        "authors": ", ".join(paper.authors[:4]) + (" …" if len(paper.authors) > 4 else ""),  # noqa: PLR2004 - what one line holds
        "excerpt": excerpt,
        "lang": lead.lang if lead else "",
        "date": newest,
        "category": paper.category if paper.category != UNCATEGORISED else "",
        "title_html": _set(paper.title),
        "excerpt_html": _set(lead.value) if lead else "",
    }
    filters = [("year", day.year) for day in paper.days] + [
        ("month", day.month) for day in paper.days
    ]
    filters += [("category", code) for code in paper.categories]
    parts = [
        *(_span(f'data-pagefind-meta="{name}"', value) for name, value in meta.items() if value),
        *(_span(f'data-pagefind-filter="{name}"', value) for name, value in dict.fromkeys(filters)),
        _span('data-pagefind-sort="date"', newest),
        f'<h1 data-pagefind-meta="title">{html.escape(plain_text(paper.title))}</h1>',
        *_body(paper, lead.value if lead else ""),
    ]
    body = f"<main data-pagefind-body>{''.join(parts)}</main>"
    return SearchDocument(
        path=routes.file_of(routes.paper(paper.key)),
        html=f'<!doctype html><html lang="en"><title>.</title><body>{body}</body></html>',
    )


def _set(text: str) -> str:
    """Give the HTML of a text with formulas, as far as a result can show it whole; else nothing.

    It is the allow-listed HTML of the text room: what pages show, results may show.
    """
    if "$" not in text or len(text) > _LONGEST_SET:
        return ""
    made = inline_html(text)
    return made if "<math" in made else ""


def _span(attribute: str, value: str) -> str:
    return f"<span {attribute} data-pagefind-ignore>{html.escape(value)}</span>"


def _body(paper: Paper, lead: str) -> list[str]:
    """Give the words by weight: titles and headlines, then the summary, then everything else."""
    titles = [paper.title, *paper.headlines]
    titles += [s.text for s in paper.sections if s.field == "translated_title"]
    rest = [s.text for s in paper.sections if s.text != lead and s.field != "translated_title"]
    rest += [*paper.keywords, paper.comment or ""]
    names = [*paper.authors, paper.id or ""]
    return [
        _words(titles, _TITLE_WEIGHT),
        _words(names, _GIST_WEIGHT),
        _words([lead], _GIST_WEIGHT),
        _words(rest, 1),
    ]


def _words(texts: list[str], weight: int) -> str:
    plain = "\n".join(plain_text(text) for text in texts if text)
    latin = _RUN.sub(" ", plain)
    words = f"{latin}\n{pair_tokens(plain)}"
    return f'<p data-pagefind-weight="{weight}">{html.escape(words)}</p>'
