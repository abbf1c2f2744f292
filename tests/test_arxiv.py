"""Names that arXiv gives are read wherever they appear."""

from __future__ import annotations

import pytest

from generator import arxiv
from generator.arxiv import Identifier


@pytest.mark.parametrize(
    "text, is_one",
    [
        ("68T50", True), ("68Q32 (Secondary)", True), ("68T50 (Primary) 68T07", True),
        ("Primary 60J10", True), ("MSC 35-02", True), ("11Axx", True), ("I.2.7", True),
        ("F.m", True), ("cs.DC", False), ("Machine Learning", False), ("3D", False),
        ("68T50 and more", False), ("", False), ("68T50 " * 5000 + "x", False),
    ],
)  # fmt: skip
def test_classes_of_other_systems_are_told(text: str, *, is_one: bool) -> None:
    assert arxiv.is_subject_class(text) == is_one


@pytest.mark.parametrize(
    "text,identifier",
    [
        ("2509.20563", Identifier("2509.20563", None)),
        ("arXiv:2509.20563v2", Identifier("2509.20563", 2)),
        ("0704.0001", Identifier("0704.0001", None)),
        ("cs/0601001v3", Identifier("cs/0601001", 3)),
        ("math.GT/0309136", Identifier("math/0309136", None)),
        ("2513.00001", None),
        ("2509.205", None),
        ("", None),
    ],
)
def test_an_id_is_read(text: str, identifier: Identifier | None) -> None:
    assert arxiv.parse_id(text) == identifier


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2509.20563v2", "http://arxiv.org/pdf/2509.20563v2.pdf",
        "https://arxiv.org/html/2509.20563v2/", "https://www.alphaxiv.org/abs/2509.20563v2",
        "https://huggingface.co/papers/2509.20563v2", "https://doi.org/10.48550/arXiv.2509.20563v2",
        "https://export.arxiv.org/abs/2509.20563v2?context=cs", "https://ar5iv.org/abs/2509.20563v2",
    ],
)  # fmt: skip
def test_an_address_names_its_paper(url: str) -> None:
    assert arxiv.parse_address(url) == Identifier("2509.20563", 2)


@pytest.mark.parametrize(
    "url", ["https://example.org/abs/2509.20563", "https://arxiv.org/list/cs.CV/recent", "nothing"]
)
def test_other_addresses_name_none(url: str) -> None:
    assert arxiv.parse_address(url) is None


@pytest.mark.parametrize(
    "base,month",
    [("2512.20795", "2025-12"), ("cs/9901001", "1999-01"), ("cs/0601001", "2006-01")],
)
def test_an_id_tells_its_month(base: str, month: str) -> None:
    assert arxiv.month_of(base) == month


@pytest.mark.parametrize(
    "code", ["cs.DC", "cond-mat.mtrl-sci", "gr-qc", "physics.ao-ph", "q-bio.QM"]
)
def test_a_category_is_known(code: str) -> None:
    assert arxiv.is_category(code)
    assert arxiv.find_category(f"Name ({code})") == code


@pytest.mark.parametrize("text", ["cs", "CS.dc", "abc.DE", "cs.CV cs.CL", "docs.CVs"])
def test_other_words_are_no_category(text: str) -> None:
    assert not arxiv.is_category(text)
