"""Updating: the output made into the site of some pages, by doing only what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from generator import manifest as manifests
from generator import routes
from generator.compose.bundles import Pages
from generator.config import Config
from generator.contents import Contents
from generator.disk import file_sizes
from generator.downloads import data_files
from generator.hosts import Weight
from generator.indexing import FOLDER as INDEX
from generator.indexing import NO_INDEX, SearchIndex, kept_index
from generator.manifest import FileRecord, Manifest, ManifestState
from generator.offline import ICON, offline_files
from generator.plan import Action, Plan, Reason, Step, plan
from generator.render import Look, load_theme
from generator.rendering import Places, render_pages
from generator.report import Loudness, Reporter
from generator.views.sketches import PageSketch
from generator.weight import weigh
from generator.work import Crew
from generator.write import Transaction


class Composed(msgspec.Struct, frozen=True):
    """What a site is made of and the pages of it, with their fingerprints by path.

    `touched` are those that may have changed since this process made the output; None for all.
    Pages are `exact` unless texts have changed without what is derived from all of them.
    """

    contents: Contents
    pages: Pages
    wanted: Mapping[str, str]
    touched: Sequence[PageSketch] | None = None
    exact: bool = True


class Done(msgspec.Struct, frozen=True):
    """What a build did, and the manifest of what is there now."""

    manifest: Manifest
    weight: Weight
    rendered: int = 0
    removed: int = 0
    indexed: bool = False


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What an update is asked for, by whom, and who does its work."""

    config: Config
    inputs: str
    look: Look
    packs: Path
    crew: Crew
    reporter: Reporter
    clean: bool
    explain: bool
    quick: bool


class Update:
    """One update of the output, within its transaction; `look_around` says what lies there.

    `index` ends the making of a search index that was begun before.
    """

    def __init__(
        self,
        asked: Asked,
        composed: Composed,
        transaction: Transaction,
        look_around: Callable[[], Mapping[str, int]],
        index: Callable[[], SearchIndex] | None = None,
    ) -> None:
        self._asked = asked
        self._index = index
        self._composed = composed
        self._transaction = transaction
        self._last = transaction.last.manifest
        self._look_around = look_around
        self._touched = composed.touched if asked.quick else None

    def run(self) -> Done:
        """Plan, render, index and apply."""
        asked, papers = self._asked, len(self._composed.contents.archive.papers)
        if self._touched is None:
            planned, files = self._all()
        else:
            planned, files = self._some(self._touched)
        index = self._search()
        new = Manifest(inputs=asked.inputs, files={**files, **index.files}, search=index.digest)
        leftovers = self._leftovers(new)
        self._transaction.commit(new, leftovers)
        return Done(
            manifest=new,
            rendered=len(planned.paths(Action.RENDER)),
            removed=len(planned.paths(Action.REMOVE)) + len(leftovers),
            weight=weigh(new.files, papers),
            indexed=index.made,
        )

    def _leftovers(self, new: Manifest) -> frozenset[str]:
        """Find what no manifest tells of, where there is none, or all is made anew."""
        asked, state = self._asked, self._transaction.last.state
        if state is ManifestState.FOUND and not asked.clean:
            return frozenset()
        leftovers = self._transaction.leftovers(self._look_around(), new)
        unknown = leftovers - self._last.files.keys()
        if asked.explain:
            for path in sorted(unknown):
                asked.reporter.say(str(Step(path=path, reason=Reason.STALE)), least=Loudness.QUIET)
        return unknown

    def _all(self) -> tuple[Plan, dict[str, FileRecord]]:
        """Bring every file up to date but the index."""
        assets = self._files_as_they_are()
        wanted = dict(self._composed.wanted)
        wanted |= {path: manifests.record(data).fingerprint for path, data in assets.items()}
        present = self._look_around()
        planned = plan(wanted, self._last.outside(INDEX), present, clean=self._asked.clean)
        if self._asked.explain:
            explain(planned, self._asked.reporter)
        kept = {path: self._last.files[path] for path in planned.paths(Action.KEEP)}
        paths = frozenset(planned.paths(Action.RENDER))
        staged = {
            path: self._transaction.stage(path, assets[path])
            for path in sorted(paths & assets.keys())
        }
        return planned, kept | staged | self._render(self._composed.pages.among(paths))

    def _some(self, touched: Sequence[PageSketch]) -> tuple[Plan, dict[str, FileRecord]]:
        """Bring some pages up to date: all else is as this process left it."""
        wanted = {page.path: self._composed.wanted[page.path] for page in touched}
        known = {path: self._last.files[path] for path in wanted if path in self._last.files}
        present = file_sizes(self._transaction.output, wanted)
        planned = plan(wanted, Manifest(files=known), present)
        paths = frozenset(planned.paths(Action.RENDER))
        rendered = self._render([page for page in touched if page.path in paths])
        return planned, self._last.outside(INDEX).files | rendered

    def _files_as_they_are(self) -> dict[str, bytes]:
        """Give the files that no page makes: the theme's, for reading offline, and the schema."""
        look = self._asked.look
        theme = load_theme(look)
        worker = theme.root_file(routes.file_of(routes.WORKER))
        offline = offline_files(look.site, theme.asset_path(ICON), worker)
        files = {asset.path: asset.data for asset in theme.assets()} | offline
        files |= data_files(look.site)
        if look.site.feeds:
            style = routes.file_of(routes.FEED_STYLE)
            files[style] = theme.root_file(style)
        return files

    def _render(self, rendered: Sequence[PageSketch]) -> dict[str, FileRecord]:
        """Stage some pages."""
        asked, files = self._asked, dict[str, FileRecord]()
        places = Places(packs=asked.packs, staging=self._transaction.staging)
        wanted = self._composed.wanted
        with asked.reporter.stage("Rendering", len(rendered)) as step:
            for records in render_pages(asked.look, rendered, wanted, places, asked.crew):
                files |= records
                step(len(records))
        return files

    def _search(self) -> SearchIndex:
        """End the index that was begun; a quick build leaves that of the last as it is."""
        if self._index:
            return self._index()
        if not (self._asked.quick and self._asked.config.settings.search.enabled):
            return NO_INDEX
        if self._touched is not None:
            return SearchIndex(self._last.below(INDEX), self._last.search)
        return kept_index(self._last, self._look_around())


def explain(planned: Plan, reporter: Reporter) -> None:
    """Tell what is done about each file, and why; what is kept is only counted."""
    for step in planned.steps:
        reporter.say(str(step), least=Loudness.QUIET)
    for reason, count in planned.counts().items():
        reporter.say(f"{count:,} to {reason.action}: {reason}", least=Loudness.QUIET)
