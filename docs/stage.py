"""Make the documentation ready for Sphinx: `python docs/stage.py FOLDER`.

The Markdown in the repository reads well where it lies, with plain relative links and lists of
pages as navigation. Sphinx wants an index and tables of contents and knows only its own folder.
So the pages are copied: `README.md` becomes the index of its folder, its lists become tables of
contents, links follow, and what is no page is linked to where the repository is.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

PROJECT = {
    "CHANGELOG.md": "project/changelog.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "SECURITY.md": "project/security.md",
    "benchmarks/README.md": "project/benchmarks.md",
}
"""Pages that lie outside `docs/`, and where they stand in the site."""
NO_PAGES = frozenset({"docs/package.md"})

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>```+)[^`]*\n.*?^(?P=indent)(?P=fence) *$", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|\[(?P<text>(?:`[^`]*`|\\.|[^\[\]`])*)\]"
    r"\((?!\w+:|#|<)(?P<target>[^)\s#]+)(?P<anchor>#[^)\s]*)?\)",
    re.DOTALL,
)
_CAPTION = re.compile(r"^\*\*(.+)\*\*$")
_ITEM = re.compile(r"^- \[.*?\]\(([^)#]+)\.md\)")


def stage(target: Path, repository: str = "") -> None:
    """Copy all pages and images into an empty folder, ready for Sphinx.

    `repository` is the address of the repository; without it, links into it are only words.
    """
    places = _places()
    shutil.rmtree(target, ignore_errors=True)
    for source, place in places.items():
        text = _linked((ROOT / source).read_text(encoding="utf-8"), source, places, repository)
        page = target / place
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text + _contents(place, text), encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "images", target / "images")


def _places() -> dict[str, str]:
    """Give the place in the site of every page, by its path in the repository."""
    paths = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
    pages = {path: path.removeprefix("docs/") for path in paths if path not in NO_PAGES}
    named = {path: re.sub(r"README\.md$", "index.md", place) for path, place in pages.items()}
    return named | PROJECT


def _linked(text: str, source: str, places: Mapping[str, str], repository: str) -> str:
    """Let the links of a page lead where their targets stand in the site."""
    follow = partial(_followed, source=source, places=places, repository=repository)
    parts, end = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_LINK.sub(follow, text[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join([*parts, _LINK.sub(follow, text[end:])])


def _followed(link: re.Match[str], source: str, places: Mapping[str, str], repository: str) -> str:
    if link["code"]:
        return link[0]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), link["target"]))
    if not (ROOT / path).exists():
        raise SystemExit(f"{source}: {link['target']} leads nowhere")
    anchor = link["anchor"] or ""
    for page in (path, f"{path}/README.md"):
        if page in places:
            here = posixpath.dirname(places[source])
            return f"[{link['text']}]({posixpath.relpath(places[page], here or '.')}{anchor})"
    if path.startswith("docs/images/"):
        return link[0]
    return (
        f"[{link['text']}]({repository}/blob/HEAD/{path}{anchor})" if repository else link["text"]
    )


def _contents(place: str, text: str) -> str:
    """Give the tables of contents of an index, made of the lists that it has."""
    if posixpath.basename(place) != "index.md":
        return ""
    tables = list(_lists(text))
    if place == "index.md":
        tables.append(("Project", sorted(page.removesuffix(".md") for page in PROJECT.values())))
    return "".join(
        "\n```{toctree}\n:hidden:\n"
        + (f":caption: {caption}\n" if caption else "")
        + "\n".join(["", *pages, "```\n"])
        for caption, pages in tables
    )


def _lists(text: str) -> Iterator[tuple[str, list[str]]]:
    """Give each list of pages with the words in bold above it."""
    caption, pages = "", list[str]()
    for line in [*text.splitlines(), "**end**"]:
        if found := _CAPTION.match(line):
            if pages:
                yield caption, pages
            caption, pages = found[1], []
        elif found := _ITEM.match(line):
            pages.append(found[1])


def _repository() -> str:
    """Give the address of the repository where the environment or git knows it."""
    if "GITHUB_REPOSITORY" in os.environ:
        server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
        return f"{server}/{os.environ['GITHUB_REPOSITORY']}"
    command = ["git", "-C", str(ROOT), "remote", "get-url", "origin"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    address = done.stdout.strip().removesuffix(".git")
    return address if address.startswith("https://") else ""


if __name__ == "__main__":
    stage(Path(sys.argv[1]), _repository())
