"""What a reader sees of characters that hide, turn, look alike or were written otherwise."""

from __future__ import annotations

import codecs
import json

import pytest

from generator.digests.limits import MAX_DEPTH, MAX_LINE, MAX_RECORD
from generator.digests.unseen import in_one_line
from generator.text.clean import plain_text
from generator.text.markup import block_html, inline_html
from tests.digests.reading import entries_of, read, texts_of

HEAD = "### [{title}](https://arxiv.org/abs/2605.00001)\n*Ann Lee*\n\n**TL;DR:** {text}\n"
UNSEEN = (
    "\x00\x01\x1b\x7f\x80\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\ufff9\ufdd0\uffff"
    "\U0001fffe"
)


def _markdown(title: str = "T", text: str = "x") -> str:
    return HEAD.format(title=title, text=text)


@pytest.mark.parametrize("unseen", UNSEEN)
def test_an_unseen_character_is_taken_out_and_named(unseen: str) -> None:
    for text, path in (
        (_markdown(f"Lo{unseen}cks", f"a{unseen}b"), "a.md"),
        (json.dumps({"title": f"Lo{unseen}cks", "AI": {"tldr": f"a{unseen}b"}}), "a.jsonl"),
    ):
        found = read(text.encode(), path)
        entry = found.digest.entries[0]
        assert entry.title == "Locks"
        assert texts_of(entry)["tldr"] == "ab"
        named = [one for one in found.diagnostics if "unseen" in one.message]
        assert [one.line for one in named] == [1]
        assert named[0].hint


@pytest.mark.parametrize("unseen", "\x00\x07\x08\x1b\x7f\x9b\u200b\u2060\ufeff")
def test_an_unseen_character_within_a_name_makes_no_two_of_it(unseen: str) -> None:
    names = [f"Ada{unseen} By{unseen}ron", f"{unseen}Bo Ex{unseen}ample"]
    record = {"title": f"Lo{unseen}cks", "authors": names}
    entry = read(json.dumps(record), "a.jsonl").digest.entries[0]
    assert (entry.title, entry.authors) == ("Locks", ("Ada Byron", "Bo Example"))


@pytest.mark.parametrize("end", "\t\n\r\x0b\x0c\x85\u2028\u2029")
def test_the_end_of_a_line_within_a_fact_is_a_space(end: str) -> None:
    assert in_one_line(f"Ada{end}Byron{end}") == "Ada Byron"


def test_half_a_character_is_shown_as_lost_wherever_it_stands() -> None:
    record = {"title": "a\ud800b", "AI": {"k\udfff": "x\ud83d"}, "authors": [{"name": "\udc00"}]}
    found = read(json.dumps(record), "a.jsonl")
    entry = found.digest.entries[0]
    assert entry.title == "a\ufffdb"
    assert entry.authors == ("\ufffd",)
    assert [(s.label, s.text) for s in entry.sections] == [("k\ufffd", "x\ufffd")]
    assert "4 unseen characters" in found.diagnostics[0].message


def test_a_pair_of_halves_is_the_character_that_it_is() -> None:
    found = read('{"title": "\\ud83d\\ude00 smiles"}', "a.jsonl")
    assert found.digest.entries[0].title == "\U0001f600 smiles"
    assert found.diagnostics == ()


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f"])
def test_no_text_turns_what_stands_beside_it(mark: str) -> None:
    for written in (block_html(f"a{mark}b"), inline_html(f"a{mark}b $x$"), plain_text(f"a{mark}b")):
        assert mark not in written


@pytest.mark.parametrize(
    "encoding, said",
    [("utf-16", "read as utf-16"), ("gb18030", "read as gb18030"), ("utf-8-sig", "")],
)
def test_a_file_in_another_encoding_is_read_and_said_to_be(encoding: str, said: str) -> None:
    found = read(_markdown("锁与钥匙的故事", "关于锁的一句话总结。").encode(encoding))
    assert found.digest.entries[0].title == "锁与钥匙的故事"
    assert [one.message[: len(said)] for one in found.diagnostics] == ([said] if said else [])


def test_a_file_in_latin_1_costs_its_foreign_letters_and_says_where() -> None:
    found = read(_markdown("A caf\u00e9 of locks", "x \u00e9").encode("latin-1"))
    assert found.digest.entries[0].title.startswith("A caf")
    assert found.diagnostics[0].hint == "save the file as UTF-8"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b""])
def test_a_mark_of_bytes_order_is_no_part_of_the_text(mark: bytes) -> None:
    text = '{"title": "Locks"}'
    data = mark + text.encode("utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-8")
    assert [entry.title for entry in read(data, "a.jsonl").digest.entries] == ["Locks"]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_lines_end_as_any_system_ends_them(ending: str) -> None:
    entry = entries_of(_markdown("Locks", "one line").replace("\n", ending))[0]
    assert (entry.title, entry.authors, texts_of(entry)["tldr"]) == (
        "Locks", ("Ann Lee",), "one line",
    )  # fmt: skip


def test_zero_width_and_look_alike_letters_do_not_reach_a_key() -> None:
    hidden = entries_of(_markdown("Lo\u200bck\u200ds"))[0]
    assert hidden.id == "2605.00001"
    assert read(_markdown().replace("2605", "２６０５")).digest.entries[0].id is None


def _said(text: str, path: str) -> list[tuple[int, str]]:
    found = read(text, path)
    assert [entry.title for entry in found.digest.entries] == ["A", "C"]
    assert found.digest.unread == 1
    return [(one.line, one.message) for one in found.diagnostics if one.hint and one.line]


def test_a_record_that_is_nested_too_deeply_costs_itself() -> None:
    deep = "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)
    text = f'{{"title": "A"}}\n{{"title": "B", "x": {deep}}}\n{{"title": "C"}}\n'
    assert _said(text, "a.jsonl") == [(2, "a record is nested deeper than 50 lists and objects")]
    array = text.strip().replace("\n", ",\n")
    assert _said(f"[\n{array}\n]", "a.json")[0][0] == 3


def test_a_record_that_is_too_large_costs_itself() -> None:
    large = "x" * (MAX_RECORD + 1)
    text = f'{{"title": "A"}}\n{{"title": "B", "x": "{large}"}}\n{{"title": "C"}}\n'
    assert _said(text, "a.jsonl")[0][0] == 2
    lines = "word " * 20 + "\n"
    entries = [_markdown(title) for title in "ABC"]
    entries[1] += lines * (MAX_RECORD // len(lines.strip()) + 1)
    assert _said("\n".join(entries), "a.md")[0][0] == 6


def test_a_line_that_is_too_long_costs_itself() -> None:
    found = read(_markdown("A") + "x" * (MAX_LINE + 1) + "\n" + _markdown("C"))
    assert [entry.title for entry in found.digest.entries] == ["A", "C"]
    assert found.digest.unread == 1
    assert [(one.line, one.message) for one in found.diagnostics] == [
        (5, "a line of more than 4,000,000 characters is left out")
    ]
