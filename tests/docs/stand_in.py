"""What examples call: Digestry as it is, and for everything else what can be had of it here.

Called as `stand_in.py PROGRAM [ARGUMENTS]`. A server is built and not served, what is fetched from
elsewhere is taken from here, and a package in a folder is really installed, beside Digestry.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]


def digestry(*arguments: str) -> int:
    """Run Digestry; `serve` and a build on a cluster are checked for their usage alone."""
    from generator.cli import build_command, main, serve_command  # noqa: PLC0415

    if arguments[:1] == ("serve",):
        given = serve_command.make_context("serve", list(arguments[1:])).params
        options = [("--base-url", given["base_url"]), ("--content", given["content"])]
        chosen = [str(part) for option in options if option[1] for part in option]
        arguments = ("build", "--no-search", *chosen)
    elif "--cluster" in arguments:
        build_command.make_context("build", list(arguments[1:]))
        return 0
    sys.argv = ["digestry", *arguments]
    main()
    return 0


def _real(program: str) -> str:
    """Give the place of a program behind the one that stands in for it."""
    places = os.environ["PATH"].split(os.pathsep)[1:]
    return shutil.which(program, path=os.pathsep.join(places)) or program


def make(*targets: str) -> int:
    """Look whether the targets exist."""
    command = [_real("make"), "--dry-run", "--directory", str(ROOT), *targets]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode


def git(*arguments: str) -> int:
    """Clone nothing into a folder, pull and push nothing, and let git do the rest."""
    if arguments[0] == "clone":
        Path(arguments[-1]).mkdir()
        (Path(arguments[-1]) / "pyproject.toml").write_text('[project]\nname = "digestry"\n')
        return 0
    if arguments[0] in ("pull", "push"):
        return 0
    author = ["-c", "user.name=Reader", "-c", "user.email=reader@example.org"]
    return subprocess.run([_real("git"), *author, *arguments], check=False).returncode


def python(*arguments: str) -> int:
    """Install, make an environment that is this one, or run a program as it is."""
    if arguments[:2] == ("-m", "pip"):
        return pip(*arguments[2:])
    if arguments[:2] == ("-m", "venv"):
        (Path(arguments[2]) / "bin").mkdir(parents=True)
        (Path(arguments[2]) / "bin" / "activate").touch()
        return 0
    return subprocess.run([sys.executable, *arguments], check=False).returncode


def pip(*arguments: str) -> int:
    """Install the package of a folder, unless that is Digestry; look at any other requirement."""
    from packaging.requirements import Requirement  # noqa: PLC0415

    assert arguments[0] in ("install", "uninstall", "inject", "upgrade"), arguments
    for wanted in arguments[1:]:
        project = Path(wanted) / "pyproject.toml"
        if project.is_file():
            if 'name = "digestry"' not in project.read_text(encoding="utf-8"):
                return install(project.parent)
        elif not wanted.startswith(("-", "git+https://")):
            Requirement(wanted)
    return 0


def install(package: Path) -> int:
    """Install a package for real, with what is here to build it."""
    uv = shutil.which("uv", path=sysconfig.get_path("scripts")) or "uv"
    command = [
        uv, "pip", "install", "--quiet", "--offline", "--no-config", "--no-index", "--no-deps",
        "--no-build-isolation", "--reinstall", "--python", sys.executable,
        "--target", os.environ["EXAMPLES_PACKAGES"], str(package.resolve()),
    ]  # fmt: skip
    return subprocess.run(command, check=False).returncode


def uv(*arguments: str) -> int:
    """`uv tool install` and `uv pip install`, as `pip install`."""
    assert arguments[0] in ("tool", "pip"), arguments
    return pip(*(word for word in arguments[1:] if word != "--with"))


def pipx(*arguments: str) -> int:
    """`pipx install`, as `pip install`."""
    return pip(arguments[0], *(word for word in arguments[1:] if word != "digestry"))


def jq(*arguments: str) -> int:
    """Look whether the brackets of a program are closed, and pass on what comes in."""
    program = arguments[-1]
    assert all(program.count(pair[0]) == program.count(pair[1]) for pair in ("()", "[]", "{}"))
    sys.stdout.write(sys.stdin.read())
    return 0


def elsewhere(*arguments: str) -> int:
    """What has nobody here to talk to."""
    assert all(re.fullmatch(r"[!-~]+", argument) for argument in arguments), arguments
    return 0


PROGRAMS = {
    "digestry": digestry,
    "make": make,
    "git": git,
    "python": python,
    "python3": python,
    "pip": pip,
    "pipx": pipx,
    "uv": uv,
    "jq": jq,
    "curl": elsewhere,
    "dask": elsewhere,
}

if __name__ == "__main__":
    sys.exit(PROGRAMS[sys.argv[1]](*sys.argv[2:]))
