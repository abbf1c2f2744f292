"""Headings of Markdown digests: an entry's link and title, a category, or a label."""

from __future__ import annotations

import re

import msgspec

from generator import arxiv

_HEADING = re.compile(
    r" {0,3}(?:> ?)*(#{1,6})(?:[ \t]+|(?=\[|<a |\*\*\[))(.*?)(?:[ \t]+#+)?[ \t]*$"
)
_ANCHOR = re.compile(
    r"<(a|span|div)\s+(?:id|name)=[\"']?(?P<id>[^\"'>\s]+)[\"']?\s*/?>(?:\s*</\1>)?", re.IGNORECASE
)
_TARGET = re.compile(
    r"\]\(\s*<?(?P<url>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)"
)
_NUMBER = re.compile(
    r"(?:\[(\d{1,5})(?:/\d+)?\]|\((\d{1,5})(?:/\d+)?\)|#?(\d{1,5})(?:\\?[.)]|[:、．])(?!\d)"
    r"|(?:No\.|Paper|Article|论文|論文|第)\s*#?(\d{1,5})\s*(?:[篇本편]\s*)?[.:：、)]?)\s*",
    re.IGNORECASE,
)
_BARE = re.compile(r"<?(?P<url>https?://[^\s<>]+[^\s<>.,;:)\]])>?")
_BARE_ID = re.compile(
    r"[\[(（]?\s*arxiv\s*[:：]?\s*(?P<named>\d{4}\.\d{4,5}(?:v\d+)?)\s*[\])）]?"
    r"|[\[(（](?P<framed>\d{4}\.\d{4,5}(?:v\d+)?)[\])）]",
    re.IGNORECASE,
)
_HTML_HEADING = re.compile(r" {0,3}<h([1-6])(?:\s[^>]*)?>(.*?)(?:</h\1>)?\s*$", re.IGNORECASE)
_HTML_LINK = re.compile(
    r"<a\s[^>]*?href=[\"']?(?P<url>https?://[^\"'>\s]+)[^>]*>(?P<text>.*?)</a>", re.IGNORECASE
)
_LISTING = re.compile(r"https?://(?:\w+\.)?arxiv\.org/(?:list|archive|search)\b", re.IGNORECASE)
_BACK = re.compile(r"\[\s*\[[^\]]*\]\s*\]\(#[^)]*\)|\[[^\]]*\]\(#[^)]*\)")
_GENERIC = re.compile(
    r"(?:arxiv|paper|link|abs|abstract|pdf|html|url|source|read|论文|链接|原文|全文|リンク|링크)"
    r"(?:[\s:]*\S{0,20})?|!\[.*|\W*",
    re.IGNORECASE,
)
_CODE = re.compile(r"\s*`\s*")
_EDGE = " \t|·•-–—:：,()（）[]【】*"


class Heading(msgspec.Struct, frozen=True):
    """A heading line: its level, its text without anchors, and the id of its last anchor."""

    level: int
    text: str
    anchor: str = ""


class EntryHeading(msgspec.Struct, frozen=True):
    """What the heading of an entry says. `url` is empty where the link has no address.

    `rest` is what stands in the heading beside title and number; `links` the further links.
    """

    title: str
    url: str
    number: int | None = None
    rest: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


class _Link(msgspec.Struct, frozen=True):
    text: str
    url: str
    start: int
    end: int


def parse_heading(line: str) -> Heading | None:
    """Read a line as an ATX heading; `###[x]` without the space is taken, `#tag` is not."""
    if "#" in line[:8]:
        match = _HEADING.match(line)
        level = len(match[1]) if match else 0
    elif "<h" in line[:6]:
        match = _HTML_HEADING.match(line)
        level = int(match[1]) if match else 0
    else:
        return None
    if not match:
        return None
    anchors = _ANCHOR.findall(match[2])
    text = _ANCHOR.sub("", match[2]).strip() if anchors else match[2].strip()
    return Heading(level, text, anchors[-1][1] if anchors else "")


def needs_more(text: str) -> bool:
    """Whether a heading's link goes on in the next line: it opens and does not close."""
    number = _NUMBER.match(text)
    rest = text[number.end() :] if number else text
    return rest.startswith("[") and "](" not in rest


