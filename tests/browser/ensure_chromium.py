"""Finds a Chromium for the browser tests, and installs one where there is none.

Run as a script it says what it found, and exits with 1 when nothing worked.
It looks after the library too that Playwright's driver needs and minimal systems lack.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

VARIABLE = "DIGESTRY_CHROMIUM"
LIGHT = "chromium-headless-shell"
"""Debian's program and package without windows: pages alone, for a third of the processor."""

NAMES = (LIGHT, "chromium", "chromium-browser", "google-chrome")
ADVICE = f"""\
No Chromium was found, and none could be installed. Do one of these, then try again:
  - install the package chromium (or Google Chrome) with the system's package manager
  - run: python -m playwright install chromium
  - set {VARIABLE} to the path of a Chromium or Chrome"""


def find_chromium() -> Path | None:
    """Return the first Chromium that answers, or None; the environment's choice stands alone."""
    return next(filter(version_of, candidates()), None)


def candidates() -> Iterator[Path]:
    """Yield where a Chromium may be, the lightest first and the dearest to ask last."""
    if chosen := os.environ.get(VARIABLE):
        yield Path(chosen)
        return
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def version_of(executable: Path) -> str:
    """Return what `--version` prints, or nothing where the program is missing or broken."""
    try:
        answer = subprocess.run(
            [executable, "--version"], capture_output=True, check=True, text=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()


def driver_answers() -> bool:
    """Tell whether Playwright's own program starts."""
    node, _script = compute_driver_executable()
    return bool(version_of(Path(node)))


def install_chromium() -> None:
    """Try the ways to install a Chromium, in order, until one can be found."""
    for package in (LIGHT, "chromium"):
        if not find_chromium():
            install_with_apt(package)
    if not find_chromium():
        install_with_playwright()


def is_lighter_one_offered() -> bool:
    """Tell whether root, as in a container, lacks the light Chromium that apt-get knows of."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which(LIGHT):
        return False
    return bool(shutil.which("apt-cache")) and attempt(["apt-cache", "show", LIGHT], quiet=True)


def install_with_apt(package: str) -> None:
    """Install one of Debian's packages, where there is apt-get and the right to use it."""
    rights = become_root()
    if rights is None or not shutil.which("apt-get"):
        return
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    print(f"Installing the package {package} with apt-get", flush=True)
    attempt([*apt, "update"])
    attempt([*apt, "install", "--yes", "--no-install-recommends", package])


def install_with_playwright() -> None:
    """Let Playwright download its own build, with the system's libraries where root can."""
    libraries = [] if become_root() is None else ["--with-deps"]
    print("Installing Playwright's chromium", flush=True)
    attempt([sys.executable, "-m", "playwright", "install", *libraries, "chromium"])


def become_root() -> list[str] | None:
    """Return the words to put before a command to run it as root, or None without the right."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") and attempt([*sudo, "true"], quiet=True) else None


def attempt(command: list[str], *, quiet: bool = False) -> bool:
    """Run a command, show what it wrote only when it failed, and tell whether it worked."""
    done = subprocess.run(
        command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode and not quiet:
        print(f"{' '.join(command)} failed:\n{done.stdout.strip()}", file=sys.stderr)
    return done.returncode == 0


def main() -> int:
    """Make sure that there is a Chromium and return the exit status."""
    if not driver_answers():
        install_with_apt("libatomic1")
    if not driver_answers():
        print("Playwright's driver does not start: python -m playwright --version", file=sys.stderr)
        return 1
    chosen = os.environ.get(VARIABLE)
    if not chosen and is_lighter_one_offered():
        install_with_apt(LIGHT)
    if not chosen and not find_chromium():
        install_chromium()
    if found := find_chromium():
        print(f"{version_of(found)} at {found}")
        return 0
    print(f"{VARIABLE}={chosen} is no Chromium" if chosen else ADVICE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
