"""Authors: who has a page, what stands on it, and which pages a new paper changes."""

from __future__ import annotations

from typing import Any

import pytest

from generator.compose import authors as module
from generator.compose.complete import complete
from generator.compose.pages import compose
from generator.fingerprint import Base, page_fingerprint
from generator.model import Digest, Entry
from generator.paths import check_paths
from generator.settings import AuthorSettings, Settings
from generator.views.pages import AuthorIndexView, AuthorView, Page, PaperView
from tests.samples import MemoryShelf, archive, digest, entry

TWO = Settings(authors=AuthorSettings(min_papers=2))


def paper(number: int, *authors: str, **facts: Any) -> Entry:
    facts = {"categories": ("cs.DC",), "line": number} | facts
    return entry(f"Paper {number}", id=f"2605.{number:05}", authors=authors, **facts)


def day(date: str, *entries: Entry) -> Digest:
    return digest(f"{date}.md", *entries)


def pages(*digests: Digest, settings: Settings = TWO) -> dict[str, Page]:
    shelf = MemoryShelf(*digests)
    made = [complete(sketch, shelf) for sketch in compose(archive(*digests), settings, ())]
    check_paths(page.path for page in made)
    assert len({page.address for page in made}) == len(made)
    return {page.address: page for page in made}


def author(made: dict[str, Page], slug: str) -> AuthorView:
    view = made[f"/authors/{slug}/"].view
    assert isinstance(view, AuthorView)
    return view


def index(made: dict[str, Page], address: str = "/authors/") -> AuthorIndexView:
    view = made[address].view
    assert isinstance(view, AuthorIndexView)
    return view


def links(made: dict[str, Page], key: str) -> tuple[str, ...]:
    view = made[f"/papers/{key}/"].view
    assert isinstance(view, PaperView)
    assert len(view.author_pages) in (0, len(view.authors))
    return view.author_pages


OLD = day("2025-12-30", paper(1, "Ada Example", "Bo Other"))
NEW = day("2026-05-08", paper(2, "Ada Example", "Cy Third"), paper(3, "Ada Éxample", "Bo Other"))


def test_an_author_with_enough_papers_has_a_page_of_them_by_year() -> None:
    made = pages(OLD, NEW)
    view = author(made, "ada-example")
    assert (view.name, view.count, view.spellings) == ("Ada Example", 3, ("Ada Éxample",))
    listed = [(year.year, [line.address for line in year.papers]) for year in view.years]
    assert listed == [
        ("2026", ["/papers/2605.00003/", "/papers/2605.00002/"]),
        ("2025", ["/papers/2605.00001/"]),
    ]
    assert {line.date for line in view.years[0].papers} == {"2026-05-08"}
    assert view.search == "/search/?q=author:%22Ada%20Example%22"
    assert "/authors/cy-third/" not in made


def test_accents_of_tex_are_accents() -> None:
    written = r"Fran\c{c}ois M{\"u}ller$^{\dagger}$"
    one = day("2026-05-08", paper(1, "François Müller", "Bo~Other"), paper(2, written, "Bo Other"))
    made = pages(one)
    view = author(made, "francois-muller")
    assert (view.name, view.count, view.spellings) == ("François Müller", 2, ())
    assert links(made, "2605.00002") == ("/authors/francois-muller/", "/authors/bo-other/")


def test_co_authors_are_counted_and_lead_to_their_pages() -> None:
    peers = author(pages(OLD, NEW), "ada-example").peers
    assert [(peer.author.name, peer.author.address, peer.count) for peer in peers] == [
        ("Bo Other", "/authors/bo-other/", 2),
        ("Cy Third", "", 1),
    ]


def test_a_paper_leads_to_those_of_its_authors_who_have_pages() -> None:
    made = pages(OLD, NEW)
    assert links(made, "2605.00001") == ("/authors/ada-example/", "/authors/bo-other/")
    assert links(made, "2605.00002") == ("/authors/ada-example/", "")
    assert links(made, "2605.00003") == ("/authors/ada-example/", "/authors/bo-other/")


def test_without_authors_there_is_no_trace_of_them() -> None:
    made = pages(OLD, NEW, settings=Settings(authors=AuthorSettings(enabled=False, min_papers=1)))
    assert not [address for address in made if address.startswith("/authors/")]
    assert links(made, "2605.00001") == ()


