"""Related papers on the pages of a whole site."""

from pathlib import Path
from shutil import rmtree

import pytest

from generator.build import BuildOptions, build
from generator.deriving import Deriving
from generator.errors import UsageError
from generator.report import Loudness, Reporter
from tests.samples import config_of, project, record, tree, write_records

QUIET = Reporter(Loudness.QUIET)
LOCKS = {"title": "Fair spin locks", "summary": "Waiting threads queue for fair spin locks."}
MORE = {"title": "Spin locks on sockets", "summary": "Fair queues of waiting threads per socket."}


def made(root: Path, jobs: int = 1) -> None:
    build(config_of(root), BuildOptions(search=False, jobs=jobs), QUIET)


def page(root: Path, number: int) -> str:
    return (root / "public" / "papers" / f"2605.{number:05}" / "index.html").read_text("utf-8")


def related(root: Path, number: int) -> str:
    return page(root, number).partition("<section class=related>")[2].partition("</section>")[0]


def sheets(root: Path) -> set[str]:
    """Name the sheets of terms in the cache."""
    return {place.name for place in (root / ".digestry" / "cache" / "terms").iterdir()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with two papers on locks, on two days, and one on something else."""
    project(tmp_path)
    write_records(tmp_path / "content" / "2026-05-08.jsonl", [record(1, **LOCKS)])
    write_records(tmp_path / "content" / "2026-05-11.jsonl", [record(2, **MORE), record(3)])
    return tmp_path


def test_a_page_links_its_related_papers_and_says_why(root: Path) -> None:
    made(root)
    found = related(root, 2)
    assert "<a href=/papers/2605.00001/>Fair spin locks</a>" in found
    assert "<small>8 May 2026 · Spin locks, Fair</small>" in found
    assert related(root, 1) == ""


def test_a_chinese_site_says_so_in_chinese(root: Path) -> None:
    (root / "site.toml").write_text('[site]\nlanguage = "zh"\n', encoding="utf-8")
    made(root)
    assert "<h2>相关论文</h2>" in related(root, 2)
    assert "<a href=/papers/2605.00001/ lang=en>" in related(root, 2)


def test_a_new_day_changes_no_page_of_an_old_paper(root: Path) -> None:
    made(root)
    before = tree(root / "public" / "papers")
    write_records(root / "content" / "2026-05-12.jsonl", [record(4, **MORE), record(5, **LOCKS)])
    made(root)
    after = tree(root / "public" / "papers")
    assert {path: after[path] for path in before} == before
    assert "2605.00001" in related(root, 4)


def test_another_title_of_a_related_paper_is_shown(root: Path) -> None:
    made(root)
    write_records(
        root / "content" / "2026-05-12.jsonl", [record(1, **(LOCKS | {"title": "Renamed"}))]
    )
    made(root)
    assert "<a href=/papers/2605.00001/>Renamed</a>" in related(root, 2)


def test_a_site_may_do_without(root: Path) -> None:
    (root / "site.toml").write_text(
        "[related]\nenabled = false\n[trends]\nenabled = false\n", encoding="utf-8"
    )
    made(root)
    assert related(root, 2) == ""
    assert not (root / ".digestry" / "cache" / "related").exists()
    assert not (root / ".digestry" / "cache" / "terms").exists()


def test_what_is_derived_beside_composing_is_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(root)
    before = tree(root / "public")
    rmtree(root / "public")
    rmtree(root / ".digestry")
    monkeypatch.setattr("generator.deriving.WORTH_A_POOL", 1)
    made(root, jobs=2)
    assert tree(root / "public") == before


def test_sheets_that_no_build_needs_again_are_swept(root: Path) -> None:
    made(root)
    (root / "content" / "2026-05-11.jsonl").unlink()
    made(root)
    kept = sheets(root)
    rmtree(root / ".digestry")
    rmtree(root / "public")
    made(root)
    assert kept == sheets(root) != set()


def test_where_nothing_changed_nothing_is_loaded(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(root)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Deriving, "begun", refuse)
    made(root)


def test_titles_and_words_stay_text(root: Path) -> None:
    hostile = {"title": 'Fair <script>spin</script> "locks" & $x<y$', "summary": "<b>Fair</b> spin"}
    write_records(root / "content" / "2026-05-08.jsonl", [record(1, **hostile)])
    write_records(root / "content" / "2026-05-11.jsonl", [record(2, **hostile)])
    made(root)
    assert "<script>" not in related(root, 2).replace("</script>", "")
    assert "&lt;script&gt;" in related(root, 2)


def test_a_count_below_one_is_refused(root: Path) -> None:
    (root / "site.toml").write_text("[related]\ncount = 0\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"site.toml:2: related.count must be at least 1, not 0"):
        config_of(root)
