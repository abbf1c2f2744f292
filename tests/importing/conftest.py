"""Archives to import: a folder as pipelines leave it, and the same as a repository."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.samples import record, write_records

CHINESE = {"tldr": "一句话总结。", "motivation": "为什么要做这件事。"}
REMOTE = "https://user:s3cret@github.com/Some-One/daily-papers.git"


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no settings of this machine's git have a say."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder as somebody."""
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    done = subprocess.run(  # noqa: S603 - fixed by the tests
        ["git", *who, *arguments],  # noqa: S607
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def write_archive(root: Path) -> Path:
    """Write an archive as pipelines leave it: digests in `data`, and all kinds of things around."""
    write_records(
        root / "data" / "2026-05-08.jsonl", [record(1, AI=CHINESE), record(2, AI=CHINESE)]
    )
    write_records(root / "data" / "2026-05-11.jsonl", [record(2, AI=CHINESE), record(3)])
    (root / "README.md").write_text("# 🚀 My *daily* papers [![x](y.svg)](z)\n\nHello.\n")
    (root / "requirements.txt").write_text("arxiv\nopenai\n")
    (root / "package.json").write_text('{"name": "front", "version": "1.0"}')
    (root / "run.py").write_text("print()\n")
    return root


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return the folder of an archive."""
    return write_archive(tmp_path / "source" / "daily")


@pytest.fixture
def repository(archive: Path) -> Path:
    """Return an archive as a clone of a repository on GitHub, with a second branch."""
    git(archive, "init", "--quiet", "--initial-branch", "main")
    git(archive, "add", ".")
    git(archive, "commit", "--quiet", "--message", "First")
    git(archive, "remote", "add", "origin", REMOTE)
    git(archive, "checkout", "--quiet", "-b", "more")
    write_records(archive / "data" / "2026-05-12.jsonl", [record(4)])
    git(archive, "add", ".")
    git(archive, "commit", "--quiet", "--message", "More")
    git(archive, "checkout", "--quiet", "main")
    return archive


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Read all files below a folder, hidden ones too, with the times of their last change."""
    return {
        place.relative_to(folder).as_posix(): (place.read_bytes(), place.stat().st_mtime_ns)
        for place in sorted(folder.rglob("*"))
        if place.is_file() and not place.is_symlink()
    }
