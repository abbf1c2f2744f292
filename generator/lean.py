"""Templates without what a browser does without: line breaks between blocks, quotes, end tags.

Pages made of them are the same to every reader of HTML, by its own rules
(https://html.spec.whatwg.org/multipage/syntax.html). The texts that templates fill in are not
touched. Where an expression makes the whole value of an attribute, the filter `attribute` decides
on the quotes; an attribute keeps them where an expression makes a part of it, or follows it and is
none of the filters that give an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BLOCKS: Final = frozenset(
    {
        "article", "aside", "body", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html",
        "li", "link", "main", "meta", "nav", "ol", "p", "script", "section", "summary", "table",
        "tbody", "td", "th", "thead", "title", "tr", "ul",
    }
)  # fmt: skip
"""Elements beside which a line break shows nothing."""

_ENDS_PARAGRAPH: Final = (
    r"\s*(?:</(?:article|aside|body|dd|details|div|footer|form|header|li|main|nav|section|td)\s*>"
    r"|<(?:article|aside|details|div|dl|footer|form|h[1-6]|header|main|nav|ol|p|pre|section|table|ul)"
    r"\b)"
)
_BARE: Final = r"(?:{%[^{}]*%}|{{[^{}]*lang[ ]}})*[\s>]"
"""What may follow a value that has no quotes."""

_TOKEN: Final = re.compile(
    rf"""
      (?P<kept>{{%-?\s*raw\b.*?\bendraw\s*-?%}} | {{\#.*?\#}} | {{%.*?%}} | <!--.*?-->
        | <(?P<whole>pre|textarea|template|style|svg)\b.*?</(?P=whole)>)
    | (?P<made>\s[\w:.-]+=)"{{{{[ ](?P<maker>[^{{}}]*)[ ]}}}}"(?={_BARE})
    | (?P<expression>{{{{.*?}}}})
    | (?P<implied></(?:li|dt|dd|tr|th|td|head|body|html)\s*>|<head>|</p>(?={_ENDS_PARAGRAPH}))
    | <(?P<slash>/?)(?P<tag>[a-zA-Z][\w-]*)
    | (?P<attribute>\s[\w:.-]+=)"(?P<value>[\w:.,\#+-]+(?:/[\w:.,\#+-]+)*)"(?={_BARE})
    | (?P<quote>")
    | (?P<end>>)
    | (?P<gap>[ \t]*\n\s*)
    | (?P<other>[^\s<>"{{]+|.)
    """,
    re.ASCII | re.DOTALL | re.VERBOSE,
)
_BEFORE_BLOCK: Final = re.compile(r"</?([a-z][a-z0-9]*)\b")


def lean(source: str) -> str:
    """Return a template that makes the same page of fewer bytes, its lines where they were."""
    return "".join(_leaner(source))


def _leaner(source: str) -> Iterator[str]:
    tag = ""  # in whose tag the place is
    beside = ""  # after whose tag
    quoted = False
    for token in _TOKEN.finditer(source):
        kind = token.lastgroup or ""
        text = token[0]
        if tag:
            quoted ^= kind == "quote"
            yield text if quoted else _unquoted(token)
            if kind == "end" and not quoted:
                tag, beside = "", tag
        elif kind == "gap":
            yield _commented(text) if beside in _BLOCKS or _at_block(source, token.end()) else text
        elif kind == "implied":
            beside = "li"
        else:
            yield text
            tag = token["tag"] or ""
            beside = beside if kind == "kept" else ""


def _unquoted(token: re.Match[str]) -> str:
    """Give an attribute without its quotes, or whatever else stands in a tag."""
    if token.lastgroup == "value":
        return f"{token['attribute']}{token['value']}"
    if token.lastgroup == "maker":
        return f"{token['made']}{{{{ ({token['maker']})|attribute }}}}"
    return token[0]


def _at_block(source: str, place: int) -> bool:
    found = _BEFORE_BLOCK.match(source, place)
    return found is not None and found[1] in _BLOCKS


def _commented(gap: str) -> str:
    """Put a line break where it is not written, so that errors name the same lines."""
    return f"{{#{gap}#}}"
