"""Judges a built site: nothing in it is active but what the theme itself wrote.

Elements and attributes are those that the templates and the text room spell; what could act
(scripts, addresses, policies) is looked at one by one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import jsonschema
import mistune
import rispy
from bibtexparser.entrypoint import parse_string

from generator.index.documents import document
from generator.index.lexicon import page_of
from generator.index.texts import texts_of
from generator.model import Paper
from generator.text.mathml import ATTRIBUTES as MATH_ATTRIBUTES
from generator.text.mathml import ELEMENTS as MATH_ELEMENTS
from generator.theme_files import DEFAULT, layered_templates, theme_layers
from tests import crawl
from tests.feeds import rules
from tests.hostile.site import BASE, HOST
from tests.text import fragments

Elements = Callable[[str], Iterable[Element]]
Parse = Callable[[Path], tuple[crawl.Parser, list[Element]]]

NEVER = frozenset({
    "applet", "base", "embed", "frame", "frameset", "iframe", "img", "marquee", "math",
    "object", "plaintext", "portal", "style", "video", "audio", "source", "xmp",
})  # fmt: skip
"""Elements that no page may have, outside of a formula, whatever a template says."""

_TAG = re.compile(r"<([a-z][a-z0-9]*)\b")
_ATTRIBUTE = re.compile(r"[\s\"%}]([a-z][a-z-]*)(?:=\"|(?=[\s>{]))")
_HTML = "{http://www.w3.org/1999/xhtml}"
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_SVG = "{http://www.w3.org/2000/svg}"
CHART = {
    "svg": frozenset({
        "class", "viewBox", "preserveAspectRatio", "role", "aria-label", "aria-describedby",
        "aria-hidden",
    }),
    "path": frozenset({"class", "d"}),
}  # fmt: skip
_COLUMNS = re.compile(r"(?:M\d+ \d+[vh]-?\d+)*")
_TEXT = fragments.INLINE | fragments.BLOCK | fragments.PAGE | {"a"}
_OUTSIDE = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_INSIDE = re.compile(rf"(?:{re.escape(BASE)}|#)[^\s<>\"\\]*")
_ADDRESS = re.compile(rf"(?:{_OUTSIDE.pattern}|{_INSIDE.pattern})?", re.IGNORECASE)
_ASSETS = f"{BASE}assets/"
_POLICY = re.compile(
    r"default-src '(?:self|none)'; ?(?:[a-z-]+-(?:src|uri|action) '(?:self|none)'[^;]*;? ?)+"
)
_REFRESH = re.compile(rf"0; url={re.escape(BASE)}[\w./-]+(?:#[\w.-]+)?")
_LANG = re.compile(r"[a-z]{2}")
_DATA = "application/ld+json"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@cache
def spelled(theme: str = DEFAULT) -> tuple[frozenset[str], frozenset[str]]:
    """Give the elements and the attributes that the templates write, of all layers of a theme."""
    templates = layered_templates(theme_layers(theme, None))
    text = "\n".join(text for name, text in templates.items() if name.endswith(".html"))
    elements = frozenset(_TAG.findall(text)) | {"tbody"}
    return elements - NEVER, frozenset(_ATTRIBUTE.findall(text)) | {"lang"}


def site_faults(site: Path, parse: Parse = crawl.parsed, theme: str = DEFAULT) -> Iterator[str]:
    """Name everything in the files of a site that should not be there; `parse` reads its pages."""
    pages = partial(_page_faults, site=site, parse=parse, theme=theme)
    for place in sorted(site.rglob("*")):
        path = place.relative_to(site).as_posix()
        if place.is_file() and not path.startswith(("assets/", ".digestry/", "pagefind/")):
            text = place.read_bytes().decode()
            # JSON spells controls as escapes; U+0085 is a text's own way to end a line.
            seen = text.replace("\r\n", "\n").replace("\x85", "\n" if ".json" in path else "\x85")
            if unseen := _CONTROL.search(seen):
                yield f"{path}: character {ord(unseen[0]):x}"
            yield from (f"{path}: {fault}" for fault in _file_faults(place, text, site, pages))


def _file_faults(
    place: Path, text: str, site: Path, pages: Callable[[Path], Iterable[str]]
) -> Iterable[str]:
    judge: dict[str, Callable[[], Iterable[str]]] = {
        ".html": lambda: pages(place),
        ".md": lambda: _twin_faults(text),
        ".txt": lambda: _twin_faults(text) if place.name == "llms.txt" else (),
        ".json": lambda: _json_faults(place, text, site),
        ".bib": lambda: _bibtex_faults(text),
        ".ris": lambda: _ris_faults(text),
        ".xml": lambda: _xml_faults(place, text, site),
        ".opml": lambda: _xml_faults(place, text, site),
    }
    return judge.get(place.suffix, lambda: ())()


def _page_faults(place: Path, site: Path, parse: Parse, theme: str) -> Iterator[str]:
    parser, elements = parse(place)
    yield from crawl.page_faults(parser, elements, site, BASE)
    for element in elements:
        yield from _element_faults(element, theme)


def _element_faults(element: Element, theme: str) -> Iterator[str]:
    tag = str(element.tag)
    if tag.startswith(_MATH):
        yield from _strays(tag.removeprefix(_MATH), element, MATH_ELEMENTS, MATH_ATTRIBUTES)
        return
    if tag.startswith(_SVG):
        yield from _chart_faults(tag.removeprefix(_SVG), element)
        return
    name = tag.removeprefix(_HTML)
    elements, attributes = spelled(theme)
    yield from _strays(name, element, elements | _TEXT, attributes)
    yield from _address_faults(name, element)
    if name == "script" and element.get("type") == _DATA:
        json.loads(element.text or "", parse_constant=_refuse)
    if name == "meta":
        yield from _meta_faults(element)
    classes = element.get("class", "").split()
    if "prose" in classes:
        for child in list(element.iter())[1:]:
            yield from fragments.element_faults(child, _TEXT)


def _chart_faults(name: str, element: Element) -> Iterator[str]:
    """A chart is columns of numbers, whatever the digests say."""
    yield from _strays(name, element, frozenset(CHART), CHART.get(name, frozenset()))
    if not _COLUMNS.fullmatch(element.get("d", "M0 0h0")) or (element.text or "").strip():
        yield f"{name} of a chart is more than columns"


def _strays(
    name: str, element: Element, elements: frozenset[str], attributes: frozenset[str]
) -> Iterator[str]:
    if name not in elements:
        yield f"an element {name}"
    for attribute in element.attrib:
        if attribute not in attributes or attribute.startswith("on") or attribute == "style":
            yield f"an attribute {attribute} of {name}"
    for attribute in ("lang", "hreflang"):
        if not _LANG.fullmatch(element.get(attribute, "en")):
            yield f"{attribute} of {name} is {element.get(attribute)!r}"


def _address_faults(name: str, element: Element) -> Iterator[str]:
    for attribute in ("href", "src", "action"):
        address = element.get(attribute)
        if address is None or _INSIDE.fullmatch(address):
            continue
        is_own = name == "link" and address.startswith(HOST + BASE)
        if not is_own and not (name == "a" and _OUTSIDE.fullmatch(address)):
            yield f"an address of {name}: {address!r}"
    source = element.get("src", "")
    if name == "script" and element.get("type") != _DATA and not source.startswith(_ASSETS):
        yield "a script of no asset"


def _meta_faults(element: Element) -> Iterator[str]:
    kind, content = element.get("http-equiv"), element.get("content", "")
    pattern = {"Content-Security-Policy": _POLICY, "refresh": _REFRESH}.get(kind or "")
    if kind is not None and not (pattern and pattern.fullmatch(content)):
        yield f"meta {kind}: {content!r}"


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _json_faults(place: Path, text: str, site: Path) -> Iterator[str]:
    held = json.loads(text, parse_constant=_refuse)
    if place.name == "feed.json":
        yield from rules.json_faults(text)
    if place.name == "papers.json":
        jsonschema.validate(held, _schema(site), cls=jsonschema.Draft202012Validator)
    yield from _value_faults(held)


@cache
def _schema(site: Path) -> Any:
    return json.loads((site / "papers.schema.json").read_bytes())


def _value_faults(held: Any, key: str = "") -> Iterator[str]:
    if isinstance(held, dict):
        for name, value in held.items():
            yield from _value_faults(value, name)
    elif isinstance(held, list):
        for value in held:
            yield from _value_faults(value, key)
    elif key.lower().endswith(("url", "href")) and not _ADDRESS.fullmatch(str(held)):
        yield f"{key} is {held!r}"


def _xml_faults(place: Path, text: str, site: Path) -> Iterator[str]:
    root = rules.parsed(text)
    if root.tag == f"{rules.ATOM}feed":
        # The site's own feed holds what those of categories hold; a reader of feeds takes long.
        judge = rules.atom_faults if place.parent == site else rules.entry_faults
        yield from judge(text)
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in ("href", "htmlUrl", "xmlUrl") and not _OUTSIDE.fullmatch(value):
                yield f"an address in {place.name}: {value!r}"


_MARKDOWN = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])


def _twin_faults(text: str) -> Iterator[str]:
    """Name what a reader of Markdown that lets HTML through would make of a page's twin."""
    html = str(_MARKDOWN(text))
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if str(element.tag) not in ("DOCUMENT_FRAGMENT", *_TEXT - {"table", "pre", "code"}):
            yield f"an element {element.tag} from Markdown"
        address = element.get("href", HOST)
        if not _OUTSIDE.fullmatch(address):
            yield f"an address from Markdown: {address!r}"


