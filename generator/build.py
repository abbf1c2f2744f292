"""The build: the one place that knows the order of the stages."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import msgspec

from generator import manifest as manifests
from generator import routes
from generator.archive import Archive
from generator.cache.folder import Cache, Outcome
from generator.cluster import Places as SharedPlaces
from generator.cluster import cluster
from generator.compose.pages import compose, site_view
from generator.config import Config
from generator.contents import Contents, Sources, find_sources, read_contents
from generator.discover import check_folder
from generator.disk import scan
from generator.errors import BuildError, CacheError, ContentError, Diagnostic, Severity, UsageError
from generator.fingerprint import inputs_digest
from generator.indexing import FOLDER as INDEX
from generator.indexing import NO_INDEX, Indexer, Place, SearchIndex, kept_index
from generator.manifest import FileRecord, Manifest
from generator.offline import ICON, offline_files
from generator.plan import Action, Plan, plan
from generator.related.lists import Lists
from generator.render import Look, load_theme, look_at
from generator.rendering import Places, close_packs, fingerprints, render_pages
from generator.report import Loudness, Reporter, Summary, Weight, tally
from generator.views.sketches import PageSketch
from generator.weight import weigh
from generator.work import Crew, pool
from generator.write import Transaction, check_output


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for beside the settings."""

    jobs: int = 1
    cluster: str | None = None
    clean: bool = False
    strict: bool = False
    explain: bool = False
    search: bool = True


def build(
    config: Config, options: BuildOptions, reporter: Reporter, cache: Cache | None = None
) -> Summary:
    """Build the site, changing only what differs.

    A `cache` is given by who builds again and again. Raises ContentError, UsageError or
    BuildError; the old site is then as it was.
    """
    started = time.monotonic()
    check_folder(config.content)
    _check_places(config)
    with cache or Cache(config.cache) as held, _crew(config, options, held) as crew:
        try:
            outcome, done = _Build(config, options, reporter, held, crew).run()
        except CacheError:
            reporter.say("The cache was damaged: everything is read again")
            close_packs()
            crew.close()
            held.clear()
            outcome, done = _Build(config, options, reporter, held, crew).run()
        finally:
            close_packs()
    summary = Summary(
        papers=outcome.papers,
        days=outcome.days,
        pages=outcome.pages,
        rendered=done.rendered,
        removed=done.removed,
        weight=done.weight,
        seconds=time.monotonic() - started,
        output=str(config.output),
        indexed=done.indexed,
    )
    reporter.summary(summary, outcome.diagnostics)
    return summary


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector away: an archive is made of values, among which there are no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _crew(config: Config, options: BuildOptions, cache: Cache) -> Crew:
    """Give who does the units of a build; raises UsageError for a cluster that cannot."""
    if options.cluster is None:
        return pool(options.jobs)
    if cache.folder != cache.place:
        raise BuildError(
            f"the cache {cache.place} is in use or cannot be written, and a cluster needs it",
            hint="wait for the other build, or name another folder in site.toml under [cache] path",
        )
    read = (config.content, config.overrides)
    crew = cluster(options.cluster, SharedPlaces(read, (cache.folder, config.output.parent)))
    crew.open()
    return crew


def _check_places(config: Config) -> None:
    """Refuse an output that holds what the site is made of, or lies within it."""
    check_output(config.output, forbidden=(config.root, config.content, config.overrides))
    for name, source in (("content", config.content), ("theme", config.overrides)):
        if config.output.resolve().is_relative_to(source.resolve()):
            raise UsageError(
                f"the output {config.output} lies in the {name} folder {source}",
                hint="the next build would read it: choose a folder outside, with --output",
            )
    _check_cache(config)


