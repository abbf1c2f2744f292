"""The words of the theme in Chinese: one for each thing, set as Chinese is."""

import re
from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from generator.report import Loudness, Reporter
from generator.wording import parse_words
from tests.samples import config_of, project

TRANSLATION = Path(__file__).parents[1] / "themes/default/translations/zh.toml"
SETTINGS = '[site]\nlanguage = "zh"\nbase_url = "https://example.org/"\n'
LATIN = re.compile(r"[，。：；、！？）](?: |\.(?!\w))|[\u4e00-\u9fff]\. ")
"""A Latin space or full stop where Chinese has its own sign, or none."""


def said() -> dict[str, str]:
    """Give every phrase of the translation by its key."""
    words = TRANSLATION.read_bytes()
    return {key: phrase.other for key, phrase in parse_words((("zh", words),)).phrases.items()}


@pytest.mark.parametrize(
    "word, keys",
    [
        ("摘要", {"fields.abstract"}),
        ("速览", {"fields.tldr", "fields.pitch"}),
        ("速读", set()),
        ("类别", set()),
        ("题目", set()),
    ],
)
def test_a_thing_has_one_word_and_a_word_one_thing(word: str, keys: set[str]) -> None:
    assert {key for key, phrase in said().items() if word in phrase} == keys


def test_chinese_sentences_follow_each_other_without_latin_signs(tmp_path: Path) -> None:
    root = project(tmp_path, SETTINGS)
    build(config_of(root), BuildOptions(search=False), Reporter(Loudness.QUIET))
    kinds = {".html", ".md", ".txt", ".xml", ".json"}
    files = [path for path in (root / "public").rglob("*") if path.suffix in kinds]
    texts = {str(path): re.sub("<[^>]*>", "", path.read_text()) for path in files}
    assert {path.name for path in files} > {"index.html", "index.md", "llms.txt", "feed.xml"}
    assert {name: LATIN.findall(text) for name, text in texts.items() if LATIN.search(text)} == {}
