"""Which addresses a text may link to."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

_ALLOWED = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@[^\s@])", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")
_ESCAPED = re.compile(r"\\([_%#&~$^{}-])")
_MARKS = ".,;:!?'*_~"
_PAIRS = {")": "(", "]": "["}
_REL = "nofollow noopener ugc"


def safe_address(address: str) -> str | None:
    """Return the address if it is http, https or mailto and well formed, else nothing."""
    address = address.strip()
    if not _ALLOWED.match(address) or _FORBIDDEN.search(address):
        return None
    try:
        urlsplit(address)
    except ValueError:
        return None
    return address


def anchor(address: str, inner: str) -> str:
    """Return a link around inner HTML, or the inner HTML alone if the address is not allowed."""
    safe = safe_address(address)
    return f'<a href="{escape(safe)}" rel="{_REL}">{inner}</a>' if safe else inner


def without_escapes(address: str) -> str:
    r"""Return an address as TeX would set it: `\_` is `_`."""
    return _ESCAPED.sub(r"\1", address.replace("\\~{}", "~").replace("{}", ""))


def trimmed(address: str) -> str:
    """Return an address found in running text without the punctuation of the sentence around it."""
    end = len(address)
    while end:
        last = address[end - 1]
        if last in _MARKS or (last in _PAIRS and not _is_paired(address, end, last)):
            end -= 1
        else:
            break
    return address[:end]


def _is_paired(address: str, end: int, closing: str) -> bool:
    return address.count(_PAIRS[closing], 0, end) >= address.count(closing, 0, end)
