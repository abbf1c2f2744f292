"""The files about the whole site: complete, dated by the digests, the same on any day."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import BuildOptions, build
from generator.compose.bundles import is_listed
from generator.compose.complete import complete
from generator.compose.machine import machine_files
from generator.compose.pages import compose
from generator.compose.scene import Scene
from generator.model import Digest
from generator.packing import unpacked
from generator.render import Look, RenderedPage, render_batch
from generator.report import Loudness, Reporter
from generator.settings import DataSettings, DownloadSettings, Settings
from generator.text.escaped import escaped_markdown
from generator.views.sketches import PageSketch
from tests.samples import (
    PAPER,
    MemoryShelf,
    archive,
    config_of,
    digest,
    entry,
    project,
    record,
    tldr,
    tree,
    write_records,
)
from tests.theme_views import SITE

BASE = "https://example.org/repo/"
LOC = re.compile("<loc>(.*?)</loc>(?:<lastmod>(.*?)</lastmod>)?")
MARKS = st.text(alphabet="\\`*_[]<>&~|#+=-.1) ()!:/ahtps@\nw锁", max_size=30)


def texts(
    *digests: Digest, settings: Settings | None = None, base_url: str = BASE
) -> dict[str, str]:
    """Write every page and file of a site by its path."""
    shelf = MemoryShelf(*digests)
    sketches = compose(archive(*digests), settings or Settings(), (), base_url)
    look = Look(site=SITE, theme="default", overrides="/nowhere", files="")
    made = render_batch(look, [complete(sketch, shelf) for sketch in sketches])
    return {page.path: page.data.decode() for page in made}


def text_of(page: RenderedPage) -> str:
    """Read a file, also one that is packed."""
    data = unpacked(page.data, 1 << 20) if page.path.endswith(".gz") else page.data
    return data.decode()


def parts(*digests: Digest, most: int) -> dict[str, str]:
    """Write the sitemap of a site whose files hold so many addresses."""
    scene = Scene(archive(*digests), Settings())
    pages = list(compose(scene.archive, Settings(), ()))
    listed = [page.address for page in pages if is_listed(page)]
    sketches: list[PageSketch] = [
        sketch for sketch in machine_files(scene, listed, BASE, most) if "sitemap" in sketch.path
    ]
    shelf = MemoryShelf(*digests)
    look = Look(site=SITE, theme="default", overrides="/nowhere", files="")
    made = render_batch(look, [complete(sketch, shelf) for sketch in sketches])
    return {page.path: text_of(page) for page in made}


def days(*dates: str) -> list[Digest]:
    return [
        digest(
            f"{date}.md",
            entry(f"Of {date}", id=f"{date[2:4]}{date[5:7]}.000{date[8:]}", path=f"{date}.md"),
        )
        for date in dates
    ]


def test_a_sitemap_lists_every_page_that_says_something() -> None:
    made = texts(*days("2026-05-08", "2026-06-01"))
    found = dict(LOC.findall(made["sitemap.xml"]))
    wanted = {
        BASE + path.removesuffix("index.html")
        for path in made
        if path.endswith(".html") and not path.startswith(("saved/", "search/", "404"))
    }
    assert set(found) == wanted
    assert found[f"{BASE}papers/2605.00008/"] == "2026-05-08"
    assert found[f"{BASE}2026/05/"] == "2026-05-08"
    assert found[BASE] == "2026-06-01"
    assert ET.fromstring(made["sitemap.xml"]).tag.endswith("urlset")  # noqa: S314 - our own


def test_a_large_sitemap_is_cut_by_time_and_listed() -> None:
    made = parts(*days("2026-05-08", "2026-06-01", "2026-06-02"), most=4)
    assert set(made) == {
        "sitemap.xml",
        "sitemaps/2026-05.xml.gz",
        "sitemaps/2026-06.xml.gz",
        "sitemaps/2026-06-2.xml.gz",
        "sitemaps/pages.xml.gz",
        "sitemaps/pages-2.xml.gz",
    }
    listed = dict(LOC.findall(made["sitemap.xml"]))
    assert set(listed) == {BASE + path for path in made if path != "sitemap.xml"}
    assert listed[f"{BASE}sitemaps/2026-05.xml.gz"] == "2026-05-08"
    assert all(len(LOC.findall(text)) <= 4 for path, text in made.items() if "/" in path)
    whole = texts(*days("2026-05-08", "2026-06-01", "2026-06-02"))["sitemap.xml"]
    inner = [found for path, text in made.items() if "/" in path for found in LOC.findall(text)]
    assert sorted(inner) == sorted(LOC.findall(whole))


def test_a_new_day_leaves_the_parts_of_older_months() -> None:
    before = parts(*days("2026-04-01", "2026-05-08"), most=4)
    after = parts(*days("2026-04-01", "2026-05-08", "2026-05-09"), most=4)
    same = {path for path, text in before.items() if after.get(path) == text}
    assert "sitemaps/2026-04.xml.gz" in same


def test_without_a_whole_address_there_is_no_sitemap() -> None:
    made = texts(*days("2026-05-08"), base_url="")
    assert "sitemap.xml" not in made
    assert made["robots.txt"] == "User-agent: *\nDisallow:\n"
    assert "sitemap" not in made["llms.txt"]


def test_robots_are_told_where_the_sitemap_is() -> None:
    assert f"\nSitemap: {BASE}sitemap.xml\n" in texts(*days("2026-05-08"))["robots.txt"]


def test_the_index_lists_every_day() -> None:
    told = json.loads(
        texts(*days("2026-05-08", "2026-06-01"), digest("2026-06-03.md"))["index.json"]
    )
    assert told == {
        "version": 1,
        "title": SITE.title,
        "language": "en",
        "base": BASE,
        "schema": "papers.schema.json",
        "papers": 2,
        "files": ["papers.bib", "papers.json", "index.md"],
        "days": [
            {"date": "2026-05-08", "count": 1, "address": "2026/05/08/"},
            {"date": "2026-06-01", "count": 1, "address": "2026/06/01/"},
            *told["days"][2:],
        ],
    }


def test_an_assistant_finds_its_way() -> None:
    made = texts(*days("2026-05-08", "2026-06-01"))
    text = made["llms.txt"]
    assert re.findall("^# (.*)", text, re.MULTILINE) == [SITE.title]
    assert text.startswith(f"# {SITE.title}\n\n> {SITE.tagline}\n\n")
    listed = re.findall(r"^- \[.+?\]\((.+?)\)", text, re.MULTILINE)
    assert f"{BASE}2026/06/01/index.md" in listed
    for address in listed:
        path = address.removeprefix(BASE)
        assert path == "papers.schema.json" or (path + "index.html" * path.endswith("/")) in made
    assert "\n\n\n" not in text


def test_a_twin_says_in_markdown_what_the_day_says() -> None:
    day = digest(
        "2026-05-08.md",
        entry(
            "Locks_that [wait](javascript:alert(1)) <b>",
            id=PAPER,
            authors=("Ada *Example*",),
            categories=("cs.DC",),
            sections=(tldr("1. # A `lock`\n\n<script>"),),
        ),
    )
    text = texts(day)["2026/05/08/index.md"]
    assert text.startswith("# Friday, 8 May 2026\n\n> 1 paper")
    html = str(mistune.create_markdown(escape=False)(text))
    page = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert [link.get("href") for link in page.iter("a")] == [f"{BASE}papers/{PAPER}/"]
    assert not list(page.iter("script"))
    assert not list(page.iter("b"))
    assert "cs.DC" in "".join(h.text or "" for h in page.iter("h2"))


@given(text=MARKS)
def test_no_mark_of_a_text_has_a_meaning_in_a_twin(text: str) -> None:
    html = str(mistune.create_markdown(escape=False)(f"{escaped_markdown(text)}\n"))
    page = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert {str(e.tag) for e in page.iter()} <= {"DOCUMENT_FRAGMENT", "p"}


@pytest.mark.parametrize("part", ["index", "llms", "sitemap", "robots"])
def test_each_file_can_be_left_out(part: str) -> None:
    path = {"index": "index.json", "llms": "llms.txt"}.get(part, "")
    path = path or {"sitemap": "sitemap.xml", "robots": "robots.txt"}[part]
    settings = Settings(data=DataSettings(**{part: False}))
    assert path in texts(*days("2026-05-08"))
    assert path not in texts(*days("2026-05-08"), settings=settings)


def test_a_site_without_twins_has_no_word_of_them() -> None:
    settings = Settings(downloads=DownloadSettings(formats=("bibtex", "json")))
    made = texts(*days("2026-05-08"), settings=settings)
    assert not [path for path in made if path.endswith(".md")]
    assert "index.md" not in made["2026/05/08/index.html"]
    assert "index.md" not in made["llms.txt"]
    assert "papers.json" in made["llms.txt"]
    assert "\n\n\n" not in made["llms.txt"]


@pytest.mark.parametrize("formats", [(), ("markdown",), ("ris", "bibtex")])
def test_a_site_without_records_has_no_word_of_them(formats: tuple[str, ...]) -> None:
    settings = Settings(downloads=DownloadSettings(formats=formats))
    made = texts(*days("2026-05-08"), settings=settings)
    assert not [path for path, text in made.items() if "papers.json" in path + text]


def test_an_empty_site_has_valid_files() -> None:
    made = texts()
    assert json.loads(made["index.json"])["days"] == []
    assert made["llms.txt"].startswith("# ")
    assert LOC.findall(made["sitemap.xml"])


def test_a_new_day_changes_few_files_for_machines(tmp_path: Path) -> None:
    root = project(tmp_path, f'[site]\nbase_url = "{BASE}"\n')
    build(config_of(root), BuildOptions(search=False), Reporter(Loudness.QUIET))
    before = tree(root / "public")
    write_records(root / "content" / "2026-05-12.jsonl", [record(4)])
    build(config_of(root), BuildOptions(search=False), Reporter(Loudness.QUIET))
    after = tree(root / "public")
    changed = {path for path in before if after[path] != before[path]}
    assert {path for path in changed if not path.endswith(".html")} == {
        ".digestry/manifest.json.gz",
        "categories/cs.DC/feed.xml",
        "feed.json",
        "feed.xml",
        "feed/days.xml",
        "index.json",
        "llms.txt",
        "sitemap.xml",
    }
    assert "2026/05/12/index.md" in after
