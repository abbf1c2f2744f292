"""The page of a paper, and the pages that lead on from its former addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from generator import arxiv, routes
from generator.archive import PaperStub
from generator.citing.bibtex import bibtex, is_told_by_tags, primary_class
from generator.citing.keys import citation_key, published
from generator.citing.names import citation_tags, people_of
from generator.compose.bundles import Bundle, Group, subject_of
from generator.compose.files import bibliography_of, records_of
from generator.compose.scene import Scene, neighbours
from generator.compose.texts import in_language, languages, shown, text_of
from generator.model import DigestDate, Paper, Value
from generator.papers import paper_of, shown_texts
from generator.related.lists import RelatedList
from generator.stubs import Shelf
from generator.text.links import find_links
from generator.views.pages import EntryFacts, PaperView, RedirectView
from generator.views.parts import ExternalLink, Late, Link, RelatedPaper, SectionView, Text
from generator.views.sketches import PageSketch, PaperSketch

_CODE = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.(?:com|[\w.-]+)|bitbucket\.org|codeberg\.org"
    r"|huggingface\.co|gitee\.com|anonymous\.4open\.science|zenodo\.org|kaggle\.com"
    r"|[\w-]+\.googlesource\.com)/",
    re.IGNORECASE,
)
_NO_HTML_BEFORE = "2023-12"
_MOST_LINKS = 4
_TOGETHER = 16
"""Papers of a day whose pages are known together."""


def paper_pages(scene: Scene) -> Iterator[Bundle | Group]:
    """Bundle the pages of some neighbours at a time, or redirects for papers that have none.

    A paper that gets another link, such as one to an author who has a page now, costs the
    sketches of its neighbours, not of its day. What is not authors' is looked at once for a day.
    """
    for day in scene.archive.days:
        on_day = scene.first_seen((day,))
        if not on_day:
            continue
        shares = partial(_shares, day.date, on_day, scene)
        bundles = partial(_bundles, day.date, on_day, scene)
        if related := scene.related_on(day.date):
            yield Group(
                _subject("papers of a day", day.date, on_day, related, scene), shares, bundles
            )
        else:
            yield from bundles(shares())


def _parts(on_day: Sequence[PaperStub]) -> Iterator[range]:
    """Give the places of a day's papers, some neighbours at a time."""
    starts = range(0, len(on_day), _TOGETHER)
    return (range(start, min(start + _TOGETHER, len(on_day))) for start in starts)


def _shares(first: DigestDate, on_day: Sequence[PaperStub], scene: Scene) -> tuple[bytes, ...]:
    """Cover all but the authors of each part of a day's papers."""
    shares = []
    for some in _parts(on_day):
        papers = on_day[some.start : some.stop]
        around = on_day[max(some.start - 1, 0) : some.stop + 1]
        told = ([(one.key, one.title) for one in around], scene.related_to(papers))
        shares.append(_subject("papers", first, papers, told, scene))
    return tuple(shares)


def _bundles(
    first: DigestDate, on_day: Sequence[PaperStub], scene: Scene, shares: Sequence[bytes]
) -> Iterator[Bundle]:
    for some, share in zip(_parts(on_day), shares, strict=True):
        authors = scene.authors.pages_on(on_day[some.start : some.stop])
        subject = subject_of("paper pages", share, authors)
        yield Bundle(subject, partial(_pages, first, on_day, some, scene))


def _subject(
    kind: str, first: DigestDate, papers: Sequence[PaperStub], told: object, scene: Scene
) -> bytes:
    """Cover all that the pages of some of a day's papers show but their authors' pages.

    What most share stands once; `told` is what they show of others.
    """
    seen = dict.fromkeys([seen.date for paper in papers for seen in paper.sightings])
    lists = dict.fromkeys([paper.categories or (paper.category,) for paper in papers])
    return subject_of(
        kind,
        told,
        scene.day_link(first),
        scene.digest_of(papers),
        tuple(map(scene.day_link, seen)),
        tuple(map(scene.categories_of, lists)),
    )


