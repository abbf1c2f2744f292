"""`check --json`: one object of a form that is written down and stays."""

import json
import re
from pathlib import Path

import jsonschema
import msgspec
import pytest

from generator.checking.as_json import VERSION, CheckJson
from generator.errors import Severity
from generator.kinds import Kind
from tests.conftest import Run
from tests.samples import project, record, write_records

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
WRITTEN = json.loads((REFERENCE / "check.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_that_of_the_types() -> None:
    made = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(CheckJson)))
    assert made == WRITTEN, "the form has changed: if readers would notice, raise VERSION"
    assert VERSION == 1


def test_the_reference_has_every_key() -> None:
    page = (REFERENCE / "check-json.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    keys = {key for part in WRITTEN["$defs"].values() for key in part.get("properties", {})}
    assert keys - named == set()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = project(tmp_path)
    write_records(root / "content" / "2026-05-12.jsonl", [record(4), record(4), record(5, AI={})])
    with (root / "content" / "2026-05-12.jsonl").open("a") as file:
        file.write('{"broken')
    return root


def test_one_object_and_nothing_else_is_on_standard_output(run: Run, archive: Path) -> None:
    done = run("check", "--json", folder=archive)
    assert (done.status, done.err) == (1, "")
    assert done.out.endswith("}\n")
    assert done.out.count("\n") == 1
    said = json.loads(done.out)
    jsonschema.validate(said, WRITTEN)
    assert {key: said[key] for key in ("today", "failed", "errors", "warnings", "infos")} == {
        "today": "2026-05-11", "failed": True, "errors": 1, "warnings": 2, "infos": 0,
    }  # fmt: skip
    assert {key: said[key] for key in ("digests", "entries", "papers", "days")} == {
        "digests": 3, "entries": 7, "papers": 5, "days": 3,
    }  # fmt: skip
    assert (said["first_day"], said["newest_day"]) == ("2026-05-08", "2026-05-12")
    assert said["findings"][0] == {
        "kind": Kind.NOT_JSON,
        "severity": Severity.ERROR,
        "path": "2026-05-12.jsonl",
        "line": 4,
        "message": said["findings"][0]["message"],
        "hint": "the line may have been cut off, or be no record: write the record again",
    }
    assert [one["kind"] for one in said["kinds"]] == ["not-json", "listed-twice", "empty-summary"]
    assert said["size"]["measured"] is False
    assert said["size"]["largest_file"] is None


def test_after_a_build_the_size_is_measured(run: Run, archive: Path) -> None:
    run("build", "--no-search", "--output", "public", folder=archive)
    size = json.loads(run("check", "--json", "--output", "public", folder=archive).out)["size"]
    assert size["measured"] is True
    elsewhere = run("check", "--json", "--output", "elsewhere", folder=archive)
    assert json.loads(elsewhere.out)["size"]["measured"] is False
    assert size["files"] == sum(part["files"] for part in size["parts"])
    place = archive / "public" / size["largest_file"]["path"]
    assert place.stat().st_size == size["largest_file"]["number"]


def test_a_look_for_one_kind_sees_no_other(run: Run, archive: Path) -> None:
    done = run("check", "--json", "--only", "listed-twice", folder=archive)
    assert done.status == 0
    assert [one["message"] for one in json.loads(done.out)["findings"]] == [
        "2605.00004 stands in this file already, in line 1"
    ]
    assert run("check", "--strict", "--only", "listed-twice", folder=archive).status == 1
    assert run("check", "--only", "no-such-kind", folder=archive).status == 2


def test_wrong_usage_leaves_standard_output_empty(run: Run, tmp_path: Path) -> None:
    done = run("check", "--json", folder=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "there is no content folder" in done.err


def test_an_empty_archive_has_an_object_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = run("check", "--json", folder=tmp_path)
    said = json.loads(done.out)
    jsonschema.validate(said, WRITTEN)
    assert (done.status, said["newest_day"], said["findings"]) == (0, None, [])
