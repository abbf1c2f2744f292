"""Archived feeds (RFC 5005): the documents together hold every entry, and old ones stay."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.compose.archiving import PART, Cut, cut
from generator.model import Value
from tests.feeds.rules import ATOM, atom_faults, links, parsed
from tests.feeds.samples import BASE, day, feeds

ALWAYS = 100_000


class Item(Value):
    date: str
    number: int


def items(days: list[tuple[int, int]]) -> list[Item]:
    """Give the entries of days, each so many days after the one before, newest first."""
    when = date(2026, 1, 20)
    made: list[Item] = []
    for gap, count in days:
        when += timedelta(days=gap)
        made += [Item(date=when.isoformat(), number=len(made) + at) for at in range(count)]
    return made[::-1]


DAYS = st.lists(st.tuples(st.integers(1, 20), st.integers(1, 130)), max_size=8)
REACH = st.sampled_from([None, 0, 7, 30])
LEAST = st.sampled_from([1, 50])


@given(days=DAYS, least=LEAST, reach=REACH)
def test_a_feed_loses_no_entry_within_its_reach(
    days: list[tuple[int, int]], least: int, reach: int | None
) -> None:
    every = items(days)
    made = cut(every, least=least, reach=reach)
    assert made.current == tuple(every[: len(made.current)])
    assert len(made.current) >= min(least, len(every))
    assert all(item in made.current for item in every if item.date == every[0].date)
    held = {*made.current, *(item for part in made.archives for item in part.entries)}
    if reach is None:
        assert held == set(every)
    elif reach:
        until = date.fromisoformat(every[0].date) if every else date.min
        near = {one for one in every if (until - date.fromisoformat(one.date)).days <= reach}
        assert near <= held
    else:
        assert made.archives == ()


@given(days=DAYS, least=LEAST, reach=REACH)
def test_archive_documents_follow_each_other(
    days: list[tuple[int, int]], least: int, reach: int | None
) -> None:
    made = cut(items(days), least=least, reach=reach)
    numbers = [item.number for part in made.archives for item in part.entries]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    assert all(0 < len(part.entries) <= PART for part in made.archives)
    names = [(part.month, part.number) for part in made.archives]
    assert len(set(names)) == len(names)
    if numbers:
        assert numbers[-1] >= made.current[-1].number - 1


def held(made: Cut[Item]) -> dict[tuple[str, int], tuple[Item, ...]]:
    return {(part.month, part.number): part.entries for part in made.archives}


@given(days=DAYS, new=st.tuples(st.integers(1, 20), st.integers(1, 130)), least=LEAST, reach=REACH)
def test_a_new_day_changes_the_entries_of_no_archive_document(
    days: list[tuple[int, int]], new: tuple[int, int], least: int, reach: int | None
) -> None:
    before = held(cut(items(days), least=least, reach=reach))
    after = held(cut(items([*days, new]), least=least, reach=reach))
    assert all(after[name] == before[name] for name in before.keys() & after.keys())
    if reach is None:
        assert before.keys() <= after.keys()


def chain(made: dict[str, str], address: str) -> list[str]:
    """Follow a feed into its archive; every document names the others as RFC 5005 asks."""
    found, after = [address], None
    here = links(parsed(made[address]))
    while "prev-archive" in here:
        address = "/" + here["prev-archive"].removeprefix(BASE)
        here = links(parsed(made[address]))
        assert here["current"] == f"{BASE}{found[0][1:]}"
        assert here.get("next-archive") == after
        found.append(address)
        after = here["self"]
    return found


def ids(text: str) -> set[str]:
    return {found.text for found in parsed(text).findall(f"{ATOM}entry/{ATOM}id")}


LONG = (day("2026-03-30", 130), day("2026-04-02", 210, 130), day("2026-05-08", 90, 340))


def test_a_feed_leads_back_to_its_first_entry() -> None:
    made = feeds(*LONG, papers=10, archive=ALWAYS)
    every = {f"{BASE}papers/2605.{number:05}/" for number in range(430)}
    for feed in ("/feed", "/categories/cs.DC/feed"):
        documents = chain(made, f"{feed}.xml")
        assert documents == [
            f"{feed}.xml", f"{feed}/2026-04-3.xml", f"{feed}/2026-04-2.xml", f"{feed}/2026-04.xml",
            f"{feed}/2026-03-2.xml", f"{feed}/2026-03.xml",
        ]  # fmt: skip
        assert set().union(*(ids(made[one]) for one in documents)) == every
        assert [fault for one in documents for fault in atom_faults(made[one])] == []
        assert len({parsed(made[one]).findtext(f"{ATOM}id") for one in documents}) == 1


def test_an_archive_reaches_back_as_far_as_is_asked() -> None:
    assert len(chain(feeds(*LONG, papers=10, archive=0), "/feed.xml")) == 1
    assert chain(feeds(*LONG, papers=10, archive=36), "/feed.xml")[1:] == [
        "/feed/2026-04-3.xml", "/feed/2026-04-2.xml", "/feed/2026-04.xml",
    ]  # fmt: skip


def test_a_day_far_after_all_others_takes_no_archive_from_sight() -> None:
    before = chain(feeds(*LONG, papers=10, archive=36), "/feed.xml")
    after = chain(feeds(*LONG, day("2099-01-01", 1, 900), papers=10, archive=36), "/feed.xml")
    assert after[-3:] == before[-3:]
    assert after[1] == "/feed/2026-05.xml"


def test_days_lead_back_to_the_first_whatever_the_reach() -> None:
    several = [
        day(f"2026-{month:02}-{at:02}", 1, month * 100 + at)
        for month in (1, 2, 3)
        for at in range(1, 29)
    ]
    made = feeds(*several, archive=0)
    documents = chain(made, "/feed/days.xml")
    assert documents == ["/feed/days.xml", "/feed/days/2026-02.xml", "/feed/days/2026-01.xml"]
    assert [len(ids(made[one])) for one in documents] == [28, 28, 28]


def test_a_closed_archive_document_keeps_its_bytes() -> None:
    before = feeds(*LONG, papers=10, archive=ALWAYS)
    after = feeds(*LONG, day("2026-05-09", 120, 430), papers=10, archive=ALWAYS)
    _, last, *closed = chain(before, "/feed.xml")
    assert [before[one] for one in closed] == [after[one] for one in closed]
    assert ids(before[last]) == ids(after[last])
    assert "next-archive" in links(parsed(after[last]))


def test_a_feed_changes_only_with_its_papers() -> None:
    before = feeds(day("2026-05-08", 3), day("2026-05-08", 3, 3, categories=("cs.LG",)))
    after = feeds(
        day("2026-05-08", 3),
        day("2026-05-08", 3, 3, categories=("cs.LG",)),
        day("2026-05-09", 3, 6, categories=("cs.LG",)),
    )
    assert before["/categories/cs.DC/feed.xml"] == after["/categories/cs.DC/feed.xml"]
    assert before["/categories/cs.LG/feed.xml"] != after["/categories/cs.LG/feed.xml"]


def test_a_paper_that_returns_is_not_told_again() -> None:
    before = feeds(day("2026-05-08", 3))
    after = feeds(day("2026-05-08", 3), day("2026-05-09", 3))
    assert before == after


def test_a_paper_that_comes_to_another_category_is_new_there() -> None:
    made = feeds(day("2026-05-08"), day("2026-05-11", categories=("cs.DC", "cs.LG")))
    dates = {
        address: parsed(text).findtext(f"{ATOM}entry/{ATOM}updated")[:10]
        for address, text in made.items()
        if address.endswith("/feed.xml")
    }
    assert dates == {
        "/feed.xml": "2026-05-08",
        "/categories/cs.DC/feed.xml": "2026-05-08",
        "/categories/cs.LG/feed.xml": "2026-05-11",
    }
