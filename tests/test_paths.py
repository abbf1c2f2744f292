"""Paths: which may be written on any system, and which are one place somewhere."""

import pytest

from generator.errors import OutputError
from generator.paths import LONGEST_NAME, check_path, check_paths, flaw, folded, folders_of


@pytest.mark.parametrize(
    "path",
    [
        "index.html", "papers/2605.00001/index.html", "a/b/c.css", "404.html", "papers/con-1.html",
        "é/論文.html", "a" * LONGEST_NAME, "x.y/z", "com/lpt/index.html", "common.js", "nul1",
        "2026/05/08/index.html", "a b", "LATEX", "X/Y",
    ],
)  # fmt: skip
def test_plain_paths_have_no_flaw(path: str) -> None:
    assert flaw(path) == ""
    check_path(path)


@pytest.mark.parametrize(
    "path, said",
    [
        ("", "it is not a plain path below the output folder"),
        ("/a", "it is not a plain path below the output folder"),
        ("a//b", "it is not a plain path below the output folder"),
        ("a/", "it is not a plain path below the output folder"),
        (".", "it is not a plain path below the output folder"),
        ("a/..", "it is not a plain path below the output folder"),
        ("../a", "it has a folder that starts with a dot"),
        (".git/config", "it has a folder that starts with a dot"),
        ("a/.b/c", "it has a folder that starts with a dot"),
        ("a./b", "a name in it ends in a dot or a space"),
        ("a/b.", "a name in it ends in a dot or a space"),
        ("a /b", "a name in it ends in a dot or a space"),
        ("con", "Windows keeps the name 'con' for itself"),
        ("a/Aux.html", "Windows keeps the name 'Aux.html' for itself"),
        ("COM7/index.html", "Windows keeps the name 'COM7' for itself"),
        ("lpt¹", "Windows keeps the name 'lpt¹' for itself"),
        ("prn.tar.gz", "Windows keeps the name 'prn.tar.gz' for itself"),
        ("nul/a", "Windows keeps the name 'nul' for itself"),
        ("a" * (LONGEST_NAME + 1), "a name in it is longer than 255 bytes"),
        ("é" * 128, "a name in it is longer than 255 bytes"),
        *((f"a{sign}b", f"it has the character {sign!r}") for sign in '\x00\x1f\x7f\x9f\\:*?"<>|'),
        ("a\ud800", "it has the character '\\ud800'"),
        ("papers/a:b/index.html", "it has the character ':'"),
        ("papers/../index.html", "it has a folder that starts with a dot"),
    ],
)
def test_a_flaw_is_named(path: str, said: str) -> None:
    assert flaw(path) == said
    with pytest.raises(OutputError) as caught:
        check_path(path)
    assert caught.value.message == f"the path {path!r} cannot be written: {said}"
    assert "rename" in caught.value.hint


@pytest.mark.parametrize(
    "one, other",
    [("A/B", "a/b"), ("É", "e\u0301"), ("STRASSE", "straße"), ("ﬁ", "FI"), ("Å", "a\u030a")],
)
def test_paths_that_some_system_takes_for_one_are_folded_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    with pytest.raises(OutputError) as caught:
        check_paths([one, other])
    said = f"{one!r} and {other!r} are one file where case does not count"
    assert caught.value.message == said
    assert "rename" in caught.value.hint


def test_the_folders_of_a_path_lead_to_it() -> None:
    assert folders_of("a/b/c.html") == ("a", "a/b")
    assert folders_of("index.html") == ()


def test_a_path_may_not_be_a_file_and_a_folder() -> None:
    check_paths(["a/b", "a/c", "ab"])
    with pytest.raises(OutputError) as caught:
        check_paths(["a/B", "A/b/c"])
    assert caught.value.message == "'a/B' would be both a file and the folder of 'A/b/c'"
    assert "rename" in caught.value.hint


@pytest.mark.parametrize("file", ["a", "a/b", "a/b/c"])
def test_a_file_may_not_be_any_of_the_folders_above_another(file: str) -> None:
    with pytest.raises(OutputError, match="both a file and the folder"):
        check_paths([file, "a/b/c/d"])


def test_a_path_that_stands_twice_is_one() -> None:
    check_paths(["a/b", "a/c", "a/b"])


def test_the_first_two_that_meet_are_named() -> None:
    with pytest.raises(OutputError, match=r"'b/x' and 'B/x' are one file"):
        check_paths(["c", "b/x", "d", "B/x", "C"])


def test_the_path_below_a_file_is_named_and_no_other() -> None:
    with pytest.raises(OutputError, match=r"'a/b' would be both .* folder of 'a/b/c/d'"):
        check_paths(["a/bc/d", "a/b/c/d", "a/b"])


def test_every_path_is_checked() -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        check_paths(["a", "../b"])
