"""Trends of whole sites: a new day changes no more than it must, and all of it can be left out."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from generator.build import BuildOptions, build
from generator.report import Loudness, Reporter
from tests.samples import config_of, record, tree, write_records

NEWEST = date(2026, 5, 8)


def put(root: Path, ages: Iterable[int], category: str = "cs.DC") -> None:
    """Write a digest for each of some weeks; in the last one papers are about something new."""
    for ago in ages:
        day = NEWEST - timedelta(weeks=ago)
        papers = [
            record(
                1000 + 100 * ago + place,
                title=f"Paper {ago}-{place}" + ("" if ago else " on Flux Capacitors"),
                categories=[category],
            )
            for place in range(40 if ago else 100)
        ]
        write_records(root / "content" / f"{day}.jsonl", papers)


def made(root: Path, output: Path | None = None) -> dict[str, bytes]:
    config = config_of(root, output)
    build(config, BuildOptions(search=False), Reporter(Loudness.QUIET))
    return tree(config.output)


def test_an_incremental_build_has_the_trends_of_a_clean_one(tmp_path: Path) -> None:
    root = tmp_path / "site"
    put(root, range(1, 6))
    (root / "site.toml").write_text("")
    before = made(root)
    assert b"Flux Capacitors" not in before["trends/index.html"]
    put(root, [0])
    after = made(root)
    assert b"Flux Capacitors" in after["trends/index.html"]
    (tmp_path / "clean").mkdir()
    (root / ".digestry").rename(tmp_path / "away")
    assert made(root, tmp_path / "clean" / "public") == after


def test_a_new_day_leaves_the_chart_of_a_category_that_it_does_not_name(tmp_path: Path) -> None:
    put(tmp_path, range(4, 20, 5), "cs.CV")
    (tmp_path / "site.toml").write_text("")
    before = made(tmp_path)
    put(tmp_path, [0])
    after = made(tmp_path)
    category = "categories/cs.CV/index.html"
    assert b'class="chart"' in after[category]
    assert after[category] == before[category]
    assert after["trends/index.html"] != before["trends/index.html"]


def test_without_trends_nothing_of_them_is_left(tmp_path: Path) -> None:
    put(tmp_path, range(0, 20, 5))
    (tmp_path / "site.toml").write_text("")
    assert b"/trends/" in made(tmp_path)["index.html"]
    (tmp_path / "site.toml").write_text("[trends]\nenabled = false\n")
    files = made(tmp_path)
    assert "trends/index.html" not in files
    for path, data in files.items():
        if path.endswith(".html"):
            assert b"/trends/" not in data, path
            assert b"<svg" not in data, path
            assert b"charts." not in data, path
