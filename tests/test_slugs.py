"""Slugs: safe names, kept apart where they would be one."""

import hashlib
import sys
from types import SimpleNamespace

import pytest

from generator.slugs import LONGEST, ascii_letters, free_name, short_hash, slug


def test_a_slug_keeps_words_whole_and_in_order() -> None:
    assert slug("Locks, That_Wait: again!") == "locks-that-wait-again"
    long = slug(" ".join(["word"] * 40))
    assert long == "-".join(["word"] * 16)
    assert len(long) <= LONGEST
    assert slug("a" * 100) == "a" * LONGEST
    assert slug("a" * 70 + " " + "b" * 20 + " c") == "a" * 70


def test_a_text_without_letters_is_named_by_its_hash() -> None:
    assert slug("!!!") == short_hash("!!!")
    assert slug("") == hashlib.sha256(b"").hexdigest()[:8]


def test_a_name_that_windows_keeps_is_told_from_it() -> None:
    for name in ("con", "prn", "aux", "nul", "com0", "com9", "lpt0", "lpt9"):
        assert slug(name.upper()) == f"{name}-{short_hash(name.upper())}"
    assert slug("com") == "com"
    assert slug("com10") == "com10"


def test_a_hash_takes_any_text() -> None:
    assert short_hash("論") == hashlib.sha256("論".encode()).hexdigest()[:8]
    assert short_hash("\ud800") == hashlib.sha256(b"?").hexdigest()[:8]


def test_letters_are_plain_and_joined() -> None:
    assert ascii_letters("Ève Östling-2") == "eveostling2"


def test_letters_do_not_depend_on_what_else_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    other = SimpleNamespace(unidecode=lambda _: "other")
    monkeypatch.setitem(sys.modules, "unidecode", other)
    assert slug("Ève Östling") == "eve-ostling"
    assert ascii_letters("Åsa Ödman") == "asaodman"


def test_a_taken_name_is_marked_with_what_it_names() -> None:
    assert free_name("Name", "subject", {"other"}) == "Name"
    marked = free_name("Name", "subject", {"name"})
    assert marked == f"Name-{short_hash('Name|subject')}"
    again = free_name("Name", "subject", {"name", marked.lower()})
    assert again == f"{marked}-{short_hash(f'{marked}|subject')}"
    long = "n" * 80
    assert free_name(long, "s", {long}) == f"{'n' * 70}-{short_hash(f'{long}|s')}"
