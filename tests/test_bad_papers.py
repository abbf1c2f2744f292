"""What digests give for authors, dates and titles may be bad: a whole site of it is valid."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from generator.build import BuildOptions, build
from generator.config import load_config
from generator.report import Loudness, Reporter
from tests import zotero
from tests.conftest import Run
from tests.crawl import faults
from tests.feeds.rules import atom_faults, json_faults
from tests.samples import record, write_records

BASE = "https://name.example/repo/"
DAY = "2026/05/08"
SETTINGS = """
[search]
enabled = false
[authors]
min_papers = 2
[downloads]
formats = ["bibtex", "ris", "csl-json", "json", "markdown"]
"""
CROWD = [f"Ada Example{number}" for number in range(3000)]
BAD = [
    record(1, authors=["Ada Example", "et al."]),
    record(2, authors=[]),
    record(3, authors=["", "  "]),
    record(4, authors=CROWD),
    record(5, authors=["Ada Example (0000-0002-1825-0097)", "Bo Other [MIT, Cambridge]"]),
    record(6, title="Con\x00trol\x08 chars", authors=["A\x00da\x07 Exam\x1bple"]),
    record(7, title="Locks That Wait Long", authors=["Ada Example"]),
    record(8, title="Locks that wait long again", authors=["Ada Example"]),
]
NAMES = {
    1: ["Ada Example"], 2: [], 3: [], 4: CROWD, 5: ["Ada Example", "Bo Other"],
    6: ["Ada Example"], 7: ["Ada Example"], 8: ["Ada Example"],
}  # fmt: skip
"""Whom each paper names, in their order."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bad")
    write_records(root / "content" / "2026-05-08.jsonl", BAD)
    write_records(root / "content" / "2099-01-01.jsonl", [record(9)])
    (root / "site.toml").write_text(SETTINGS, encoding="utf-8")
    config = load_config(root / "site.toml", base_url=BASE)
    build(config, BuildOptions(), Reporter(Loudness.QUIET))
    return root


@pytest.fixture
def day(root: Path) -> Path:
    return root / "public" / DAY


def natural(name: str) -> str:
    return " ".join(reversed(name.split(", ")))


def told(place: Path) -> Any:
    return json.loads(place.read_text(encoding="utf-8"))


def test_every_page_and_link_is_valid(root: Path) -> None:
    assert faults(root / "public", "/repo/") == []


def test_reference_managers_read_every_paper_with_its_people(day: Path) -> None:
    bib = parse_string((day / "papers.bib").read_text(encoding="utf-8"))
    assert not bib.failed_blocks
    keys = [entry.key for entry in bib.entries]
    assert len({key.lower() for key in keys}) == len(BAD)
    assert keys[-2:] == ["example2026lockswaitlong", "example2026lockswaitlong-2605.00008"]
    authors = [entry.get("author") for entry in bib.entries]
    assert authors[0]
    assert authors[0].value == "Ada Example and others"
    assert authors[1:3] == [None, None]
    ris = rispy.loads((day / "papers.ris").read_text(encoding="utf-8"))
    named = [[natural(name) for name in one.get("authors", [])] for one in ris]
    assert named == list(NAMES.values())
    people = [
        [f"{name['given']} {name['family']}" for name in one["author"]]
        for one in told(day / "papers.csl.json")
    ]
    assert people == list(NAMES.values())


def test_a_page_names_the_same_people_to_zotero(root: Path) -> None:
    for number, names in NAMES.items():
        page = root / "public" / "papers" / f"2605.{number:05}" / "index.html"
        item = zotero.read(page.read_text(encoding="utf-8"))
        assert item.type == "preprint"
        assert [f"{given} {family}" for family, given in item.creators] == names


def test_programs_and_feed_readers_take_all_of_it(root: Path, day: Path) -> None:
    public = root / "public"
    jsonschema.validate(told(day / "papers.json"), told(public / "papers.schema.json"))
    for place in (*public.rglob("feed.xml"), *public.glob("feed/*.xml")):
        assert atom_faults(place.read_text(encoding="utf-8")) == [], place
    assert json_faults((public / "feed.json").read_text(encoding="utf-8")) == []
    assert (public / "authors/ada-example/feed.xml").is_file()


def test_a_date_in_the_future_and_controls_are_named(root: Path, run: Run) -> None:
    assert (root / "public/2099/01/01/index.html").is_file()
    done = run("check", folder=root)
    said = done.out + done.err
    assert "2099-01-01.jsonl: warning: this digest is of 2099-01-01" in said
    assert re.search(r"2026-05-08.jsonl:6: warning: \d unseen characters were taken out", said)
