"""The search index of a build: kept while nothing that it holds has changed, else made anew."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from generator import manifest, search
from generator.archive import Archive
from generator.manifest import FileRecord
from generator.report import Reporter
from generator.search_documents import SearchDocument, search_document
from generator.write import Transaction


class SearchIndex(msgspec.Struct, frozen=True):
    """The files of the index, the digest of what it was made of, whether it was made just now."""

    files: Mapping[str, FileRecord] = msgspec.field(default_factory=dict)
    digest: str = ""
    made: bool = False


NO_INDEX = SearchIndex()


def documents_of(archive: Archive, language: str) -> list[SearchDocument]:
    """Make the document of each paper, in the order of their keys."""
    return [search_document(paper, language) for _, paper in sorted(archive.papers.items())]


def refresh_index(
    documents: Sequence[SearchDocument],
    transaction: Transaction,
    present: Mapping[str, int],
    reporter: Reporter,
    *,
    clean: bool = False,
) -> SearchIndex:
    """Bring the index up to date; `present` has the sizes of the files in the output.

    Raises SearchError when it cannot be made.
    """
    digest = search.documents_digest(documents)
    last = transaction.last.manifest
    kept = last.below(search.FOLDER)
    if not clean and digest == last.search and manifest.intact(kept, present):
        return SearchIndex(kept, digest)
    if not documents:
        return SearchIndex(digest=digest)
    with reporter.stage("Indexing", len(documents)):
        return SearchIndex(_made(documents, digest, transaction), digest, made=True)


def _made(
    documents: Sequence[SearchDocument], digest: str, transaction: Transaction
) -> dict[str, FileRecord]:
    with tempfile.TemporaryDirectory(prefix="index-", dir=transaction.staging.parent) as folder:
        site, bundle = Path(folder, "site"), Path(folder, "bundle")
        site.mkdir()
        count = search.write_documents(documents, site)
        search.index(site, bundle, count)
        return transaction.adopt_tree(bundle, search.FOLDER, digest)
