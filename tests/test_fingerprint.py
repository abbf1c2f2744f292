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
from generator.fingerprint import Base, Part, base_of, changed_parts, page_fingerprint
from generator.views.pages import CategoryIndexView, MonthView, NotFoundView, TextPageView
from generator.views.parts import CalendarMonth, DateRef, Link
from generator.views.site import SiteView
from generator.views.sketches import CardSketch, ListSketch, PageSketch, PaperSketch, RelatedRef

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


PAPER = PaperSketch(
    paper=CardSketch(key="2605.00001", categories=(), leaves=(), digest=b"1"),
    language="en",
    crumbs=(),
    categories=(),
    days=(),
)
TEMPLATE, OTHER_TEMPLATE = content_digest(b"t"), content_digest(b"u")
BASE = Base(program=content_digest(b"p"), site=content_digest(b"s"))
BEFORE = Link(label="Before", address="/papers/2605.00000/")


def fingerprint(page: PageSketch = PAGE, *, template: str = TEMPLATE, base: Base = BASE) -> str:
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
    others = [
        msgspec.structs.replace(BASE, **{part: content_digest(b"c")})
        for part in ("program", "site")
    ]
    made = {fingerprint(), fingerprint(template=OTHER_TEMPLATE)}
    assert len(made | {fingerprint(base=other) for other in others}) == 4


def test_views_of_two_kinds_with_the_same_fields_differ() -> None:
    empty = changed(sketch=CategoryIndexView(categories=()))
    assert fingerprint(empty) != fingerprint(changed(sketch=NotFoundView()))


def test_text_cannot_move_between_neighbouring_fields() -> None:
    first = changed(sketch=TextPageView(title="ab", markdown="c"))
    second = changed(sketch=TextPageView(title="a", markdown="bc"))
    assert fingerprint(first) != fingerprint(second)


def test_the_site_is_part_of_every_page() -> None:
    other = msgspec.structs.replace(SITE, title="Other")
    assert base_of(SITE) != base_of(other)


def test_the_versions_of_the_libraries_are_part_of_the_base(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, versions = base_of(SITE), library_versions()
    others = dict(versions) | {"mistune": "0"}
    assert set(LIBRARIES) < set(versions)
    monkeypatch.setattr("generator.fingerprint.library_versions", lambda: others)
    assert base_of(SITE) != before


def test_neither_the_process_nor_its_hash_seed_matters() -> None:
    code = (
        "from tests.test_fingerprint import SITE, base_of, fingerprint;"
        "print(base_of(SITE), fingerprint())"
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
    assert answers == {f"{base_of(SITE)} {fingerprint()}\n"}


def test_the_program_is_known_by_names_and_bytes_in_any_order() -> None:
    files = {"a.py": b"1", "b/c.py": b"2"}
    assert source_digest(files) == source_digest(dict(reversed(files.items())))
    assert source_digest(files) != source_digest({**files, "a.py": b"2"})
    assert source_digest(files) != source_digest({"d.py": b"1", "b/c.py": b"2"})


def test_digests_are_32_hexadecimal_digits() -> None:
    for digest in (program_digest(), content_digest(b"")):
        assert len(bytes.fromhex(digest)) == 16


def paper_page(**fields: object) -> PageSketch:
    return changed(sketch=msgspec.structs.replace(PAPER, **fields))


def other_paper() -> CardSketch:
    return msgspec.structs.replace(PAPER.paper, digest=b"2")


@pytest.mark.parametrize(
    "fields, part",
    [
        ({"paper": other_paper()}, Part.PAPERS),
        ({"previous": BEFORE}, Part.NEIGHBOURS),
        ({"next": BEFORE}, Part.NEIGHBOURS),
        ({"related": (RelatedRef(key="k", title="t", date="2026-05-08"),)}, Part.RELATED),
        ({"reasons": "locks"}, Part.RELATED),
        ({"authors": ("/authors/ada/",)}, Part.REST),
        ({"crumbs": (BEFORE,)}, Part.REST),
    ],
)
def test_two_fingerprints_tell_which_part_of_a_paper_has_changed(
    fields: dict[str, object], part: Part
) -> None:
    assert changed_parts(fingerprint(paper_page()), fingerprint(paper_page(**fields))) == (part,)


def test_two_fingerprints_tell_which_part_of_a_list_has_changed() -> None:
    here = DateRef(value="2026-05", address="/2026/05/")
    calendar = CalendarMonth(value="2026-05", count=0, weeks=())
    frame = MonthView(date=here, crumbs=(), calendar=calendar, days=(), categories=())
    sketch = ListSketch(frame=frame, language="en", cards=((PAPER.paper,),))
    later = DateRef(value="2026-06", address="/2026/06/")
    for other, part in (
        (ListSketch(frame=frame, language="en", cards=((other_paper(),),)), Part.PAPERS),
        (ListSketch(frame=frame, language="zh", cards=sketch.cards), Part.REST),
        (msgspec.structs.replace(sketch, frame=_with(frame, next=later)), Part.NEIGHBOURS),
        (msgspec.structs.replace(sketch, frame=_with(frame, levels=(2,))), Part.REST),
    ):
        made = fingerprint(changed(sketch=sketch)), fingerprint(changed(sketch=other))
        assert changed_parts(*made) == (part,)


def _with(view: MonthView, **fields: object) -> MonthView:
    return msgspec.structs.replace(view, **fields)


def test_what_all_pages_share_is_told_apart_and_so_are_several_parts() -> None:
    before = fingerprint()
    base = msgspec.structs.replace(BASE, program=content_digest(b"q"))
    assert changed_parts(before, fingerprint(base=base)) == (Part.PROGRAM,)
    base = msgspec.structs.replace(BASE, site=content_digest(b"q"))
    assert changed_parts(before, fingerprint(base=base)) == (Part.SITE,)
    after = fingerprint(changed(template="other.html"), base=base, template=OTHER_TEMPLATE)
    assert changed_parts(before, after) == (Part.SITE, Part.TEMPLATE, Part.REST)


def test_of_what_is_no_page_no_part_is_told() -> None:
    assert changed_parts(content_digest(b"a"), content_digest(b"b")) == ()
    assert changed_parts(content_digest(b"a"), fingerprint()) == ()
