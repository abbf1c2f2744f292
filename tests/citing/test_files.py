"""BibTeX, RIS and CSL-JSON, read back by readers that are not ours."""

import json
from typing import Any

import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from generator.citing.bibtex import bibliography, bibtex
from generator.citing.keys import citation_key, published
from generator.citing.names import people_of
from generator.citing.references import csl_file, ris_file
from generator.model import DigestDate, Paper
from tests.citing.samples import NAMES, paper

HOSTILE = st.text(alphabet='{}%\\$&#_^~"@,;=\n\r\té论<>()[]\x00\x1bTYER - ', max_size=16)
NAME_MIDDLEWARE = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]


def entries(text: str) -> list[Any]:
    library = parse_string(text, append_middleware=NAME_MIDDLEWARE)
    assert not library.failed_blocks
    return list(library.entries)


def records(text: str) -> list[dict[str, Any]]:
    return list(rispy.loads(text))


@pytest.mark.parametrize(
    "title, author, identifier, key",
    [
        ("Attention Is All You Need", "Ashish Vaswani", "1706.03762", "vaswani2017attentionneed"),
        ("Locks, and How They Wait", "Ada Example", "2605.00001", "example2026lockswait"),
        ("Using a Lock", "Laurens van der Maaten", "2605.00001", "vandermaaten2026usinglock"),
        ("State-of-the-Art Locks", "ATLAS Collaboration", "2605.00001",
         "atlascollaboration2026stateoftheartlocks"),
        ("锁", "王小明", "2605.00001", "wangxiaoming2026suo"),
        ("Locks", "", "cs/0601001", "unknown2006locks"),
        ("Locks", "et al.", "cs/0601001", "unknown2006locks"),
    ],
)  # fmt: skip
def test_keys_are_made_as_arxiv_makes_them(
    title: str, author: str, identifier: str, key: str
) -> None:
    assert citation_key(paper(author, title=title, id=identifier)) == key


def keys_of(*papers: Paper) -> dict[str, str]:
    """Read the keys of a file, by the arXiv id that their entries name."""
    found = entries("\n\n".join(bibliography(papers)))
    return {entry.fields_dict["eprint"].value: entry.key for entry in found}


def test_of_papers_with_one_key_the_first_by_name_keeps_it() -> None:
    one, two, three = (paper(id=f"2605.0000{number}") for number in (1, 2, 3))
    other = paper("Ada Example", id="cs/0601001")
    plain = citation_key(one)
    assert keys_of(two, other, three, one) == {
        "2605.00001": plain,
        "2605.00002": f"{plain}-2605.00002",
        "2605.00003": f"{plain}-2605.00003",
        "cs/0601001": citation_key(other),
    }


@given(st.permutations(range(6)), st.integers(1, 6))
def test_a_key_depends_on_no_order_and_hardly_on_what_else_a_file_holds(
    order: list[int], size: int
) -> None:
    papers = [paper(id=f"2605.0000{number}") for number in range(6)]
    whole = keys_of(*papers)
    part = [papers[number] for number in order[:size]]
    least = min(one.key for one in part)
    expected = {one.key: whole[one.key] for one in part} | {least: citation_key(papers[0])}
    assert keys_of(*part) == expected


def test_a_paper_is_dated_within_the_month_of_its_id() -> None:
    days = (DigestDate(value="2026-06-01"),)
    assert published(paper(id="2606.00001", days=days)) == "2026-06-01"
    assert published(paper(id="2605.00001", days=days)) == "2026-05"
    assert published(paper(id="1905.00001", days=days)) == "2019-05"
    assert published(paper(days=(DigestDate(value="2999-12-31"),))) == "2999-12-31"


def test_bibtex_is_read_back() -> None:
    [entry] = entries(bibtex(paper("Ada van Example", "Bo King, Jr.", "王小明", id="2605.00001")))
    assert entry.entry_type == "misc"
    fields = entry.fields_dict
    assert fields["title"].value == "Locks That Wait"
    assert (fields["eprint"].value, fields["year"].value) == ("2605.00001", "2026")
    ada, bo, wang = fields["author"].value
    assert (ada.first, ada.von, ada.last) == (["Ada"], ["van"], ["Example"])
    assert (bo.first, bo.last, bo.jr) == (["Bo"], ["King"], ["Jr."])
    assert wang.last == ["{王小明}"]


