"""What pages say of themselves to reference managers, crawlers and other sites."""

import json
import re
from typing import Any

import html5lib
import msgspec
import pytest
from pyld import jsonld

from generator.compose.complete import complete
from generator.compose.pages import compose
from generator.linked_data import MOST_AUTHORS
from generator.model import Digest
from generator.settings import Settings
from generator.theme import Theme
from generator.views.pages import PaperView, View
from generator.views.site import SiteView
from tests import zotero
from tests.samples import PAPER, MemoryShelf, archive, digest, entry, tldr
from tests.theme_views import PAPER as PAPER_VIEW
from tests.theme_views import SITE, VIEWS

SCHEMA_ORG = {
    "WebPage": {"inLanguage": {"Text"}, "about": {"ScholarlyArticle"}},
    "CollectionPage": {
        "inLanguage": {"Text"},
        "about": {"DefinedTerm"},
        "isPartOf": {"WebSite"},
        "temporalCoverage": {"Text"},
    },
    "WebSite": {
        "name": {"Text"},
        "inLanguage": {"Text"},
        "description": {"Text"},
        "potentialAction": {"SearchAction"},
    },
    "ScholarlyArticle": {
        "headline": {"Text"},
        "author": {"Text", "Organization"},
        "datePublished": {"Date"},
    },
    "DefinedTerm": {"name": {"Text"}, "termCode": {"Text"}},
    "Organization": {"name": {"Text"}},
    "SearchAction": {"target": {"EntryPoint"}, "query-input": {"Text"}},
    "EntryPoint": {"urlTemplate": {"Text"}},
}
"""The types that are used, with their properties and what schema.org lets these be, as we use it.

`query-input` is an annotation of https://schema.org/docs/actions.html; that an author may be a text
follows from https://schema.org/docs/datamodel.html ("we will accept this markup").
"""


def pages(*digests: Digest, site: SiteView = SITE) -> dict[str, str]:
    theme, shelf = Theme.load(site), MemoryShelf(*digests)
    made = [complete(s, shelf) for s in compose(archive(*digests), Settings(), ())]
    return {
        page.address: theme.render(page.template, page.view)
        for page in made
        if isinstance(page.view, View)
    }


def paper(site: SiteView = SITE, **facts: Any) -> str:
    known: dict[str, Any] = {"id": PAPER, "authors": ("Ada van Example", "王小明")}
    day = digest("2026-05-08.md", entry(**{**known, **facts}))
    return next(html for at, html in pages(day, site=site).items() if at.startswith("/papers/"))


def metas(html: str) -> dict[str, str]:
    page = html5lib.parse(html, namespaceHTMLElements=False)
    return {
        name: meta.get("content", "")
        for meta in page.iter("meta")
        for name in (meta.get("name"), meta.get("property"))
        if name
    }


