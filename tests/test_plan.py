"""The plan: each decision on a file, and the paths that cannot live together."""

from __future__ import annotations

import pytest

from generator.errors import OutputError
from generator.manifest import FileRecord, Manifest
from generator.plan import Action, Reason, decide, plan

RECORD = FileRecord(fingerprint="f", digest="d", size=3)


@pytest.mark.parametrize(
    "fingerprint, record, size, digest, reason",
    [
        ("f", None, None, None, Reason.NEW),
        ("f", None, 3, None, Reason.UNRECORDED),
        ("g", RECORD, 3, None, Reason.CHANGED),
        ("g", RECORD, None, None, Reason.CHANGED),
        ("f", RECORD, None, None, Reason.MISSING),
        ("f", RECORD, 4, None, Reason.DAMAGED),
        ("f", RECORD, 3, "e", Reason.DAMAGED),
        ("f", RECORD, 3, "d", Reason.UNCHANGED),
        ("f", RECORD, 3, None, Reason.UNCHANGED),
        (None, RECORD, 3, None, Reason.STALE),
        (None, RECORD, None, None, Reason.STALE),
    ],
)
def test_each_file_is_decided_on_by_what_is_wanted_known_and_there(
    fingerprint: str | None,
    record: FileRecord | None,
    size: int | None,
    digest: str | None,
    reason: Reason,
) -> None:
    assert decide(fingerprint, record, size, digest) is reason


MANIFEST = Manifest(files={"a": RECORD, "b": RECORD, "c": RECORD})
WANTED = {"d": "f", "b": "g", "a": "f"}
PRESENT = {"a": 3, "b": 3, "c": 3, "mine": 9}


def test_every_wanted_and_every_recorded_path_is_decided_on_in_order() -> None:
    made = plan(WANTED, MANIFEST, PRESENT)
    assert made.kept == made.paths(Action.KEEP) == ("a",)
    assert [str(step) for step in made.steps] == [
        "render b: what it is made of has changed",
        "remove c: the site no longer has it",
        "render d: it is new",
    ]


def test_the_paths_of_an_action_and_the_counts_of_reasons_are_given() -> None:
    made = plan(WANTED, MANIFEST, PRESENT)
    assert made.paths(Action.RENDER) == ("b", "d")
    assert made.counts() == {
        Reason.NEW: 1,
        Reason.CHANGED: 1,
        Reason.UNCHANGED: 1,
        Reason.STALE: 1,
    }


def test_a_clean_build_renders_what_could_be_kept() -> None:
    reasons = {step.path: step.reason for step in plan(WANTED, MANIFEST, PRESENT, clean=True).steps}
    assert reasons["a"] is Reason.REQUESTED
    assert reasons["b"] is Reason.CHANGED
    assert reasons["c"] is Reason.STALE


def test_verified_bytes_that_differ_are_damage() -> None:
    made = plan({"a": "f", "b": "f"}, MANIFEST, PRESENT, digests={"a": "x", "b": "d"})
    assert made.paths(Action.RENDER) == ("a",)


@pytest.mark.parametrize(
    "first, second",
    [
        ("authors/Li/index.html", "authors/li/index.html"),
        ("é/index.html", "e\u0301/index.html"),
        ("straße.html", "STRASSE.html"),
    ],
)
def test_two_paths_that_are_one_file_somewhere_are_refused(first: str, second: str) -> None:
    with pytest.raises(OutputError) as caught:
        plan({first: "f", second: "f"}, Manifest(), {})
    assert repr(first) in str(caught.value)
    assert repr(second) in str(caught.value)


def test_a_file_cannot_be_the_folder_of_another() -> None:
    with pytest.raises(OutputError, match="both a file and the folder"):
        plan({"A": "f", "a/index.html": "f"}, Manifest(), {})


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../up.html",
        "a/../b.html",
        "a//b.html",
        "a/./b.html",
        "a/",
        "a\\b.html",
        "c:/b.html",
        "nul\0.html",
        "new\nline.html",
        "\x85.html",
        "\ud800.html",
        "what?.html",
        ".git/config",
        "a/.git/config",
        ".digestry/manifest.json.gz",
        "con/index.html",
        "a/LPT1.html",
        "dot./index.html",
        "space /index.html",
        "x" * 256,
        "é" * 128,
        "papers/../index.html",
        "1/../index.html",
        "papers/1./index.html",
        "papers/index.html\n",
    ],
)
def test_unsafe_paths_are_refused(path: str) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        plan({path: "f"}, Manifest(), {})


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "404.html",
        ".nojekyll",
        "papers/2509.20563/index.html",
        "categories/cs.DC/feed.xml",
        "categories/机器学习/index.html",
        "papers/console/index.html",
        "x" * 255,
    ],
)
def test_plain_paths_are_fine(path: str) -> None:
    assert plan({path: "f"}, Manifest(), {}).paths(Action.RENDER) == (path,)
