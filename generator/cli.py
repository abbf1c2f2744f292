"""The command line: parses arguments, calls, and answers with an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from generator import __version__
from generator.build import BuildOptions, Memory, build
from generator.cache.folder import Cache
from generator.checking.as_json import as_json as as_object_json
from generator.checking.check import annotate, check, tell
from generator.clock import read_clock
from generator.config import FILE_NAME, Config, load_config
from generator.dialects import installed_dialects, load_dialects
from generator.digests.detect import read_source
from generator.discover import FoundFile, check_folder, load, reading_errors
from generator.errors import DigestryError, ExitStatus, UsageError
from generator.importing import telling
from generator.importing.adoption import Request, import_archive
from generator.importing.founding import Adoption
from generator.importing.site_files import WORKFLOW
from generator.inspection import as_json, inspected, outline
from generator.kinds import Kind
from generator.origin import UNKNOWN, requirement
from generator.report import Loudness, Reporter, printable
from generator.starting import start_site
from generator.weight import outlook
from generator.work import pool

PROGRAM = "digestry"
SHELLS = {"bash": BashComplete, "fish": FishComplete, "zsh": ZshComplete}
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)
_ELSEWHERE = "the path of base_url, or the output, is another than when this preview began"

config_option = click.option(
    "--config", "config_file", type=_FILE, default=FILE_NAME, show_default=True,
    help="The settings of the site.",
)  # fmt: skip
content_option = click.option(
    "--content", type=_FOLDER, help="The folder with the digests. [default: content]"
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Show every diagnostic.")


class _Commands(click.Group):
    """Commands for which a reader that leaves early, such as `head`, is no error."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ExitStatus.DONE


def place_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say where things are and how much to tell."""
    options = (
        config_option,
        content_option,
        click.option("--output", type=_FOLDER, help="Where to write the site. [default: public]"),
        click.option(
            "--base-url", metavar="URL",
            help="Where the site will stand, such as https://name.github.io/repository/.",
        ),
        quiet_option,
        verbose_option,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the number of processes."""
    return click.option(
        "-j", "--jobs", type=click.IntRange(min=1), default=lambda: os.cpu_count() or 1,
        help="Processes to use. [default: one a core]",
    )(command)  # fmt: skip


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=PROGRAM)
def cli() -> None:
    """Turn a folder of paper digests into a fast, searchable website.

    Exit status: 0 done; 1 the content has errors and --strict was given, or a check failed;
    2 wrong usage or settings; 3 the build could not be completed, the old site is as it was;
    130 interrupted.
    """


def _loudness(*, quiet: bool, verbose: bool) -> Loudness:
    return Loudness.QUIET if quiet else Loudness.VERBOSE if verbose else Loudness.NORMAL


def _config(
    config_file: Path,
    content: Path | None = None,
    output: Path | None = None,
    base_url: str | None = None,
) -> Config:
    explicit = config_file != Path(FILE_NAME)
    if explicit and not config_file.is_file():
        raise click.BadParameter(f"there is no file {config_file}", param_hint="--config")
    return load_config(
        config_file, content=content, output=output, base_url=base_url, environment=os.environ
    )


@cli.command("build", short_help="Build the site, changing only what differs.")
@place_options
@jobs_option
@click.option(
    "--cluster", metavar="ADDRESS",
    help="The scheduler of a Dask cluster that does the work instead, such as tcp://HOST:8786.",
)  # fmt: skip
@click.option("--clean", is_flag=True, help="Render everything again.")
@click.option("--strict", is_flag=True, help="Fail if the content has errors; write nothing.")
@click.option("--explain", is_flag=True, help="Say for every page that changes why it does.")
@click.option("--no-search", is_flag=True, help="Leave out the search index.")
def build_command(  # noqa: PLR0913 - one parameter an option
    *, config_file: Path, content: Path | None, output: Path | None, base_url: str | None,
    quiet: bool, verbose: bool, jobs: int, cluster: str | None, clean: bool, strict: bool,
    explain: bool, no_search: bool,
) -> None:  # fmt: skip
    """Build the site into the output folder, changing only what differs."""
    config = _config(config_file, content, output, base_url)
    options = BuildOptions(
        jobs=jobs, cluster=cluster, clean=clean, strict=strict, explain=explain,
        search=not no_search,
    )  # fmt: skip
    build(config, options, Reporter(_loudness(quiet=quiet, verbose=verbose)))