@pytest.mark.parametrize("example", NAMES, ids=lambda one: one["author"])
def test_bibtex_takes_every_name_apart_as_we_do(example: dict[str, Any]) -> None:
    [entry] = entries(bibtex(paper(example["author"])))
    name, *others = entry.fields_dict["author"].value
    csl = example["csl"]
    assert " ".join(name.last) == csl.get("family", "{" + csl.get("literal", "") + "}")
    assert " ".join(name.von) == csl.get("non-dropping-particle", "")
    assert " ".join(name.first) == csl.get("given", "")
    assert " ".join(name.jr) == csl.get("suffix", "")
    assert [other.last for other in others] in ([], [["others"]])


WORDS = st.sampled_from(
    ["and", "And", "&", ",", "Jr.", "van", "Ada", "B.", "others", "et al", "SR"]
)


@given(st.lists(st.lists(WORDS, max_size=4).map(" ".join), max_size=4))
def test_bibtex_has_as_many_names_as_the_other_forms(authors: list[str]) -> None:
    one = paper(*authors)
    people = people_of(one.authors)
    [entry] = entries(bibtex(one))
    read = entry.fields_dict["author"].value if "author" in entry.fields_dict else []
    assert len(read) == len(people.names) + bool(people.others and people.names)
    [record] = records(ris_file([one]))
    assert len(record.get("authors", [])) == len(people.names)


def test_ris_is_read_back() -> None:
    text = ris_file([paper("Ada van Example", "ATLAS Collaboration", id="2605.00001"), paper()])
    first, bare = records(text)
    assert first["title"] == "Locks That Wait"
    assert first["authors"] == ["van Example, Ada", "ATLAS Collaboration"]
    assert (first["year"], first["date"]) == ("2026", "2026/05/08")
    assert first["doi"] == "10.48550/arXiv.2605.00001"
    assert first["urls"] == ["https://arxiv.org/abs/2605.00001"]
    assert "authors" not in bare
    assert text.endswith("ER  - \r\n")


def test_csl_is_what_a_citation_processor_takes() -> None:
    first, bare = json.loads(csl_file([paper("Ada Example", id="cs/0601001"), paper()]))
    assert first == {
        "id": "cs-0601001",
        "type": "article",
        "title": "Locks That Wait",
        "author": [{"family": "Example", "given": "Ada"}],
        "issued": {"date-parts": [[2006, 1]]},
        "genre": "preprint",
        "publisher": "arXiv",
        "number": "arXiv:cs/0601001",
        "DOI": "10.48550/arXiv.cs/0601001",
        "URL": "https://arxiv.org/abs/cs/0601001",
    }
    assert (bare["id"], bare["author"]) == ("locks", [])


def test_a_paper_without_an_address_has_that_of_its_page() -> None:
    base = "https://digests.example/site/"
    papers = (paper(), paper(pdf_url="https://x.example/a.pdf"), paper(url="https://x.example/a"))
    urls = [f"{base}papers/locks/", "https://x.example/a.pdf", "https://x.example/a"]
    assert [record["urls"] for record in records(ris_file(papers, base))] == [[url] for url in urls]
    assert [item["URL"] for item in json.loads(csl_file(papers, base))] == urls
    assert "UR  -" not in ris_file([paper()])
    assert [entries(bibtex(one, base))[0].fields_dict["url"].value for one in papers] == urls
    [alone] = entries("\n\n".join(bibliography(papers[:1], base)))
    assert alone.fields_dict["url"].value == urls[0]
    assert "url=" not in bibtex(paper())


@given(
    rows=st.lists(
        st.tuples(HOSTILE, st.lists(HOSTILE, max_size=3), HOSTILE), min_size=1, max_size=5
    )
)
def test_nothing_in_a_digest_breaks_a_file(rows: list[tuple[str, list[str], str]]) -> None:
    papers: list[Paper] = [
        paper(*authors, title=title, key=str(number), url=f"https://x.example/{url}")
        for number, (title, authors, url) in enumerate(rows)
    ]
    found = entries("\n\n".join(bibliography(papers)))
    assert len({entry.key.lower() for entry in found}) == len(papers)
    read = records(ris_file(papers))
    assert len(read) == len(papers)
    told = json.loads(csl_file(papers))
    assert [item["id"] for item in told] == [one.key for one in papers]
    for line in ris_file(papers).replace("\r\n", "\n").split("\n"):
        assert line.isprintable()
