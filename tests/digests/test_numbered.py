"""A text that knows its lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.digests.numbered import NumberedText
from tests.digests.reading import read

TEXT = "a\n\nb{\n" * 9 + "c"


@given(st.lists(st.integers(-3, len(TEXT) + 3)))
def test_line_ends_are_counted_as_any_text_counts_them(places: list[int]) -> None:
    text = NumberedText(TEXT)
    for place in places:
        assert text.count("\n", 0, place) == TEXT.count("\n", 0, place)
        assert text.count("\n", 3, place) == TEXT.count("\n", 3, place)
        assert text.count("a", 0, place) == TEXT.count("a", 0, place)
    assert text.count("\n") == TEXT.count("\n")


def test_each_broken_record_of_an_array_is_named_with_its_line_and_column() -> None:
    text = '[\n{"title": "A"},\n{"title": [}\n{"title": x},\n{"title": "B"}\n]'
    found = read(text, "a.json")
    assert [entry.title for entry in found.digest.entries] == ["A", "B"]
    assert [one.line for one in found.diagnostics if "JSON" in one.message] == [3, 4]
    assert "column 12" in found.diagnostics[0].message


def test_however_many_records_of_an_array_are_broken_the_others_are_read() -> None:
    broken = '{"title": [}\n{"a":\n' * 50
    good = '{"title": "A", "AI": {"tldr": "x\\ny"}},\n{"title":\n"B"},\n'
    found = read(f"[\n{broken}{good}{broken}{good}]", "a.json")
    assert [entry.title for entry in found.digest.entries] == ["A", "B"] * 2
    lines = [one.line for one in found.diagnostics if "JSON" in one.message]
    assert lines == [*range(2, 102), *range(105, 205)]
