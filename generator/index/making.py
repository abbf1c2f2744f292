"""The units of work of the index: a run is indexed, half a part is joined. Each is picklable."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from generator.archive import PaperStub
from generator.cache.packs import PackShelf
from generator.errors import SearchError
from generator.fingerprint import content_digest
from generator.index import pagefind, parts
from generator.index.documents import Document, document
from generator.index.lexicon import Lexicon, lexicon_of, page_of
from generator.index.postings import postings_of
from generator.index.records import write_records
from generator.index.scratch import scratch
from generator.index.shelves import cut, write_words
from generator.index.texts import Texts, texts_of
from generator.model import Paper
from generator.packing import UNREADABLE
from generator.papers import load_paper

_LENGTHS: Final = "lengths.json"
_DONE: Final = "done.json"


class RunUnit(msgspec.Struct, frozen=True):
    """A run to index: its papers, where its words go (empty: nowhere), and its records."""

    papers: tuple[PaperStub, ...]
    packs: str
    language: str
    words: str
    records: str


class HalfUnit(msgspec.Struct, frozen=True):
    """Half a part to join from runs, each a folder of words and the number of its first paper."""

    runs: tuple[tuple[str, int], ...]
    half: str
    size: int
    folder: str


def make_run(unit: RunUnit) -> int:
    """Index a run; how many papers it has. Raises SearchError."""
    shelf = PackShelf(Path(unit.packs))
    return index_run((load_paper(paper, shelf) for paper in unit.papers), unit)


def index_run(papers: Iterable[Paper], unit: RunUnit) -> int:
    """Index a run whose papers are at hand. Words that are made already are left as they are."""
    documents = [document(paper, unit.language) for paper in papers]
    if unit.records:
        records = Path(unit.records)
        records.mkdir(parents=True, exist_ok=True)
        write_records(documents, records)
    if unit.words and not is_made(Path(unit.words)):
        _make_words(documents, Path(unit.words))
    return len(documents)


def make_half(unit: HalfUnit) -> parts.Half:
    """Join half a part."""
    runs = [(Path(folder), base) for folder, base in unit.runs]
    return parts.write_half(runs, unit.half, unit.size, Path(unit.folder))


def is_made(words: Path) -> bool:
    """Say whether a run's words are there and whole."""
    try:
        sums = msgspec.json.decode((words / _DONE).read_bytes(), type=dict[str, str])
        return sums == _sums(words)
    except (OSError, *UNREADABLE):
        return False


def lengths(words: Path) -> list[int]:
    """Read the lengths of a run's papers."""
    return msgspec.json.decode((words / _LENGTHS).read_bytes(), type=list[int])


def _make_words(documents: list[Document], words: Path) -> None:
    texts = texts_of(documents)
    with scratch(words.parent) as place:
        made = place.beside / "made"
        made.mkdir()
        try:
            _write_words(texts, _lexicon(texts, place.quick, len(documents)), made)
        except (FileNotFoundError, EOFError, IndexError, KeyError, ValueError) as error:
            raise SearchError(
                f"Pagefind's index is not as expected: {error}", hint=pagefind.INSTALL
            ) from error
        (made / _DONE).write_bytes(msgspec.json.encode(_sums(made)))
        _put(made, words)


def _lexicon(texts: Texts, folder: Path, papers: int) -> Lexicon:
    """Ask Pagefind for the words of the tokens of so many papers."""
    site, bundle = folder / "site", folder / "bundle"
    site.mkdir()
    page = page_of(texts.tokens)
    (site / "tokens.html").write_text(page, encoding="utf-8", errors="replace")
    pagefind.index(site, bundle, papers)
    return lexicon_of(bundle, texts.tokens)


def _write_words(texts: Texts, lexicon: Lexicon, made: Path) -> None:
    postings = postings_of(texts, lexicon)
    for half, found in zip(parts.HALVES, cut(postings, (parts.BORDER,)), strict=True):
        write_words(found, made / f"{half}.words")
    (made / _LENGTHS).write_bytes(msgspec.json.encode(texts.lengths.tolist()))


def _put(made: Path, words: Path) -> None:
    """Put a run's words in their place, unless somebody else has made the same meanwhile."""
    try:
        made.rename(words)
    except OSError:
        if not is_made(words):
            shutil.rmtree(words, ignore_errors=True)
            made.rename(words)


def _sums(words: Path) -> dict[str, str]:
    names = (*(f"{half}.words" for half in parts.HALVES), _LENGTHS)
    return {name: content_digest((words / name).read_bytes()) for name in names}
