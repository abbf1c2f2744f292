"""Known files: a file is only taken for the same where it must be."""

import pytest

from generator.cache.known import SLACK, KnownFile, Status, decode_known, encode_known

SECOND = 10**9
STATUS = Status(size=12, modified=100 * SECOND, changed=100 * SECOND)
KNOWN = KnownFile(status=STATUS, seen=200 * SECOND, sha256="ab")


def test_an_old_file_of_the_same_status_is_the_same() -> None:
    assert KNOWN.vouches_for(STATUS)


@pytest.mark.parametrize(
    "status",
    [
        Status(size=13, modified=STATUS.modified, changed=STATUS.changed),
        Status(size=12, modified=STATUS.modified + 1, changed=STATUS.changed),
        Status(size=12, modified=STATUS.modified - 1, changed=STATUS.changed),
        Status(size=12, modified=STATUS.modified, changed=STATUS.changed + 1),
    ],
)
def test_another_status_proves_nothing(status: Status) -> None:
    assert not KNOWN.vouches_for(status)


@pytest.mark.parametrize("age, same", [(0, False), (SLACK, False), (SLACK + 1, True)])
def test_a_file_that_had_just_changed_when_it_was_seen_is_read_again(age: int, same: bool) -> None:
    seen = STATUS.modified + age
    assert KnownFile(status=STATUS, seen=seen, sha256="ab").vouches_for(STATUS) is same


def test_a_file_of_the_future_is_read_again() -> None:
    late = Status(size=12, modified=900 * SECOND, changed=100 * SECOND)
    assert not KnownFile(status=late, seen=200 * SECOND, sha256="ab").vouches_for(late)


def test_a_table_is_read_as_it_was_written_in_any_order() -> None:
    files = {"b.md": KNOWN, "a.md": KNOWN}
    data = encode_known(files)
    assert decode_known(data) == files
    assert encode_known(dict(reversed(files.items()))) == data


@pytest.mark.parametrize("at", [0, 9, 30, -1])
def test_a_damaged_table_knows_nothing(at: int) -> None:
    data = bytearray(encode_known({"a.md": KNOWN}))
    data[at] ^= 1
    assert decode_known(bytes(data)) == {}
    assert decode_known(b"") == {}
