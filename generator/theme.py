"""A theme: templates, static files and words."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, Final
from unicodedata import east_asian_width
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from generator.assets import Asset, name_by_content
from generator.digests.language import detect_language
from generator.errors import UsageError
from generator.lean import lean
from generator.linked_data import linked_data
from generator.template_errors import template_error, told_at
from generator.templates import Parsed, Templates
from generator.text.characters import tidy
from generator.text.clean import plain_text
from generator.text.escaped import escaped_markdown
from generator.text.markup import block_html, inline_html, page_html
from generator.theme_files import (
    Layer,
    layered,
    layered_templates,
    own_files,
    standing,
    theme_layers,
)
from generator.unused import check_used
from generator.views.pages import TemplateView
from generator.views.parts import CategoryRef, SectionView
from generator.views.site import SiteView
from generator.wording import Wording, parse_words

SCRIPT_WORDS: Final = "words.js"
"""The static file that holds what the scripts say, by the translation, and know of the site."""

_OUTSIDE: Final = ("https://", "http://", "mailto:")
_IN_ADDRESSES: Final = "%:/?#@!$&'()*+,;=~"
_PLAIN_ADDRESS: Final = re.compile(rf"[A-Za-z0-9_.~{re.escape(_IN_ADDRESSES)}-]*")
_TAG: Final = re.compile(r"[A-Za-z0-9-]+")
_BARE_VALUE: Final = re.compile(r"[A-Za-z0-9_.~%:/?#@!$()*+,;-]+")
_NEEDLESS_END: Final = re.compile(r"</p>(?=</?(?:blockquote|div|h[1-6]|li|ol|p|pre|table|ul)\b|$)")
_WIDE: Final = re.compile("[\u2e80-\U0003ffff]")
_CUT_WORD: Final = re.compile("[^\\s\u2e80-\U0003ffff]+$")
_LOOSE_ENDS: Final = " ,;:([，、；：（《“"
"""What nothing ends with that goes on."""

_EXCERPT: Final = 200
_REMEMBERED: Final = 2048
"""Lines whose HTML is remembered: a title stands in its page, its neighbours, its day, and more."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A loaded theme, bound to a site: the same view always gives the same bytes."""

    _layers: tuple[Layer, ...]
    _templates: Templates
    _assets: Mapping[str, Asset]
    _wording: Wording
    _root: Mapping[str, bytes]

    @classmethod
    def load(cls, site: SiteView, *, name: str = "default", overrides: Path | None = None) -> Theme:
        """Read a theme; files below `overrides` replace the theme's own, or add to them.

        Raises UsageError where the theme, or its translation into the site's language, is
        missing or broken, or a site's own file has a name that nothing uses.
        """
        layers = theme_layers(name, overrides)
        wording = _wording(layers, site.language)
        static = layered(layers, "static") | {SCRIPT_WORDS: _script_words(wording, site)}
        assets = name_by_content(static)
        templates = _templates(layered_templates(layers), site, wording, assets)
        check_used(layers)
        return cls(layers, templates, assets, wording, layered(layers, "root"))

    @property
    def words(self) -> Wording:
        """What the theme says in the site's language."""
        return self._wording

    def render(self, template: str, view: TemplateView) -> str:
        """Return the page that a template makes of a view.

        Raises UsageError for a template that is missing, broken or asks for what is not there.
        """
        try:
            return self._templates.get_template(template).render(view=view)
        except (jinja2.TemplateError, UsageError) as error:
            raise template_error(self._layers, template, error) from error

    def sources(self, template: str) -> str:
        """Return a digest of the template, all that it includes, its words and its assets."""
        digest = hashlib.sha256(self._wording.digest.encode())
        for name, (source, parsed) in sorted(self._closure(template).items()):
            digest.update(f"\0{name}\0{source}".encode())
            for asset, line in parsed.assets.items():
                if asset not in self._assets:
                    raise told_at(standing(self._layers, name, line), _no_asset(asset))
                digest.update(f"\0{self._assets[asset].path}".encode())
        return digest.hexdigest()

    def assets(self) -> tuple[Asset, ...]:
        """Return the static files, each with its hash in its name, sorted by their plain names."""
        return tuple(self._assets.values())

    def asset_path(self, name: str) -> str:
        """Return the path of a static file below the root of the site.

        Raises UsageError when the theme has no such file.
        """
        return _asset(self._assets, name).path

    def root_file(self, name: str) -> bytes:
        """Return a file that keeps its name and stands at the root of the site.

        Raises UsageError when the theme has no such file.
        """
        if name not in self._root:
            raise UsageError(
                f"the theme lacks the file root/{name}",
                hint="add it to the theme: this file must stand at the root of the site",
            )
        return self._root[name]

    def _closure(self, template: str) -> dict[str, tuple[str, Parsed]]:
        """Return a template and all that it extends, includes and imports."""
        found: dict[str, tuple[str, Parsed]] = {}
        pending = [template]
        while pending:
            name = pending.pop()
            if name not in found:
                source = self._source(name)
                found[name] = source, self._parsed(name, source)
                pending += _referenced(name, found[name][1])
        return found

    def _parsed(self, name: str, source: str) -> Parsed:
        try:
            return self._templates.parsed(name, source)
        except jinja2.TemplateError as error:
            raise template_error(self._layers, name, error) from error

    def _source(self, name: str) -> str:
        loader = self._templates.loader or jinja2.DictLoader({})
        try:
            return loader.get_source(self._templates, name)[0]
        except jinja2.TemplateNotFound as error:
            raise template_error(self._layers, name, error) from error


