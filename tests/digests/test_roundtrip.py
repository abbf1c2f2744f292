"""What a template writes is what is read, whatever its style."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.digests.reading import entries_of

_FIRST = st.sampled_from(["On", "A", "Über", "한글", "中文", "We", "Éclair"])
_WORD = st.sampled_from(
    [
        "a",
        "word",
        "$x_1$",
        "(b)",
        "中文。",
        "c;",
        "\\alpha",
        "n>m",
        "[d]",
        "e.g.",
        "5%",
        "語",
        "`code`",
    ]
)
_TEXT = st.builds(lambda first, rest: " ".join([first, *rest]), _FIRST, st.lists(_WORD, max_size=8))
_TITLE = _TEXT.map("On {}".format)
_NAME = st.sampled_from(["Ann Lee", "Bob Ray", "Cyril Orr-Smith", "王小明", "Éva Kiss", "J. R. Ek"])
_FIELDS = ("TL;DR", "Motivation", "Method", "Result", "Conclusion", "Abstract")
_STYLES: Mapping[str, str] = {
    "plain": "{label}: {text}\n\n",
    "bold": "**{label}:** {text}\n\n",
    "bold outside": "**{label}**: {text}\n\n",
    "quoted": "> **{label}:** {text}\n\n",
    "bullet": "- **{label}**: {text}\n",
    "heading": "#### {label}\n\n{text}\n\n",
    "emoji": "🔬 **{label}:** {text}\n\n",
    "summary": "<details><summary>{label}</summary>\n\n{text}\n\n</details>\n\n",
    "tight": "{label}: {text}\n",
}


@st.composite
def _entry(draw: st.DrawFn) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    names = draw(st.lists(_NAME, min_size=1, max_size=4, unique=True))
    texts = draw(st.tuples(*[_TEXT] * len(_FIELDS)))
    return draw(_TITLE), tuple(names), texts


def _written(
    entries: list[tuple[str, tuple[str, ...], tuple[str, ...]]], style: str, *, numbered: bool
) -> str:
    lines = ["# Daily digest 2026-03-01\n\n"]
    for index, (title, names, texts) in enumerate(entries, start=1):
        number = f"[{index}] " if numbered else ""
        lines.append(f"### {number}[{title}](https://arxiv.org/abs/2603.{index:05})\n")
        lines.append(f"*{', '.join(names)}*\n\n")
        for label, text in zip(_FIELDS, texts, strict=True):
            lines.append(_STYLES[style].format(label=label, text=text))
        lines.append("\n")
    return "".join(lines)


@settings(max_examples=80, deadline=None)
@given(st.lists(_entry(), min_size=1, max_size=5), st.sampled_from(sorted(_STYLES)), st.booleans())
def test_what_is_written_is_read(
    entries: list[tuple[str, tuple[str, ...], tuple[str, ...]]],
    style: str,
    numbered: bool,
) -> None:
    found = entries_of(_written(entries, style, numbered=numbered))
    read = [(e.title, e.authors, tuple(section.text for section in e.sections)) for e in found]
    assert read == entries
    assert all([section.label for section in entry.sections] == list(_FIELDS) for entry in found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    entries_of(f"### [T](https://arxiv.org/abs/2603.00001)\n{text}\n")
    entries_of(text)
