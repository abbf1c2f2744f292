"""What nothing uses of a site's own theme: its name is misspelt, or it may go.

Whether a file refers to a name is told by its text. That may miss a mistake, but blames nobody for
what works.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final

from generator.errors import UsageError
from generator.theme_files import Layer, added_to, own_files
from generator.wording import phrase_keys

_MACRO: Final = re.compile(r"\{%[-+]?\s*macro\s+(\w+)")
_EXTENDS: Final = re.compile(r"\{%[-+]?\s*extends\b")
_BLOCK: Final = re.compile(r"\{%[-+]?\s*(?:block\s+(\w+)|endblock\b)")
_BEFORE: Final = re.compile(r"[\"']([\w.]+)[\"']\s*~")
_AFTER: Final = re.compile(r"~\s*[\"']([\w.]+)[\"']")
_NEAR: Final = 0.8
"""How alike two names are of which one may be meant by the other: `.html` alone is much."""
_BY_SCRIPT: Final = "script."
_BY_FIELD: Final = "fields."
"""Phrases for the names of sections, of which the labels and dialects of a site may have others."""


def check_used(layers: tuple[Layer, ...]) -> None:
    """Raise UsageError for a template, block, macro or phrase of a site's own that nothing uses."""
    own = next((layer for layer in layers if not layer.name), None)
    if own is None:
        return
    themes = tuple(layer for layer in layers if layer.name)
    templates = _texts([own], "templates")
    _check_templates(templates, _texts(themes, "templates"))
    _check_blocks(templates, _texts(themes, "templates"))
    _check_macros(templates, _texts(themes, "templates"))
    _check_phrases(own, themes)


def _texts(layers: Iterable[Layer], kind: str) -> dict[str, str]:
    """Return the texts of files by their path; those of one path in several layers, together."""
    texts: dict[str, str] = {}
    for layer in layers:
        for name, data in own_files(layer, kind).items():
            texts[name] = texts.get(name, "") + data.decode("utf-8", "replace")
    return texts


def _check_templates(own: Mapping[str, str], themes: Mapping[str, str]) -> None:
    for name in own:
        if added_to(name) or name in themes or PurePosixPath(name).suffix != ".html":
            continue
        others = "\n".join(text for other, text in own.items() if other != name)
        if f'"{name}"' not in others and f"'{name}'" not in others:
            raise UsageError(
                f"templates/{name}: no page and no other template uses it",
                hint=_meant(name, themes, "include it in another template, or remove it"),
            )


def _check_blocks(own: Mapping[str, str], themes: Mapping[str, str]) -> None:
    """Jinja2 drops a block of a name that the extended template does not have."""
    of_themes = {block for text in themes.values() for block in _blocks(text)}
    for name, text in own.items():
        if not _EXTENDS.search(text):
            continue
        others = (other for path, other in own.items() if path != name)
        known = of_themes.union(*map(_blocks, others))
        for block, is_within in _blocks(text).items():
            if not (block in known or is_within or f"self.{block}" in text):
                raise UsageError(
                    f"templates/{name}: the block {block} replaces none, and is shown nowhere",
                    hint=_meant(block, known, "put it into a block that there is, or remove it"),
                )


def _blocks(text: str) -> dict[str, bool]:
    """Name the blocks of a template, and say of each whether it stands within another."""
    found: dict[str, bool] = {}
    depth = 0
    for block in _BLOCK.finditer(text):
        if block[1]:
            found[block[1]] = depth > 0
        depth += 1 if block[1] else -1
    return found


def _check_macros(own: Mapping[str, str], themes: Mapping[str, str]) -> None:
    texts = "\n".join(own.values())
    for name, text in own.items():
        target = added_to(name)
        if not target:
            continue
        standing = (themes.get(target), themes.get(name), own.get(target))
        below = _MACRO.findall("\n".join(filter(None, standing)))
        for macro in _MACRO.findall(text):
            used = re.search(rf"(?<!macro )\b{macro}\b", texts)
            if macro not in below and not used:
                raise UsageError(
                    f"templates/{name}: the macro {macro} replaces none of {target}, "
                    "and no template uses it",
                    hint=_meant(macro, below, "call it in another template, or remove it"),
                )


def _check_phrases(own: Layer, themes: tuple[Layer, ...]) -> None:
    known = {
        key
        for layer in themes
        for name, data in own_files(layer, "translations").items()
        for key in phrase_keys(name, data)
    }
    asked = "\n".join(_texts([*themes, own], "templates").values())
    begun = (_BY_FIELD, *_BEFORE.findall(asked))
    ended = tuple(_AFTER.findall(asked))
    scripts = "\n".join(_texts([own], "static").values())
    for name, data in own_files(own, "translations").items():
        for key in phrase_keys(name, data):
            quoted = f'"{key}"' in asked or f"'{key}'" in asked
            said = key.startswith(_BY_SCRIPT) and key.removeprefix(_BY_SCRIPT) in scripts
            computed = key.startswith(begun) or key.endswith(ended)
            if not (key in known or computed or quoted or said):
                raise UsageError(
                    f"translations/{name}: nothing uses the phrase {key}",
                    hint=_meant(key, known, "ask for it in a template, or remove it"),
                )


def _meant(name: str, known: Iterable[str], otherwise: str) -> str:
    near = get_close_matches(name, sorted(known), n=1, cutoff=_NEAR)
    return f"did you mean {near[0]}? If not: {otherwise}" if near else otherwise
