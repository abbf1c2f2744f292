"""A reader who does what a page says: saves its files, runs its commands, compares what is said."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import msgspec

from tests.docs.blocks import ROOT, Block, blocks

STAND_IN = Path(__file__).with_name("stand_in.py")
PROGRAMS = (
    "digestry", "make", "git", "python", "python3", "pip", "pipx", "uv", "jq", "curl", "dask",
)  # fmt: skip
"""What an example may call besides the tools of a shell; see `stand_in.py`."""
_ANYTHING = "…"
_BROKEN = "*_Chinese.jsonl"
"""The file of the demo that has a record broken on purpose: no reader's archive has that."""


class Reader:
    """Plays the examples of a page, in its order, in one folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "work"
        self.said = ""
        self._serving = False
        self._environment = _environment(home)
        self._archive = home / "archive"
        some = shutil.ignore_patterns("pages", _BROKEN)
        shutil.copytree(ROOT / "content", self._archive / "data", ignore=some)
        self.folder.mkdir()

    def play(self, page: str) -> None:
        """Do everything that a page says; fails where something is not as it says."""
        for block in blocks(page):
            if block.file:
                self.save(block)
            elif block.language == "sh":
                self.run(block)
            elif block.text.startswith("$ "):
                command, _, said = block.text.removeprefix("$ ").partition("\n")
                self.run(msgspec.structs.replace(block, text=command))
                self.compare(msgspec.structs.replace(block, text=said))
            elif not block.language and self.said:
                self.compare(block)

    def save(self, block: Block) -> None:
        """Write a file that stands in the page."""
        place = self.folder / block.file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(block.text, encoding="utf-8")

    def run(self, block: Block) -> None:
        """Run a block of commands, from the folder in which the last one ended."""
        script = block.text
        for words, meant in (
            (r"<address[^>]*>", "https://example.org/repository"),
            (r"/path/to/your/digests", str(self._archive / "data")),
            (r"/path/to/your/archive", str(self._archive)),
        ):
            script = re.sub(words, meant, script)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f"{script}\npwd > '{self.home}/where'"],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, f"{block}\n{block.text}\n{done.stdout}{done.stderr}"
        self.folder = Path((self.home / "where").read_text(encoding="utf-8").strip())
        self.said = done.stdout + done.stderr
        self._serving = "digestry serve" in block.text

    def compare(self, block: Block) -> None:
        """Hold what a page says is printed against what was, with `…` for anything.

        A block that only shows something is marked as `text`.
        """
        if self._serving:  # and it has rebuilt since, as it does when a file was saved
            self.run(Block(block.page, block.line, "sh", "digestry build"))
            self._serving = True
        for line in filter(str.strip, block.text.splitlines()):
            pattern = ".*".join(map(re.escape, line.rstrip().split(_ANYTHING)))
            found = re.search(f"^{pattern}$", self.said, re.MULTILINE)
            assert found, f"{block}: nothing says {line!r}\n{self.said[:2000]}"


def _environment(home: Path) -> dict[str, str]:
    programs = home / "bin"
    programs.mkdir(parents=True)
    for name in PROGRAMS:
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{STAND_IN}" {name} "$@"\n')
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    packages = home / "packages"
    packages.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DIGESTRY")}
    return kept | {
        "HOME": str(home),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{packages}",
        "PYTHONUTF8": "1",
        "EXAMPLES_PACKAGES": str(packages),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
    }
