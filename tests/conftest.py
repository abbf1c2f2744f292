"""What tests of whole sites share: the command line in this process, and small archives."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from generator import cli

SHARED = Path(os.environ.get("DIGESTRY_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SITES = Path(__file__).parent / "sites"


NOW = 1778500000
"""The moment at which the command line runs in tests: 2026-05-11."""

# A shell has what it runs in the background ignore Ctrl-C, and so would all that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

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
    for name in ("DIGESTRY_BASE_URL", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))

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