def _check_cache(config: Config) -> None:
    """Refuse a cache that lies in a folder of the site, or holds one: its files come and go."""
    cache, hint = config.cache.resolve(), "choose another in site.toml under [cache] path"
    if config.root.resolve().is_relative_to(cache):
        raise UsageError(f"the cache {cache} holds the settings", hint=hint)
    for name, folder in (
        ("content", config.content),
        ("theme", config.overrides),
        ("output", config.output),
    ):
        if cache.is_relative_to(folder.resolve()) or folder.resolve().is_relative_to(cache):
            raise UsageError(f"the cache {cache} lies in or holds the {name} folder", hint=hint)


class _Done(msgspec.Struct, frozen=True):
    rendered: int
    removed: int
    weight: Weight
    indexed: bool


class _Build:
    """One build with one cache: what is known of its inputs, and what is done about them."""

    def __init__(
        self, config: Config, options: BuildOptions, reporter: Reporter, cache: Cache, crew: Crew
    ) -> None:
        self.config = config
        self.crew = crew
        self.options = options
        self.reporter = reporter
        self.cache = cache
        self.sources = find_sources(config, cache, reporter, crew)
        site = site_view(config, self.sources.own)
        self.look = look_at(site, config.settings.theme.name, config.overrides)
        self.inputs = _inputs(config, options, self.sources, self.look)

    def run(self) -> tuple[Outcome, _Done]:
        """Find out what the site is made of, and bring the output up to date."""
        last = self.cache.outcome(self.inputs)
        with Transaction(self.config.output) as transaction, ThreadPoolExecutor(1) as aside:
            if transaction.completed:
                self.reporter.say("Completed the build that was interrupted before")
            scanning = aside.submit(scan, self.config.output)
            old = transaction.last.manifest
            if last and not self.options.clean and _is_current(old, self.inputs, scanning.result()):
                self._tell(last.diagnostics)
                found, done = last, self._unchanged(old, scanning.result(), last.papers)
            else:
                found, done = self._changed(transaction, scanning)
        self.cache.settle(self.sources.packs, self.sources.known)
        self.cache.note(found)
        return found, done

    def _tell(self, found: Sequence[Diagnostic]) -> None:
        """Show what was noticed; raises ContentError for an error where none is wanted."""
        self.reporter.diagnostics(found)
        if self.options.strict and any(one.severity is Severity.ERROR for one in found):
            raise ContentError(f"the content has {tally(found)}", hint="nothing was written")

    def _unchanged(self, last: Manifest, present: dict[str, int], papers: int) -> _Done:
        """Leave a site that is made of the same, and whole."""
        if self.options.explain:
            files = last.outside(INDEX)
            wanted = {path: record.fingerprint for path, record in files.files.items()}
            _explain(plan(wanted, files, present), self.reporter)
        return _Done(rendered=0, removed=0, weight=weigh(last.files, papers), indexed=False)

    def _changed(
        self, transaction: Transaction, scanning: Future[dict[str, int]]
    ) -> tuple[Outcome, _Done]:
        """Make what differs; the output is looked through meanwhile."""
        with _uncollected():
            contents = read_contents(self.config, self.sources, self.cache)
            self._tell(contents.diagnostics)
            related = self._related(contents.archive)
            pages = list(compose(contents.archive, self.config.settings, contents.own, related))
        outcome = Outcome(
            inputs=self.inputs,
            papers=len(contents.archive.papers),
            days=len(contents.archive.days),
            pages=len(pages),
            diagnostics=contents.diagnostics,
        )
        return outcome, _Update(self, contents, transaction, scanning).run(pages)

    def _related(self, archive: Archive) -> Lists:
        """Find related papers, where they are wanted."""
        wanted = self.config.settings.related
        if not (wanted.enabled and archive.papers):
            return {}
        # NumPy and SciPy take as long to load as a build in which nothing changed.
        from generator.related.making import Wish, related_lists  # noqa: PLC0415
        from generator.terms.making import Desk  # noqa: PLC0415

        folder = self.cache.folder
        return related_lists(
            archive.papers,
            Wish(wanted.count, self.config.settings.site.language),
            Desk(packs=folder, cache=folder / "terms", crew=self.crew),
            folder / "related",
            self.reporter,
        )


