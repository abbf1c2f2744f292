"""Where this Digestry was installed from, so that a workflow can install the same."""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit

PLACEHOLDER = "ADDRESS-OF-THE-DIGESTRY-REPOSITORY"
UNKNOWN = f"digestry @ git+https://{PLACEHOLDER}"


def requirement() -> str:
    """Give what `pip install` takes to install this Digestry: its repository and commit.

    `UNKNOWN`, to be filled in, where the installation does not tell (PEP 610).
    """
    try:
        text = distribution("digestry").read_text("direct_url.json")
    except PackageNotFoundError:
        text = None
    origin = json.loads(text) if text else {}
    if "vcs_info" in origin:
        return f"digestry @ git+{origin['url']}@{origin['vcs_info']['commit_id']}"
    # It brings HTTP and TLS with it, which take a tenth of the program's start.
    from urllib.request import url2pathname  # noqa: PLC0415

    folder = urlsplit(origin.get("url", ""))
    remote = _remote(Path(url2pathname(folder.path))) if folder.scheme == "file" else ""
    return f"digestry @ git+{remote}" if remote.startswith("https://") else UNKNOWN


def _remote(folder: Path) -> str:
    command = ["git", "-C", str(folder), "remote", "get-url", "origin"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)  # noqa: S603 - a fixed command
    except (OSError, subprocess.TimeoutExpired):
        return ""
    remote = done.stdout.strip()
    if remote.startswith("git@") and ":" in remote:
        host, _, path = remote.removeprefix("git@").partition(":")
        return f"https://{host}/{path}"
    return remote
