"""The settings of a site: `site.toml`, read once, checked key by key."""

from __future__ import annotations

import datetime
import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

import msgspec

from generator.digests.fields import STANDARD, Vocabulary
from generator.errors import UsageError
from generator.model import Value
from generator.settings import FEED_TEXTS, FORMATS, LANGUAGES, FeedSettings, Settings

FILE_NAME = "site.toml"


_MONTH = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])")
_DAY = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}")
_HEADER = re.compile(r"\s*\[\[?(?P<name>[^\]\[]+)\]")
_KEY = re.compile(
    r"\s*(?P<name>(?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*="
)
_PART = re.compile(r"[\w-]+|\"([^\"]*)\"|'([^']*)'")
_HOST = re.compile(r"[\w.-]+(?::\d+)?", re.ASCII)
_WHOLE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~/?=&%+-]*)?", re.ASCII)
_ON_PAGES = re.compile(r"https?://[\w-]+\.github\.io(?:[:/]|$)", re.ASCII | re.IGNORECASE)
_BASE_PART = re.compile(r"(?!\.{1,2}$)[\w.~-]+", re.ASCII)
_TYPE_ERROR = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<where>[^`]*)`)?$")
_AT_LINE = re.compile(r" \(at line (?P<line>\d+), column \d+\)$")
_ANY_KEY = "[...]"
_WANTED = re.compile(r"Expected `(?P<want>[^`]*)`, got `(?P<got>[^`]*)`")
_PLAIN_NAMES = {
    "str": "a text in quotes", "bool": "true or false", "int": "a whole number",
    "object": "a table", "array": "a list", "float": "a number", "date": "a date",
}  # fmt: skip


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The settings together with the folders that they name, made absolute."""

    settings: Settings
    root: Path
    file: Path
    content: Path
    output: Path
    cache: Path
    overrides: Path
    base_url: str
    base_path: str

    @property
    def vocabulary(self) -> Vocabulary:
        """The standard labels with the site's own."""
        return STANDARD.extended(self.settings.labels)


