"""The manifest: what was saved is loaded, and what cannot be trusted is said to be so."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.fingerprint import content_digest
from generator.manifest import (
    FOLDER,
    PATH,
    VERSION,
    FileRecord,
    Manifest,
    ManifestState,
    decode,
    encode,
    intact,
    is_saved,
    load,
    put_at,
    record,
)
from generator.packing import packed

ONE, TWO = record(b"one"), record(b"two", "made of two")
MANIFEST = Manifest(search="s", files={"index.html": ONE, "pagefind/a/x.js": TWO})


def save(output: Path, data: bytes) -> None:
    place = output / PATH
    place.parent.mkdir(parents=True)
    place.write_bytes(data)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    save(tmp_path, encode(MANIFEST))
    loaded = load(tmp_path)
    assert loaded.manifest == MANIFEST
    assert loaded.state is ManifestState.FOUND


def test_the_order_of_the_files_does_not_show() -> None:
    other = Manifest(search="s", files=dict(reversed(MANIFEST.files.items())))
    assert encode(other) == encode(MANIFEST)


def test_an_empty_output_has_an_empty_manifest(tmp_path: Path) -> None:
    loaded = load(tmp_path / "nothing")
    assert loaded.manifest == Manifest()
    assert loaded.state is ManifestState.MISSING


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        encode(MANIFEST)[:-10],
        encode(MANIFEST)[:20] + encode(MANIFEST)[21:],
        packed(b"[]"),
        packed(b"{}"),
        packed(b'{"version":2,"more":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        packed(b"a") + packed(b"b"),
        packed(b'{"version":2,"search":"","files":{"a":["f"]}}'),
        packed(b'{"version":2,"search":"","files":{"a":["f","d","12"]}}'),
    ],
)
def test_a_damaged_manifest_is_empty_and_said_to_be_damaged(data: bytes) -> None:
    loaded = decode(data)
    assert loaded.manifest == Manifest()
    assert loaded.state is ManifestState.DAMAGED


def test_another_version_is_not_read() -> None:
    data = f'{{"version":{VERSION + 1},"files":["in another form"]}}'.encode()
    assert decode(packed(data)).state is ManifestState.OTHER_VERSION


def test_a_manifest_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / PATH).mkdir(parents=True)
    with pytest.raises(OutputError, match=r"manifest\.json"):
        load(tmp_path)


def test_only_the_very_bytes_count_as_saved(tmp_path: Path) -> None:
    assert not is_saved(tmp_path, encode(MANIFEST))
    save(tmp_path, encode(MANIFEST))
    assert is_saved(tmp_path, encode(MANIFEST))
    assert not is_saved(tmp_path, encode(Manifest()))


def test_a_record_without_a_fingerprint_is_made_of_its_bytes() -> None:
    assert FileRecord(fingerprint=ONE.digest, digest=ONE.digest, size=3) == ONE
    assert TWO.fingerprint == "made of two"


def test_the_files_of_a_folder_can_be_told_from_the_others() -> None:
    assert MANIFEST.below("pagefind") == {"pagefind/a/x.js": TWO}
    assert MANIFEST.below("page") == {}
    assert MANIFEST.outside("pagefind").files == {"index.html": ONE}


def test_files_are_intact_when_all_have_their_size() -> None:
    assert intact(MANIFEST.files, {"index.html": 3, "pagefind/a/x.js": 3, "more": 1})
    assert not intact(MANIFEST.files, {"index.html": 3, "pagefind/a/x.js": 2})
    assert not intact(MANIFEST.files, {"index.html": 3})
    assert not intact({}, {"index.html": 3})


def test_a_record_is_made_of_the_bytes_and_what_they_were_made_of() -> None:
    digest = content_digest(b"bytes")
    assert record(b"bytes") == FileRecord(fingerprint=digest, digest=digest, size=5)
    assert record(b"bytes", "made of") == FileRecord(fingerprint="made of", digest=digest, size=5)


def test_a_manifest_that_cannot_be_read_names_the_place(tmp_path: Path) -> None:
    (tmp_path / PATH).mkdir(parents=True)
    with pytest.raises(OutputError, match=re.escape(str(tmp_path))):
        load(tmp_path)


def test_a_manifest_is_saved_where_its_very_bytes_lie(tmp_path: Path) -> None:
    assert not is_saved(tmp_path, b"one")
    (tmp_path / FOLDER).mkdir()
    (tmp_path / PATH).write_bytes(b"one")
    assert is_saved(tmp_path, b"one")
    assert not is_saved(tmp_path, b"two")


@pytest.mark.parametrize("since", [1_000, 2_000_000_000_123_456_789])
def test_when_a_manifest_was_put_is_told_by_its_folder(tmp_path: Path, since: int) -> None:
    save(tmp_path, encode(MANIFEST))
    os.utime(tmp_path / FOLDER, ns=(since, since))
    assert put_at(tmp_path, load(tmp_path)) == since


@pytest.mark.parametrize("data", [b"", b"no manifest", packed(b'{"version": 1}')])
def test_a_manifest_that_is_none_was_never_put(tmp_path: Path, data: bytes) -> None:
    save(tmp_path, data)
    assert put_at(tmp_path, load(tmp_path)) == 0


def test_where_there_is_no_manifest_none_was_put(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    assert put_at(tmp_path, load(tmp_path)) == 0
    assert put_at(tmp_path / "none", decode(encode(MANIFEST))) == 0
