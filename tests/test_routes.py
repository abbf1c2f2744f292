"""Addresses are as published, and names in them are safe whatever they are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import routes
from generator.model import UNCATEGORISED, DigestDate
from generator.paths import flaw
from generator.slugs import free_name, slug


def test_addresses_are_those_of_the_contract() -> None:
    day = DigestDate(value="2026-05-08")
    assert routes.year("2026-05-08") == "/2026/"
    assert routes.month("2026-05-08") == "/2026/05/"
    assert routes.day(day) == "/2026/05/08/"
    assert routes.paper(routes.paper_key("2509.20563")) == "/papers/2509.20563/"
    assert routes.paper(routes.paper_key("cs/0601001")) == "/papers/cs-0601001/"
    assert routes.category(routes.category_slug("cs.DC")) == "/categories/cs.DC/"
    assert routes.category_month("cs.DC", "2026-05", 2) == "/categories/cs.DC/2026/05/part-2/"
    assert routes.own_page("About us") == "/about-us/"
    fixed = (routes.HOME, routes.CATEGORIES, routes.SEARCH, routes.ABOUT, routes.NOT_FOUND)
    assert fixed == ("/", "/categories/", "/search/", "/about/", "/404.html")


@pytest.mark.parametrize(
    "name, address",
    [
        ("listing_2025-12", "/2025/12/listing-2025-12/"),
        ("01", "/2025/12/digest-01/"),
        ("7", "/2025/12/digest-7/"),
        ("123", "/2025/12/123/"),
        ("冬", "/2025/12/dong/"),
        ("..", "/2025/12/" + slug("..") + "/"),
    ],
)
def test_a_digest_of_a_month_has_an_address_no_day_has(name: str, address: str) -> None:
    assert routes.day(DigestDate(value="2025-12", name=name)) == address


@pytest.mark.parametrize(
    "address, path",
    [("/", "index.html"), ("/404.html", "404.html"), ("/2026/05/", "2026/05/index.html")],
)
def test_an_address_is_served_by_a_file(address: str, path: str) -> None:
    assert routes.file_of(address) == path


@given(st.text(max_size=400))
def test_a_slug_is_never_empty_reserved_or_long(text: str) -> None:
    made = slug(text)
    assert made == slug(text)
    assert 0 < len(made.encode()) <= 100
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert flaw(routes.file_of(routes.paper(made))) == ""


@pytest.mark.parametrize("name", ["con", "NUL", "Com1", "lpt9", "", "…", "../..", "\ud800", "\0"])
def test_what_no_file_may_be_called_is_marked_by_its_hash(name: str) -> None:
    made = slug(name)
    assert flaw(f"{made}/index.html") == ""
    assert made.casefold() != name.casefold()


@given(st.lists(st.sampled_from(["a", "A", "b", "a" * 90]), max_size=12))
def test_a_free_name_is_free(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        made = free_name(name, "subject", taken)
        assert made.lower() not in taken
        assert len(made) <= 100
        taken.add(made.lower())


def test_every_address_is_spelled_as_the_reference_has_it() -> None:
    day = "/2026/05/08/"
    spelled = {
        routes.bibliography(day): "/2026/05/08/papers.bib",
        routes.records(day): "/2026/05/08/papers.json",
        routes.ris(day): "/2026/05/08/papers.ris",
        routes.csl(day): "/2026/05/08/papers.csl.json",
        routes.twin(day): "/2026/05/08/index.md",
        routes.sitemap_part("2026-05", 1): "/sitemaps/2026-05.xml.gz",
        routes.sitemap_part("2026-05", 2): "/sitemaps/2026-05-2.xml.gz",
        routes.anchor("2605.00001"): "paper-2605.00001",
        routes.category_slug("Large Models"): "large-models",
        routes.category_month("cs.DC", "2026-05"): "/categories/cs.DC/2026/05/",
        routes.category_feed("cs.DC"): "/categories/cs.DC/feed.xml",
        routes.feed_archive("/feed.xml", "2026-05"): "/feed/2026-05.xml",
        routes.feed_archive("/feed.xml", "2026-05", 2): "/feed/2026-05-2.xml",
        routes.day(DigestDate(value="2025-12", name="Winter"), "b"): "/2025/12/winter-b/",
        routes.date("2026-05-08"): "/2026/05/08/",
        routes.search_for("author:Ada L/é"): "/search/?q=author:Ada%20L%2F%C3%A9",
        routes.search_badge("ICML 2026/b:c"): "/search/?badge=ICML%202026%2Fb%3Ac",
        routes.authors_by("a"): "/authors/by/a/",
        routes.authors_by("a", 2): "/authors/by/a/part-2/",
    }
    assert list(spelled) == list(spelled.values())


def test_what_is_in_no_category_has_a_name_of_its_own() -> None:
    assert routes.category_slug(UNCATEGORISED) == UNCATEGORISED
