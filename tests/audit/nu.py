"""The Nu HTML checker over every page of every site, in one process."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.audit.model import Finding
from tests.audit.needs import MODULES, run
from tests.audit.pages import every_page, pages_of
from tests.audit.sites import Site

CHECK = "nu"
JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
UNTRUE = (
    "Resource violates Content Security Policy (meta tag): external",
    "Inline script violates Content Security Policy (meta tag): blocked",
)
"""Said of a site's own files, which have no origin on disk, and of data that no browser runs;
browsers are asked instead."""

MOST_PAPERS = 60
"""Of a site's papers, written by one template, so many are enough."""


def check_nu(sites: tuple[Site, ...]) -> Iterator[Finding]:
    """Check the sites' files and yield errors, and warnings as remarks."""
    names = {file: (site.name, kind) for site in sites for file, kind in chosen(site).items()}
    answer = run(["java", "-Xss4m", "-jar", JAR, "--format", "json", "--also-check-svg", *names])
    try:
        messages = json.loads(answer.stderr)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"the Nu HTML checker did not answer: {answer.stderr[:500]}") from error
    for message in messages:
        if message.get("message", "").startswith(UNTRUE):
            continue
        file = Path(message.get("url", "").removeprefix("file:"))
        site, kind = names.get(file, ("", str(file)))
        yield _finding(message, site, kind)


def chosen(site: Site) -> dict[Path, str]:
    """Return the files to check with the kinds of their pages: all, but not each of many papers."""
    kinds = {page.file: page.kind for page in pages_of(site) if page.kind != "results"}
    files = {page.file: page.address or "home" for page in every_page(site)}
    papers = [file for file in files if "papers" in file.relative_to(site.folder).parts]
    spare = set(papers[MOST_PAPERS:]) - kinds.keys()
    icons = {file: file.name for file in sorted(site.folder.rglob("*.svg"))}
    return {file: name for file, name in files.items() if file not in spare} | icons | kinds


def _finding(message: dict[str, Any], site: str, kind: str) -> Finding:
    text = message.get("message", "")
    extract = " ".join(message.get("extract", "").split())
    place = f"line {message.get('lastLine', '?')}"
    is_error = message["type"] != "info"
    rule = "error" if is_error else message.get("subType", "info")
    return Finding(CHECK, site, kind, place, rule, text, extract, remark=not is_error)
