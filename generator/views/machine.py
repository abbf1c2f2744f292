"""What the files show that describe the whole site to programs."""

from __future__ import annotations

from generator.model import Value
from generator.views.parts import DateRef, Link


class SitemapEntry(Value, frozen=True, gc=False):
    """A page, or a part of the sitemap; `changed` is `YYYY-MM-DD`, `YYYY-MM` or empty."""

    address: str
    changed: str = ""


class SitemapView(Value):
    """`/sitemap.xml` or a part of it: pages."""

    entries: tuple[SitemapEntry, ...]


class SitemapIndexView(Value):
    """`/sitemap.xml` of a large site: the parts of the sitemap."""

    parts: tuple[SitemapEntry, ...]


class RobotsView(Value):
    """`/robots.txt`: everything may be read; `sitemap` is empty where there is none."""

    sitemap: str = ""


class ArchiveIndexView(Value):
    """`/index.json`: the days of the archive, oldest first; `files` stand beside each day."""

    papers: int
    days: tuple[DateRef, ...]
    files: tuple[str, ...]
    schema: str = ""


class AssistantView(Value):
    """`/llms.txt`: where an assistant finds what (https://llmstxt.org).

    `twins` are the newest days as Markdown; `files` are for programs.
    """

    papers: int
    days: int
    twins: tuple[DateRef, ...] = ()
    years: tuple[DateRef, ...] = ()
    files: tuple[Link, ...] = ()


MachineView = SitemapView | SitemapIndexView | RobotsView | ArchiveIndexView
"""What is written without a template."""
