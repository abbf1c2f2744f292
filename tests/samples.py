"""Entries and small archives in our own words, made where a test needs them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.archive import Archive, gather
from generator.cache.packs import pack
from generator.config import Config, load_config
from generator.digests.detect import Read
from generator.errors import CacheError
from generator.model import Digest, Entry, Section, SourceRef
from generator.stubs import DigestStub, Leaf

PAPER = "2605.00001"


def entry(title: str = "Locks That Wait", **facts: Any) -> Entry:
    """Make an entry; `path` and `line` say where it was read."""
    source = SourceRef(path=facts.pop("path", "2026-05-08.md"), line=facts.pop("line", 1))
    return Entry(title=title, dialect=facts.pop("dialect", "markdown"), source=source, **facts)


def tldr(text: str, lang: str = "en") -> Section:
    return Section(label="TL;DR", field="tldr", lang=lang, text=text)


def digest(path: str, *entries: Entry, **facts: Any) -> Digest:
    return Digest(path=path, sha256="", dialect="markdown", entries=entries, **facts)


def stubs(one: Digest) -> DigestStub:
    return pack(Read(digest=one), "")[0]


def archive(*digests: Digest, dates: dict[str, str] | None = None) -> Archive:
    return gather(map(stubs, digests), dates or {})


class MemoryShelf:
    """The entries of digests that were never put into a pack."""

    def __init__(self, *digests: Digest) -> None:
        self.entries = {
            stub.digest: entry
            for one in digests
            for stub, entry in zip(stubs(one).entries, one.entries, strict=True)
        }

    def entry(self, leaf: Leaf) -> Entry:
        if leaf.digest not in self.entries:
            raise CacheError("no such entry")
        return self.entries[leaf.digest]


def record(number: int = 1, **facts: Any) -> dict[str, Any]:
    """Make a JSON record of a paper."""
    made = {
        "id": f"2605.{number:05}",
        "title": f"Paper number {number}",
        "categories": ["cs.DC"],
        "authors": ["Ada Example", "Bo Example"],
        "summary": f"What paper {number} says.",
        "AI": {"tldr": f"Paper {number} in one line."},
    }
    return made | facts


def write_records(place: Path, records: Iterable[dict[str, Any]]) -> Path:
    """Write a JSON digest, a record a line."""
    place.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in records]
    place.write_text("".join(lines), encoding="utf-8")
    return place


def project(root: Path, settings: str = "") -> Path:
    """Start a site with a paper on each of two days; return its folder."""
    write_records(root / "content" / "2026-05-08.jsonl", [record(1), record(2)])
    write_records(root / "content" / "2026-05-11.jsonl", [record(2), record(3)])
    (root / "site.toml").write_text(settings, encoding="utf-8")
    return root


def config_of(root: Path, output: Path | None = None) -> Config:
    return load_config(root / "site.toml", output=output)


def tree(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder by their path, but for those of a site's cache."""
    cache = folder / ".digestry" / "cache"
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in sorted(folder.rglob("*"))
        if place.is_file() and not place.is_relative_to(cache)
    }
