"""What is an entry, a group, a part of an entry, or outside of all."""

from __future__ import annotations

import json

import pytest

from generator.kinds import Kind
from tests.digests.reading import entries_of, read, texts_of

URL = "https://arxiv.org/abs/2603.0000"


def titles(text: str) -> list[str]:
    return [entry.title for entry in entries_of(text)]


@pytest.mark.parametrize("level", ["#", "##", "####", "######"])
def test_entries_stand_at_any_level(level: str) -> None:
    assert titles(f"{level} [A]({URL}1)\n{level} [B]({URL}2)\n") == ["A", "B"]


def test_headings_of_one_entry_that_link_are_no_entries() -> None:
    entry = f"### [A]({URL}1)\n\n#### [Code](https://github.com/x/y)\n\n#### [PDF]({URL}1)\n"
    assert titles(entry + entry.replace("[A]", "[B]")) == ["A", "B"]


def test_a_heading_that_only_mentions_a_paper_is_text() -> None:
    text = f"### [A]({URL}1)\n\n#### Compared with [B]({URL}2)\n\nBetter.\n\n### [C]({URL}3)\n"
    assert titles(text) == ["A", "C"]


def test_comments_in_code_are_no_headings() -> None:
    text = f"### [A]({URL}1)\n\n```\n# Overview\n# c\n```\n\n### [C]({URL}3)\n"
    assert titles(text) == ["A", "C"]


def test_a_fence_left_open_hides_no_paper() -> None:
    assert titles(f"### [A]({URL}1)\n\n```\ncode\n\n### [C]({URL}3)\n") == ["A", "C"]


def test_a_page_of_notes_is_no_digest() -> None:
    found = read("# Notes\n\n## Monday\n\nText with https://example.org\n\n## Tuesday\n\nMore.\n")
    assert not found.digest.is_digest
    assert found.digest.entries == ()


def test_headings_without_links_are_entries_only_where_this_recurs() -> None:
    one = f"## About\n\nLink: {URL}1\n\nSome words.\n"
    assert titles(one) == []
    assert titles(one + f"\n## Title B\n\nLink: {URL}2\n") == ["About", "Title B"]


@pytest.mark.parametrize(
    "text",
    [
        "No new papers today.", "今日没有找到新论文。", "暂无论文",
        "新しい論文はありませんでした。",
        "오늘은 새로운 논문이 없습니다.", "Aucun nouvel article.", "Keine neuen Arbeiten.",
        "No hay artículos nuevos.",
    ],
)  # fmt: skip
def test_a_day_without_papers_is_a_digest(text: str) -> None:
    found = read(f"## Daily\n\n{text}\n")
    assert found.digest.is_digest
    assert found.diagnostics == ()


@pytest.mark.parametrize("contents,promise",
    [
        ("- [cs.CV](#cs.CV) [Total: 3]", 3), ("- [cs.CV](#cv) (3 篇)", 3), ("* [cs.CV](#cv): 3", 3),
        ("1. [Vision (3)](#cv)", 3), ("## Total Papers Today: 3", 3), ("共 3 篇论文", 3),
        ("本日の論文数: 3 件", 3), ("**3 papers today**", 3), ("- [Vision](#cv) 1 paper", None),
        ("In 2025 we read 3 papers about maps and liked them.", None),
    ],
)  # fmt: skip
def test_a_broken_promise_of_the_contents_is_said(contents: str, promise: int | None) -> None:
    found = read(f"{contents}\n\n### [A]({URL}1)\n\nTL;DR: x\n").diagnostics
    said = [one.message for one in found if "promises" in one.message]
    expected = f"the table of contents promises {promise} entries, the file holds 1"
    assert said == ([expected] if promise else [])


def test_the_headline_comes_from_the_contents() -> None:
    text = f"- [Short words](#x1)\n\n# Topic\n\n## <a id='x1'></a>[A]({URL}1)\n\nTL;DR: x\n"
    (entry,) = entries_of(text)
    assert (entry.headline, entry.categories) == ("Short words", ("Topic",))


