"""Hugo, Pelican and Eleventy: how each gets its content, and how it is called."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version as version_of
from pathlib import Path

from benchmarks.speed.contender import Step, Work, forget, one_after_another, timed
from benchmarks.speed.installing import Program
from benchmarks.speed.records import Record
from benchmarks.speed.sizes import SiteSize, size_of

_THEMES = Path(__file__).parent / "themes"
_PAPERS = "content/papers"

Writing = Callable[[Record], str]
"""A record as the text of a content file."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Pages of lists: their folder, the names of those that a paper stands on, their forms."""

    folder: str
    names: Callable[[Record], tuple[str, ...]]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A generator: its name, options, theme, and form of content.

    `overlay` names templates laid over those of the theme; `search` is the name under which
    Pagefind comes after it. `lists` gives the pages of lists that are more than HTML: below which
    folder, named by which fact of a paper, in which forms.
    """

    name: str
    options: tuple[str, ...]
    theme: str
    write: Writing
    search: str = ""
    overlay: str = ""
    lists: tuple[Lists, ...] = ()


class Generator:
    """A generator of others, with its content and theme in a folder of its own."""

    def __init__(self, recipe: Recipe, program: Program, work: Path, *, search: bool) -> None:
        self.name = recipe.name
        self.version = program.version
        self.sizes: dict[Work, SiteSize] = {}
        self._recipe = recipe
        self._command = [*program.command, *recipe.options]
        self._search = recipe.search if search else ""
        self._folder = work / (recipe.overlay or recipe.theme)
        self._output = self._folder / "public"
        self._made = [self._output, self._folder / "resources"]
        if program.cache:
            self._made.append(program.cache / self._folder.name)
        shutil.copytree(_THEMES / recipe.theme, self._folder)
        shutil.copytree(_THEMES / "static", self._folder / "static")
        if recipe.overlay:
            shutil.copytree(_THEMES / recipe.overlay, self._folder, dirs_exist_ok=True)
        (self._folder / _PAPERS).mkdir(parents=True)
        if self._search:
            self.version += f"; Pagefind {version_of('pagefind')}"

    def add(self, record: Record) -> None:
        """Write a paper's content file."""
        place = self._folder / _PAPERS / f"{record.key}.md"
        place.write_text(self._recipe.write(record), encoding="utf-8", errors="replace")
        for lists in self._recipe.lists:
            for name in lists.names(record):
                self._add_list(lists, name)

    def _add_list(self, lists: Lists, name: str) -> None:
        place = self._folder / "content" / lists.folder / name.lower().replace(" ", "-")
        if not place.exists():
            place.mkdir(parents=True)
            front = {"title": name, "outputs": lists.forms}
            (place / "_index.md").write_text(f"{json.dumps(front)}\n", encoding="utf-8")

    def round(self) -> Iterator[Step]:
        """Build everything, and index it, where this is asked for."""
        forget(*self._made)
        built = timed(self.name, self._command, self._folder)
        yield Step(self.name, Work.CLEAN, built)
        self._size(Work.CLEAN)
        if self._search:
            command = [sys.executable, "-m", "pagefind", "--site", str(self._output)]
            indexed = timed(self._search, command, self._folder)
            yield Step(self._search, Work.SEARCH, one_after_another(built, indexed))
            self._size(Work.SEARCH)
        forget(*self._made)

    def _size(self, work: Work) -> None:
        if work not in self.sizes:
            self.sizes[work] = size_of(self._output)


def _hugo(record: Record) -> str:
    return _for_hugo({**_lists(record), "params": _front(record)}, record)


def _hugo_full(record: Record) -> str:
    """The same with all that a page like Digestry's has."""
    more = {
        "authors": record.authors,
        "inverted": record.inverted,
        "primary": record.categories[0],
        "citekey": record.cite_key,
    }
    front = {
        **_lists(record),
        "years": tuple(dict.fromkeys(month[:4] for month in record.months)),
        "subjects": record.categories,
        "people": record.people,
        "keywords": record.words,
        "params": {**_front(record), **more},
    }
    return _for_hugo(front, record)


def _lists(record: Record) -> dict[str, object]:
    return {
        "title": record.title,
        "date": record.date,
        "days": record.days,
        "months": record.months,
        "categories": record.lists,
    }


def _for_hugo(front: dict[str, object], record: Record) -> str:
    """Front matter in JSON; what looks like a shortcode is written so that it is none."""
    head = json.dumps(front, ensure_ascii=False)
    return f"{head}\n\n{record.body.replace('{{', '{&#123;')}\n"


def _eleventy(record: Record) -> str:
    front = {
        "layout": "paper.njk",
        "permalink": f"/papers/{record.key}/",
        "title": record.title,
        "date": record.date,
        "days": record.days,
        "months": record.months,
        "lists": record.lists,
        **_front(record),
    }
    return f"---json\n{json.dumps(front, ensure_ascii=False)}\n---\n{record.body}\n"


def _front(record: Record) -> dict[str, object]:
    return {
        "key": record.key,
        "names": ", ".join(record.authors),
        "tldr": record.tldr,
        "links": {"abstract": record.url, "pdf": record.pdf},
        "previous": asdict(record.previous) if record.previous else None,
        "next": asdict(record.next) if record.next else None,
    }


def _pelican(record: Record) -> str:
    """A line for each fact; an article has one category, so the first stands alone."""
    facts = {
        "Title": record.title,
        "Date": record.date,
        "Slug": record.key,
        "Category": record.lists[0],
        "Tags": ", ".join(record.days),
        "Names": ", ".join(record.authors),
        "Summary": record.tldr,
        "Link_abstract": record.url,
        "Link_pdf": record.pdf,
    }
    for name, other in (("Previous", record.previous), ("Next", record.next)):
        if other:
            facts |= {f"{name}_key": other.key, f"{name}_title": other.title}
    lines = [f"{name}: {' '.join(value.split())}" for name, value in facts.items() if value]
    return "\n".join(lines) + f"\n\n{record.body}\n"


HUGO_LEAN = Recipe(
    "Hugo, lean theme", ("--quiet",), "hugo", _hugo, "Hugo, lean theme, then Pagefind"
)
HUGO = Recipe(
    "Hugo",
    ("--quiet",),
    "hugo",
    _hugo_full,
    "Hugo, then Pagefind",
    overlay="hugo-full",
    lists=(
        Lists("days", lambda record: record.days, ("html", "papers", "bibtex", "twin")),
        Lists("subjects", lambda record: record.categories, ("html", "rss")),
    ),
)
PELICAN = Recipe("Pelican", ("content", "--quiet"), "pelican", _pelican)
ELEVENTY = Recipe("Eleventy", ("--quiet",), "eleventy", _eleventy)
