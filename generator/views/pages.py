"""One view a page. `Page` joins a view to its address and its template."""

from __future__ import annotations

from generator.model import Paper, Value
from generator.views.charts import Chart, Standing, TermWindow
from generator.views.feeds import FeedFile
from generator.views.machine import AssistantView, MachineView
from generator.views.parts import (
    AuthorGroup,
    CalendarMonth,
    CalendarYear,
    Card,
    CardGroup,
    CategoryRef,
    CountedAuthor,
    CountedCategory,
    DateRef,
    Download,
    ExternalLink,
    Late,
    Link,
    MonthPart,
    RelatedPaper,
    SectionView,
    Text,
    YearOfPapers,
)


class HomeView(Value):
    """`/`: the newest day with its first papers, the calendar, recent days, categories.

    `levels` say from how many papers on a square of the calendar is darker. `has_authors` tells
    whether any author has a page.
    """

    papers: int
    days: int
    newest: DateRef | None
    lead: tuple[Card, ...]
    recent: tuple[DateRef, ...]
    calendar: tuple[CalendarYear, ...]
    categories: tuple[CountedCategory, ...]
    levels: tuple[int, ...] = ()
    has_authors: bool = False


class DayView(Value):
    """`/YYYY/MM/DD/`, or a digest of which only the month is known.

    `new` counts the papers that no day before had, and `unread` the records that could not be read.
    `downloads` are the day's papers as files.
    """

    date: DateRef
    crumbs: tuple[Link, ...]
    count: int
    unread: int
    categories: tuple[CountedCategory, ...]
    groups: tuple[CardGroup, ...]
    new: int = 0
    downloads: tuple[Download, ...] = ()
    previous: DateRef | None = None
    next: DateRef | None = None


class BibliographyView(Value):
    """`/YYYY/MM/DD/papers.bib`: the papers in the order of the digest."""

    papers: tuple[Paper, ...]


class RisView(Value):
    """`/YYYY/MM/DD/papers.ris`: the papers in the order of the digest."""

    papers: tuple[Paper, ...]


class CslView(Value):
    """`/YYYY/MM/DD/papers.csl.json`: the papers in the order of the digest."""

    papers: tuple[Paper, ...]


class PaperRecord(Value):
    """A paper of a day for programs: what a list shows of it, and where the rest is."""

    address: str
    title: str
    id: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    headline: Text | None = None
    summary: Text | None = None
    badges: tuple[str, ...] = ()
    venue: str | None = None
    code: str | None = None


class RecordsView(Value):
    """`/YYYY/MM/DD/papers.json`: the papers of a digest, in its order."""

    date: str
    papers: tuple[PaperRecord, ...]


class MonthDay(Value):
    """A day in its month: a few of its papers that no day before had as highlights."""

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
    levels: tuple[int, ...] = ()
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
    levels: tuple[int, ...] = ()
    previous: DateRef | None = None
    next: DateRef | None = None


class EntryFacts(Value):
    """What a script needs beside a page's citation tags to write the paper's BibTeX entry.

    `key` is the entry's, `category` its `primaryClass`; `others` tells whether the list of authors
    says that there are more. `file` is that of the day, in which the entry stands as well.
    """

    key: str
    file: str
    category: str = ""
    others: bool = False