@cli.command("serve", short_help="Build and show the site, and follow changes.")
@place_options
@jobs_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to serve on. [default: 8000]")
@click.option("--no-watch", is_flag=True, help="Do not rebuild when something changes.")
@click.option("--no-search", is_flag=True, help="Leave out the search index.")
def serve_command(  # noqa: PLR0913 - one parameter an option
    *, config_file: Path, content: Path | None, output: Path | None, base_url: str | None,
    quiet: bool, verbose: bool, jobs: int, host: str, port: int | None, no_watch: bool,
    no_search: bool,
) -> None:  # fmt: skip
    """Build the site, show it in the browser, and rebuild it when something changes."""
    reporter = Reporter(_loudness(quiet=quiet, verbose=verbose))
    config = _config(config_file, content, output, base_url)
    check_folder(config.content)
    memory = Memory(Cache(config.cache, remember=True))

    def made(*, search: bool, quick: bool) -> str | None:
        try:
            fresh = _config(config_file, content, output, base_url)
            if (fresh.base_path, fresh.output) != (config.base_path, config.output):
                raise UsageError(
                    _ELSEWHERE, hint="end this with Ctrl-C, and run digestry serve again"
                )
            options = BuildOptions(jobs=jobs, search=search, quick=quick)
            build(fresh, options, reporter, memory)
        except DigestryError as error:
            return str(error)
        return None

    from generator.serve import serve_site  # noqa: PLC0415 -- it loads an HTTP server

    serve_site(
        config.output,
        base_path=config.base_path,
        host=host,
        port=8000 if port is None else port,
        explicit_port=port is not None,
        watch_paths=() if no_watch else (config.content, config.overrides, config.file),
        rebuild=partial(made, search=False, quick=True),
        follow=partial(made, search=not no_search, quick=False),
        announce=reporter.say,
    )


