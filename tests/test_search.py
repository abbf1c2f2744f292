"""What the index is made of, and that it is the same for the same papers."""

import gzip
import html
import re
from pathlib import Path

import pytest

from generator import search
from generator.errors import SearchError
from generator.model import DigestDate, Paper
from generator.search_documents import SearchDocument, pair_tokens, search_document
from generator.search_order import put_in_order, sorted_filters, sorted_values
from tests.samples import tldr

DAY = DigestDate(value="2026-05-08")


def document(**facts: object) -> str:
    made = Paper(key="2605.00001", title="Locks & Keys", days=(DAY,), **facts)  # type: ignore[arg-type]
    return search_document(made, "en").html


def values(text: str, kind: str, name: str) -> list[str]:
    found = re.findall(rf'<(?:span|h1) data-pagefind-{kind}="{name}"[^>]*>([^<]*)<', text)
    return [html.unescape(value) for value in found]


@pytest.mark.parametrize(
    "text, tokens",
    [
        ("强化学", "5f3a5316 53165b66"),
        ("强", "5f3a"),
        ("no runs", ""),
        ("用 GPU 加速", "7528 52a0901f"),
        ("𠀀𠀁", "2000020001"),
    ],
)
def test_east_asian_runs_become_pairs(text: str, tokens: str) -> None:
    assert pair_tokens(text) == tokens


def test_a_document_says_what_a_result_shows() -> None:
    text = document(
        authors=("A B", "C D", "E F", "G H", "I J"),
        categories=("cs.DC", "cs.OS"),
        sections=(tldr("In **one** line."),),
        headlines=("Keys wait",),
    )
    assert values(text, "meta", "title") == ["Locks & Keys"]
    assert values(text, "meta", "authors") == ["A B, C D, E F, G H …"]
    assert values(text, "meta", "excerpt") == ["In one line."]
    assert values(text, "meta", "date") == ["2026-05-08"]
    assert values(text, "filter", "category") == ["cs.DC", "cs.OS"]
    assert values(text, "filter", "year") == ["2026"]
    assert values(text, "filter", "month") == ["2026-05"]


def test_all_days_of_a_paper_are_filters() -> None:
    days = (DAY, DigestDate(value="2026-05-09"), DigestDate(value="2027-01"))
    text = search_document(Paper(key="x", title="X", days=days), "en").html
    assert values(text, "filter", "year") == ["2026", "2027"]
    assert values(text, "filter", "month") == ["2026-05", "2027-01"]


def test_no_word_becomes_markup() -> None:
    text = document(authors=("<script>",), categories=('"><b>',), comment="</main><script>")
    assert "<script" not in text
    assert "<b>" not in text
    assert text.count("</main>") == 1


def test_the_digest_of_documents_tells_every_change() -> None:
    one, two = (SearchDocument(path="a", html=text) for text in ("x", "y"))
    digests = {search.documents_digest(list(found)) for found in ((one,), (two,), (one, two), ())}
    assert len(digests) == 4


def text_item(value: str) -> bytes:
    return bytes([0x60 + len(value)]) + value.encode()


def array(*items: bytes) -> bytes:
    return bytes([0x80 + len(items)]) + b"".join(items)


def test_filters_and_their_values_are_put_in_order() -> None:
    pages = b"\x98\x19" + b"\x18\x2a" * 25
    one, two = array(text_item("a"), pages), array(text_item("b"), b"\x80")
    name = text_item("category")
    assert sorted_values(array(name, array(two, one))) == array(name, array(one, two))
    lists = [array(text_item(n), text_item(n)) for n in ("year", "month")]
    head = (text_item("1.5"), b"\x80", b"\x80")
    tail = array(text_item("z"))
    mixed = array(*head, array(*reversed(lists)), tail)
    assert sorted_filters(mixed) == array(*head, array(*lists), tail)


def test_another_format_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "filter").mkdir()
    (tmp_path / "filter" / "en_1234567.pf_filter").write_bytes(gzip.compress(b"something else"))
    with pytest.raises(ValueError, match="has another format"):
        put_in_order(tmp_path)


def test_pagefind_that_writes_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(SearchError, match="Pagefind"):
        search.index(tmp_path / "site", tmp_path / "bundle", 0)
