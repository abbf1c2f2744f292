"""Lists of related papers: what they hold, and that nothing later changes them."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import work
from generator.cache.packs import pack, save_pack
from generator.digests.detect import Read
from generator.errors import BuildError
from generator.model import Digest, Entry, Section
from generator.related.lists import ArchiveLists, Lists
from generator.related.making import known_lists, related_lists
from generator.related.naming import Wish
from generator.report import Loudness, Reporter
from generator.terms.making import Desk, plan_sheets
from generator.work import pool
from tests.samples import archive, digest, entry, tldr

QUIET = Reporter(Loudness.QUIET)
ENGLISH = Wish(most=5, language="en")


def paper(number: int, title: str, abstract: str = "", chinese: str = "") -> Entry:
    text = Section(label="Abstract", field="abstract", lang="en", text=abstract)
    sections = ((text,) if abstract else ()) + ((tldr(chinese, "zh"),) if chinese else ())
    return entry(title, id=f"2605.{number:05}", sections=sections)


def day(date: str, *entries: Entry) -> Digest:
    return digest(f"{date}.md", *entries)


def lists(folder: Path, *days: Digest, wish: Wish = ENGLISH, jobs: int = 1) -> Lists:
    """Give the lists of an archive; what is kept for the next is in the folder."""
    return dict(of_archive(folder, *days, wish=wish, jobs=jobs))


def of_archive(folder: Path, *days: Digest, wish: Wish = ENGLISH, jobs: int = 1) -> ArchiveLists:
    folder.mkdir(exist_ok=True)
    for one in days:
        stubs, data = pack(Read(digest=one), "")
        save_pack(folder, stubs.pack, data)
    with pool(jobs) as crew:
        desk = Desk(packs=folder, cache=folder / "terms", crew=crew)
        plans = plan_sheets(archive(*days).papers)
        known = known_lists(plans, wish, folder / "related")
        return related_lists(known, desk, QUIET)


LOCKS = paper(1, "Fair spin locks", "Queues of waiting threads are kept fair by spin locks.")
TREES = paper(2, "Broad trees on disk", "Index pages of a broad tree are written to disk in order.")
BIRDS = paper(3, "Songs of birds", "Birdsong recordings at dawn are told apart by pitch.")
MORE = paper(4, "Spin locks on many sockets", "Waiting threads spin on fair queues per socket.")
SOILS = paper(5, "Soils and rain", "Moisture of soils after rain was sampled in three valleys.")


def test_a_paper_on_the_same_is_named_and_explained_and_others_are_not(tmp_path: Path) -> None:
    found = lists(tmp_path, day("2026-05-08", LOCKS, TREES, BIRDS), day("2026-05-09", MORE, SOILS))
    assert found["2605.00004"].keys == ("2605.00001",)
    assert found["2605.00004"].lines() == (("Spin locks", "fair"),)
    assert found["2605.00005"].keys == ()


def test_papers_of_the_same_day_see_each_other_and_none_sees_later_ones(tmp_path: Path) -> None:
    first = day("2026-05-08", LOCKS, MORE, TREES, BIRDS, SOILS)
    other = paper(6, "Spin locks again", "Fair queues of waiting threads, again with spin locks.")
    found = lists(tmp_path, first, day("2026-06-01", other))
    assert found["2605.00001"].keys == ("2605.00004",)
    assert found["2605.00004"].keys == ("2605.00001",)
    assert set(found["2605.00006"].keys) == {"2605.00001", "2605.00004"}


def test_the_lists_of_a_day_name_the_days_to_which_they_lead(tmp_path: Path) -> None:
    again = paper(6, "Spin locks again", "Fair queues of waiting threads, again with spin locks.")
    days = [day("2026-05-08", LOCKS), day("2026-05-31", MORE, BIRDS), day("2026-06-02", again)]
    found = of_archive(tmp_path, *days).days
    assert {date: its.leads for date, its in found.items()} == {
        "2026-05-08": (),
        "2026-05-31": ("2026-05-08",),
        "2026-06-02": ("2026-05-08", "2026-05-31"),
    }


def test_no_paper_is_related_to_itself_and_none_twice(tmp_path: Path) -> None:
    same = [paper(number, f"Spin locks {number}", "Fair queues wait.") for number in range(10, 20)]
    found = lists(tmp_path, day("2026-05-08", *same))
    for key, one in found.items():
        assert key not in one.keys
        assert len(set(one.keys)) == len(one.keys) == 5


OTHERS = [
    "amber",
    "basil",
    "cedar",
    "dune",
    "ember",
    "fjord",
    "harbor",
    "kelp",
    "lagoon",
    "marsh",
    "reef",
    "tundra",
]


@pytest.mark.parametrize(
    "others, common, words",
    [(2, ["spin"], ("spin",)), (6, ["spin"], None), (6, ["spin", "queue"], ("queue", "spin"))],
)
def test_one_word_in_common_is_enough_among_few(
    tmp_path: Path, others: int, common: list[str], words: tuple[str, ...] | None
) -> None:
    first = paper(1, "Alpha", "; ".join([*common, *OTHERS[:others]]))
    second = paper(2, "Beta", "; ".join([*common, *OTHERS[-others:]]))
    more = [paper(10 + n, f"Filler {n}", "; ".join(OTHERS[n : n + 2])) for n in range(9)]
    found = lists(tmp_path, day("2026-05-08", first, *more), day("2026-05-09", second))
    named = dict(zip(found["2605.00002"].keys, found["2605.00002"].lines(), strict=True))
    assert named.get("2605.00001") == words


def test_a_twin_under_another_title_is_first(tmp_path: Path) -> None:
    text = "Hazard pointers reclaim memory that other threads still read, within bounded space."
    twins = (paper(6, "Memory reclaimed", text), paper(7, "Who frees what", text))
    found = lists(
        tmp_path, day("2026-05-08", LOCKS, twins[0], BIRDS), day("2026-05-09", *twins[1:])
    )
    assert found["2605.00007"].keys[0] == "2605.00006"


def test_papers_in_two_languages_meet_in_names_and_in_chinese(tmp_path: Path) -> None:
    first = paper(6, "HazardKit reclaims memory", chinese="无锁队列的内存回收")
    second = paper(7, "A study", chinese="HazardKit 用于无锁队列的内存回收")
    others = (LOCKS, TREES, BIRDS, SOILS)
    one, two = day("2026-05-08", first, *others), day("2026-05-09", second)
    found = lists(tmp_path, one, two, wish=Wish(most=5, language="zh"))["2605.00007"]
    assert found.keys == ("2605.00006",)
    assert "无锁队列" in found.lines()[0]
    assert "HazardKit" in lists(tmp_path, one, two)["2605.00007"].lines()[0]


def test_lists_are_no_longer_than_wished(tmp_path: Path) -> None:
    same = [paper(number, f"Spin locks {number}", "Fair queues wait.") for number in range(10, 20)]
    found = lists(tmp_path, day("2026-05-08", *same), wish=Wish(most=2, language="en"))
    assert {len(one.keys) for one in found.values()} == {2}


def test_the_next_is_named_in_place_of_one_that_is_not_explained(tmp_path: Path) -> None:
    trees = "alder ash aspen beech birch elm fir hazel ivy juniper larch lime oak pine rowan yew"
    near = paper(1, "Alpha", "; ".join(["mutex", *OTHERS[:4]]))
    less = paper(3, "Gamma", "; ".join(["spin", "queue", *trees.split(), "willow", "walnut"]))
    asked = paper(2, "Beta", "; ".join(["mutex", "spin", "queue", *OTHERS[-3:]]))
    more = [paper(10 + n, f"Filler {n}", "; ".join(OTHERS[n : n + 2])) for n in range(5)]
    days = day("2026-05-08", near, less, *more), day("2026-05-09", asked)
    found = lists(tmp_path, *days, wish=Wish(most=1, language="en"))["2605.00002"]
    assert (found.keys, found.lines()) == (("2605.00003",), (("queue", "spin"),))


WORDS = ["lock", "tree", "bird", "soil", "queue", "spin", "disk", "fair", "页面", "锁", "树"]
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
DAYS = st.lists(
    st.tuples(
        st.sampled_from(["2026-04-29", "2026-04-30", "2026-05", "2026-05-02", "2026-06-01"]),
        st.lists(TITLES, min_size=1, max_size=4),
    ),
    min_size=2,
    max_size=5,
    unique_by=lambda pair: pair[0],
)


def _digests(days: Sequence[tuple[str, list[str]]]) -> list[Digest]:
    numbers = iter(range(100))
    return [day(date, *(paper(next(numbers), t) for t in titles)) for date, titles in sorted(days)]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=DAYS, data=st.data())
def test_later_papers_change_no_list_and_what_is_kept_changes_nothing(
    days: list[tuple[str, list[str]]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    digests = _digests(days)
    known = data.draw(st.integers(1, len(digests)), label="days known at first")
    later = data.draw(st.permutations(digests[known:]), label="later days in any order")
    folder = tmp_path_factory.mktemp("related")
    before = lists(folder / "kept", *digests[:known])
    for count in range(1, len(later) + 1):
        grown = lists(folder / "kept", *digests[:known], *later[:count])
        assert {key: grown[key] for key in before} == before
    assert lists(folder / "kept", *digests) == lists(folder / "clean", *digests)


def test_a_paper_that_returns_with_another_text_changes_no_list(tmp_path: Path) -> None:
    days = (day("2026-05-08", LOCKS, TREES, BIRDS), day("2026-05-09", MORE, SOILS))
    before = lists(tmp_path, *days)
    again = paper(1, "Songs of birds at dawn", "Birdsong at dawn.")
    assert lists(tmp_path, *days, day("2026-05-10", again)) == before


def test_several_processes_make_the_same_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = (day("2026-05-08", LOCKS, TREES, BIRDS), day("2026-05-09", MORE, SOILS))
    monkeypatch.setattr(work, "WORTH_A_POOL", 0)
    assert lists(tmp_path / "two", *days, jobs=2) == lists(tmp_path / "one", *days)


def _each(pattern: str, harm: Callable[[Path], object]) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        for place in folder.glob(pattern):
            harm(place)

    return edit


def _flip(place: Path) -> None:
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)


HARM = {
    f"{pattern} {what}": _each(pattern, harm)
    for pattern in ("related/*.lists", "related/*.vectors", "related/*.counts", "terms/*", "*/*")
    for what, harm in (("gone", Path.unlink), ("damaged", _flip))
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_harm_to_what_is_kept_is_mended(harm: Callable[[Path], None], tmp_path: Path) -> None:
    days = [day("2026-04-30", LOCKS, TREES), day("2026-05-08", BIRDS), day("2026-05-09", SOILS)]
    lists(tmp_path / "kept", *days)
    harm(tmp_path / "kept")
    new = day("2026-05-10", MORE)
    assert lists(tmp_path / "kept", *days, new) == lists(tmp_path / "clean", *days, new)


def test_what_no_build_needs_is_swept(tmp_path: Path) -> None:
    days = (day("2026-05-08", LOCKS, TREES), day("2026-05-09", MORE))
    lists(tmp_path / "kept", *days)
    lists(tmp_path / "kept", day("2026-05-08", LOCKS))
    lists(tmp_path / "clean", day("2026-05-08", LOCKS))
    kept, clean = (
        {place.name for place in (tmp_path / one / "related").iterdir()}
        for one in ("kept", "clean")
    )
    assert kept == clean


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    lists(tmp_path, day("2026-05-08", LOCKS))
    shutil.rmtree(tmp_path / "related")
    (tmp_path / "related").write_text("in the way")
    with pytest.raises(BuildError, match="related cannot be written"):
        lists(tmp_path, day("2026-05-08", LOCKS))


def test_papers_without_words_have_empty_lists(tmp_path: Path) -> None:
    found = lists(tmp_path, day("2026-05-08", paper(1, "A"), paper(2, "$x$"), LOCKS))
    assert all(one.keys == () for one in found.values())
