"""Writing a file so that it may be written again: with the same bytes, nobody notices."""

# A path object for each of 100,000 files would double the time.
# ruff: noqa: PTH123

from __future__ import annotations

import os

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_file(path: str | os.PathLike[str], data: bytes, *, durable: bool = False) -> None:
    """Write a file, never through a symbolic link; a durable one has reached the disk.

    It is cut to its new size at the end, not emptied first. So a file that is there in full stays
    whole while a second process writes the same bytes.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | _NO_FOLLOW, 0o666)
    with open(descriptor, "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        if os.fstat(descriptor).st_size > len(data):
            os.ftruncate(descriptor, len(data))
        if durable:
            os.fsync(descriptor)
