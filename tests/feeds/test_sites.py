"""Whole sites with feeds: they are found from the pages, and all that they name is there."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import SITES, Run
from tests.crawl import faults
from tests.feeds.rules import atom_faults, json_faults
from tests.samples import project, record, tree, write_records

BASE = "https://name.example/repo/"
VALID = sorted(place.name for place in (SITES / "valid").iterdir())
FEED = re.compile(r'<link rel=alternate type="?([^" ]+)"? title="[^"]+" href="?([^" >]+)"?>')
ADDRESS = re.compile(rf"{re.escape(BASE)}[^\s\"#&<]*")


def build(run: Run, root: Path, *arguments: object) -> str:
    done = run("build", "--no-search", "--base-url", BASE, *arguments, folder=root)
    assert done.status == 0
    return done.err


@pytest.mark.parametrize("name", VALID)
def test_the_feeds_of_a_site_are_valid_and_lead_somewhere(
    name: str, run: Run, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(SITES / "valid" / name, tmp_path / name))
    build(run, root)
    public = root / "public"
    assert faults(public, "/repo/") == []
    documents = [*public.rglob("feed*.xml"), *public.rglob("feed/**/*.xml")]
    assert documents
    for place in documents:
        assert atom_faults(place.read_text(encoding="utf-8")) == [], place
    assert json_faults((public / "feed.json").read_text(encoding="utf-8")) == []
    for place in (*documents, public / "feed.json", public / "feeds.opml"):
        for address in ADDRESS.findall(place.read_text(encoding="utf-8")):
            path = address.removeprefix(BASE)
            assert (
                public / path / ("index.html" if path.endswith("/") or not path else "")
            ).is_file()


def found(page: Path) -> dict[str, str]:
    """Give the feeds that a page names in its head: their types by address."""
    return {href: kind for kind, href in FEED.findall(page.read_text(encoding="utf-8"))}


def test_pages_name_the_feeds_that_follow_them(run: Run, tmp_path: Path) -> None:
    public = project(tmp_path) / "public"
    build(run, tmp_path)
    whole = {
        "/repo/feed.xml": "application/atom+xml",
        "/repo/feed/days.xml": "application/atom+xml",
        "/repo/feed.json": "application/feed+json",
    }
    for page in ("", "2026/05/08", "categories", "about"):
        assert found(public / page / "index.html") == whole
    assert found(public / "categories" / "cs.DC" / "index.html") == {
        "/repo/categories/cs.DC/feed.xml": "application/atom+xml"
    }
    assert found(public / "papers" / "2605.00001" / "index.html") == {}
    for page, address in (
        ("", "/repo/feed.xml"), ("about", "/repo/feeds.opml"), ("categories", "/repo/feeds.opml"),
        ("categories/cs.DC", "/repo/categories/cs.DC/feed.xml"),
    ):  # fmt: skip
        text = (public / page / "index.html").read_text(encoding="utf-8")
        assert re.search(rf'<a href="?{re.escape(address)}"? type="?[^"]+"?>', text)


@pytest.mark.parametrize(
    "settings, arguments, said",
    [
        ("", (), True),
        ("", ("--base-url", "/repo/"), True),
        ("[feeds]\nenabled = false", ("--base-url", BASE), False),
    ],
)
def test_a_site_may_have_no_feeds(
    settings: str, arguments: tuple[str, ...], said: bool, run: Run, tmp_path: Path
) -> None:
    root = project(tmp_path, settings)
    done = run("build", "--no-search", "--verbose", *arguments, folder=root)
    assert done.status == 0
    assert ("There are no feeds: they need the whole address" in done.err) is said
    assert [path for path in tree(root / "public") if "feed" in path] == []
    for place in (root / "public").rglob("*.html"):
        assert "feed" not in place.read_text(encoding="utf-8").lower(), place


def test_a_new_day_leaves_the_feeds_of_other_categories(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path, "[feeds]\npapers = 1\n")
    write_records(root / "content" / "2026-05-09.jsonl", [record(8, categories=["cs.LG"])])
    build(run, root)
    before = tree(root / "public")
    write_records(root / "content" / "2026-05-12.jsonl", [record(9)])
    build(run, root)
    after = tree(root / "public")
    changed = {path for path in after if "feed" in path and before.get(path) != after[path]}
    assert changed == {"feed.xml", "feed.json", "feed/days.xml", "categories/cs.DC/feed.xml"}
    shutil.rmtree(root / "public")
    build(run, root)
    assert tree(root / "public") == after


def test_other_words_are_in_the_feeds_too(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    build(run, root)
    words = root / "theme" / "translations" / "en.toml"
    words.parent.mkdir(parents=True)
    words.write_text('feed_days = "Daily"\n', encoding="utf-8")
    build(run, root)
    assert "<title>Paper digests · Daily</title>" in (
        root / "public" / "feed" / "days.xml"
    ).read_text(encoding="utf-8")
