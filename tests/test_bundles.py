"""Bundles: pages of one subject are the same pages, whatever else the archive holds."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Never

from hypothesis import given
from hypothesis import strategies as st

from generator.archive import Archive
from generator.compose.bundles import Pages, bind
from generator.compose.derived import Derived
from generator.compose.pages import compose_unknown
from generator.compose.scene import Scene
from generator.fingerprint import Base, page_fingerprint
from generator.model import CategoryNote, Digest, Entry
from generator.related.lists import (
    NONE,
    ArchiveLists,
    DayLists,
    Lists,
    RelatedList,
    decode_lists,
    encode_lists,
)
from generator.settings import ArchiveSettings, AuthorSettings, Settings
from generator.views.sketches import Known
from tests.samples import archive, digest, entry

SETTINGS = Settings(
    authors=AuthorSettings(min_papers=2), archive=ArchiveSettings(fold_before="2026-05-02")
)
NAMES = ["Ada Example", "ada example", "Bo Example", "Bó Example", "Cy Third"]
CODES = ["cs.DC", "cs.OS", "Some Topic", "some-topic"]
FILES = ["2026-05-01.md", "2026-05-03.md", "2026-05-04.md", "2026-04_a.md", "2026-04_b.md"]

ENTRIES = st.builds(
    entry,
    st.sampled_from(["Locks That Wait", "Queues, Again", "A third"]),
    id=st.sampled_from([None, "2605.00001", "2605.00002", "2605.00003", "2605.00004"]),
    authors=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
    categories=st.lists(st.sampled_from(CODES), max_size=2).map(tuple),
    venue=st.sampled_from(["", "OSDI 2026"]),
)
NOTES = st.sampled_from([(), (CategoryNote(code="cs.DC", name="Ours"),)])


def _digest(path: str, entries: Sequence[Entry], notes: tuple[CategoryNote, ...]) -> Digest:
    numbered = enumerate(entries, start=1)
    lined = [entry(one.title, **_facts(one), path=path, line=number) for number, one in numbered]
    return digest(path, *lined, notes=notes)


def _facts(one: Entry) -> dict[str, object]:
    names = ("id", "authors", "categories", "venue")
    return {name: getattr(one, name) for name in names}


SAID = st.tuples(st.lists(ENTRIES, max_size=3), NOTES)
FILED = st.dictionaries(st.sampled_from(FILES), SAID, max_size=3)
CHANGED = st.dictionaries(st.sampled_from(FILES), SAID, min_size=1, max_size=1)


def _archive(filed: dict[str, tuple[list[Entry], tuple[CategoryNote, ...]]]) -> Archive:
    return archive(*(_digest(path, *said) for path, said in sorted(filed.items())))


BEFORE_AND_AFTER = st.tuples(FILED, CHANGED).map(
    lambda pair: (_archive(pair[0]), _archive({**pair[0], **pair[1]}))
)
"""An archive, and the same with a digest that is new or another."""


def _scene(made: Archive, order: int) -> Scene:
    """See an archive in which every paper is related to another."""
    return Scene(made, SETTINGS, "https://name.example/repo/", lambda: _derived(made, order))


def _derived(made: Archive, order: int) -> Derived:
    keys = sorted(made.papers, reverse=bool(order))
    words = "locks\twaiting"
    found = {key: RelatedList(keys=(other,), words=words) for key, other in pairwise(keys)}
    by_day: dict[str, Lists] = {}
    for key, paper in made.papers.items():
        by_day.setdefault(paper.first.value, {})[key] = found.get(key, NONE)
    lists = ArchiveLists((day, list(its), _packed(its, made)) for day, its in by_day.items())
    return Derived(related=lists, days=lists.days)


def _packed(lists: Lists, made: Archive) -> DayLists:
    leads = [made.papers[key].first.value for one in lists.values() for key in one.keys]
    packed = decode_lists(encode_lists(lists, leads))
    assert packed
    return packed


def _pages(scene: Scene, known: Known) -> tuple[Pages, dict[str, str]]:
    pages = compose_unknown(scene, (), known)
    wanted = {page.path: page.fingerprint for page in pages.known()}
    for page in pages.sketched():
        wanted[page.path] = page_fingerprint(
            page, template_digest="", base=Base(program="", site="")
        )
    return pages, wanted


@given(archives=BEFORE_AND_AFTER, order=st.integers(0, 1))
def test_what_was_known_of_an_archive_is_true_of_another(
    archives: tuple[Archive, Archive], order: int
) -> None:
    before, after = archives
    old, prints = _pages(_scene(before, 0), Known())
    known = old.remembered(prints)
    fresh, wanted = _pages(_scene(after, order), Known())
    pages, found = _pages(_scene(after, order), known)
    assert found == wanted
    assert pages.remembered(found) == fresh.remembered(wanted)
    assert pages.every() == fresh.every()
    assert len(pages) == len(fresh)


def _some() -> Archive:
    return archive(
        digest("2026-05-03.md", entry(id="2605.00001", authors=("Ada Example",))),
        digest(
            "2026-05-04.md",
            entry("Queues, Again", id="2605.00002", authors=("Ada Example",), path="2026-05-04.md"),
        ),
    )


def test_pages_that_are_known_are_sketched_only_when_they_are_asked_for() -> None:
    old, wanted = _pages(_scene(_some(), 0), Known())
    known = old.remembered(wanted)
    pages, _ = _pages(_scene(_some(), 0), known)
    paper = "papers/2605.00001/index.html"
    assert paper in {page.path for page in old.sketched()}
    assert paper in {page.path for page in pages.known()}
    assert paper not in {page.path for page in pages.sketched()}
    assert [page.path for page in pages.among(frozenset({paper}))] == [paper]


def test_pages_without_a_bundle_are_always_sketched() -> None:
    (page, *_) = _pages(_scene(_some(), 0), Known())[0].sketched()
    (bound,) = bind([page], Known())
    assert bound.sketched == (page,)
    assert Pages([bound]).remembered({}) == Known()


def test_lists_of_a_day_that_stayed_the_same_are_not_looked_at() -> None:
    old, wanted = _pages(_scene(_some(), 0), Known())
    scene = _scene(_some(), 0)
    scene.derived = Derived(related=_Unread(), days=scene.derived.days)
    pages, found = _pages(scene, old.remembered(wanted))
    assert found == wanted
    assert pages.remembered(found) == old.remembered(wanted)


class _Unread(dict[str, RelatedList]):
    """Lists of which nobody must ask for one."""

    def get(self, *_: object) -> Never:
        """Fail."""
        raise AssertionError
