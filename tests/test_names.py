"""Names of people: what is one name, what is two, and the address of each."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.names import (
    LONGEST_NAME,
    fold,
    fold_names,
    initial,
    name_slug,
    plain_name,
    sort_key,
)

ONE_NAME = [
    ("Jean-Luc Müller", "Jean Luc Muller", "JEAN LUC MÜLLER", "jean-luc  müller"),
    ("Xiao-Ming Li", "Xiaoming Li", "XiaoMing Li", "Xiao Ming Li"),
    ("Łukasz Øster", "Lukasz Oster"),
    ("The Tea-Time Collaboration", "the tea time collaboration"),
    ("J. R. Smith", "J.R. Smith", "J R Smith", "JR Smith"),
    ("Conor O’Brien", "Conor O'Brien", "Conor OBrien"),
    ("Ji-An Li", "Ji'an Li", "JI-AN LI", "Ji’An Li", "Ji An Li"),
    ("Jean-Émile Müller", "Jean Emile Muller"),
    ("D'Angelo Russo", "Dangelo Russo"),
    ("Ada Dell'Orto", "Ada Dellorto"),
    ("Self-Attention Team", "Self Attention Team"),
    ("Hal Daumé III", "Hal Daume Iii", "HAL DAUMÉ III", "Hal Daumé, III"),
    ("Martin Luther King Jr.", "Martin Luther King, JR"),
    ("王伟", "王 伟"),
    ("Jose\u0301 García-López", "José Garcia Lopez"),
    ("Ada Sa\u030cx\u030cson", "Ada Saxson"),
]

TWO_NAMES = [
    ("John Smith", "J. Smith"),
    ("J. Smith", "J. R. Smith"),
    ("Ed Smith", "E. D. Smith"),
    ("Ed Smith", "ED Smith"),
    ("Chen Xian", "Chenxi An"),
    ("Ji-An Li", "Jian Li"),
    ("Yu'an Yang", "Yuan Yang"),
    ("Qi’ao Xu", "Qiao Xu"),
    ("Hal Daumé III", "Hal Daumé"),
    ("Ada King Jr.", "Ada King Sr."),
    ("Wei Zhang", "Zhang Wei"),
    ("王伟", "Wang Wei"),
    ("が山", "か山"),
    ("김민준", "김민중"),
    ("राम कुमार", "रम कुमार"),
    ("สมชาย ใจดี", "สมชาย ใจดู"),
    ("நிலா", "நில"),
]


@pytest.mark.parametrize("names", ONE_NAME)
def test_accents_case_spaces_and_hyphens_are_nothing(names: tuple[str, ...]) -> None:
    assert len({fold(name) for name in names}) == 1


@pytest.mark.parametrize("one, other", TWO_NAMES)
def test_names_that_are_not_surely_one_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert name_slug(fold(one)) != name_slug(fold(other))


@pytest.mark.parametrize(
    "written, name",
    [
        ("Ada Example", "Ada Example"),
        ("  Ada\tExample ,", "Ada Example"),
        ("Ada Example (University of Tea)", "Ada Example"),
        ("Ada Example [1, 2]", "Ada Example"),
        ("and Ada Example", "Ada Example"),
        ("Ada Example and", "Ada Example"),
        ("Ada Example, M.D., Ph. D.", "Ada Example"),
        ("Ada Example PhD", "Ada Example"),
        ("Dr. Ada Example", "Ada Example"),
        ("Ada Example for the ATLAS Collaboration", "Ada Example"),
        ("Ada Example, on behalf of the ATLAS Collaboration", "Ada Example"),
        ("on behalf of the ATLAS Collaboration", "ATLAS Collaboration"),
        ("Initiative for the Study of Tea", "Initiative for the Study of Tea"),
        ("Ada Example（茶大学）", "Ada Example"),
        ("Ada Example (0000-0002-1825-0097)", "Ada Example"),
        ("Ada Example 0000-0002-1825-0097", "Ada Example"),
        ("Ada Example https://orcid.org/0000-0002-1825-0097", "Ada Example"),
        ("Ada Example ada@example.org", "Ada Example"),
        ("Ada Example†*", "Ada Example"),
        ("Ada Example$^{1,2}$", "Ada Example"),
        ("Ada (Addie) Example", "Ada Example"),
        ("Ada\x00 Exa\u200bmple", "Ada Example"),
        ("The ATLAS Collaboration", "The ATLAS Collaboration"),
        ("Ada Example et al.", "Ada Example"),
        ("Ada Example, et al", "Ada Example"),
        ("Ada Example and others", "Ada Example"),
        ("王小明 等", "王小明"),
        ("王小明等人", "王小明"),
        ("王等", "王等"),
        ("Example, Ada", "Ada Example"),
        ("Example,Ada", "Ada Example"),
        ("van der Example, Ada (MIT)", "Ada van der Example"),
        ("Tea Team, Example Works", "Tea Team, Example Works"),
        ("王, 小明", "王, 小明"),
        ("et al.", ""),
        ("et al", ""),
        ("others", ""),
        ("等", ""),
        ("Anonymous Authors", ""),
        ("", ""),
        ("(Institute of Tea)", ""),
        (":", ""),
        ("12", ""),
        ("x" * 500, ""),
    ],
)
def test_a_name_is_told_from_what_stands_beside_it(written: str, name: str) -> None:
    assert plain_name(written) == name


PEOPLE = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="abÄßøłÉeoIJ. -'王伟がカ김 ", max_size=24),
    st.lists(
        st.sampled_from(
            ["Wei", "wei", "A.", "B", "van", "Ångström", "Li", "LI", "王", "Yu'an", "Xi-En", "III"]
        ),
        max_size=4,
    ).map(" ".join),
)


@given(PEOPLE)
def test_the_fold_of_a_fold_is_the_fold(name: str) -> None:
    once = fold(plain_name(name)) if plain_name(name) else ""
    assert fold(once) == once


@given(PEOPLE)
@example("^§A")
def test_a_plain_name_is_plain_and_short(name: str) -> None:
    plain = plain_name(name)
    assert plain_name(plain) == plain
    assert len(plain) <= LONGEST_NAME
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in plain)


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9).map(str.capitalize)


@given(given=WORDS, last=WORDS, letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_an_initial_is_never_the_name_that_it_begins(given: str, last: str, letter: str) -> None:
    whole = fold(f"{given} {last}")
    for written in (f"{given[0]}. {last}", f"{given[0]} {last}", f"{given} {letter}. {last}"):
        assert fold(written) != whole


@given(PEOPLE)
def test_the_address_of_a_name_is_safe_and_made_of_it_alone(name: str) -> None:
    plain = plain_name(name)
    made = name_slug(fold(plain)) if plain and fold(plain) else "a"
    assert 0 < len(made) <= 80
    assert made.isascii()
    assert made.replace("-", "").isalnum()
    assert made == made.lower()


@given(st.lists(PEOPLE, max_size=8))
def test_two_names_have_two_addresses(names: list[str]) -> None:
    folds = {fold(plain) for plain in map(plain_name, names) if plain} - {""}
    assert len({name_slug(folded) for folded in folds}) == len(folds)


@pytest.mark.parametrize(
    "name, letter",
    [
        ("Ada Example", "e"),
        ("王伟", "w"),
        ("Émile Østergård", "o"),
        ("Иван Петров", "p"),
        ("The TEA Team", "t"),
        ("Hal Daumé III", "d"),
        ("Martin Luther King Jr.", "k"),
        ("9", "other"),
    ],
)
def test_a_name_stands_under_the_letter_of_its_last_word(name: str, letter: str) -> None:
    assert initial(fold(name)) == letter


def test_the_words_of_a_group_stay_apart_in_its_address() -> None:
    assert name_slug(fold("The TEA Collaboration")) == "the-tea-collaboration"
    assert name_slug(fold("Xiao-Ming Li")) == "xiaoming-li"
    assert name_slug(fold("J. R. Smith")) == "j-r-smith"
    assert name_slug(fold("Ji'an Li")) == "ji-an-li"
    assert name_slug(fold("Hal Daumé III")) == "hal-daume-iii"


def test_an_index_goes_by_the_last_word_first() -> None:
    names = ["Bo Zhang", "Ada Example II", "Ada Example", "王伟", "Zoe Example"]
    ordered = sorted(names, key=lambda name: sort_key(fold(name)))
    assert ordered == ["Ada Example", "Ada Example II", "Zoe Example", "王伟", "Bo Zhang"]


COMMON_WORDS = (
    "Ada",
    "Li",
    "A.",
    "B",
    "Ann-Bo",
    "Ann-Eva",
    "Jr",
    "Orcid",
    "Team",
    "Et",
    "Al",
    "And",
    "Others",
    "No",
    "Anonymous",
    "Authors",
    "Ex" * 70,
)
COMMON = st.lists(st.sampled_from(COMMON_WORDS), max_size=4).map(" ".join)


@given(st.lists(st.one_of(PEOPLE, COMMON)))
def test_names_are_folded_together_as_each_is_by_the_long_way(names: list[str]) -> None:
    plain = {name: plain_name(f"{name} ,") for name in names}  # a mark takes the long way
    folds = {name: fold(f"'{found}") if found else "" for name, found in plain.items()}
    assert fold_names(names) == folds
    uncommon = {name: made for name, made in folds.items() if made != name.lower()}
    assert fold_names(names, uncommon) == folds
    asked = fold_names(names, dict.fromkeys(uncommon, "known"))
    assert asked == folds | dict.fromkeys(uncommon, "known")
