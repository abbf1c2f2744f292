"""Every example of the documentation works, or is well formed where nobody could answer it."""

import ast
import json
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import msgspec
import pytest
import yaml

from generator.config import read_settings
from generator.digests.detect import read_source
from generator.digests.fields import STANDARD
from generator.errors import Severity
from generator.model import Source
from generator.settings import Settings
from tests.docs.blocks import ROOT, Block, blocks, every, pages
from tests.docs.reader import Reader
from tests.samples import tree

LOOKED_AT = (
    "CONTRIBUTING.md",
    "benchmarks/README.md",
    "docs/explanation/performance.md",
    "docs/how-to/make-a-release.md",
)
"""Pages for those who work on Digestry itself, or about what was measured on real archives.

Their commands are checked, but not run.
"""


def nothing(_: Path) -> None:
    """A page that begins at the beginning."""


def the_demo(folder: Path) -> None:
    """A page that has the demo before it."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "site.toml", folder)


def unknown_labels(folder: Path) -> None:
    """A page about a label that nobody knows."""
    entry = "### [{0}](https://arxiv.org/abs/2605.0000{0})\n\nHighlight: One.\n\nMethod: Two.\n\n"
    (folder / "content").mkdir()
    text = "# cs.DC\n\n" + entry.format(1) + entry.format(2)
    (folder / "content" / "2026-05-11.md").write_text(text, encoding="utf-8")


def a_digest(folder: Path) -> None:
    """A page about a single file."""
    shutil.copytree(ROOT / "content", folder / "data")
    text = "# cs.DC\n\n### [A Title](https://arxiv.org/abs/2605.00001v2)\n*Ada Example, Bo Example*"
    text += "\n\nTL;DR: What the paper does.\n"
    (folder / "2026-05-11.md").write_text(text, encoding="utf-8")


def a_sound_archive(folder: Path) -> None:
    """A page about digests in which nothing is wrong, in a repository."""
    text = "# cs.DC\n\n### [A Title](https://arxiv.org/abs/2605.00001)\n\nTL;DR: What it does.\n"
    (folder / "content").mkdir()
    (folder / "content" / "2026-05-11.md").write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)


def a_clone(folder: Path) -> None:
    """A page about a clone at home, of a repository on GitHub that is had from a folder here."""
    clone, server = folder.parent / "daily-papers", folder.parent / "server"
    shutil.move(folder.parent / "archive" / "data", clone / "digests")
    (clone / "README.md").write_text("# Daily Papers\n", encoding="utf-8")
    (clone / "run.py").touch()
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for command in (
        ("init", "--quiet", "--initial-branch=data"),
        ("add", "."),
        (*who, "commit", "--quiet", "--message=Digests"),
        ("clone", "--quiet", "--bare", ".", str(server / "ada" / "daily-papers")),
        ("remote", "add", "origin", "https://github.com/ada/daily-papers"),
    ):
        subprocess.run(["git", *command], cwd=clone, check=True)
    instead = f'[url "{server.as_uri()}/"]\ninsteadOf = https://github.com/\n'
    (folder.parent / ".gitconfig").write_text(instead, encoding="utf-8")


STORIES: dict[str, Callable[[Path], None]] = {
    "docs/how-to/add-labels.md": unknown_labels,
    "docs/how-to/change-the-theme.md": the_demo,
    "docs/how-to/import-an-archive.md": a_clone,
    "docs/how-to/publish-on-github-pages.md": the_demo,
    "docs/how-to/build-on-a-cluster.md": the_demo,
    "docs/how-to/look-every-morning.md": a_sound_archive,
    "docs/reference/check-json.md": a_sound_archive,
    "docs/reference/commands.md": the_demo,
    "docs/reference/inspect-json.md": a_digest,
}
"""What lies before the reader of a page."""


def tells_to_do(page: str) -> bool:
    told = any(block.language == "sh" or block.text.startswith("$ ") for block in blocks(page))
    return told and page not in LOOKED_AT


@pytest.mark.parametrize("page", [page for page in pages() if tells_to_do(page)])
def test_what_a_page_tells_to_do_can_be_done(page: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    STORIES.get(page, nothing)(reader.folder)
    reader.play(page)


@pytest.mark.parametrize("block", every("sh"), ids=str)
def test_commands_are_well_formed(block: Block) -> None:
    text = (
        block.text.replace("<", "'<").replace(">", ">'") if "<address" in block.text else block.text
    )
    subprocess.run(["bash", "-n"], input=text, text=True, encoding="utf-8", check=True)
    for line in text.splitlines():
        if line.startswith("make ") and "FOLDER" not in line:
            target = line.split()[1]
            assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", every("toml"), ids=str)
def test_settings_are_accepted(block: Block, tmp_path: Path) -> None:
    tables = tomllib.loads(block.text)
    if block.file.endswith("pyproject.toml"):
        assert tables["project"]["name"]
    elif "translations" in block.file:
        assert are_of_a_translation(tables)
    else:
        place = tmp_path / "site.toml"
        place.write_text(block.text, encoding="utf-8")
        assert read_settings(place) != Settings() or "default" in block.text
        assert set(tables) <= set(Settings.__struct_fields__)


def are_of_a_translation(tables: dict[str, Any]) -> bool:
    """Whether all phrases are known to the theme's own translation."""
    theirs = (ROOT / "themes/default/translations/en.toml").read_text(encoding="utf-8")
    known = tomllib.loads(theirs)
    return all(
        key in known and (not isinstance(value, dict) or set(value) <= set(known[key]))
        for key, value in tables.items()
    )


