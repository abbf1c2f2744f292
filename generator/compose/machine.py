"""What describes the whole site to programs: its days, its pages, where an assistant begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator import routes
from generator.compose.files import day_file_names, has_twins, schema_of
from generator.compose.scene import Scene
from generator.views.machine import (
    ArchiveIndexView,
    AssistantView,
    RobotsView,
    SitemapEntry,
    SitemapIndexView,
    SitemapView,
)
from generator.views.parts import DateRef, Link
from generator.views.sketches import PageSketch, Sketch

MOST_ADDRESSES = 50_000
"""Addresses that a file of a sitemap may hold."""

_NEWEST = 14
"""Days that an assistant is shown at once."""


def machine_files(
    scene: Scene, listed: Iterable[str], base_url: str, most: int = MOST_ADDRESSES
) -> Iterator[PageSketch]:
    """Sketch the files about the whole site, given the addresses for its sitemap."""
    settings = scene.settings.data
    sitemap = settings.sitemap and bool(base_url)
    if settings.index:
        yield _file(routes.INDEX, _index(scene))
    if settings.llms:
        yield _file(routes.LLMS, _assistant(scene, sitemap=sitemap), "llms.txt")
    if sitemap:
        yield from _sitemap(scene, listed, most)
    if settings.robots:
        yield _file(routes.ROBOTS, RobotsView(sitemap=routes.SITEMAP if sitemap else ""))


def _file(address: str, view: Sketch, template: str = "") -> PageSketch:
    path = routes.file_of(address)
    return PageSketch(path=path, address=address, template=template, sketch=view)


def _index(scene: Scene) -> ArchiveIndexView:
    return ArchiveIndexView(
        papers=len(scene.archive.papers),
        days=tuple(scene.day_ref(day.date, len(day.papers)) for day in scene.archive.days),
        files=day_file_names(scene),
        schema=schema_of(scene.settings.downloads),
    )


def _assistant(scene: Scene, *, sitemap: bool) -> AssistantView:
    newest = [day for day in scene.archive.days if day.papers][-_NEWEST:][::-1]
    twins = tuple(
        DateRef(value=day.date.value, address=routes.twin(scene.day_address(day.date)))
        for day in newest
    )
    files = [
        Link(label="index", address=routes.INDEX if scene.settings.data.index else ""),
        Link(label="schema", address=schema_of(scene.settings.downloads)),
        Link(label="sitemap", address=routes.SITEMAP if sitemap else ""),
    ]
    return AssistantView(
        papers=len(scene.archive.papers),
        days=len(scene.archive.days),
        twins=twins if has_twins(scene) else (),
        years=tuple(DateRef(value=y, address=routes.year(y)) for y in reversed(scene.years)),
        files=tuple(file for file in files if file.address),
    )


def _sitemap(scene: Scene, addresses: Iterable[str], most: int) -> Iterator[PageSketch]:
    """Sketch the sitemap: one file, or an index of parts by the month in which pages began."""
    listed = _by_month(addresses, _dates(scene))
    every = [entry for entries in listed.values() for entry in entries]
    if len(every) <= most:
        yield _file(routes.SITEMAP, SitemapView(entries=tuple(every)))
        return
    links = []
    for name, entries in listed.items():
        for number, some in enumerate(_cut(entries, most), start=1):
            address = routes.sitemap_part(name, number)
            newest = max((entry.changed for entry in some), default="")
            links.append(SitemapEntry(address=address, changed=newest))
            yield _file(address, SitemapView(entries=tuple(some)))
    yield _file(routes.SITEMAP, SitemapIndexView(parts=tuple(links)))


def _cut(entries: list[SitemapEntry], most: int) -> list[list[SitemapEntry]]:
    return [entries[at : at + most] for at in range(0, len(entries), most)]


def _dates(scene: Scene) -> dict[str, tuple[str, str]]:
    """Give the month in which a page began, and the date of the newest digest that it shows.

    Only for pages of which that is easily told.
    """
    archive = scene.archive
    dates = {
        routes.paper(paper.key): (paper.first.month, paper.sightings[-1].date.value)
        for paper in archive.papers.values()
    }
    for day in archive.days:
        month, value = day.date.month, day.date.value
        dates[scene.day_address(day.date)] = dates[routes.month(value)] = (month, value)
        dates[routes.year(value)] = dates[routes.HOME] = (_OTHERS, value)
    return dates


def _by_month(
    addresses: Iterable[str], dates: Mapping[str, tuple[str, str]]
) -> dict[str, list[SitemapEntry]]:
    """List the addresses of pages by month, oldest first: those of no month come last, in one."""
    parts: dict[str, list[SitemapEntry]] = {}
    for address in addresses:
        month, changed = dates.get(address, (_OTHERS, ""))
        parts.setdefault(month, []).append(SitemapEntry(address=address, changed=changed))
    return dict(sorted(parts.items()))


_OTHERS = "pages"
