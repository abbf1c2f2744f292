"""A site of hostile records: written as digests of every dialect, and built as any other."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.archive import gather
from generator.build import BuildOptions, build
from generator.cache.packs import pack
from generator.config import Config, load_config
from generator.digests.detect import read_source
from generator.digests.fields import STANDARD
from generator.discover import discover, load
from generator.model import Paper
from generator.papers import load_paper
from generator.report import Loudness, Reporter
from generator.theme_files import DEFAULT
from tests.hostile.records import Hostile
from tests.samples import MemoryShelf

BASE = "/repo/"
HOST = "https://example.org"
A_FILE = 50
_LONG_AGO = 1_000_000_000
"""A browser keeps what has not changed for years, and does not ask for it at each page."""
_SETTINGS = """\
[theme]
name = "{theme}"
[downloads]
formats = ["bibtex", "ris", "csl-json", "json", "markdown"]
[offline]
enabled = false
[feeds]
papers = 200
categories = ["{feeds}"]
[archive]
fold_before = "{folded}"
"""
_ENDINGS = {"jsonl": ".jsonl", "markdown": ".md", "listing": ".txt"}
_ODD_NAMES = (
    '"><img src=x onerror=__hit(90)>', "'$(x)`y`{{ 7 }}", "con", "..x", "\u202egnp", "a b&c;d", "-",
)  # fmt: skip
"""Names of digests without a date, which stand in the address of their month's page."""


def write_digests(
    content: Path, inputs: Sequence[Hostile], first: int = 0, *, a_file: int = A_FILE
) -> None:
    """Write records into digests of their dialect, a day each, some without a day in their name."""
    content.mkdir(parents=True)
    numbered = [(first + at, one) for at, one in enumerate(inputs)]
    day = 0
    for dialect, ending in _ENDINGS.items():
        own = [pair for pair in numbered if pair[1].dialect == dialect]
        for at in range(0, len(own), a_file):
            texts = [one.numbered(number) for number, one in own[at : at + a_file]]
            name = _name(day, dialect)
            data = "\n".join(texts).encode("utf-8", "replace")
            (content / f"{name}{ending}").write_bytes(data)
            day += 1


def _name(day: int, dialect: str) -> str:
    if dialect != "listing" and day % 5 == 0:
        return f"{_ODD_NAMES[day // 5 % len(_ODD_NAMES)]}{day}"
    return f"2026-{4 + day // 28 % 9:02}-{1 + day % 28:02}"


def built(
    root: Path,
    *,
    folded: str = "",
    search: bool = False,
    feeds: str = "*",
    theme: str = DEFAULT,
) -> Config:
    """Build the site of a folder with `content`; papers last seen before `folded` have no page."""
    settings = _SETTINGS.format(folded=folded, feeds=feeds, theme=theme)
    (root / "site.toml").write_text(settings, encoding="utf-8")
    config = load_config(root / "site.toml", base_url=f"{HOST}{BASE}")
    build(
        config, BuildOptions(jobs=1, search=search), Reporter(Loudness.QUIET, stream=io.StringIO())
    )
    for asset in (config.output / "assets").iterdir():
        os.utime(asset, (_LONG_AGO, _LONG_AGO))
    return config


def papers(content: Path) -> Iterator[Paper]:
    """Read and merge the papers of a folder, as the index does."""
    read = [read_source(load(file), STANDARD) for file in discover(content).digests]
    shelf = MemoryShelf(*(one.digest for one in read))
    for stub in gather([pack(one, "")[0] for one in read], {}).papers.values():
        yield load_paper(stub, shelf)
