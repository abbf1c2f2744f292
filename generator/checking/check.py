"""`digestry check`: reads as a build does, looks at the archive, and tells what it saw."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from generator import manifest
from generator.build import check_cache
from generator.cache.folder import Cache
from generator.checking import github
from generator.checking.look import Look, look_at
from generator.clock import Clock
from generator.config import Config
from generator.contents import look_through
from generator.discover import check_folder
from generator.kinds import Kind
from generator.report import Loudness, Reporter, counted, tally
from generator.weight import outlook
from generator.work import pool


def check(  # noqa: PLR0913 - the options of the command, each of them independent
    config: Config,
    clock: Clock,
    reporter: Reporter,
    jobs: int,
    *,
    only: Collection[Kind] = (),
    strict: bool = False,
) -> Look:
    """Look at the archive; writes nothing but the cache. Raises as a build does."""
    check_folder(config.content)
    check_cache(config)
    with pool(jobs) as crew:
        contents = look_through(config, Cache(config.cache), reporter, crew)
    last = manifest.load(config.output).manifest.files
    feeds = config.settings.feeds.enabled and bool(config.base_url)
    downloads = config.settings.downloads
    formats = downloads.formats if downloads.enabled else ()
    weight = outlook(len(contents.archive.papers), last, feeds=feeds, formats=formats)
    return look_at(contents, weight, clock, only=only, strict=strict)


def tell(look: Look, reporter: Reporter, content: Path, *, everything: bool) -> None:
    """Say what was seen in a content folder."""
    reporter.findings(look.groups, everything=everything)
    if not look.digests:
        reporter.nothing_yet(str(content))
        return
    reporter.say(
        f"{counted(look.digests, 'digest')}, {counted(look.entries, 'entry', 'entries')}, "
        f"{counted(look.papers, 'paper')}, {counted(look.days, 'day')}: {tally(look.found)}"
    )
    if look.newest_day:
        reporter.say(f"The newest day is {look.newest_day}{_ago(look)}")
    reporter.weight(look.weight)


def _ago(look: Look) -> str:
    """Say how long the newest day is past."""
    days = (date.fromisoformat(look.clock.today) - date.fromisoformat(look.newest_day or "")).days
    if days in (0, 1):
        return (", today", ", yesterday")[days]
    return f", {days:,} days ago" if days > 1 else ""


def annotate(
    look: Look, config: Config, environment: Mapping[str, str], reporter: Reporter
) -> None:
    """In a GitHub workflow, annotate the findings and write the summary of the job.

    Annotations go to standard error, which the runner reads as well.
    """
    workflow = github.workflow(environment, config.content)
    if workflow is None:
        return
    for line in github.commands(look, config.content, workflow.root):
        least = Loudness.QUIET if line.startswith("::error") else Loudness.NORMAL
        reporter.say(line, least=least)
    if workflow.summary:
        _append(Path(workflow.summary), github.summary(look), reporter)


def _append(place: Path, text: str, reporter: Reporter) -> None:
    try:
        with place.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        reporter.say(
            f"The summary of the job could not be written to {place}: {error.strerror or error} "
            "(nothing else is amiss; see GITHUB_STEP_SUMMARY)"
        )
