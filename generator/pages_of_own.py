"""The maintainer's own pages: Markdown files in the `pages` folder of the content."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator import discover, routes
from generator.compose.front import OwnPage
from generator.digests.repair import decode
from generator.discover import FoundFile
from generator.errors import Diagnostic, Severity

_HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|$)")
_YEAR = re.compile(r"\d{4}")


def read_own_pages(files: Iterable[FoundFile]) -> tuple[tuple[OwnPage, ...], list[Diagnostic]]:
    """Read the pages; one whose address the site needs for itself is reported and left out."""
    pages: list[OwnPage] = []
    problems: list[Diagnostic] = []
    for file in files:
        name = file.path.removeprefix(f"{discover.PAGES}/").rpartition(".")[0]
        part = routes.own_page(name).strip("/")
        if part in routes.TAKEN or _YEAR.fullmatch(part):
            problems.append(_taken(file.path, part))
            continue
        text = decode(discover.load(file).data).text
        heading = _HEADING.match(text)
        title = heading["title"] if heading else name.replace("-", " ").capitalize()
        markdown = text[heading.end() :] if heading else text
        pages.append(OwnPage(name=name, title=title, markdown=markdown))
    return tuple(pages), problems


def _taken(path: str, part: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        severity=Severity.WARNING,
        message=f"this page is left out: the site itself uses the address /{part}/",
        hint="give the file another name",
    )