@cli.command("check", short_help="Report what is wrong or doubtful.")
@config_option
@content_option
@click.option(
    "--output", type=_FOLDER, help="Where the last build wrote the site. [default: public]"
)
@jobs_option
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--only",
    multiple=True,
    metavar="KIND",
    type=click.Choice([kind.value for kind in Kind]),
    help="Look for this kind of finding alone, and show all of it; may be given again.",
)
@click.option("--json", "as_object", is_flag=True, help="One JSON object on standard output.")
@quiet_option
@verbose_option
def check_command(  # noqa: PLR0913 - one parameter an option
    *, config_file: Path, content: Path | None, output: Path | None, jobs: int, strict: bool,
    only: tuple[str, ...], as_object: bool, quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Read everything, write no page, and report whatever is wrong or doubtful."""
    reporter = Reporter(_loudness(quiet=quiet, verbose=verbose))
    config = _config(config_file, content, output)
    clock = read_clock(os.environ)
    kinds = [kind for kind in Kind if kind in only]
    look = check(config, clock, reporter, jobs, only=kinds, strict=strict)
    if as_object:
        click.echo(as_object_json(look))
    else:
        tell(look, reporter, config.content, everything=verbose or bool(only))
    annotate(look, config, os.environ, reporter)
    if look.failed:
        raise SystemExit(ExitStatus.CONTENT)


@cli.command("inspect", short_help="Show what is read from files.")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--json", "as_lines", is_flag=True, help="One JSON object an entry on standard output."
)
@config_option
def inspect_command(*, files: tuple[Path, ...], as_lines: bool, config_file: Path) -> None:
    """Show what is read from each FILE."""
    config = _config(config_file)
    reporter = Reporter()
    dates = config.settings.dates
    installed = installed_dialects(config.settings.content.dialects)
    dialects = load_dialects(installed.fit)
    reporter.diagnostics(installed.diagnostics, everything=True)
    for file in files:
        with reading_errors(file):
            source = load(FoundFile(location=str(file), path=file.as_posix()))
        read = read_source(source, config.vocabulary, config.settings.content.language, dialects)
        if as_lines:
            for entry in inspected(read.digest, dates):
                click.echo(as_json(entry))
        else:
            for line in outline(read.digest, dates):
                click.echo(printable(line))
        reporter.diagnostics(read.diagnostics, everything=True)


@cli.command("completion", short_help="Print what makes a shell complete commands.")
@click.argument("shell", type=click.Choice(list(SHELLS)))
def completion_command(*, shell: str) -> None:
    """Print what makes SHELL complete commands and options; the reference says where to put it."""
    click.echo(SHELLS[shell](cli, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE").source())


@cli.command("init", short_help="Start a site around the digests of a folder.")
@click.argument("folder", type=_FOLDER, default=".")
@jobs_option
@quiet_option
@verbose_option
def init_command(*, folder: Path, jobs: int, quiet: bool, verbose: bool) -> None:
    """Start a site in FOLDER: settings that fit the digests there, and the publishing workflow."""
    reporter = Reporter(_loudness(quiet=quiet, verbose=verbose))
    with pool(jobs) as crew:
        needed = requirement()
        started = start_site(folder, needed, reporter, crew)
    _tell(started, needed, reporter)


@cli.command("import", short_help="Make a site of the digests elsewhere.")
@click.argument("source")
@click.argument("folder", type=_FOLDER, required=False)
@click.option("--branch", metavar="NAME", default="", help="The branch of the repository to read.")
@click.option("--path", metavar="FOLDER", default="", help="The folder of the source to read.")
@click.option("--link", is_flag=True, help="Read the digests where they are; copy nothing.")
@jobs_option
@quiet_option
@verbose_option
def import_command(  # noqa: PLR0913 - one parameter an option
    *, source: str, folder: Path | None, branch: str, path: str, link: bool, jobs: int,
    quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Make a site in FOLDER of the digests in SOURCE, a folder or the address of a repository.

    Without FOLDER the site is called after SOURCE. Run again, it brings what is new there.
    """
    reporter = Reporter(_loudness(quiet=quiet, verbose=verbose))
    request = Request(source=source, folder=folder, branch=branch, path=path, link=link)
    with pool(jobs) as crew:
        needed = requirement()
        adoption = import_archive(request, needed, reporter, crew)
    _tell(adoption, needed, reporter)


def _tell(adoption: Adoption, needed: str, reporter: Reporter) -> None:
    """Say what an import or a new site found on standard error, what it did on standard output."""
    everything = reporter.loudness is Loudness.VERBOSE
    finds, settings = adoption.finds, adoption.settings
    if finds.digests:
        for line in telling.found(finds, adoption.source, everything=everything):
            reporter.say(printable(line))
        for line in telling.inferred(settings) if settings else ():
            reporter.say(printable(line))
        formats = settings.formats if settings else ()
        feeds = bool(settings and settings.base_url)
        weight = outlook(len(finds.archive.papers), {}, feeds=feeds, formats=formats)
        reporter.say(telling.weighed(weight))
        reporter.advice(weight)
    if reporter.loudness is Loudness.QUIET:
        return
    for line in (*telling.done(adoption, everything=everything), *telling.next_steps(adoption)):
        click.echo(printable(line))
    if needed == UNKNOWN and WORKFLOW in adoption.written:
        click.echo(f"Before publishing, {telling.to_fill_in(adoption)}")


def main() -> None:
    """Run the command line and exit with the status that the reference lists."""
    try:
        status = cli.main(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else ExitStatus.DONE)
    except DigestryError as error:
        Reporter(Loudness.QUIET).failure(error)
        sys.exit(error.status)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitStatus.USAGE)
    except (KeyboardInterrupt, click.Abort):
        Reporter(Loudness.QUIET).say("Interrupted", least=Loudness.QUIET)
        sys.exit(ExitStatus.INTERRUPTED)
