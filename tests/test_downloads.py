"""The papers of a day as files: JSON and BibTeX that programs can read, whatever a title holds."""

import json
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.citing.bibtex import bibliography
from generator.compose.complete import complete
from generator.compose.pages import compose
from generator.downloads import VERSION, data_files, file_text
from generator.model import Digest, DigestDate, Paper
from generator.settings import DownloadSettings, Settings
from generator.views.pages import BibliographyView, DayView, EntryFacts, FileView, PaperView
from generator.views.sketches import FileSketch
from tests.samples import PAPER, MemoryShelf, archive, digest, entry, tldr
from tests.theme_views import SITE

SCHEMA = json.loads(data_files(SITE)["papers.schema.json"])
HOSTILE = st.text(alphabet='{}%\\$&#_^~"@,=\n aé论<>', max_size=12)
KEY = re.compile(r"^@misc\{([^,{}%\s]+),$", re.MULTILINE)
FORMULA = re.compile(r"(?<!\\)\$(?:[^$\\%#&]|\\[,;:!|{}_%&# ])+\$")
FIELD = re.compile(r"  (?P<name>\w+)=\{(?P<value>.*)\},?")


def files(*digests: Digest, settings: Settings | None = None) -> dict[str, str]:
    shelf = MemoryShelf(*digests)
    made = [
        complete(sketch, shelf)
        for sketch in compose(archive(*digests), settings or Settings(), ())
        if isinstance(sketch.sketch, FileSketch)
    ]
    return {
        page.address: file_text(page.view, SITE) for page in made if isinstance(page.view, FileView)
    }


