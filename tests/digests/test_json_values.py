"""JSON digests that are not quite JSON: what is meant without doubt is read, the rest is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.digests.detect import Read
from tests.digests.reading import read
from tests.samples import record


def read_text(text: str, name: str = "2026-05-08.jsonl") -> Read:
    return read(text.encode(), name)


def titles(found: Read) -> list[str]:
    return [entry.title for entry in found.digest.entries]


def told(found: Read) -> list[tuple[int, str]]:
    return [(one.line, one.kind.value) for one in found.diagnostics]


def lines(*records: Any, **form: Any) -> list[str]:
    return [json.dumps(one, **form) for one in records]


ONE, TWO, THREE = (record(number, note="a, ] b, } c") for number in (1, 2, 3))
TITLES = [one["title"] for one in (ONE, TWO, THREE)]


@pytest.mark.parametrize(
    "text",
    [
        ",\n".join(lines(ONE, TWO, THREE)),
        " ,\n".join([*lines(ONE, TWO, THREE), ""]),
        "[" + ",".join(lines(ONE, TWO, THREE)) + ",]",
        '{"date": "2026-05-08", "papers": [' + ",".join(lines(ONE, TWO, THREE)) + ",\n ], }",
        "[\n" + ",\n".join(one[:-1] + ",}" for one in lines(ONE, TWO, THREE)) + ",\n]\n",
        "\n".join(one[:-1] + ' , "tags": ["a",], }' for one in lines(ONE, TWO, THREE)),
        "\n".join(lines(ONE, TWO, THREE, indent=2)),
        ",\n\n".join(lines(ONE, TWO, THREE, indent="\t")),
        "\n".join([*lines(ONE), *lines(TWO, indent=1), *lines(THREE)]),
    ],
)
def test_what_is_meant_without_doubt_is_read(text: str) -> None:
    found = read_text(text)
    assert (titles(found), told(found)) == (TITLES, [])
    notes = [one.text for entry in found.digest.entries for one in entry.sections]
    assert notes.count("a, ] b, } c") == 3


def test_records_over_several_lines_are_at_the_line_on_which_they_begin() -> None:
    found = read_text("\n".join(lines(ONE, TWO, indent=0)))
    length = len(json.dumps(ONE, indent=0).split("\n"))
    assert [entry.source.line for entry in found.digest.entries] == [1, 1 + length]


def test_a_broken_record_over_several_lines_is_one_finding() -> None:
    one, two, three = lines(ONE, TWO, THREE, indent=2)
    found = read_text("\n".join([one, two.replace(":", "", 1), three]))
    assert titles(found) == [TITLES[0], TITLES[2]]
    assert told(found) == [(one.count("\n") + 2, "not-json")]


@pytest.mark.parametrize(
    "text, broken",
    [
        ("// written by a program\n{0}\n{1}\n{2}\n", [1]),
        ("<<<<<<< HEAD\n{0}\n=======\n{1}\n>>>>>>> other\n{2}\n", [1, 3, 5]),
        ("# written by a program\n{0}\n{1}\n{2}\n", [1]),
        ("Traceback\n\n{0}\n{1}\n{2}\n", [1]),
    ],
)
def test_records_are_read_whatever_stands_before_them(text: str, broken: list[int]) -> None:
    found = read_text(text.format(*lines(ONE, TWO, THREE)))
    assert found.digest.dialect == "jsonl"
    assert titles(found) == TITLES
    assert told(found) == [(line, "not-json") for line in broken]


@pytest.mark.parametrize("example", ['{"title": "An example"}', '[{"title": "An example"}]'])
def test_a_digest_that_shows_json_is_no_json(example: str) -> None:
    text = (
        f"# Day\n\n### [Locks](https://arxiv.org/abs/2605.00001)\n\nTL;DR: It waits.\n\n{example}\n"
    )
    found = read_text(text, "2026-05-08.md")
    assert (found.digest.dialect, titles(found)) == ("markdown", ["Locks"])


def test_the_effort_for_records_that_never_end_is_bounded() -> None:
    open_ones = '{"title": "a", "x": [\n' * 3_000
    found = read_text(open_ones + json.dumps(ONE))
    assert titles(found) == TITLES[:1]


def test_authors_of_one_item_apart_by_semicolons_are_several() -> None:
    found = read_text(json.dumps(record(1, authors=["Ada Example", "Bo Other; Cy Third"])))
    assert found.digest.entries[0].authors == ("Ada Example", "Bo Other", "Cy Third")


@pytest.mark.parametrize(
    "authors",
    [{"name": "Ada Example"}, {"given": "Ada", "family": "Example"}, [{"name": "Ada Example"}]],
)
def test_an_author_alone_may_be_no_list(authors: Any) -> None:
    found = read_text(json.dumps(record(1, authors=authors)))
    assert found.digest.entries[0].authors == ("Ada Example",)


def test_authors_that_are_no_names_are_not_lost() -> None:
    found = read_text(json.dumps(record(1, authors=12345)))
    assert found.digest.entries[0].authors == ("12345",)
    found = read_text(json.dumps(record(1, authors=None)))
    assert found.digest.entries[0].authors == ()
