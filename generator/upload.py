"""Whether GitHub Pages takes a site; for workflows, as `python -m generator.upload SITE`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import routes
from generator.hosts import GITHUB_PAGES_BYTES as LIMIT
from generator.hosts import NEAR
from generator.manifest import FOLDER

_HOME = "index.html"
_ADVICE = (
    "fold old papers into the pages of their days, with fold_before under [archive] in site.toml"
)

_EMPTY = "see whether all digests are there, and what the build above says; what is published stays"


def said(files: int, size: int, limit: int = LIMIT) -> str:
    """Say how large a site is, as a workflow's error or warning where it is too large or nearly."""
    found = f"{files:,} files, {size:,} bytes: {size / limit:.1%} of what GitHub Pages allows"
    if size > limit:
        return f"::error title=The site is too large::{found}; {_ADVICE}"
    if size > NEAR * limit:
        return f"::warning title=The site grows large::{found}; {_ADVICE}"
    return found


def main(site: Path) -> int:
    """Tell the size of a site; the status is 1 where GitHub Pages does not take it.

    It is 1 as well where there is no site, or none with a paper: that would take the one that is
    published away, of which a workflow knows nothing.
    """
    private = site / FOLDER
    files = [one for one in site.rglob("*") if one.is_file() and private not in one.parents]
    if site / _HOME not in files:
        click.echo(f"::error title=There is no site::{site} has no {_HOME}: see the build above")
        return 1
    papers = site / routes.PAPERS.strip("/")
    if not any(papers in one.parents for one in files):
        click.echo(f"::error title=There is no paper::{site} has no page of a paper; {_EMPTY}")
        return 1
    size = sum(one.stat().st_size for one in files)
    click.echo(said(len(files), size))
    return int(size > LIMIT)


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and its one argument
        sys.exit("usage: python -m generator.upload SITE")
    sys.exit(main(Path(sys.argv[1])))
