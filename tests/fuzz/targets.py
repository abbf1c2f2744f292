"""What atheris drives: each target takes any bytes and raises when a promise is broken.

`python -m tests.fuzz.targets NAME CORPUS…` runs one; further arguments are libFuzzer's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Final

from generator.cache.packs import pack
from generator.digests.detect import read_source
from generator.digests.fields import STANDARD
from generator.errors import Diagnostic
from generator.model import Entry, Source
from generator.text.clean import plain_text
from generator.text.links import find_links
from generator.text.markup import block_html, inline_html, page_html
from generator.text.tex import formula_text, mathml
from tests.text.fragments import BLOCK, INLINE, PAGE, faults

_NAMES: Final = {"jsonl": "2026-05-08.jsonl", "markdown": "2026-05-08.md", "listing": "a.txt"}


def jsonl(data: bytes) -> None:
    """Read a JSON digest."""
    _read("jsonl", b'{"title": ' + data)
    _read("jsonl", data)


def markdown(data: bytes) -> None:
    """Read a Markdown digest."""
    _read("markdown", b"### [T](https://arxiv.org/abs/2605.00001)\n" + data)
    _read("markdown", data)


def listing(data: bytes) -> None:
    """Read a listing."""
    _read("listing", b"17\n\ncs.DC 2026-05-14 Spotlight\n\n" + data + b"\n\nAbstract\n\nx\n\n0\n")
    _read("listing", data)


def tex(data: bytes) -> None:
    """Set a formula."""
    source = data.decode("utf-8", "replace")
    _check(faults(mathml(source), INLINE | {"code"}), source)
    _check(faults(mathml(source, displayed=True), INLINE | {"code"}), source)
    formula_text(source)


def markup(data: bytes) -> None:
    """Write a field as a block, as a line, as a page and as plain text."""
    text = data.decode("utf-8", "replace")
    _check(faults(block_html(text), INLINE | BLOCK | {"a"}), text)
    _check(faults(inline_html(text), INLINE), text)
    _check(faults(page_html(text), INLINE | BLOCK | PAGE | {"a"}), text)
    if "\n" in plain_text(text):
        raise AssertionError("a plain text has two lines")
    find_links(text)


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "jsonl": jsonl, "listing": listing, "markdown": markdown, "markup": markup, "tex": tex,
}  # fmt: skip


def _read(dialect: str, data: bytes) -> None:
    read = read_source(Source(path=_NAMES[dialect], data=data, sha256=""), STANDARD)
    pack(read, "")
    for entry in read.digest.entries:
        _check_entry(entry)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for diagnostic in read.diagnostics:
        _check_place(diagnostic, lines)


def _check_entry(entry: Entry) -> None:
    if not entry.title or "\n" in entry.title:
        raise AssertionError(f"the title {entry.title!r}")
    for url in (entry.url, entry.pdf_url):
        if url and not url.lower().startswith(("http://", "https://")):
            raise AssertionError(f"the address {url!r}")


def _check_place(diagnostic: Diagnostic, lines: int) -> None:
    # A text in UTF-16 may have fewer lines than its bytes show, never more.
    if not 0 <= diagnostic.line <= lines:
        raise AssertionError(str(diagnostic))


def _check(found: list[str], text: str) -> None:
    if found:
        raise AssertionError(f"{found} of {text!r}")


def _drive(name: str, arguments: list[str]) -> None:
    import atheris  # noqa: PLC0415 - not to be had for every Python; the tests do without

    atheris.instrument_all()
    atheris.Setup([name, *arguments], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    _drive(sys.argv[1], sys.argv[2:])
