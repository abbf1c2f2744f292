"""Packed bytes: what was put in comes out, and never more than is allowed."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from generator import manifest
from generator.packing import inflated, packed, unpacked

TEXT = b"a text that repeats itself " * 40
BOMB = 64_000_000


@pytest.mark.parametrize("pack, unpack", [(packed, unpacked), (zlib.compress, inflated)])
def test_what_was_packed_comes_out(
    pack: Callable[[bytes], bytes], unpack: Callable[[bytes, int], bytes]
) -> None:
    assert unpack(pack(TEXT), len(TEXT)) == TEXT
    with pytest.raises(ValueError, match=f"more than {len(TEXT) - 1:,}"):
        unpack(pack(TEXT), len(TEXT) - 1)


@pytest.mark.parametrize(
    "data", [b"", TEXT, packed(TEXT)[:-9], packed(TEXT)[:-1], packed(TEXT) + b"x", b"\x1f\x8b"]
)
def test_what_is_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"packed bytes|Error"):
        unpacked(data, 10_000)


def test_a_wrong_checksum_is_refused() -> None:
    data = bytearray(packed(TEXT))
    data[-8] ^= 1
    with pytest.raises(ValueError, match="check"):
        unpacked(bytes(data), 10_000)


def test_no_more_is_made_of_a_bomb_than_is_allowed() -> None:
    bomb = gzip.compress(bytes(BOMB))
    tracemalloc.start()
    with pytest.raises(ValueError, match="more than"):
        unpacked(bomb, 100_000)
    assert tracemalloc.get_traced_memory()[1] < BOMB / 10
    tracemalloc.stop()


def test_a_manifest_that_is_a_bomb_counts_as_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    data = manifest.encode(manifest.Manifest())
    assert manifest.decode(data).state is manifest.ManifestState.FOUND
    monkeypatch.setattr(manifest, "_MOST", 10)
    assert manifest.decode(data).state is manifest.ManifestState.DAMAGED
