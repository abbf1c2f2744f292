"""The build: the one place that knows the order of the stages."""

from __future__ import annotations

import time
from collections.abc import Sequence

import msgspec

from generator import manifest as manifests
from generator import routes, search
from generator.compose.pages import compose, site_view
from generator.config import Config
from generator.contents import Contents, read_contents
from generator.disk import scan
from generator.errors import ContentError, Severity, UsageError
from generator.indexing import NO_INDEX, SearchIndex, documents_of, refresh_index
from generator.manifest import FileRecord, Manifest
from generator.offline import ICON, offline_files
from generator.plan import Action, Plan, plan
from generator.render import Look, reload_theme
from generator.rendering import fingerprints, render_pages
from generator.report import Loudness, Reporter, Summary, tally
from generator.views.pages import Page
from generator.write import Transaction, check_output


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for beside the settings."""

    jobs: int = 1
    clean: bool = False
    strict: bool = False
    explain: bool = False
    search: bool = True


def build(config: Config, options: BuildOptions, reporter: Reporter) -> Summary:
    """Build the site, changing only what differs.

    Raises ContentError, UsageError or BuildError; the old site is then as it was.
    """
    started = time.monotonic()
    _check_places(config)
    contents = read_contents(config, reporter, options.jobs)
    reporter.diagnostics(contents.diagnostics)
    if options.strict:
        _check_contents(contents)
    pages = list(compose(contents.archive, config.settings, contents.own))
    with Transaction(config.output) as transaction:
        if transaction.completed:
            reporter.say("Completed the build that was interrupted before")
        done = _Update(config, options, reporter, transaction, contents).run(pages)
    summary = Summary(
        papers=len(contents.archive.papers),
        days=len(contents.archive.days),
        pages=len(pages),
        rendered=done.rendered,
        removed=done.removed,
        size=done.size,
        seconds=time.monotonic() - started,
        output=str(config.output),
        indexed=done.indexed,
    )
    reporter.summary(summary, contents.diagnostics)
    return summary


def _check_places(config: Config) -> None:
    """Refuse an output that holds what the site is made of, or lies within it."""
    check_output(config.output, forbidden=(config.root, config.content, config.overrides))
    for name, source in (("content", config.content), ("theme", config.overrides)):
        if config.output.resolve().is_relative_to(source.resolve()):
            raise UsageError(
                f"the output {config.output} lies in the {name} folder {source}",
                hint="the next build would read it: choose a folder outside, with --output",
            )


def _check_contents(contents: Contents) -> None:
    if any(found.severity is Severity.ERROR for found in contents.diagnostics):
        message = f"the content has {tally(contents.diagnostics)}"
        raise ContentError(message, hint="nothing was written")


class _Done(msgspec.Struct, frozen=True):
    rendered: int
    removed: int
    size: int
    indexed: bool


class _Update:
    """One update of the output, within its transaction."""

    def __init__(
        self,
        config: Config,
        options: BuildOptions,
        reporter: Reporter,
        transaction: Transaction,
        contents: Contents,
    ) -> None:
        self.config = config
        self.options = options
        self.reporter = reporter
        self.transaction = transaction
        self.archive = contents.archive
        self.look = Look(
            site=site_view(config, contents.own),
            theme=config.settings.theme.name,
            overrides=str(config.overrides),
        )
        self.theme = reload_theme(self.look)
        self.present = scan(config.output)

    def run(self, pages: Sequence[Page]) -> _Done:
        """Plan, render, index and apply."""
        last = self.transaction.last.manifest
        assets = self._files_as_they_are()
        wanted = fingerprints(self.look, pages)
        wanted |= {path: manifests.record(data).fingerprint for path, data in assets.items()}
        planned = plan(wanted, last.outside(search.FOLDER), self.present, clean=self.options.clean)
        if self.options.explain:
            self._explain(planned)
        kept = {path: last.files[path] for path in planned.paths(Action.KEEP)}
        files = kept | self._make(planned, pages, assets, wanted)
        index = self._index()
        new = Manifest(files={**files, **index.files}, search=index.digest)
        self.transaction.commit(new)
        return _Done(
            rendered=len(planned.paths(Action.RENDER)),
            removed=len(planned.paths(Action.REMOVE)),
            size=sum(record.size for record in new.files.values()),
            indexed=index.made,
        )

    def _files_as_they_are(self) -> dict[str, bytes]:
        """Give the files that no page makes: the theme's, and those for reading offline."""
        worker = self.theme.root_file(routes.file_of(routes.WORKER))
        offline = offline_files(self.look.site, self.theme.asset_path(ICON), worker)
        return {asset.path: asset.data for asset in self.theme.assets()} | offline

    def _explain(self, planned: Plan) -> None:
        for step in planned.steps:
            if step.reason.action is not Action.KEEP:
                self.reporter.say(str(step), least=Loudness.QUIET)
        for reason, count in planned.counts().items():
            self.reporter.say(f"{count:,} to {reason.action}: {reason}", least=Loudness.QUIET)

    def _make(
        self,
        planned: Plan,
        pages: Sequence[Page],
        assets: dict[str, bytes],
        wanted: dict[str, str],
    ) -> dict[str, FileRecord]:
        """Stage every file that is to be rendered."""
        paths = set(planned.paths(Action.RENDER))
        staged = {
            path: self.transaction.stage(path, assets[path])
            for path in sorted(paths & assets.keys())
        }
        return staged | self._render([page for page in pages if page.path in paths], wanted)

    def _render(self, pages: Sequence[Page], wanted: dict[str, str]) -> dict[str, FileRecord]:
        files: dict[str, FileRecord] = {}
        staging, jobs = self.transaction.staging, self.options.jobs
        with self.reporter.stage("Rendering", len(pages)) as step:
            for records in render_pages(self.look, pages, wanted, staging, jobs):
                files |= records
                step(len(records))
        return files

    def _index(self) -> SearchIndex:
        if not (self.options.search and self.config.settings.search.enabled):
            return NO_INDEX
        return refresh_index(
            documents_of(self.archive, self.config.settings.site.language),
            self.transaction,
            self.present,
            self.reporter,
            clean=self.options.clean,
        )