def parse_entry(text: str) -> EntryHeading | None:
    """Read a heading's text as the heading of an entry, or None when it names no paper."""
    if "](" not in text and "http" not in text and not _BARE_ID.search(text):
        return None
    number, text = _split_number(text)
    text = text.strip("*").strip() if text.startswith("**") and text.endswith("**") else text
    if "href" in text:
        text = _HTML_LINK.sub(r"[\g<text>](\g<url>)", text)
    links = _links(text)
    paper = _paper_link(links)
    if paper is None:
        return _parse_bare(text, number)
    title = paper.text.strip().strip("*").strip()
    rest = tuple(
        part
        for outside in _outside(text, links)
        for part in _CODE.split(outside)
        if _says_something(part)
    )
    if rest and (_GENERIC.fullmatch(title) or arxiv.parse_id(title)):
        best = max(rest, key=len)
        title, rest = best, tuple(part for part in rest if part != best)
    if arxiv.is_category(title) or _LISTING.match(paper.url):
        return None
    others = tuple((link.text, link.url) for link in links if link is not paper)
    return EntryHeading(title, paper.url, number, rest, others)


def _parse_bare(text: str, number: int | None) -> EntryHeading | None:
    """Read a heading that holds an address or an arXiv id as plain text."""
    found = _BARE.search(text)
    if found and not _LISTING.match(found["url"]):
        identifier, url = arxiv.parse_address(found["url"]), found["url"]
    else:
        found = _BARE_ID.search(text)
        identifier = arxiv.parse_id(found["named"] or found["framed"]) if found else None
        url = arxiv.abstract_url(identifier.base) if identifier else ""
    if not found or not url:
        return None
    around = (text[: found.start()].strip(_EDGE), text[found.end() :].strip(_EDGE))
    title = " ".join(part for part in around if part) or (identifier.base if identifier else "")
    return EntryHeading(title, url, number) if title else None


def _says_something(part: str) -> bool:
    return any(map(str.isalnum, part))


def parse_unlinked(text: str) -> EntryHeading | None:
    """Read a heading without a usable link, such as `[5] [Title]()`, as that of an entry."""
    number, rest = _split_number(text)
    if not rest:
        return None
    title = rest
    if rest.startswith("["):
        title = re.sub(r"\](?:\([^)]*\)?)?\s*$", "", rest[1:])
    return EntryHeading(title.strip().strip("*").strip(), "", number)


def group_name(text: str) -> str:
    """Give the text of a group's heading without the link back to the contents."""
    return _BACK.sub("", text).strip().strip("*").strip()


def group_category(name: str) -> str:
    """Give the category that a group's heading names, or the heading as a topic."""
    return arxiv.find_category(name) or name


def _split_number(text: str) -> tuple[int | None, str]:
    match = _NUMBER.match(text)
    if not match:
        return None, text
    digits = next(group for group in match.groups() if group)
    return int(digits), text[match.end() :].strip()


def _links(text: str) -> list[_Link]:
    links: list[_Link] = []
    for match in _TARGET.finditer(text):
        if not match["url"].startswith(("http://", "https://", "#", "mailto:", "/", "./")):
            continue
        floor = links[-1].end if links else 0
        start = _opening(text, match.start(), floor)
        if start is not None:
            links.append(_Link(text[start + 1 : match.start()], match["url"], start, match.end()))
    return links


def _opening(text: str, close: int, floor: int) -> int | None:
    """Find the `[` of the link that closes at `close`; titles may hold odd brackets."""
    first = text.find("[", floor, close)
    if first < 0:
        return None
    if not text[floor:first].strip(_EDGE) and not _closes_early(text, first, close):
        return first
    depth = 1
    for index in range(close - 1, floor - 1, -1):
        depth += (text[index] == "]") - (text[index] == "[")
        if depth == 0:
            return index
    return first


def _closes_early(text: str, first: int, close: int) -> bool:
    """Whether the bracket at `first` is a tag of its own before the link: `[cs.CV] [Title](…)`."""
    if text.find("]", first, close) < 0:
        return False
    depth = 0
    for index in range(first, close):
        depth += (text[index] == "[") - (text[index] == "]")
        if depth == 0:
            return text[index + 1 : close].lstrip().startswith("[")
    return False


def _paper_link(links: list[_Link]) -> _Link | None:
    outside = [link for link in links if link.url.startswith(("http://", "https://"))]
    for link in outside:
        if arxiv.parse_address(link.url):
            return link
    return outside[0] if outside else None


def _outside(text: str, links: list[_Link]) -> list[str]:
    parts: list[str] = []
    end = 0
    for link in links:
        parts.append(text[end : link.start])
        end = link.end
    parts.append(text[end:])
    return [part.strip(_EDGE) for part in parts]
