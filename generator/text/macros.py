"""TeX's text macros: what each stands for outside a formula."""

from __future__ import annotations

import unicodedata
from typing import Final

STYLES: Final = {
    "emph": "em", "textit": "em", "textsl": "em", "textbf": "strong", "texttt": "code",
    "underline": "u", "uline": "u", "ul": "u", "textsuperscript": "sup", "textsubscript": "sub",
}  # fmt: skip
SWITCHES: Final = {
    "em": "em", "it": "em", "sl": "em", "itshape": "em", "bf": "strong", "bfseries": "strong",
    "tt": "code", "ttfamily": "code", "sc": "", "scshape": "", "sf": "", "rm": "", "small": "",
    "large": "",
}  # fmt: skip
CONTENT: Final = frozenset({
    "textrm", "textsf", "textsc", "textnormal", "textup", "textmd", "text", "mbox", "hbox", "fbox",
    "num", "uppercase", "ac", "acl", "acs", "acp", "gls", "glspl", "acrshort", "acrlong", "uwave",
    "mathrm", "mathbf", "mathit", "mathsf", "boldsymbol", "operatorname", "si",
})  # fmt: skip
LETTERS: Final = frozenset({"mathbb", "mathcal", "mathfrak", "mathscr"})
ENVIRONMENTS: Final = frozenset(
    {"itemize", "enumerate", "description", "center", "quote", "abstract"}
)
SECOND: Final = frozenset({"textcolor", "hyperlink", "hyperref", "colorbox"})
CITATIONS: Final = frozenset({
    "cite", "citep", "citet", "citealp", "citealt", "citeauthor", "citeyear", "ref", "cref", "Cref",
    "autoref", "eqref", "autocite", "parencite", "textcite",
})  # fmt: skip
DROPPED: Final = {
    "noindent": 0, "centering": 0, "xspace": 0, "allowbreak": 0, "protect": 0, "displaystyle": 0,
    "normalsize": 0, "boldmath": 0, "hfill": 0,
    "color": 1, "vspace": 1, "hspace": 1, "label": 1, "thanks": 0,
}  # fmt: skip
WORDS: Final = {
    "eg": "e.g.", "ie": "i.e.", "etal": "et al.", "etc": "etc.", "vs": "vs.", "ldots": "…",
    "dots": "…", "textellipsis": "…", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbar": "|",
    "textunderscore": "_", "textless": "<", "textgreater": ">", "textdegree": "°", "degree": "°",
    "deg": "°", "textregistered": "®", "texttrademark": "™", "textcopyright": "©", "copyright": "©",
    "textemdash": "—", "textendash": "–", "textrightarrow": "→", "textleftarrow": "←",
    "textmu": "µ", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
    "textquoteright": "’", "textquotesingle": "'", "percent": "%", "slash": "/", "S": "§", "P": "¶",
    "pounds": "£", "euro": "€", "texteuro": "€", "ss": "ß", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ",
    "quad": " ", "qquad": " ", "newline": " ", "par": " ", "n": " ", "and": "·", "textbullet": "•",
    "item": "• ",
}  # fmt: skip
SWALLOWING: Final = frozenset({
    "ss", "o", "O", "aa", "AA", "ae", "AE", "oe", "OE", "l", "L", "i", "j", "n",
})  # fmt: skip
SIGNS: Final = {
    **{sign: sign for sign in "%&#_{}$*<>|"},
    **dict.fromkeys(" \n\\;:", " "), ",": "\u2009",
    **dict.fromkeys("!/-@", ""),
}  # fmt: skip
ACCENTS: Final = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "b": "\u0331", "d": "\u0323",
}  # fmt: skip
_DOTTED: Final = {"\\i": "i", "\\j": "j", "ı": "i", "ȷ": "j"}


def accented(accent: str, base: str) -> str | None:
    """Return a letter with a TeX accent as one character, or nothing if there is none such."""
    letter = _DOTTED.get(base, base)
    joined = unicodedata.normalize("NFC", letter + ACCENTS[accent])
    return joined if len(letter) == len(joined) == 1 and letter.isalpha() else None
