"""Git as a program: fetching a repository, and asking a clone where it came from.

It is started without a shell, with every argument of a user's bound to its option or behind `--`,
asks nothing on the terminal, runs no hooks, and fetches only by the ways that `address` allows.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from generator.errors import FetchError, UsageError
from generator.importing.address import SCHEMES, Address, without_secrets

TIME_LIMIT = 900
"""Seconds that one command of git may take."""

_ASKING = 10
_MOST_NAMED = 6
_TRACKED = "refs/remotes/origin/"
_ELSEWHERE = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_TEMPLATE_DIR",
)  # fmt: skip
"""Variables by which a surrounding git, such as one that runs a hook, points at its own."""

_BRANCH = re.compile(r"(?!-)[^\x00-\x20\x7f~^:?*\[\\]+")
_QUIET = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false")
_SHALLOW = ("--depth=1", "--filter=blob:none")
_NO_SHALLOW = re.compile(r"shallow|dumb http", re.IGNORECASE)
_CLOSED = re.compile(
    r"could not read (?:Username|Password)|Authentication failed|Permission denied"
    r"|terminal prompts disabled|Host key verification failed|HTTP (?:401|403)",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"repository .*not found|does not appear to be a git repo|does not exist|HTTP 404"
    r"|returned error: 404|no such file",
    re.IGNORECASE,
)
_UNREACHED = re.compile(
    r"could not resolve|unable to connect|couldn't connect|failed to connect|timed out"
    r"|connection refused|network is unreachable",
    re.IGNORECASE,
)
_NO_BRANCH = re.compile(r"remote branch .* not found", re.IGNORECASE)
_CLONE_YOURSELF = "or clone it yourself and import the folder"


def check_branch(branch: str) -> None:
    """Raise UsageError for what can be no name of a branch or tag."""
    if not _BRANCH.fullmatch(branch) or ".." in branch:
        raise UsageError(f"{branch!r} is no name of a branch", hint="check --branch")


def fetch(address: Address, into: Path) -> str:
    """Fetch the newest state of a branch, or of one folder of it, and return its commit.

    Only that state is fetched where the other side can give it, and only the folder's files.
    Raises FetchError with what to do, UsageError for a branch that cannot be.
    """
    if address.branch:
        check_branch(address.branch)
    tracked = _tracked(address)
    branch = [f"--branch={address.branch}"] if address.branch and not tracked else []
    options = ["--quiet", "--no-checkout", "--single-branch", "--no-tags", "--template=", *branch]
    try:
        _clone([*_SHALLOW, *options], address, into)
    except _NoShallowError:
        _clone(options, address, into)
    if address.path:
        _run(["sparse-checkout", "set", "--cone", "--stdin"], address, into, said=address.path)
    if tracked:
        _run(["fetch", "--quiet", "--depth=1", "origin", tracked], address, into)
    newest = "FETCH_HEAD" if tracked else "HEAD"
    _run(["checkout", "--quiet", "--force", newest, "--"], address, into)
    return asked(into, "rev-parse", "HEAD")


def _tracked(address: Address) -> str:
    """Name the ref of a branch that a clone on this machine only tracks, as one of its origin."""
    if not address.branch or not address.url.startswith("file:"):
        return ""
    # It brings HTTP and TLS with it, which take a tenth of the program's start.
    from urllib.request import url2pathname  # noqa: PLC0415

    clone = Path(url2pathname(urlsplit(address.url).path))
    own = (f"refs/heads/{address.branch}", f"refs/tags/{address.branch}")
    ref = f"{_TRACKED}{address.branch}"
    return ref if not any(_has(clone, one) for one in own) and _has(clone, ref) else ""


def _has(clone: Path, ref: str) -> bool:
    return bool(clone.is_dir() and asked(clone, "rev-parse", "--verify", "--quiet", ref))


class _NoShallowError(Exception):
    """The other side cannot give the newest state alone."""


def _clone(options: Sequence[str], address: Address, into: Path) -> None:
    _run(["clone", *options, "--", address.url, str(into)], address, into.parent)


def _run(arguments: Sequence[str], address: Address, folder: Path, *, said: str = "") -> None:
    """Run git in a folder; raises FetchError, and _NoShallowError where that is the reason."""
    command = ["git", *_QUIET, *arguments]
    try:
        status, words = _finished(command, folder, said)
    except FileNotFoundError as error:
        raise FetchError(
            "git is needed to fetch a repository, and is not installed",
            hint="install git, or download the repository and import the folder",
        ) from error
    except subprocess.TimeoutExpired as error:
        raise FetchError(
            f"git did not finish within {TIME_LIMIT // 60} minutes",
            hint="clone the repository yourself and import the folder",
        ) from error
    if status == 0:
        return
    if _NO_SHALLOW.search(words) and "--depth=1" in arguments:
        raise _NoShallowError
    raise _failure(words, address)


def _finished(command: Sequence[str], folder: Path, said: str) -> tuple[int, str]:
    """Run a command to its end, and end all that it started when it may not go on."""
    with subprocess.Popen(  # noqa: S603 - no shell, and arguments that cannot be options
        command, cwd=folder, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace",
        start_new_session=True,
    ) as git:  # fmt: skip
        try:
            _, words = git.communicate(f"{said}\n" if said else "", timeout=TIME_LIMIT)
        except BaseException:
            _end(git)
            raise
        return git.returncode, words


def _end(git: subprocess.Popen[str]) -> None:
    """End git and its helpers, which form a group of their own."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(git.pid, signal.SIGKILL)
        else:
            git.kill()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return {
        **kept,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "SSH_ASKPASS_REQUIRE": "never",
        "GIT_ALLOW_PROTOCOL": ":".join(SCHEMES),
        "LC_ALL": "C",
    }


