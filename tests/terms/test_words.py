"""What a text is cut into."""

from hypothesis import given
from hypothesis import strategies as st

from generator.merging import Merged
from generator.model import Section
from generator.terms.counting import count_terms
from generator.terms.stems import stem
from generator.terms.words import Kind


def terms(text: str, kind: Kind) -> dict[str, str]:
    """Give the names and forms of the terms of a title."""
    found = count_terms([Merged(title=text)])
    kinds = found.kinds.tolist()
    every = zip(found.names, found.forms, kinds, strict=True)
    return {name: form for name, form, its in every if its == kind}


def words(text: str) -> set[str]:
    return set(terms(text, Kind.WORD))


def phrases(text: str) -> set[str]:
    return set(terms(text, Kind.PHRASE).values())


def pairs(text: str) -> set[str]:
    return set(terms(text, Kind.PAIR))


def test_plurals_are_folded_and_nothing_else() -> None:
    forms = {"agents": "agent", "agent": "agent", "studies": "", "batteries": "battery"}
    forms |= {"losses": "loss", "loss": "loss", "bus": "bus", "gas": "gas", "boxes": "box"}
    assert {form: stem(form) for form in forms} == forms


def test_words_that_stand_in_every_paper_are_left_out() -> None:
    assert words("In this paper we propose a novel method for locks.") == {"lock"}
    assert words("A state-of-the-art State-of-the-Art lock") == {"lock"}


def test_formulas_addresses_and_macros_are_no_words() -> None:
    text = r"Locks $\alpha_{queue}$ of \textbf{fair} trees at https://example.org/queue \(x queue\)"
    assert words(text) == {"lock", "fair", "tree"}


def test_a_hyphen_joins_what_a_space_joins() -> None:
    joined, apart = (terms(text, Kind.PHRASE) for text in ("vision-language", "vision language"))
    assert (joined, apart) == (
        {"vision language": "vision-language"},
        {"vision language": "vision language"},
    )


def test_a_number_names_something_after_a_hyphen_only() -> None:
    assert phrases("GPT-4 has 12 heads") == {"GPT-4"}
    assert words("GPT-4 has 12 heads in 2025") == {"gpt", "head"}


def test_a_word_that_tells_nothing_alone_tells_something_in_a_compound() -> None:
    assert terms("Long-Horizon Plans", Kind.PHRASE) == {
        "long horizon": "Long-Horizon",
        "horizon plan": "Long-Horizon Plans",
    }
    assert phrases("multi-agent in-context") == {"multi-agent", "in-context"}
    assert words("a few-shot, two-stage lock") == {"shot", "stage", "lock"}
    assert phrases("a lock (-based) x") == set()
    assert phrases("U-Net, Q-learning") == {"U-Net", "Q-learning"}
    assert phrases("long horizon, lock-to-lock, the-the, long-12") == set()


def test_marks_and_empty_words_end_a_phrase() -> None:
    assert phrases("Fair locks, waiting queues of trees") == {"Fair locks", "waiting queues"}


def test_an_id_is_a_word() -> None:
    assert words("extends arXiv:2301.12345") == {"arxiv", "2301.12345"}


def test_chinese_is_cut_between_particles_into_phrases_and_pairs() -> None:
    text = "本文提出一种基于强化学习的机器人控制方法"
    assert phrases(text) == {"强化学习", "机器人控制"}
    assert pairs(text) >= {"强化", "化学", "学习"}


def test_what_papers_say_of_themselves_in_chinese_is_no_part_of_a_phrase() -> None:
    assert phrases("系统评估表明锁队列准确率从八成升至九成") == {"锁队列准确率", "八成升至九成"}
    assert phrases("评估大语言模型，相比基线等待时间更短，准确率达九成") == {
        "大语言模型",
        "基线等待时间更短",
        "准确率",
    }
    assert phrases("最强锁队列无需训练即可即插即用，所有权证明，从粗到细") == {
        "锁队列",
        "即插即用",
        "所有权",
        "从粗到细",
    }
    assert phrases("评估指标与质量评估") == {"评估指标", "质量评估"}


def test_a_pair_that_is_a_word_is_readable() -> None:
    assert terms("锁的队列", Kind.PAIR) == {"队列": "队列"}


def test_korean_and_japanese_have_pairs() -> None:
    assert pairs("강화학습") == {"강화", "화학", "학습"}
    assert "制御" in pairs("ロボットの制御")


def test_a_term_stands_in_each_text_for_itself() -> None:
    found = count_terms([Merged(title="fair"), Merged(title="locks"), Merged(title="锁队")])
    assert sorted(found.names) == ["fair", "lock", "锁队"]
    assert dict(zip(found.terms.tolist(), found.papers.tolist(), strict=True)) == {0: 0, 1: 1, 2: 2}


def test_texts_without_terms_have_none() -> None:
    assert (
        count_terms([]).names == count_terms([Merged(title=""), Merged(title="— 的")]).names == []
    )


def test_of_a_phrase_that_an_abstract_has_once_nothing_is_kept() -> None:
    once, twice = "Fair locks wait.", "Fair locks wait. Fair locks rest."
    assert phrases_of(once) == set()
    assert phrases_of(twice) == {"Fair locks"}


def test_a_compound_of_names_is_kept_though_an_abstract_has_it_once() -> None:
    once = (
        "Locks on PartNet-Mobility, Grad-CAM, low-rank and red-blue trees, the U-Net and Fair Locks"
    )
    assert phrases_of(once) == {"PartNet-Mobility", "Grad-CAM", "U-Net"}


def phrases_of(abstract: str) -> set[str]:
    section = Section(label="Abstract", field="abstract", lang="en", text=abstract)
    found = count_terms([Merged(title="", sections=(section,))])
    return {
        form for form, kind in zip(found.forms, found.kinds, strict=True) if kind == Kind.PHRASE
    }


@given(st.text(max_size=200))
def test_any_text_is_cut_and_no_form_holds_a_line_end(text: str) -> None:
    found = count_terms([Merged(title=text)])
    assert all(found.names)
    assert not any("\n" in form for form in found.forms)
