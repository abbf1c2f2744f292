"""Pagefind's filters in sorted order: it writes them as its hash tables happen to hold them.

Without this, the same papers would give another index with each run. The files are named by
their bytes, so the new names are put where the old ones stood. Formats: Pagefind 1.5.2.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from generator.fingerprint import content_digest

_SIGNATURE = b"pagefind_dcd"
_FILTER_DIGITS = 7
_META_DIGITS = 10
_FILTERS = 3
_ENTRY = "pagefind-entry.json"
_TEXT, _ARRAY = 3, 4
_SHORT = 24
"""From this number on, the head of a CBOR item says how many bytes its length takes (RFC 8949)."""


def put_in_order(bundle: Path) -> None:
    """Sort the values of all filters of an index; raises ValueError for a format not known."""
    renamed: dict[bytes, bytes] = {}
    for place in sorted(bundle.glob("filter/*.pf_filter")):
        data = sorted_values(_load(place))
        renamed |= _replace(place, "", data, _FILTER_DIGITS)
    named: dict[bytes, bytes] = {}
    for place in sorted(bundle.glob("pagefind.*.pf_meta")):
        named |= _replace(
            place, "pagefind.", sorted_filters(_with(_load(place), renamed)), _META_DIGITS
        )
    entry = bundle / _ENTRY
    entry.write_bytes(_with(entry.read_bytes(), named))


def _load(place: Path) -> bytes:
    data = gzip.decompress(place.read_bytes())
    if not data.startswith(_SIGNATURE):
        raise ValueError(f"{place.name} has another format")
    return data.removeprefix(_SIGNATURE)


def _replace(place: Path, lead: str, data: bytes, digits: int) -> dict[bytes, bytes]:
    """Write a file under the name of its new bytes; its old name and the new one."""
    old = place.stem.removeprefix(lead)
    new = f"{old.partition('_')[0]}_{content_digest(data)[:digits]}"
    place.unlink()
    place.with_name(f"{lead}{new}{place.suffix}").write_bytes(
        gzip.compress(_SIGNATURE + data, mtime=0)
    )
    return {old.encode(): new.encode()}


def _with(data: bytes, names: dict[bytes, bytes]) -> bytes:
    for old, new in names.items():
        if data.count(old) != 1 or len(old) != len(new):
            raise ValueError(f"the name {old.decode()} is not where it was expected")
        data = data.replace(old, new)
    return data


def sorted_values(data: bytes) -> bytes:
    """Sort the values of a filter: an array of its name and an array of [value, pages]."""
    return _sorted_array(data, _end(data, _end_of_head(data, 0)))


def sorted_filters(data: bytes) -> bytes:
    """Sort the filters in the meta file: the fourth item of an array, itself [name, file]s."""
    at = _end_of_head(data, 0)
    for _ in range(_FILTERS):
        at = _end(data, at)
    return _sorted_array(data, at)


def _sorted_array(data: bytes, at: int) -> bytes:
    """Sort the array at a place by the first item of each of its arrays."""
    start, end = _end_of_head(data, at), _end(data, at)
    items: list[tuple[bytes, bytes]] = []
    at = start
    while at < end:
        name, after = _end_of_head(data, at), _end(data, at)
        items.append((data[name : _end(data, name)], data[at:after]))
        at = after
    return data[:start] + b"".join(item for _, item in sorted(items)) + data[end:]


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Read the head of a CBOR item: its kind, its number, and where it ends."""
    kind, number = data[at] >> 5, data[at] & 31
    if number < _SHORT:
        return kind, number, at + 1
    end = at + 1 + (1 << (number - _SHORT))
    return kind, int.from_bytes(data[at + 1 : end]), end


def _end_of_head(data: bytes, at: int) -> int:
    kind, _, end = _head(data, at)
    if kind != _ARRAY:
        raise ValueError("a list is not where it was expected")
    return end


def _end(data: bytes, at: int) -> int:
    """Find the end of a CBOR item of those that occur here: numbers, texts and arrays of them."""
    kind, number, at = _head(data, at)
    if kind == _TEXT:
        return at + number
    if kind == _ARRAY:
        for _ in range(number):
            at = _end(data, at)
    return at
