"""Feeds are valid, whatever a digest holds, and tell what the digest tells."""

import json
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.feeds.xml import document, element, escaped
from generator.model import Section
from tests.feeds.rules import ATOM, LANG, atom_faults, json_faults, links, parsed
from tests.feeds.samples import BASE, day, feeds
from tests.samples import PAPER, digest, entry, tldr

OTHER = "2605.09999"
HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&\"'$\\{}[]*_#`]~\n\t"),
        st.sampled_from("aé论\x00\x08\x0b\x1f\x7f\x85\ufffe\uffff\u2028\u202e\U0001f600"),
    ),
    max_size=16,
)
PIECES = [
    "]]>",
    "<script>",
    "&amp;",
    "&#0;",
    "<!--",
    "$x<y$",
    "\\frac{a}{b}",
    "javascript:x",
    "\\ud800",
]
TEXTS = st.lists(st.one_of(HOSTILE, st.sampled_from(PIECES)), max_size=3).map("".join)


def section(field: str, text: str, lang: str = "en") -> Section:
    return Section(label=field.title(), field=field, lang=lang, text=text)


def told(text: str, number: int = 0) -> Any:
    return entry(
        f"x{text}",
        line=number + 1,
        id=None if number % 2 else f"2605.{number:05}",
        url=text,
        authors=(text, "Ada Example"),
        categories=("cs.DC", f"t{text}"),
        headline=text,
        sections=(tldr(text), section("method", text, "zh"), section("abstract", text)),
    )


@given(texts=st.lists(TEXTS, min_size=1, max_size=4), long=st.sampled_from(["full", "abstract"]))
def test_nothing_in_a_digest_makes_a_feed_invalid(texts: list[str], long: str) -> None:
    made = feeds(
        digest("2026-05-08.md", *(told(text, number) for number, text in enumerate(texts))),
        texts=long,
    )
    for address, text in made.items():
        text.encode()
        if address.endswith(".json"):
            assert json_faults(text) == []
        elif address.endswith(".xml"):
            assert atom_faults(text) == []
        else:
            assert parsed(text).tag == "opml"


