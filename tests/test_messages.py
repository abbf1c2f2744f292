"""Every message of the program: it says what to do, and the reference of diagnostics has it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from generator import errors
from generator.errors import DigestryError
from generator.kinds import Kind

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reference" / "diagnostics.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"`([^`\n]+)`", PAGE)
HOLE = "\0"
WORDS = re.compile(r"[^\W\d]{2,}")

_ERRORS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, DigestryError)
} | {"PortTakenError", "BadParameter"}
_NOTED = {"lose": 1, "warn": 1, "note": 1, "warning": 2, "_skipped": 1, "_left_out": 1}
"""Which argument of a call is the message of a diagnostic."""


@dataclass(frozen=True)
class Message:
    """A message as the source has it, with holes for what varies."""

    place: str
    call: str
    text: str
    hint: ast.expr | None
    kind: bool

    def __str__(self) -> str:
        return f"{self.place} {self.text.replace(HOLE, '…')}"


def texts(node: ast.expr, known: dict[str, list[ast.expr]]) -> list[str]:
    """Give what an expression may say; what it does not spell is a hole."""
    if isinstance(node, ast.Constant):
        return [node.value if isinstance(node.value, str) else HOLE]
    if isinstance(node, ast.JoinedStr):
        said = [""]
        for part in node.values:
            said = [one + more for one in said for more in texts(part, known)]
        return said
    if isinstance(node, ast.FormattedValue):
        return texts(node.value, known) if isinstance(node.value, ast.Name) else [HOLE]
    if isinstance(node, ast.IfExp):
        return texts(node.body, known) + texts(node.orelse, known)
    if isinstance(node, ast.Name) and node.id in known:
        inner = {name: values for name, values in known.items() if name != node.id}
        return list(chain.from_iterable(texts(value, inner) for value in known[node.id]))
    return [HOLE]


def assigned(function: ast.AST) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def messages(source: Path) -> Iterator[Message]:
    """Give the messages that the functions of a module make."""
    for function in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(function, ast.FunctionDef):
            continue
        known = assigned(function)
        for call in ast.walk(function):
            if isinstance(call, ast.Call):
                yield from called(call, known, f"{source.name}:{call.lineno}")


def called(call: ast.Call, known: dict[str, list[ast.expr]], place: str) -> Iterator[Message]:
    target = call.func
    name = target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    at = 0 if name in _ERRORS else _NOTED.get(name, -1)
    if name == "Diagnostic" and "message" in named:
        message, hint = named["message"], named.get("hint")
    elif 0 <= at < len(call.args):
        message = call.args[at]
        hint = named.get("hint", call.args[at + 1] if len(call.args) > at + 1 else None)
    else:
        return
    for text in texts(message, known):
        yield Message(place, name, text, hint, "kind" in named)


ALL = sorted(
    {
        str(message): message
        for path in (ROOT / "generator").rglob("*.py")
        if path.name not in {"errors.py", "reading.py", "places.py"}
        for message in messages(path)
    }.items()
)
assert len(ALL) > 80, "the messages of the program were not found"


@pytest.mark.parametrize("message", [message for _, message in ALL], ids=[name for name, _ in ALL])
def test_every_message_says_what_to_do(message: Message) -> None:
    empty = isinstance(message.hint, ast.Constant) and not message.hint.value
    says = message.hint is not None and not empty
    assert says or " must be " in message.text or message.call == "BadParameter"


@pytest.mark.parametrize("message", [message for _, message in ALL], ids=[name for name, _ in ALL])
def test_the_reference_has_every_message(message: Message) -> None:
    text = message.text.removeprefix(f"in {HOLE}, ")
    pieces = [piece for piece in text.split(HOLE) if WORDS.search(piece)]
    pattern = re.compile(".*".join(re.escape(piece.strip()) for piece in pieces))
    assert any(pattern.search(quoted) for quoted in QUOTED)


@pytest.mark.parametrize("message", [message for _, message in ALL], ids=[name for name, _ in ALL])
def test_every_diagnostic_has_a_kind(message: Message) -> None:
    assert message.kind or message.call not in {"lose", "warn", "note", "Diagnostic"}


@pytest.mark.parametrize("kind", Kind)
def test_the_reference_has_every_kind_with_its_sentence(kind: Kind) -> None:
    assert kind.value in QUOTED
    assert kind.sentence
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", kind.value)