class PaperView(Value):
    """`/papers/<id>/`: one paper with all that the digests say of it.

    `summary` is the TL;DR, `sections` the digest's other texts, `abstract` the authors' own
    (in each language that the archive has). `days` are all days on which it was seen.
    `arxiv_id` is empty for a paper without one. `languages` are those of the summaries, where
    there is more than one. `author_pages` has the address of each author's page, empty where there
    is none, or is empty itself. `venue` is where it was accepted, with the search for its papers.
    `published` is the date for citations, `YYYY/MM/DD` or `YYYY/MM`;
    `online` that of the first digest, where it is another. `creators` are the authors for
    citations, family name first. `records` describe the paper to programs, where there are any.
    `entry` is None where the page has to hold `bibtex` itself: where there is no file of the day
    with it, or the citation tags do not tell all of it.
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
    entry: EntryFacts | None = None
    published: str = ""
    online: str = ""
    creators: tuple[str, ...] = ()
    records: str = ""
    languages: tuple[str, ...] = ()
    address: str = ""
    venue: Link | None = None
    author_pages: tuple[str, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    related: tuple[RelatedPaper, ...] = ()
    _bibtex: Late | None = None

    @property
    def bibtex(self) -> str:
        """The BibTeX entry, which is only written where a template asks for it."""
        return self._bibtex.text if self._bibtex else ""


class CategoryIndexView(Value):
    """`/categories/`: every category or topic with its count.

    `has_authors` tells whether any author has a page.
    """

    categories: tuple[CountedCategory, ...]
    has_authors: bool = False


class CategoryView(Value):
    """`/categories/<code>/` and, where a category is long, one page a month below it.

    `groups` are the papers by month (or by day on a month's page), newest first; `months` all
    months of the category, with the address of the newest part of each. `month` is None on the
    category's own page, which alone has a `chart`: the papers of each month up to the category's
    own newest; and the windows in which its `terms` rise and fall. `feed` is empty where there is
    none. Where a month is long, `part` is that of the
    page, `parts` are those up to the next, and the `note` of a neighbour is its number.
    """

    category: CategoryRef
    description: str
    count: int
    crumbs: tuple[Link, ...]
    groups: tuple[CardGroup, ...]
    months: tuple[DateRef, ...]
    month: DateRef | None = None
    part: MonthPart | None = None
    parts: tuple[MonthPart, ...] = ()
    feed: str = ""
    chart: Chart | None = None
    terms: tuple[TermWindow, ...] = ()
    previous: DateRef | None = None
    next: DateRef | None = None


class AuthorIndexView(Value):
    """`/authors/` and, where there are many, a page a letter below it.

    `letters` lead to the letters' pages, with the numbers of authors; `letter` is the page's own.
    `groups` are the authors of the page by letter, `most` those with the most papers. `least` is
    the number of papers from which on an author has a page, `feeds` the list of authors' feeds.
    """

    count: int
    least: int
    letters: tuple[Link, ...] = ()
    letter: str = ""
    address: str = ""
    most: tuple[CountedAuthor, ...] = ()
    groups: tuple[AuthorGroup, ...] = ()
    feeds: str = ""
    previous: Link | None = None
    next: Link | None = None


class AuthorView(Value):
    """`/authors/<slug>/`: the papers under one name, by year, newest first.

    `spellings` are other ways in which the name is written. `peers` are the co-authors with the
    most papers together, `more_peers` counts the others. `search` is the search for the name,
    `feed` the feed of the newest papers, where there is one.
    """

    name: str
    address: str
    count: int
    spellings: tuple[str, ...]
    categories: tuple[CountedCategory, ...]
    years: tuple[YearOfPapers, ...]
    peers: tuple[CountedAuthor, ...]
    more_peers: int = 0
    search: str = ""
    feed: str = ""


class SearchView(Value):
    """`/search/`: the search form; without JavaScript, other ways to find a paper.

    `bundle` is the folder of the search index below the root of the site. `badges` tells whether
    a venue or a repository is known of any paper; other badges come to light in a search.
    """

    bundle: str
    categories: tuple[CategoryRef, ...]
    years: tuple[str, ...]
    months: tuple[str, ...]
    calendar: tuple[DateRef, ...]
    badges: bool = False


class TextPageView(Value):
    """A page written by the maintainer in Markdown, such as `/about/`; `title` is its heading."""

    title: str
    markdown: str
    address: str = ""


class TrendsView(Value):
    """`/trends/`: how many papers come, which terms rise and fall, who and what stands out.

    `recent` is the number of weeks that count as such in the lists; 0 where the archive has no
    more, or knows no days: the lists then count all papers. `days`, `weeks` and `months` are None
    where they would show next to nothing, and so is `code`, the share of papers with a link to
    code. Each of `terms` is a language's windows; where there are none, `lack` names what is too
    little: `papers`, or `weeks` with digests.
    """

    papers: int
    digests: int
    first: str
    last: str
    recent: int
    days: Chart | None
    weeks: Chart | None
    months: Chart | None
    terms: tuple[TermWindow, ...]
    categories: tuple[Standing, ...]
    authors: tuple[Standing, ...]
    venues: tuple[Standing, ...]
    code: Chart | None
    lack: str = ""


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
    | AuthorIndexView
    | AuthorView
    | SearchView
    | TextPageView
    | SavedView
    | TrendsView
    | NotFoundView
    | RedirectView
)
"""What a template of a page shows."""

TemplateView = View | AssistantView
"""What a template shows."""

FileView = BibliographyView | RisView | CslView | RecordsView | MachineView
"""What a file shows that no template makes."""


class Page(Value):
    """An address of the site, the template that renders it, and what it shows.

    `template` is empty for a file that no template makes. `path` is the file below the output
    folder, in POSIX form.
    """

    path: str
    address: str
    template: str
    view: TemplateView | FileView | FeedFile
