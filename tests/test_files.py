"""Writing files a second time."""

import os
from pathlib import Path

import pytest

from generator.files import write_file


def test_a_file_has_what_was_written_last(tmp_path: Path) -> None:
    place = tmp_path / "a"
    for data in (b"long and longer", b"short", b"", b"again"):
        write_file(place, data)
        assert place.read_bytes() == data


def test_a_whole_file_is_never_cut_short_while_it_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a"
    write_file(place, b"whole")
    seen = []
    really = os.open

    def look_in_between(*given: object) -> int:
        descriptor = really(*given)  # type: ignore[arg-type]
        seen.append(place.read_bytes())
        return descriptor

    with monkeypatch.context() as patched:
        patched.setattr("generator.files.os.open", look_in_between)
        write_file(place, b"whole")
    assert seen[0] == b"whole"
