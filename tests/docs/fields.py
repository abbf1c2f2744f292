"""What templates see, written into the reference of themes: `python -m tests.docs.fields`.

Names, types, defaults and order come from the views; what a docstring says stands above a table.
A field's meaning is told in the reference itself and kept there: a new field begins without one.
"""

import inspect
import re
from collections.abc import Iterator
from itertools import chain
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from generator.views.pages import TemplateView
from generator.views.site import SiteView
from tests.docs.blocks import ROOT

PLACE = ROOT / "docs" / "reference" / "theme.md"
BEGIN = "<!-- Made by `make reference` of the views in generator/views: -->"
END = "<!-- Made until here. -->"
_WORDS = {str: "text", int: "whole number", float: "number", bool: "`true` or `false`"}
_ROW = re.compile(r"^\| `(?P<names>[^|]+)` \|(?P<kind>[^|]*)\|(?P<meaning>.*)\|$")

Kind = type[msgspec.Struct]
Meanings = dict[tuple[str, str], str]


def written(text: str) -> str:
    """Give the reference with its tables as the views are now."""
    head, _, rest = text.partition(BEGIN)
    old, _, tail = rest.partition(END)
    assert tail, f"{PLACE} lacks its marks"
    body = "\n\n".join(_sections(meanings(old)))
    return f"{head}{BEGIN}\n\n{body}\n\n{END}{tail}"


def meanings(text: str) -> Meanings:
    """Give what the tables of a text say of each field, by the names of its view and its own."""
    found: Meanings = {}
    view = ""
    for line in text.splitlines():
        if line.startswith("#"):
            view = line.strip("# `")
        elif row := _ROW.match(line):
            for name in re.split(r"`, `", row["names"]):
                found[view, name] = row["meaning"].strip()
    return found


def views() -> tuple[Kind, ...]:
    """Give what templates are handed as `view`, in the order in which the views are defined."""
    return tuple(get_args(TemplateView))


def parts() -> tuple[Kind, ...]:
    """Give all values that views and the site hold, by name."""
    found: dict[str, Kind] = {}
    pending = [SiteView, *views()]
    while pending:
        told = (kind for name, kind in get_type_hints(pending.pop()).items() if name[:1] != "_")
        for part in chain.from_iterable(map(_structs, told)):
            if part.__name__ not in found:
                found[part.__name__] = part
                pending.append(part)
    return tuple(found[name] for name in sorted(found))


def _structs(kind: Any) -> Iterator[Kind]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for argument in get_args(kind):
        yield from _structs(argument)


def _sections(known: Meanings) -> Iterator[str]:
    yield _section("## `site`", SiteView, known, "site")
    yield "## Pages"
    yield from (_section(f"### {view.__name__}", view, known) for view in views())
    yield "## Parts"
    yield from (_section(f"### {part.__name__}", part, known) for part in parts())


def _section(heading: str, view: Kind, known: Meanings, name: str = "") -> str:
    rows = [
        f"| `{field}` | {kind} | {known.get((name or view.__name__, field), '')} |".replace(
            "|  |", "| |"
        )
        for field, kind in _fields(view)
    ]
    table = "\n".join(["| field | type | |", "|---|---|---|", *rows])
    return "\n\n".join([heading, _told(view), *([table] if rows else [])])


def _fields(view: Kind) -> Iterator[tuple[str, str]]:
    for field in msgspec.structs.fields(view):
        if field.name.startswith("_"):
            continue
        default = "" if field.required else _default(field.default)
        yield field.encode_name, in_words(field.type) + default
    for name, member in inspect.getmembers(view, lambda value: isinstance(value, property)):
        yield name, in_words(get_type_hints(member.fget)["return"])


def _default(value: Any) -> str:
    if not value:
        return ""
    return f" (`{str(value).lower()}` by default)"


def in_words(kind: Any) -> str:
    """Give a type in words: `?` is what may be missing, `…` a tuple of such values."""
    arguments = get_args(kind)
    if kind in _WORDS:
        return _WORDS[kind]
    if get_origin(kind) is tuple:
        return f"{in_words(arguments[0])}…"
    if get_origin(kind) is dict:
        return f"table of {in_words(arguments[1])}"
    if NoneType in arguments:
        return " or ".join(in_words(part) for part in arguments if part is not NoneType) + "?"
    if arguments:
        return " or ".join(map(in_words, arguments))
    return f"[`{kind.__name__}`](#{kind.__name__.lower()})"


def _told(view: Kind) -> str:
    """Give the docstring of a view in lines of a page."""
    return inspect.getdoc(view) or ""


if __name__ == "__main__":
    PLACE.write_text(written(PLACE.read_text(encoding="utf-8")), encoding="utf-8")
