"""Builds: incremental equals clean, what is the same stays, failures leave no trace."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from generator import discover, work
from generator.build import BuildOptions, build
from generator.errors import BuildError, ContentError, OutputError, SearchError, UsageError
from generator.report import Loudness, Reporter, Summary
from tests.samples import config_of, project, record, tree, write_records

QUIET = Reporter(Loudness.QUIET)
Edit = Callable[[Path], object]


def made(root: Path, output: Path | None = None, **options: bool | int) -> Summary:
    asked = BuildOptions(**({"search": False} | options))  # type: ignore[arg-type]
    return build(config_of(root, output), asked, QUIET)


def put(name: str, *numbers: int) -> Edit:
    return lambda root: write_records(root / "content" / name, map(record, numbers))


def settle(text: str) -> Edit:
    return lambda root: (root / "site.toml").write_text(text, encoding="utf-8")


def override(name: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        place = root / "theme" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    return edit


def rename(old: str, new: str) -> Edit:
    return lambda root: (root / "content" / old).rename(root / "content" / new)


def clear(root: Path) -> None:
    for day in (root / "content").glob("*.jsonl"):
        day.unlink()


EDITS: dict[str, Edit] = {
    "a new day": put("2026-05-12.jsonl", 4, 5),
    "a day before all others": put("2026-04-30.jsonl", 3, 6),
    "a day changed": put("2026-05-08.jsonl", 1, 7),
    "a day gone": lambda root: (root / "content" / "2026-05-11.jsonl").unlink(),
    "a day renamed": rename("2026-05-08.jsonl", "2026-05-15.jsonl"),
    "no day left": clear,
    "a page of one's own": override("../content/pages/about.md", "# Ours"),
    "another title": settle('[site]\ntitle = "Other"\n'),
    "another language": settle('[site]\nlanguage = "zh"\n'),
    "another address": settle('[site]\nbase_url = "https://name.example/repo/"\n'),
    "a split category": settle("[categories]\nsplit_above = 1\n"),
    "a site without search": settle("[search]\nenabled = false\n"),
    "a date by table": settle('[dates]\n"2026-05-08.jsonl" = "2026-06-01"\n'),
    "an override": override("templates/text.html", "<!doctype html><h1>{{ view.title }}</h1>"),
    "an override gone": lambda root: shutil.rmtree(root / "theme", ignore_errors=True),
    "another style": override("static/reading.css", "main { color: red }"),
}


@pytest.mark.parametrize("seed", range(2))
def test_an_incremental_build_equals_a_clean_one(seed: int, tmp_path: Path) -> None:
    root, clean = project(tmp_path / "project"), tmp_path / "clean"
    made(root)
    names = sorted(EDITS)
    Random(seed).shuffle(names)  # noqa: S311 - an order that is the same every time
    for name in names[:10]:
        with suppress(FileNotFoundError):
            EDITS[name](root)
        made(root)
        shutil.rmtree(clean, ignore_errors=True)
        made(root, clean)
        assert tree(root / "public") == tree(clean), name


def test_an_override_is_seen_by_the_next_build_of_the_same_process(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    for word in ("first", "second"):
        override("templates/text.html", f"<!doctype html><h1>{word}</h1>")(root)
        assert made(root).rendered == 1
        about = root / "public" / "about" / "index.html"
        assert about.read_text() == f"<!doctype html><h1>{word}</h1>"


def test_the_search_index_is_the_same_however_it_came_about(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    categories = ["cs.DC", "cs.OS", "cs.DS", "cs.LG", "cs.CL", "math.CO"]
    papers = [record(n, categories=[categories[n % 6], categories[n % 5]]) for n in range(1, 13)]
    write_records(root / "content" / "2026-04-08.jsonl", papers)
    made(root, search=True)
    write_records(root / "content" / "2026-03-08.jsonl", papers[::2])
    assert made(root, search=True).indexed
    incremental = tree(root / "public")
    assert any(path.startswith("pagefind/") for path in incremental)
    for name in ("one", "two", "three"):
        made(root, tmp_path / name, search=True)
        assert tree(tmp_path / name) == incremental


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root, search=True)
    public = root / "public"
    before = {place: place.stat().st_mtime_ns for place in public.rglob("*")}
    done = made(root, search=True)
    assert (done.rendered, done.removed, done.indexed) == (0, 0, False)
    assert {place: place.stat().st_mtime_ns for place in public.rglob("*")} == before


def test_a_new_day_leaves_the_pages_of_old_papers_alone(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root / "public" / "papers")
    put("2026-05-12.jsonl", 8)(root)
    done = made(root)
    assert done.rendered < done.pages
    after = tree(root / "public" / "papers")
    assert {path: after[path] for path in before} == before


def test_any_number_of_processes_makes_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    made(root)
    monkeypatch.setattr(work, "WORTH_A_POOL", 0)
    made(root, tmp_path / "two", jobs=2)
    assert tree(tmp_path / "two") == tree(root / "public")


def test_the_order_of_a_folder_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    made(root)
    walk = discover._walk  # noqa: SLF001 - the one place where the system's order comes in
    monkeypatch.setattr(discover, "_walk", lambda *given: reversed(list(walk(*given))))
    made(root, tmp_path / "other")
    assert tree(tmp_path / "other") == tree(root / "public")


def test_the_place_of_a_project_leaves_no_trace_in_its_site(tmp_path: Path) -> None:
    first, second = project(tmp_path / "a"), project(tmp_path / "elsewhere" / "b")
    made(first)
    made(second)
    assert tree(first / "public") == tree(second / "public")


def test_foreign_files_in_the_output_stay(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    (root / "public" / "CNAME").write_text("papers.example")
    (root / "public" / "papers" / "notes.txt").write_text("mine")
    put("2026-05-11.jsonl", 9)(root)
    made(root)
    assert (root / "public" / "CNAME").read_text() == "papers.example"
    assert (root / "public" / "papers" / "notes.txt").read_text() == "mine"


def test_a_clean_build_renders_all_and_changes_nothing(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root / "public")
    done = made(root, clean=True)
    assert done.rendered >= done.pages
    assert tree(root / "public") == before


def test_a_damaged_page_is_made_again(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root / "public")
    (root / "public" / "index.html").write_text("gone")
    assert made(root).rendered == 1
    assert tree(root / "public") == before


@pytest.mark.parametrize(
    "template",
    ["{% if %}", "{{ view.nothing_of_the_kind }}", "{% extends 'nowhere.html' %}", "{% block a %}"],
)
def test_a_broken_template_leaves_the_old_site(template: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root)
    override("templates/day.html", template)(root)
    with pytest.raises(UsageError, match=r"day\.html|nowhere\.html"):
        made(root)
    shutil.rmtree(root / "theme")
    assert tree(root) == before


@pytest.mark.parametrize(
    "python, said",
    [("/no/such/python", "could not be started"), ("/bin/false", "Pagefind failed")],
)
def test_a_missing_pagefind_leaves_the_old_site(
    python: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    made(root, search=True)
    before = tree(root / "public")
    put("2026-05-12.jsonl", 4)(root)
    monkeypatch.setattr(sys, "executable", python)
    with pytest.raises(SearchError, match=said):
        made(root, search=True)
    assert tree(root / "public") == before
    assert sorted(place.name for place in root.iterdir()) == ["content", "public", "site.toml"]


def test_strict_builds_write_nothing_where_the_content_has_errors(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content" / "2026-05-12.jsonl").write_text('{"broken\n')
    with pytest.raises(ContentError, match="1 error"):
        made(root, strict=True)
    assert not (root / "public").exists()


def test_a_file_that_cannot_be_read_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)

    def refuse(place: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(BuildError, match=r"2026-05-08\.jsonl cannot be read: Permission denied"):
        made(root)


@pytest.mark.parametrize("place", [".", "content", "content/public", "theme", "theme/static"])
def test_a_site_is_never_written_over_what_it_is_made_of(place: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    before = tree(root)
    with pytest.raises(UsageError, match="the output"):
        made(root, root / place)
    assert tree(root) == before


def test_a_link_in_the_place_of_the_output_is_refused(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "elsewhere").mkdir()
    (root / "public").symlink_to(root / "elsewhere")
    with pytest.raises(OutputError, match="link"):
        made(root)


@pytest.mark.parametrize("name", [b"2026-05-12 caf\xe9.jsonl", "2026-05-12 論文 é.jsonl".encode()])
def test_a_file_may_have_any_name(name: bytes, tmp_path: Path) -> None:
    root = project(tmp_path)
    folder = os.fsencode(root / "content")
    with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - no text
        file.write(b'{"title": "Named", "categories": ["cs.DC"]}\n')
    with open(os.path.join(folder, name[11:]), "wb") as file:  # noqa: PTH118, PTH123 - no text
        file.write(b'{"id": "2604.00001", "title": "Undated", "categories": ["cs.DC"]}\n')
    assert made(root).papers == 5


def test_extreme_papers_have_pages(tmp_path: Path) -> None:
    root = project(tmp_path)
    papers = [
        record(10, title="Long " * 2000),
        record(11, authors=[f"Author Number{n}" for n in range(3000)]),
        {"title": "Bare"},
        record(12),
        record(12, title="Twice in one file"),
    ]
    write_records(root / "content" / "2026-05-12.jsonl", papers)
    done = made(root)
    assert done.papers == 7
    public = root / "public" / "papers"
    assert (public / "bare" / "index.html").is_file()
    text = (public / "2605.00011" / "index.html").read_text(encoding="utf-8")
    assert "Author Number2999" in text
    assert (public / "2605.00010" / "index.html").read_text(encoding="utf-8").count("Long ") >= 2000
