"""The reference names every command, option and setting, and none that there is not."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import click
import msgspec
import pytest

from generator.cli import cli
from generator.settings import Settings

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
COMMANDS = (REFERENCE / "commands.md").read_text(encoding="utf-8")
SETTINGS = (REFERENCE / "settings.md").read_text(encoding="utf-8")
SHARED = "Options that several commands share"


def sections(text: str) -> dict[str, str]:
    """Give the text below each heading of the second level."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(text: str) -> Iterator[tuple[str, ...]]:
    """Give the cells of the rows of all tables, without the rows of headings."""
    for line in text.splitlines():
        if line.startswith("|") and not re.match(r"\|[-| ]+\|$", line):
            cells = tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])
            if "`" in cells[0]:
                yield cells


def options(command: click.Command) -> set[str]:
    """Give the long names of a command's options."""
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    }


def documented(name: str) -> set[str]:
    """Give the long names of options that the reference describes for a command."""
    (own,) = (text for head, text in sections(COMMANDS).items() if is_about(head, name))
    found = {option for cells in rows(own) for option in re.findall(r"--[\w-]+", cells[0])}
    for cells in rows(sections(COMMANDS)[SHARED]):
        if name in re.split(r"[,\s]+", cells[1]):
            found |= set(re.findall(r"--[\w-]+", cells[0]))
    return found


def is_about(heading: str, name: str) -> bool:
    return re.match(rf"`digestry {name}\b", heading) is not None


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_reference_has_the_options_of_each_command_and_no_others(name: str) -> None:
    assert documented(name) == options(cli.commands[name])


def test_the_reference_has_no_other_commands() -> None:
    heads = [re.match(r"`digestry ([\w-]+)", head) for head in sections(COMMANDS)]
    assert {head[1] for head in heads if head} == set(cli.commands)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_has_help(name: str) -> None:
    command = cli.commands[name]
    assert command.help
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help


TABLES: dict[str, Any] = get_type_hints(Settings)
STRUCTS = sorted(key for key, kind in TABLES.items() if isinstance(kind, type))


def settings_section(table: str) -> str:
    found = [text for head, text in sections(SETTINGS).items() if head.startswith(f"`[{table}]`")]
    assert len(found) == 1, f"[{table}] has {len(found)} sections"
    return found[0]


def keys(table: str) -> dict[str, Any]:
    """Give the keys of a table of the settings with the types of their values."""
    kind = TABLES[table]
    if not issubclass(kind, msgspec.Struct):
        return {}
    return get_type_hints(kind)


def as_toml(value: object) -> str:
    """Write a default as it would stand in the settings."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def fits(told: str, kind: Any) -> bool:
    """Whether a type in words is that of a setting."""
    arguments = [part for part in get_args(kind) if part is not NoneType]
    if get_origin(kind) is tuple:
        return "list" in told
    if get_origin(kind) is dict:
        return "table" in told
    if arguments:
        return all(fits(told, part) for part in arguments)
    if kind is str:
        return bool(re.search(r'text|"|month|day|address|path|date', told))
    words = {bool: r"`true` or `false`", int: r"whole number", float: r"number"}
    return re.search(words[kind], told) is not None


def test_every_table_of_the_settings_has_its_section_and_no_other_has() -> None:
    heads = {found for head in sections(SETTINGS) for found in re.findall(r"^`\[(\w+)\]`", head)}
    assert heads == set(TABLES)


@pytest.mark.parametrize("table", STRUCTS)
def test_every_setting_is_described_with_its_type_and_default(table: str) -> None:
    kinds = keys(table)
    defaults = TABLES[table]()
    told = {cells[0].strip("`"): cells for cells in rows(settings_section(table)) if len(cells) > 3}
    assert set(told) == set(kinds)
    for key, (_, kind, default, meaning) in told.items():
        value = getattr(defaults, key)
        assert fits(kind, kinds[key]), f"{table}.{key} is no {kind}"
        expected = {f"`{as_toml(value)}`"} | ({"none", "empty"} if not value else set())
        assert default in expected, f"{table}.{key} is {as_toml(value)} by default"
        assert meaning
