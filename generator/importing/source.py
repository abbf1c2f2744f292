"""Where an archive lies: a folder of this machine, or a repository to fetch."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from generator.digests.repair import decode
from generator.errors import UsageError
from generator.importing import git
from generator.importing.address import (
    Address,
    is_address,
    meant_as_address,
    read_address,
    repository_name,
    without_secrets,
)
from generator.importing.inference import Origin
from generator.model import Value

_README = re.compile(r"readme(?:\.(?:md|markdown|rst|txt))?", re.IGNORECASE)
_README_BYTES = 1_000_000


class Place(Value):
    """Where an archive is: a folder (`top`), or an address; and the folder below that is meant."""

    top: Path | None = None
    address: Address | None = None
    path: str = ""
    remote: str = ""

    @property
    def name(self) -> str:
        """What a site that is made of it would be called."""
        if self.top is not None:
            return self.top.name
        return repository_name(self.address.url if self.address else "")

    @property
    def told(self) -> str:
        """The source as it may be shown and written down: without secrets."""
        if self.top is not None:
            return str(self.top)
        return without_secrets(self.address.url) if self.address else ""

    @property
    def told_with_path(self) -> str:
        """The folder that is meant, as it may be shown."""
        if self.top is not None:
            return str(self.top / self.path)
        return f"{self.path} of {self.told}" if self.path else self.told


def locate(source: str, branch: str = "", path: str = "") -> Place:
    """Say where a source is; raises UsageError for one that is neither folder nor address."""
    _check_path(path)
    folder = Path(source)
    if folder.is_dir():
        return _of_folder(folder.resolve(), branch, path)
    if os.path.lexists(folder):
        kind = "a symbolic link to nothing" if folder.is_symlink() else _kind(folder)
        raise UsageError(f"{source} is {kind}, not a folder", hint="name the folder that holds it")
    if not is_address(source):
        address = meant_as_address(source)
        also = f"; a repository is written {address}" if address else ""
        message = f"there is no folder {without_secrets(source)}"
        raise UsageError(message, hint=f"check the spelling{also}")
    read = read_address(source)
    if path and read.path and path != read.path:
        raise UsageError(
            f"the address names the folder {read.path}, and --path {path}", hint="give one of them"
        )
    address_path = path or read.path
    _check_path(address_path)
    asked = Address(url=read.url, branch=branch or read.branch, path=address_path)
    if asked.branch:
        git.check_branch(asked.branch)
    return Place(address=asked, path=address_path, remote=read.url)


def _of_folder(folder: Path, branch: str, path: str) -> Place:
    """Take a folder as it lies there, or as a branch of its repository has it."""
    if not branch and not git.is_bare(folder):
        return Place(top=folder, path=path)
    if branch:
        git.check_branch(branch)
        _check_clone(folder)
    remote = git.remote_of(folder)
    address = Address(url=folder.as_uri(), branch=branch, path=path)
    return Place(address=address, path=path, remote=remote or folder.as_uri())


def _check_clone(folder: Path) -> None:
    """Raise UsageError for a folder that has no branches to choose from."""
    if git.is_bare(folder) or os.path.lexists(folder / ".git"):
        return
    top = git.top_of(folder)
    hint = "leave out --branch to read the files that lie there"
    if top is not None:
        below_top = folder.relative_to(top.resolve()).as_posix()
        hint = f"give {top} with --path {below_top}, or {hint}"
    raise UsageError(f"{folder} is no clone of a repository, and has no branches", hint=hint)


def _kind(place: Path) -> str:
    mode = place.stat().st_mode
    if stat.S_ISREG(mode):
        return "a file"
    return "a named pipe" if stat.S_ISFIFO(mode) else "a device or a socket"


def _check_path(path: str) -> None:
    names = path.replace("\\", "/").split("/")
    if path and (Path(path).is_absolute() or ".." in names or not path.isprintable()):
        raise UsageError(
            f"--path {path!r} does not lie in the archive",
            hint="write it from the top of the repository, such as data/daily",
        )


def below(top: Path, path: str) -> Path:
    """Give a folder of an archive; raises UsageError where there is none, or only by a link."""
    place = top
    for name in filter(lambda name: name not in {"", "."}, path.split("/")):
        place = place / name
        if place.is_symlink():
            raise UsageError(
                f"{path} leads through a symbolic link, which is not followed",
                hint="name the folder itself",
            )
    if not place.is_dir():
        raise UsageError(f"there is no folder {path} in the archive", hint="check --path")
    return place


def origin_of(folder: Path, fetched: str = "") -> Origin:
    """Tell where a folder comes from; `fetched` is the address if it was fetched just now.

    A repository around the folder that keeps nothing of it has no say.
    """
    top = _home_of(folder)
    home = folder if top is None else top
    remote = fetched or (git.remote_of(home) if top else "")
    readme = readme_of(home) or readme_of(folder)
    return Origin(folders=folder.parts, remote=remote, readme=readme)


def _home_of(folder: Path) -> Path | None:
    """Give the top of the clone that keeps something of a folder."""
    top = git.top_of(folder)
    if top is None or top.resolve() == folder.resolve():
        return top
    return top if git.asked(folder, "ls-files", "--", ".") else None


def other_branches(folder: Path, address: Address | None = None) -> tuple[str, ...]:
    """Name the branches of a repository but the one that lies in a folder.

    `address` is where the folder was fetched from; without it, the clone itself is asked.
    """
    top = _home_of(folder)
    if top is None:
        return ()
    here = git.asked(top, "branch", "--show-current") or (address.branch if address else "")
    return tuple(
        name for name in git.branches(address.url if address else top.as_uri()) if name != here
    )


def own_remote(site: Path) -> str:
    """Give the remote of the repository that a site's folder is, or nothing."""
    if not site.is_dir():
        return ""
    top = git.top_of(site)
    return git.remote_of(site) if top is not None and top.resolve() == site.resolve() else ""


def readme_of(folder: Path) -> str:
    """Read the README of a folder, if it has a plain one; nothing otherwise."""
    try:
        for place in sorted(folder.iterdir()):
            status = place.lstat()
            fits = stat.S_ISREG(status.st_mode) and status.st_size <= _README_BYTES
            if fits and _README.fullmatch(place.name):
                return decode(place.read_bytes()).text
    except OSError:
        return ""
    return ""
