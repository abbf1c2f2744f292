"""The cache's folder: one build at a time, no more than was used, never in a build's way."""

from pathlib import Path

import pytest

from generator.cache.folder import Cache, Outcome
from generator.cache.known import KnownFile, Status
from generator.cache.packs import pack, save_pack
from generator.digests.detect import Read
from generator.errors import CacheError
from generator.hosts import Weight
from generator.stubs import DigestStub, Names
from generator.views.sketches import Known, KnownPage, Remembered
from tests.samples import digest, entry

OUTCOME = Outcome(inputs="i", papers=3, days=2, pages=9, weight=Weight(papers=3, size=9_000))
KNOWN = {"a.md": KnownFile(status=Status(size=1, modified=2, changed=3), seen=4, sha256="ab")}


def put(cache: Cache, title: str) -> DigestStub:
    stubs, data = pack(Read(digest=digest("a.md", entry(title))), title)
    save_pack(cache.folder, stubs.pack, data)
    return stubs


def test_what_a_build_used_stays_and_the_rest_goes(tmp_path: Path) -> None:
    with Cache(tmp_path / "deep" / "cache") as cache:
        used, unused = put(cache, "One"), put(cache, "Two")
        (cache.folder / "new-left-over").write_text("")
        (cache.folder / "index").mkdir()
        cache.settle([used.pack], KNOWN)
        assert cache.names() == {used.pack}
        assert cache.known() == KNOWN
        assert cache.stubs(used.pack, Names()) == used
        with pytest.raises(CacheError):
            cache.stubs(unused.pack, Names())
        assert not (cache.folder / "new-left-over").exists()
        assert (cache.folder / "index").is_dir()


def test_what_a_build_found_is_known_for_the_same_inputs(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        assert cache.outcome("i") is None
        cache.note(OUTCOME)
    with Cache(tmp_path) as cache:
        assert cache.outcome("i") == OUTCOME
        assert cache.outcome("j") is None


@pytest.mark.parametrize("data", [b"", b"x" * 15, b"x" * 40])
def test_a_damaged_outcome_is_none(data: bytes, tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.note(OUTCOME)
        (tmp_path / "outcome").write_bytes(data)
        assert cache.outcome("i") is None


def test_a_second_build_has_a_cache_of_its_own_while_the_first_runs(tmp_path: Path) -> None:
    with Cache(tmp_path) as first, Cache(tmp_path) as second:
        assert second.folder != first.folder
        put(second, "One")
        assert first.names() == frozenset()
        temporary = second.folder
    assert not temporary.exists()
    with Cache(tmp_path) as third:
        assert third.folder == tmp_path


def test_a_file_in_the_place_of_the_folder_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("mine")
    with Cache(tmp_path / "cache") as cache:
        put(cache, "One")
        assert len(cache.names()) == 1
    assert (tmp_path / "cache").read_text() == "mine"


def test_a_cleared_cache_is_empty(tmp_path: Path) -> None:
    with Cache(tmp_path, remember=True) as cache:
        stubs = cache.keep(put(cache, "One"))
        cache.settle([stubs.pack], KNOWN)
        cache.note(OUTCOME)
        cache.clear()
        assert (cache.names(), cache.known(), cache.outcome("i")) == (frozenset(), {}, None)
        with pytest.raises(CacheError):
            cache.stubs(stubs.pack, Names())


def test_only_a_cache_that_remembers_has_stubs_without_their_pack(tmp_path: Path) -> None:
    for remember in (True, False):
        with Cache(tmp_path, remember=remember) as cache:
            stubs = cache.keep(put(cache, "One"))
            (tmp_path / stubs.pack).unlink()
            if remember:
                assert cache.stubs(stubs.pack, Names()) is stubs
            else:
                with pytest.raises(CacheError):
                    cache.stubs(stubs.pack, Names())


def test_names_are_held_once_however_many_digests_name_them(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        packs = [
            pack(Read(digest=digest(path, entry(authors=("Ada Example", f"Bo {path}")))), "")
            for path in ("a.md", "b.md", "a.md")
        ]
        for stubs, data in packs:
            save_pack(cache.folder, stubs.pack, data)
        names = Names()
        first, other, again = (
            cache.stubs(stubs.pack, names).entries[0].authors for stubs, _ in packs
        )
    assert first == ("Ada Example", "Bo a.md")
    assert first is again
    assert first[0] is other[0]


REMEMBERED = Remembered(
    pages=Known(
        pages={b"subject": (KnownPage(address="/a/", fingerprint="f", is_listed=True),)},
        groups={b"group": (b"subject",)},
    ),
    folds={"Ada B. Example": "ada.b example"},
)


def test_what_is_known_of_pages_is_known_in_the_same_manner(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        assert cache.remembered("m") == Remembered()
        cache.remember("m", REMEMBERED)
    with Cache(tmp_path) as cache:
        assert cache.remembered("m") == REMEMBERED
        assert cache.remembered("n") == Remembered()
        cache.clear()
        assert cache.remembered("m") == Remembered()


@pytest.mark.parametrize("place", [0, 20, -1])
def test_damaged_knowledge_of_pages_is_none(place: int, tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.remember("m", REMEMBERED)
        data = bytearray((tmp_path / "pages").read_bytes())
        data[place] ^= 1
        (tmp_path / "pages").write_bytes(data)
        assert cache.remembered("m") == Remembered()
