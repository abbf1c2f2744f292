"""What all composing needs: the archive, the settings, and names for categories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import chain
from typing import TypeVar

from generator import routes, taxonomy
from generator.archive import Archive, Day, DayPaper, PaperStub
from generator.checksum import frozen_digest
from generator.compose.derived import Derived
from generator.compose.people import Directory
from generator.compose.shades import levels
from generator.model import UNCATEGORISED, DigestDate
from generator.related.lists import NONE
from generator.settings import Settings
from generator.slugs import free_name, short_hash
from generator.stubs import Leaf
from generator.views.parts import CategoryRef, CountedCategory, DateRef
from generator.views.sketches import CardSketch, RelatedRef

T = TypeVar("T")

_UNFILED = {"zh": "未分类"}
"""What papers without a category are called in languages that do not understand `uncategorised`."""


class Scene:
    """The archive seen by the composers; derives what several pages share, once."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        base_url: str = "",
        derive: Callable[[], Derived] = Derived,
        folds: Mapping[str, str] | None = None,
    ) -> None:
        self.archive = archive
        self._derive = derive
        self._folds = folds or {}
        self._referred: dict[str, RelatedRef] = {}
        self.settings = settings
        self.base_url = base_url
        self.language = settings.site.language
        self._refs: dict[str, CategoryRef] = {}
        self._lists: dict[tuple[str, ...], tuple[CategoryRef, ...]] = {}
        self._cards: dict[str, CardSketch] = {}
        self._days: dict[DigestDate, DateRef] = {}
        self._presented: dict[DigestDate, bytes] = {}

    def category(self, code: str) -> CategoryRef:
        """Give a category with its address and its long name, where one is known."""
        ref = self._refs.get(code)
        if ref is None:
            ref = self._refs[code] = CategoryRef(
                code=code, address=routes.category(self.slug_of(code)), name=self._name(code)
            )
        return ref

    def categories_of(self, codes: tuple[str, ...]) -> tuple[CategoryRef, ...]:
        """Give several categories."""
        refs = self._lists.get(codes)
        if refs is None:
            refs = self._lists[codes] = tuple(map(self.category, codes))
        return refs

    def is_folded(self, paper: PaperStub) -> bool:
        """Say whether a paper has no page of its own, and stands on that of its last day."""
        return paper.sightings[-1].date.value < self.settings.archive.fold_before

    def card_on(self, date: DigestDate, paper: DayPaper) -> CardSketch:
        """Sketch the card of a paper for the page of a day; a folded one has its last day's whole.

        Else it is `day_card`.
        """
        stub = self.archive.papers[paper.key]
        if stub.sightings[-1].date == date and self.is_folded(stub):
            categories = self.categories_of(stub.categories)
            return card_sketch(paper.key, categories, stub.leaves, folded=True)
        return self.day_card(paper)

    def day_card(self, paper: DayPaper) -> CardSketch:
        """Sketch the card of a paper with the text of one day's digest."""
        stub = self.archive.papers[paper.key]
        if len(stub.sightings) == 1:
            return self.paper_card(stub)
        return self._card(paper.key, paper.categories, paper.leaves)

    def paper_card(self, paper: PaperStub) -> CardSketch:
        """Sketch the card of a paper with the archive's newest and fullest text."""
        card = self._cards.get(paper.key)
        if card is None:
            card = self._card(paper.key, paper.categories, paper.leaves)
            self._cards[paper.key] = card
        return card

    def digest_of(self, papers: Iterable[PaperStub]) -> bytes:
        """Cover all that the archive holds of papers, in their order."""
        return b"".join([self._digests[paper.key] for paper in papers])

    @cached_property
    def _digests(self) -> dict[str, bytes]:
        """The digest of all that the archive holds of each paper, by key."""
        return {key: frozen_digest(paper) for key, paper in self.archive.papers.items()}

    def day_digest(self, day: Day) -> bytes:
        """Cover all that the digests of a day present, in their order."""
        digest = self._presented.get(day.date)
        if digest is None:
            digest = self._presented[day.date] = frozen_digest(day)
        return digest

    @cached_property
    def categories_digest(self) -> bytes:
        """Cover the addresses and names of all categories: they are few, and seldom change."""
        refs = [self.category(code) for code in (*self._slugs, UNCATEGORISED)]
        return frozen_digest((refs, sorted(self.archive.notes.items())))

    def _card(self, key: str, codes: tuple[str, ...], leaves: tuple[Leaf, ...]) -> CardSketch:
        return card_sketch(key, self.categories_of(codes), leaves)

    @cached_property
    def derived(self) -> Derived:
        """What is derived from all texts; may be made meanwhile, so that it is asked for late."""
        return self._derive()

    def related(self, key: str) -> tuple[tuple[RelatedRef, ...], str]:
        """Give the papers that are related to one, and the words that explain each."""
        found = self.derived.related.get(key, NONE)
        return tuple([self._refer(other) for other in found.keys]), found.words

    def related_to(self, papers: Sequence[PaperStub]) -> tuple[object, ...]:
        """Cover what `related` gives of some papers: their lists, and the titles around these."""
        found = self.derived.related
        lists = [found.get(paper.key, NONE) for paper in papers]
        days = map(self._day_of.__getitem__, set[str]().union(*[one.keys for one in lists]))
        return lists, [self._titles[day] for day in sorted(set(days))]

    def related_on(self, date: DigestDate) -> tuple[object, ...] | None:
        """Cover what `related` gives of all papers that were first seen on a day.

        None where it is not known of the day as a whole.
        """
        found = self.derived.days.get(date.value)
        return (found.digest, [self._titles[day] for day in found.leads]) if found else None

    @cached_property
    def _day_of(self) -> dict[str, str]:
        """The day on which each paper was first seen."""
        return {paper.key: date.value for date, its in self._first_seen.items() for paper in its}

    @cached_property
    def _titles(self) -> dict[str, bytes]:
        """Digests of the keys and titles of the papers that were first seen on each day."""
        titles: dict[str, bytes] = {}
        for date, its in self._first_seen.items():
            told = ([paper.key for paper in its], [paper.title for paper in its])
            titles[date.value] = frozen_digest((titles.get(date.value), date, *told))
        return titles

    def _refer(self, key: str) -> RelatedRef:
        ref = self._referred.get(key)
        if ref is None:
            stub = self.archive.papers[key]
            ref = RelatedRef(key=stub.key, title=stub.title, date=stub.first.value)
            self._referred[key] = ref
        return ref

    def _name(self, code: str) -> str:
        note = self.archive.notes.get(code)
        names: Sequence[str | None] = (
            self.settings.categories.names.get(code),
            taxonomy.NAMES.get(code),
            _UNFILED.get(self.language) if code == UNCATEGORISED else None,
            note.name if note else None,
        )
        return next((name for name in names if name), "")

    def slug_of(self, code: str) -> str:
        """Name a category in addresses."""
        return self._slugs.get(code) or routes.category_slug(code)

    @cached_property
    def _slugs(self) -> dict[str, str]:
        """The slug of each category; of several with one slug, the one seen first keeps it."""
        slugs: dict[str, str] = {}
        taken = {UNCATEGORISED}
        papers = self.archive.papers
        lists = dict.fromkeys(
            papers[paper.key].categories for day in self.archive.days for paper in day.papers
        )
        for code in (code for codes in lists for code in codes):
            if code not in slugs:
                name = free_name(routes.category_slug(code), code, taken)
                taken.add(name.lower())
                slugs[code] = name
        return slugs

    def anchor(self, code: str) -> str:
        """Name the place of a category on the page of a day."""
        return f"in-{self.slug_of(code).replace('.', '-')}"

    @property
    def has_feeds(self) -> bool:
        """Whether there are feeds: addresses in them are whole, so the site must know its own."""
        return self.settings.feeds.enabled and bool(self.base_url)

    def feed_of(self, code: str) -> str:
        """Give the address of a category's feed, or nothing where it has none."""
        feeds = self.settings.feeds
        if not self.has_feeds:
            return ""
        wanted = _matches(code, feeds.categories) and not _matches(code, feeds.without)
        return routes.category_feed(self.slug_of(code)) if wanted else ""

    @property
    def has_author_feeds(self) -> bool:
        """Whether every author with a page has a feed."""
        return self.has_feeds and self.settings.feeds.authors and self.settings.authors.enabled

    def feed_of_author(self, page: str) -> str:
        """Give the address of the feed that follows an author's page, or nothing without one."""
        return routes.author_feed(page) if self.has_author_feeds else ""

    def counted(self, codes: Iterable[str]) -> tuple[CountedCategory, ...]:
        """Count categories, the largest first, then by name."""
        counts = Counter(codes)
        return tuple(
            CountedCategory(category=self.category(code), count=count)
            for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        )

    def day_ref(self, date: DigestDate, count: int = 0) -> DateRef:
        """Give a day with its address."""
        return DateRef(
            value=date.value,
            address=self.day_address(date),
            count=count,
            note=self._note(date),
        )

    def day_link(self, date: DigestDate) -> DateRef:
        """Give a day without a count, which would change with the day's papers."""
        ref = self._days.get(date)
        if ref is None:
            ref = self._days[date] = self.day_ref(date)
        return ref

    def _note(self, date: DigestDate) -> str:
        """Tell apart several digests of one month of which no day is known; one needs no name."""
        undated = [day for day in self.months.get(date.month, ()) if not day.date.has_day]
        return date.name.replace("_", " ") if len(undated) > 1 else ""

    def day_address(self, date: DigestDate) -> str:
        """Give the address of a day, or of a digest of which only the month is known."""
        return self._day_addresses[date]

    @cached_property
    def _day_addresses(self) -> dict[DigestDate, str]:
        addresses: dict[DigestDate, str] = {}
        taken: set[str] = set()
        for day in self.archive.days:
            address = routes.day(day.date)
            if address in taken:
                address = routes.day(day.date, short_hash(day.date.name))
            taken.add(address)
            addresses[day.date] = address
        return addresses

    @cached_property
    def authors(self) -> Directory:
        """The authors who have pages."""
        settings = self.settings.authors
        least = settings.min_papers if settings.enabled else None
        return Directory(self.archive, least, self._folds)

    @cached_property
    def months(self) -> dict[str, tuple[Day, ...]]:
        """The days of each month, oldest first; months in order."""
        months: dict[str, list[Day]] = {}
        for day in self.archive.days:
            months.setdefault(day.date.month, []).append(day)
        return {month: tuple(days) for month, days in sorted(months.items())}

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """From how many papers of a day on its square in a calendar is darker."""
        return levels(len(day.papers) for day in self.archive.days)

    @cached_property
    def years(self) -> dict[str, tuple[str, ...]]:
        """The months of each year that have digests, in order."""
        years: dict[str, list[str]] = {}
        for month in self.months:
            years.setdefault(month[:4], []).append(month)
        return {year: tuple(months) for year, months in years.items()}

    def is_stray(self, month: str) -> bool:
        """Whether a month has but the one day whose date must be mistaken."""
        stray = self.archive.stray
        if stray is None or not stray.startswith(month):
            return False
        return len(self.months[month]) == 1

    @cached_property
    def _first_seen(self) -> dict[DigestDate, tuple[PaperStub, ...]]:
        papers = self.archive.papers
        return {
            day.date: tuple(
                [
                    paper
                    for paper in [papers[seen.key] for seen in day.papers]
                    if paper.sightings[0].date == day.date
                ]
            )
            for day in self.archive.days
        }

    @cached_property
    def filed(self) -> dict[str, dict[str, list[PaperStub]]]:
        """The papers by category and month of first appearance, both newest first."""
        filed: dict[str, dict[str, list[PaperStub]]] = {}
        for day in reversed(self.archive.days):
            month = day.date.month
            for paper in self._first_seen[day.date]:
                for code in paper.filed_under:
                    months = filed.get(code)
                    if months is None:
                        months = filed[code] = {}
                    papers = months.get(month)
                    if papers is None:
                        papers = months[month] = []
                    papers.append(paper)
        return filed

    def first_seen(self, days: Iterable[Day]) -> tuple[PaperStub, ...]:
        """Give the papers that appeared on some days for the first time, in order."""
        return tuple(chain.from_iterable([self._first_seen[day.date] for day in days]))


def card_sketch(
    key: str,
    categories: tuple[CategoryRef, ...],
    leaves: tuple[Leaf, ...],
    *,
    folded: bool = False,
) -> CardSketch:
    """Sketch the card of a paper with the text of some entries, most trusted first."""
    subject = (key, categories, *(leaf.digest for leaf in leaves), *("folded",) * folded)
    return CardSketch(
        key=key,
        categories=categories,
        leaves=leaves,
        digest=frozen_digest(subject),
        folded=folded,
    )


def _matches(code: str, patterns: Sequence[str]) -> bool:
    """Whether a category is one of those that patterns with `*` stand for, whatever its case."""
    return any(fnmatchcase(code.casefold(), pattern.casefold()) for pattern in patterns)


def neighbours(items: Sequence[T], index: int) -> tuple[T | None, T | None]:
    """Give the items before and after a place in a sequence."""
    before = items[index - 1] if index > 0 else None
    after = items[index + 1] if index + 1 < len(items) else None
    return before, after
