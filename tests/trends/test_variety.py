"""Terms that say different things, and phrases in the place of their words."""

from generator.trends.shifts import Use
from generator.trends.variety import different


def rising(recent: int, former: int) -> Use:
    """Make the use of a term, of papers half of which are recent."""
    return Use(term=0, recent=recent, before=former, expected=(recent + former) / 2)


def test_of_terms_that_hold_one_another_the_clearest_stands_for_all() -> None:
    terms = [
        "world model",
        "model",
        "World",
        "agent",
        "AI agents",
        "large world model",
        "智能体",
        "多智能体",
    ]
    uses = {term: rising(3 ** (9 - place), 0) for place, term in enumerate(terms)}
    assert list(different(uses)) == ["world model", "agent", "智能体"]


def test_a_phrase_that_accounts_for_most_of_a_rise_stands_for_its_words() -> None:
    terms = {
        "flux": rising(100, 40),
        "扩散": rising(50, 10),
        "capacitor": rising(100, 60),
        "flux capacitor": rising(45, 10),
        "扩散模型": rising(31, 10),
        "capacitor bank": rising(30, 5),
    }
    assert list(different(terms)) == ["flux capacitor", "扩散模型", "capacitor bank"]


def test_a_compound_holds_its_words_and_no_other_compound() -> None:
    terms = {"horizon": rising(100, 40), "long-horizon": rising(70, 20), "agent": rising(60, 20)}
    terms |= {"multi-agent": rising(40, 30), "long-horizon plan": rising(30, 10)}
    terms |= {"long-agent": rising(20, 10), "4-bit": rising(20, 10), "2-bit": rising(20, 10)}
    assert list(different(terms)) == ["long-horizon", "agent", "4-bit", "2-bit"]


def test_a_phrase_in_many_papers_that_accounts_for_little_of_a_rise_stands_for_nothing() -> None:
    terms = {"flux": rising(200, 100), "flux capacitor": rising(150, 100), "扩散": rising(40, 10)}
    terms |= {"扩散模型": rising(25, 10)}
    assert list(different(terms)) == ["flux", "扩散"]


def test_of_several_phrases_that_which_accounts_for_most_stands() -> None:
    terms = {"flux": rising(100, 40), "warm flux": rising(50, 10), "flux capacitor": rising(60, 10)}
    assert next(different(terms)) == "flux capacitor"


def test_a_phrase_stands_for_its_words_where_terms_fall_too() -> None:
    terms = {"flux": rising(40, 100), "capacitor": rising(10, 60), "flux capacitor": rising(5, 50)}
    assert list(different(terms)) == ["flux capacitor"]


def test_a_phrase_tells_more_than_a_word_beside_another_of_its_words() -> None:
    terms = {"flux": rising(113, 34), "warm": rising(80, 45), "warm flux": rising(29, 6)}
    assert list(different(terms)) == ["flux", "warm flux"]
