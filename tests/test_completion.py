"""Shells complete commands, options and kinds: bash for real, the others where they are."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

ROOT = Path(__file__).parents[1]


@pytest.fixture
def shell_environment(tmp_path: Path) -> dict[str, str]:
    """Give an environment in which `digestry` is a command."""
    program = tmp_path / "bin" / "digestry"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom generator.cli import main\nmain()\n")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {
        "PATH": path,
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "TERM": "dumb",
        "TMOUT": "60",
    }


def needed(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    return found


def completed(words: list[str], environment: dict[str, str]) -> list[str]:
    """Ask bash what it would offer for the last of some words."""
    script = (
        "source <(digestry completion bash); "
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _digestry_completion digestry; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    command = [needed("bash"), "--norc", "-c", script, "bash", "digestry", *words]
    done = subprocess.run(  # noqa: S603 - a shell with a script of ours
        command, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_a_script(shell: str, run: Run) -> None:
    done = run("completion", shell)
    assert (done.status, done.err) == (0, "")
    assert "_DIGESTRY_COMPLETE" in done.out


def test_another_shell_is_wrong_usage(run: Run) -> None:
    assert run("completion", "tcsh").status == 2


def test_bash_offers_commands_options_and_kinds(shell_environment: dict[str, str]) -> None:
    assert completed(["ch"], shell_environment) == ["check"]
    assert completed(["check", "--st"], shell_environment) == ["--strict"]
    assert completed(["check", "--only", "fut"], shell_environment) == [
        "future-digest", "future-paper",
    ]  # fmt: skip
    assert completed(["completion", ""], shell_environment) == ["bash", "fish", "zsh"]


def test_a_tabulator_in_bash_completes(shell_environment: dict[str, str]) -> None:
    keyboard, terminal = pty.openpty()
    with subprocess.Popen(  # noqa: S603 - a shell at a terminal of ours
        [needed("bash"), "--norc", "--noprofile", "-i"],
        env=shell_environment, stdin=terminal, stdout=terminal, stderr=terminal, close_fds=True,
        start_new_session=True,
    ) as bash:  # fmt: skip
        os.close(terminal)
        os.write(keyboard, b"source <(digestry completion bash); echo rea''dy\n")
        told(keyboard, b"ready\r\n")
        os.write(keyboard, b"digestry compl\tzs\t| head -n 1\n")
        assert told(keyboard, b"#compdef digestry")
        os.write(keyboard, b"exit\n")
        bash.wait()
    os.close(keyboard)


def told(terminal: int, awaited: bytes) -> bool:
    """Read what a terminal shows until it shows what is awaited; bash leaves when nothing comes."""
    shown = b""
    while awaited not in shown:
        shown += os.read(terminal, 4096)
    return True


def test_zsh_takes_the_script(shell_environment: dict[str, str]) -> None:
    script = (
        "autoload -U compinit; compinit -D; source <(digestry completion zsh); "
        "which _digestry_completion"
    )
    done = subprocess.run(  # noqa: S603 - a shell with a script of ours
        [needed("zsh"), "-f", "-c", script], env=shell_environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_fish_offers_commands(shell_environment: dict[str, str]) -> None:
    script = "digestry completion fish | source; complete -C 'digestry ch'"
    done = subprocess.run(  # noqa: S603 - a shell with a script of ours
        [needed("fish"), "--no-config", "-c", script],
        env=shell_environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split()[0] == "check"
