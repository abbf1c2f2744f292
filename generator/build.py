"""The build: the one place that knows the order of the stages."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from threading import Event

import msgspec

from generator import manifest as manifests
from generator.archive import Archive
from generator.cache.folder import Cache, Outcome
from generator.cluster import Places as SharedPlaces
from generator.cluster import cluster
from generator.compose.bundles import Pages
from generator.compose.derived import Derived
from generator.compose.pages import compose_unknown, site_view
from generator.compose.scene import Scene
from generator.config import Config
from generator.contents import Contents, Sources, find_sources, gather_contents, read_again
from generator.deriving import Deriving
from generator.discover import check_folder
from generator.disk import look_through
from generator.edits import edited_pages
from generator.errors import BuildError, CacheError, ContentError, Diagnostic, Severity, UsageError
from generator.fingerprint import inputs_digest, known_by
from generator.hosts import Weight
from generator.indexing import FOLDER as INDEX
from generator.indexing import Indexer, Place, SearchIndex
from generator.manifest import LoadedManifest, Manifest, ManifestState
from generator.plan import plan
from generator.render import Look, look_at
from generator.rendering import close_packs, fingerprints, template_digests
from generator.report import Loudness, Reporter, Summary, tally
from generator.scanning import PAGES, Scanning, scan_unit
from generator.updating import Asked, Composed, Done, Update, explain
from generator.views.sketches import Remembered
from generator.work import Crew, pool
from generator.write import Transaction, check_output

_NOTHING = "nothing was written: correct what is listed above, or build without --strict"
_NO_ADDRESS = "need the whole address of the site: base_url in site.toml, or --base-url"
_NO_FEEDS = f"There are no feeds: they {_NO_ADDRESS}"
_NO_SITEMAP = f"There is no sitemap, and pages name no canonical address: they {_NO_ADDRESS}"


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for beside the settings.

    A `quick` one believes that the output is as this process left it, and looks only at files
    that it may have to write; without a memory of what it left it is like any other.
    """

    jobs: int = 1
    cluster: str | None = None
    clean: bool = False
    strict: bool = False
    explain: bool = False
    search: bool = True
    quick: bool = False


class Memory:
    """What a process that builds again and again remembers of its last build."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self._made: tuple[object, Composed, Manifest] | None = None
        self._circle: object = None

    def recall(self, basis: object, there: Manifest) -> Composed | None:
        """Give what was composed of the same basis, if the output is as it was left; forget it."""
        made, self._made = self._made, None
        return made[1] if made and made[0] == basis and made[2] == there else None

    def keep(self, basis: object, composed: Composed, there: Manifest) -> None:
        """Remember what was composed of which basis, and what lies in the output since."""
        if self.cache.remembers:
            self._made = (basis, composed, there)
        else:  # in a circle, so that a process need not let go of it value by value before it ends
            self._circle = (self, composed, there)


def build(
    config: Config, options: BuildOptions, reporter: Reporter, memory: Memory | None = None
) -> Summary:
    """Build the site, changing only what differs.

    A `memory` is given by who builds again and again. Raises ContentError, UsageError or
    BuildError; the old site is then as it was.
    """
    started = time.monotonic()
    check_folder(config.content)
    _check_places(config)
    memory = memory or Memory(Cache(config.cache))
    with memory.cache as held, _crew(config, options, held) as crew:
        try:
            outcome, done = _Build(config, options, reporter, memory, crew).run()
        except CacheError:
            reporter.say("The cache was damaged: everything is read again")
            close_packs()
            crew.close()
            held.clear()
            outcome, done = _Build(config, options, reporter, memory, crew).run()
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
    if not outcome.days:
        reporter.nothing_yet(str(config.content))
    return summary


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector away: an archive is made of values, among which there are no cycles.

    Nor does it look at what was made, which would take a while, until the next build.
    """
    enabled = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
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
    sources = {"content": config.content, "theme": config.overrides}
    forbidden = {f"{name} folder": source for name, source in sources.items()}
    check_output(config.output, forbidden={"site's folder": config.root, **forbidden})
    for name, source in sources.items():
        if _would_be_read(config.output.resolve(), source.resolve()):
            raise UsageError(
                f"the output {config.output} lies in the {name} folder {source}",
                hint="the next build would read it: choose a folder outside, with --output",
            )
    check_cache(config)