def load_config(
    file: Path,
    *,
    content: Path | None = None,
    output: Path | None = None,
    base_url: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Config:
    """Read `site.toml`, if it is there, and let the arguments and the environment have a say.

    The base address is the argument, else the settings', else `DIGESTRY_BASE_URL` of the
    environment; but an address of GitHub Pages in the settings gives way to the environment's, as
    a fork and a renamed repository have the settings of another. Raises UsageError for what is
    wrong in the settings.
    """
    settings = read_settings(file) if os.path.lexists(file) else Settings()
    place = Path(os.path.realpath(file))
    root = place.parent
    known = (environment or {}).get("DIGESTRY_BASE_URL", "")
    stated = settings.site.base_url
    given_way = known and _ON_PAGES.match(stated)
    url, path = split_base(base_url or (known if given_way else stated or known))
    return Config(
        settings=settings,
        root=root,
        file=place,
        content=content.resolve() if content else root / settings.content.path,
        output=output.resolve() if output else root / settings.output.path,
        cache=root / settings.cache.path,
        overrides=root / settings.theme.overrides,
        base_url=url,
        base_path=path,
    )


def split_base(address: str) -> tuple[str, str]:
    """Split a base address: `https://x.org/repo` to (`https://x.org/repo/`, `/repo/`).

    A path alone (`/repo`) leaves the first part empty. Raises UsageError for anything else.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        raise _no_base(address) from None
    names = [name for name in parts.path.split("/") if name]
    absolute = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc)
    relative = not parts.scheme and not parts.netloc and parts.path[:1] in ("", "/")
    plain = all(_BASE_PART.fullmatch(name) for name in names)
    if not (absolute or relative) or not plain or parts.query or parts.fragment:
        raise _no_base(address)
    path = "".join(f"/{name}" for name in names) + "/"
    return (f"{parts.scheme}://{parts.netloc}{path}" if absolute else "", path)


def _no_base(address: str) -> UsageError:
    return UsageError(
        f"{address!r} is no base address",
        hint="write it as https://name.github.io/repository/ or as /repository/",
    )


def read_settings(file: Path) -> Settings:
    """Read and check a settings file; raises UsageError that names the key and the line."""
    text = _text(file)
    try:
        table = tomllib.loads(f"{text}\n")
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(f"{error}", file.name) from error
    except RecursionError:
        raise _not_toml("it is nested too deeply", file.name) from None
    _check_keys(table, Settings, (), file.name, text)
    table = _with_plain_dates(table)
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise _type_error(error, table, file.name, text) from error
    _check_values(settings, file.name, text)
    return settings


def _not_toml(what: str, name: str) -> UsageError:
    """Say what is wrong with a file that is no TOML, at its line where the parser names one."""
    found = _AT_LINE.search(what)
    line, what = (f":{found['line']}", what[: found.start()]) if found else ("", what)
    return UsageError(f"{name}{line}: not valid TOML: {what}", hint=_TOML_HINT)


_SEE = "the reference of settings says what each key may be"
_TOML_HINT = 'texts stand in quotes: title = "My papers"'


def _text(file: Path) -> str:
    if file.exists() and not file.is_file():
        raise UsageError(
            f"{file.name} is no file", hint="put the settings of the site in its place"
        )
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{file.name}:{line}: not UTF-8", hint="save it as UTF-8") from error
    except OSError as error:
        raise UsageError(
            f"{file.name} cannot be read: {error.strerror}", hint="make it readable"
        ) from error


def _with_plain_dates(table: dict[str, Any]) -> dict[str, Any]:
    """Take the dates of TOML for the texts that they would be in quotes."""
    return table | {
        name: {
            key: value.isoformat() if type(value) is datetime.date else value
            for key, value in inner.items()
        }
        for name in ("archive", "dates")
        if isinstance(inner := table.get(name), dict)
    }


def _check_keys(
    table: Mapping[str, Any], kind: type, above: tuple[str, ...], name: str, text: str
) -> None:
    hints = get_type_hints(kind)
    for key, value in table.items():
        path = (*above, key)
        if key not in hints:
            raise UsageError(
                f"{_place(name, text, path)}: unknown key {'.'.join(path)}",
                hint=_nearest(key, hints, above),
            )
        inner = hints[key]
        if _is_table(inner) and isinstance(value, dict):
            _check_keys(value, inner, path, name, text)


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Value)


def _nearest(key: str, known: Mapping[str, Any], above: tuple[str, ...]) -> str:
    """Say which key was probably meant: of the same table, or one so named of another."""
    here = {name: ".".join((*above, name)) for name in known}
    elsewhere = {
        name: f"{table}.{name}"
        for table, kind in reversed(get_type_hints(Settings).items())  # the first table wins
        if _is_table(kind)
        for name in get_type_hints(kind)
    }
    if key in elsewhere:
        return f"did you mean {elsewhere[key]}?"
    for names, cutoff in ((elsewhere | here, 0.8), (here, 0.6)):
        if close := difflib.get_close_matches(key, names, n=1, cutoff=cutoff):
            return f"did you mean {names[close[0]]}?"
    where = f"[{'.'.join(above)}]" if above else "the settings"
    return f"{where} may hold {', '.join(sorted(known))}"


def _place(name: str, text: str, path: tuple[str, ...]) -> str:
    """Find the line of a key by its path: `site.toml:4`, or the file where it is not plain."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = found = _parts(header["name"])
        elif key := _KEY.match(line):
            found = (*table, *_parts(key["name"]))
        else:
            continue
        if found[: len(path)] == path:
            return f"{name}:{number}"
    return name if len(path) == 1 else _place(name, text, path[:-1])


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part[1] or part[2] or part[0].strip("\"'") for part in _PART.finditer(name))


