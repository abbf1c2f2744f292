"""References in RIS and in CSL-JSON, word for word as the theme's citations.js writes them.

Sources: the RIS format specification of 2011, and the schema of CSL-JSON 1.0.2.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from generator import arxiv, routes
from generator.citing.keys import published
from generator.citing.names import PersonName, people_of
from generator.model import Paper
from generator.text.characters import tidy
from generator.text.clean import plain_text


def ris_file(papers: Iterable[Paper], base: str = "") -> str:
    """Write papers as RIS, which ends its lines as CP/M did; `base` is the site's own address."""
    return "\r\n".join(_ris(paper, base) for paper in papers)


def _ris(paper: Paper, base: str) -> str:
    lines = "\r\n".join(f"{tag}  - {_line(value)}" for tag, value in _ris_lines(paper, base))
    return f"{lines}\r\n"


def _ris_lines(paper: Paper, base: str) -> Iterator[tuple[str, str]]:
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
    if url := url_of(paper, base):
        yield "UR", url
    yield "ER", ""


def _in_order(name: PersonName) -> tuple[str, str, str]:
    return name.whole_family, name.given, name.suffix


def csl_file(papers: Iterable[Paper], base: str = "") -> str:
    """Write papers as CSL-JSON, with a line for each; `base` is the site's own address."""
    return "[\n" + ",\n".join(_json(csl_item(paper, base)) for paper in papers) + "\n]\n"


def csl_item(paper: Paper, base: str = "") -> dict[str, object]:
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
    return item | ({"URL": url} if (url := url_of(paper, base)) else {})


def _csl_name(name: PersonName) -> dict[str, str]:
    parts = {
        "literal": name.literal,
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def url_of(paper: Paper, base: str = "") -> str:
    """Give the address of a paper elsewhere, else that of its page where the site's is known."""
    if paper.id:
        return arxiv.abstract_url(paper.id)
    own = base + routes.paper(paper.key).removeprefix("/") if base else ""
    return _line(paper.url or paper.pdf_url or own)


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
