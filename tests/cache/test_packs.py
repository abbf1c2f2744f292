"""Packs: what was put in comes out, an entry at a time; what is damaged is noticed."""

from pathlib import Path

import pytest

from generator.cache.packs import PackShelf, load_stubs, manner_digest, pack, pack_name, save_pack
from generator.digests.detect import Read
from generator.digests.fields import STANDARD
from generator.errors import CacheError, Diagnostic, Severity
from generator.model import CategoryNote, Digest, Entry, SourceRef
from generator.stubs import DigestStub
from tests.samples import digest, entry, tldr

ENTRIES = (
    entry("One", id="2605.00001", categories=("cs.DC",), sections=(tldr("In one line."),)),
    entry("二", line=7, authors=("A", "B"), date="2026-05-08", badges=("new",)),
)
FOUND = Diagnostic(path="2026-05-08.md", line=3, severity=Severity.WARNING, message="odd")


def saved(folder: Path, *entries: Entry, manner: str = "m", sha256: str = "") -> DigestStub:
    note = CategoryNote(code="cs.DC", name="Distributed")
    one = digest("2026-05-08.md", *entries, notes=(note,), written_date="2026-05-08", unread=2)
    read = Read(
        digest=Digest(**{f: getattr(one, f) for f in one.__struct_fields__} | {"sha256": sha256}),
        diagnostics=(FOUND,),
    )
    stubs, data = pack(read, manner)
    save_pack(folder, stubs.pack, data)
    return stubs


def test_stubs_are_loaded_as_they_were_saved(tmp_path: Path) -> None:
    stubs = saved(tmp_path, *ENTRIES)
    assert load_stubs(tmp_path, stubs.pack) == stubs
    assert [stub.title for stub in stubs.entries] == ["One", "二"]
    assert [stub.line for stub in stubs.entries] == [1, 7]
    assert (stubs.written_date, stubs.unread, stubs.diagnostics) == ("2026-05-08", 2, (FOUND,))
    assert stubs.notes[0].name == "Distributed"


def test_an_entry_is_loaded_whole_but_for_its_place(tmp_path: Path) -> None:
    stubs = saved(tmp_path, *ENTRIES)
    shelf = PackShelf(tmp_path)
    loaded = [shelf.entry(stubs.leaf(stub)) for stub in stubs.entries]
    shelf.close()
    assert [one.title for one in loaded] == ["One", "二"]
    assert loaded[0].sections == ENTRIES[0].sections
    assert (loaded[1].authors, loaded[1].badges) == (("A", "B"), ("new",))
    assert {one.source for one in loaded} == {SourceRef(path="", line=0)}


def test_the_place_of_an_entry_is_no_part_of_its_digest(tmp_path: Path) -> None:
    here, there = (saved(tmp_path, entry("One", line=line)) for line in (1, 90))
    assert here.entries[0].digest == there.entries[0].digest
    assert saved(tmp_path, entry("Two")).entries[0].digest != here.entries[0].digest


def test_a_pack_is_named_by_all_that_decides_what_is_read() -> None:
    names = {
        pack_name("a.md", "1", "m"),
        pack_name("b.md", "1", "m"),
        pack_name("a.md", "2", "m"),
        pack_name("a.md", "1", "n"),
    }
    assert len(names) == 4


def test_words_and_language_and_program_are_the_manner(monkeypatch: pytest.MonkeyPatch) -> None:
    manners = {
        manner_digest(STANDARD, "en"),
        manner_digest(STANDARD, "fr"),
        manner_digest(STANDARD.extended({"Highlight": "tldr"}), "en"),
    }
    monkeypatch.setattr("generator.cache.packs.program_digest", lambda: "another")
    assert len(manners | {manner_digest(STANDARD, "en")}) == 4


def damage(place: Path, kind: str) -> None:
    data = place.read_bytes()
    if kind == "missing":
        place.unlink()
    elif kind == "foreign":
        place.write_bytes(b"not a pack at all")
    elif kind == "turned":
        place.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
    else:
        place.write_bytes(data[: {"empty": 0, "cut": len(data) - 1, "short": 20}[kind]])


KINDS = ["missing", "foreign", "turned", "empty", "cut", "short"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_pack_has_no_stubs(kind: str, tmp_path: Path) -> None:
    stubs = saved(tmp_path, *ENTRIES)
    damage(tmp_path / stubs.pack, kind)
    assert load_stubs(tmp_path, stubs.pack) is None


def test_a_pack_under_another_name_has_no_stubs(tmp_path: Path) -> None:
    stubs = saved(tmp_path, *ENTRIES)
    (tmp_path / stubs.pack).rename(tmp_path / "other.pack")
    assert load_stubs(tmp_path, "other.pack") is None


@pytest.mark.parametrize("kind", ["missing", "foreign", "empty", "cut", "short"])
def test_an_entry_of_a_damaged_pack_is_an_error(kind: str, tmp_path: Path) -> None:
    stubs = saved(tmp_path, *ENTRIES)
    damage(tmp_path / stubs.pack, kind)
    with pytest.raises(CacheError, match="is damaged"):
        PackShelf(tmp_path).entry(stubs.leaf(stubs.entries[-1]))


def test_a_turned_bit_in_a_text_is_an_error(tmp_path: Path) -> None:
    stubs = saved(tmp_path, *ENTRIES)
    place = tmp_path / stubs.pack
    place.write_bytes(place.read_bytes().replace(b"In one line.", b"In two line."))
    with pytest.raises(CacheError):
        PackShelf(tmp_path).entry(stubs.leaf(stubs.entries[0]))


def test_more_packs_than_are_kept_open_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cache.packs._OPEN_PACKS", 2)
    every = [saved(tmp_path, entry(f"Paper {n}"), sha256=str(n)) for n in range(5)]
    shelf = PackShelf(tmp_path)
    for _ in range(2):
        titles = [shelf.entry(one.leaf(one.entries[0])).title for one in every]
        assert titles == [f"Paper {n}" for n in range(5)]


def test_what_cannot_be_saved_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space left"):
        save_pack(tmp_path, "a.pack", b"data")
    assert list(tmp_path.iterdir()) == []
