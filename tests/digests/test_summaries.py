"""What an entry tells beside the authors' own abstract."""

import pytest

from generator.digests.summaries import Summary, judge
from generator.model import Section
from tests.samples import entry

ABSTRACT = "We study locks that wait, and find that most of them wait for nothing at all."


def section(field: str | None, text: str) -> Section:
    return Section(label=field or "Own", field=field, lang="en", text=text)


@pytest.mark.parametrize(
    "texts, summary",
    [
        ([], Summary.NONE),
        ([("abstract", ABSTRACT)], Summary.NONE),
        ([("abstract", ABSTRACT), ("code", "https://code.example"), (None, "Any")], Summary.NONE),
        ([("abstract", ABSTRACT), ("tldr", "Locks wait.")], Summary.OWN),
        ([("tldr", "Locks wait.")], Summary.OWN),
        (
            [("abstract", ABSTRACT), (None, ABSTRACT[9:])],
            Summary.OWN,
        ),
        (
            [("abstract", ABSTRACT), ("insight", "锁" * 40)],
            Summary.OWN,
        ),
        ([("abstract", ABSTRACT), (None, "https://code.example/" + "a" * 40)], Summary.NONE),
        ([("abstract", ABSTRACT), ("tldr", ABSTRACT)], Summary.COPIED),
        ([("abstract", ABSTRACT), ("tldr", ABSTRACT.upper().replace(" ", "\n"))], Summary.COPIED),
        ([("abstract", ABSTRACT), ("tldr", ABSTRACT[:50] + " …")], Summary.COPIED),
        ([("abstract", ABSTRACT), ("tldr", ABSTRACT[:15])], Summary.OWN),
        ([("abstract", ABSTRACT), ("tldr", ABSTRACT[5:])], Summary.OWN),
        ([("abstract", "Short."), ("tldr", "Short")], Summary.COPIED),
        ([("abstract", ABSTRACT), ("motivation", ABSTRACT[:50])], Summary.COPIED),
        ([("abstract", ABSTRACT), ("tldr", ABSTRACT), ("method", "Own.")], Summary.COPIED),
        ([("abstract", ABSTRACT), ("tldr", "Own."), ("motivation", ABSTRACT)], Summary.OWN),
    ],
)
def test_an_entry_is_judged_by_its_texts(
    texts: list[tuple[str | None, str]], summary: Summary
) -> None:
    assert judge(entry(sections=tuple(section(*one) for one in texts))) is summary


def test_a_pitch_is_a_summary_too() -> None:
    assert judge(entry(pitch="Locks wait.")) is Summary.OWN
