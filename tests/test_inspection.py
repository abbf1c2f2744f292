"""What `inspect` shows of a file."""

import json
from pathlib import Path

from tests.conftest import Run
from tests.samples import record, write_records

KEYS = [
    "id", "version", "title", "url", "pdf_url", "authors", "categories", "date", "dialect",
    "headline", "pitch", "badges", "figure", "comment", "keywords", "score", "sections", "source",
]  # fmt: skip


def inspected(run: Run, *places: Path) -> list[dict[str, object]]:
    done = run("inspect", "--json", *places, folder=places[0].parent)
    assert done.status == 0
    return [json.loads(line) for line in done.out.splitlines()]


def test_json_has_the_keys_of_the_reference_whatever_is_absent(run: Run, tmp_path: Path) -> None:
    place = write_records(tmp_path / "2026-05-08.jsonl", [{"title": "Bare"}])
    (bare,) = inspected(run, place)
    assert list(bare) == KEYS
    empty = {key for key, value in bare.items() if value is None or value == []}
    assert empty == set(KEYS) - {"id", "title", "date", "dialect", "figure", "source"}
    assert (bare["id"], bare["date"], bare["figure"]) == ("bare", "2026-05-08", False)


def test_a_full_entry_is_shown_as_it_was_read(run: Run, tmp_path: Path) -> None:
    place = write_records(tmp_path / "2026-05-08.jsonl", [record(1, id="2605.00001v2")])
    (full,) = inspected(run, place)
    assert (full["id"], full["version"]) == ("2605.00001", 2)
    assert full["categories"] == ["cs.DC"]
    assert full["authors"] == ["Ada Example", "Bo Example"]
    sections = full["sections"]
    assert isinstance(sections, list)
    assert [(s["field"], s["text"]) for s in sections] == [
        ("abstract", "What paper 1 says."),
        ("tldr", "Paper 1 in one line."),
    ]
    assert all(list(section) == ["label", "field", "lang", "text"] for section in sections)
    assert full["source"] == {"path": str(place), "line": 1}


def test_entries_of_one_line_have_their_own_dates(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "listing.jsonl"
    records = [{"title": "One", "date": "2026-05-05"}, {"title": "Two", "date": "2026-05-06"}]
    place.write_text(json.dumps(records))
    assert [one["date"] for one in inspected(run, place)] == ["2026-05-05", "2026-05-06"]


def test_undated_entries_are_shown_without_a_date(run: Run, tmp_path: Path) -> None:
    place = write_records(tmp_path / "topics.jsonl", [{"title": "One"}])
    assert [one["date"] for one in inspected(run, place)] == [None]
    assert "undated" in run("inspect", place).out


def test_the_table_of_dates_counts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('[dates]\n"topics.jsonl" = "2026-05"\n')
    place = write_records(tmp_path / "topics.jsonl", [{"title": "One"}])
    assert [one["date"] for one in inspected(run, place)] == ["2026-05"]


def test_people_see_a_line_for_each_entry_and_no_control_characters(
    run: Run, tmp_path: Path
) -> None:
    place = write_records(tmp_path / "2026-05-08.jsonl", [record(1, title="Red \x1b[31m alert")])
    done = run("inspect", place, folder=tmp_path)
    assert "jsonl, 1 entry\n" in done.out
    assert "2605.00001" in done.out
    assert "\x1b" not in done.out + done.err
