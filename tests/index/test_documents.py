"""What a paper gives to the index, and how its text is written there."""

import pytest

from generator.index.documents import Document, document
from generator.index.texts import texts_of
from generator.index.tokens import broken, is_pair, marked, pair_word, without_runs, words
from generator.model import DigestDate, Paper
from tests.samples import tldr

DAYS = (DigestDate(value="2026-05-08"), DigestDate(value="2026-06-01"))


def paper(**facts: object) -> Paper:
    return Paper(key="2605.00001", title="Locks & Keys", days=DAYS, **facts)  # type: ignore[arg-type]


def made(**facts: object) -> Document:
    return document(paper(**facts), "en")


@pytest.mark.parametrize(
    "text, held",
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
def test_text_is_written_as_the_index_holds_it(text: str, held: str) -> None:
    assert [token for piece in broken(text).split() for token in words(piece)] == held.split()


@pytest.mark.parametrize(
    "text, held, runs",
    [
        ("用 GPU 强化学，强化 the end", "7528 GPU zqz zqz end", "强化学\n强化"),
        ("the强化the", "the zqz the", "强化"),
        ("no runs of the kind", "no runs kind", ""),
        ("a\u200bb \u200b", "ab", ""),
    ],
)
def test_runs_of_long_texts_are_kept_apart_with_a_word_in_their_place(
    text: str, held: str, runs: str
) -> None:
    rest, apart = without_runs(text)
    assert [token for piece in rest.split() for token in marked(piece)] == held.split()
    assert apart == runs


def test_pairs_are_told_from_words() -> None:
    assert all(map(is_pair, words("强化学习")))
    assert pair_word(*map(ord, "强化")).decode() == words("强化")[0]
    assert not is_pair("20240101ak")
    assert not is_pair("model")


def test_fields_stand_in_their_order() -> None:
    found = made(authors=("An Bee",), sections=(tldr("Short."),), comment="9 pages")
    assert (found.titles, found.names) == ("Locks & Keys", "An Bee")
    assert (found.summary, found.others) == ("Short.", "9 pages")


def test_each_token_of_a_run_is_numbered_once() -> None:
    one = made(authors=("An Bee",), comment="Bee 强化强化")
    texts = texts_of([one, made(), one])
    assert texts.tokens == ["zqz", "Locks", "&", "Keys", "An", "Bee"]
    assert [field.tokens.tolist() for field in texts.fields] == [
        [1, 2, 3] * 3, [4, 5] * 2, [], [5, 0] * 2,
    ]  # fmt: skip
    assert [field.counts.tolist() for field in texts.fields] == [
        [3, 3, 3], [2, 0, 2], [0, 0, 0], [2, 0, 2],
    ]  # fmt: skip
    assert texts.pairs.words == [b"53165h3b", b"5h3b5316"]
    assert texts.pairs.numbers.tolist() == [0, 0, 1, 1]
    assert texts.pairs.papers.tolist() == [0, 2, 0, 2]
    assert texts.pairs.counts.tolist() == [1, 1, 2, 2]
    assert texts.lengths.tolist() == [10, 3, 10]


def test_a_record_has_what_a_result_shows() -> None:
    record = made(
        authors=tuple("ABCDEFGH"), categories=("cs.DC", "cs.OS"), headlines=("Keys wait",),
        sections=(tldr("In **one** line."),), badges=("Oral",),
    ).record  # fmt: skip
    assert record.title == "Locks & Keys"
    assert (record.authors, record.more_authors) == ("A\nB\nC\nD\nE\nF", 2)
    assert made(authors=tuple("ABCDEFG")).record.authors == "A\nB\nC\nD\nE\nF\nG"
    assert (record.headline, record.gist, record.lang) == ("Keys wait", "In one line.", "en")
    assert (record.date, record.category) == ("2026-05-08", "cs.DC")


def test_a_paper_is_filtered_by_badges_venue_and_code() -> None:
    found = made(badges=("Oral",), venue="ICML 2026", code="https://github.com/example/tea")
    assert found.badges == ("Oral", "ICML 2026", "Code")
    assert made(badges=("ICML 2026",), venue="ICML 2026").badges == ("ICML 2026",)
    assert made().badges == ()