def test_where_nobody_has_enough_papers_the_index_says_so() -> None:
    made = pages(OLD, settings=Settings())
    assert index(made).count == 0
    assert [address for address in made if address.startswith("/authors/")] == ["/authors/"]


def test_an_author_who_stands_twice_on_a_paper_has_it_once() -> None:
    one = day("2026-05-08", paper(1, "Ada Example", "ADA EXAMPLE"), paper(2, "Ada Example"))
    assert author(pages(one), "ada-example").count == 2
    alone = day("2026-05-08", paper(1, "Ada Example", "ADA EXAMPLE"))
    assert "/authors/ada-example/" not in pages(alone)


STRANGE = (
    "et al.", "", "…", "王伟", "王 伟", "Wang Wei", "con", "By", "by",
    "Ada (Tea, 0000-0002-1825-0097)",
    "<b>Ada</b>", "../../etc", "Ada\x00", "The Tea Collaboration", "x" * 300, "Ω Μέγας", "\\u0301",
)  # fmt: skip


def test_any_name_gives_valid_pages() -> None:
    crowd = tuple(f"Ada Example{number}" for number in range(3000))
    every = [paper(number, *STRANGE, *crowd) for number in (1, 2)]
    made = pages(day("2026-05-08", *every))
    addresses = [address for address in made if address.startswith("/authors/")]
    assert "/authors/by/" in addresses
    assert "/authors/wang-wei/" in addresses
    assert sum(address.startswith("/authors/wang-wei-") for address in addresses) == 1
    assert author(made, "ada-example7").peers == ()
    lone = pages(day("2026-05-08", *[paper(number, *STRANGE) for number in (1, 2)]))
    assert author(lone, "the-tea-collaboration").name == "The Tea Collaboration"
    assert author(lone, "ada").spellings == ()


@pytest.mark.parametrize("others", [(), ("Ada Examplé", "Adá Example"), ("ada example",)])
def test_the_address_of_a_name_stays_whoever_comes(others: tuple[str, ...]) -> None:
    before = day("2026-05-08", *[paper(number, "Ada Example", "王伟") for number in (1, 2)])
    after = day("2026-05-09", *[paper(number, *others) for number in (3, 4)])
    former = {address for address in pages(before) if address.startswith("/authors/")}
    assert former <= set(pages(before, after))


def test_the_order_of_digests_does_not_matter() -> None:
    assert pages(OLD, NEW) == pages(NEW, OLD)


def fingerprints(*digests: Digest) -> dict[str, str]:
    return {
        sketch.address: page_fingerprint(
            sketch, template_digest="t", base=Base(program="", site="")
        )
        for sketch in compose(archive(*digests), TWO, ())
    }


def test_a_new_paper_changes_old_ones_only_for_an_author_who_now_has_a_page() -> None:
    third = day("2026-05-09", paper(4, "Cy Third"), paper(5, "Dee Fourth", "Ada Example"))
    before, after = fingerprints(OLD, NEW), fingerprints(OLD, NEW, third)
    changed = {address for address in before if before[address] != after[address]}
    assert {address for address in changed if "/papers/" in address} == {"/papers/2605.00002/"}
    assert "/authors/bo-other/" not in changed
    assert "/authors/cy-third/" in after.keys() - before.keys()


def test_a_long_index_has_a_page_for_each_letter_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ON_ONE_PAGE", 2)
    names = ("Ada Example", "Bo Example", "Cy Example", "王伟", "Dee Other", "९ ९ab")
    made = pages(day("2026-05-08", *[paper(number, *names) for number in (1, 2)]))
    front = index(made)
    assert [link.label for link in front.letters][:3] == ["e", "o", "w"]
    assert not front.groups
    assert len(front.most) == front.count
    first, second = index(made, "/authors/by/e/"), index(made, "/authors/by/e/part-2/")
    assert [item.author.name for item in first.groups[0].authors] == ["Ada Example", "Bo Example"]
    assert [item.author.name for item in second.groups[0].authors] == ["Cy Example"]
    assert first.next is not None
    assert first.next.address == "/authors/by/e/part-2/"
    assert second.previous is not None
    for link in front.letters:
        assert link.address in made


def test_a_short_index_has_all_letters_on_one_page() -> None:
    groups = index(pages(OLD, NEW)).groups
    assert [group.letter for group in groups] == ["e", "o"]
