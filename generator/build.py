"""The build: the one place that knows the order of the stages."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import TypeVar

import msgspec

from generator import manifest as manifests
from generator import routes, search
from generator.archive import Archive, gather
from generator.compose.front import OwnPage
from generator.compose.pages import compose, site_view
from generator.config import Config
from generator.digests.detect import Read, read_source
from generator.digests.fields import Vocabulary
from generator.discover import Discovery, FoundFile, discover, load
from generator.disk import scan
from generator.errors import ContentError, Diagnostic, Severity
from generator.fingerprint import base_digest, page_fingerprint
from generator.manifest import FileRecord, Manifest
from generator.model import Digest, Paper
from generator.offline import ICON, offline_files
from generator.pages_of_own import read_own_pages
from generator.plan import Action, Plan, plan
from generator.render import Look, batches, load_theme, render_batch
from generator.report import Loudness, Reporter, Summary, tally
from generator.search_documents import SearchDocument, search_document
from generator.theme import Theme
from generator.views.pages import Page
from generator.write import Transaction, check_output, stage_file

T = TypeVar("T")
_CONTEXT = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
"""Workers start clean: the preview server has threads and sockets that a fork would copy."""

_WORTH_A_POOL = 400
"""Units of work below which starting processes costs more than it saves."""


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for beside the settings."""

    jobs: int = 1
    clean: bool = False
    strict: bool = False
    explain: bool = False
    search: bool = True


class Contents(msgspec.Struct, frozen=True):
    """Everything that was read: the archive, the maintainer's pages, and what was noticed."""

    archive: Archive
    digests: tuple[Digest, ...]
    own: tuple[OwnPage, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_contents(config: Config, reporter: Reporter, jobs: int = 1) -> Contents:
    """Discover, read and gather; raises UsageError when there is no content folder."""
    found = discover(config.content)
    reads = _read_all(found, config, reporter, jobs)
    digests = tuple(read.digest for read in reads if read.digest.is_digest)
    archive = gather(digests, config.settings.dates)
    own, problems = read_own_pages(found.pages)
    every = [*found.diagnostics, *problems, *archive.diagnostics]
    every += [diagnostic for read in reads for diagnostic in read.diagnostics]
    ordered = tuple(sorted(every, key=lambda d: (d.path, d.line)))
    return Contents(archive, digests, own, ordered)


def _read_all(found: Discovery, config: Config, reporter: Reporter, jobs: int) -> list[Read]:
    language = config.settings.content.language
    units = [(file, config.vocabulary, language) for file in found.digests]
    work = sum(Path(file.location).stat().st_size for file in found.digests) // 10_000
    with (
        _executor(jobs, work) as executor,
        reporter.stage("Reading", len(units)) as step,
    ):
        return list(_spread(executor, _read_unit, units, step))


def _read_unit(unit: tuple[FoundFile, Vocabulary, str]) -> Read:
    file, vocabulary, language = unit
    return read_source(load(file), vocabulary, language)


@contextmanager
def _executor(jobs: int, work: int) -> Iterator[Executor | None]:
    """Open a pool of processes where there is enough work to share."""
    if jobs < 2 or work < _WORTH_A_POOL:  # noqa: PLR2004 - one job is this process
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=_CONTEXT) as executor:
        yield executor


def _spread(
    executor: Executor | None,
    task: Callable[[T], Read],
    units: Sequence[T],
    step: Callable[[], None],
) -> Iterator[Read]:
    results = map(task, units) if executor is None else executor.map(task, units, chunksize=2)
    for result in results:
        step()
        yield result


def build(config: Config, options: BuildOptions, reporter: Reporter) -> Summary:
    """Build the site, changing only what differs.

    Raises ContentError, UsageError or BuildError; the old site is then as it was.
    """
    started = time.monotonic()
    check_output(config.output, forbidden=(config.root, config.content))
    contents = read_contents(config, reporter, options.jobs)
    reporter.diagnostics(contents.diagnostics)
    if options.strict and any(d.severity is Severity.ERROR for d in contents.diagnostics):
        raise ContentError(
            f"the content has {tally(contents.diagnostics)}", hint="nothing was written"
        )
    pages = list(compose(contents.archive, config.settings, contents.own))
    with Transaction(config.output) as transaction:
        if transaction.completed:
            reporter.say("Completed the build that was interrupted before")
        done = _Building(config, options, reporter, transaction).run(pages, contents.archive)
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


class _Done(msgspec.Struct, frozen=True):
    rendered: int
    removed: int
    size: int
    indexed: bool


