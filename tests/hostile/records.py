"""Hostile records of every dialect, made of fragments that have broken other programs.

Whatever would run calls `__hit()`; whatever would be fetched lies at `evil.example`.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import msgspec
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

_FRAGMENTS: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("fragments.json").read_text(encoding="utf-8")
)
_AT_ONCE = 300
"""Inputs of one seed: later ones of a long run vary earlier ones, and take longer."""

_PIECE = st.one_of(
    st.sampled_from(_FRAGMENTS["html"]),
    st.sampled_from(_FRAGMENTS["tex"]),
    st.sampled_from(_FRAGMENTS["markdown"]),
    st.sampled_from(_FRAGMENTS["data"] + _FRAGMENTS["unicode"]),
    st.sampled_from(_FRAGMENTS["words"]),
    st.sampled_from(_FRAGMENTS["words"]),
)
_FRESH = st.lists(_PIECE, max_size=6).map("".join) | st.text(max_size=12)
_SOUPS: list[str] = []
"""Texts of a long run, drawn once for a batch, where drawing would take the most of its time."""


@st.composite
def _soup(draw: st.DrawFn) -> str:
    return _SOUPS[draw(st.integers(0, len(_SOUPS) - 1))] if _SOUPS else draw(_FRESH)


SOUP = _soup()
"""A text of fragments, or of any characters at all."""
_LABEL = st.sampled_from(("tldr", "motivation", "method", "result", "conclusion", "title")) | SOUP
_VALUE = st.one_of(
    SOUP,
    SOUP,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.lists(SOUP, max_size=3),
    st.dictionaries(SOUP, SOUP, max_size=2),
)
_AUTHORS = st.lists(SOUP, max_size=3) | _VALUE | st.lists(st.fixed_dictionaries({"name": SOUP}))
_IDS = (
    st.sampled_from(("cs/0601001", "2605.00001v9", '2605.99999"', "../2605.1", "math.GT/0309136"))
    | SOUP
)
_TITLE = SOUP.map(lambda soup: f"On {soup}")


_Drawn = TypeVar("_Drawn")


class Hostile(msgspec.Struct, frozen=True):
    """An input: a record of a dialect, its id left open as `@ID@`."""

    dialect: str
    text: str

    def numbered(self, number: int) -> str:
        """Give the record as it stands in a digest, as the paper of this number."""
        return self.text.replace("@ID@", arxiv_id(number))


def arxiv_id(number: int) -> str:
    """Give each number an arXiv id of its own."""
    return f"26{number // 90_000 % 5 + 1:02}.{number % 90_000 + 10_000:05}"


@st.composite
def _json(draw: st.DrawFn) -> Hostile:
    record: dict[str, Any] = {"id": "@ID@", "title": draw(st.one_of(_TITLE, _TITLE, SOUP))}
    record |= draw(
        st.fixed_dictionaries(
            {"summary": SOUP, "AI": st.dictionaries(_LABEL, _VALUE, max_size=4) | _VALUE},
            optional={
                "authors": _AUTHORS,
                "categories": st.lists(SOUP, max_size=2) | _VALUE,
                "comment": _VALUE,
                "abs": SOUP,
                "pdf": SOUP,
                "url": SOUP,
                "code_url": SOUP,
                "code_stars": _VALUE,
                "keywords": _VALUE,
                "score": _VALUE,
                "badges": _VALUE,
                "headline": _VALUE,
                "pitch": SOUP,
                "figure": _VALUE,
                "date": SOUP,
            },
        )
    )
    if draw(st.integers(0, 9)) == 0:
        record["id"] = draw(_IDS)
    record |= draw(st.dictionaries(SOUP, _VALUE, max_size=1))
    text = json.dumps(record, ensure_ascii=draw(st.booleans()) or "\\ud" in json.dumps(record))
    return Hostile("jsonl", text)


@st.composite
def _broken_json(draw: st.DrawFn) -> Hostile:
    whole = draw(_json()).text
    cut = draw(st.integers(1, len(whole)))
    return Hostile("jsonl", whole[:cut] + draw(SOUP).replace("\n", " "))


@st.composite
def _markdown(draw: st.DrawFn) -> Hostile:
    title = draw(_TITLE).replace("\n", " ")
    head = draw(
        st.sampled_from(
            (
                "### [{title}](https://arxiv.org/abs/@ID@)",
                "### {title} [arXiv:@ID@]",
                "## 1. [{title}](https://arxiv.org/pdf/@ID@)",
                "### [{title}]({soup})",
                '<h3><a href="https://arxiv.org/abs/@ID@">{title}</a></h3>',
            )
        )
    )
    lines = [head.replace("{title}", title).replace("{soup}", draw(SOUP).replace("\n", " "))]
    lines.append(f"*{draw(SOUP)}*\n")
    labels = (
        "**TL;DR:** ",
        "Motivation: ",
        "> **Method:** ",
        "<details><summary>Abstract</summary>\n\n",
        "- **Result**: ",
        "#### Conclusion\n\n",
    )
    chosen = draw(st.lists(st.sampled_from(labels) | SOUP.map("**{}:** ".format), max_size=5))
    lines += [f"{label}{draw(SOUP)}\n" for label in chosen]
    return Hostile("markdown", "\n".join(lines) + "\n")


@st.composite
def _listing(draw: st.DrawFn) -> Hostile:
    lines = draw(st.lists(SOUP, min_size=3, max_size=6))
    status = f"cs.DC 2026-05-14 {draw(SOUP)}".replace("\n", " ")[:70]
    return Hostile(
        "listing", "\n\n".join(["17", status, *lines[:3], "Abstract", *lines[3:], "0"]) + "\n\n"
    )


INPUTS = st.one_of(_json(), _json(), _json(), _markdown(), _markdown(), _listing(), _broken_json())


def harvest(count: int, number: int) -> list[Hostile]:
    """Draw so many different inputs; the same number gives the same ones."""
    drawn: dict[Hostile, None] = {}
    while len(drawn) < count:
        drawn |= dict.fromkeys(_drawn(_AT_ONCE, number))
        number += 1_000_003
    return list(drawn)[:count]


_BYTES = 2_000
"""Of what a draw of a long run is made; what needs more is drawn anew."""


def pour(count: int, number: int) -> list[Hostile]:
    """Draw so many different inputs quickly; the same number gives the same ones.

    There is a text for four inputs, and an input is made of several.
    """
    _SOUPS.clear()
    _SOUPS.extend(_poured(_FRESH, max(count // 4, 1), number))
    try:
        return _poured(INPUTS, count, number)
    finally:
        _SOUPS.clear()


def _poured(strategy: st.SearchStrategy[_Drawn], count: int, number: int) -> list[_Drawn]:
    drawn: dict[_Drawn, None] = {}
    chance = Random(number)  # noqa: S311 - repeatable, not secret

    @settings(database=None)
    @given(strategy)
    def take(one: _Drawn) -> None:
        drawn[one] = None

    while len(drawn) < count:
        take.hypothesis.fuzz_one_input(chance.randbytes(_BYTES))  # type: ignore[attr-defined]
    return list(drawn)


def _drawn(count: int, number: int) -> list[Hostile]:
    drawn: list[Hostile] = []

    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(INPUTS)
    def take(one: Hostile) -> None:
        drawn.append(one)

    take()
    return drawn[:count]
