"""What a site weighs, by kind of file, and what is said of it."""

import io

from generator.manifest import FileRecord
from generator.report import Reporter
from generator.weight import PAPER_BYTES, outlook, weigh


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
    assert outlook(20, SITE).size == 10 * weigh(SITE, 2).size
    assert outlook(100, {}).size == 100 * PAPER_BYTES


def test_the_limit_is_told_before_it_hurts() -> None:
    said = io.StringIO()
    Reporter(stream=said).weight(outlook(70_000, {}))
    assert "910.0 MB of 1 GB, 91.0%: room for 6,923 papers" in said.getvalue()
    assert "limit comes near" in said.getvalue()
    Reporter(stream=(small := io.StringIO())).weight(outlook(100, {}))
    assert "limit comes near" not in small.getvalue()
    Reporter(stream=(large := io.StringIO())).advice(outlook(80_000, {}))
    assert large.getvalue().startswith("  That is too much: fold old papers")
