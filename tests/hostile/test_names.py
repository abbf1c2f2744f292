"""No id, title, topic or file name of a digest decides where a file lies."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import arxiv, routes
from generator.digests.unseen import without_unseen
from generator.discover import discover
from generator.errors import OutputError
from generator.identity import group_entries
from generator.model import DigestDate
from generator.paths import check_paths, flaw, folded
from generator.slugs import slug
from tests.conftest import Run
from tests.hostile.records import SOUP
from tests.samples import archive, digest, entry, project, record, tree, write_records

LONGEST = 100
"""Bytes that a name made of a digest's text may have."""
NAMES = (
    "../../etc/passwd", "..", ".", "", " ", "con", "NUL", "com1.txt", "LPT9", "aux.", "a" * 300,
    "字" * 200,
    "A\u030a", "\u00c5",
    "K", "\u212a", "ſ", "ﬁ", "İ", "x.", "x ", "/", "\\", "C:", "a:b", "\x00", "\u202e",
    "index.html",
    "papers", "404", "2605.00001", "cs-0601001", "cs 0601001", "CON", "ｃｏｎ", "-", "--",
    "%2e%2e", "\ud800",
)  # fmt: skip
IDS = (
    "cs/0601001", "CS/0601001", "Cs.LG/0601001", "c\u017f/0601001", "2605.00001", "2605.00001v2",
    "２６０５.00001", "2605.٠٠٠٠١", "con/0601001", "AUX/0601001",
)  # fmt: skip
names = (st.sampled_from(NAMES) | SOUP | st.text(max_size=120)).map(
    lambda text: str(without_unseen(text).value)  # as reading leaves it
)


def _is_harmless(path: str) -> bool:
    parts = path.split("/")
    return not flaw(path) and path.isascii() and all(len(part) <= LONGEST for part in parts)


@settings(max_examples=400)
@given(st.lists(st.tuples(names, st.sampled_from(IDS) | st.none(), names), max_size=12))
def test_no_title_and_no_id_leaves_the_folder_or_meets_another(
    drawn: list[tuple[str, str | None, str]],
) -> None:
    entries = [
        entry(
            title or "x",
            id=found.base if id_ and (found := arxiv.parse_id(id_)) else None,
            categories=(topic,) if topic.strip() else (),
            line=line,
        )
        for line, (title, id_, topic) in enumerate(drawn, start=1)
    ]
    held = archive(digest("2026-05-08.md", *entries))
    keys = [key for paper in held.papers.values() for key in (paper.key, *paper.aliases)]
    paths = [routes.file_of(routes.paper(key)) for key in keys]
    assert all(map(_is_harmless, paths))
    assert len({folded(path) for path in paths}) == len(paths)
    check_paths(paths)


@settings(max_examples=400)
@given(names)
def test_every_slug_is_a_name_that_any_system_takes(text: str) -> None:
    made = slug(text)
    assert _is_harmless(f"categories/{made}/index.html")
    assert made == made.lower()
    month = routes.day(DigestDate(value="2025-12", name=text))
    assert _is_harmless(routes.file_of(month))


@settings(max_examples=200)
@given(st.sampled_from(IDS) | names)
def test_an_id_is_known_in_ascii_and_in_one_case_only(text: str) -> None:
    found = arxiv.parse_id(text)
    assert found is None or (found.base.isascii() and found.base == found.base.lower())


def test_hostile_names_make_a_site_below_its_folder(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "site"
    records = [record(k, title=name or "x", categories=[name]) for k, name in enumerate(NAMES)]
    records += [{"title": name or "x", "categories": [name]} for name in NAMES]
    records += [{"id": id_, "title": f"Of {id_}", "categories": ["cs.dc"]} for id_ in IDS]
    write_records(root / "content" / "2026-05-08.jsonl", [_encodable(one) for one in records])
    (root / "site.toml").write_text("")
    before = set(tmp_path.iterdir())
    assert run("build", "--no-search", folder=root).status == 0
    assert set(tmp_path.iterdir()) == before
    assert set(root.iterdir()) <= {
        root / n for n in ("content", "site.toml", "public", ".digestry")
    }
    paths = [path for path in tree(root / "public") if not path.startswith(".digestry/")]
    assert [path for path in paths if not _is_harmless(path)] == []
    check_paths(paths)


def _encodable(one: dict[str, object]) -> dict[str, object]:
    return {
        key: str(value).encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in one.items()
        if not (isinstance(value, list) and "\ud800" in value)
    }


def _link(place: Path) -> None:
    place.symlink_to(place.parent / "2026-05-08.jsonl")


def _folder_link(place: Path) -> None:
    place.symlink_to(place.parent.parent)


def _socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(place))


def _device(place: Path) -> None:
    try:
        os.mknod(place, 0o20600, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root makes devices")


SPECIAL: dict[str, Callable[[Path], None]] = {
    "a link": _link,
    "a link to a folder": _folder_link,
    "a pipe": os.mkfifo,
    "a socket": _socket,
    "a device": _device,
}


@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_is_skipped_and_named(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    root = project(tmp_path)
    SPECIAL[kind](root / "content" / "2026-05-09.jsonl")
    found = discover(root / "content")
    assert [one.path for one in found.digests] == ["2026-05-08.jsonl", "2026-05-11.jsonl"]
    assert [(one.path, one.message[:8]) for one in found.diagnostics] == [
        ("2026-05-09.jsonl", "skipped:")
    ]


@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_in_the_output_is_refused(
    kind: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    monkeypatch.chdir(root)
    assert run("build", "--no-search").status == 0
    place = root / "public" / "2026" / "05" / "08" / "index.html"
    place.unlink()
    SPECIAL[kind](place)
    before = place.lstat().st_mode
    done = run("build", "--no-search")
    assert done.status == 3
    assert place.lstat().st_mode == before
    assert "2026/05/08/index.html" in done.err


def test_two_names_of_one_file_are_one_digest_and_the_other_is_named(tmp_path: Path) -> None:
    for name in ("\u00e9.md", "e\u0301.md"):
        (tmp_path / name).write_text("x")
    found = discover(tmp_path)
    assert [one.path for one in found.digests] == ["\u00e9.md"]
    assert "differs only in how its characters are written" in found.diagnostics[0].message


def test_paths_that_meet_are_refused() -> None:
    with pytest.raises(OutputError):
        check_paths(["papers/\u00c5/index.html", "papers/a\u030a/index.html"])


def test_papers_of_one_title_in_any_form_are_one() -> None:
    forms = ("Caf\u00e9 Locks", "Cafe\u0301 Locks", "CAF\u00c9 LOCKS", "Café  Locks")
    entries = [entry(title, line=line) for line, title in enumerate(forms, start=1)]
    assert len(archive(digest("2026-05-08.md", *entries)).papers) == 1
    assert group_entries(()) == ()
