"""Which paths of a site may be written, whatever system the site is built or served on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from itertools import accumulate

from generator.errors import OutputError

LONGEST_NAME = 255
"""Bytes of a file name that every common file system takes."""

_HINT = "rename the page of your own or the theme's file that it comes from"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\\:*?"<>|\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:(?:[0-9][\w.-]{0,60}\w|papers|authors|categories)/){1,6}index\.html", re.ASCII
)


def flaw(path: str) -> str:
    """What is unsafe about a POSIX path below the output folder, or nothing."""
    if _PLAIN.fullmatch(path):  # nearly all paths of a large site: ten times faster
        return ""
    if unsafe := _UNSAFE.search(path):
        return f"it has the character {unsafe.group()!r}"
    *folders, name = path.split("/")
    if any(folder.startswith(".") for folder in folders):
        return "it has a folder that starts with a dot"
    return next(filter(None, map(_flaw_of_name, (*folders, name))), "")


def _flaw_of_name(name: str) -> str:
    if name in {"", ".", ".."}:
        return "it is not a plain path below the output folder"
    if name[-1] in ". ":
        return "a name in it ends in a dot or a space"
    if _RESERVED.fullmatch(name):
        return f"Windows keeps the name {name!r} for itself"
    if len(name.encode()) > LONGEST_NAME:
        return f"a name in it is longer than {LONGEST_NAME} bytes"
    return ""


def check_path(path: str) -> None:
    """Raise OutputError unless the path is safe to write below the output folder."""
    if reason := flaw(path):
        message = f"the path {path!r} cannot be written: {reason}"
        raise OutputError(message, hint=_HINT)


def folded(path: str) -> str:
    """The path as a file system sees it that knows no case and no Unicode forms."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def folders_of(path: str) -> tuple[str, ...]:
    """The folders that lead to a path, outermost first."""
    names = path.split("/")[:-1]
    return tuple(accumulate(names, lambda folder, name: f"{folder}/{name}"))


def check_paths(paths: Iterable[str], known: Container[str] = ()) -> None:
    """Raise OutputError when a path is unsafe, or two would meet in one place somewhere.

    Each of the `known` by itself was found to be safe before.
    """
    every = list(dict.fromkeys(paths))
    for path in every:
        if path not in known:
            check_path(path)
    places = list(map(folded, every))
    at = dict(zip(places, every, strict=True))
    if len(at) < len(every):
        raise _meeting(places, every)
    _check_folders(at)


def _meeting(places: Iterable[str], paths: Iterable[str]) -> OutputError:
    """The error about the first two paths that have one place."""
    first: dict[str, str] = {}
    pairs = (
        (first.setdefault(place, path), path) for place, path in zip(places, paths, strict=True)
    )
    one, other = next((one, other) for one, other in pairs if one != other)
    message = f"{one!r} and {other!r} are one file where case does not count"
    return OutputError(message, hint=_HINT)


def _check_folders(at: Mapping[str, str]) -> None:
    """Raise OutputError where a place of a path is the folder of another's."""
    folders = {place.rpartition("/")[0] for place in at}
    while folders := folders - {""}:
        if meeting := folders & at.keys():
            folder = min(meeting)
            inside = next(path for place, path in at.items() if place.startswith(f"{folder}/"))
            message = f"{at[folder]!r} would be both a file and the folder of {inside!r}"
            raise OutputError(message, hint=_HINT)
        folders = {folder.rpartition("/")[0] for folder in folders}