def test_one_broken_entry_costs_only_itself() -> None:
    found = read(f"### [1] [A]({URL}1)\n\n### [2] []({URL}2)\n\n### [3] [C]({URL}3)\n")
    assert [entry.title for entry in found.digest.entries] == ["A", "C"]
    assert [(one.line, one.severity) for one in found.diagnostics] == [(3, "error")]


def test_prose_after_a_fact_is_a_text_of_its_own() -> None:
    (entry,) = entries_of(f"### [A]({URL}1)\n\n**Date:** 2026-03-01\n\nA paragraph.\n")
    assert (entry.date, texts_of(entry)) == ("2026-03-01", {"": "A paragraph."})


@pytest.mark.parametrize(
    "value",
    ["[2603.00001](https://arxiv.org/abs/2603.00001) · [PDF](https://arxiv.org/pdf/2603.00001)"],
)
def test_links_beside_an_id_are_kept(value: str) -> None:
    entries = entries_of(f"## A\n- **arXiv:** {value}\n## B\n- **arXiv:** {URL}2\n")
    assert entries[0].id == "2603.00001"
    assert entries[0].pdf_url == "https://arxiv.org/pdf/2603.00001"


def test_texts_are_never_markup_of_the_reader() -> None:
    text = f"### [A]({URL}1)\n\n**Abstract:** a < b and <script>x</script> stay.\n"
    assert texts_of(entries_of(text)[0]) == {"abstract": "a < b and <script>x</script> stay."}


@pytest.mark.parametrize(
    "address", ["javascript:x()", "data:text/html,x", "http://[::1", "https:///x", "no address"]
)
def test_what_is_no_web_address_is_a_text_and_no_link(address: str) -> None:
    record = {"title": "T", "url": address}
    entry = entries_of(json.dumps(record), "a.jsonl")[0]
    assert entry.url is None
    assert texts_of(entry) == {"Link": address}


def test_an_address_is_written_without_what_an_address_cannot_have() -> None:
    entry = entries_of('{"title": "T", "url": "https://e.org/\\"onclick=\\"<b>"}', "a.jsonl")[0]
    assert entry.url == "https://e.org/%22onclick=%22%3Cb%3E"


@pytest.mark.parametrize(
    "text, hint",
    [
        ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1\n", "git lfs pull"),
        ("\n<!DOCTYPE html>\n<html><p>Locks", "it is a web page"),
        ("<html>\n<p>Locks", "it is a web page"),
        (" \n\n", "it is empty"),
        ("Nothing of ours.\n", "an entry is a heading that links to a paper"),
    ],
)
def test_of_what_is_no_digest_it_is_said_what_to_do(text: str, hint: str) -> None:
    (told,) = (one for one in read(text).diagnostics if one.kind is Kind.NO_ENTRY)
    assert hint in told.hint


def _day(day: str, number: int) -> str:
    link = f"https://arxiv.org/abs/2605.0000{number}"
    return f"# {day}\n\n## cs.DC\n\n### [Locks {number}]({link})\n\nTL;DR: It waits.\n\n"


def test_a_file_of_several_days_is_told() -> None:
    found = read(_day("2026-05-06", 1) + _day("2026-05-07", 2) + _day("2026-05-08", 3))
    (told,) = found.diagnostics
    assert (told.line, told.kind) == (9, Kind.SEVERAL_DAYS)
    assert "not on 2026-05-07" in told.message
    assert read(_day("2026-05-06", 1) + _day("2026-05-06", 2)).diagnostics == ()


@pytest.mark.parametrize("date", ["last Tuesday", "{{ today }}", "2026-13-45"])
def test_a_date_in_front_matter_that_is_none_is_told(date: str) -> None:
    text = f"---\ntitle: Ours\ndate: {date}\n---\n\n{_day('Papers', 1)}"
    (told,) = read(text).diagnostics
    assert (told.line, told.kind) == (3, Kind.UNREAD_DATE)
    assert date in told.message


def test_a_date_in_front_matter_is_not_missed_where_another_is_there() -> None:
    matter = "---\ndate: soon\n---\n\n"
    assert read(matter + _day("2026-05-07", 1)).diagnostics == ()
    assert read(matter + _day("Papers", 1), "2026-05-07.md").diagnostics == ()
