"""Where formulas stand in a text, and which dollar signs are only money."""

from __future__ import annotations

import re
from collections.abc import Callable

FORMULA = re.compile(
    r"""
      \$\$ (?P<dollars> (?:[^$\\]++|\\.)++ ) \$\$
    | \$ (?P<dollar> (?:[^$\\]++|\\.)++ ) \$
    | \\\[ (?P<brackets> (?:[^\\]++|\\[^\[\]])*+ ) \\\]
    | \\\( (?P<parens> (?:[^\\]++|\\[^()])*+ ) \\\)
    | (?P<environment> \\begin\{(?P<name>(?:equation|align|gather|multline|eqnarray)\*?)\}
        (?:[^\\]++|\\(?!(?:begin|end)\{(?P=name)\}))*+ \\end\{(?P=name)\} )
    """,
    re.VERBOSE | re.DOTALL,
)
_SCANNED = re.compile(rf"\\\\|\\\$|{FORMULA.pattern}", re.VERBOSE | re.DOTALL)
DISPLAYED = frozenset({"dollars", "brackets", "environment"})

_GROUP = re.compile(r"\{[^{}]*\}")
_TEX_MARK = re.compile(r"\\[^$%&#]|[\^_{}]")
_TWO_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}[,.;:]?\s+[A-Za-z]{2,}")
_THREE_WORDS = re.compile(
    r"(?<![\\A-Za-z])[A-Za-z]{2,}[,.;:]?\s+[A-Za-z]{2,}[,.;:]?\s+[A-Za-z]{2,}"
)
_LONG_WORD = re.compile(r"[a-z]{4,}|[\u3000-\u9fff]")
_SHORT = re.compile(
    r"\s*(?:[^\W\d]|[\d.,]+)\s*|\d{1,2}\)|[^\W\d](?:(?![\u3000-\u9fff])[\w<>=/+.-])*(?<![/.-])"
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")

# A JSON escape read once too often leaves the control character that it stands for, and the
# rest of the macro's name: `\rho` becomes a line end and "ho", `\theta` a tab and "heta".
_LOST = {
    "\t": ("t", "heta|au|imes|ext|extbf|extit|extrm|ilde|frac|riangle|o|op|an|anh"),
    "\x07": ("a", "lpha|pprox|rg|st"),
    "\x08": ("b", "eta|ar|oldsymbol|inom|ig|igl|igr|egin|m|mod|ullet"),
    "\x0b": ("v", "ec|ert|arepsilon|arphi|ee"),
    "\x0c": ("f", "rac|orall|lat"),
}
_LOST_AT_LINE_END = {
    "r": "ho|ight|ightarrow|angle|ceil|floor|oot",
    "n": "eq|abla|otin|eg",
}
_LOST_MACRO = re.compile(
    "|".join(f"{control}(?:{tails})(?![A-Za-z])" for control, (_, tails) in _LOST.items())
)
_LOST_BREAK = re.compile(
    "\n(?:"
    + "|".join(f"(?P<{first}>{tails})" for first, tails in _LOST_AT_LINE_END.items())
    + ")(?![A-Za-z])"
)


def formula_at(text: str, at: int, end: int) -> re.Match[str] | None:
    """Return the formula that begins at this place, unless its dollars only look like one."""
    found = FORMULA.match(text, at, end)
    if found is None or _BLANK_LINE.search(found[0]):
        return None
    if found.lastgroup == "dollar" and not is_formula(
        found["dollar"], text[found.end() : found.end() + 1]
    ):
        return None
    return found


def body_of(found: re.Match[str]) -> tuple[str, bool]:
    """Return a formula's source and whether it is displayed on a line of its own."""
    kind = "environment" if found["environment"] else str(found.lastgroup)
    return found[kind], kind in DISPLAYED


def is_formula(body: str, after: str) -> bool:
    """Tell mathematics between two dollars from two sums of money with prose between them."""
    body = mend(body)
    bare = _GROUP.sub("", _GROUP.sub("", body))
    money = body[0].isdigit()
    if (_TWO_WORDS if money else _THREE_WORDS).search(bare):
        return False
    if _TEX_MARK.search(body):
        return True
    if _SHORT.fullmatch(body):
        return not (money and after.isdigit())
    if body[0].isspace() or body[-1].isspace() or (money and after.isdigit()):
        return False
    return _is_balanced(body) and not _LONG_WORD.search(body)


def _is_balanced(body: str) -> bool:
    """Tell whether no parenthesis closes before one opened."""
    opened = [place for place in (body.find("("), body.find("[")) if place >= 0]
    closed = [place for place in (body.find(")"), body.find("]")) if place >= 0]
    return not closed or (bool(opened) and min(opened) < min(closed))


def replace_formulas(text: str, change: Callable[[str], str]) -> str:
    """Return the text with every formula, delimiters included, passed through `change`."""
    if "$" not in text and "\\" not in text:
        return text

    def replace(found: re.Match[str]) -> str:
        real = found.lastgroup and formula_at(text, found.start(), len(text))
        return change(found[0]) if real else found[0]

    return _SCANNED.sub(replace, text)


def mend(source: str) -> str:
    """Return TeX source with the macros put right that lost their backslash to a JSON escape."""
    source = _LOST_MACRO.sub(lambda found: f"\\{_LOST[found[0][0]][0]}{found[0][1:]}", source)
    return _LOST_BREAK.sub(lambda found: f"\\{found.lastgroup}{found[0][1:]}", source)