def _pages(
    first: DigestDate, on_day: Sequence[PaperStub], some: range, scene: Scene
) -> Iterator[PageSketch]:
    """Sketch the pages of some of the papers that were first seen on a day."""
    crumbs = _crumbs(first, scene)
    for index in some:
        paper = on_day[index]
        if scene.is_folded(paper):
            yield _folded(paper, scene)
        else:
            before, after = neighbours(on_day, index)
            around = (_link(before) if before else None, _link(after) if after else None)
            yield _page(paper, crumbs, around, scene)
        yield from _redirects(paper)


def _crumbs(first: DigestDate, scene: Scene) -> tuple[Link, ...]:
    return (
        Link(label=first.year, address=routes.year(first.value)),
        Link(label=first.month, address=routes.month(first.value)),
        Link(label=first.value, address=scene.day_address(first)),
    )


def _link(paper: PaperStub) -> Link:
    title = text_of(paper.title)
    return Link(label=title.value, address=routes.paper(paper.key), lang=title.lang)


def _page(
    paper: PaperStub,
    crumbs: tuple[Link, ...],
    around: tuple[Link | None, Link | None],
    scene: Scene,
) -> PageSketch:
    address = routes.paper(paper.key)
    related, reasons = scene.related(paper.key)
    sketch = PaperSketch(
        paper=scene.paper_card(paper),
        language=scene.language,
        crumbs=crumbs,
        categories=scene.categories_of(paper.categories or (paper.category,)),
        days=tuple(scene.day_link(seen.date) for seen in paper.sightings),
        authors=scene.authors.pages_of(paper.authors),
        previous=around[0],
        next=around[1],
        records=records_of(paper.first, scene),
        bibliography=bibliography_of(paper.first, scene),
        related=related,
        reasons=reasons,
        base=scene.base_url,
    )
    return PageSketch(
        path=routes.file_of(address), address=address, template="paper.html", sketch=sketch
    )


def paper_view(sketch: PaperSketch, shelf: Shelf) -> PaperView:
    """Load a paper's texts and make the view of its page."""
    paper = _load(sketch, shelf)
    every = shown(paper.sections, sketch.language)
    date, seen = published(paper), paper.days[0].value
    return PaperView(
        key=paper.key,
        address=routes.paper(paper.key),
        title=text_of(paper.title),
        crumbs=sketch.crumbs,
        headlines=_headlines(paper, sketch.language),
        authors=paper.authors,
        categories=sketch.categories,
        days=sketch.days,
        links=links_of(paper),
        summary=_lead(paper, every),
        sections=tuple(s for s in every if s.field not in ("tldr", "abstract")),
        abstract=tuple(s for s in every if s.field == "abstract"),
        keywords=paper.keywords,
        badges=paper.badges,
        comment=paper.comment or "",
        score=paper.score or "",
        arxiv_id=paper.id or "",
        figure=paper.figure,
        entry=_entry(paper, sketch.bibliography),
        published=date.replace("-", "/"),
        online=seen.replace("-", "/") if seen != date else "",
        creators=citation_tags(people_of(paper.authors)),
        records=sketch.records,
        languages=languages(paper.sections),
        venue=_venue(paper),
        author_pages=sketch.authors,
        previous=sketch.previous,
        next=sketch.next,
        related=_related(sketch),
        _bibtex=Late(by=_bibtex, of=_Cited(paper=paper, base=sketch.base)),
    )


class _Cited(Value):
    """A paper, and the address of the site by which it is cited where there is no other."""

    paper: Paper
    base: str


def _bibtex(cited: _Cited) -> str:
    return bibtex(cited.paper, cited.base)


def _entry(paper: Paper, file: str) -> EntryFacts | None:
    """Give what lets a script write the entry of a paper; None where it cannot."""
    if not file or not is_told_by_tags(paper):
        return None
    return EntryFacts(
        key=citation_key(paper),
        file=file,
        category=primary_class(paper),
        others=people_of(paper.authors).others,
    )


