"""The examples of the documentation: its fenced blocks, each with the words before it."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import msgspec

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_SAVED = re.compile(r"[Ss]ave (?:this|it|them) as `(?P<path>[^`]+)`")
_NAMED = re.compile(
    r"\A(?:# |/\* |\{# )(?P<path>[\w./+-]+\.(?:css|html|js|md|py|toml))(?: \*/| #\})?\n"
)


class Block(msgspec.Struct, frozen=True):
    """An example: where it stands, its language, and the file that it is, if it is one."""

    page: str
    line: int
    language: str
    text: str
    file: str = ""

    def __str__(self) -> str:
        """`page:line`, as tests name it."""
        return f"{self.page}:{self.line}"


def pages() -> tuple[str, ...]:
    """Name every page of the documentation by its path in the repository."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"]
    return tuple(sorted(page.relative_to(ROOT).as_posix() for page in found))


def blocks(page: str) -> tuple[Block, ...]:
    """Give the examples of a page in their order."""
    return tuple(_blocks(page, (ROOT / page).read_text(encoding="utf-8")))


def _blocks(page: str, text: str) -> Iterator[Block]:
    end = 0
    for fence in _FENCE.finditer(text):
        words = " ".join(text[end : fence.start()].rpartition("\n#")[2].split("\n\n")[-2:])
        end = fence.end()
        example = dedent(fence["text"])
        named = _SAVED.search(words) or _NAMED.match(example)
        yield Block(
            page=page,
            line=text.count("\n", 0, fence.start()) + 1,
            language=fence["language"],
            text=example,
            file=named["path"] if named else "",
        )


def every(*languages: str) -> list[Block]:
    """Give all examples in some languages."""
    return [block for page in pages() for block in blocks(page) if block.language in languages]
