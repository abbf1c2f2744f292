"""An archive that grows is the archive that all of its digests make."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from generator.archive import Archive, gather
from generator.cache.gathered import decode_gathered, encode_gathered
from generator.digests.limits import MAX_CATEGORIES
from generator.errors import Diagnostic, Severity
from generator.growing import NOTHING, Gathered, add, border
from generator.model import CategoryNote, Entry
from generator.stubs import DigestStub
from tests.samples import digest, entry, stubs

NAMES = ["Ada Example", "and Bo Example", "Cy Third", "et al."]
CODES = ["cs.DC", "CS.dc", "Some Topic", "some topic", "68T50"]
FILES = [
    "2024-01-01.md",
    "2026-05-01.md",
    "2026-05-03-a.md",
    "2026-05-03-b.md",
    "2026-05_a.md",
    "later/2026-04-30.md",
    "later/2026-06-01.md",
    "later/papers.md",
]
ENTRIES = st.builds(
    entry,
    st.sampled_from(["Locks That Wait", "Queues, Again"]),
    id=st.sampled_from([None, *["2605.00001", "2605.00002", "cs/0601001"] * 4]),
    authors=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
    categories=st.lists(st.sampled_from(CODES), max_size=3).map(tuple),
    venue=st.sampled_from(["", "OSDI 2026"]),
    code=st.sampled_from(["", "https://example.org/code"]),
)
NOTES = st.sampled_from([(), (CategoryNote(code="CS.dc", name="Ours"),)])
SAID = st.tuples(st.lists(ENTRIES, max_size=4), NOTES, st.integers(0, 2))
FILED = st.dictionaries(st.sampled_from(FILES), SAID, max_size=6)


def read(filed: dict[str, tuple[list[Entry], tuple[CategoryNote, ...], int]]) -> list[DigestStub]:
    """Give the stubs of files in the order of their paths."""
    return [
        stubs(digest(path, *lined(path, entries), notes=notes, unread=unread))
        for path, (entries, notes, unread) in sorted(filed.items())
    ]


def lined(path: str, entries: Sequence[Entry]) -> list[Entry]:
    names = ("id", "authors", "categories", "venue", "code")
    return [
        entry(one.title, path=path, line=line, **{name: getattr(one, name) for name in names})
        for line, one in enumerate(entries, start=1)
    ]


def grown(files: Sequence[DigestStub], at: int) -> Gathered | None:
    """Gather files up to a place, and add the others."""
    before = add(NOTHING, files[:at], {})
    return add(before, files[at:], {}) if before else None


def ordered(archive: Archive) -> tuple[Archive, list[str], list[str]]:
    """Give an archive with the order of its tables, which comparing them leaves aside."""
    return archive, list(archive.papers), list(archive.notes)


@given(FILED, st.integers(0, 6))
def test_what_is_added_makes_what_all_would_make(
    filed: dict[str, tuple[list[Entry], tuple[CategoryNote, ...], int]], at: int
) -> None:
    files = read(filed)
    found = grown(files, at)
    if found:
        assert ordered(found.archive()) == ordered(gather(files, {}))


@given(FILED, st.integers(0, 8))
def test_where_files_can_be_cut_the_later_ones_can_be_added(
    filed: dict[str, tuple[list[Entry], tuple[CategoryNote, ...], int]], later: int
) -> None:
    files = read(filed)
    at = border(files, {}, later)
    assert 0 <= at < max(len(files), 1)
    if at:
        assert sum(len(file.entries) for file in files[at:]) >= later
        assert grown(files, at)


@given(FILED)
def test_what_was_gathered_is_kept_as_it_was(
    filed: dict[str, tuple[list[Entry], tuple[CategoryNote, ...], int]],
) -> None:
    files = read(filed)
    packs = [file.pack for file in files]
    if found := add(NOTHING, files, {}):
        data = encode_gathered(packs, found)
        kept = decode_gathered(data, [*packs, "another"])
        assert kept == (len(files), found)
        assert ordered(kept[1].archive()) == ordered(found.archive())


def day(date: str, *entries: Entry) -> DigestStub:
    return stubs(digest(f"{date}.md", *lined(f"{date}.md", entries)))


def test_what_is_kept_is_of_no_other_packs() -> None:
    files = [day("2026-05-01", entry(id="2605.00001")), day("2026-05-03")]
    packs = [file.pack for file in files]
    data = encode_gathered(packs, NOTHING)
    assert decode_gathered(data, packs) == (2, NOTHING)
    assert decode_gathered(data, packs[:1]) is None
    assert decode_gathered(data, packs[::-1]) is None
    assert decode_gathered(data[:-1], packs) is None


def test_an_older_day_a_day_seen_before_and_an_entry_without_an_id_cannot_be_added() -> None:
    first = day("2026-05-03", entry(id="2605.00001"))
    before = add(NOTHING, [first], {})
    assert before
    assert add(before, [day("2026-05-04", entry(id="2605.00001"))], {})
    assert add(before, [day("2026-05-02", entry(id="2605.00001"))], {}) is None
    assert add(before, [day("2026-05-03-b", entry(id="2605.00001"))], {}) is None
    assert add(before, [day("2026-05-04", entry())], {}) is None
    assert add(NOTHING, [day("2026-05-03", entry())], {}) is None


def test_a_paper_with_as_many_categories_as_there_may_be_is_gathered_anew() -> None:
    many = tuple(f"Topic {number}" for number in range(MAX_CATEGORIES))
    before = add(NOTHING, [day("2026-05-03", entry(id="2605.00001", categories=many))], {})
    assert before
    assert add(before, [day("2026-05-04", entry(id="2605.00001"))], {}) is None
    assert add(before, [day("2026-05-04", entry(id="2605.00002"))], {})


def test_a_shortened_list_of_authors_does_not_hide_an_older_whole_one() -> None:
    whole, short = ("Ada Example", "Cy Third"), ("Ada Example", "et al.")
    for older, newer, wanted in ((whole, short, whole), (short, whole, whole), (short, (), short)):
        files = [
            day("2026-05-03", entry(id="2605.00001", authors=older)),
            day("2026-05-04", entry(id="2605.00001", authors=newer)),
        ]
        found = grown(files, 1)
        assert found
        assert found.archive() == gather(files, {})
        assert found.papers["2605.00001"].authors == wanted


def test_what_was_noticed_in_any_file_is_known() -> None:
    told = Diagnostic(path="a.md", line=1, severity=Severity.WARNING, message="doubtful")
    files = [
        DigestStub(pack=path, path=path, sha256="", is_digest=False, diagnostics=(told,))
        for path in ("a.md", "b.md")
    ]
    found = grown(files, 1)
    assert found
    assert found.noticed == (told, told)
