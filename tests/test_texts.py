"""Which texts lists show, and how."""

import pytest

from generator.compose.texts import gist
from tests.samples import tldr


@pytest.mark.parametrize(
    "text, lang, shown",
    [
        ("- Locks wait\n- Keys turn", "en", "Locks wait; Keys turn"),
        ("* Locks wait.\n* Keys turn.", "en", "Locks wait. Keys turn."),
        ("In short:\n\n1. Locks wait\n2. Keys\n   turn", "en", "In short: Locks wait; Keys turn"),
        ("- 锁会等\n- 钥匙会转", "zh", "锁会等；钥匙会转"),
        ("- 锁会等。\n- 钥匙会转。", "zh", "锁会等。钥匙会转。"),
        ("- **锁**：会等\n- **钥匙**：会转", "zh", "**锁**：会等；**钥匙**：会转"),
        ("From a\n- b to c.", "en", "From a\n- b to c."),
        ("A lock\nthat waits.", "en", "A lock\nthat waits."),
        ("$$a\n- b\n- c$$", "en", "$$a\n- b\n- c$$"),
    ],
)
def test_a_list_is_told_in_one_line(text: str, lang: str, shown: str) -> None:
    told = gist((tldr(text, lang),), None, lang)
    assert told is not None
    assert told.value == shown
