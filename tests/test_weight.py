"""What a site weighs, by kind of file, and what is said of it."""

import io

import pytest

from generator.hosts import reach
from generator.manifest import FileRecord
from generator.report import Reporter
from generator.weight import outlook, weigh


def files(**sizes: int) -> dict[str, FileRecord]:
    """Give files by path, written with `__` for `/`."""
    return {
        name.replace("__", "/").lstrip("_"): FileRecord(fingerprint="", digest="", size=size)
        for name, size in sizes.items()
    }


SITE = files(
    papers__1__index=600, papers__2__index=400, _2026__05__index=300, categories__a=50,
    pagefind__x=30, assets__y=20,
)  # fmt: skip


def test_files_are_weighed_by_kind() -> None:
    weight = weigh(SITE, papers=2)
    assert (weight.size, weight.papers) == (1400, 2)
    assert [(share.kind, share.files, share.size) for share in weight.shares] == [
        ("paper pages", 2, 1000), ("day, month and year pages", 1, 300), ("category pages", 1, 50),
        ("search index", 1, 30), ("all else", 1, 20),
    ]  # fmt: skip


def test_feeds_are_told_from_the_pages_that_they_stand_beside() -> None:
    site = {
        path: FileRecord(fingerprint="", digest="", size=1)
        for path in (
            "feed.xml", "feed.json", "feeds.opml", "feed/days.xml", "categories/a/feed.xml",
            "categories/a/feed/2026-05.xml", "categories/a/index.html",
            "categories/feeds/index.html", "authors/ada/feed.xml", "authors/feeds.opml",
            "authors/feed/index.html",
        )
    }  # fmt: skip
    shares = {share.kind: share.files for share in weigh(site, papers=1).shares}
    assert shares == {"feeds": 8, "category pages": 2, "all else": 1}


def test_the_outlook_takes_the_last_site_for_a_measure() -> None:
    weight = outlook(20, SITE, feeds=False)
    assert weight.size == 10 * (weigh(SITE, 2).size - 20) + 20
    assert [share.files for share in weight.shares] == [20, 10, 10, 10, 1]
    assert weight.measured
    assert outlook(2, SITE, feeds=False) == weigh(SITE, 2)


@pytest.mark.parametrize(
    "papers, feeds, measured, files",
    [
        (0, False, 168_200, 53),
        (301, True, 5_800_000, 570),
        (1258, True, 22_100_000, 2182),
        (3572, True, 55_700_000, 6081),
        (72_868, True, 931_000_000, 110_269),
    ],
)
def test_what_nothing_is_known_of_is_guessed_within_a_tenth(
    papers: int, feeds: bool, measured: int, files: int
) -> None:
    guess = outlook(papers, {}, feeds=feeds)
    assert not guess.measured
    assert guess.size == pytest.approx(measured, rel=0.1)
    assert guess.files == pytest.approx(files, rel=0.1)


def test_files_that_are_not_made_by_default_are_guessed_as_well() -> None:
    formats = ("bibtex", "ris", "csl-json")
    more = outlook(1_000, {}, feeds=False, formats=formats)
    assert more.size == outlook(1_000, {}, feeds=False).size + 1_250_000
    assert more.more == outlook(1_000, {}, feeds=False).more + 1_250


def test_what_there_is_once_takes_no_room_from_papers() -> None:
    once = {f"assets/{number}.js": record(2_000) for number in range(50)}
    site = {f"papers/{number}/index.html": record(10_000) for number in range(5)}
    (room, *_) = reach(weigh(site | once, 5))
    assert room.room == (1_000_000_000 - 150_000) // 10_000
    feeds = {"feed.xml": record(60_000)}
    (room, *_) = reach(weigh(site | once | feeds, 5))
    assert room.room == (1_000_000_000 - 210_000) // 10_200


def record(size: int) -> FileRecord:
    return FileRecord(fingerprint="", digest="", size=size)


def test_the_limit_is_told_before_it_hurts() -> None:
    said = io.StringIO()
    Reporter(stream=said).weight(outlook(73_000, {}, feeds=True))
    assert "940.1 MB of 1 GB, 94.0%: room for 4,675 papers" in said.getvalue()
    assert "limit comes near" in said.getvalue()
    Reporter(stream=(small := io.StringIO())).weight(outlook(100, {}, feeds=True))
    assert "limit comes near" not in small.getvalue()
    Reporter(stream=(large := io.StringIO())).advice(outlook(80_000, {}, feeds=True))
    assert large.getvalue().startswith("  That is too much: fold old papers")
