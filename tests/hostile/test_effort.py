"""No text makes reading or writing it explode: four times the text costs about four times as much.

Work in regular expressions is done in C, where no counter sees it; so the processor's time is
compared within one run: four times as long a text may take nine times as long, where a quadratic
reading takes sixteen. A failure must repeat itself.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median

import pytest

from generator.text import tex
from generator.text.clean import plain_text
from generator.text.links import find_links
from generator.text.markup import block_html, inline_html, page_html
from tests.digests.reading import read
from tests.hostile.families import FIELDS, FILES, Family

SMALL = 2_500
WORST = 9.0
SECOND = 1.0
NOISE = 0.02
"""Seconds of the processor below which a ratio says nothing."""
TRIES = 4


def _cost(work: Callable[[str], object], text: str) -> float:
    taken = []
    for _ in range(3):
        tex.mathml.cache_clear()
        tex.formula_text.cache_clear()
        gc.collect()
        started = time.process_time()
        work(text)
        taken.append(time.process_time() - started)
    return median(taken)


def _explodes(work: Callable[[str], object], family: Family) -> str:
    told = ""
    for _ in range(TRIES):
        less, more = _cost(work, family(SMALL)), _cost(work, family(4 * SMALL))
        if more <= SECOND and more <= max(less * WORST, NOISE):
            return ""
        told = f"{less:.3f} s, then {more:.3f} s"
    return told


def _write(text: str) -> None:
    for work in (block_html, inline_html, page_html, plain_text, find_links):
        work(text)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_of_four_times_the_length_takes_about_four_times_as_long(name: str) -> None:
    assert not _explodes(_write, FIELDS[name])


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_four_times_the_length_takes_about_four_times_as_long(name: str) -> None:
    assert not _explodes(read, FILES[name])
