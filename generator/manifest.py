"""The manifest: what the last build wrote, so that the next one knows what is its own.

It lies in the output at `.digestry/manifest.json.gz`, where it is neither served nor published,
and is written last. It is a function of the site alone: an incremental build's manifest
equals that of a clean one byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from generator.disk import output_errors
from generator.fingerprint import content_digest
from generator.model import Value
from generator.packing import UNREADABLE, packed, unpacked

VERSION = 2
FOLDER = ".digestry"
PATH = f"{FOLDER}/manifest.json.gz"


_LEVEL: Final = 1
"""Digests hardly pack: the highest level takes six times as long for a twentieth."""
_MOST: Final = 256_000_000
"""Bytes that a manifest may hold: ten times what a site of 100,000 papers needs."""


class FileRecord(Value, frozen=True, array_like=True, gc=False):
    """A file as it was written: what it was made of, the digest of its bytes, their number."""

    fingerprint: str
    digest: str
    size: int


class Manifest(Value, frozen=True, omit_defaults=False):
    """All files of the site by their POSIX path below the output, and the search index's digest.

    `inputs` is the digest of all that the site was made of.
    """

    version: int = VERSION
    inputs: str = ""
    search: str = ""
    files: dict[str, FileRecord] = msgspec.field(default_factory=dict)

    def below(self, folder: str) -> dict[str, FileRecord]:
        """The files in a folder, such as those of the search index."""
        start = f"{folder}/"
        return {path: record for path, record in self.files.items() if path.startswith(start)}

    def outside(self, folder: str) -> Manifest:
        """The manifest without the files in a folder that is decided on by another rule."""
        start = f"{folder}/"
        files = {path: file for path, file in self.files.items() if not path.startswith(start)}
        return msgspec.structs.replace(self, files=files)


class ManifestState(StrEnum):
    """What was found in the manifest's place."""

    FOUND = "the manifest of the last build was found"
    MISSING = "there is no manifest of an earlier build"
    DAMAGED = "the manifest of the last build is damaged: everything is rendered again"
    OTHER_VERSION = "the manifest is of another version: everything is rendered again"


class LoadedManifest(Value, frozen=True):
    """A manifest, empty unless one was found, and what was found."""

    manifest: Manifest
    state: ManifestState


class _Header(Value, frozen=True):
    version: int


def record(data: bytes, fingerprint: str = "") -> FileRecord:
    """The record of a file with these bytes; without a fingerprint it is a function of them."""
    digest = content_digest(data)
    return FileRecord(fingerprint=fingerprint or digest, digest=digest, size=len(data))


def encode(manifest: Manifest) -> bytes:
    """The manifest as it is saved: packed JSON, in sorted order."""
    files = dict(sorted(manifest.files.items()))
    return packed(msgspec.json.encode(msgspec.structs.replace(manifest, files=files)), _LEVEL)


def decode(data: bytes) -> LoadedManifest:
    """The manifest in these bytes; damage and other versions give an empty one."""
    try:
        data = unpacked(data, _MOST)
        if msgspec.json.decode(data, type=_Header).version != VERSION:
            return _empty(ManifestState.OTHER_VERSION)
        manifest = msgspec.json.decode(data, type=Manifest)
    except (ValueError, *UNREADABLE):
        return _empty(ManifestState.DAMAGED)
    return LoadedManifest(manifest=manifest, state=ManifestState.FOUND)


def load(output: Path) -> LoadedManifest:
    """The manifest of the last build in this folder.

    Raises OutputError when the file is there and cannot be read.
    """
    with output_errors(output):
        try:
            return decode((output / PATH).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return _empty(ManifestState.MISSING)


def put_at(output: Path, loaded: LoadedManifest) -> int:
    """When the manifest was put in its place, after all else, in nanoseconds; 0 if there is none.

    That is when the folder in which it is alone was changed: the file itself was written before.
    """
    with suppress(OSError):
        if loaded.state is ManifestState.FOUND:
            return (output / FOLDER).lstat().st_mtime_ns
    return 0


def is_saved(output: Path, data: bytes) -> bool:
    """Whether the output has this very manifest."""
    place = output / PATH
    return place.is_file() and place.read_bytes() == data


def intact(files: Mapping[str, FileRecord], present: Mapping[str, int]) -> bool:
    """Whether there are such files, and all lie in the output in the size that was written."""
    return bool(files) and all(present.get(path) == file.size for path, file in files.items())


def _empty(state: ManifestState) -> LoadedManifest:
    return LoadedManifest(manifest=Manifest(), state=state)
