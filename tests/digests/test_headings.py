"""Headings of entries and what they say beside the title."""

from __future__ import annotations

import pytest

from generator.digests.headings import Heading, group_category, parse_entry, parse_heading

URL = "https://arxiv.org/abs/2603.00001"


@pytest.mark.parametrize(
    "line,heading",
    [
        ("### Title ###", Heading(3, "Title")),
        ("##[Tight](x)", Heading(2, "[Tight](x)")),
        ("#tag", None),
        ("> ## Quoted", Heading(2, "Quoted")),
        ("## <a id='x1'></a>Name", Heading(2, "Name", "x1")),
        ("<h3>By tag</h3>", Heading(3, "By tag")),
        ("plain", None),
    ],
)
def test_a_line_is_read_as_a_heading(line: str, heading: Heading | None) -> None:
    assert parse_heading(line) == heading


@pytest.mark.parametrize(
    "text,title,number",
    [
        (f"[1] [T]({URL})", "T", 1),
        (f"12. [T]({URL})", "T", 12),
        (f"3\\. [T]({URL})", "T", 3),
        (f"[4/20] [T]({URL})", "T", 4),
        (f"Paper 5: [T]({URL})", "T", 5),
        (f"论文 6：[T]({URL})", "T", 6),
        (f"**[T]({URL})**", "T", None),
        (f"📄 [T]({URL})", "T", None),
        (f"[a [b] c]({URL})", "a [b] c", None),
        (f"[odd ] bracket]({URL})", "odd ] bracket", None),
        (f"A Title ([PDF]({URL}))", "A Title", None),
        (f"[2603.00001]({URL}) A Title", "A Title", None),
        (f"[2.5D Maps]({URL})", "2.5D Maps", None),
        (f"A Title {URL}", "A Title", None),
        ("arXiv:2603.00001 A Title", "A Title", None),
        (f'<a href="{URL}" target=_blank>T</a>', "T", None),
    ],
)
def test_the_title_is_found(text: str, title: str, number: int | None) -> None:
    entry = parse_entry(text)
    assert entry is not None
    assert (entry.title, entry.number, entry.url) == (title, number, URL)


@pytest.mark.parametrize(
    "text",
    [
        "cs.CV [[Back]](#toc)",
        "[cs.CV](https://arxiv.org/list/cs.CV/recent)",
        "Motivation",
        "[x](y)",
    ],
)
def test_other_headings_are_no_entries(text: str) -> None:
    assert parse_entry(text) is None


def test_what_stands_beside_the_title_is_kept() -> None:
    entry = parse_entry(f"[T]({URL}) `cs.SD` ⭐ 9 [Code](https://example.org)")
    assert entry is not None
    assert entry.rest == ("cs.SD", "⭐ 9")
    assert entry.links == (("Code", "https://example.org"),)


@pytest.mark.parametrize(
    "name,category",
    [
        ("Robotics (cs.RO)", "cs.RO"),
        ("Dark Matter", "Dark Matter"),
        ("cs.CV and cs.CL", "cs.CV and cs.CL"),
    ],
)
def test_a_group_names_a_category_or_a_topic(name: str, category: str) -> None:
    assert group_category(name) == category
