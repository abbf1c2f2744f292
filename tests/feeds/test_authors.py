"""The feeds of authors: one for each page, short, and their list apart from that of the others."""

from typing import Any

import feedparser

from tests.feeds.rules import LANG, atom_faults, parsed
from tests.feeds.samples import BASE, day, feeds
from tests.samples import digest, entry

ADA = "/authors/ada-example/feed.xml"
MANY = tuple(
    day(f"2026-05-0{number}", start=number, authors=("Ada Example", "Bo Other"))
    for number in range(1, 6)
)


def read(text: str) -> Any:
    assert atom_faults(text) == []
    return feedparser.parse(text.encode())


def test_the_feed_of_an_author_has_the_newest_papers_under_the_authors_name() -> None:
    made = read(feeds(*MANY, min_papers=2)[ADA])
    assert made.feed.title == "Ada Example · Reading room"
    assert made.feed.author == "Ada Example"
    assert made.feed.link == f"{BASE}authors/ada-example/"
    assert [one.updated[:10] for one in made.entries] == ["2026-05-05", "2026-05-04", "2026-05-03"]
    first = made.entries[0]
    assert first.id == first.link == f"{BASE}papers/2605.00005/"
    assert first.title == "Paper 5"
    assert [(tag.term, tag.scheme) for tag in first.tags] == [
        ("cs.DC", "http://arxiv.org/schemas/atom")
    ]


def test_all_papers_of_the_newest_day_are_in_it() -> None:
    made = feeds(*MANY, day("2026-05-08", 7, 50, authors=("Ada Example",)), min_papers=2)
    assert {one.updated[:10] for one in read(made[ADA]).entries} == {"2026-05-08"}
    assert len(read(made[ADA]).entries) == 7


def test_a_title_in_another_language_says_so() -> None:
    titled = digest("2026-05-08.md", entry("会等的锁", authors=("Ada Example",)))
    feed = parsed(feeds(titled, min_papers=1)[ADA])
    assert [title.get(LANG) for title in feed.iter("{*}title")] == [None, "zh"]


def test_their_list_stands_apart_and_the_list_of_all_feeds_includes_it() -> None:
    made = feeds(*MANY, min_papers=2)
    [include] = [
        one for one in parsed(made["/feeds.opml"]).iter("outline") if one.get("type") == "include"
    ]
    assert include.get("url") == f"{BASE}authors/feeds.opml"
    outlines = list(parsed(made["/authors/feeds.opml"]).iter("outline"))
    assert [(one.get("text"), one.get("type"), one.get("xmlUrl")) for one in outlines] == [
        ("Ada Example · Reading room", "rss", f"{BASE}authors/ada-example/feed.xml"),
        ("Bo Other · Reading room", "rss", f"{BASE}authors/bo-other/feed.xml"),
    ]


def test_a_new_paper_changes_the_feeds_of_its_authors_alone() -> None:
    before = feeds(*MANY, min_papers=2)
    after = feeds(*MANY, day("2026-05-08", 1, 60, authors=("Bo Other",)), min_papers=2)
    changed = {address for address in after if before.get(address) != after[address]}
    assert {address for address in changed if address.startswith("/authors/")} == {
        "/authors/bo-other/feed.xml"
    }


def test_they_can_be_left_out_and_need_pages_of_authors() -> None:
    for made in (feeds(*MANY, min_papers=2, authors=False), feeds(*MANY, min_papers=6)):
        assert not [address for address in made if address.startswith("/authors/")]
        assert "include" not in made["/feeds.opml"]
