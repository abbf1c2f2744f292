"""Fingerprints: all that decides a page's bytes changes them, nothing else does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from generator.checksum import (
    LIBRARIES,
    content_digest,
    library_versions,
    program_digest,
    source_digest,
)
from generator.fingerprint import base_digest, page_fingerprint
from generator.views.pages import CategoryIndexView, NotFoundView, TextPageView
from generator.views.site import SiteView
from generator.views.sketches import PageSketch

ROOT = Path(__file__).parent.parent
PAGE = PageSketch(
    path="about/index.html",
    address="/about/",
    template="text.html",
    sketch=TextPageView(title="About", markdown="Words."),
)
SITE = SiteView(
    title="Digests",
    tagline="Papers",
    language="en",
    base_path="/",
    base_url="",
    home="/",
    categories="/categories/",
    search="/search/",
    about="/about/",
    has_search=True,
    colophon="Digestry",
)


def fingerprint(page: PageSketch = PAGE, *, template: str = "t", base: str = "b") -> str:
    return page_fingerprint(page, template_digest=template, base=base)


def changed(**fields: object) -> PageSketch:
    return msgspec.structs.replace(PAGE, **fields)


def test_the_same_page_has_the_same_fingerprint() -> None:
    assert fingerprint() == fingerprint(msgspec.structs.replace(PAGE))


@pytest.mark.parametrize(
    "page",
    [
        changed(path="about/other.html"),
        changed(address="/"),
        changed(template="other.html"),
        changed(sketch=TextPageView(title="About", markdown="Other words.")),
    ],
)
def test_whatever_a_page_is_made_of_changes_its_fingerprint(page: PageSketch) -> None:
    assert fingerprint(page) != fingerprint()


def test_template_and_base_change_the_fingerprint() -> None:
    assert len({fingerprint(), fingerprint(template="u"), fingerprint(base="c")}) == 3


def test_views_of_two_kinds_with_the_same_fields_differ() -> None:
    empty = changed(sketch=CategoryIndexView(categories=()))
    assert fingerprint(empty) != fingerprint(changed(sketch=NotFoundView()))


def test_text_cannot_move_between_neighbouring_fields() -> None:
    first = changed(sketch=TextPageView(title="ab", markdown="c"))
    second = changed(sketch=TextPageView(title="a", markdown="bc"))
    assert fingerprint(first) != fingerprint(second)


def test_the_site_is_part_of_every_page() -> None:
    other = msgspec.structs.replace(SITE, title="Other")
    assert base_digest(SITE) != base_digest(other)


def test_the_versions_of_the_libraries_are_part_of_the_base(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, versions = base_digest(SITE), library_versions()
    others = dict(versions) | {"mistune": "0"}
    assert set(LIBRARIES) < set(versions)
    monkeypatch.setattr("generator.fingerprint.library_versions", lambda: others)
    assert base_digest(SITE) != before


def test_neither_the_process_nor_its_hash_seed_matters() -> None:
    code = (
        "from tests.test_fingerprint import SITE, base_digest, fingerprint;"
        "print(base_digest(SITE), fingerprint())"
    )
    answers = {
        subprocess.run(  # noqa: S603 -- this very interpreter
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert answers == {f"{base_digest(SITE)} {fingerprint()}\n"}


def test_the_program_is_known_by_names_and_bytes_in_any_order() -> None:
    files = {"a.py": b"1", "b/c.py": b"2"}
    assert source_digest(files) == source_digest(dict(reversed(files.items())))
    assert source_digest(files) != source_digest({**files, "a.py": b"2"})
    assert source_digest(files) != source_digest({"d.py": b"1", "b/c.py": b"2"})


def test_digests_are_32_hexadecimal_digits() -> None:
    for digest in (program_digest(), content_digest(b""), fingerprint()):
        assert len(bytes.fromhex(digest)) == 16
