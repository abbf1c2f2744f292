"""References in RIS and in CSL-JSON, word for word as the theme's citations.js writes them.

Sources: the RIS format specification of 2011, and the schema of CSL-JSON 1.0.2.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from generator import arxiv
from generator.citing.keys import published
from generator.citing.names import PersonName, people_of
from generator.model import Paper
from generator.text.characters import tidy
from generator.text.clean import plain_text


def ris_file(papers: Iterable[Paper]) -> str:
    """Write papers as RIS, which ends its lines as CP/M did."""
    return "\r\n".join(map(_ris, papers))


def _ris(paper: Paper) -> str:
    lines = "\r\n".join(f"{tag}  - {_line(value)}" for tag, value in _ris_lines(paper))
    return f"{lines}\r\n"


def _ris_lines(paper: Paper) -> Iterator[tuple[str, str]]:
    date = published(paper).replace("-", "/")
    yield "TY", "UNPB"
    yield "TI", plain_text(paper.title)
    for name in people_of(paper.authors).names:
        yield "AU", name.literal or ", ".join(filter(None, _in_order(name)))
    yield "PY", date[:4]
    yield "DA", date
    if paper.id:
        yield "PB", "arXiv"
        yield "M1", f"arXiv:{paper.id}"
        yield "DO", arxiv.doi(paper.id)
    if url := url_of(paper):
        yield "UR", url
    yield "ER", ""


def _in_order(name: PersonName) -> tuple[str, str, str]:
    return name.whole_family, name.given, name.suffix


def csl_file(papers: Iterable[Paper]) -> str:
    """Write papers as CSL-JSON, with a line for each."""
    return "[\n" + ",\n".join(_json(csl_item(paper)) for paper in papers) + "\n]\n"


def csl_item(paper: Paper) -> dict[str, object]:
    """Describe a paper for a citation processor; its id is the paper's name in its address."""
    item: dict[str, object] = {
        "id": paper.key,
        "type": "article",
        "title": _line(plain_text(paper.title)),
        "author": [_csl_name(name) for name in people_of(paper.authors).names],
        "issued": {"date-parts": [[int(part) for part in published(paper).split("-")]]},
    }
    if paper.id:
        item |= {
            "genre": "preprint",
            "publisher": "arXiv",
            "number": f"arXiv:{paper.id}",
            "DOI": arxiv.doi(paper.id),
        }
    return item | ({"URL": url} if (url := url_of(paper)) else {})


def _csl_name(name: PersonName) -> dict[str, str]:
    parts = {
        "literal": name.literal,
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def url_of(paper: Paper) -> str:
    """Give the address of a paper elsewhere, or nothing."""
    return arxiv.abstract_url(paper.id) if paper.id else _line(paper.url or "")


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
