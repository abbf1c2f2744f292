"""The settings of a site as values: a struct a table of `site.toml`, with its defaults."""

from __future__ import annotations

import msgspec

from generator.model import Value

LANGUAGES = ("en", "zh")
"""Languages for which the default theme has translations."""
FEED_TEXTS = ("short", "full", "abstract")
"""What a feed tells of a paper: a sentence, the summary, or the abstract as well."""
FORMATS = ("bibtex", "ris", "csl-json", "json", "markdown")
"""Forms in which a day's papers can be had."""


class SiteSettings(Value):
    """`[site]`: how the site presents itself."""

    title: str = "Paper digests"
    tagline: str = ""
    language: str = "en"
    base_url: str = ""
    colophon: str = ""
    source_url: str = ""


class ContentSettings(Value):
    """`[content]`: where the digests are, and the language of summaries in Latin letters.

    `dialects` names those of installed packages that count, `*` standing for anything.
    """

    path: str = "content"
    language: str = "en"
    dialects: tuple[str, ...] = ("*",)
    ignore: tuple[str, ...] = ()


class OutputSettings(Value):
    """`[output]`: where the site is written."""

    path: str = "public"


class CacheSettings(Value):
    """`[cache]`: where digests are kept as they were read, between builds."""

    path: str = ".digestry/cache"


class ThemeSettings(Value):
    """`[theme]`: the theme, and the folder whose files replace its own one at a time."""

    name: str = "default"
    overrides: str = "theme"


class SearchSettings(Value):
    """`[search]`: whether the site has a search."""

    enabled: bool = True


class OfflineSettings(Value):
    """`[offline]`: whether browsers may install the site and keep visited pages."""

    enabled: bool = True


class DownloadSettings(Value):
    """`[downloads]`: whether a day's papers can be had as files, and as which."""

    enabled: bool = True
    formats: tuple[str, ...] = ("bibtex", "json", "markdown")


class RelatedSettings(Value):
    """`[related]`: whether the page of a paper names related ones, and how many at most."""

    enabled: bool = True
    count: int = 5


class TrendsSettings(Value):
    """`[trends]`: whether the site has a page of trends, and categories a chart of theirs."""

    enabled: bool = True


class MetadataSettings(Value):
    """`[metadata]`: what pages say of themselves beside the citation tags."""

    cards: bool = True
    linked_data: bool = True


class DataSettings(Value):
    """`[data]`: the files that describe the whole site to programs."""

    index: bool = True
    llms: bool = True
    sitemap: bool = True
    robots: bool = True


class ArchiveSettings(Value):
    """`[archive]`: papers last seen before a day or month stand on their days' pages alone."""

    fold_before: str = ""


class FeedSettings(Value):
    """`[feeds]`: which feeds the site has, and how much is in them.

    `archive` is in days, and `ids` the base address under which the site was first published.
    """

    enabled: bool = True
    papers: int = 50
    texts: str = "full"
    archive: int = 7
    categories: tuple[str, ...] = ("*",)
    without: tuple[str, ...] = ()
    days: bool = True
    authors: bool = True
    json: bool = True
    hub: str = ""
    ids: str = ""


class HomeSettings(Value):
    """`[home]`: how much of the newest day and of recent days the first page shows."""

    papers: int = 12
    days: int = 14


class CategorySettings(Value):
    """`[categories]`: when a category's page is split by month, and names for categories."""

    split_above: int = 200
    names: dict[str, str] = msgspec.field(default_factory=dict)


class AuthorSettings(Value):
    """`[authors]`: whether authors have pages, and from how many papers on."""

    enabled: bool = True
    min_papers: int = 15


class Settings(Value):
    """All of `site.toml`; what is left out has these defaults."""

    site: SiteSettings = SiteSettings()
    content: ContentSettings = ContentSettings()
    output: OutputSettings = OutputSettings()
    cache: CacheSettings = CacheSettings()
    theme: ThemeSettings = ThemeSettings()
    search: SearchSettings = SearchSettings()
    offline: OfflineSettings = OfflineSettings()
    downloads: DownloadSettings = DownloadSettings()
    related: RelatedSettings = RelatedSettings()
    trends: TrendsSettings = TrendsSettings()
    archive: ArchiveSettings = ArchiveSettings()

    feeds: FeedSettings = FeedSettings()
    metadata: MetadataSettings = MetadataSettings()
    data: DataSettings = DataSettings()
    home: HomeSettings = HomeSettings()
    categories: CategorySettings = CategorySettings()
    authors: AuthorSettings = AuthorSettings()
    dates: dict[str, str] = msgspec.field(default_factory=dict)
    labels: dict[str, str] = msgspec.field(default_factory=dict)
