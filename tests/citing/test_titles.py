"""Titles in BibTeX: formulas stay where nothing in them can break an entry or run as TeX."""

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from generator.citing.bibtex import bibtex
from generator.citing.keys import citation_key
from tests.citing.samples import paper


def title_of(title: str) -> str:
    library = parse_string(bibtex(paper(title=title)))
    assert not library.failed_blocks
    [entry] = library.entries
    return str(entry.fields_dict["title"].value)


@pytest.mark.parametrize(
    "title, written",
    [
        ("D$^{2}$R$^{2}$OSR: Locks & Keys", r"D$^{2}$R$^{2}$OSR: Locks \& Keys"),
        (r"An $\mathcal{O}(n^2)$ Lock", r"An $\mathcal{O}(n^2)$ Lock"),
        (r"$\ell_1$ and \textit{$\left\{x\right\}$} a_b", r"$\ell_1$ and $\left\{x\right\}$ a\_b"),
        ("Locks for $5 and $6 a Piece", r"Locks for \$5 and \$6 a Piece"),
        ("Locks for $5", r"Locks for \$5"),
    ],
)
def test_formulas_are_kept_and_money_is_none(title: str, written: str) -> None:
    assert title_of(title) == written


@pytest.mark.parametrize(
    "formula",
    [
        r"\input{/etc/passwd}",
        r"\write18{x}",
        r"\def\x{y}",
        r"\csname x\endcsname",
        r"\catcode`\%=12",
        r"\href{https://x.example}{y}",
        r"^^5cinput{x}",
        r"\bogus{x}",
        r"x_{1",
        r"x}{_1",
        r"\left\{x_1\right.",
        r"\left(x_1",
        r"x^2 % y",
        r"x^",
        r"x_^2",
        "x^{" + "2" * 2000 + "}",
    ],
)
def test_no_formula_is_kept_that_could_do_harm(formula: str) -> None:
    written = title_of(f"Locks ${formula}$ wait")
    assert "$" not in written.replace(r"\$", "")
    assert "\\" not in written.replace(r"\textasciicircum{}", "").replace(r"\_", "").replace(
        r"\%", ""
    ).replace(r"\$", "")


def test_a_key_has_no_formula_of_the_title() -> None:
    assert citation_key(paper(title="D$^{2}$OSR Locks")) == "unknown2026d2osrlocks"


@given(st.text(alphabet="$$$\\{}^_%&#x1 a\ue000", max_size=24))
def test_the_braces_of_a_title_are_balanced(title: str) -> None:
    written = bibtex(paper(title=title))
    assert written.count("{") == written.count("}")
    assert not parse_string(written).failed_blocks
