"""A new site: settings, a first digest to replace, and the workflow that publishes it."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from generator.errors import UsageError

_SETTINGS = """\
# The settings of this site. Every key may be left out; the reference lists them all.

[site]
title = "{title}"
tagline = "Daily digests of new papers"
language = "en"            # of the site itself: "en" or "zh"
# base_url = "https://name.github.io/repository/"   # the publishing workflow knows it

[content]
path = "content"           # the folder with the digests
"""

_ABOUT = """\
# About this site

This site collects daily digests of new research papers. Titles, authors and abstracts are the
authors' own; **summaries are written by a machine** and may be wrong.
"""

_IGNORE = """\
public/
.public.digestry*
.digestry/
.venv/
"""


def start_site(folder: Path, requirement: str) -> tuple[Path, ...]:
    """Write the files of a new site into a folder, leaving alone what is there already.

    `requirement` is what its workflow installs Digestry from. Returns what was written. Raises
    UsageError when the folder holds a site, is a file, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", hint="name a folder for the new site")
    if (folder / "site.toml").exists():
        raise UsageError(f"{folder} holds a site already", hint="edit its site.toml instead")
    title = _title(folder.resolve().name)
    files = {
        "site.toml": _SETTINGS.format(title=title),
        "content/pages/about.md": _ABOUT,
        ".gitignore": _IGNORE,
        ".github/workflows/pages.yml": _workflow(requirement),
    }
    written = []
    for name, text in files.items():
        place = folder / name
        if not place.exists():
            _write(place, text)
            written.append(place)
    return tuple(written)


def _write(place: Path, text: str) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"{place} cannot be written: {error.strerror}"
        raise UsageError(message, hint="name another folder") from error


def _title(name: str) -> str:
    """Make a title of a folder's name."""
    return re.sub(r"[\W_]+", " ", name).strip().title() or "Paper digests"


def _workflow(requirement: str) -> str:
    template = resources.files("generator").joinpath("pages-workflow.yml")
    return template.read_text(encoding="utf-8").replace("@REQUIREMENT@", requirement)
