"""What is compared: a site that Digestry builds, and plain pages under Pagefind's defaults."""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.corpus import Corpus, Text
from benchmarks.search.watching import Cost, watch

_HERE = Path(__file__).parent
_PAGE = """\
<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main data-pagefind-body>
<h1>{title}</h1>
<p>{authors}</p>
{paragraphs}
</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """A site that can be searched, and what it took to make its index.

    `page` holds the search, below the site's folder; `probe` is the script that asks it.
    """

    name: str
    folder: Path
    page: str
    probe: str
    bundle: int
    indexing: Cost | None
    build: Cost | None = None
    one_day: Cost | None = None
    one_day_build: Cost | None = None


def digestry(corpus: Corpus, output: Path) -> Contender:
    """Build the site without its newest day, then with it."""
    command = [
        sys.executable, "-m", "generator", "build", "--config", str(corpus.settings),
        "--content", str(corpus.content), "--output", str(output),
    ]  # fmt: skip
    first = watch(command)
    corpus.add_newest()
    second = watch(command)
    return Contender(
        name="Digestry",
        folder=output,
        page="search/",
        probe=(_HERE / "probe_site.js").read_text("utf-8"),
        bundle=_size(output / "pagefind"),
        indexing=first.indexing,
        build=first.whole,
        one_day=second.indexing,
        one_day_build=second.whole,
    )


def defaults(texts: Iterable[Text], folder: Path, program: str = "") -> Contender:
    """Write a plain page for each paper and index them with no options at all.

    `program` is a Pagefind to use in place of the installed one.
    """
    for text in texts:
        place = folder / "papers" / text.key / "index.html"
        place.parent.mkdir(parents=True)
        place.write_text(_page(text), encoding="utf-8", errors="replace")
    command = [program] if program else [sys.executable, "-m", "pagefind"]
    done = watch([*command, "--site", str(folder)])
    harness = folder / "search" / "index.html"
    harness.parent.mkdir()
    shutil.copyfile(_HERE / "defaults.html", harness)
    return Contender(
        name="Pagefind's defaults",
        folder=folder,
        page="search/",
        probe=(_HERE / "probe_defaults.js").read_text("utf-8"),
        bundle=_size(folder / "pagefind"),
        indexing=done.whole,
    )


def _page(text: Text) -> str:
    shown = (text.tldr, *text.others, text.abstract)
    return _PAGE.format(
        title=html.escape(text.title),
        authors=html.escape(", ".join(text.authors)),
        paragraphs="\n".join(f"<p>{html.escape(part)}</p>" for part in shown if part),
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
