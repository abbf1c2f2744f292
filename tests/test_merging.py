"""Several entries of one paper become one: what wins, and what is kept beside it."""

import pytest

from generator.merging import join_authors, join_categories, merge, merge_sections
from generator.model import Section
from tests.samples import entry, tldr


def text(value: str, field: str | None = "abstract", label: str = "Abstract") -> Section:
    return Section(label=label, field=field, lang="en", text=value)


def test_the_first_in_rank_wins_and_the_rest_fills_its_gaps() -> None:
    merged = merge(
        [
            entry("New", authors=("A",), headline="One", version=2),
            entry("Old", authors=("B",), comment="10 pages", headline="Two", version=3),
        ]
    )
    assert (merged.title, merged.authors, merged.comment) == ("New", ("A",), "10 pages")
    assert (merged.headlines, merged.version) == (("One", "Two"), 3)


def test_an_entry_alone_is_merged_as_one_of_several() -> None:
    alone = entry(
        "Alone", authors=("A", "and B"), headline="One", version=2, pitch="", badges=("new",)
    )
    assert merge([alone]) == merge([alone, alone])


def test_a_text_cut_short_gives_way_to_the_full_one() -> None:
    merged = merge_sections(
        [
            entry(sections=(text("It begins here…"),)),
            entry(sections=(text("It begins here and ends."),)),
        ]
    )
    assert [section.text for section in merged] == ["It begins here and ends."]


def test_the_newest_text_stays_where_another_is_only_longer() -> None:
    merged = merge_sections(
        [entry(sections=(text("Quite new."),)), entry(sections=(text("Much longer, but older."),))]
    )
    assert [section.text for section in merged] == ["Quite new."]


def test_both_languages_are_kept() -> None:
    merged = merge_sections(
        [entry(sections=(tldr("一句话", "zh"),)), entry(sections=(tldr("One line", "en"),))]
    )
    assert [(section.lang, section.text) for section in merged] == [
        ("zh", "一句话"),
        ("en", "One line"),
    ]


def test_a_failed_summary_does_not_hide_a_good_one() -> None:
    merged = merge_sections([entry(sections=(tldr("Error"),)), entry(sections=(tldr("Good"),))])
    assert [section.text for section in merged] == ["Good"]


def test_two_texts_of_one_label_are_told_once_each_over_several_days() -> None:
    first = entry(sections=(text("A"), tldr("T"), text("B")))
    second = entry(sections=(text("A"), text("B")))
    assert [section.text for section in merge_sections([first, second])] == ["A", "T", "B"]


def test_labels_of_the_source_alone_are_kept_by_their_names() -> None:
    merged = merge_sections(
        [entry(sections=(text("x", None, "Vibe"),)), entry(sections=(text("y", None, "Mood"),))]
    )
    assert [(section.label, section.text) for section in merged] == [("Vibe", "x"), ("Mood", "y")]


def test_classes_of_other_systems_are_keywords_beside_categories_of_arxiv() -> None:
    codes = ("cs.CL", "68T50 (Primary) 68T07", "I.2.7", "Locks")
    assert join_categories((codes,)) == ("cs.CL", "Locks")
    for entries in ([entry(categories=codes)], [entry(categories=codes), entry()]):
        assert merge(entries).keywords == ("68T50 (Primary) 68T07", "I.2.7")
    assert join_categories((("A.1", "B.2"),)) == ("A.1", "B.2")
    assert merge([entry(categories=("A.1",))]).keywords == ()


def test_categories_join_with_those_of_arxiv_first() -> None:
    assert join_categories((("Locks", "cs.DC"), ("cs.OS",))) == ("cs.DC", "cs.OS", "Locks")


@pytest.mark.parametrize("newer", [("Ada Example", "et al."), ("Ada Example", "等"), ("null",)])
def test_a_whole_list_of_authors_counts_before_one_that_names_only_some(
    newer: tuple[str, ...],
) -> None:
    whole = ("Ada Example", "Bo Other", "Cy Third")
    assert join_authors([newer, (), whole]) == whole
    assert join_authors([whole, newer]) == whole
    assert join_authors([(), newer]) == newer
    assert join_authors([()]) == ()
