"""The command line of the search benchmark."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks.search.browser import Asked, ask_all
from benchmarks.search.contenders import Contender, defaults, digestry
from benchmarks.search.corpus import Text, choose, read_texts
from benchmarks.search.figures import figures, is_among_ten, works_by_author
from benchmarks.search.queries import Drawing, Query, draw
from benchmarks.search.table import column, published, table

_Rounds = Sequence[tuple[Contender, Asked]]
"""Each contender with what it answered."""


def main(arguments: Sequence[str]) -> None:
    """Build, ask, judge, print."""
    options = _parser().parse_args(arguments)
    if not options.archive:
        _parser().error("name a folder of digests, or set DIGESTRY_ARCHIVE")
    with _workplace(options.keep) as work:
        _run(options, work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    option = parser.add_argument
    # fmt: off
    option("archive", nargs="?", default=os.environ.get("DIGESTRY_ARCHIVE", ""),
           help="folder of digests [default: DIGESTRY_ARCHIVE]")
    option("--papers", type=int, default=10_000,
           help="whole days, newest first, until they hold so many; 0 takes all [10000]")
    option("--until", default="", metavar="DATE", help="leave out later days")
    option("--known", type=int, default=300, help="papers to look for with each kind of query")
    option("--seed", type=int, default=1, help="decides papers and queries")
    option("--held-out", action="store_true",
           help="queries from other papers and other places in their texts: nobody tuned on them")
    option("--no-defaults", action="store_true",
           help="leave out Pagefind's defaults (13 GB and 6 minutes for 70,000 papers)")
    option("--pagefind", default="", metavar="PROGRAM",
           help="the Pagefind of the defaults, such as pagefind_extended [the installed one]")
    option("--log", type=Path, metavar="FILE", help="write each answer there, one JSON a line")
    option("--keep", type=Path, metavar="DIR", help="build in this new folder, and leave it")
    # fmt: on
    return parser


@contextmanager
def _workplace(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="digestry-bench-search-") as folder:
        yield Path(folder)


def _run(options: argparse.Namespace, work: Path) -> None:
    _say("Choosing the digests")
    corpus = choose(Path(options.archive), work, options.papers, options.until)
    _say(f"Building {corpus.days:,} days: first without {corpus.newest.date}, then with it")
    contenders = [digestry(corpus, work / "public")]
    texts = read_texts(corpus.settings, corpus.content)
    if not options.no_defaults:
        _say(f"Indexing {len(texts):,} plain pages with Pagefind's defaults")
        contenders.append(defaults(texts.values(), work / "plain", options.pagefind))
    queries = draw(texts, Drawing(options.known, options.seed, options.held_out))
    rounds = [(contender, _ask(contender, queries)) for contender in contenders]
    new = sum(text.first_day == corpus.newest.date for text in texts.values())
    print(
        f"{len(texts):,} papers of {corpus.days:,} days; {corpus.newest.date} is the new day, with "
        f"{new:,} papers; seed {options.seed}{', held out' * options.held_out}\n"
    )
    _print(rounds, texts, beside_published=options.no_defaults)
    if options.log:
        _write(options.log, rounds, texts)


def _print(rounds: _Rounds, texts: Mapping[str, Text], *, beside_published: bool) -> None:
    columns = [
        (contender.name, column(contender, figures(asked, texts), len(texts)))
        for contender, asked in rounds
    ]
    if beside_published:
        columns.append(published(len(texts)))
    print(table(columns))
    for contender, asked in rounds:
        loaded = ", ".join(f"{sent.path} {sent.size:,}" for sent in asked.starts[0])
        print(f"\nBytes before the first query, {contender.name}: {loaded}")


def _write(log: Path, rounds: _Rounds, texts: Mapping[str, Text]) -> None:
    works = works_by_author(texts.values())
    with log.open("w", encoding="utf-8") as file:
        for contender, asked in rounds:
            for answer in asked.answers:
                hit = is_among_ten(answer, works) if answer.query.key else None
                row = {"contender": contender.name, "among_ten": hit, **asdict(answer)}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _ask(contender: Contender, queries: Sequence[Query]) -> Asked:
    _say(f"Asking {contender.name} {len(queries):,} queries")
    asked = ask_all(contender, queries, _progress)
    _progress(0)
    return asked


def _progress(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done or '':>7}", end="\r" if not done else "", file=sys.stderr, flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
