"""Families of input that made other readers hang: each a text that grows with a number."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

Family = Callable[[int], str]

_LINK = "https://arxiv.org/abs/2605.00001"


def _repeated(piece: str, end: str = "") -> Family:
    return lambda n: piece * (n // len(piece) + 1) + end


def _nested(opening: str, closing: str) -> Family:
    return lambda n: opening * (n // len(opening)) + "x" + closing * (n // len(opening))


FIELDS: Final[dict[str, Family]] = {
    "braces": _nested("{", "}"),
    "open braces": _repeated("{"),
    "brackets": _nested("[", "]"),
    "open brackets": _repeated("["),
    "parentheses": _nested("(", ")"),
    "links within links": _nested("[a](", ")"),
    "open links": _repeated("[a](http://e.org/("),
    "links": _repeated("[a](https://e.org/a_b) "),
    "bare addresses": _repeated("https://e.org/a_b, "),
    "one long address": lambda n: "https://e.org/" + "a(b)_" * (n // 5),
    "an address of brackets": lambda n: "https://e.org/" + ")" * n,
    "stars": _repeated("*"),
    "strong within strong": _nested("**a ", " b**"),
    "emphasis that never closes": _repeated("*a "),
    "emphasis in emphasis": _repeated("*a **b "),
    "backticks": _repeated("`"),
    "backticks of all lengths": lambda n: " ".join("`" * (k % 60 + 1) + "a" for k in range(n // 30)),
    "code that never closes": _repeated("`a "),
    "fences": _repeated("```\na\n"),
    "quotes": lambda n: "a\n\n" + "> " * n + "x",
    "quoted lines": lambda n: "".join("> " * (k % 9 + 1) + "x\n" for k in range(n // 10)),
    "lists within lists": lambda n: "".join(" " * (2 * (k % 200)) + "- a\n" for k in range(n // 200)),
    "list items": _repeated("- a\n"),
    "numbers in a line": lambda n: " ".join(f"{k}) item," for k in range(1, n // 9)),
    "first numbers": _repeated("1) a; "),
    "circled numbers": _repeated("① a "),
    "a wide table": lambda n: "|a" * (n // 2) + "|\n" + "|-" * (n // 2) + "|\n" + "|b" * (n // 2) + "|",
    "a long table": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 6),
    "headings": _repeated("# a\n\n"),
    "rules": _repeated("- - -\n"),
    "dashes": _repeated("-"),
    "dash and blank": _repeated("- "),
    "tildes": _repeated("~"),
    "dollars": _repeated("$"),
    "dollars and letters": _repeated("$a "),
    "open formulas": _repeated("$x^{"),
    "formulas": _repeated("$x^2$ "),
    "a long formula": lambda n: f"${'x+' * (n // 2)}x$",
    "a deep formula": lambda n: f"${'{' * n}x{'}' * n}$",
    "left and right": lambda n: "$" + "\\left(" * (n // 6) + "x" + "\\right)" * (n // 6) + "$",
    "fractions": lambda n: "$" + "\\frac{1}{" * (n // 9) + "x" + "}" * (n // 9) + "$",
    "matrices": lambda n: "$\\begin{matrix}" + "a & b \\\\ " * (n // 9) + "\\end{matrix}$",
    "environments": _repeated("\\begin{align} a "),
    "groups of TeX": _nested("\\emph{", "}"),
    "open groups of TeX": _repeated("\\textbf{a "),
    "switches": _nested("{\\bf ", "}"),
    "accents": _repeated("\\'e\\\"{o}"),
    "backslashes": _repeated("\\"),
    "options of citations": lambda n: "\\cite" + "[a]" * (n // 3),
    "open options": lambda n: "\\cite" + "[" * n,
    "quotes of TeX": _repeated("``a "),
    "entities": _repeated("&amp;&#60;"),
    "tags": _repeated("<a href='x'>"),
    "open tags": _repeated("<"),
    "comments": _repeated("<!--"),
    "escapes": _repeated("\\u0041"),
    "lost line ends": _repeated("$\nho\n"),
    "tabs": _repeated("\t"),
    "blanks": lambda n: "a" + " " * n + "b",
    "line ends": lambda n: "a" + "\n" * n + "b",
    "lines that are indented": _repeated("\n    a"),
    "a long word": _repeated("a"),
    "Chinese lines": _repeated("中文\n"),
    "combining marks": _repeated("\u0301"),
    "joiners": _repeated("\u200d"),
    "bidi": _repeated("\u202e\u2066"),
    "controls": _repeated("\x00\x08"),
    "sentence ends": _repeated("e.g. A. "),
    "references": _repeated("[a]: http://e.org\n"),
    "email": _repeated("mailto:a@b "),
}  # fmt: skip
"""Texts of a field."""


def _entry(text: str) -> str:
    return f"### [T]({_LINK})\n{text}\n"


def _json(**facts: object) -> str:
    return json.dumps({"id": "2605.00001", "title": "T", **facts})


FILES: Final[dict[str, Family]] = {
    "headings of entries": lambda n: "".join(f"### [T{k}](https://arxiv.org/abs/2605.{k:05})\n" for k in range(n // 40)),
    "headings of groups": _repeated("## a\n"),
    "headings of all levels": lambda n: "".join("#" * (k % 6 + 1) + f" a{k}\n" for k in range(n // 8)),
    "unlinked entries": lambda n: "".join(f"### Title {k}\nLink: https://arxiv.org/abs/2605.{k:05}\n" for k in range(n // 50)),
    "headings that go on": _repeated("### [a\n"),
    "a heading of brackets": lambda n: f"### {'[' * n}a]({_LINK})",
    "a heading of links": lambda n: f"### {'[a](https://e.org/) ' * (n // 20)}",
    "a heading of anchors": lambda n: f"### {'<a id=x></a>' * (n // 12)} [T]({_LINK})",
    "a heading of blanks": lambda n: f"###{' ' * n}[T]({_LINK}){' ' * n}",
    "labels": lambda n: _entry("".join(f"\n**Label {k}:** a\n" for k in range(n // 18))),
    "the same label": lambda n: _entry("\n**Method:** a\n" * (n // 15)),
    "bullets of labels": lambda n: _entry("- **Method**: a\n" * (n // 16)),
    "plain labels": lambda n: _entry("\nMethod: a\n" * (n // 11)),
    "details": lambda n: _entry("<details><summary>a</summary>\n" * (n // 30)),
    "open details": lambda n: _entry("<details>" * (n // 9)),
    "a summary that never closes": lambda n: _entry("<summary>" + "a" * n),
    "fences in a file": lambda n: _entry("```\n" * (n // 4)),
    "fences of all lengths": lambda n: _entry("".join("`" * (k % 90 + 3) + "\n" for k in range(n // 40))),
    "rules in a file": lambda n: _entry("- " * n),
    "stars in a file": lambda n: _entry("*" * n),
    "authors": lambda n: _entry(f"*{'Ann Lee, ' * (n // 9)}Bo Ek*"),
    "authors in brackets": lambda n: _entry(f"*{'A (b, ' * (n // 6)}*"),
    "quotes in a file": lambda n: _entry("> " * n + "**Method:** a"),
    "facts in a line": lambda n: _entry("**a:** b | " * (n // 11)),
    "links in a line": lambda n: _entry("[a](https://e.org) | " * (n // 20)),
    "a contents": lambda n: "- [a](#b)\n" * (n // 10) + _entry("x"),
    "a date in digits": lambda n: "# " + "2026" * (n // 4),
    "blanks at the end": lambda n: _entry("Method:" + " " * n + "x"),
    "an address line": lambda n: _entry("Link: " + "https://" * (n // 8)),
    "items": lambda n: "".join(f"- [A long title {k}](https://arxiv.org/abs/2605.{k:05})\n" for k in range(n // 50)),
    "HTML headings": lambda n: "<h3 " + "a " * (n // 2) + ">x",
    "JSON authors": lambda n: _json(authors=["Ann Lee"] * (n // 10)),
    "JSON authors in a text": lambda n: _json(authors="Ann Lee, " * (n // 9)),
    "JSON categories": lambda n: _json(categories=[f"c{k}" for k in range(n // 6)]),
    "JSON keywords": lambda n: _json(keywords=", ".join(f"k{k}" for k in range(n // 6))),
    "JSON keys": lambda n: _json(AI={f"k{k}": "x" for k in range(n // 10)}),
    "JSON links": lambda n: _json(url=" ".join(f"https://e.org/{k}" for k in range(n // 18))),
    "JSON arrays within arrays": lambda n: '{"title": "T", "x": ' + "[" * n + "]" * n + "}",
    "JSON objects within objects": lambda n: '{"a":' * (n // 5) + "1" + "}" * (n // 5),
    "open JSON arrays": lambda n: "[{" + "[" * n,
    "broken JSON lines": _repeated('{"title": "a\n'),
    "an array of broken JSON": lambda n: "[\n" + '{"title": "a\n' * (n // 13),
    "an array of open objects": lambda n: "[\n" + '{"a":\n' * (n // 6),
    "an array of unlike brackets": lambda n: "[\n" + '{"title": [}\n' * (n // 13),
    "an array of records": lambda n: "[\n" + '{"title": "a"},\n' * (n // 16) + '{"title": "b"}\n]',
    "JSON escapes": lambda n: '{"title": "' + "\\u00e9" * (n // 6) + '"}',
    "JSON surrogates": lambda n: '{"title": "a", "x": "' + "\\ud800" * (n // 6) + '"}',
    "JSON numbers": lambda n: '{"title": "T", "score": ' + "1" * n + "}",
    "JSON documents of titles": lambda n: json.dumps({"papers": [{"title": f"T{k}"} for k in range(n // 15)]}, indent=1),
    "status lines": _repeated("cs.DC 2026-05-14 a\n\nT\n\nAbstract\n\nx\n\n0\n\n"),
    "a listing without entries": lambda n: "cs.DC 2026-05-14\nAbstract\n" + "1\n\n" * (n // 3),
    "categories of a listing": lambda n: "cs.DC 2026-05-14\n\nT\n\nAbstract\n" + "\ncs.DC\n" * (n // 7),
    "mojibake": _repeated("Ã©â€œ"),
    "mixed line ends": _repeated("a\r\nb\rc\n"),
}  # fmt: skip
"""Texts of whole files."""
