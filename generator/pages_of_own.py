"""The maintainer's own pages: Markdown files in the `pages` folder of the content."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator import discover, routes
from generator.compose.front import OwnPage
from generator.digests.repair import decode
from generator.discover import FoundFile
from generator.errors import Diagnostic, Severity
from generator.kinds import Kind

_HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|$)")
_ENDINGS = frozenset({"md", "markdown"})
_YEAR = re.compile(r"\d{4}")


def read_own_pages(files: Iterable[FoundFile]) -> tuple[tuple[OwnPage, ...], list[Diagnostic]]:
    """Read the pages; one whose address the site needs for itself is reported and left out."""
    pages: dict[str, OwnPage] = {}
    problems: list[Diagnostic] = []
    for file in files:
        name, _, ending = file.path.removeprefix(f"{discover.PAGES}/").rpartition(".")
        part = routes.own_page(name).strip("/")
        if ending.lower() not in _ENDINGS:
            problems.append(_left_out(file.path, "it is not Markdown", "pages end in .md"))
            continue
        if part in routes.TAKEN or part in pages or _YEAR.fullmatch(part):
            user = "another page" if part in pages else "the site itself"
            reason = f"{user} uses the address /{part}/"
            problems.append(_left_out(file.path, reason, "give the file another name"))
            continue
        text = decode(discover.load(file).data).text
        heading = _HEADING.match(text)
        title = heading["title"] if heading else name.replace("-", " ").capitalize()
        markdown = text[heading.end() :] if heading else text
        pages[part] = OwnPage(name=part, title=title, markdown=markdown)
    return tuple(pages.values()), problems


def _left_out(path: str, reason: str, hint: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        severity=Severity.WARNING,
        message=f"this page is left out: {reason}",
        hint=hint,
        kind=Kind.PAGE_LEFT_OUT,
    )
