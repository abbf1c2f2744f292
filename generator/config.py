"""The settings of a site: `site.toml`, read once, checked key by key."""

from __future__ import annotations

import difflib
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

FILE_NAME = "site.toml"
LANGUAGES = ("en", "zh")
"""Languages for which the default theme has translations."""

_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
_TYPE_ERROR = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<where>[^`]*)`)?$")
_WANTED = re.compile(r"Expected `(?P<want>[^`]*)`, got `(?P<got>[^`]*)`")
_PLAIN_NAMES = {
    "str": "a text in quotes", "bool": "true or false", "int": "a whole number",
    "object": "a table", "array": "a list", "float": "a number",
}  # fmt: skip


class SiteSettings(Value):
    """`[site]`: how the site presents itself."""

    title: str = "Paper digests"
    tagline: str = ""
    language: str = "en"
    base_url: str = ""
    colophon: str = ""
    source_url: str = ""


class ContentSettings(Value):
    """`[content]`: where the digests are, and the language of summaries in Latin letters."""

    path: str = "content"
    language: str = "en"


class OutputSettings(Value):
    """`[output]`: where the site is written."""

    path: str = "public"


class ThemeSettings(Value):
    """`[theme]`: the theme, and the folder whose files replace its own one at a time."""

    name: str = "default"
    overrides: str = "theme"


class SearchSettings(Value):
    """`[search]`: whether the site has a search."""

    enabled: bool = True


class OfflineSettings(Value):
    """`[offline]`: whether browsers may install the site and keep visited pages."""

    enabled: bool = True


class HomeSettings(Value):
    """`[home]`: how much of the newest day and of recent days the first page shows."""

    papers: int = 12
    days: int = 14


class CategorySettings(Value):
    """`[categories]`: when a category's page is split by month, and names for categories."""

    split_above: int = 200
    names: dict[str, str] = msgspec.field(default_factory=dict)


class Settings(Value):
    """All of `site.toml`; what is left out has these defaults."""

    site: SiteSettings = SiteSettings()
    content: ContentSettings = ContentSettings()
    output: OutputSettings = OutputSettings()
    theme: ThemeSettings = ThemeSettings()
    search: SearchSettings = SearchSettings()
    offline: OfflineSettings = OfflineSettings()
    home: HomeSettings = HomeSettings()
    categories: CategorySettings = CategorySettings()
    dates: dict[str, str] = msgspec.field(default_factory=dict)
    labels: dict[str, str] = msgspec.field(default_factory=dict)


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The settings together with the folders that they name, made absolute."""

    settings: Settings
    root: Path
    file: Path
    content: Path
    output: Path
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
    environment. Raises UsageError for what is wrong in the settings.
    """
    settings = read_settings(file) if file.is_file() else Settings()
    root = file.resolve().parent
    address = base_url or settings.site.base_url or (environment or {}).get("DIGESTRY_BASE_URL", "")
    url, path = split_base(address)
    return Config(
        settings=settings,
        root=root,
        file=file.resolve(),
        content=content.resolve() if content else root / settings.content.path,
        output=output.resolve() if output else root / settings.output.path,
        overrides=root / settings.theme.overrides,
        base_url=url,
        base_path=path,
    )


def split_base(address: str) -> tuple[str, str]:
    """Split a base address: `https://x.org/repo` to (`https://x.org/repo/`, `/repo/`).

    A path alone (`/repo`) leaves the first part empty. Raises UsageError for anything else.
    """
    parts = urlsplit(address.strip())
    path = "/" + "/".join(filter(None, parts.path.split("/")))
    path = path if path == "/" else f"{path}/"
    clean = re.fullmatch(r"[\w.~/-]*", path, re.ASCII) and not parts.query and not parts.fragment
    if not clean or (parts.scheme and parts.scheme not in ("http", "https")) or ".." in path:
        raise UsageError(
            f"{address!r} is no base address",
            hint="write it as https://name.github.io/repository/ or as /repository/",
        )
    if parts.scheme and not parts.netloc:
        raise UsageError(f"{address!r} names no host", hint="write https://name.github.io/")
    return (f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else "", path)


def read_settings(file: Path) -> Settings:
    """Read and check a settings file; raises UsageError that names the key and the line."""
    text = file.read_text(encoding="utf-8-sig")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file.name}: not valid TOML: {error}", hint=_TOML_HINT) from error
    _check_keys(table, Settings, "", file.name, text)
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise _type_error(error, file.name, text) from error
    _check_values(settings, file.name, text)
    return settings


_TOML_HINT = 'texts stand in quotes: title = "My papers"'


def _check_keys(table: Mapping[str, Any], kind: type, prefix: str, name: str, text: str) -> None:
    hints = get_type_hints(kind)
    for key, value in table.items():
        if key not in hints:
            raise UsageError(
                f"{_place(name, text, key)}: unknown key {prefix + key}",
                hint=_nearest(key, hints, prefix),
            )
        inner = hints[key]
        if isinstance(inner, type) and issubclass(inner, Value) and isinstance(value, dict):
            _check_keys(value, inner, f"{prefix}{key}.", name, text)


def _nearest(key: str, known: Mapping[str, Any], prefix: str) -> str:
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    if close:
        return f"did you mean {prefix}{close[0]}?"
    where = f"[{prefix.rstrip('.')}]" if prefix else "the settings"
    return f"{where} may hold {', '.join(sorted(known))}"


def _place(name: str, text: str, key: str) -> str:
    pattern = re.compile(rf"\s*(?:\[\s*)?(?:[\w-]+\.)*[\"']?{re.escape(key)}[\"']?\s*(?:=|\]|\.)")
    for number, line in enumerate(text.splitlines(), start=1):
        if pattern.match(line):
            return f"{name}:{number}"
    return name


def _type_error(error: msgspec.ValidationError, name: str, text: str) -> UsageError:
    match = _TYPE_ERROR.match(str(error))
    where = (match["where"] or "") if match else ""
    wanted = _WANTED.search(str(error))
    key = where.rpartition(".")[2]
    if not wanted:
        return UsageError(f"{_place(name, text, key)}: {where}: {error}")
    want = _PLAIN_NAMES.get(wanted["want"], wanted["want"])
    got = _PLAIN_NAMES.get(wanted["got"], wanted["got"])
    return UsageError(f"{_place(name, text, key)}: {where} must be {want}, not {got}")


def _check_values(settings: Settings, name: str, text: str) -> None:
    if settings.site.language not in LANGUAGES:
        raise UsageError(
            f"{_place(name, text, 'language')}: site.language {settings.site.language!r} "
            "has no translation",
            hint="choose one of " + ", ".join(LANGUAGES),
        )
    for key, value in settings.dates.items():
        if not _DATE.fullmatch(value):
            raise UsageError(
                f"{_place(name, text, key)}: dates.{key}: {value!r} is no date",
                hint='write "2026-05-08", or "2026-05" where only the month is known',
            )
    for name_of_number, number in (
        ("home.papers", settings.home.papers),
        ("home.days", settings.home.days),
        ("categories.split_above", settings.categories.split_above),
    ):
        if number < 1:
            raise UsageError(f"{name}: {name_of_number} must be at least 1, not {number}")
