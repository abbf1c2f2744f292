"""Measure the text room on real digests: `python benchmarks/text.py DIR`, a folder of daily files.

Prints, for each kind of field, the share that needs no grammar and the time a field takes, then
the share of formulas that become MathML and the sources that most often do not.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.text import tex
from generator.text.characters import tidy
from generator.text.clean import plain_text
from generator.text.links import find_links
from generator.text.markup import block_html, inline_html, is_plain
from generator.text.spans import FORMULA, body_of, replace_formulas

_LABEL = re.compile(r"(TL;DR|Motivation|Method|Result|Conclusion|Abstract): ?(.*)")
_TITLE = re.compile(r"### \[\d+\] \[(.*)\]\(\S*\)")
_END = ("<details>", "</details>", "  <summary>", "### [")
_SHOWN_FAILURES = 15


def fields_of(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each labelled field and each title of a digest."""
    label, text = "", list[str]()
    for line in (*lines, "</details>"):
        labelled, title = _LABEL.fullmatch(line), _TITLE.fullmatch(line)
        if labelled or line.startswith(_END):
            if label:
                yield label, "\n".join(text).strip("\n")
            label, text = (labelled[1], [labelled[2]]) if labelled else ("", [])
        elif label:
            text.append(line)
        if title:
            yield "Title", title[1]


def read(folder: Path) -> dict[str, list[str]]:
    """Return the different texts of each kind of field in a folder."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for path in sorted(folder.glob("*.md")):
        for label, text in fields_of(path.read_text("utf-8", errors="replace").split("\n")):
            found[label][text] = None
    return {label: list(texts) for label, texts in found.items()}


def microseconds(function: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the mean time that a function takes for one text."""
    began = time.process_time()
    for text in texts:
        function(text)
    return (time.process_time() - began) / max(1, len(texts)) * 1e6


def print_fields(fields: dict[str, list[str]]) -> None:
    """Print one line for each kind of field."""
    print(
        f"{'field':<11}{'texts':>8}{'chars':>7}{'plain':>8}{'html':>9}{'fast':>8}{'slow':>9}{'text':>9}{'links':>8}"
    )
    for label, texts in fields.items():
        html = inline_html if label == "Title" else block_html
        plain = [text for text in texts if is_plain(text.strip())]
        marked = [text for text in texts if not is_plain(text.strip())]
        times = (
            microseconds(html, texts), microseconds(html, plain), microseconds(html, marked),
            microseconds(plain_text, texts), microseconds(find_links, texts),
        )  # fmt: skip
        characters = sum(map(len, texts)) / len(texts)
        share = len(plain) / len(texts)
        print(
            f"{label:<11}{len(texts):>8}{characters:>7.0f}{share:>8.1%}"
            + "".join(f"{us:>6.1f}µs" for us in times)
        )


def formulas_of(text: str) -> list[tuple[str, bool]]:
    """Return the formulas of a text, each with whether it is displayed."""
    found: list[tuple[str, bool]] = []

    def collect(formula: str) -> str:
        match = FORMULA.fullmatch(formula)
        if match:
            found.append(body_of(match))
        return formula

    replace_formulas(tidy(text), collect)
    return found


def print_formulas(fields: dict[str, list[str]]) -> None:
    """Print how many formulas become MathML, and which do not."""
    sources = [pair for texts in fields.values() for text in texts for pair in formulas_of(text)]
    tex.mathml.cache_clear()
    failed = Counter(
        source for source, displayed in sources if not _is_mathml(source, displayed=displayed)
    )
    distinct = set(sources)
    tex.mathml.cache_clear()
    began = time.process_time()
    for source, displayed in distinct:
        tex.mathml(source, displayed=displayed)
    each = (time.process_time() - began) / max(1, len(distinct)) * 1e6
    share = 1 - failed.total() / max(1, len(sources))
    print(f"\n{len(sources)} formulas, {len(distinct)} different")
    print(f"{share:.2%} become MathML, {each:.0f} µs each where it is not cached")
    for source, count in failed.most_common(_SHOWN_FAILURES):
        print(f"{count:>6} {source[:100]!r}")


def _is_mathml(source: str, *, displayed: bool) -> bool:
    return tex.mathml(source, displayed=displayed).startswith("<math")


def main(arguments: Sequence[str]) -> int:
    """Measure the folder that is named."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    fields = read(Path(arguments[0]))
    print_fields(fields)
    print_formulas(fields)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
