"""Names: what is no name goes, and the rest is taken apart."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.citing.bibtex import author_name
from generator.citing.names import parse_name, people_of
from generator.citing.references import csl_item
from tests.citing.samples import NAMES, paper

ODD = st.text(alphabet="Aé,;()[]<>{}\\*. -†王等\x00\x1b\u202e 'vandJr", max_size=24)


@pytest.mark.parametrize("example", NAMES, ids=lambda one: one["author"])
def test_a_name_is_taken_apart_as_the_table_says(example: dict[str, Any]) -> None:
    people = people_of((example["author"],))
    [name] = people.names
    assert name.inverted == example["tag"]
    assert author_name(name) + (" and others" if people.others else "") == example["bibtex"]
    assert csl_item(paper(example["author"]))["author"] == [example["csl"]]


@pytest.mark.parametrize("example", NAMES, ids=lambda one: one["author"])
def test_a_citation_tag_says_the_same_name(example: dict[str, Any]) -> None:
    [name] = people_of((example["author"],)).names
    assert parse_name(example["tag"]) == name


@pytest.mark.parametrize(
    "author",
    [
        "",
        " ",
        "et al.",
        "and others",
        "等",
        "他",
        "ほか",
        "…",
        "(MIT)",
        "1,2",
        "*",
        "null",
        "N/A",
        "Unknown",
    ],
)
def test_what_holds_no_name_names_nobody(author: str) -> None:
    assert people_of((author,)).names == ()


def test_people_apart_by_a_semicolon_are_several() -> None:
    assert people_of(("Ada Example; Bo Example",)) == people_of(("Ada Example", "Bo Example"))


def test_a_list_that_goes_on_says_so() -> None:
    assert people_of(("Ada Example", "et al.")).others
    assert people_of(("Ada Example", "Bo Example, et al")).others
    assert people_of(("王小明", "等人")).others
    assert not people_of(("Ada Example", "Bo Etal")).others


@given(author=ODD)
def test_every_name_is_printable_and_in_one_line(author: str) -> None:
    for name in people_of((author,)).names:
        assert name.inverted.isprintable()
        assert name.natural
        assert bool(name.literal) != bool(name.family and name.given)


def test_three_thousand_names_are_all_cited() -> None:
    many = people_of(tuple(f"Ada{number} Example" for number in range(3000)))
    assert len(many.names) == 3000
