"""What feeds say, whatever they are written in: titles, dates, ids, and the HTML of an entry."""

from __future__ import annotations

from generator import arxiv
from generator.feeds.xml import Element, add, characters, fragment
from generator.text.clean import plain_text
from generator.views.feeds import DayEntry, DayGroup, FeedHead, PaperEntry
from generator.views.parts import CategoryRef, SectionView, Text
from generator.views.site import SiteView
from generator.wording import Wording

ARXIV_SCHEME = "http://arxiv.org/schemas/atom"
"""The scheme of categories in arXiv's own feeds (https://info.arxiv.org/help/api/)."""

NEVER = "1970-01-01"
"""The date of a feed that has no entry yet."""


class Teller:
    """Says things for one feed of one site."""

    def __init__(self, head: FeedHead, site: SiteView, words: Wording) -> None:
        self.head = head
        self.site = site
        self.words = words

    def title(self) -> str:
        """Name the feed."""
        daily = self.words.say("feed_days") if self.head.daily else ""
        return " · ".join(filter(None, (plain(self.head.name), self.publisher(), daily)))

    def publisher(self) -> str:
        """Name the site."""
        return characters(self.site.title) or self.site.base_url

    def about(self) -> str:
        """Say who wrote the summaries, and what a feed is for."""
        author = plain(self.site.colophon) or self.words.say("machine")
        return f"{author} {self.words.say('feed_hint')}"

    def whole(self, address: str) -> str:
        """Give the whole address of an address of the site."""
        return self.site.base_url + address.removeprefix("/")

    def id_of(self, address: str) -> str:
        """Give the id of what stands at an address of the site; it stays when the site moves."""
        return (self.head.ids or self.site.base_url) + address.removeprefix("/")

    def lang(self, text: Text) -> str:
        """Give the language of a text where it is not the site's."""
        return text.lang if text.lang != self.site.language else ""

    def scheme(self, category: CategoryRef) -> str:
        """Say where a category's code comes from: arXiv, or the site itself."""
        known = arxiv.is_category(category.code)
        return ARXIV_SCHEME if known else self.whole(self.site.categories)

    def day_title(self, day: DayEntry) -> str:
        """Name a day: its date, and how many papers are new."""
        date = self.words.full_date(day.date)
        named = f"{date} · {plain(day.note)}" if day.note else date
        return self.words.say("new_papers_in", date=named, count=day.count)

    def language_of(self, entry: PaperEntry) -> str:
        """Give the language in which a paper is told."""
        first = entry.lead or (entry.sections[0].text if entry.sections else None)
        return first.lang if first else self.site.language

    def paper_html(self, entry: PaperEntry) -> str:
        """Tell of a paper in paragraphs."""
        body, spoken = Element("div"), self.language_of(entry)
        if entry.headline:
            line = add(body, "p", lang=_foreign(entry.headline, spoken))
            add(line, "b", plain(entry.headline.value))
        if entry.lead:
            add(body, "p", plain(entry.lead.value))
        for section in entry.sections:
            self._section(body, section, spoken)
        if entry.more_authors:
            left = self.words.say("authors_left", count=entry.more_authors)
            lang = self.site.language if spoken != self.site.language else ""
            add(body, "p", f"… {left}", lang=lang)
        return fragment(body)

    def _section(self, body: Element, section: SectionView, spoken: str) -> None:
        paragraph = add(body, "p", lang=_foreign(section.text, spoken))
        key = f"fields.{section.field}"
        known = bool(section.field) and self.words.knows(key)
        label = self.words.say(key) if known else plain(section.label or section.field or "")
        bold = add(paragraph, "b", label)
        bold.tail = f" {plain(section.text.value)}"

    def day_html(self, day: DayEntry) -> str:
        """Tell of a day by its categories, the larger ones with their first papers."""
        body = Element("div")
        for group in day.groups:
            if group.papers:
                self._link(add(body, "p"), group)
                items = add(body, "ul")
                for paper in group.papers:
                    lang = paper.lang if paper.lang != self.site.language else ""
                    item = add(items, "li", lang=lang)
                    add(item, "a", plain(paper.label), href=self.whole(paper.address))
        rest = [group for group in day.groups if not group.papers]
        if rest:
            paragraph = add(body, "p")
            comma = self.words.say("list_comma")
            for number, group in enumerate(rest, start=1):
                self._link(paragraph, group, comma if number < len(rest) else "")
        return fragment(body)

    def _link(self, parent: Element, group: DayGroup, after: str = "") -> None:
        link = add(parent, "a", plain(group.category.code), href=self.whole(group.address))
        link.tail = f" ({self.words.number(group.count)}){after}"


def moment(date: str) -> str:
    """Give the moment of a digest (RFC 3339): its day, or the first of its month, at 0:00 UTC."""
    return f"{date}-01T00:00:00Z" if len(date) == len("YYYY-MM") else f"{date}T00:00:00Z"


def plain(text: str) -> str:
    """Give a digest's text as it is read aloud: formulas and markup as characters."""
    return characters(plain_text(text))


def _foreign(text: Text, spoken: str) -> str:
    return text.lang if text.lang != spoken else ""
