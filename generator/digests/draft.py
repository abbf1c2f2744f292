"""An entry while it is being read, whatever its dialect: facts and texts as they come in."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from generator import arxiv
from generator.digests.language import LATIN, detect_language
from generator.digests.repair import restore_escapes
from generator.digests.repositories import code_of
from generator.digests.unseen import in_one_line
from generator.digests.venues import venue_of
from generator.digests.written_dates import find_date
from generator.model import Entry, Section, SourceRef

_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_NOTHING_SEEN = "\ufffd"
_NOT_IN_ADDRESSES = re.compile(r"[\s\"<>\\^`{|}\x00-\x1f\x7f-\x9f]")
_LIST = re.compile(r"\s*[,;，；、\n]\s*")
_PEOPLE = re.compile(r"[,，、()（）]")
_PEOPLE_APART = re.compile(r"[;；()（）]")
_SPACES = re.compile(r"\s+")
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?(https?://[^\s)>]+)>?[^)]*\)|<?(https?://[^\s<>)\]]+)>?"
)
_BETWEEN = " \t|·•/,;*()[]\n"
"""What may stand between links without saying anything."""
_CLOCK = re.compile(
    r"T?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?|\b(?:Z|UTC|GMT)\b|[+-]\d{2}:?\d{2}"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|Ph\.?\s?D|M\.?\s?D)\.?", re.IGNORECASE)
_AND = re.compile(r"(?:and|und|et|y|e|&|和|与|と|및)\s+")
_AND_OTHERS = re.compile(
    r"[\s,，]{0,3}(?P<others>\bet\.? al\.?|\band others|(?<=\S)等人?|(?<=\S\s)等人?)$",
    re.IGNORECASE,
)
_TURNED = re.compile(r"(?:[a-z'’]+ ){0,3}[^\s,()]+, [^,()]+")
"""A name as BibTeX has it, its family first: one word, or one behind particles."""

_CODE_WRAP = "`"
_ENGLISH = frozenset({"abstract", "comment", "title"})
"""Fields that the authors wrote, in English unless the script tells otherwise."""


def split_list(text: str) -> list[str]:
    """Split a list written in one text at commas and their like; empty parts fall away."""
    return [part.strip().strip("*`").strip() for part in _LIST.split(text) if part.strip(" *`")]


def split_authors(text: str) -> list[str]:
    """Split a line of author names; `Jr.` and its like stay with their name.

    The `and` of a prose list (`A, B, and C`) goes; one in a list without spaces is the source's.
    Commas inside brackets, beside semicolons, or between the halves of names that are joined by
    `and` separate nobody. What says that there are more stays, last and by itself.
    """
    text = _SPACES.sub(" ", text).strip()
    found = _AND_OTHERS.search(text)
    return [*_names_in(text[: found.start()]), found["others"]] if found else _names_in(text)


def _names_in(text: str) -> list[str]:
    turned = text.split(" and ")
    if len(turned) > 1 and all(map(_TURNED.fullmatch, turned)):
        return turned
    apart = _PEOPLE_APART if ";" in text or "；" in text else _PEOPLE
    parts = [part.strip(" *`") for part in _outside_brackets(text, apart)]
    prose = ", " in text or apart is _PEOPLE_APART
    names: list[str] = []
    for name in parts:
        joined = _AND.match(name) if prose and name is parts[-1] else None
        bare = name[joined.end() :] if joined else name
        if names and _SUFFIX.fullmatch(bare):
            names[-1] = f"{names[-1]}, {bare}"
        elif bare:
            names.append(bare)
    if names and (len(names) == 1 or prose):
        return [*names[:-1], *_pair(names[-1])]
    return names


def _outside_brackets(text: str, marks: re.Pattern[str]) -> list[str]:
    """Split a text at marks after which no bracket closes before another opens."""
    parts: list[str] = []
    end, inside = len(text), False
    for found in reversed(list(marks.finditer(text))):
        if found[0] in "()（）":
            inside = found[0] in ")）"
        elif not inside:
            parts.append(text[found.end() : end])
            end = found.start()
    return [text[:end], *reversed(parts)]


def _pair(text: str) -> list[str]:
    """Split `A B and C D`, the end of a list in prose; a name of one word is no person here."""
    people = [person.strip() for person in re.split(r" (?:and|&|und|et) ", text)]
    apart = len(people) > 1 and all(" " in person or "." in person for person in people)
    return people if apart else [text]


class Draft:
    """Collects what is read of one entry and closes it to an `Entry`.

    `latin` is the language of its summaries where they are in Latin letters.
    """

    def __init__(self, latin: str) -> None:
        self.latin = latin if latin in LATIN else "en"
        self.authors: list[str] = []
        self.categories: list[str] = []
        self.keywords: list[str] = []
        self.badges: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.sections: list[Section] = []
        self.identifier: arxiv.Identifier | None = None
        self.title: str | None = None
        self.headline: str | None = None
        self.pitch: str | None = None
        self.comment: str | None = None
        self.score: str | None = None
        self.date: str | None = None
        self.pdf_url: str | None = None
        self.url: str | None = None
        self.figure = False

    def add(self, label: str, field: str | None, text: str) -> None:
        """Take a labelled text; empty ones are absent. Facts go where they belong."""
        text = restore_escapes(text.strip())
        if not text:
            return
        take = getattr(self, f"_take_{field}", None) if field else None
        if take is None:
            self.add_section(label, field, text)
        elif not take(text):
            self.add_section(label, None, text)

    def add_section(self, label: str, field: str | None, text: str) -> None:
        """Take a text as a section of its own."""
        latin = "en" if field in _ENGLISH else self.latin
        lang = detect_language(text, latin)
        label = in_one_line(label)
        self.sections.append(Section(label=label, field=field, lang=lang, text=text))

    def _take_authors(self, text: str) -> bool:
        if not self.authors:
            self.authors = split_authors(text)
            return True
        return False

    def _take_category(self, text: str) -> bool:
        for code in reversed(_codes(text)):
            if code in self.categories:
                self.categories.remove(code)
            self.categories.insert(0, code)
        return True

    def _take_categories(self, text: str) -> bool:
        self.categories += _codes(text)
        return True

    def _take_keywords(self, text: str) -> bool:
        self.keywords += split_list(text)
        return True

    def _take_comment(self, text: str) -> bool:
        return self._once("comment", text)

    def _take_headline(self, text: str) -> bool:
        return self._once("headline", _SPACES.sub(" ", text))

    def _take_pitch(self, text: str) -> bool:
        return self._once("pitch", text)

    def _take_score(self, text: str) -> bool:
        return self._once("score", text.strip(_CODE_WRAP + "* "))

    def _take_badge(self, text: str) -> bool:
        self.badges += split_list(text)
        return True

    def _take_title(self, text: str) -> bool:
        return self._once("title", _SPACES.sub(" ", text))

    def _take_date(self, text: str) -> bool:
        date = find_date(text)
        return date is not None and self._once("date", date) and _is_only_date(text)

    def _take_id(self, text: str) -> bool:
        link = _LINK.search(text)
        plain = (link[1] or link[2] or link[3]) if link else text.strip(_CODE_WRAP)
        found = arxiv.parse_id(plain) or (arxiv.parse_address(link[2] or link[3]) if link else None)
        if found and self.identifier is None:
            self.identifier = found
            return link is None or self._take_url(text)
        return False

    def _take_url(self, text: str) -> bool:
        found = [(m[1] or "", m[2] or m[3]) for m in _LINK.finditer(text)]
        self.links += found
        return bool(found) and not _LINK.sub("", text).strip(_BETWEEN)

    def _take_pdf_url(self, text: str) -> bool:
        link = _LINK.search(text)
        url = (link[2] or link[3]) if link else ""
        return (
            _is_web_address(url)
            and self._once("pdf_url", url)
            and not _LINK.sub("", text).strip(_BETWEEN)
        )

    def _once(self, name: str, value: str) -> bool:
        if getattr(self, name) is not None:
            return False
        setattr(self, name, value)
        return True

    def entry(
        self,
        *,
        title: str,
        dialect: str,
        source: SourceRef,
        identifier: arxiv.Identifier | None = None,
        url: str = "",
    ) -> Entry:
        """Close the draft; links that say nothing new about the paper fall away."""
        identifier = identifier or self.identifier
        title = self._settle_title(_SPACES.sub(" ", title).strip())
        if url and not _is_web_address(url):
            self.add("Link", None, url)
            url = ""
        self._place_links(identifier)
        identifier = identifier or self.identifier
        abstract, comment = self._texts("abstract"), self.comment or ""
        url = url or self.url or (arxiv.abstract_url(identifier.base) if identifier else "")
        return Entry(
            title=in_one_line(restore_escapes(title)) or _NOTHING_SEEN,
            dialect=dialect,
            source=source,
            id=identifier.base if identifier else None,
            version=identifier.version if identifier else None,
            url=_address(url),
            pdf_url=_address(self.pdf_url),
            authors=_facts(self.authors),
            categories=tuple(dict.fromkeys(_facts(self.categories))),
            date=self.date,
            headline=self.headline,
            pitch=self.pitch,
            badges=tuple(dict.fromkeys(_facts(self.badges))),
            figure=self.figure,
            comment=self.comment,
            keywords=tuple(dict.fromkeys(_facts(self.keywords))),
            score=in_one_line(self.score) if self.score else None,
            sections=tuple(self.sections),
            venue=venue_of(comment, abstract, self._texts("venue")),
            code=code_of(comment, abstract, self._texts("code")),
        )

    def _texts(self, field: str) -> str:
        """Give the texts of a field, one after the other."""
        return "\n\n".join([section.text for section in self.sections if section.field == field])

    def _settle_title(self, title: str) -> str:
        """Choose between the heading and a labelled title; one that differs is kept beside it."""
        if self.title and (not title or arxiv.parse_id(title)):
            return self.title
        if self.title and self.title.casefold() != title.casefold():
            translated = detect_language(self.title) != detect_language(title)
            self.add_section("Title", "translated_title" if translated else "title", self.title)
        return title

    def _place_links(self, identifier: arxiv.Identifier | None) -> None:
        for label, written in dict.fromkeys(self.links):
            url = written.strip()
            found = arxiv.parse_address(url)
            name = label.strip(" *[]").strip()
            if not _is_web_address(url):
                self.add(name or "Link", None, written)
                continue
            if name.casefold().startswith("pdf") or url.endswith(".pdf") or "/pdf/" in url:
                self.identifier = self.identifier or identifier or found
                self.pdf_url = self.pdf_url or url
            elif found and (identifier is None or found.base == identifier.base):
                self.identifier = self.identifier or found
                self.url = self.url or url
            elif identifier is None and found is None and not _is_resource(url) and not self.url:
                self.url = url
            else:
                self.add_section(name or "Link", "code" if "git" in url else None, url)


def _is_resource(url: str) -> bool:
    """Whether an address leads to something beside the paper: its code, its page, its data."""
    return (
        re.search(r"//(?:www\.)?(?:git|[\w-]+\.github\.io|huggingface\.co/|youtu)", url) is not None
    )


def _is_web_address(url: str) -> bool:
    """Whether a text is an address of the web that names a host."""
    try:
        return _WEB_ADDRESS.fullmatch(url) is not None and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _address(url: str | None) -> str | None:
    """Give an address in which what no address may have is written as bytes (RFC 3986)."""
    return _NOT_IN_ADDRESSES.sub(lambda found: quote(found[0]), url) if url else None


def _facts(texts: list[str]) -> tuple[str, ...]:
    return tuple(fact for fact in map(in_one_line, texts) if fact)


def _is_only_date(text: str) -> bool:
    """Whether a text that holds a date says nothing else, but perhaps a time."""
    rest = _CLOCK.sub("", text)
    return sum(map(str.isalnum, rest)) <= len("21 September 2025") - 2 and "," not in rest.strip(
        ", "
    ).replace(", 20", " 20")


def _codes(text: str) -> list[str]:
    """Split a list of categories; `Machine Learning (cs.LG)` is `cs.LG`."""
    codes: list[str] = []
    for part in split_list(text):
        words = part.replace("`", " ").split()
        if len(words) > 1 and all(map(arxiv.is_category, words)):
            codes += words
        else:
            codes.append(arxiv.find_category(part) or part)
    return codes