def _related(sketch: PaperSketch) -> tuple[RelatedPaper, ...]:
    keys = tuple(ref.key for ref in sketch.related)
    explained = RelatedList(keys=keys, words=sketch.reasons).lines()
    return tuple(
        RelatedPaper(
            title=text_of(ref.title), address=routes.paper(ref.key), date=ref.date, words=words
        )
        for ref, words in zip(sketch.related, explained, strict=True)
    )


def _load(sketch: PaperSketch, shelf: Shelf) -> Paper:
    codes = tuple(category.code for category in sketch.paper.categories)
    days = tuple(DigestDate(value=day.value) for day in sketch.days)
    return paper_of(sketch.paper.key, days, shown_texts(sketch.paper.leaves, shelf), codes)


def _lead(paper: Paper, every: tuple[SectionView, ...]) -> tuple[SectionView, ...]:
    tldr = tuple(section for section in every if section.field == "tldr")
    if paper.pitch:
        return (*tldr, SectionView(text=text_of(paper.pitch), field="pitch"))
    return tldr


def _venue(paper: Paper) -> Link | None:
    if not paper.venue:
        return None
    return Link(label=paper.venue, address=routes.search_badge(paper.venue))


def _headlines(paper: Paper, language: str) -> tuple[Text, ...]:
    translated = in_language(paper.sections, "translated_title", language)
    own = tuple(text_of(headline) for headline in paper.headlines)
    if translated and translated.text != paper.title:
        return (*own, Text(value=translated.text, lang=translated.lang))
    return own


def links_of(paper: Paper) -> tuple[ExternalLink, ...]:
    """Give where else the paper is, and its code and project pages."""
    links: list[ExternalLink] = []
    if paper.id:
        links.append(ExternalLink(kind="abstract", url=arxiv.abstract_url(paper.id)))
    elif paper.url:
        links.append(ExternalLink(kind="source", url=paper.url))
    if paper.pdf_url or paper.id:
        url = paper.pdf_url or arxiv.pdf_url(paper.id or "")
        links.append(ExternalLink(kind="pdf", url=url))
    if paper.id and arxiv.month_of(paper.id) >= _NO_HTML_BEFORE:
        links.append(ExternalLink(kind="html", url=arxiv.html_url(paper.id)))
    links += [ExternalLink(kind=_kind(url), url=url) for url in _told_links(paper)]
    return tuple({link.url: link for link in links}.values())


def _told_links(paper: Paper) -> list[str]:
    """Find the links to code and project pages in what the digest says of a paper."""
    told = [s.text for s in paper.sections if s.field in ("code", "project")]
    told += [s.text for s in paper.sections if s.field == "abstract" and "http" in s.text]
    text = "\n".join([*told, paper.comment or ""])
    if "http" not in text and not paper.code:
        return []
    found = [url for url in find_links(text) if not arxiv.parse_address(url)]
    if paper.code and not any(map(_within(paper.code), found)):
        found.append(paper.code)
    return sorted(found, key=lambda url: _CODE.match(url) is None)[:_MOST_LINKS]


def _within(repository: str) -> Callable[[str], bool]:
    """Tell whether an address leads into a repository."""
    place = repository.partition("://")[2].lower()
    return lambda url: url.partition("://")[2].lower().removeprefix("www.").startswith(place)


def _kind(url: str) -> str:
    return "code" if _CODE.match(url) else "project"


def _folded(paper: PaperStub, scene: Scene) -> PageSketch:
    """Lead on to the place of a paper on the page of its last day."""
    day = scene.day_address(paper.sightings[-1].date)
    return _redirect(routes.paper(paper.key), f"{day}#{routes.anchor(paper.key)}", paper)


def _redirects(paper: PaperStub) -> Iterator[PageSketch]:
    for alias in paper.aliases:
        yield _redirect(routes.paper(alias), routes.paper(paper.key), paper)


def _redirect(address: str, target: str, paper: PaperStub) -> PageSketch:
    return PageSketch(
        path=routes.file_of(address),
        address=address,
        template="redirect.html",
        sketch=RedirectView(target=target, title=text_of(paper.title)),
    )