def _wording(layers: tuple[Layer, ...], language: str) -> Wording:
    """Return the words of a language; each layer's file adds to those below, phrase by phrase."""
    files: dict[str, list[tuple[str, bytes]]] = {}
    for layer in layers:
        for name, data in own_files(layer, "translations").items():
            files.setdefault(name.removesuffix(".toml"), []).append((name, data))
    known = {tag: parse_words(tuple(tables)) for tag, tables in sorted(files.items())}
    for tag in (language, language.partition("-")[0]):
        if tag in known:
            return Wording(known[tag], {tag: words.language.name for tag, words in known.items()})
    raise UsageError(
        f"the theme is not translated into {language!r}",
        hint=f"choose one of {', '.join(known)}, or add translations/{language}.toml",
    )


def _script_words(wording: Wording, site: SiteView) -> bytes:
    """Return the script that holds the phrases of scripts, and where the site's worker is."""
    words = json.dumps(wording.script(), ensure_ascii=False, indent=1)
    return f"export default {words};\nexport const worker = {json.dumps(site.worker)};\n".encode()


def _templates(
    sources: Mapping[str, str], site: SiteView, wording: Wording, assets: Mapping[str, Asset]
) -> Templates:
    """Return the environment in which all templates are rendered."""
    functions: dict[str, Callable[..., str]] = {"t": wording.say, **_addresses(site, assets)}
    templates = Templates(_lean_pages(sources), site, functions)
    # What these give differs from run to run, so a page made with them would never be the same.
    del templates.globals["lipsum"], templates.filters["random"]
    templates.globals |= {"site": site, **functions}
    templates.filters |= _filters(wording) | functions
    templates.filters["linked_data"] = lambda view: _markup(linked_data(view, site))
    templates.filters |= _languages(site.language)
    templates.tests["foreign"] = lambda tag: bool(tag) and tag != site.language
    return templates


def _lean_pages(templates: Mapping[str, str]) -> dict[str, str]:
    """Return the templates, those of HTML without what a browser does without."""
    return {
        name: lean(source) if name.endswith(".html") else source
        for name, source in templates.items()
    }


def _addresses(site: SiteView, assets: Mapping[str, Asset]) -> dict[str, Callable[[str], str]]:
    """Return the functions that make an address of an address of the site."""
    base = site.base_path.rstrip("/")

    def href(address: str) -> str:
        return base + address

    def absolute(address: str) -> str:
        return site.base_url + address.removeprefix("/") if site.base_url else ""

    def asset(name: str) -> str:
        return f"{base}/{_asset(assets, name).path}"

    return {"href": href, "absolute": absolute, "asset": asset, "external": _external}


