"""Titles in BibTeX: their formulas as they were written, the rest as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.digests.limits import MAX_FORMULA
from generator.text.characters import tidy
from generator.text.clean import plain_text
from generator.text.spans import replace_formulas
from generator.text.tex import is_whole, symbol

_HELD = "\ue000"
"""Stands for a formula while the text around it is made plain."""

_MACRO = re.compile(r"\\([A-Za-z]+|.)")
_NO_FORMULA = re.compile(r"\$\$|(?<!\\)[%#&]|(?<!\\)[\^_]\s*[\^_$}]|[^ -\U0010ffff]")
_MARKS = frozenset(",;:!|{}_%&# ")
_NAMES = """
bar bf big Big bigg Bigg bm boldsymbol cal check ddot dfrac dot dots frac hat it left limits mathbb
mathbf mathcal mathfrak mathit mathrm mathscr mathsf mathtt mid middle operatorname overline prime
quad qquad right rm sqrt sf tfrac text textbf textit textrm textsc textsf texttt tilde tt
underline vec widehat widetilde
arg cos cosh cot csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec sin
sinh tan tanh
"""
_KNOWN = frozenset(_NAMES.split())
"""Macros beside those of symbols; what is unknown may do anything, or stop a run of TeX."""


def bibtex_title(title: str, escape: Callable[[str], str]) -> str:
    """Write a title with the formulas that TeX can be given, and all else through `escape`."""
    kept: list[str] = []

    def hold(formula: str) -> str:
        if not _is_safe(formula):
            return formula
        kept.append(" ".join(formula.split()))
        return _HELD

    plain = escape(plain_text(title))
    if "$" not in title or _HELD in title:
        return plain
    parts = escape(plain_text(replace_formulas(tidy(title), hold))).split(_HELD)
    if len(parts) != len(kept) + 1:
        return plain
    return parts[0] + "".join(map("".join, zip(kept, parts[1:], strict=True)))


def _is_safe(formula: str) -> bool:
    """Whether a formula stands between dollars, is whole, and has only macros that are known."""
    if formula[0] != "$" or len(formula) > MAX_FORMULA or _NO_FORMULA.search(formula):
        return False
    whole = is_whole(formula) and _is_balanced(formula)
    return whole and all(map(_is_known, _MACRO.findall(formula)))


def _is_known(macro: str) -> bool:
    return macro in _MARKS or macro in _KNOWN or symbol(macro) is not None


def _is_balanced(text: str) -> bool:
    """Whether BibTeX finds a brace for each, which counts those that TeX takes for letters, too."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
