"""One view a page. `Page` joins a view to its address and its template."""

from __future__ import annotations

from generator.model import Value
from generator.views.parts import (
    CalendarMonth,
    CalendarYear,
    Card,
    CardGroup,
    CategoryRef,
    CountedCategory,
    DateRef,
    Download,
    ExternalLink,
    Link,
    RelatedPaper,
    SectionView,
    Text,
)


class HomeView(Value):
    """`/`: the newest day with its first papers, the calendar, recent days, categories."""

    papers: int
    days: int
    newest: DateRef | None
    lead: tuple[Card, ...]
    recent: tuple[DateRef, ...]
    calendar: tuple[CalendarYear, ...]
    categories: tuple[CountedCategory, ...]


class DayView(Value):
    """`/YYYY/MM/DD/`, or a digest of which only the month is known.

    `unread` counts the records that could not be read. `downloads` are the day's papers as files.
    """

    date: DateRef
    crumbs: tuple[Link, ...]
    count: int
    unread: int
    categories: tuple[CountedCategory, ...]
    groups: tuple[CardGroup, ...]
    downloads: tuple[Download, ...] = ()
    previous: DateRef | None = None
    next: DateRef | None = None


class BibliographyView(Value):
    """`/YYYY/MM/DD/papers.bib`: BibTeX entries in the order of the digest, their keys unique."""

    entries: tuple[str, ...]


class PaperRecord(Value):
    """A paper of a day for programs: what a list shows of it, and where the rest is."""

    key: str
    address: str
    title: str
    id: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    headline: Text | None = None
    summary: Text | None = None
    badges: tuple[str, ...] = ()


class RecordsView(Value):
    """`/YYYY/MM/DD/papers.json`: the papers of a digest, in its order."""

    date: str
    papers: tuple[PaperRecord, ...]


class MonthDay(Value):
    """A day in its month: a few of its papers as highlights."""

    date: DateRef
    highlights: tuple[Card, ...]


class MonthView(Value):
    """`/YYYY/MM/`: a calendar with counts, the days, and each day's first papers.

    `categories` count the papers first seen in the month; `busiest` and `largest` are highlights.
    """

    date: DateRef
    crumbs: tuple[Link, ...]
    calendar: CalendarMonth
    days: tuple[MonthDay, ...]
    categories: tuple[CountedCategory, ...]
    busiest: tuple[DateRef, ...] = ()
    largest: tuple[CountedCategory, ...] = ()
    previous: DateRef | None = None
    next: DateRef | None = None


class YearView(Value):
    """`/YYYY/`: the calendar of the year and its months with counts.

    `categories` count the papers first seen in the year; `busiest` and `largest` are highlights.
    """

    date: DateRef
    calendar: CalendarYear
    months: tuple[DateRef, ...]
    categories: tuple[CountedCategory, ...]
    busiest: tuple[DateRef, ...] = ()
    largest: tuple[CountedCategory, ...] = ()
    previous: DateRef | None = None
    next: DateRef | None = None


class PaperView(Value):
    """`/papers/<id>/`: one paper with all that the digests say of it.

    `summary` is the TL;DR, `sections` the digest's other texts, `abstract` the authors' own
    (in each language that the archive has). `days` are all days on which it was seen.
    `arxiv_id` is empty for a paper without one. `languages` are those of the summaries, where
    there is more than one. `published` is the date for citations, `YYYY/MM/DD` or `YYYY/MM`.
    """

    key: str
    title: Text
    crumbs: tuple[Link, ...]
    headlines: tuple[Text, ...]
    authors: tuple[str, ...]
    categories: tuple[CategoryRef, ...]
    days: tuple[DateRef, ...]
    links: tuple[ExternalLink, ...]
    summary: tuple[SectionView, ...]
    sections: tuple[SectionView, ...]
    abstract: tuple[SectionView, ...]
    keywords: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    comment: str = ""
    score: str = ""
    arxiv_id: str = ""
    figure: bool = False
    bibtex: str = ""
    published: str = ""
    languages: tuple[str, ...] = ()
    address: str = ""
    previous: Link | None = None
    next: Link | None = None
    related: tuple[RelatedPaper, ...] = ()


class CategoryIndexView(Value):
    """`/categories/`: every category or topic with its count."""

    categories: tuple[CountedCategory, ...]


class CategoryView(Value):
    """`/categories/<code>/` and, where a category is long, one page a month below it.

    `groups` are the papers by month (or by day on a month's page), newest first; `months` all
    months of the category. `month` is None on the category's own page.
    """

    category: CategoryRef
    description: str
    count: int
    crumbs: tuple[Link, ...]
    groups: tuple[CardGroup, ...]
    months: tuple[DateRef, ...]
    month: DateRef | None = None
    previous: DateRef | None = None
    next: DateRef | None = None


class SearchView(Value):
    """`/search/`: the search form; without JavaScript, other ways to find a paper.

    `bundle` is the folder of the search index below the root of the site.
    """

    bundle: str
    categories: tuple[CategoryRef, ...]
    years: tuple[str, ...]
    months: tuple[str, ...]
    calendar: tuple[DateRef, ...]


class TextPageView(Value):
    """A page written by the maintainer in Markdown, such as `/about/`; `title` is its heading."""

    title: str
    markdown: str
    address: str = ""


class SavedView(Value):
    """`/saved/`: what this browser saved; filled by a script."""


class NotFoundView(Value):
    """`/404.html`: says so, and searches for what was wanted."""


class RedirectView(Value):
    """An address that was published before and now leads to `target`."""

    target: str
    title: Text


View = (
    HomeView
    | DayView
    | MonthView
    | YearView
    | PaperView
    | CategoryIndexView
    | CategoryView
    | SearchView
    | TextPageView
    | SavedView
    | NotFoundView
    | RedirectView
)
"""What a template shows."""

FileView = BibliographyView | RecordsView
"""What a file shows that is no HTML."""


class Page(Value):
    """An address of the site, the template that renders it, and what it shows.

    `template` is empty for a file that is no HTML. `path` is the file below the output folder,
    in POSIX form.
    """

    path: str
    address: str
    template: str
    view: View | FileView
