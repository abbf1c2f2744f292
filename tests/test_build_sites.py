"""Whole sites: valid ones have just the pages they should and no loose link; others say why not."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.conftest import SITES, Run
from tests.crawl import addresses, faults
from tests.samples import project, record, tree, write_records

VALID = sorted(place.name for place in (SITES / "valid").iterdir())
INVALID = sorted(place.name for place in (SITES / "invalid").iterdir())
EVERYWHERE = {
    "/",
    "/404.html",
    "/about/",
    "/authors/",
    "/categories/",
    "/saved/",
    "/search/",
    "/trends/",
}


def a_site(kind: str, name: str, tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITES / kind / name, tmp_path / name))


@pytest.mark.parametrize("base_path", ["/", "/repo/"])
@pytest.mark.parametrize("name", VALID)
def test_every_link_of_a_site_leads_somewhere(
    name: str, base_path: str, run: Run, tmp_path: Path
) -> None:
    root = a_site("valid", name, tmp_path)
    done = run("build", "--no-search", "--base-url", base_path, folder=root)
    assert done.status == 0
    assert faults(root / "public", base_path) == []


@pytest.mark.parametrize("name", VALID)
def test_a_site_has_just_these_pages(name: str, run: Run, tmp_path: Path) -> None:
    root = a_site("valid", name, tmp_path)
    assert run("build", "--no-search", folder=root).status == 0
    expected = set((root / "addresses.txt").read_text(encoding="utf-8").split())
    assert addresses(root / "public") - EVERYWHERE == expected - EVERYWHERE


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_site_says_what_is_wrong(name: str, run: Run, tmp_path: Path) -> None:
    root = a_site("invalid", name, tmp_path)
    expected = tomllib.loads((root / "expected.toml").read_text(encoding="utf-8"))
    before = tree(root)
    done = run(*expected["args"], folder=root)
    assert done.status == expected["status"]
    assert [said for said in expected["says"] if said not in done.err] == []
    assert "Traceback" not in done.err
    assert tree(root) == before


def page(root: Path, address: str) -> str:
    return (root / "public" / address.strip("/") / "index.html").read_text(encoding="utf-8")


def test_both_languages_stand_on_the_one_page_of_a_paper(run: Run, tmp_path: Path) -> None:
    root = a_site("valid", "two-languages", tmp_path)
    run("build", "--no-search", folder=root)
    paper = page(root, "papers/2605.00001")
    assert "同一把锁，又过一天。" in paper
    assert "Locks in one line." in paper
    assert "A lock that hands itself on" in paper
    for day in ("/2026/05/08/", "/2026/05/11/"):
        assert f"href={day}>" in paper


def test_a_day_without_papers_has_a_page_that_says_so(run: Run, tmp_path: Path) -> None:
    root = a_site("valid", "empty-day", tmp_path)
    run("build", "--no-search", folder=root)
    assert "No new papers that day." in page(root, "2026/05/02")
    assert "2 May 2026</time></a> <span class=count>0</span>" in page(root, "")


def test_the_address_of_a_title_leads_on_to_that_of_the_id(run: Run, tmp_path: Path) -> None:
    root = a_site("valid", "alias", tmp_path)
    run("build", "--no-search", "--base-url", "/repo/", folder=root)
    former = page(root, "papers/sorting-by-patience")
    assert 'content="0; url=/repo/papers/2605.00031/"' in former
    assert "Cards teach sorting, and more." in page(root, "papers/2605.00031")


def test_a_month_stands_for_the_day_where_only_the_ids_tell(run: Run, tmp_path: Path) -> None:
    root = a_site("valid", "month-only", tmp_path)
    run("build", "--no-search", folder=root)
    assert "December 2025" in page(root, "2025/12/winter-reading")
    assert "A Clock for Snow" in page(root, "2025/12/winter-reading")


def test_no_word_of_a_digest_becomes_markup(run: Run, tmp_path: Path) -> None:
    root = a_site("valid", "hostile", tmp_path)
    done = run("build", "--no-search", folder=root)
    assert "2026-05-08.jsonl:8: error:" in done.err
    for place in (root / "public").rglob("*.html"):
        text = place.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert not re.search("href=[\"']?javascript:", text)
        assert not re.search("href=[\"']?data:", text)
    assert "1 record of this digest could not be read" in page(root, "2026/05/08")


def test_a_site_may_have_no_search(run: Run, tmp_path: Path) -> None:
    root = a_site("valid", "long-category", tmp_path)
    assert run("build", folder=root).status == 0
    public = root / "public"
    assert not (public / "search").exists()
    assert not (public / "pagefind").exists()
    for place in public.rglob("*.html"):
        text = place.read_text(encoding="utf-8")
        assert "/search/" not in text, place
        assert "role=search" not in text, place


def test_a_long_category_is_split_by_month_and_no_paper_is_lost(run: Run, tmp_path: Path) -> None:
    root = a_site("valid", "long-category", tmp_path)
    run("build", "--no-search", folder=root)
    parts = (root / "public" / "categories" / "cs.DC" / "2026").rglob("index.html")
    text = "".join(part.read_text(encoding="utf-8") for part in parts)
    papers = addresses(root / "public" / "papers")
    assert len(papers) == 14
    assert [paper for paper in papers if f"href=/papers{paper}>" not in text] == []


@pytest.mark.shared
@pytest.mark.parametrize("name, papers", [("seeds", 78), ("dialects", 161)])
def test_real_digests_make_complete_sites(
    name: str, papers: int, run: Run, shared_digests: Path, tmp_path: Path
) -> None:
    output = tmp_path / "public"
    done = run("build", "--content", shared_digests / name, "--output", output, "--no-search")
    assert done.status == 0
    assert f"{papers} papers on 7 days" in done.err
    assert faults(output) == []


def test_a_paper_shows_its_venue_its_code_and_the_pages_of_its_authors(
    run: Run, tmp_path: Path
) -> None:
    root = project(tmp_path, "[authors]\nmin_papers = 2\n")
    code = "https://github.com/example/tea"
    told = record(4, comment=f"Accepted at ICML 2026. Code: {code}", authors=["Ada Example"])
    write_records(root / "content" / "2026-05-12.jsonl", [told, record(5)])
    run("build", "--no-search", "--base-url", "/repo/", folder=root)
    paper, day = page(root, "papers/2605.00004"), page(root, "2026/05/12")
    assert '<a href="/repo/search/?badge=ICML%202026">ICML 2026</a>' in paper
    assert paper.count(f"href={code}") == 1
    assert "<a href=/repo/authors/ada-example/>Ada Example</a>" in paper
    assert "<span class=badge>ICML 2026</span>" in day
    assert f'<a class=badge href={code} rel="nofollow ugc">Code</a>' in day
    assert "/authors/" not in day
    author = page(root, "authors/ada-example")
    assert "Several people may share this name." in author
    assert "<a href=/repo/authors/bo-example/>Bo Example</a>" in author
    assert faults(root / "public", "/repo/") == []


@pytest.mark.parametrize("least, shown", [(2, True), (9, False)])
def test_pages_lead_to_the_authors_where_one_has_a_page(
    run: Run, tmp_path: Path, least: int, shown: bool
) -> None:
    root = project(tmp_path, f"[authors]\nmin_papers = {least}\n")
    run("build", "--no-search", folder=root)
    found = ["href=/authors/>" in page(root, address) for address in ("", "categories")]
    assert found == [shown, shown]


def test_a_site_may_have_no_authors(run: Run, tmp_path: Path) -> None:
    root = project(tmp_path, "[authors]\nenabled = false\nmin_papers = 1\n")
    assert run("build", "--no-search", folder=root).status == 0
    assert not (root / "public" / "authors").exists()
    for place in (root / "public").rglob("*.html"):
        assert "/authors/" not in place.read_text(encoding="utf-8"), place
