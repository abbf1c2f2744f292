"""The citations that a browser writes are those of the files, word for word."""

import json
import subprocess
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from playwright._impl._driver import compute_driver_executable

from generator import arxiv
from generator.citing.bibtex import bibliography, bibtex, is_told_by_tags, primary_class
from generator.citing.keys import citation_key, published
from generator.citing.names import citation_tags, parse_name, people_of
from generator.citing.references import csl_item, ris_file, url_of
from generator.model import Paper
from generator.text.clean import plain_text
from tests.citing.samples import NAMES, paper

SCRIPTS = Path(__file__).parents[2] / "themes/default/static"
PROGRAM = """
import { readFileSync } from "node:fs";
import { bibtexOf, formats, nameParts, plain } from "./citations.js";
const { names, spoken, papers, told } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({
  names: names.map(nameParts),
  spoken: spoken.map(nameParts),
  ris: formats.ris.write(papers),
  csl: JSON.parse(formats.csl.write(papers)),
  plain: papers.map(plain),
  bibtex: [papers.slice(4), papers.slice(4).reverse()].map(formats.bibtex.write),
  entries: told.map(bibtexOf),
}));
"""
PAPERS = (
    paper(
        *(example["author"] for example in NAMES), id="2605.00001", title="Locks $\\alpha$ & <b>"
    ),
    paper(id="cs/0601001"),
    paper("Ada Example", "et al.", url="https://x.example/a"),
    paper("Bo Example"),
    paper("Ada Example", id="2605.00002"),
    paper("Ada Example", url="https://x.example/a"),
    paper("Ada Example", id="2605.00001"),
    paper("Bo Example", id="2605.00003"),
)
BASE = "https://digests.example/site/"
WITH_FORMULA = r"{B}races \textit{and} $\mathcal{O}(n^2)$ \'etudes"
TITLES = (
    "Locks That Wait",
    "100% of R&D costs $5 & #1 a_b ~ ^",
    "{}",
    r"\{\}",
    r"{B}races \textit{and} $\mathrm{d}\bogus$ \'etudes",
    WITH_FORMULA,
    "锁与 {钥匙}：一种 <b>方法</b>",
    "“Quotes” — a\u00a0title\u3000with odd  spaces",
    "A backslash \\ and \\\\ two, a $ alone, C:\\users",
    "`code_x` and **strong** *A* [link](https://x.example/a_b)",
)
FACTS: tuple[dict[str, Any], ...] = (
    {"id": "2605.00001"},
    {"id": "2605.00001", "categories": ("cs.CV", "cs.LG")},
    {"id": "cs/0601001", "categories": ("Topics of the day", "cs.LG")},
    {"id": "2512.00009", "categories": ("astro-ph.GA",), "url": "https://x.example/a"},
)
MORE_NAMES = (
    "El Saddik, Izaldein Al-Zyoud",
    "Ada B, C, D",
    "Ada, Bo, Cy",
    "R&D_Lab 100%",
    "Ada {Example}",
    "Ada O\\'Example",
    "Inés Groupé",
    "Işıl İnc",
    "Éteam Example",
    "Ada Example ıı",
    "² Ⅳ",
    "Ada; Example; Bo",
    "Bo and Cy Example",
    "d'Arcy éxample",
    "Ꭰ ꭰ",
    "et al.",
    "Ada\u3000Example",
    r"Ada \u0041 Example",
    "And Example",
    "Ada AND",
    "Juan De La Example",
    "Xu De La",
    "Nguyen Van Den Anh",
    "Ada Example, PhD",
    "De La",
    "Xu Le",
    "Xu Le Ḁx",
    "Xu Di İstan",
    "Xu Di ſtano",
    "Di Example",
    "De Di Example",
)
AUTHORS = (
    *((example["author"],) for example in NAMES),
    *((name,) for name in MORE_NAMES),
    (),
    ("Ada Example", "et al."),
    ("Ada Example", "Bo de Example, Jr.", "王小明 等"),
)
TOLD = tuple(
    one
    for names, title, known in product(AUTHORS, TITLES, FACTS)
    if is_told_by_tags(one := paper(*names, title=title, **known))
)
SPOKEN = {
    name.natural: example["csl"]
    for example in NAMES
    for name in people_of((example["author"],)).names
    if parse_name(name.natural) == name
}


def facts(one: Paper) -> dict[str, Any]:
    """What the page of a paper says in its citation tags, and in its box of citations."""
    told = is_told_by_tags(one)
    return {
        "key": one.key,
        "title": plain_text(one.title),
        "authors": citation_tags(people_of(one.authors)),
        "date": published(one).replace("-", "/"),
        "arxiv": one.id or "",
        "doi": arxiv.doi(one.id) if one.id else "",
        "url": url_of(one, BASE),
        "name": citation_key(one) if told else "",
        "category": primary_class(one),
        "others": people_of(one.authors).others,
        "entry": "" if told else bibtex(one),
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("scripts")
    for script in SCRIPTS.glob("*.js"):
        (folder / script.name).write_bytes(script.read_bytes())
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    program = folder / "program.js"
    program.write_text(PROGRAM, encoding="utf-8")
    given = {
        "names": [e["tag"] for e in NAMES],
        "spoken": list(SPOKEN),
        "papers": [facts(one) for one in PAPERS],
        "told": [facts(one) for one in TOLD],
    }
    node = compute_driver_executable()[0]
    done = subprocess.run(  # noqa: S603 - the engine that Playwright brings, and our own program
        [node, program], input=json.dumps(given), capture_output=True, check=True, text=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_browser_takes_names_apart_as_the_table_says(written: dict[str, Any]) -> None:
    assert written["names"] == [example["csl"] for example in NAMES]


def test_a_browser_takes_names_apart_as_they_are_spoken(written: dict[str, Any]) -> None:
    assert written["spoken"] == list(SPOKEN.values())


def test_a_browser_writes_ris_as_the_files_have_it(written: dict[str, Any]) -> None:
    assert written["ris"] == ris_file(PAPERS, BASE)


def test_a_browser_writes_csl_as_the_files_have_it(written: dict[str, Any]) -> None:
    assert written["csl"] == [csl_item(one, BASE) for one in PAPERS]


def test_a_browser_writes_bibtex_as_the_files_have_it(written: dict[str, Any]) -> None:
    assert written["entries"] == [bibtex(one) for one in TOLD]


def test_what_a_page_does_not_tell_it_holds() -> None:
    told = {(one.authors, one.title) for one in TOLD}
    untold = [names for names in AUTHORS if (names, TITLES[0]) not in told]
    assert ("Ada B, C, D",) in untold
    assert all((example["author"],) not in untold for example in NAMES)
    assert [title for title in TITLES if ((), title) not in told] == [WITH_FORMULA]
    assert not is_told_by_tags(paper("Ada Example", url="https://x.example/a"))


def test_a_plain_citation_has_names_as_they_are_spoken(written: dict[str, Any]) -> None:
    assert written["plain"][2] == "Ada Example, et al. Locks That Wait. 2026. https://x.example/a"
    assert written["plain"][0].startswith("Ada Example, José García Márquez, José García")
    assert ", et al. Locks" in written["plain"][0]


def test_keys_are_unique_in_a_selection_as_in_the_files(written: dict[str, Any]) -> None:
    one_key = PAPERS[4:]
    for papers, text in zip((one_key, one_key[::-1]), written["bibtex"], strict=True):
        assert text == "\n\n".join(bibliography(papers)) + "\n"
        keys = [entry.key for entry in parse_string(text).entries]
        assert len({key.lower() for key in keys}) == len(papers)