def _type_error(
    error: msgspec.ValidationError, table: Mapping[str, Any], name: str, text: str
) -> UsageError:
    match = _TYPE_ERROR.match(str(error))
    where = (match["where"] or "") if match else ""
    path = tuple(filter(None, where.removesuffix(_ANY_KEY).split(".")))
    if where.endswith(_ANY_KEY):
        path = _wrong_text(path, table)
    place, key = _place(name, text, path), ".".join(path)
    wanted = _WANTED.search(str(error))
    if not wanted:
        return UsageError(f"{place}: {key}: {error}", hint=_SEE)
    want = _PLAIN_NAMES.get(wanted["want"], wanted["want"])
    got = _PLAIN_NAMES.get(wanted["got"], wanted["got"])
    return UsageError(f"{place}: {key} must be {want}, not {got}")


def _wrong_text(path: tuple[str, ...], table: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the first key of a table of texts that holds no text; msgspec does not say which."""
    inner: Any = table
    for key in path:
        inner = inner[key]
    return (*path, next(key for key, value in inner.items() if not isinstance(value, str)))


def _check_values(settings: Settings, name: str, text: str) -> None:
    if settings.site.language not in LANGUAGES:
        raise UsageError(
            f"{_place(name, text, ('site', 'language'))}: site.language "
            f"{settings.site.language!r} has no translation",
            hint="choose one of " + ", ".join(LANGUAGES),
        )
    try:
        split_base(settings.site.base_url)
    except UsageError as error:
        place = _place(name, text, ("site", "base_url"))
        raise UsageError(f"{place}: site.base_url: {error.message}", hint=error.hint) from error
    for value in settings.downloads.formats:
        if value not in FORMATS:
            raise UsageError(
                f"{_place(name, text, ('downloads', 'formats'))}: downloads.formats: "
                f"{value!r} is no form of a day's papers",
                hint="choose from " + ", ".join(FORMATS),
            )
    for key, value in settings.dates.items():
        if not _is_date(value):
            raise UsageError(
                f"{_place(name, text, ('dates', key))}: dates.{key}: {value!r} is no date",
                hint='write "2026-05-08", or "2026-05" where only the month is known',
            )
    if (before := settings.archive.fold_before) and not _is_date(before):
        place = _place(name, text, ("archive", "fold_before"))
        raise UsageError(
            f"{place}: archive.fold_before: {before!r} is no date",
            hint='write a month, "2025-01", or a day, "2025-01-31"',
        )
    for path, number, least in (
        (("related", "count"), settings.related.count, 1),
        (("home", "papers"), settings.home.papers, 1),
        (("home", "days"), settings.home.days, 1),
        (("categories", "split_above"), settings.categories.split_above, 1),
        (("feeds", "papers"), settings.feeds.papers, 1),
        (("feeds", "archive"), settings.feeds.archive, 0),
        (("authors", "min_papers"), settings.authors.min_papers, 1),
    ):
        if number < least:
            message = f"{'.'.join(path)} must be at least {least}, not {number}"
            raise UsageError(
                f"{_place(name, text, path)}: {message}", hint="choose a larger number"
            )
    _check_feeds(settings.feeds, name, text)


def _check_feeds(feeds: FeedSettings, name: str, text: str) -> None:
    """Refuse addresses that are not whole, and texts of which nothing is known."""
    for key, value in (("hub", feeds.hub), ("ids", feeds.ids)):
        if value and not _WHOLE.fullmatch(value):
            message = f"feeds.{key}: {value!r} is no whole address"
            hint = "write it with its scheme, as https://name.github.io/repository/"
            raise UsageError(f"{_place(name, text, ('feeds', key))}: {message}", hint=hint)
    if feeds.texts not in FEED_TEXTS:
        raise UsageError(
            f"{_place(name, text, ('feeds', 'texts'))}: feeds.texts {feeds.texts!r} is not known",
            hint="choose one of " + ", ".join(FEED_TEXTS),
        )


def _is_date(value: str) -> bool:
    """Whether a text is a day or a month that the calendar has."""
    if _MONTH.fullmatch(value):
        return True
    try:
        return bool(_DAY.fullmatch(value)) and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False
