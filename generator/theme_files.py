"""The files of a theme, in layers: the default theme, a theme above it, a site's own above both.

In each layer a file replaces that of the same path below it, and one whose name begins with `+`
is added to the end of it: `+parts.html` redefines a macro of `parts.html`, `+reading.css` adds
rules to `reading.css`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from generator.checksum import value_digest
from generator.errors import UsageError
from generator.model import Value

DEFAULT = "default"
"""The theme that is complete, and below every other."""

CHOSEN = "theme"
"""What a site's templates call the chosen theme, whichever it is."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADDED = "+"


class Layer(Value):
    """A folder of a theme's files. `name` is the theme's, empty for a site's own files."""

    name: str
    folder: Path


class Standing(Value):
    """A line of a file of templates; `theme` is empty where the file is a site's own."""

    theme: str
    file: str
    line: int

    @property
    def is_own(self) -> bool:
        """Whether the site's owner wrote the file."""
        return not self.theme

    def __str__(self) -> str:
        """`templates/file:line`, and of which theme."""
        place = f"templates/{self.file}:{self.line}"
        return f"{place} of the theme {self.theme}" if self.theme else place


def theme_layers(name: str, overrides: Path | None) -> tuple[Layer, ...]:
    """Give the layers of a theme, lowest first; raises UsageError for one that there is not."""
    names = dict.fromkeys((DEFAULT, name))
    layers = [Layer(name=each, folder=_folder(each)) for each in names]
    return (*layers, *([Layer(name="", folder=overrides)] if overrides else []))


def theme_digest(name: str, overrides: Path | None) -> str:
    """Return the digest of all files of a theme and of those that replace them."""
    files = [
        (number, os.fsencode(path.relative_to(layer.folder)), path.read_bytes())
        for number, layer in enumerate(theme_layers(name, overrides))
        for path in sorted(layer.folder.rglob("*"))
        if path.is_file()
    ]
    return value_digest(files)


def layered(layers: tuple[Layer, ...], kind: str) -> dict[str, bytes]:
    """Return the files of one kind by their path, replaced and added to by later layers.

    Raises UsageError for a file that adds to one that there is not.
    """
    files: dict[str, bytes] = {}
    for layer in layers:
        files = _laid_over(files, layer, kind)
    return files


def layered_templates(layers: tuple[Layer, ...]) -> dict[str, str]:
    """Return the templates by their name, and as the themes have them by a name with a folder.

    So a template may extend the one that it replaces: `{% extends "theme/day.html" %}` is that of
    the chosen theme, and `{% extends "default/day.html" %}` that of the default one.
    """
    templates: dict[str, bytes] = {}
    named: dict[str, bytes] = {}
    for layer in layers:
        templates = _laid_over(templates, layer, "templates")
        for prefix in (layer.name, CHOSEN) if layer.name else ():
            named |= {f"{prefix}/{name}": data for name, data in templates.items()}
    return {name: _text(name, data) for name, data in (named | templates).items()}


def standing(layers: tuple[Layer, ...], template: str, line: int) -> Standing | None:
    """Say in which file a line of a template stands, and where; None for no template."""
    found = _standing(layers, template, line)
    prefix, _, name = template.partition("/")
    if found or prefix not in {DEFAULT, CHOSEN, *(layer.name for layer in layers)}:
        return found
    themes = tuple(layer for layer in layers if layer.name)
    return _standing(themes[:1] if prefix == DEFAULT else themes, name, line)


def _standing(layers: tuple[Layer, ...], template: str, line: int) -> Standing | None:
    folder, slash, last = template.rpartition("/")
    text, found = b"", None
    for layer in layers:
        for name in (last, f"{_ADDED}{last}"):
            path = layer.folder / "templates" / folder / name
            if not path.is_file():
                continue
            before = text.rstrip().count(b"\n") + 1 if name != last else 0
            if line > before:
                found = Standing(
                    theme=layer.name, file=f"{folder}{slash}{name}", line=line - before
                )
            text = _joined(text, path.read_bytes()) if before else path.read_bytes()
    return found


def own_files(layer: Layer, kind: str) -> dict[str, bytes]:
    """Return the files of one kind in one layer, by their path."""
    folder = layer.folder / kind
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _laid_over(below: Mapping[str, bytes], layer: Layer, kind: str) -> dict[str, bytes]:
    own = own_files(layer, kind)
    additions = {name: data for name, data in own.items() if added_to(name)}
    files = {**below, **{name: data for name, data in own.items() if name not in additions}}
    for name, data in additions.items():
        target = added_to(name)
        if target not in files:
            raise UsageError(
                f"{kind}/{name}: there is no {target} to add to",
                hint=_meant(target, files),
            )
        files[target] = _joined(files[target], data)
    return files


def _joined(below: bytes, data: bytes) -> bytes:
    return below.rstrip() + b"\n" + data


def _meant(target: str, files: Mapping[str, bytes]) -> str:
    near = get_close_matches(target, sorted(files), n=1)
    otherwise = f"without the {_ADDED} it is a file of its own"
    return f"did you mean {near[0]}? If not: {otherwise}" if near else otherwise


def added_to(name: str) -> str:
    """Return the path of the file that one adds to, or nothing for a file of its own."""
    folder, slash, last = name.rpartition("/")
    return f"{folder}{slash}{last[1:]}" if last.startswith(_ADDED) else ""


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = f"templates/{name} is not UTF-8 at byte {error.start}"
        raise UsageError(message, hint="save it as UTF-8") from error


def _themes() -> Path:
    """Return the folder of all themes: inside an installed package, else beside it."""
    package = Path(__file__).parent
    inside = package / "themes"
    return inside if (inside / DEFAULT).is_dir() else package.parent / "themes"


def _folder(name: str) -> Path:
    folder = _themes() / name
    if not _NAME.fullmatch(name) or not folder.is_dir():
        known = sorted(path.name for path in _themes().iterdir() if path.is_dir())
        raise UsageError(f"there is no theme {name!r}", hint="choose one of " + ", ".join(known))
    return folder
