"""What a paper gives to the index: the words to find it by, and a record to show it with."""

from __future__ import annotations

import msgspec

from generator.compose.texts import gist, headline, names_shown
from generator.index.tokens import APART, broken, without_runs
from generator.model import UNCATEGORISED, Paper
from generator.text.clean import plain_text
from generator.text.markup import inline_html

CODE = "Code"
"""The badge of a paper whose repository is known, in every language: it stands in addresses."""

_LONGEST_SET = 1200
_LONGEST_TEXT = 4000
_LONGEST_TITLE = 600


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a result shows, under one-letter names: there are as many records as papers.

    The authors stand in lines; `more_authors` counts those that are left out.
    """

    key: str = msgspec.field(name="k")
    title: str = msgspec.field(name="t")
    date: str = msgspec.field(name="d")
    authors: str = msgspec.field(name="a", default="")
    more_authors: int = msgspec.field(name="m", default=0)
    headline: str = msgspec.field(name="h", default="")
    gist: str = msgspec.field(name="s", default="")
    lang: str = msgspec.field(name="l", default="")
    category: str = msgspec.field(name="c", default="")
    title_html: str = msgspec.field(name="th", default="")
    gist_html: str = msgspec.field(name="sh", default="")


class Document(msgspec.Struct, frozen=True):
    """A paper as the index takes it; `categories` and `badges` are what it is filtered by.

    Its four fields are broken texts; `runs` are the East Asian ones of the last, in lines.
    """

    titles: str
    names: str
    summary: str
    others: str
    runs: str
    record: Record
    categories: tuple[str, ...]
    badges: tuple[str, ...]


def document(paper: Paper, language: str) -> Document:
    """Make the document of a paper for a site in a language."""
    lead = gist(paper.sections, paper.pitch, language)
    head = headline(paper.headlines, paper.sections, language)
    title = plain_text(paper.title)
    summary = plain_text(lead.value) if lead else ""
    rest = [
        plain_text(s.text)
        for s in paper.sections
        if s.field != "translated_title" and not (lead and s.text == lead.value)
    ]
    titles = [plain_text(text) for text in paper.headlines]
    titles += [plain_text(s.text) for s in paper.sections if s.field == "translated_title"]
    rest += [*paper.keywords, plain_text(paper.comment or ""), paper.id or ""]
    words, runs = without_runs("\n".join(text for text in rest if text))
    named = names_shown(paper.authors)
    record = Record(
        key=paper.key,
        title=title[:_LONGEST_TITLE],
        date=paper.days[0].value,
        authors="\n".join(named),
        more_authors=len(paper.authors) - len(named),
        headline=plain_text(head.value)[:_LONGEST_TITLE] if head else "",
        gist=summary[:_LONGEST_TEXT],
        lang=lead.lang if lead else "",
        category=paper.category if paper.category != UNCATEGORISED else "",
        title_html=_set(paper.title),
        gist_html=_set(lead.value) if lead else "",
    )
    return Document(
        titles=broken("\n".join([title, *titles])),
        names=broken(f" {APART} ".join(paper.authors)),
        summary=broken(summary),
        others=words,
        runs=runs,
        record=record,
        categories=paper.categories,
        badges=badges(paper),
    )


def badges(paper: Paper) -> tuple[str, ...]:
    """Give what a paper is filtered by: its badges, where it was accepted, whether it has code."""
    told = (*paper.badges, paper.venue, CODE if paper.code else "")
    return tuple(dict.fromkeys(filter(None, told)))


def _set(text: str) -> str:
    """Give the HTML of a text with formulas, as far as a result can show it whole; else nothing.

    It is the allow-listed HTML of the text room: what pages show, results may show.
    """
    if ("$" not in text and "\\(" not in text) or len(text) > _LONGEST_SET:
        return ""
    made = inline_html(text)
    return made if "<math" in made else ""
