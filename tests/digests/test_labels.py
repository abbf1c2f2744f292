"""Which lines open a field is decided by what recurs in the file."""

from __future__ import annotations

import pytest

from generator.digests.fields import STANDARD
from generator.digests.jsonl import read as read_json
from tests.digests.reading import entries_of, texts_of


def digest(*bodies: str) -> str:
    """Write a digest of entries with these bodies."""
    return "\n".join(
        f"### [Paper {n}](https://arxiv.org/abs/2603.{n:05})\n\n{body}\n"
        for n, body in enumerate(bodies, start=1)
    )


@pytest.mark.parametrize(
    "line",
    [
        "Motivation: why", "**Motivation**: why", "**Motivation:** why", "> **Motivation:** why",
        "- **Motivation**: why", "💡 **Motivation**: why", "**💡 Motivation**: why",
        "1. **Motivation**: why", "**1. Motivation:** why", "**Motivation** — why",
        "**Motivation** why", "*Motivation:* why", "_Motivation_: why", "【Motivation】why",
        "#### Motivation\nwhy", "#### 💡 Motivation\n\nwhy", "#### 2. Motivation:\nwhy",
        "<b>Motivation:</b> why", "Motivation： why", "Motivation:\nwhy",
        "<details><summary>Motivation</summary>why</details>",
        "<details>\n<summary><b>Motivation</b></summary>\n\nwhy\n\n</details>",
    ],
)  # fmt: skip
def test_a_label_is_known_in_every_style(line: str) -> None:
    found = entries_of(digest(f"{line}\n\nMethod: how", f"{line}\n\nMethod: how"))
    assert [texts_of(entry) for entry in found] == [{"motivation": "why", "method": "how"}] * 2


@pytest.mark.parametrize("label,field",
    [
        ("研究动机", "motivation"), ("手法", "method"), ("결론", "conclusion"),
        ("Fazit", "conclusion"),
        ("Résultats", "result"), ("tldr_zh", "tldr"), ("TL;DR", "tldr"), ("Kurzfassung", "tldr"),
        ("abstract_cn", "abstract"), ("Whatever", None),
    ],
)  # fmt: skip
def test_synonyms_mean_one_field(label: str, field: str | None) -> None:
    assert STANDARD.field_of(label) == field


def test_an_unknown_label_that_recurs_is_a_section_of_its_own() -> None:
    found = entries_of(digest("**Surprise:** a", "**Surprise:** b"))
    assert [(s.label, s.field, s.text) for e in found for s in e.sections] == [
        ("Surprise", None, "a"), ("Surprise", None, "b"),
    ]  # fmt: skip


def test_a_word_with_a_colon_in_running_text_is_none() -> None:
    found = entries_of(digest("TL;DR: a\nNote: b\n\nRemark: c", "TL;DR: d"))
    assert texts_of(found[0]) == {"tldr": "a\nNote: b\n\nRemark: c"}


def test_two_labels_of_a_template_may_mean_one_field() -> None:
    body = "**Results:** a\n\n**Findings:** b"
    found = entries_of(digest(body, body))
    assert [(s.label, s.field) for s in found[0].sections] == [
        ("Results", "result"), ("Findings", "result"),
    ]  # fmt: skip


def test_the_later_of_two_equal_labels_is_the_template_s() -> None:
    plain = "Method: m\n\nResult: r"
    tricky = "Method: first\n\nResult: inside the method\n\nResult: r"
    found = entries_of(digest(plain, plain, tricky))
    assert texts_of(found[2]) == {"method": "first\n\nResult: inside the method", "result": "r"}


def test_a_site_adds_labels_of_its_own() -> None:
    extended = STANDARD.extended({"Verdict": "conclusion"})
    text = '{"title": "T", "AI": {"verdict": "good"}}'
    (entry,) = read_json("x.jsonl", text, extended, "en").entries
    assert texts_of(entry) == {"conclusion": "good"}


@pytest.mark.parametrize(
    "line,authors",
    [
        ("*Ann Lee, Bob Ray*", ("Ann Lee", "Bob Ray")),
        ("*Ann Lee,Bob Ray Jr.*", ("Ann Lee", "Bob Ray Jr.")),
        ("*Ann Lee, Bob Ray, Jr.*", ("Ann Lee", "Bob Ray, Jr.")),
        ("*Ann Lee,\nBob Ray*", ("Ann Lee", "Bob Ray")),
        ("**Ann Lee, Bob Ray**", ("Ann Lee", "Bob Ray")),
        ("Authors: Ann Lee, Bob Ray, and Cy Orr", ("Ann Lee", "Bob Ray", "Cy Orr")),
        ("Authors: Ann Lee and Bob Ray", ("Ann Lee", "Bob Ray")),
        ("Authors: Lee, Ann; Ray, Bob", ("Lee, Ann", "Ray, Bob")),
        ("Authors: Ann Lee (A, B), Bob Ray", ("Ann Lee (A, B)", "Bob Ray")),
        ("Authors: Kimberly Stone, Guy Wolf, Y Chen", ("Kimberly Stone", "Guy Wolf", "Y Chen")),
        ("Authors: Rosa y Díaz, Ann Lee et al.", ("Rosa y Díaz", "Ann Lee", "et al.")),
        ("Authors: Ann Lee, Bob Ray, et al.", ("Ann Lee", "Bob Ray", "et al.")),
        ("Authors: Ann Lee, ..., Bob Ray", ("Ann Lee", "...", "Bob Ray")),
        ("Authors: et al.", ("et al.",)),
        ("Authors: Lee, Ann and de Ray, B. and Orr, Cy", ("Lee, Ann", "de Ray, B.", "Orr, Cy")),
        ("Authors: Ann Lee, Bob Ray and Cy Orr, Jr.", ("Ann Lee", "Bob Ray", "Cy Orr, Jr.")),
        ("作者：张三、李四", ("张三", "李四")),
        ("作者：张三、李四 等", ("张三", "李四", "等")),
        ("作者：张三、李四等人", ("张三", "李四", "等人")),
    ],
)
def test_authors_are_split(line: str, authors: tuple[str, ...]) -> None:
    (entry,) = entries_of(digest(f"{line}\n\nTL;DR: x"))
    assert entry.authors == authors