def _failure(words: str, address: Address) -> FetchError:
    """Say what git said in words that tell what to do."""
    url = without_secrets(address.url)
    if _NO_BRANCH.search(words):
        hint = "name one that the repository has, with --branch"
        if names := branches(address.url):
            hint = f"it has {listed(names)}: name the one that you mean with --branch"
        return FetchError(f"{url} has no branch {address.branch!r}", hint=hint)
    if _UNREACHED.search(words):
        hint = f"check the address and the network, {_CLONE_YOURSELF}"
        return FetchError(f"{url} cannot be reached", hint=hint)
    if _CLOSED.search(words):
        hint = f"check the spelling; for a private one let git know the key, {_CLONE_YOURSELF}"
        message = f"{url} does not let git in: the repository is private, or does not exist"
        return FetchError(message, hint=hint)
    if _ABSENT.search(words):
        return FetchError(f"there is no repository at {url}", hint="check the address")
    return FetchError(f"git could not fetch {url}: {_last(words)}", hint=_CLONE_YOURSELF[3:])


def _last(words: str) -> str:
    lines = [without_secrets(line).strip() for line in words.splitlines() if line.strip()]
    told = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines
    return told[-1].removeprefix("fatal:").removeprefix("error:").strip() if told else "no reason"


def branches(url: str) -> tuple[str, ...]:
    """Name the branches of a repository, and those that it tracks; none where it does not tell."""
    told = asked(Path(), "ls-remote", "--", url, "refs/heads/*", f"{_TRACKED}*")
    refs = [line.partition("\t")[2] for line in told.splitlines()]
    names = {ref.removeprefix("refs/heads/").removeprefix(_TRACKED) for ref in refs}
    return tuple(sorted(names - {"HEAD"}))


def listed(names: Sequence[str], last: str = "and") -> str:
    """Write names in a sentence, not more than can be read."""
    shown = [*names[:_MOST_NAMED], *(["others"] if len(names) > _MOST_NAMED else [])]
    return f" {last} ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def top_of(folder: Path) -> Path | None:
    """Give the top folder of the clone in which a folder lies; None where it lies in none."""
    top = asked(folder, "rev-parse", "--show-toplevel")
    return Path(top) if top else None


def remote_of(folder: Path) -> str:
    """Give the address from which a clone was made, or nothing."""
    return asked(folder, "config", "--get", "remote.origin.url")


def is_bare(folder: Path) -> bool:
    """Whether a folder is a repository without files of its own, as servers have them."""
    return (folder / "HEAD").is_file() and all((folder / n).is_dir() for n in ("objects", "refs"))


def asked(folder: Path, *question: str) -> str:
    """Ask git about a folder; nothing where it has no answer. Changes nothing."""
    command = ["git", *_QUIET, *question]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and fixed questions
            command, cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, check=False,
            capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=_ASKING,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
