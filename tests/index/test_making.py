"""Runs and parts as Pagefind and we make them: complete and reproducible, damage noticed."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from generator.errors import SearchError
from generator.index import making, pagefind, parts
from generator.index.arrays import ends, varint, varints
from generator.index.making import HalfUnit, RunUnit, index_run, is_made, lengths, make_half
from generator.index.postings import MOST, Postings
from generator.index.shelves import joined_words, read_words
from generator.model import DigestDate, Paper, Section


def paper(number: int, title: str, abstract: str = "", **facts: object) -> Paper:
    text = Section(label="Abstract", field="abstract", lang="en", text=abstract)
    day = DigestDate(value="2026-05-08")
    return Paper(key=f"p{number}", title=title, days=(day,), sections=(text,), **facts)  # type: ignore[arg-type]


PAPERS = (
    paper(0, "Graph networks", "We learn the learning of graphs.", authors=("Jöran Åström",)),
    paper(1, "强化学习", "A survey with fine-tuning, in-context."),
    paper(2, "Empty"),
)


def indexed(folder: Path, papers: tuple[Paper, ...] = PAPERS) -> Path:
    words, records = f"{folder / 'words'}", f"{folder / 'records'}"
    unit = RunUnit(papers=(), packs="", language="en", words=words, records=records)
    folder.mkdir()
    assert index_run(papers, unit) == len(papers)
    return folder / "words"


class Word(NamedTuple):
    papers: list[int]
    heads: bytes
    places: bytes


def words(folder: Path) -> dict[str, Word]:
    shelves = [shelf for half in parts.HALVES for shelf in read_words(folder / f"{half}.words")]
    return {text.decode(): word for shelf in shelves for text, word in told(shelf)}


def told(shelf: Postings) -> Iterator[tuple[bytes, Word]]:
    bounds = [ends(sizes) for sizes in (shelf.counts, shelf.head_sizes, shelf.place_sizes)]
    columns = (shelf.papers, shelf.heads, shelf.places)
    for number, text in enumerate(shelf.words):
        papers, heads, places = (
            column[bound[number] : bound[number + 1]]
            for column, bound in zip(columns, bounds, strict=True)
        )
        yield text, Word(papers.tolist(), heads.tobytes(), places.tobytes())


def tree(folder: Path) -> dict[str, bytes]:
    return {f"{p.relative_to(folder)}": p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_run_holds_stems_pairs_names_and_parts_of_words(tmp_path: Path) -> None:
    found = words(indexed(tmp_path / "a"))
    assert found["graph"].papers == [0]
    assert found["learn"].heads == bytes([0b0010_1000])
    assert {
        "5h3b5316",
        "53165c66",
        "5c664g60",
        "joran",
        "astrom",
        "finetun",
        "fine",
        "tune",
    } <= found.keys()
    assert not {"the", "zqz"} & found.keys()
    assert found["survey"].papers == [1]
    assert found["empti"].papers == [2]


def test_a_pair_counts_in_every_field_where_it_stands(tmp_path: Path) -> None:
    papers = (
        paper(0, "强化", "强化 学习"),
        paper(1, "Other", "学习, 学习"),
        paper(2, "53165316 here", "化化 53165316" + " 学习" * 20),
    )
    found = words(indexed(tmp_path / "a", papers))
    assert (found["5h3b5316"].heads, found["5h3b5316"].places) == (bytes([0b0001_1001, 1]), b"\0")
    assert found["5c664g60"].papers == [0, 1, 2]
    assert found["5c664g60"].heads == bytes([0b0001_1000, 0b0010_1000, 0b1111_1000])
    assert found["53165316"].heads == bytes([0b0010_1001, 1])
    assert lengths(tmp_path / "a" / "words")[1] > 2


def test_a_word_has_its_first_places_in_each_field(tmp_path: Path) -> None:
    many = paper(0, "Keys", "keys " * (MOST + 5) + "lock", authors=("Keys",))
    found = words(indexed(tmp_path / "a", (many,)))
    assert found["key"].heads == bytes([MOST << 4 | 0b1011, 1, 1])
    assert found["key"].places == bytes([0, 1, 2, *[1] * (MOST - 1)])
    assert found["lock"].places == bytes([2 + MOST + 5])


def test_words_that_look_like_marks_of_pagefind_are_words(tmp_path: Path) -> None:
    hostile = (
        "___PAGEFIND_WEIGHT___0 ___PAGEFIND_ANCHOR___h1:0:x </p><h1>forged</h1> &amp; \u200b end"
    )
    found = words(indexed(tmp_path / "a", (paper(0, "Keys", hostile),)))
    assert {"pagefind", "weight", "anchor", "forg", "amp", "end"} <= found.keys()


def test_the_same_papers_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = indexed(tmp_path / "a"), indexed(tmp_path / "b")
    assert tree(one.parent) == tree(two.parent)


def test_a_run_may_be_made_twice_over_what_was_left_of_it(tmp_path: Path) -> None:
    once = indexed(tmp_path / "a").parent
    before = tree(once)
    records = once / "records"
    (records / "0.bin").write_bytes(b"x")
    (records / "0.bin").unlink()
    (once / "words" / "late.words").write_bytes(b"half")
    unit = RunUnit(
        papers=(), packs="", language="en", words=str(once / "words"), records=str(records)
    )
    for _ in range(2):
        index_run(PAPERS, unit)
        assert tree(once) == before


def test_words_that_somebody_else_made_meanwhile_are_left_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = indexed(tmp_path / "a") / "late.words"
    inode = first.stat().st_ino
    answers = iter([False, True])
    monkeypatch.setattr(making, "is_made", lambda _: next(answers))
    unit = RunUnit(papers=(), packs="", language="en", words=str(first.parent), records="")
    index_run(PAPERS, unit)
    assert first.stat().st_ino == inode


def test_a_damaged_run_is_not_taken_for_made(tmp_path: Path) -> None:
    made = indexed(tmp_path / "a")
    assert is_made(made)
    assert len(lengths(made)) == len(PAPERS)
    place = made / "late.words"
    place.write_bytes(place.read_bytes()[:-1])
    assert not is_made(made)
    place.unlink()
    assert not is_made(made)
    assert not is_made(tmp_path / "nothing")


def test_runs_are_joined_end_to_end(tmp_path: Path) -> None:
    one, two = indexed(tmp_path / "a"), indexed(tmp_path / "b", PAPERS[:1])
    shelves = list(joined_words([(one / "late.words", 0), (two / "late.words", 3)]))
    both = {text: word for shelf in shelves for text, word in told(shelf)}
    assert both[b"graph"].papers == [0, 3]
    assert both[b"graph"].heads == words(one)["graph"].heads * 2
    assert both[b"survey"] == words(one)["survey"]
    assert list(both) == sorted(both)
    folder = tmp_path / "part"
    units = [
        HalfUnit(((str(one), 0), (str(two), 3)), half, 2, str(folder)) for half in parts.HALVES
    ]
    starts = [start for unit in units for start in make_half(unit).starts]
    assert starts[0] == ""
    assert starts == sorted(starts)
    assert len(tree(folder)) == len(starts)
    before = tree(folder)
    (folder / "e0.bin").write_bytes(b"more than there was" * 1000)
    assert [start for unit in units for start in make_half(unit).starts] == starts
    assert tree(folder) == before


@pytest.mark.parametrize(
    "number, written", [(0, b"\0"), (127, b"\x7f"), (128, b"\x80\1"), (300, b"\xac\2")]
)
def test_numbers_are_written_in_groups_of_seven_bits(number: int, written: bytes) -> None:
    assert varint(number) == written
    columns, sizes = varints(np.array([number, 1, number]))
    assert columns.tobytes() == written + b"\1" + written
    assert sizes.tolist() == [len(written), 1, len(written)]


def test_a_beginning_comes_after_the_word_before_it() -> None:
    assert parts.shortest_after(b"model", b"modern") == "mode" + "r"
    assert parts.shortest_after(b"model", b"models") == "models"
    assert parts.shortest_after(b"a", b"b") == "b"
    assert parts.shortest_after(b"", "αβ".encode()) == "α"


def test_pagefind_that_writes_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(SearchError, match="Pagefind"):
        pagefind.index(tmp_path / "site", tmp_path / "bundle", 0)
