"""Formulas and what touches them: `$n$-gram`, `($x$)`, `$N$，` are not torn at line ends.

A browser may break a line at both ends of a formula, whatever stands there. The character that
touches it stands with it in a `span`, which the style sheet keeps on one line; how that character
and those beyond it hang together, browsers know.
"""

from __future__ import annotations

import re

_INLINE = '<math display="inline"'
_APART = r"\s<>&\u2e80-\uffff"
_OPENING = "（［｛《〈「『【"
_CLOSING = "，。、；：！？）］｝》〉」』】…"
_TOUCHED = re.compile(
    rf"(?P<before>[^;{_APART}]|[{_OPENING}])?"
    rf"{_INLINE}[^>]*>.*?</math>"
    rf"(?P<after>[^{_APART}]|[{_CLOSING}])?",
    re.DOTALL,
)


def keep_together(html: str) -> str:
    """Return the HTML of a line with each formula joined to what touches it."""
    return _TOUCHED.sub(_joined, html) if _INLINE in html else html


def _joined(found: re.Match[str]) -> str:
    return f"<span>{found[0]}</span>" if found["before"] or found["after"] else found[0]
