"""Each test writes its formulas anew, so that none passes by what another one left behind."""

from __future__ import annotations

import pytest

from generator.text import tex


@pytest.fixture(autouse=True)
def _forgotten_formulas() -> None:
    tex.mathml.cache_clear()
    tex.formula_text.cache_clear()
