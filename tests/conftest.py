"""What tests of whole sites share: the command line in this process, and small archives."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from generator import cli

SHARED = Path(os.environ.get("DIGESTRY_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SITES = Path(__file__).parent / "sites"


settings.register_profile("digestry", deadline=None)
settings.load_profile("digestry")


@dataclass(frozen=True, slots=True)
class Finished:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Run = Callable[..., Finished]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a way to run `digestry` with arguments, in a folder, as the shell would."""
    monkeypatch.delenv("DIGESTRY_BASE_URL", raising=False)

    def run(*arguments: object, folder: Path | None = None) -> Finished:
        if folder is not None:
            monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["digestry", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Finished(int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def shared_digests() -> Path:
    """Return the folder of real digests, or skip the test."""
    folder = SHARED / "digests"
    if not folder.is_dir():
        pytest.skip(f"there are no real digests in {folder} (DIGESTRY_SHARED names their folder)")
    return folder