@given(text=st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cn", "L"])))
def test_what_xml_forbids_is_left_out(text: str) -> None:
    head = element("head", escaped(text), title=text)
    assert parsed(document([head], "opml", version=text)).tag == "opml"


def only(text: str) -> Any:
    """Give the one entry of a feed as feedparser reads it."""
    [found] = feedparser.parse(text.encode()).entries
    return found


FULL = entry(
    "On $x^2$ and \\emph{locks}",
    id=PAPER,
    authors=("Ada Example", "王小明"),
    categories=("cs.DC", "queues"),
    sections=(
        tldr("A lock that waits for $\\alpha_1$."),
        tldr("会等的锁。", "zh"),
        section("method", "Wait & see < $y_2$."),
        section("abstract", "The authors' own words."),
    ),
)


def test_an_entry_tells_of_its_paper() -> None:
    made = feeds(digest("2026-05-08.md", FULL))
    read = only(made["/feed.xml"])
    assert read.title == "On x^2 and locks"
    assert read.id == read.link == f"{BASE}papers/{PAPER}/"
    assert read.updated == "2026-05-08T00:00:00Z"
    assert [author.name for author in read.authors] == ["Ada Example", "王小明"]
    assert [(tag.term, tag.scheme) for tag in read.tags] == [
        ("cs.DC", "http://arxiv.org/schemas/atom"),
        ("queues", f"{BASE}categories/"),
    ]
    assert [one.href for one in read.links if one.rel == "related"] == [
        f"https://arxiv.org/abs/{PAPER}"
    ]
    [content] = read.content
    assert (content.type, content.language) == ("text/html", "en")
    assert content.value == (
        "<p>A lock that waits for α_1.</p><p><b>Method</b> Wait &amp; see &lt; y_2.</p>"
    )


def test_a_feed_speaks_the_language_of_its_site() -> None:
    made = feeds(digest("2026-05-08.md", FULL), lang="zh")
    feed = parsed(made["/feed.xml"])
    assert feed.get(LANG) == "zh"
    title, content = feed.find(f"{ATOM}entry/{ATOM}title"), feed.find(f"{ATOM}entry/{ATOM}content")
    assert title.get(LANG) == "en"
    assert content.get(LANG) is None
    assert content.text == '<p>会等的锁。</p><p lang="en"><b>方法</b> Wait &amp; see &lt; y_2.</p>'
    assert json.loads(made["/feed.json"])["items"][0]["language"] == "zh"


@pytest.mark.parametrize("former", ["https://former.example/site", "https://former.example/site/"])
def test_ids_may_begin_with_a_former_address_as_the_settings_had_it(former: str) -> None:
    made = feeds(digest("2026-05-08.md", FULL), ids=former)
    assert only(made["/feed.xml"]).id == f"https://former.example/site/papers/{PAPER}/"
    assert json.loads(made["/feed.json"])["items"][0]["id"] == only(made["/feed.xml"]).id


@pytest.mark.parametrize(
    "texts, method, abstract",
    [("short", False, False), ("full", True, False), ("abstract", True, True)],
)
def test_how_much_is_told_is_a_setting(texts: str, method: bool, abstract: bool) -> None:
    made = feeds(digest("2026-05-08.md", FULL), texts=texts)
    for text in (made["/feed.xml"], made["/feed.json"]):
        assert "A lock that waits" in text
        assert ("Wait &" in text) is method
        assert ("own words" in text) is abstract


def test_a_paper_without_a_summary_is_told_by_its_abstract() -> None:
    made = feeds(digest("2026-05-08.md", entry(sections=(section("abstract", "Our own words."),))))
    assert "Our own words." in made["/feed.xml"]


def test_authors_are_people_and_nothing_that_stands_beside_them() -> None:
    names = ("Ada Example (Tea School) 0000-0002-1825-0097", "Other, Bo", "et al.")
    made = feeds(digest("2026-05-08.md", entry(authors=names)))
    told = [author.name for author in only(made["/feed.xml"]).authors]
    assert told == ["Ada Example", "Bo Other"]
    [item] = json.loads(made["/feed.json"])["items"]
    assert item["authors"] == [{"name": name} for name in told]


def test_of_a_collaboration_the_first_authors_are_named() -> None:
    names = tuple(f"Author {number}" for number in range(3000))
    read = only(feeds(digest("2026-05-08.md", entry(authors=names)))["/feed.xml"])
    assert [author.name for author in read.authors] == list(names[:20])
    assert read.content[0].value == "<p>… and 2,980 more authors</p>"


def test_the_json_feed_tells_what_the_atom_feed_tells() -> None:
    made = feeds(day("2026-05-08", 3), day("2026-05-11", 2, 3), hub="https://hub.example/")
    atom = feedparser.parse(made["/feed.xml"].encode())
    feed = json.loads(made["/feed.json"])
    assert json_faults(made["/feed.json"]) == []
    assert [item["id"] for item in feed["items"]] == [one.id for one in atom.entries]
    assert [item["content_html"] for item in feed["items"]] == [
        one.content[0].value for one in atom.entries
    ]
    assert feed["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert feed["feed_url"] == f"{BASE}feed.json"


def test_a_digest_of_which_only_the_month_is_known_is_dated_by_its_first_day() -> None:
    made = feeds(digest("winter.txt", entry(id="2512.00001", path="winter.txt")))
    assert only(made["/feed.xml"]).updated == "2025-12-01T00:00:00Z"
    assert only(made["/feed/days.xml"]).title == "December 2025: 1 new paper"


def test_a_site_without_papers_can_be_followed() -> None:
    made = feeds()
    assert set(made) == {"/feed.xml", "/feed.json", "/feed/days.xml", "/feeds.opml"}
    assert atom_faults(made["/feed.xml"]) == atom_faults(made["/feed/days.xml"]) == []
    assert json_faults(made["/feed.json"]) == []


def test_a_day_is_told_by_its_categories_and_their_first_papers() -> None:
    made = feeds(
        day("2026-05-08", 7),
        digest(
            "2026-05-11.md",
            entry("Paper 0", id="2605.00000", path="2026-05-11.md"),
            entry("New & old", id=OTHER, path="2026-05-11.md", line=2, categories=("cs.LG",)),
        ),
    )
    assert atom_faults(made["/feed/days.xml"]) == []
    newest, oldest = feedparser.parse(made["/feed/days.xml"].encode()).entries
    assert (newest.title, newest.link) == (
        "Monday, 11 May 2026: 1 new paper", f"{BASE}2026/05/11/"
    )  # fmt: skip
    assert newest.content[0].value == (
        f'<p><a href="{BASE}2026/05/11/#in-cs-LG">cs.LG</a> (1)</p>'
        f'<ul><li><a href="{BASE}papers/{OTHER}/">New &amp; old</a></li></ul>'
    )
    assert oldest.title == "Friday, 8 May 2026: 7 new papers"
    assert oldest.content[0].value.count("<li>") == 5


def test_a_day_without_new_papers_is_no_entry() -> None:
    made = feeds(day("2026-05-08", 2), day("2026-05-09", 2), digest("2026-05-10.md"))
    assert only(made["/feed/days.xml"]).title == "Friday, 8 May 2026: 2 new papers"


def test_the_list_of_feeds_names_each() -> None:
    made = feeds(day("2026-05-08", categories=("cs.DC", "queues")))
    outlines = [one for one in parsed(made["/feeds.opml"]).iter("outline") if one.get("xmlUrl")]
    feeds_there = {f"{BASE}{address[1:]}" for address in made if address.endswith(".xml")}
    assert {one.get("xmlUrl") for one in outlines} == feeds_there
    assert all(one.get("text") and one.get("type") == "rss" for one in outlines)
    assert [one.get("htmlUrl") for one in outlines][-1] == f"{BASE}categories/queues/"


def test_ids_stay_when_the_site_moves() -> None:
    former = feeds(day("2026-05-08"))["/feed.xml"]
    made = feeds(day("2026-05-08"), ids="https://former.example/repo/")["/feed.xml"]
    assert only(made).id == only(former).id.replace(BASE, "https://former.example/repo/")
    assert only(made).link == only(former).link
    assert links(parsed(made))["self"] == f"{BASE}feed.xml"


def test_a_hub_is_named_where_there_is_one() -> None:
    assert "hub" not in links(parsed(feeds(day("2026-05-08"))["/feed.xml"]))
    made = feeds(day("2026-05-08"), hub="https://hub.example/")
    for address in ("/feed.xml", "/feed/days.xml", "/categories/cs.DC/feed.xml"):
        assert links(parsed(made[address]))["hub"] == "https://hub.example/"


def test_feeds_can_be_left_out() -> None:
    some = day("2026-05-08", categories=("cs.DC", "cs.LG", "queues"))
    assert feeds(some, enabled=False) == {}
    assert feeds(some, base_url="") == {}
    assert set(feeds(some, days=False, json=False, categories=())) == {"/feed.xml", "/feeds.opml"}
    made = feeds(some, categories=("CS.*",), without=("cs.lg",))
    assert [address for address in made if "categories" in address] == [
        "/categories/cs.DC/feed.xml"
    ]