def _filters(wording: Wording) -> dict[str, Callable[..., Any]]:
    """Return what templates can do with a value."""

    @lru_cache(maxsize=_REMEMBERED)
    def named(field: str, label: str) -> str:
        key = f"fields.{field}"
        if field and wording.knows(key):
            return wording.say(key)
        return label or field

    def label(section: SectionView) -> str:
        return named(section.field or "", section.label)

    @lru_cache(maxsize=_REMEMBERED)
    def inline(text: str) -> Markup:
        return _markup(inline_html(text))

    return {
        "plain": plain_text,
        "rich": lambda text: _markup(_NEEDLESS_END.sub("", block_html(text))),
        "inline": inline,
        "page": lambda text: _markup(page_html(text)),
        "excerpt": _excerpt,
        "attribute": _attribute,
        "literal": lambda text: _markup(escaped_markdown(text)),
        "label": label,
        "language": detect_language,
        "by_language": _by_language,
        "number": wording.number,
        "full_date": wording.full_date,
        "long_date": wording.long_date,
        "short_date": wording.short_date,
        "month_name": wording.month_name,
        "weekday_name": wording.weekday_name,
        "language_name": wording.language_name,
    }


def _languages(own: str) -> dict[str, Callable[[Any], Markup]]:
    """Return the filters that name a language in an attribute, where it is not the page's."""

    @lru_cache(maxsize=_REMEMBERED)
    def in_lang(tag: str) -> Markup:
        if not tag or tag == own:
            return _markup("")
        return _markup(f" lang={tag}") if _TAG.fullmatch(tag) else Markup(' lang="{}"').format(tag)

    def lang(text: str) -> Markup:
        return in_lang(detect_language(text))

    def code_lang(category: CategoryRef) -> Markup:
        shown = category.name if category.name and category.code.isascii() else category.code
        return lang(shown)

    return {"in_lang": in_lang, "lang": lang, "code_lang": code_lang}


def _markup(html: str) -> Markup:
    """Mark what escapes for itself as safe: the one place where that happens."""
    return Markup(html)  # noqa: S704 - made by the allow-list of text.markup, or escaped like it


def _external(url: str) -> str:
    """Return an address outside the site, or nothing if its scheme could run code."""
    if not url.lower().startswith(_OUTSIDE):
        return ""
    return url if _PLAIN_ADDRESS.fullmatch(url) else quote(url, safe=_IN_ADDRESSES)


def _attribute(value: object) -> Markup:
    """Return the value of an attribute as it stands in a tag: in quotes, unless it needs none."""
    text = escape(value)
    return text if _BARE_VALUE.fullmatch(text) else _markup(f'"{text}"')


def _excerpt(text: str, columns: int = _EXCERPT) -> str:
    """Return the beginning of a text in one line, cut between words where there are any.

    An East Asian character takes two columns.
    """
    line = " ".join(tidy(text[: 4 * columns]).split())
    start = line[: _fitting(line, columns)]
    if start == line:
        return line
    if not _WIDE.match(line, len(start)):
        start = _CUT_WORD.sub("", start) or start
    return (start.rstrip(_LOOSE_ENDS) or start) + "…"


def _by_language(texts: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the texts in their order, those of one language in a row together under its tag."""
    return [(tag, tuple(run)) for tag, run in groupby(texts, detect_language)]


def _fitting(line: str, columns: int) -> int:
    """Count the characters from the start of a line that fit into so many columns."""
    if line.isascii():
        return columns
    ends = list(accumulate(map(_width, line[:columns])))
    return bisect_right(ends, columns)


@lru_cache(maxsize=8192)
def _width(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


def _asset(assets: Mapping[str, Asset], name: str) -> Asset:
    if name not in assets:
        raise _no_asset(name)
    return assets[name]


def _no_asset(name: str) -> UsageError:
    return UsageError(
        f"the theme has no static file {name!r}",
        hint="put it into static/, or correct its name in the template that asks for it",
    )


def _referenced(name: str, parsed: Parsed) -> Iterator[str]:
    """Yield the templates that a template names."""
    for other in parsed.templates:
        if other is None:
            raise UsageError(
                f"{name}: a template is named by a variable",
                hint="name it with a plain string, so that its changes are noticed",
            )
        yield other
