"""What a text is cut into."""

from hypothesis import given
from hypothesis import strategies as st

from generator.terms.stems import stem
from generator.terms.words import cut


def words(text: str) -> list[str]:
    return [name for name, _ in cut(text).words]


def phrases(text: str) -> list[str]:
    return [form for _, form in cut(text).phrases]


def pairs(text: str) -> list[str]:
    return [name for name, _ in cut(text).pairs]


def test_plurals_are_folded_and_nothing_else() -> None:
    forms = {"agents": "agent", "agent": "agent", "studies": "", "batteries": "battery"}
    forms |= {"losses": "loss", "loss": "loss", "bus": "bus", "gas": "gas", "boxes": "box"}
    assert {form: stem(form) for form in forms} == forms


def test_words_that_stand_in_every_paper_are_left_out() -> None:
    assert words("In this paper we propose a novel method for locks.") == ["lock"]
    assert words("A state-of-the-art State-of-the-Art lock") == ["lock"]


def test_formulas_addresses_and_macros_are_no_words() -> None:
    text = r"Locks $\alpha_{queue}$ of \textbf{fair} trees at https://example.org/queue \(x queue\)"
    assert words(text) == ["lock", "fair", "tree"]


def test_a_hyphen_joins_what_a_space_joins() -> None:
    assert cut("vision-language models").phrases[0] == ("vision language", "vision-language")
    assert cut("vision language models").phrases[0] == ("vision language", "vision language")


def test_a_number_names_something_after_a_hyphen_only() -> None:
    assert phrases("GPT-4 has 12 heads") == ["GPT-4"]
    assert words("GPT-4 has 12 heads in 2025") == ["gpt", "head"]


def test_marks_and_empty_words_end_a_phrase() -> None:
    assert phrases("Fair locks, waiting queues of trees") == ["Fair locks", "waiting queues"]


def test_an_id_is_a_word() -> None:
    assert words("extends arXiv:2301.12345") == ["arxiv", "2301.12345"]


def test_chinese_is_cut_between_particles_into_phrases_and_pairs() -> None:
    text = "本文提出一种基于强化学习的机器人控制方法"
    assert phrases(text) == ["强化学习", "机器人控制"]
    assert pairs(text)[:3] == ["强化", "化学", "学习"]


def test_a_pair_that_is_a_word_is_readable() -> None:
    assert cut("锁的队列").pairs == [("队列", "队列")]


def test_korean_and_japanese_have_pairs() -> None:
    assert pairs("강화학습") == ["강화", "화학", "학습"]
    assert pairs("ロボットの制御")[-1] == "制御"


@given(st.text(max_size=200))
def test_any_text_is_cut_and_no_form_holds_a_line_end(text: str) -> None:
    found = cut(text)
    every = found.words + found.phrases + found.pairs
    assert all(name and "\n" not in form for name, form in every)
