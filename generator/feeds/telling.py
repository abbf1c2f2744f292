"""What feeds say, whatever they are written in: titles, dates, ids, and the HTML of an entry."""

from __future__ import annotations

from generator import arxiv
from generator.feeds.xml import characters, escaped, html
from generator.text.clean import plain_text
from generator.views.feeds import DayEntry, DayGroup, FeedHead, PaperEntry
from generator.views.parts import CategoryRef, Link, SectionView, Text
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
        return f"{author}{self.words.say('space')}{self.words.say('feed_hint')}"

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
        spoken = self.language_of(entry)
        body = [self._section(section, spoken) for section in entry.sections]
        if entry.lead:
            body.insert(0, html("p", _text(entry.lead.value)))
        if entry.headline:
            line = html("b", _text(entry.headline.value))
            body.insert(0, html("p", line, lang=_foreign(entry.headline, spoken)))
        if entry.more_authors:
            left = self.words.say("authors_left", count=entry.more_authors)
            lang = self.site.language if spoken != self.site.language else ""
            body.append(html("p", escaped(f"… {left}"), lang=lang))
        return "".join(body)

    def _section(self, section: SectionView, spoken: str) -> str:
        key = f"fields.{section.field}"
        known = bool(section.field) and self.words.knows(key)
        label = self.words.say(key) if known else plain(section.label or section.field or "")
        told = f"{html('b', escaped(label))} {_text(section.text.value)}"
        return html("p", told, lang=_foreign(section.text, spoken))

    def day_html(self, day: DayEntry) -> str:
        """Tell of a day by its categories, the larger ones with their first papers."""
        told = [
            html("p", self._link(group)) + html("ul", "".join(map(self._item, group.papers)))
            for group in day.groups
            if group.papers
        ]
        rest = [self._link(group) for group in day.groups if not group.papers]
        if rest:
            told.append(html("p", escaped(self.words.say("list_comma")).join(rest)))
        return "".join(told)

    def _item(self, paper: Link) -> str:
        lang = paper.lang if paper.lang != self.site.language else ""
        link = html("a", _text(paper.label), href=self.whole(paper.address))
        return html("li", link, lang=lang)

    def _link(self, group: DayGroup) -> str:
        link = html("a", _text(group.category.code), href=self.whole(group.address))
        return f"{link} ({escaped(self.words.number(group.count))})"


def moment(date: str) -> str:
    """Give the moment of a digest (RFC 3339): its day, or the first of its month, at 0:00 UTC."""
    return f"{date}-01T00:00:00Z" if len(date) == len("YYYY-MM") else f"{date}T00:00:00Z"


def plain(text: str) -> str:
    """Give a digest's text as it is read aloud: formulas and markup as characters."""
    return characters(plain_text(text))


def _text(text: str) -> str:
    return escaped(plain_text(text))


def _foreign(text: Text, spoken: str) -> str:
    return text.lang if text.lang != spoken else ""
