"""Names that arXiv gives: identifiers, categories, and the addresses made of them.

Rules: https://info.arxiv.org/help/arxiv_identifier.html
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NEW = r"(?P<new>[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5})"
_OLD = (
    r"(?P<archive>[a-z][a-z-]{1,16})(?:\.[A-Z]{2})?/(?P<number>[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})"
)
_VERSION = r"(?:v(?P<version>[1-9][0-9]{0,2}))?"
_REFERENCE = re.compile(rf"(?:{_NEW}|{_OLD}){_VERSION}")
_ID = re.compile(
    rf"(?:arxiv[:\s\xa0\u3000][\s\xa0\u3000]*)?(?:{_NEW}|{_OLD}){_VERSION}(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)
"""In ASCII alone: elsewhere are other digits, and letters that differ only in their case."""
_IN_ADDRESS = re.compile(rf"(?:^|[/.:=]){_REFERENCE.pattern}(?:\.pdf)?/?(?:[?#].*)?$")
_HOSTS = re.compile(
    r"^https?://(?:[\w.-]+\.)?(?:arxiv\.org|alphaxiv\.org|ar5iv\.org|ar5iv\.labs\.arxiv\.org"
    r"|papers\.cool|huggingface\.co|doi\.org|scirate\.com|semanticscholar\.org|arxiv\.gg"
    r"|arxivxplorer\.com|deeplearn\.org|hjfy\.top|www\.catalyzex\.com)(?::\d+)?/",
    re.IGNORECASE,
)

_ARCHIVES = (
    "astro-ph|cond-mat|cs|econ|eess|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|nlin"
    "|nucl-ex|nucl-th|physics|q-bio|q-fin|quant-ph|stat"
)
_WHOLE_ARCHIVES = (
    "gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|nucl-ex|nucl-th|quant-ph|astro-ph|cond-mat"
)
CATEGORY = re.compile(
    rf"(?:(?:cond-mat|physics)\.[a-z]{{2,6}}(?:-[a-z]{{2,5}})?"
    rf"|(?:{_ARCHIVES})\.[A-Za-z]{{2,3}}(?:-[A-Za-z]{{2,5}})?|{_WHOLE_ARCHIVES})"
)
"""A category of arXiv's taxonomy, such as `cs.DC`, `cond-mat.mtrl-sci` or `gr-qc`."""


_SUBJECT_CLASS = (
    r"(?:[0-9]{2}(?:[A-Z][0-9]{2}|-[0-9]{2}|[A-Z]?-?XX)"
    r"|[A-K]\.(?:[0-9]{1,2}|m)(?:\.(?:[0-9]{1,2}|m))*)"
)
_SUBJECT_CLASSES = re.compile(
    r"(?:(?:MSC|ACM|primary|secondary)\b[ :]*)*"
    rf"\(?{_SUBJECT_CLASS}(?:[ ,]+{_SUBJECT_CLASS}|[ ,]*\(?(?:primary|secondary)\)?)*\)?",
    re.IGNORECASE | re.ASCII,
)
"""Such as `68T50 (Primary) 68T07` and `I.2.7`: https://msc2020.org, https://www.acm.org."""


class Identifier(NamedTuple):
    """An arXiv base id and, where it was given, the version."""

    base: str
    version: int | None


def _identifier(match: re.Match[str]) -> Identifier:
    base = match["new"] or f"{match['archive'].lower()}/{match['number']}"
    return Identifier(base, int(match["version"]) if match["version"] else None)


def parse_id(text: str) -> Identifier | None:
    """Read `2509.20563v2`, `arXiv:2509.20563` or `cs.DC/0601001`; None for anything else."""
    match = _ID.fullmatch(text.strip())
    return _identifier(match) if match else None


def parse_address(url: str) -> Identifier | None:
    """Read the id out of a web address of arXiv or of a site that mirrors its papers."""
    if not _HOSTS.match(url):
        return None
    match = _IN_ADDRESS.search(url)
    return _identifier(match) if match else None


def month_of(base: str) -> str:
    """`YYYY-MM` in which an id was given out: 2512.20795 is of 2025-12, cs/9901001 of 1999-01."""
    digits = base.rpartition("/")[2]
    year, month = int(digits[:2]), digits[2:4]
    century = 1900 if "/" in base and year > 90 else 2000  # noqa: PLR2004 - arXiv began in 1991
    return f"{century + year}-{month}"


def is_subject_class(text: str) -> bool:
    """Whether a text is a class of the MSC or the ACM, as authors give them to arXiv."""
    return _SUBJECT_CLASSES.fullmatch(text) is not None


def is_category(text: str) -> bool:
    """Whether a text is the code of a category and nothing else."""
    return CATEGORY.fullmatch(text) is not None


def find_category(text: str) -> str | None:
    """Find the one category code that stands as a word of its own in a heading, or None."""
    found = {
        match[0]
        for match in CATEGORY.finditer(text)
        if not _is_word(text, match.start() - 1) and not _is_word(text, match.end())
    }
    return found.pop() if len(found) == 1 else None


def _is_word(text: str, index: int) -> bool:
    return 0 <= index < len(text) and (text[index].isalnum() or text[index] in "-_.")


def abstract_url(base: str) -> str:
    """Give the address of the abstract page."""
    return f"https://arxiv.org/abs/{base}"


def pdf_url(base: str) -> str:
    """Give the address of the PDF."""
    return f"https://arxiv.org/pdf/{base}"


def html_url(base: str) -> str:
    """Give the address of the HTML rendering, which arXiv makes for papers since 2023-12."""
    return f"https://arxiv.org/html/{base}"


def doi(base: str) -> str:
    """Give the DOI under which arXiv registers a paper."""
    return f"10.48550/arXiv.{base}"