def check_cache(config: Config) -> None:
    """Refuse a cache that lies in a folder of the site, or holds one: its files come and go."""
    cache, hint = config.cache.resolve(), "choose another in site.toml under [cache] path"
    if config.root.resolve().is_relative_to(cache):
        raise UsageError(f"the cache {cache} holds the settings", hint=hint)
    for name, folder in (
        ("content", config.content),
        ("theme", config.overrides),
        ("output", config.output),
    ):
        if _would_be_read(cache, folder.resolve()) or folder.resolve().is_relative_to(cache):
            raise UsageError(f"the cache {cache} lies in or holds the {name} folder", hint=hint)


def _would_be_read(place: Path, source: Path) -> bool:
    """Whether a folder lies in one that a build reads, and not hidden there."""
    if not place.is_relative_to(source):
        return False
    return not any(name.startswith(".") for name in place.relative_to(source).parts)


class _Build:
    """One build with one cache: what is known of its inputs, and what is done about them."""

    def __init__(
        self, config: Config, options: BuildOptions, reporter: Reporter, memory: Memory, crew: Crew
    ) -> None:
        self.config = config
        self.options = options
        self.reporter = reporter
        self.memory = memory
        self.cache = memory.cache
        self.crew = crew
        self.sources = find_sources(config, self.cache, reporter, crew)
        site = site_view(config, self.sources.own)
        self.look = look_at(site, config.settings.theme.name, config.overrides)
        self.inputs = _inputs(config, options, self.sources, self.look)

    def run(self) -> tuple[Outcome, Done]:
        """Find out what the site is made of, and bring the output up to date."""
        last = None if self.options.clean else self.cache.outcome(self.inputs)
        with Transaction(self.config.output) as transaction, ThreadPoolExecutor(1) as aside:
            if transaction.completed:
                self.reporter.say("Completed the build that was interrupted before")
            before = transaction.last
            if before.state in (ManifestState.DAMAGED, ManifestState.OTHER_VERSION):
                self.reporter.say(before.state.capitalize())
            old = before.manifest
            made = self.memory.recall(self._basis(), old)
            if last and (present := self._present(before)):
                self._tell(last.diagnostics)
                found, done = last, self._unchanged(old, present, last.weight)
                if made:
                    self.memory.keep(self._basis(), made, old)
            else:
                scanning = Scanning(self.config.output, before, self.crew, aside)
                if made is None or not self.options.quick:
                    scanning.start()
                found, done = self._changed(transaction, scanning, made)
        self.cache.settle(self.sources.packs, self.sources.known)
        self.cache.note(found)
        return found, done

    def _present(self, last: LoadedManifest) -> Mapping[str, int]:
        """Give the sizes of all files if the output is the site of these inputs, as it was written.

        Nothing where it is another site.
        """
        if last.manifest.inputs != self.inputs:
            return {}
        present = look_through(scan_unit(self.config.output, last))
        return present if manifests.intact(last.manifest.files, present) else {}

    def _basis(self) -> tuple[object, ...]:
        """Give all but the digests that a site is made of."""
        return (self.config, self.look, self.sources.own)

    def _tell(self, found: Sequence[Diagnostic]) -> None:
        """Show what was noticed; raises ContentError for an error where none is wanted."""
        self.reporter.diagnostics(found)
        if self.options.strict and any(one.severity is Severity.ERROR for one in found):
            raise ContentError(f"the content has {tally(found)}", hint=_NOTHING)

    def _unchanged(self, last: Manifest, present: Mapping[str, int], weight: Weight) -> Done:
        """Leave a site that is made of the same, and whole."""
        if self.options.explain:
            files = last.outside(INDEX)
            wanted = {path: record.fingerprint for path, record in files.files.items()}
            explain(plan(wanted, files, present), self.reporter)
        return Done(manifest=last, weight=weight)

    def _changed(
        self, transaction: Transaction, scanning: Scanning, made: Composed | None
    ) -> tuple[Outcome, Done]:
        """Make what differs; the output is looked through meanwhile."""
        with ExitStack() as at_work:
            with _uncollected():
                edited = made and self._edited(made)
                contents = edited.contents if edited else self._contents(transaction.last.manifest)
                beside = at_work.enter_context
                derived = Event()
                if edited:
                    derived.set()
                derive = Derived if edited else beside(self._deriving(contents.archive, derived))
                index = beside(self._indexing(contents, transaction, scanning, derived))
                composed = edited or self._composed(contents, derive)
            asked = Asked(
                config=self.config,
                inputs=self.inputs if composed.exact else "",
                look=self.look,
                packs=self.cache.folder,
                crew=self.crew,
                reporter=self.reporter,
                clean=self.options.clean,
                explain=self.options.explain,
                quick=self.options.quick,
            )
            done = Update(asked, composed, transaction, scanning.result, index).run()
        self.memory.keep(self._basis(), composed, done.manifest)
        outcome = Outcome(
            inputs=self.inputs,
            papers=len(contents.archive.papers),
            days=len(contents.archive.days),
            pages=len(composed.pages),
            weight=done.weight,
            diagnostics=contents.diagnostics,
        )
        return outcome, done

    def _contents(self, last: Manifest) -> Contents:
        """Read everything; raises ContentError where not a paper of the site is left."""
        contents = gather_contents(self.config, self.sources, self.cache)
        self._tell(contents.diagnostics)
        if not contents.archive.papers and not self.options.clean and (there := last.below(PAGES)):
            raise ContentError(
                f"there is no paper any more in {self.config.content}, and the site in "
                f"{self.config.output} has {len(there):,} pages of papers",
                hint="see whether all digests are there, and what is said of them above; "
                "for an empty site, build with --clean",
            )
        return contents

    @contextmanager
    def _indexing(
        self, contents: Contents, transaction: Transaction, scanning: Scanning, derived: Event
    ) -> Iterator[Callable[[], SearchIndex] | None]:
        """Begin the search index, where this build is to make one; what is given ends it.

        Composing waits for what is derived, and nobody for the index until the end.
        """
        settings, packs = self.config.settings, self.cache.folder
        if not (settings.search.enabled and self.options.search):
            yield None
            return
        place = Place(
            language=settings.site.language, packs=packs, cache=packs / "index", crew=self.crew
        )
        indexer = Indexer(contents.archive.papers, place, transaction, scanning.result, derived)
        with indexer.begun(self.reporter, clean=self.options.clean) as index:
            yield index

    def _deriving(
        self, archive: Archive, over: Event
    ) -> AbstractContextManager[Callable[[], Derived]]:
        """Begin to derive what the site shows of all texts; what is given ends it."""
        packs, settings = self.cache.folder, self.config.settings
        return Deriving(archive, settings, packs, self.crew).begun(self.reporter, over)

    def _composed(self, contents: Contents, derive: Callable[[], Derived]) -> Composed:
        config, archive = self.config, contents.archive
        if config.settings.feeds.enabled and not config.base_url:
            self.reporter.say(_NO_FEEDS, least=Loudness.VERBOSE)
        if config.settings.data.sitemap and not config.base_url:
            self.reporter.say(_NO_SITEMAP, least=Loudness.VERBOSE)
        manner = known_by(config.settings, config.base_url, self.look.site, self.look.files)
        anew = self.options.clean or self.cache.remembers
        known = Remembered() if anew else self.cache.remembered(manner)
        scene = Scene(archive, config.settings, config.base_url, derive, known.folds)
        pages = compose_unknown(scene, contents.own, known.pages)
        sketched = pages.sketched()
        templates = template_digests(self.look, sketched, known.templates)
        wanted = {page.path: page.fingerprint for page in pages.known()}
        wanted |= fingerprints(self.look, sketched, templates)
        known = Remembered(
            pages=pages.remembered(wanted), folds=scene.authors.folds(), templates=templates
        )
        self.cache.remember(manner, known)
        return Composed(contents, pages, wanted)

    def _edited(self, made: Composed) -> Composed | None:
        """Give what was composed with the texts of now, unless more than texts has changed."""
        if self.options.clean or self.options.explain:
            return None
        again = read_again(made.contents, self.sources, self.cache)
        if again is None:
            return None
        contents, leaves = again
        exact = made.exact and not leaves
        if not (exact or self.options.quick):
            return None
        self._tell(contents.diagnostics)
        pages = made.pages.every()
        edited = dict(edited_pages(pages, leaves)) if leaves else {}
        for number, page in edited.items():
            pages[number] = page
        touched = tuple(edited.values())
        templates = template_digests(self.look, touched, {})
        wanted = {**made.wanted, **fingerprints(self.look, touched, templates)}
        return Composed(contents, Pages.of(pages), wanted, touched, exact)


def _inputs(config: Config, options: BuildOptions, sources: Sources, look: Look) -> str:
    """Give the digest of everything that the site is made of."""
    leaves_index = options.quick and not options.search and config.settings.search.enabled
    return inputs_digest(
        config.settings,
        (options.search, leaves_index),
        look.site,
        look.files,
        sources.digests,
        sources.own,
        sources.diagnostics,
        sources.dialects,
    )
