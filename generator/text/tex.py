"""TeX formulas to MathML, or to plain text; the only module that knows latex2mathml.

The library is loaded with the first formula: with what it needs it takes a sixth of the program's
start, and most commands read none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from generator.digests.limits import MAX_FORMULA, MAX_GROUPS
from generator.text.mathml import UNSAFE, serialise
from generator.text.spacing import space
from generator.text.spans import mend

_REFUSED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|def|gdef|let|require|verb|style|class|cssId)(?![A-Za-z])"
)
_ARG = re.compile(r"\\arg(?![A-Za-z])")
_COMMENT = re.compile(r"(?<!\\)%")
_CELL = re.compile(r"(?<!\\)&")
_BRACE = re.compile(r"\\(?:left|right)(?![A-Za-z])|\\.|[{}]", re.DOTALL)
_STEPS = {"{": 1, "\\left": 1, "}": -1, "\\right": -1}
_MACRO = re.compile(r"\\([A-Za-z]+)\*?|\\(.)", re.DOTALL)
_LETTER = re.compile(r"\\(math(?:bb|cal|frak|scr|bf|it|sf|tt)|boldsymbol|bm)\s*\{([A-Za-z])\}")
_FRACTION = re.compile(r"\\[cdt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMON = {
    "le": "≤", "ge": "≥", "leq": "≤", "geq": "≥", "ne": "≠", "neq": "≠", "to": "→", "dots": "…",
    "ldots": "…",
}  # fmt: skip
_BLANK = re.compile(r"\s+")


@lru_cache(maxsize=16_384)
def mathml(source: str, *, displayed: bool = False) -> str:
    """Return a formula as MathML, or its escaped source in `code` if it cannot be read."""
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415

    source = _BLANK.sub(" ", _ARG.sub(r"\\operatorname{arg}", mend(source)))
    source = UNSAFE.sub("", source).strip()
    if len(source) > MAX_FORMULA or _REFUSED.search(source) or not is_whole(source):
        return source_html(source)
    try:
        root = convert_to_element(
            _COMMENT.sub(r"\\%", source), display="block" if displayed else "inline"
        )
        space(root)
        return serialise(root, source)
    except Exception:  # noqa: BLE001 the library raises all kinds of errors on unknown TeX
        return source_html(source)


def source_html(source: str) -> str:
    """Return TeX source as it stands, escaped."""
    return f'<code class="tex">{escape(source, quote=False)}</code>'


def symbol(name: str) -> str | None:
    """Return the character that a symbol macro stands for (`alpha` is α), or nothing."""
    from latex2mathml.symbols_parser import convert_symbol  # noqa: PLC0415

    code = convert_symbol(f"\\{name}")
    return chr(int(code, 16)) if code and re.fullmatch("[0-9A-F]{4,6}", code) else None


@lru_cache(maxsize=4_096)
def formula_text(source: str) -> str:
    """Return a formula in one line of plain text: symbols as characters, no macros, no braces."""
    source = _FRACTION.sub(r"\1/\2", _LETTER.sub(_letter_text, _CELL.sub(" ", mend(source))))
    bare = _MACRO.sub(_macro_text, source).replace("{", "").replace("}", "")
    return _BLANK.sub(" ", bare).strip()


def _letter_text(found: re.Match[str]) -> str:
    return f"{{{(found[1] == 'mathbb' and symbol(found[0][1:])) or found[2]}}}"


def _macro_text(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return found[2] if found[2] in "%&#_$|" else " "
    known = _COMMON.get(name) or symbol(name)
    if known:
        return known
    return f"{name} " if name in _FUNCTIONS else ""


_FUNCTIONS = frozenset({
    "log", "ln", "exp", "sin", "cos", "tan", "tanh", "max", "min", "sup", "inf", "lim", "det",
    "dim", "arg", "argmax", "argmin", "gcd", "Pr", "deg", "ker", "mod",
})  # fmt: skip


def is_whole(source: str) -> bool:
    """Tell whether all braces are closed and none stand too deep within others."""
    depth = deepest = 0
    for found in _BRACE.finditer(source):
        depth += _STEPS.get(found[0], 0)
        deepest = max(deepest, depth)
        if depth < 0:
            return False
    return depth == 0 and deepest <= MAX_GROUPS