def _inputs(config: Config, options: BuildOptions, sources: Sources, look: Look) -> str:
    """Give the digest of everything that the site is made of."""
    return inputs_digest(
        config.settings,
        options.search,
        look.site,
        look.files,
        sources.digests,
        sources.own,
        sources.diagnostics,
    )


def _is_current(last: Manifest, inputs: str, present: dict[str, int]) -> bool:
    """Whether the output is made of these inputs, and every file of it as it was written."""
    return last.inputs == inputs and manifests.intact(last.files, present)


def _explain(planned: Plan, reporter: Reporter) -> None:
    for step in planned.steps:
        if step.reason.action is not Action.KEEP:
            reporter.say(str(step), least=Loudness.QUIET)
    for reason, count in planned.counts().items():
        reporter.say(f"{count:,} to {reason.action}: {reason}", least=Loudness.QUIET)


class _Update:
    """One update of the output, within its transaction."""

    def __init__(
        self,
        asked: _Build,
        contents: Contents,
        transaction: Transaction,
        scanning: Future[dict[str, int]],
    ) -> None:
        self.config = asked.config
        self.options = asked.options
        self.reporter = asked.reporter
        self.inputs = asked.inputs
        self.look = asked.look
        self.crew = asked.crew
        self.packs = asked.cache.folder
        self.present: dict[str, int] = {}
        self.transaction = transaction
        self.archive = contents.archive
        self.scanning = scanning
        self.theme = load_theme(self.look)

    def run(self, pages: Sequence[PageSketch]) -> _Done:
        """Plan, render, index and apply."""
        last = self.transaction.last.manifest
        assets = self._files_as_they_are()
        wanted = fingerprints(self.look, pages)
        wanted |= {path: manifests.record(data).fingerprint for path, data in assets.items()}
        self.present = self.scanning.result()
        planned = plan(wanted, last.outside(INDEX), self.present, clean=self.options.clean)
        if self.options.explain:
            _explain(planned, self.reporter)
        kept = {path: last.files[path] for path in planned.paths(Action.KEEP)}
        files = kept | self._make(planned, pages, assets, wanted)
        index = self._index()
        new = Manifest(inputs=self.inputs, files={**files, **index.files}, search=index.digest)
        self.transaction.commit(new)
        return _Done(
            rendered=len(planned.paths(Action.RENDER)),
            removed=len(planned.paths(Action.REMOVE)),
            weight=weigh(new.files, len(self.archive.papers)),
            indexed=index.made,
        )

    def _files_as_they_are(self) -> dict[str, bytes]:
        """Give the files that no page makes: the theme's, and those for reading offline."""
        worker = self.theme.root_file(routes.file_of(routes.WORKER))
        offline = offline_files(self.look.site, self.theme.asset_path(ICON), worker)
        return {asset.path: asset.data for asset in self.theme.assets()} | offline

    def _make(
        self,
        planned: Plan,
        pages: Sequence[PageSketch],
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

    def _render(self, pages: Sequence[PageSketch], wanted: dict[str, str]) -> dict[str, FileRecord]:
        files: dict[str, FileRecord] = {}
        places = Places(packs=self.packs, staging=self.transaction.staging)
        with self.reporter.stage("Rendering", len(pages)) as step:
            for records in render_pages(self.look, pages, wanted, places, self.crew):
                files |= records
                step(len(records))
        return files

    def _index(self) -> SearchIndex:
        if not self.config.settings.search.enabled:
            return NO_INDEX
        if not self.options.search:
            return kept_index(self.transaction.last.manifest, self.present)
        place = Place(
            language=self.config.settings.site.language,
            packs=self.packs,
            cache=self.packs / "index",
            crew=self.crew,
        )
        indexer = Indexer(self.archive.papers, place, self.transaction, self.reporter)
        return indexer.refresh(self.present, clean=self.options.clean)
