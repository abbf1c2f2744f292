"""Which entries are one paper, and under which key it stands."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.identity import DatedEntry, PaperEntries, group_entries, normal_title, rank
from generator.model import DigestDate
from tests.samples import digest, entry, stubs


def on(day: str, title: str, **facts: object) -> DatedEntry:
    one = stubs(digest("2026-05-08.md", entry(title, **facts)))
    (stub,) = one.entries
    return DatedEntry(
        date=DigestDate(value=day),
        path=one.path,
        stub=stub,
        leaf=one.leaf(stub),
        categories=stub.categories,
    )


def keys(*entries: DatedEntry) -> dict[str, PaperEntries]:
    return {paper.key: paper for paper in group_entries(entries)}


def test_one_id_is_one_paper_whatever_its_version_and_title() -> None:
    papers = keys(
        on("2026-05-08", "First title", id="2605.00001", version=1),
        on("2026-05-09", "Second title", id="2605.00001", version=2),
    )
    assert list(papers) == ["2605.00001"]
    assert len(papers["2605.00001"].entries) == 2


def test_an_id_of_the_old_form_loses_its_slash() -> None:
    assert list(keys(on("2026-05-08", "Old", id="cs/0601001"))) == ["cs-0601001"]


def test_without_ids_title_and_primary_category_decide() -> None:
    papers = keys(
        on("2026-05-08", "Waiting, in Order", categories=("cs.DC",)),
        on("2026-05-09", "waiting in   ORDER!", categories=("cs.DC", "cs.OS")),
        on("2026-05-10", "Waiting in Order", categories=("cs.OS",)),
    )
    assert sorted(len(paper.entries) for paper in papers.values()) == [1, 2]
    assert "waiting-in-order" in papers


def test_an_entry_without_an_id_joins_the_one_with_and_leaves_its_address() -> None:
    papers = keys(
        on("2026-05-08", "Waiting in Order", categories=("cs.DC",)),
        on("2026-05-09", "Waiting in Order", id="2605.00001", categories=("cs.DC",)),
    )
    assert list(papers) == ["2605.00001"]
    assert papers["2605.00001"].aliases == ("waiting-in-order",)


def test_a_paper_keeps_the_addresses_of_all_its_titles() -> None:
    papers = keys(
        on("2026-05-08", "Draft title", categories=("cs.DC",)),
        on("2026-05-09", "Final title", categories=("cs.DC",)),
        on("2026-05-10", "Draft title", id="2605.00001", version=1, categories=("cs.DC",)),
        on("2026-05-11", "Final title", id="2605.00001", version=2, categories=("cs.DC",)),
    )
    assert papers["2605.00001"].aliases == ("draft-title", "final-title")
    assert len(papers["2605.00001"].entries) == 4


def test_json_ranks_before_markdown_before_a_listing() -> None:
    dialects = ["listing", "markdown", "jsonl"]
    ranked = sorted((on("2026-05-08", "One", dialect=name) for name in dialects), key=rank)
    assert [one.stub.dialect for one in ranked] == ["jsonl", "markdown", "listing"]


def test_a_dialect_of_ones_own_ranks_last() -> None:
    dialects = ["listing", "notes", "jsonl"]
    ranked = sorted((on("2026-05-08", "One", dialect=name) for name in dialects), key=rank)
    assert [one.stub.dialect for one in ranked] == ["jsonl", "listing", "notes"]


@pytest.mark.parametrize("ids", [("2605.00001", "2605.00002"), ("2605.00002", "2605.00001")])
def test_of_two_ids_with_one_title_the_lower_has_the_entry_without(ids: tuple[str, str]) -> None:
    papers = keys(
        on("2026-05-08", "Waiting in Order", id=ids[0]),
        on("2026-05-09", "Waiting in Order", id=ids[1]),
        on("2026-05-10", "Waiting in Order"),
    )
    assert {key: len(paper.entries) for key, paper in papers.items()} == {
        "2605.00001": 2,
        "2605.00002": 1,
    }


def test_entries_of_one_line_are_told_apart_by_their_titles() -> None:
    papers = keys(on("2026-05-08", "Waiting"), on("2026-05-08", "Queues"))
    assert sorted(papers) == ["queues", "waiting"]


def test_the_address_of_a_title_whose_slug_is_taken_stays_what_it_is() -> None:
    papers = keys(
        on("2026-05-08", "Waiting: in order", categories=("cs.DC",)),
        on("2026-05-09", "Waiting in, order", categories=("cs.OS",)),
    )
    assert sorted(papers) == ["waiting-in-order", "waiting-in-order-11fb2ae2"]


def test_papers_whose_titles_have_one_slug_keep_apart() -> None:
    papers = keys(
        on("2026-05-08", "视力", categories=("cs.CV",)),
        on("2026-05-09", "实力", categories=("cs.CV",)),
    )
    assert len(papers) == 2
    assert papers["shi-li"].entries[0].stub.title == "视力"


def test_a_title_cannot_take_the_address_of_another_paper() -> None:
    first = keys(on("2026-05-08", "A"), on("2026-05-09", "A", categories=("cs.DC",)))
    crafted = next(key for key in first if key != "a")
    papers = keys(
        on("2026-05-07", crafted),
        on("2026-05-08", "A"),
        on("2026-05-09", "A", categories=("cs.DC",)),
    )
    assert len(papers) == 3


TITLES = st.sampled_from(["One", "one!", "Two", "视力", "实力", "!!!", "con", "x" * 300])
CODES = st.sampled_from([(), ("cs.DC",), ("cs.LG", "cs.DC")])
IDS = st.sampled_from([None, None, "2605.00001", "cs/0601001"])
DAYS = st.sampled_from(["2026-05-08", "2026-05-09", "2026-05"])


@given(
    rows=st.lists(st.tuples(DAYS, TITLES, CODES, IDS), min_size=1, max_size=12),
    seed=st.integers(0, 99),
)
def test_the_order_of_entries_never_matters_and_none_is_lost(
    rows: list[tuple[str, str, tuple[str, ...], str | None]], seed: int
) -> None:
    entries = [
        on(day, title, categories=codes, id=base, line=line)
        for line, (day, title, codes, base) in enumerate(rows, start=1)
    ]
    papers = group_entries(entries)
    shuffled = list(entries)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, no secret
    assert group_entries(shuffled) == papers
    names = [paper.key for paper in papers] + [name for p in papers for name in p.aliases]
    assert len(names) == len({name.lower() for name in names})
    assert all(0 < len(name.encode()) <= 100 for name in names)
    told = sorted(d.stub.line for paper in papers for d in paper.entries)
    assert told == [d.stub.line for d in entries]


@pytest.mark.parametrize(
    "one, other",
    [("Ｆｕｌｌ　width", "full width"), ("$O(n)$ time", "O(n) time"), ("Tab\tbreak\n", "tabbreak")],
)
def test_titles_are_compared_by_their_letters(one: str, other: str) -> None:
    assert normal_title(one) == normal_title(other)