def links(html: str, rel: str) -> list[dict[str, str]]:
    page = html5lib.parse(html, namespaceHTMLElements=False)
    every = [*page.iter("link"), *page.iter("a")]
    return [dict(one.attrib) for one in every if rel in one.get("rel", "").split()]


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r"<script type=application/ld\+json>(.*?)</script>", html, re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def expanded(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Have JSON-LD read by a processor, with the vocabulary of schema.org."""

    def load(url: str, _: object) -> dict[str, Any]:
        assert url == "https://schema.org"
        context = {"@vocab": "http://schema.org/", "query-input": None}
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    options = {"documentLoader": load, "base": "https://example.org/repo/x/"}
    found: list[dict[str, Any]] = jsonld.expand(told, options)
    assert jsonld.to_rdf(told, options)["@default"]
    return found


def check_words(node: dict[str, Any]) -> None:
    """Hold every property and its values against what schema.org says of them."""
    known = SCHEMA_ORG[node["@type"]]
    for key, value in node.items():
        if not key.startswith("@"):
            for one in value if isinstance(value, list) else [value]:
                assert kinds(one) & known[key], (node["@type"], key, one)


def kinds(value: Any) -> set[str]:
    if isinstance(value, dict):
        check_words(value)
        return {value["@type"]}
    is_date = re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value)
    return {"Text", "Date"} if is_date else {"Text"}


def test_zotero_takes_a_paper_of_arxiv_for_a_preprint() -> None:
    item = zotero.read(paper(sections=(tldr("A lock that waits."),)))
    assert item.type == "preprint"
    assert item.fields == {
        "title": "Locks That Wait",
        "date": "2026/05/08",
        "url": f"https://arxiv.org/abs/{PAPER}",
        "DOI": f"10.48550/arXiv.{PAPER}",
        "abstractNote": "A lock that waits.",
        "language": "en",
    }
    assert item.creators == [("van Example", "Ada"), ("王小明", "")]
    assert item.pdf == f"https://arxiv.org/pdf/{PAPER}"


@pytest.mark.parametrize(
    "author, creator",
    [
        ("El Saddik, Izaldein Al-Zyoud", ("El Saddik", "Izaldein\u00a0Al-Zyoud")),
        ("Martin Luther King Jr.", ("King Jr.", "Martin\u00a0Luther")),
        ("Ada Bea Example", ("Example", "Ada Bea")),
        ("Laurens van der Maaten", ("van der Maaten", "Laurens")),
    ],
)
def test_zotero_takes_a_lone_author_for_one(author: str, creator: tuple[str, str]) -> None:
    assert zotero.read(paper(authors=(author,))).creators == [creator]


def test_several_authors_have_plain_spaces() -> None:
    item = zotero.read(paper(authors=("Ada Bea van Example", "Bo Example")))
    assert item.creators == [("van Example", "Ada Bea"), ("Example", "Bo")]


def test_zotero_takes_a_paper_from_elsewhere_for_an_article() -> None:
    item = zotero.read(paper(id=None, url="https://x.example/a"))
    assert item.type == "journalArticle"
    assert item.fields["url"] == "https://x.example/a"
    assert (item.pdf, item.fields.get("DOI")) == ("", None)


def test_the_address_of_code_is_not_that_of_a_paper() -> None:
    told = metas(paper(id=None, url=None, code="https://github.com/ada/locks"))
    assert told["citation_public_url"].endswith("/papers/locks-that-wait/"), told


def test_the_language_is_that_of_the_paper_not_of_the_site() -> None:
    chinese = msgspec.structs.replace(SITE, language="zh")
    assert zotero.read(paper(chinese)).fields["language"] == "en"
    assert "citation_language" not in metas(paper())
    assert metas(paper(title="会等待的锁"))["citation_language"] == "zh"


def test_an_old_paper_is_dated_by_its_id_and_online_by_its_digest() -> None:
    told = metas(paper(id="1905.00001"))
    assert told["citation_date"] == "2019/05"
    assert told["citation_online_date"] == "2026/05/08"
    assert "citation_online_date" not in metas(paper())


def test_authors_who_are_none_have_no_tag() -> None:
    html = paper(authors=("Ada Example (MIT)", "", "et al."))
    assert re.findall(r'citation_author content="([^"]*)"', html) == ["Example, Ada"]


def test_a_page_names_itself_and_looks_well_when_shared() -> None:
    html = paper(sections=(tldr("A lock that waits."),))
    told = metas(html)
    assert told["og:title"] == told["citation_title"] == "Locks That Wait"
    assert told["og:description"] == told["description"] == "A lock that waits."
    assert told["og:type"] == "article"
    assert told["twitter:card"] == "summary"
    [canonical] = links(html, "canonical")
    assert canonical["href"] == f"https://example.org/repo/papers/{PAPER}/"
    assert canonical["property"] == "og:url"


@pytest.mark.parametrize("template", sorted(set(VIEWS) - {"paper.html", "redirect.html"}))
def test_every_page_has_a_card(template: str) -> None:
    told = metas(Theme.load(SITE).render(template, VIEWS[template]))
    assert told["og:title"]
    assert (told["og:type"], told["twitter:card"]) == ("website", "summary")


def test_cards_and_linked_data_can_be_left_out() -> None:
    site = msgspec.structs.replace(SITE, has_cards=False, has_linked_data=False)
    html = paper(site)
    assert "og:" not in html
    assert "twitter:" not in html
    assert "ld+json" not in html
    assert zotero.read(html).type == "preprint"


def test_typed_links_lead_from_a_paper_to_its_day_and_back() -> None:
    day = digest("2026-05-08.md", entry(id=PAPER, categories=("cs.DC",)))
    made = pages(day)
    html = made[f"/papers/{PAPER}/"]
    assert [one["href"] for one in links(html, "collection")] == ["/repo/2026/05/08/"]
    assert [one["href"] for one in links(html, "describedby")] == ["/repo/2026/05/08/papers.json"]
    assert [one["href"] for one in links(html, "item")] == [f"https://arxiv.org/pdf/{PAPER}"]
    html = made["/2026/05/08/"]
    assert [one["href"] for one in links(html, "item")] == [f"/repo/papers/{PAPER}/"]
    assert [one["href"] for one in links(html, "collection")] == ["/repo/2026/05/"]
    [twin] = [one for one in links(html, "alternate") if one["type"] == "text/markdown"]
    assert (twin["href"], twin["type"]) == ("/repo/2026/05/08/index.md", "text/markdown")


def test_a_page_in_two_languages_says_where_each_is() -> None:
    html = paper(sections=(tldr("In short."), tldr("一句话", "zh")))
    assert 'href="#in-zh" lang=zh hreflang=zh' in html
    assert data_of(html)["inLanguage"] == ["en", "zh"]
    assert "rel=alternate hreflang" not in html


def test_a_page_is_about_an_article_and_is_none() -> None:
    [page] = expanded(data_of(paper()))
    assert page["@id"] == "https://example.org/repo/x/"
    assert page["@type"] == ["http://schema.org/WebPage"]
    [article] = page["http://schema.org/about"]
    assert article["@id"] == f"https://doi.org/10.48550/arXiv.{PAPER}"
    assert article["@type"] == ["http://schema.org/ScholarlyArticle"]
    names = [one["@value"] for one in article["http://schema.org/author"]]
    assert names == ["Ada van Example", "王小明"]
    assert article["http://schema.org/datePublished"] == [{"@value": "2026-05-08"}]


@pytest.mark.parametrize(
    "template", ["home.html", "day.html", "month.html", "year.html", "category.html", "paper.html"]
)
def test_linked_data_is_read_by_a_processor_and_keeps_to_schema_org(template: str) -> None:
    told = data_of(Theme.load(SITE).render(template, VIEWS[template]))
    assert expanded(told)
    check_words({key: value for key, value in told.items() if key != "@context"})


def test_nothing_in_a_title_ends_the_script_that_holds_it() -> None:
    title = "</script><script>alert(1)</script><!-- & \u2028"
    view = msgspec.structs.replace(
        PAPER_VIEW, title=msgspec.structs.replace(PAPER_VIEW.title, value=title)
    )
    html = Theme.load(SITE).render("paper.html", view)
    found = re.search(r"ld\+json>(.*?)</script>", html, re.DOTALL)
    assert found
    assert not set("<>&\u2028") & set(found[1])
    assert "alert(1)" in data_of(html)["about"]["headline"]


def test_three_thousand_authors_are_all_cited_and_some_are_described() -> None:
    html = paper(authors=tuple(f"Ada Example{number}" for number in range(3000)))
    assert html.count("citation_author ") == 3000
    assert len(data_of(html)["about"]["author"]) == MOST_AUTHORS


def test_a_group_is_an_organization() -> None:
    told = data_of(paper(authors=("ATLAS Collaboration",)))
    assert told["about"]["author"] == [{"@type": "Organization", "name": "ATLAS Collaboration"}]


def test_a_paper_without_anything_has_a_valid_page() -> None:
    view = PaperView(
        key="x", title=PAPER_VIEW.title, crumbs=(), headlines=(), authors=(), categories=(),
        days=(), links=(), summary=(), sections=(), abstract=(),
    )  # fmt: skip
    html = Theme.load(SITE).render("paper.html", view)
    assert data_of(html)["about"] == {"@type": "ScholarlyArticle", "headline": "A title"}
