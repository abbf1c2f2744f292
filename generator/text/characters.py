"""What may stand in a text: no control, no bidirectional override, no lone surrogate."""

from __future__ import annotations

import re

from generator.text.spans import mend, replace_formulas

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"

HAS_CJK = re.compile(f"[{_CJK}]")
CJK_BREAK = re.compile(f"\n(?<=[{_CJK}]\n)(?=[{_CJK}])")


def tidy(text: str) -> str:
    r"""Return the text with only characters that are safe to show, and `\n` for every line end."""
    if "\\u" in text:
        text = _ESCAPED.sub(lambda found: _decode(found[0]), text)
    if "\n" in text and "$" in text:
        text = replace_formulas(text, mend)
    if text.replace("\n", " ").isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    if _DROPPED.search(text) or "\t" in text:
        text = replace_formulas(text, mend)
    text = _DROPPED.sub("", text).replace("\t", "    ")
    return _SURROGATES.sub("\ufffd", text)


def _decode(escapes: str) -> str:
    """Return what a run of JSON escapes stands for (a pipeline that encoded twice leaves them)."""
    units = bytes.fromhex("".join(escapes.split("\\u")))
    return units.decode("utf-16-be", "replace")