def papers(text: str) -> list[dict[str, Any]]:
    told = json.loads(text)
    jsonschema.validate(told, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert told["version"] == VERSION
    assert told["count"] == len(told["papers"])
    return list(told["papers"])


def test_a_paper_is_told_to_programs() -> None:
    made = files(
        digest(
            "2026-05-08.md",
            entry(id=PAPER, authors=("Ada Example", "王小明"), sections=(tldr("一句话", "zh"),)),
            entry("Bare", line=2),
        )
    )
    first, bare = papers(made["/2026/05/08/papers.json"])
    assert first == {
        "id": PAPER,
        "title": "Locks That Wait",
        "authors": ["Ada Example", "王小明"],
        "address": f"papers/{PAPER}/",
        "summary": {"lang": "zh", "text": "一句话"},
    }
    assert bare == {"title": "Bare", "address": "papers/bare/"}
    assert "王小明" in made["/2026/05/08/papers.json"]


def test_the_head_says_what_is_needed_to_read_the_rest() -> None:
    told = json.loads(files(digest("2026-05-08.md", entry()))["/2026/05/08/papers.json"])
    del told["papers"]
    assert told == {
        "$schema": "https://example.org/repo/papers.schema.json",
        "version": VERSION,
        "date": "2026-05-08",
        "base": "https://example.org/repo/",
        "count": 1,
    }


def test_the_schema_refuses_what_the_file_would_not_say() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    told = json.loads(files(digest("2026-05-08.md", entry()))["/2026/05/08/papers.json"])
    for wrong in ({"version": 2}, {"papers": [{"title": "x"}]}, {"papers": None}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(told | wrong, SCHEMA)


def test_an_address_that_follows_from_the_id_is_left_out() -> None:
    day = digest("2026-05-08.md", entry(url="https://x.example/a"), entry("B", id=PAPER, line=2))
    first, second = papers(files(day)["/2026/05/08/papers.json"])
    assert first["url"] == "https://x.example/a"
    assert "url" not in second


def test_a_site_chooses_the_forms_of_its_files() -> None:
    settings = Settings(downloads=DownloadSettings(formats=("ris", "csl-json")))
    day = digest("2026-05-08.md", entry(id=PAPER, authors=("Ada Example",)))
    made = files(day, settings=settings)
    assert set(made) == {"/2026/05/08/papers.ris", "/2026/05/08/papers.csl.json"}
    assert "AU  - Example, Ada" in made["/2026/05/08/papers.ris"]
    assert json.loads(made["/2026/05/08/papers.csl.json"])[0]["id"] == PAPER


def test_a_digest_without_a_day_has_files_beside_its_page() -> None:
    made = files(digest("winter.txt", entry(id="2512.00001", path="winter.txt")))
    assert set(made) == {"/2025/12/winter/papers.bib", "/2025/12/winter/papers.json"}
    assert json.loads(made["/2025/12/winter/papers.json"])["date"] == "2025-12"


def test_a_day_without_papers_has_no_files() -> None:
    assert files(digest("2026-05-08.md")) == {}


def test_a_site_may_have_no_files() -> None:
    settings = Settings(downloads=DownloadSettings(enabled=False))
    day = digest("2026-05-08.md", entry())
    assert files(day, settings=settings) == {}
    shelf = MemoryShelf(day)
    made = [complete(sketch, shelf).view for sketch in compose(archive(day), settings, ())]
    assert [view.downloads for view in made if isinstance(view, DayView)] == [()]


def test_a_paper_is_cited_as_on_its_page_on_every_day() -> None:
    made = files(
        digest("2025-12-31.md", entry("Locks", path="2025-12-31.md")),
        digest("2026-01-02.md", entry("Locks", path="2026-01-02.md")),
    )
    assert made["/2025/12/31/papers.bib"] == made["/2026/01/02/papers.bib"]
    assert "year={2025}" in made["/2026/01/02/papers.bib"]


def entry_on_page(settings: Settings, **facts: Any) -> EntryFacts | None:
    day = digest("2026-05-08.md", entry("Locks", **facts))
    shelf = MemoryShelf(day)
    made = [complete(sketch, shelf).view for sketch in compose(archive(day), settings, ())]
    return next(view.entry for view in made if isinstance(view, PaperView))


def test_the_page_of_a_paper_names_its_entry_in_the_file_of_the_day() -> None:
    known = {"id": "2605.00001", "authors": ("Ada Example et al.",), "categories": ("cs.DC",)}
    told = EntryFacts(
        key="example2026locks", file="/2026/05/08/papers.bib", category="cs.DC", others=True
    )
    assert entry_on_page(Settings(), **known) == told
    bare = EntryFacts(key="unknown2026locks", file="/2026/05/08/papers.bib")
    assert entry_on_page(Settings(), id="2605.00001", authors=(), categories=()) == bare


@pytest.mark.parametrize(
    "settings", [DownloadSettings(enabled=False), DownloadSettings(formats=("ris", "json"))]
)
def test_without_such_a_file_the_page_holds_the_entry_itself(settings: DownloadSettings) -> None:
    assert entry_on_page(Settings(downloads=settings), id="2605.00001") is None


def test_a_paper_that_is_nowhere_else_is_cited_by_its_page() -> None:
    base = "https://digests.example/site/"
    day = digest("2026-05-08.md", entry("Locks", id=None, authors=("Ada Example",)))
    shelf = MemoryShelf(day)
    made = [complete(sketch, shelf).view for sketch in compose(archive(day), Settings(), (), base)]
    own = f"url={{{base}papers/locks/}}"
    assert [own in view.bibtex for view in made if isinstance(view, PaperView)] == [True]
    site = replace(SITE, base_url=base)
    files = [file_text(view, site) for view in made if isinstance(view, BibliographyView)]
    assert [own in text for text in files] == [True]


def test_the_page_holds_an_entry_that_its_citation_tags_do_not_tell() -> None:
    assert entry_on_page(Settings(), id=None, url="https://x.example/a") is None
    assert entry_on_page(Settings(), id="2605.00001", authors=("Ada B, C, D",)) is None


def paper(title: str, author: str, number: int, url: str | None = None) -> Paper:
    return Paper(
        key=str(number),
        title=title,
        authors=(author, "Bo Example"),
        url=url,
        days=(DigestDate(value="2026-05-08"),),
    )


def test_keys_are_unique_within_a_file() -> None:
    some = [
        paper("Locks", "Ada Lock", 1),
        paper("LOCKS", "Ada Lock", 2),
        paper("Locks", "A Lock", 3),
    ]
    keys = KEY.findall("\n".join(bibliography(some)))
    assert keys == ["lock2026locks", "lock2026locks-2", "lock2026locks-3"]


@given(texts=st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), max_size=6))
def test_nothing_in_a_title_breaks_bibtex(texts: list[tuple[str, str, str]]) -> None:
    some = [
        paper(title, author, number, f"https://x.example/{url}")
        for number, (title, author, url) in enumerate(texts)
    ]
    entries = bibliography(some)
    keys = [key.lower() for entry in entries for key in KEY.findall(entry)]
    assert len(set(keys)) == len(some)
    for one in entries:
        head, *fields, tail = one.split("\n")
        assert KEY.fullmatch(head)
        assert tail == "}"
        for line in fields:
            found = FIELD.fullmatch(line)
            assert found, line
            value = FORMULA.sub("", found["value"]) if found["name"] == "title" else found["value"]
            assert_closed(value)
            if found["name"] != "url":
                assert not re.search(r"(?<!\\)[%$#&_]|[\^~]", value)


def assert_closed(value: str) -> None:
    """Braces pair up, and a backslash stands only before what it makes literal, or its command."""
    depth = 0
    for mark in value:
        depth += (mark == "{") - (mark == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"\\(?![&%$#_]|textascii)", value)


def test_json_tells_the_venue_and_the_code() -> None:
    day = digest(
        "2026-05-08.md",
        entry(id=PAPER, venue="ICML 2026", code="https://github.com/ada/locks"),
        entry("Bare", id="2605.00002"),
    )
    told, bare = papers(files(day)["/2026/05/08/papers.json"])
    assert (told["venue"], told["code"]) == ("ICML 2026", "https://github.com/ada/locks")
    assert not {"venue", "code"} & bare.keys()


@given(title=HOSTILE, author=HOSTILE)
def test_nothing_in_a_title_breaks_json(title: str, author: str) -> None:
    day = digest("2026-05-08.md", entry(f"x{title}", authors=(author,), id=PAPER))
    [told] = papers(files(day)["/2026/05/08/papers.json"])
    assert (told["title"], told["authors"]) == (f"x{title}", [author])
