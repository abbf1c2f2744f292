"""The pages of authors, and the index of them by letter. They are made of stubs alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator import routes
from generator.archive import PaperStub
from generator.compose.author_feeds import author_feed, author_feed_list
from generator.compose.bundles import Bundle, subject_of
from generator.compose.people import Author
from generator.compose.scene import Scene, neighbours
from generator.compose.texts import text_of
from generator.names import OTHER, initial, sort_key
from generator.views.pages import AuthorIndexView, AuthorView
from generator.views.parts import (
    AuthorGroup,
    CountedAuthor,
    CountedCategory,
    Link,
    PaperLine,
    YearOfPapers,
)
from generator.views.sketches import PageSketch

ON_ONE_PAGE = 400
"""So many authors stand on one page of the index; more are split by letter."""

MOST = 40
"""How many authors with the most papers the index names first, where it is split."""

PEERS = 15
_CATEGORIES = 5
_SPELLINGS = 4


def author_pages(scene: Scene) -> Iterator[PageSketch | Bundle]:
    """Compose the index of authors and what each author has, where the site has them."""
    if not scene.settings.authors.enabled:
        return
    authors = sorted(scene.authors.authors.values(), key=lambda author: sort_key(author.fold))
    yield from _index(authors, scene)
    yield from author_feed_list(authors, scene)
    lines: dict[str, PaperLine] = {}
    told: dict[str, bytes] = {}
    for author in authors:
        yield Bundle(_subject(author, told, scene), partial(_author_pages, author, lines, scene))


def _subject(author: Author, told: dict[str, bytes], scene: Scene) -> bytes:
    """Cover all that the page and the feed of an author show; `told` covers papers, by key."""
    lists = dict.fromkeys([paper.categories[:1] for paper in author.papers])
    return subject_of(
        "author",
        (author.fold, author.address, author.spellings),
        scene.digest_of(author.papers),
        b"".join([_named_on(paper, told, scene) for paper in author.papers]),
        tuple(map(scene.categories_of, lists)),
    )


def _named_on(paper: PaperStub, told: dict[str, bytes], scene: Scene) -> bytes:
    """Cover the authors of a paper as their own pages name them: once for all of these."""
    found = told.get(paper.key)
    if found is None:
        found = told[paper.key] = subject_of("names", scene.authors.refs_of(paper.authors))
    return found


def _author_pages(
    author: Author, lines: dict[str, PaperLine], scene: Scene
) -> Iterator[PageSketch]:
    """Sketch the page of an author, and the feed."""
    yield _page(author.address, "author.html", _author(author, lines, scene))
    if scene.has_author_feeds:
        yield author_feed(author, scene)


def _page(address: str, template: str, view: AuthorView | AuthorIndexView) -> PageSketch:
    path = routes.file_of(address)
    return PageSketch(path=path, address=address, template=template, sketch=view)


def _author(author: Author, lines: dict[str, PaperLine], scene: Scene) -> AuthorView:
    peers, more_peers = scene.authors.peers(author, PEERS)
    years = groupby(author.papers, key=lambda paper: paper.first.year)
    return AuthorView(
        name=author.name,
        address=author.address,
        count=len(author.papers),
        spellings=author.spellings[1 : 1 + _SPELLINGS],
        categories=_categories(author.papers, scene),
        years=tuple(
            YearOfPapers(
                year=year,
                address=routes.year(year),
                papers=tuple(_line(paper, lines) for paper in papers),
            )
            for year, papers in years
        ),
        peers=peers,
        more_peers=more_peers,
        search=routes.search_for(f'author:"{author.name.replace(chr(34), " ")}"'),
        feed=scene.feed_of_author(author.address),
    )


def _line(paper: PaperStub, lines: dict[str, PaperLine]) -> PaperLine:
    """Give the line of a paper, which the pages of all its authors share."""
    line = lines.get(paper.key)
    if line is None:
        line = lines[paper.key] = PaperLine(
            address=routes.paper(paper.key),
            title=text_of(paper.title),
            date=paper.first.value,
            category=paper.categories[0] if paper.categories else "",
        )
    return line


def _categories(papers: Sequence[PaperStub], scene: Scene) -> tuple[CountedCategory, ...]:
    counts = Counter(code for paper in papers for code in paper.categories[:1])
    return scene.counted(counts.elements())[:_CATEGORIES]


def _index(authors: Sequence[Author], scene: Scene) -> Iterator[PageSketch]:
    """Compose the index: one page, or one with those who wrote most and a page for each letter."""
    least = scene.settings.authors.min_papers
    by_letter = _by_letter(authors)
    feeds = routes.AUTHOR_FEEDS if scene.has_author_feeds and authors else ""
    if len(authors) <= ON_ONE_PAGE:
        groups = tuple(_group(letter, its) for letter, its in by_letter.items())
        view = AuthorIndexView(count=len(authors), least=least, groups=groups, feeds=feeds)
        yield _page(routes.AUTHORS, "authors.html", view)
        return
    letters = tuple(Link(label=letter, address=routes.authors_by(letter)) for letter in by_letter)
    ranked = sorted(authors, key=lambda author: (-len(author.papers), sort_key(author.fold)))
    most = tuple(map(_counted, ranked[:MOST]))
    view = AuthorIndexView(count=len(authors), least=least, letters=letters, most=most, feeds=feeds)
    yield _page(routes.AUTHORS, "authors.html", view)
    for letter, its in by_letter.items():
        yield from _letter(letter, its, letters, least)


def _by_letter(authors: Sequence[Author]) -> dict[str, list[Author]]:
    """Group authors by letter, in the order of letters; other scripts come last."""
    groups: dict[str, list[Author]] = {}
    for author in authors:
        groups.setdefault(initial(author.fold), []).append(author)
    return dict(sorted(groups.items(), key=lambda item: (item[0] == OTHER, item[0])))


def _letter(
    letter: str, authors: Sequence[Author], letters: tuple[Link, ...], least: int
) -> Iterator[PageSketch]:
    """Compose the pages of a letter."""
    parts = [authors[at : at + ON_ONE_PAGE] for at in range(0, len(authors), ON_ONE_PAGE)]
    links = [
        Link(label=str(number), address=routes.authors_by(letter, number))
        for number in range(1, len(parts) + 1)
    ]
    for index, (link, part) in enumerate(zip(links, parts, strict=True)):
        before, after = neighbours(links, index)
        view = AuthorIndexView(
            count=len(authors),
            least=least,
            letters=letters,
            letter=letter,
            address=link.address,
            groups=(_group(letter, part),),
            previous=before,
            next=after,
        )
        yield _page(link.address, "authors.html", view)


def _group(letter: str, authors: Sequence[Author]) -> AuthorGroup:
    return AuthorGroup(letter=letter, anchor=f"in-{letter}", authors=tuple(map(_counted, authors)))


def _counted(author: Author) -> CountedAuthor:
    return CountedAuthor(author=author.ref, count=len(author.papers))