class _Building:
    """One build from pages to the changed output, within its transaction."""

    def __init__(
        self, config: Config, options: BuildOptions, reporter: Reporter, transaction: Transaction
    ) -> None:
        self.config = config
        self.options = options
        self.reporter = reporter
        self.transaction = transaction
        self.look = Look(
            site=site_view(config),
            theme=config.settings.theme.name,
            overrides=str(config.overrides),
        )
        self.present = scan(config.output) if config.output.is_dir() else {}

    def run(self, pages: Sequence[Page], archive: Archive) -> _Done:
        """Plan, render, index and apply."""
        last = self.transaction.last.manifest
        theme = load_theme(self.look)
        assets = {asset.path: asset.data for asset in theme.assets()} | self._root_files(theme)
        wanted = self._fingerprints(pages)
        wanted |= {path: manifests.record(data).fingerprint for path, data in assets.items()}
        planned = plan(wanted, last.outside(search.FOLDER), self.present, clean=self.options.clean)
        if self.options.explain:
            self._explain(planned)
        to_render = set(planned.paths(Action.RENDER))
        files = {path: record for path, record in last.files.items() if path in wanted}
        for path in sorted(to_render & assets.keys()):
            files[path] = self.transaction.stage(path, assets[path])
        files |= self._render([page for page in pages if page.path in to_render], wanted)
        index, digest, indexed = self._index(archive)
        new = Manifest(files=files | index, search=digest)
        self.transaction.commit(new)
        return _Done(
            rendered=len(to_render),
            removed=len(planned.paths(Action.REMOVE)),
            size=sum(record.size for record in new.files.values()),
            indexed=indexed,
        )

    def _fingerprints(self, pages: Sequence[Page]) -> dict[str, str]:
        theme = load_theme(self.look)
        base = base_digest(self.look.site)
        templates = {name: theme.sources(name) for name in {page.template for page in pages}}
        return {
            page.path: page_fingerprint(page, template_digest=templates[page.template], base=base)
            for page in pages
        }

    def _root_files(self, theme: Theme) -> dict[str, bytes]:
        return offline_files(
            self.look.site,
            theme.asset_path(ICON),
            theme.root_file(routes.file_of(routes.WORKER)),
        )

    def _explain(self, planned: Plan) -> None:
        for step in planned.steps:
            if step.reason.action is not Action.KEEP:
                self.reporter.say(str(step), least=Loudness.QUIET)
        for reason, count in planned.counts().items():
            self.reporter.say(f"{count:,} to {reason.action}: {reason}", least=Loudness.QUIET)

    def _render(self, pages: Sequence[Page], wanted: Mapping[str, str]) -> dict[str, FileRecord]:
        units = [
            _RenderUnit(
                self.look, tuple(batch), tuple(wanted[page.path] for page in batch),
                str(self.transaction.staging),
            )
            for batch in batches(pages)
        ]  # fmt: skip
        files: dict[str, FileRecord] = {}
        with (
            _executor(self.options.jobs, len(pages)) as executor,
            self.reporter.stage("Rendering", len(pages)) as step,
        ):
            results = (
                map(_render_unit, units) if executor is None else executor.map(_render_unit, units)
            )
            for records in results:
                files |= records
                step(len(records))
        return files

    def _index(self, archive: Archive) -> tuple[dict[str, FileRecord], str, bool]:
        """Bring the search index up to date; return its files, its digest, whether it was made."""
        if not (self.options.search and self.config.settings.search.enabled):
            return {}, "", False
        documents = self._documents(archive.papers)
        digest = search.documents_digest(documents)
        last = self.transaction.last.manifest
        kept = last.below(search.FOLDER)
        if (
            not self.options.clean
            and digest == last.search
            and manifests.intact(kept, self.present)
        ):
            return kept, digest, False
        if not documents:
            return {}, digest, False
        with self.reporter.stage("Indexing", len(documents)):
            return self._make_index(documents, digest), digest, True

    def _documents(self, papers: Mapping[str, Paper]) -> list[SearchDocument]:
        language = self.config.settings.site.language
        return [search_document(paper, language) for _, paper in sorted(papers.items())]

    def _make_index(
        self, documents: Sequence[SearchDocument], digest: str
    ) -> dict[str, FileRecord]:
        place = Path(tempfile.mkdtemp(prefix="index-", dir=self.transaction.staging.parent))
        try:
            site, bundle = place / "site", place / "bundle"
            site.mkdir()
            count = search.write_documents(documents, site)
            search.index(site, bundle, count)
            return self.transaction.adopt_tree(bundle, search.FOLDER, digest)
        finally:
            shutil.rmtree(place, ignore_errors=True)


class _RenderUnit(msgspec.Struct, frozen=True):
    """A batch of pages with their fingerprints, and where to put their files."""

    look: Look
    pages: tuple[Page, ...]
    fingerprints: tuple[str, ...]
    staging: str


def _render_unit(unit: _RenderUnit) -> dict[str, FileRecord]:
    rendered = render_batch(unit.look, unit.pages)
    return {
        page.path: stage_file(Path(unit.staging), page.path, page.data, fingerprint)
        for page, fingerprint in zip(rendered, unit.fingerprints, strict=True)
    }
