"""No text makes reading or writing it explode: sixteen times the text costs about sixteen times.

Work in regular expressions is done in C, where no counter sees it; so the processor's time is
compared within one run. Sixteen times as long a text may take forty-eight times as long, where a
quadratic reading takes 256: what disturbs a measurement is far from both. A failure must repeat
itself.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from generator.text import tex
from generator.text.clean import plain_text
from generator.text.links import find_links
from generator.text.markup import block_html, inline_html, page_html
from tests.digests.reading import read
from tests.hostile.families import FIELDS, FILES, Family

SMALL = 2_500
STEPS = (4, 16)
WORST = 3.0
"""How many times as long as in proportion to its length a text may take."""
SECOND = 1.0
"""For 10,000 characters, which few records have."""
NOISE = 0.02
"""Seconds of the processor below which a ratio says nothing."""
TRIES = 4
REPEATS = 2


def _cost(work: Callable[[str], object], text: str, repeats: int = 1) -> float:
    taken = []
    for _ in range(repeats):
        tex.mathml.cache_clear()
        tex.formula_text.cache_clear()
        gc.collect()
        started = time.process_time()
        work(text)
        taken.append(time.process_time() - started)
    return min(taken)


def _explodes(work: Callable[[str], object], family: Family) -> str:
    told = ""
    for _ in range(TRIES):
        small = _cost(work, family(SMALL), REPEATS)
        some, much = (_cost(work, family(step * SMALL)) for step in STEPS)
        if some <= SECOND and much <= max(small * STEPS[-1] * WORST, NOISE):
            return ""
        told = f"{small:.3f} s, then {some:.3f} s, then {much:.3f} s"
    return told


def _write(text: str) -> None:
    for work in (block_html, inline_html, page_html, plain_text, find_links):
        work(text)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_takes_time_in_proportion_to_its_length(name: str) -> None:
    assert not _explodes(_write, FIELDS[name])


@pytest.mark.parametrize("name", FILES)
def test_a_file_takes_time_in_proportion_to_its_length(name: str) -> None:
    assert not _explodes(read, FILES[name])