def _bibtex_faults(text: str) -> Iterator[str]:
    library = parse_string(text)
    yield from (f"BibTeX: {(block.raw or '')[:80]}" for block in library.failed_blocks)
    if len(library.entries) != text.count("\n}"):
        yield "BibTeX: an entry too many or too few"
    for entry in library.entries:
        yield from (f"BibTeX: a field {name}" for name in entry.fields_dict.keys() - _FIELDS)


_FIELDS = frozenset(
    {"title", "author", "year", "month", "eprint", "archivePrefix", "primaryClass", "url", "note"}
)


def _ris_faults(text: str) -> Iterator[str]:
    if len(list(rispy.loads(text))) != text.count("\nER  -"):
        yield "RIS: a record too many or too few"
    for line in filter(None, text.splitlines()):
        if not re.match(r"[A-Z][A-Z0-9]  - ?", line):
            yield f"RIS: {line[:80]!r}"


def document_faults(paper: Paper, elements: Elements = fragments.elements) -> Iterator[str]:
    """Name what is wrong with the page that Pagefind reads, and with what a result shows."""
    made = document(paper, "en")
    for element in elements(page_of(texts_of([made]).tokens)):
        if str(element.tag).removeprefix(_HTML) not in ("html", "head", "body", "p"):
            yield f"an element {element.tag} in the page of tokens"
        yield from (
            f"an attribute {name} in the page of tokens"
            for name in element.attrib
            if name not in ("lang", "data-pagefind-body")
        )
    for html in (made.record.title_html, made.record.gist_html):
        for element in elements(f"<!doctype html><title>-</title>{html}"):
            if str(element.tag).removeprefix(_HTML) not in ("html", "head", "title", "body"):
                yield from fragments.element_faults(element, fragments.INLINE)
