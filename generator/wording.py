"""The words of a theme in one language: phrases with plurals, dates and numbers."""

from __future__ import annotations

import datetime
import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from generator.errors import UsageError
from generator.model import Value

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


_NO_PHRASES = frozenset({"language", "dates"})


class Phrase(Value):
    """A text with `{values}`; `one` is its form for a count of exactly 1, where that differs."""

    other: str
    one: str = ""


class Dates(Value):
    """How a language writes dates: names from January and from Monday, and patterns.

    Patterns may use `{weekday}`, `{day}`, `{month}`, `{short}`, `{number}` (both of the month)
    and `{year}`.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    full: str
    long: str
    short: str
    month: str
    year: str


class Language(Value):
    """What a language calls itself, and how it groups the digits of a number."""

    name: str
    thousands: str = ","


class Words(Value):
    """One translation file, read: phrases by key, with the table's name and a dot before it."""

    language: Language
    dates: Dates
    phrases: dict[str, Phrase]


class Wording:
    """All that a theme can say in the language of a site."""

    def __init__(self, words: Words, names: Mapping[str, str]) -> None:
        """`names` is what each known language calls itself, by its tag."""
        self._phrases = words.phrases
        self._dates = words.dates
        self._thousands = words.language.thousands
        self._names = names
        self.digest = hashlib.sha256(
            msgspec.json.encode((words, sorted(names.items())), order="deterministic")
        ).hexdigest()
        self.long_date = cache(self._long_date)
        self.short_date = cache(self._short_date)
        self.full_date = cache(self._full_date)

    def say(self, key: str, **values: object) -> str:
        """Return a phrase with its values filled in; a value `count` chooses the plural form."""
        phrase = self._phrases.get(key)
        if phrase is None:
            raise UsageError(
                f"no translation has the phrase {key!r}",
                hint="add it to the translation, or correct it in the template that asks for it",
            )
        text = phrase.one if phrase.one and values.get("count") == 1 else phrase.other
        if not values:
            return text
        try:
            return text.format_map({name: self._spell(value) for name, value in values.items()})
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            raise UsageError(
                f"the phrase {key!r} cannot be filled in: {text!r}",
                hint="the template must give a value for every name in braces",
            ) from error

    def knows(self, key: str) -> bool:
        """Whether there is a phrase of that key."""
        return key in self._phrases

    def script(self) -> dict[str, str]:
        """Return the phrases of the table `script`, which the scripts of the theme say."""
        table = "script."
        return {
            key.removeprefix(table): phrase.other
            for key, phrase in sorted(self._phrases.items())
            if key.startswith(table)
        }

    def number(self, value: int) -> str:
        """Return a whole number with its digits grouped."""
        return f"{value:,}".replace(",", self._thousands)

    def language_name(self, tag: str) -> str:
        """Return what a language calls itself, or its tag where no translation knows it."""
        return self._names.get(tag) or self._names.get(tag.partition("-")[0], tag)

    def month_name(self, value: str) -> str:
        """Return the month's name alone, for `YYYY-MM` or a day in it."""
        return self._dates.months[int(value[5:7]) - 1]

    def weekday_name(self, number: int) -> str:
        """Return the short name of a weekday, counted from 0 for Monday."""
        return self._dates.short_weekdays[number]

    def _long_date(self, value: str) -> str:
        """Return a day, month or year in words; anything else comes back as it is."""
        return self._written(value, self._dates.long)

    def _short_date(self, value: str) -> str:
        """Return a day without its year; a month or year as `long_date` has it."""
        return self._written(value, self._dates.short)

    def _full_date(self, value: str) -> str:
        """Return a day with its weekday; a month or year as `long_date` has it."""
        return self._written(value, self._dates.full)

    def _written(self, value: str, pattern: str) -> str:
        if not _DATE.fullmatch(value):
            return value
        year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
        dates = self._dates
        try:
            weekday = datetime.date(year, month or 1, day or 1).weekday()
        except ValueError:
            return value
        chosen = pattern if day else dates.month if month else dates.year
        return chosen.format(
            weekday=dates.weekdays[weekday],
            day=day,
            month=dates.months[month - 1],
            short=dates.short_months[month - 1],
            number=month,
            year=year,
        )

    def _spell(self, value: object) -> object:
        return self.number(value) if type(value) is int else value


def parse_words(tables: tuple[tuple[str, bytes], ...]) -> Words:
    """Read the translation files of one language, given with their names; a later one wins.

    Raises UsageError for what is not a translation.
    """
    phrases: dict[str, Phrase] = {}
    language: dict[str, Any] = {}
    dates: dict[str, Any] = {}
    for name, data in tables:
        table = _parse(name, data)
        language |= table.pop("language", {})
        dates |= table.pop("dates", {})
        phrases |= _phrases(name, table)
    try:
        return Words(
            language=msgspec.convert(language, Language),
            dates=msgspec.convert(dates, Dates),
            phrases=phrases,
        )
    except msgspec.ValidationError as error:
        raise UsageError(
            f"{tables[-1][0]}: {error}", hint="see the theme's own translation for what it holds"
        ) from error


def phrase_keys(name: str, data: bytes) -> tuple[str, ...]:
    """Return the keys of the phrases in a translation file; raises UsageError as above."""
    table = _parse(name, data)
    return tuple(_phrases(name, {k: v for k, v in table.items() if k not in _NO_PHRASES}))


def _parse(name: str, data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{name} is not a translation: {error}",
            hint="write it as TOML in UTF-8: texts stand in quotes",
        ) from error


def _phrases(name: str, table: Mapping[str, Any], prefix: str = "") -> dict[str, Phrase]:
    """Return the phrases of a table and its tables, by their dotted keys."""
    found: dict[str, Phrase] = {}
    for key, value in table.items():
        dotted = prefix + key
        if isinstance(value, str):
            found[dotted] = Phrase(other=value)
        elif not isinstance(value, dict):
            raise UsageError(
                f"{name}: {dotted} is neither text nor a table",
                hint="write a text in quotes, or a table with one and other",
            )
        elif "other" in value:
            found[dotted] = msgspec.convert(value, Phrase)
        else:
            found |= _phrases(name, value, f"{dotted}.")
    return found
