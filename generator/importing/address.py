"""Addresses of repositories: which may be fetched, and what they tell of a site."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from generator.errors import UsageError
from generator.model import Value
from generator.paths import flaw

SCHEMES = ("https", "ssh", "git", "file")
"""Ways to fetch a repository that run nothing but git itself."""

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)(?:://|::)")
_SCP = re.compile(r"(?:(?P<user>[\w.-]+)@)?(?P<host>[\w][\w.-]*):(?P<path>[^:].*)", re.ASCII)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/[\w.~/-]+", re.ASCII | re.IGNORECASE)
_OWNER_AND_NAME = re.compile(r"[a-z\d][a-z\d-]*/[\w-][\w.-]*", re.ASCII | re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SECRET = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)[^/@\s'\"]*@")
_NAME = re.compile(r"[\w.-]+", re.ASCII)
_BROWSED = 3
"""Parts before which the address of a page on GitHub names the repository: owner, name, tree."""


class Address(Value):
    """A repository to fetch, with the branch and the folder that its address names, if it does."""

    url: str
    branch: str = ""
    path: str = ""


class GitHub(Value):
    """A repository on GitHub."""

    owner: str
    name: str

    @property
    def page(self) -> str:
        """Where the repository is looked at."""
        return f"https://github.com/{self.owner}/{self.name}"

    @property
    def site(self) -> str:
        """Where GitHub Pages serves its site, as long as it has no address of its own."""
        host = f"{self.owner.lower()}.github.io"
        return f"https://{host}/" if self.name.lower() == host else f"https://{host}/{self.name}/"


def is_address(source: str) -> bool:
    """Whether a source that is no folder is meant as the address of a repository."""
    return not _DRIVE.match(source) and bool(_SCHEME.match(source) or _SCP.fullmatch(source))


def read_address(source: str) -> Address:
    """Take an address apart; raises UsageError for one that must not be fetched."""
    if _CONTROL.search(source):
        raise UsageError(
            "the address of the repository has a space or a control character in it",
            hint="write it as git does, without blanks",
        )
    found = _SCHEME.match(source)
    if found is None:
        return Address(url=source)
    scheme = found["scheme"].lower()
    if scheme not in SCHEMES or not source[len(scheme) :].startswith("://"):
        hint = "write it with https" if scheme == "http" else "use one of " + ", ".join(SCHEMES)
        raise UsageError(f"a repository is not fetched by {scheme}", hint=hint)
    return _checked(source)


def _checked(source: str) -> Address:
    try:
        parts = urlsplit(source)
        host = parts.hostname or ""
    except ValueError as error:
        raise UsageError(
            f"{without_secrets(source)!r} is no address: {error}",
            hint="write it as https://host/owner/repository",
        ) from error
    if host.startswith("-") or (not host and parts.scheme != "file"):
        raise UsageError(
            f"{without_secrets(source)!r} names no host",
            hint="write it as https://host/owner/repository",
        )
    return _browsed(source) or Address(url=source)


def _browsed(source: str) -> Address | None:
    """Understand the address of a folder as a browser shows it: `…/tree/BRANCH/FOLDER`."""
    parts = urlsplit(source)
    names = [unquote(name) for name in parts.path.split("/") if name]
    if parts.hostname != "github.com" or len(names) <= _BROWSED or names[2] != "tree":
        return None
    url = f"{parts.scheme}://{parts.netloc}/{names[0]}/{names[1]}"
    return Address(url=url, branch=names[3], path="/".join(names[4:]))


def meant_as_address(source: str) -> str:
    """Give the address that was probably meant by one without a scheme, or nothing."""
    if _OWNER_AND_NAME.fullmatch(source):
        return f"https://github.com/{source}"
    return f"https://{source}" if _BARE_HOST.fullmatch(source) else ""


def without_secrets(text: str) -> str:
    """Take user names and passwords out of all addresses in a text."""
    return _SECRET.sub(lambda found: found["scheme"], text)


def repository_name(url: str) -> str:
    """Give the name of a repository by its address: the last part, fit to be that of a folder."""
    path = urlsplit(url).path if "://" in url else url.partition(":")[2] or url
    name = unquote(path.rstrip("/").rpartition("/")[2]).removesuffix(".git")
    safe = name.isprintable() and "/" not in name and not name.startswith(("-", "."))
    return name if safe and not flaw(name) else "archive"


def on_github(url: str) -> GitHub | None:
    """Tell the repository on GitHub that an address, written in any way, is that of."""
    scp = _SCP.fullmatch(url) if "://" not in url else None
    try:
        host = scp["host"] if scp else urlsplit(url).hostname or ""
        path = scp["path"] if scp else urlsplit(url).path
    except ValueError:
        return None
    names = [name for name in path.removesuffix("/").removesuffix(".git").split("/") if name]
    plain = all(_NAME.fullmatch(name) and name.strip(".") for name in names)
    if host.lower() not in {"github.com", "ssh.github.com"} or len(names) != 2 or not plain:  # noqa: PLR2004 - owner and name
        return None
    return GitHub(owner=names[0], name=names[1])
