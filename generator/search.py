"""The search index, made by Pagefind's command line. The only module that knows Pagefind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import msgspec

from generator.errors import SearchError
from generator.fingerprint import content_digest
from generator.search_documents import SearchDocument
from generator.search_order import put_in_order

FOLDER = "pagefind"
_OPTIONS = ("--force-language", "en", "--quiet")
_RECIPE = 1
"""Raised when what is done to the bundle afterwards changes."""

_UNUSED = ("*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")
_PATIENCE = 120.0
_PATIENCE_PER_PAGE = 0.1


def documents_digest(documents: Iterable[SearchDocument]) -> str:
    """Give the digest of everything that decides the index."""
    subject = [version("pagefind"), _RECIPE, _OPTIONS, *((d.path, d.html) for d in documents)]
    return content_digest(msgspec.msgpack.encode(subject))


def write_documents(documents: Iterable[SearchDocument], folder: Path) -> int:
    """Write the documents into an empty folder; return how many there are."""
    count = 0
    for document in documents:
        count += 1
        place = folder / document.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(document.html, encoding="utf-8", errors="replace")
    return count


def index(site: Path, bundle: Path, pages: int) -> None:
    """Index a folder of documents into another, empty one.

    Raises SearchError when Pagefind is missing, fails, or takes far longer than it should.
    """
    command = [
        sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(bundle),
        *_OPTIONS,
    ]  # fmt: skip
    patience = _PATIENCE + _PATIENCE_PER_PAGE * pages
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command of ours, no shell
            command, capture_output=True, text=True, timeout=patience, check=False, cwd=site
        )
    except subprocess.TimeoutExpired as error:
        raise SearchError(
            f"Pagefind did not finish within {patience:.0f} seconds",
            hint="build with --no-search, or give the machine more memory",
        ) from error
    except OSError as error:
        raise SearchError(f"Pagefind could not be started: {error}", hint=_INSTALL) from error
    if done.returncode != 0 or not (bundle / "pagefind.js").is_file():
        raise SearchError(f"Pagefind failed: {_last_words(done)}", hint=_INSTALL)
    _tidy(bundle)


def _tidy(bundle: Path) -> None:
    """Leave only what our own search page loads, in an order that is the same every time."""
    for pattern in _UNUSED:
        for unused in bundle.glob(pattern):
            unused.unlink()
    try:
        put_in_order(bundle)
    except (OSError, EOFError, IndexError, ValueError) as error:
        raise SearchError(f"Pagefind's index is not as expected: {error}", hint=_INSTALL) from error


_INSTALL = "is it installed? pip install 'pagefind[bin]'"


def _last_words(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else f"exit status {done.returncode}"
