"""The page of a paper, and the pages that lead on from its former addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import arxiv, routes
from generator.citations import bibtex
from generator.compose.scene import Scene, neighbours
from generator.compose.texts import in_language, languages, shown, text_of
from generator.model import Paper
from generator.text.links import find_links
from generator.views.pages import Page, PaperView, RedirectView
from generator.views.parts import ExternalLink, Link, SectionView, Text

_CODE = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.(?:com|[\w.-]+)|bitbucket\.org|codeberg\.org"
    r"|huggingface\.co|gitee\.com|anonymous\.4open\.science|zenodo\.org|kaggle\.com"
    r"|[\w-]+\.googlesource\.com)/",
    re.IGNORECASE,
)
_NO_HTML_BEFORE = "2023-12"
_MOST_LINKS = 4


def paper_pages(scene: Scene) -> Iterator[Page]:
    """Compose a page for each paper, by day, and a redirect for each former address."""
    for day in scene.archive.days:
        on_day = [p.key for p in day.papers if scene.archive.papers[p.key].days[0] == day.date]
        for index, key in enumerate(on_day):
            before, after = neighbours(on_day, index)
            paper = scene.archive.papers[key]
            yield _page(paper, _link(before, scene), _link(after, scene), scene)
            yield from _redirects(paper)


def _link(key: str | None, scene: Scene) -> Link | None:
    if key is None:
        return None
    title = text_of(scene.archive.papers[key].title)
    return Link(label=title.value, address=routes.paper(key), lang=title.lang)


def _page(paper: Paper, before: Link | None, after: Link | None, scene: Scene) -> Page:
    address = routes.paper(paper.key)
    return Page(
        path=routes.file_of(address),
        address=address,
        template="paper.html",
        view=_view(paper, before, after, scene),
    )


def _view(paper: Paper, before: Link | None, after: Link | None, scene: Scene) -> PaperView:
    every = shown(paper.sections, scene.language)
    first = paper.days[0]
    return PaperView(
        key=paper.key,
        address=routes.paper(paper.key),
        title=text_of(paper.title),
        crumbs=(
            Link(label=first.year, address=routes.year(first.value)),
            Link(label=first.month, address=routes.month(first.value)),
            Link(label=first.value, address=scene.day_address(first)),
        ),
        headlines=_headlines(paper, scene),
        authors=paper.authors,
        categories=tuple(scene.category(code) for code in paper.categories or (paper.category,)),
        days=tuple(scene.day_ref(date) for date in paper.days),
        links=_links(paper),
        summary=_lead(paper, every),
        sections=tuple(s for s in every if s.field not in ("tldr", "abstract")),
        abstract=tuple(s for s in every if s.field == "abstract"),
        keywords=paper.keywords,
        badges=paper.badges,
        comment=paper.comment or "",
        score=paper.score or "",
        arxiv_id=paper.id or "",
        figure=paper.figure,
        bibtex=bibtex(paper),
        published=first.value.replace("-", "/"),
        languages=languages(paper.sections),
        previous=before,
        next=after,
    )


def _lead(paper: Paper, every: tuple[SectionView, ...]) -> tuple[SectionView, ...]:
    tldr = tuple(section for section in every if section.field == "tldr")
    if paper.pitch:
        return (*tldr, SectionView(text=text_of(paper.pitch), field="pitch"))
    return tldr


def _headlines(paper: Paper, scene: Scene) -> tuple[Text, ...]:
    translated = in_language(paper.sections, "translated_title", scene.language)
    own = tuple(text_of(headline) for headline in paper.headlines)
    if translated and translated.text != paper.title:
        return (*own, Text(value=translated.text, lang=translated.lang))
    return own


def _links(paper: Paper) -> tuple[ExternalLink, ...]:
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
    if "http" not in text:
        return []
    found = [url for url in find_links(text) if not arxiv.parse_address(url)]
    return sorted(found, key=lambda url: _CODE.match(url) is None)[:_MOST_LINKS]


def _kind(url: str) -> str:
    return "code" if _CODE.match(url) else "project"


def _redirects(paper: Paper) -> Iterator[Page]:
    for alias in paper.aliases:
        address = routes.paper(alias)
        yield Page(
            path=routes.file_of(address),
            address=address,
            template="redirect.html",
            view=RedirectView(target=routes.paper(paper.key), title=text_of(paper.title)),
        )
