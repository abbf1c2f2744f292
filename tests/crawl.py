"""Follows every link of a built site and looks at every page; what is wrong is a list of words."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree.ElementTree import Element

import html5lib

_TAG = "{http://www.w3.org/1999/xhtml}"
_ADDRESSES = ("href", "src", "action", "data-bundle", "data-base")
_HARMLESS = frozenset({"invalid-codepoint"})
_REFRESH = re.compile(r"url=(.*)$")


class Parser(Protocol):
    """Whatever read a page: it knows what was wrong with it, as place, code and details."""

    errors: Any


def faults(site: Path, base_path: str = "/") -> list[str]:
    """Name everything that is wrong with the pages of a site and their links."""
    pages = sorted(site.rglob("*.html"))
    assert pages, f"{site} has no pages"
    return [
        f"{page.relative_to(site)}: {fault}"
        for page in pages
        for fault in page_faults(*parsed(page), site, base_path)
    ]


def addresses(site: Path) -> set[str]:
    """Give the address of every page of a site."""
    paths = (page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    return {f"/{path.removesuffix('index.html')}" for path in paths}


def local_links(page: bytes) -> set[str]:
    """Give the addresses on this site to which a page leads, as they stand in it."""
    tree: Any = html5lib.parse(page, transport_encoding="utf-8")
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    links = {link for element in elements for link in _links(element)}
    return {link for link in links if link.startswith("/") and not link.startswith("//")}


def parsed(page: Path) -> tuple[html5lib.HTMLParser, list[Element]]:
    """Parse a page as a browser would; give its elements, and the parser with its errors."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    tree = parser.parse(page.read_bytes(), transport_encoding="utf-8")
    return parser, [element for element in tree.iter() if isinstance(element.tag, str)]


def page_faults(
    parser: Parser, elements: list[Element], site: Path, base_path: str
) -> Iterator[str]:
    """Name everything that is wrong with a parsed page and its links."""
    for place, code, _ in parser.errors:
        if code not in _HARMLESS:
            yield f"HTML: {code} at {place}"
    yield from _about_structure(elements)
    ids = {element.get("id", "") for element in elements}
    for element in elements:
        yield from _about_links(element, ids, site, base_path)


def _about_structure(elements: list[Element]) -> Iterator[str]:
    tags = Counter(element.tag for element in elements)
    if tags[f"{_TAG}h1"] != 1:
        yield f"{tags[f'{_TAG}h1']} headings of the first level"
    if tags[f"{_TAG}main"] != 1:
        yield f"{tags[f'{_TAG}main']} main elements"
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    yield from (f"the id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for element in elements:
        yield from (f"the attribute {name}" for name in element.attrib if name.startswith("on"))
        is_script = element.tag == f"{_TAG}script" and element.get("type") != "application/ld+json"
        if is_script and not element.get("src"):
            yield "a script in the page"


def _links(element: Element) -> list[str]:
    links = [element.get(name, "") for name in _ADDRESSES if name in element.attrib]
    if element.get("http-equiv") == "refresh":
        found = _REFRESH.search(element.get("content", ""))
        links.append(found[1] if found else "?")
    return links


def _about_links(element: Element, ids: set[str], site: Path, base_path: str) -> Iterator[str]:
    for link in _links(element):
        if link.startswith("#"):
            if unquote(link[1:]) not in ids:
                yield f"{link} leads nowhere on the page"
        elif link.startswith("/") and not link.startswith("//"):
            yield from _about_address(link, site, base_path)
        elif element.tag == f"{_TAG}link" and element.get("rel") == "canonical":
            continue
        elif urlsplit(link).scheme not in ("http", "https", "mailto"):
            yield f"{link!r} is no address of a site"
        elif element.tag != f"{_TAG}a" or "target" in element.attrib:
            yield f"{link} leads to another host, which could reach this page"


def _about_address(link: str, site: Path, base_path: str) -> Iterator[str]:
    path = unquote(urldefrag(link)[0].partition("?")[0])
    if not path.startswith(base_path):
        yield f"{link} leaves the base path"
        return
    inner = path.removeprefix(base_path)
    if inner == "pagefind/":
        return
    place = site / inner
    if not (inner.endswith("/") or inner == "") and place.is_dir():
        yield f"{link} lacks the slash at its end"
    elif not (place / "index.html" if place.is_dir() else place).is_file():
        yield f"{link} leads nowhere"
