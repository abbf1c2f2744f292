"""What was harmed on the way to the file is put right only where that is certain."""

from __future__ import annotations

import codecs

import pytest

from generator.digests.repair import decode, repair_mojibake, restore_escapes
from tests.digests.reading import read


@pytest.mark.parametrize(
    "data,text,encoding",
    [
        (b"\xef\xbb\xbfplain", "plain", "utf-8"),
        ("α\r\nβ".encode(), "α\nβ", "utf-8"),
        (b"one\rtwo", "one\ntwo", "utf-8"),
        ("α".encode("utf-16"), "α", "utf-16"),
        ("α中".encode("utf-32"), "α中", "utf-32"),
        (codecs.BOM_UTF32_BE + "α".encode("utf-32-be"), "α", "utf-32"),
        ("中文".encode("gb18030"), "中文", "gb18030"),
        ("Ädä's “Café”, naïve".encode("cp1252"), "Ädä's “Café”, naïve", "cp1252"),
    ],
)
def test_bytes_become_text(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_bytes_that_are_no_text_are_marked_with_their_line() -> None:
    assert decode(b"fine\nbad \x81\xff").lost_line == 2


@pytest.mark.parametrize(
    "data",
    ["α, but é".encode() + b" \xe9, ", "cut —".encode()[:-1], b"\xed\xa0\xbd\xed\xb8\x80\xff, "],
)
def test_what_is_utf_8_but_for_some_bytes_is_read_as_such(data: bytes) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.lost_line) == ("utf-8", 1)
    assert decoded.text == data.decode("utf-8", "replace")


@pytest.mark.parametrize("encoding", ["cp1253", "cp1252"])
def test_utf8_read_in_a_one_byte_encoding_is_repaired(encoding: str) -> None:
    harmed = "takes 5 μs".encode().decode(encoding)
    repaired = repair_mojibake(f"first\n{harmed}")
    assert (repaired.text, repaired.runs, repaired.first_line) == ("first\ntakes 5 μs", 1, 2)


@pytest.mark.parametrize("text", ["Ελληνικά", "naïve café", "Ångström – “quoted”", "μs → ns"])
def test_words_of_other_languages_are_left_alone(text: str) -> None:
    assert repair_mojibake(text).text == text


def test_a_repair_is_said() -> None:
    harmed = "5 μs".encode().decode("cp1253")
    found = read(f"### [T](https://arxiv.org/abs/2603.00001)\n\nTL;DR: {harmed}\n").diagnostics
    assert [diagnostic.line for diagnostic in found] == [3]


@pytest.mark.parametrize(
    "lost,whole",
    [
        ("$\theta + \x0crac12$", "$\\theta + \\frac12$"),
        ("$a \neq \nabla b$", "$a \\neq \\nabla b$"),
        ("$\beta$ and\tspace", "$\\beta$ and\tspace"),
        ("no formula\there", "no formula\there"),
        ("costs $5\nand ends $6", "costs $5\nand ends $6"),
    ],
)
def test_escapes_are_restored_inside_formulas_only(lost: str, whole: str) -> None:
    assert restore_escapes(lost) == whole
