"""What a paper gives to the index, and how its text is written there."""

import re

import pytest

from generator.index.documents import FIELDS, Document, document
from generator.index.postings import _table
from generator.index.tokens import is_pair, searchable, without_pairs
from generator.model import DigestDate, Paper
from tests.samples import tldr

DAYS = (DigestDate(value="2026-05-08"), DigestDate(value="2026-06-01"))


def paper(**facts: object) -> Paper:
    return Paper(key="2605.00001", title="Locks & Keys", days=DAYS, **facts)  # type: ignore[arg-type]


def made(**facts: object) -> Document:
    return document(paper(**facts), "en")


@pytest.mark.parametrize(
    "text, words",
    [
        ("强化学", "5h3b5316 53165c66"),
        ("强", "5h3b"),
        ("no runs", "no runs"),
        ("用 GPU 加速，快", "7528 GPU 52b0901h 5hgc"),
        ("𠀀𠀁", "2000020001"),
        ("The state of the art", "state art"),
        ("in-context", "in-context"),
    ],
)
def test_text_is_written_as_the_index_holds_it(text: str, words: str) -> None:
    assert searchable(text).split() == words.split()


def test_pairs_without_places_are_counted_apart() -> None:
    words, pairs = without_pairs("用 GPU 强化学，强化 the end")
    assert words.split() == ["7528", "GPU", "zqz", "zqz", "end"]
    assert pairs == {"5h3b5316": 2, "53165c66": 1}


def test_pairs_are_told_from_words() -> None:
    assert all(is_pair(word.encode()) for word in searchable("强化学习").split())
    assert not is_pair(b"20240101ak")
    assert not is_pair(b"model")


def test_every_part_of_a_weight_tells_its_field() -> None:
    table = _table()
    for number, weight in enumerate(FIELDS):
        for parts in range(1, 5):
            assert table[int(weight * 24 / parts)] == number


def test_fields_stand_in_their_order_with_their_weights() -> None:
    text = made(authors=("An Bee",), sections=(tldr("Short."),), comment="9 pages").html
    assert re.findall(r'weight="([\d.]+)">([^<]*)', text) == [
        ("10", "Locks &amp; Keys"), ("7", "An Bee"), ("4.5", "Short."), ("1", "9 pages"),
    ]  # fmt: skip


def test_a_record_has_what_a_result_shows() -> None:
    record = made(
        authors=tuple("ABCDEFG"), categories=("cs.DC", "cs.OS"), headlines=("Keys wait",),
        sections=(tldr("In **one** line."),), badges=("Oral",),
    ).record  # fmt: skip
    assert record.title == "Locks & Keys"
    assert record.authors == "A, B, C, D, E, F …"
    assert (record.headline, record.gist, record.lang) == ("Keys wait", "In one line.", "en")
    assert (record.date, record.category) == ("2026-05-08", "cs.DC")


def test_no_word_becomes_markup() -> None:
    text = made(authors=("<script>",), comment="</main><script>").html
    assert "<script" not in text


def test_a_paper_is_filtered_by_badges_venue_and_code() -> None:
    found = made(badges=("Oral",), venue="ICML 2026", code="https://github.com/example/tea")
    assert found.badges == ("Oral", "ICML 2026", "Code")
    assert made(badges=("ICML 2026",), venue="ICML 2026").badges == ("ICML 2026",)
    assert made().badges == ()