@pytest.mark.parametrize("block", every("json"), ids=str)
def test_records_are_read_and_other_json_is_valid(block: Block) -> None:
    if block.text.count("\n") == 1 or block.page.endswith("addresses.md"):
        assert json.loads(block.text)
        return
    entries, lost = read(block, ".jsonl")
    assert entries
    assert lost == block.text.count('"Cut off')


@pytest.mark.parametrize("block", every("markdown"), ids=str)
def test_digests_are_read(block: Block) -> None:
    if "## [" in block.text and "### [" not in block.text:
        return  # a changelog
    source = Source(path="digest.md", data=block.text.encode(), sha256="")
    digest = read_source(source, STANDARD).digest
    assert digest.entries or digest.written_date == "2026-05-11"
    assert not digest.unread


def test_the_listing_of_the_reference_is_one() -> None:
    (listing,) = (
        block for block in blocks("docs/reference/dialects.md") if block.text.startswith("cs.DC")
    )
    source = Source(path="2026-05-06.txt", data=listing.text.encode(), sha256="")
    digest = read_source(source, STANDARD).digest
    assert (digest.dialect, [entry.title for entry in digest.entries]) == (
        "listing",
        ["The Title of the Paper"],
    )


@pytest.mark.parametrize("block", every("python"), ids=str)
def test_python_is_valid(block: Block) -> None:
    assert ast.parse(block.text).body


@pytest.mark.parametrize("block", every("html"), ids=str)
def test_templates_are_valid(block: Block) -> None:
    assert jinja2.Environment(autoescape=True).parse(block.text).body


@pytest.mark.parametrize("block", every("yaml"), ids=str)
def test_workflows_are_valid(block: Block) -> None:
    assert yaml.safe_load(block.text)


def test_every_language_of_an_example_is_known() -> None:
    known = {"csv", "sh", "toml", "json", "markdown", "python", "html", "css", "yaml", "text", ""}
    assert {block.language for page in pages() for block in blocks(page)} <= known


def test_workflows_of_the_repository_are_valid() -> None:
    for place in (ROOT / ".github" / "workflows").glob("*.yml"):
        assert {"name", "jobs"} <= set(yaml.safe_load(place.read_text(encoding="utf-8")))


def read(block: Block, suffix: str) -> tuple[int, int]:
    """Give how many entries are read from an example, and how many records are lost."""
    source = Source(path=f"digest{suffix}", data=block.text.encode(), sha256="")
    found = read_source(source, STANDARD)
    errors = [one for one in found.diagnostics if one.severity is Severity.ERROR]
    return len(found.digest.entries), len(errors)


def test_the_guide_to_themes_changes_what_it_says(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    the_demo(reader.folder)
    reader.play("docs/how-to/change-the-theme.md")
    site = reader.folder / "public"
    home = (site / "index.html").read_text(encoding="utf-8")
    about = (site / "about" / "index.html").read_text(encoding="utf-8")
    paper = (site / "papers" / "1706.03762" / "index.html").read_text(encoding="utf-8")
    (style,) = (site / "assets").glob("reading.*.css")
    assert "Find a paper among ours" in home
    assert "<p>Questions? Ask the editors.</p>" in about
    assert "<p>Set in our reading room.</p>" in about
    assert "<h2>The gist</h2>" in paper
    assert "theme-switch" not in paper, "the theme is plain"
    assert "#7a2048" in style.read_text(encoding="utf-8")


def test_the_guide_to_importing_brings_what_it_says(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    a_clone(reader.folder)
    page = "docs/how-to/import-an-archive.md"
    (command,) = (block for block in every("sh") if block.page == page and "--branch" in block.text)
    browsed = "https://github.com/ada/daily-papers/tree/data/digests"
    assert browsed in (ROOT / page).read_text(encoding="utf-8")
    reader.run(command)
    brought = tree(reader.folder / "daily-papers")
    reader.run(msgspec.structs.replace(command, text=f"digestry import {browsed} browsed"))
    assert tree(reader.folder / "browsed").keys() == brought.keys()
    reader.run(command)
    assert "left 6 digests" in reader.said
    assert tree(reader.folder / "daily-papers") == brought
    own = {path.name for path in (tmp_path / "daily-papers" / "digests").iterdir()}
    assert own <= {Path(path).name for path in brought}
    assert "run.py" not in {Path(path).name for path in brought}
