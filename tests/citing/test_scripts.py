"""The citations that a browser writes are those of the files, word for word."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from playwright._impl._driver import compute_driver_executable

from generator import arxiv
from generator.citing.bibtex import bibliography, bibtex
from generator.citing.keys import published
from generator.citing.names import people_of
from generator.citing.references import csl_item, ris_file
from generator.model import Paper
from generator.text.clean import plain_text
from tests.citing.samples import NAMES, paper

SCRIPTS = Path(__file__).parents[2] / "themes/default/static"
PROGRAM = """
import { formats, nameParts, plain } from "./citations.js";
const { names, papers } = JSON.parse(process.argv.at(-1));
console.log(JSON.stringify({
  names: names.map(nameParts),
  ris: formats.ris.write(papers),
  csl: JSON.parse(formats.csl.write(papers)),
  plain: papers.map(plain),
  bibtex: formats.bibtex.write([papers[2], papers[1], papers[2], papers[2]]),
}));
"""
PAPERS = (
    paper(
        *(example["author"] for example in NAMES), id="2605.00001", title="Locks $\\alpha$ & <b>"
    ),
    paper(id="cs/0601001"),
    paper("Ada Example", "et al.", url="https://x.example/a"),
)


def facts(one: Paper) -> dict[str, Any]:
    """What the page of a paper says in its citation tags."""
    return {
        "key": one.key,
        "title": plain_text(one.title),
        "authors": [name.inverted for name in people_of(one.authors).names],
        "date": published(one).replace("-", "/"),
        "arxiv": one.id or "",
        "doi": arxiv.doi(one.id) if one.id else "",
        "url": arxiv.abstract_url(one.id) if one.id else one.url,
        "bibtex": bibtex(one),
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("scripts")
    for script in SCRIPTS.glob("*.js"):
        (folder / script.name).write_bytes(script.read_bytes())
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    program = folder / "program.js"
    program.write_text(PROGRAM, encoding="utf-8")
    given = {"names": [e["tag"] for e in NAMES], "papers": [facts(one) for one in PAPERS]}
    node = compute_driver_executable()[0]
    done = subprocess.run(  # noqa: S603 - the engine that Playwright brings, and our own program
        [node, program, json.dumps(given)], capture_output=True, check=True, text=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_browser_takes_names_apart_as_the_table_says(written: dict[str, Any]) -> None:
    assert written["names"] == [example["csl"] for example in NAMES]


def test_a_browser_writes_ris_as_the_files_have_it(written: dict[str, Any]) -> None:
    assert written["ris"] == ris_file(PAPERS)


def test_a_browser_writes_csl_as_the_files_have_it(written: dict[str, Any]) -> None:
    assert written["csl"] == [csl_item(one) for one in PAPERS]


def test_a_plain_citation_has_names_as_they_are_spoken(written: dict[str, Any]) -> None:
    assert written["plain"][2] == "Ada Example. Locks That Wait. 2026. https://x.example/a"
    assert written["plain"][0].startswith("Ada Example, José García Márquez, José García")
    assert ", et al. Locks" in written["plain"][0]


def test_keys_are_unique_in_a_selection_as_in_the_files(written: dict[str, Any]) -> None:
    entries = bibliography([PAPERS[2], PAPERS[1], PAPERS[2], PAPERS[2]])
    assert written["bibtex"] == "\n\n".join(entries) + "\n"
    keys = [entry.key for entry in parse_string(written["bibtex"]).entries]
    assert len({key.lower() for key in keys}) == 4
