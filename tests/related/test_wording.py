"""Which words explain that two papers are related."""

from hypothesis import given
from hypothesis import strategies as st

from generator.related.wording import MOST, Reason, explain, weighed
from generator.terms.words import Kind


def word(form: str, adds: int = 10) -> Reason:
    return weighed(form, Kind.WORD, adds)


def phrase(form: str, adds: int = 10) -> Reason:
    return weighed(form, Kind.PHRASE, adds)


def test_what_adds_most_comes_first_and_little_is_left_out() -> None:
    assert explain([word("tree", 5), word("lock", 9), word("disk", 1)], "en") == ("lock", "tree")


def test_a_phrase_stands_for_its_words() -> None:
    reasons = [word("spin"), word("locks"), phrase("spin lock", 4), word("queue")]
    assert explain(reasons, "en") == ("spin lock", "queue")


def test_two_forms_of_a_word_are_told_once() -> None:
    assert explain([word("distillation", 9), word("distilled", 8), word("teacher", 7)], "en") == (
        "distillation",
        "teacher",
    )


def test_the_language_of_the_site_comes_first() -> None:
    reasons = [word("lock", 9), word("tree", 8), phrase("自旋锁", 2), phrase("队列", 1)]
    assert explain(reasons, "en") == ("lock", "tree")
    assert explain(reasons, "zh") == ("自旋锁", "队列")


def test_another_language_helps_out() -> None:
    assert explain([word("lock", 9), phrase("自旋锁", 2)], "zh") == ("自旋锁", "lock")
    assert explain([phrase("自旋锁", 2)], "en") == ("自旋锁",)


@given(st.lists(st.builds(word, st.text("abcs文 ", min_size=1), st.integers(1, 99))))
def test_words_are_few_distinct_and_short(reasons: list[Reason]) -> None:
    found = explain(reasons, "en")
    assert len(found) == len(set(found)) <= MOST
    assert sum(map(len, found)) <= 44
    assert found == explain(list(reversed(reasons)), "en")
