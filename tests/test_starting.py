"""A new site: what is written, what is left alone, and that it builds as it is."""

import shutil
import tomllib
from pathlib import Path

import pytest

from generator.config import read_settings
from generator.errors import UsageError
from generator.settings import Settings
from generator.starting import start_site
from tests.conftest import Run
from tests.crawl import faults
from tests.importing.conftest import git, write_archive
from tests.samples import record, tree, write_records

FILES = [".github/workflows/pages.yml", ".gitignore", "content/pages/about.md", "site.toml"]


def test_a_new_site_builds_as_it_is(run: Run, tmp_path: Path) -> None:
    done = run("init", tmp_path / "my-papers")
    assert done.status == 0
    assert sorted(tree(tmp_path / "my-papers")) == FILES
    assert read_settings(tmp_path / "my-papers" / "site.toml").site.title == "My Papers"
    assert run("build", "--no-search", "--strict", folder=tmp_path / "my-papers").status == 0
    assert faults(tmp_path / "my-papers" / "public") == []


def test_files_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    started = start_site(tmp_path, "digestry")
    assert ".gitignore" not in started.written
    assert started.kept == (".gitignore",)
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_a_site_is_not_started_twice(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path).status == 0
    before = tree(tmp_path)
    done = run("init", tmp_path)
    assert (done.status, "holds a site already" in done.err) == (2, True)
    assert tree(tmp_path) == before


def test_a_file_in_the_way_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(UsageError, match=r"another folder|a folder for the new site"):
            start_site(place, "digestry")


@pytest.mark.parametrize("name", ['say "x"\\', "___", "日报", "a\tb"])
def test_any_folder_gives_settings_that_can_be_read(name: str, tmp_path: Path) -> None:
    start_site(tmp_path / name, "digestry")
    assert read_settings(tmp_path / name / "site.toml").site.title


def test_the_workflow_installs_what_it_is_told_to(tmp_path: Path) -> None:
    start_site(tmp_path, "digestry @ git+https://host.example/digestry@abc")
    workflow = (tmp_path / ".github" / "workflows" / "pages.yml").read_text()
    assert "digestry @ git+https://host.example/digestry@abc" in workflow
    assert "@REQUIREMENT@" not in workflow


def test_the_workflow_keeps_the_cache_where_builds_have_it(tmp_path: Path) -> None:
    start_site(tmp_path, "digestry")
    workflow = (tmp_path / ".github" / "workflows" / "pages.yml").read_text()
    _, _, step = workflow.partition("uses: actions/cache@")
    assert f"path: {Settings().cache.path}\n" in step
    assert step.index("restore-keys:") < step.index("run: digestry build")


def test_digests_that_lie_in_the_folder_are_found_and_read_there(run: Run, tmp_path: Path) -> None:
    root = write_archive(tmp_path / "daily")
    before = tree(root)
    done = run("init", folder=root)
    assert done.status == 0
    assert "Found 2 digests" in done.err
    assert done.out.endswith("Next: digestry serve\n") or "Before publishing" in done.out
    after = tree(root)
    assert after.keys() - before.keys() == {
        ".github/workflows/pages.yml", ".gitignore", "site.toml",
    }  # fmt: skip
    assert {path: after[path] for path in before} == before
    settings = read_settings(root / "site.toml")
    assert (settings.content.path, settings.site.language) == ("data", "zh")
    assert settings.site.title == "My daily papers"
    assert run("check", "--strict", folder=root).status == 0
    assert run("build", "--no-search", "--strict", folder=root).status == 0
    assert faults(root / "public") == []


def test_digests_at_the_top_of_the_folder_are_read_there_too(run: Run, tmp_path: Path) -> None:
    root = write_archive(tmp_path / "daily")
    for place in (root / "data").iterdir():
        shutil.move(place, root)
    (root / "scripts").mkdir()
    (root / "scripts" / "prompt.txt").write_text("Tell what is new.")
    assert run("init", folder=root).status == 0
    settings = tomllib.loads((root / "site.toml").read_text())
    assert settings["content"]["path"] == "."
    done = run("build", "--no-search", "--strict", folder=root)
    assert (done.status, "no warnings" in done.err) == (0, True), done.err
    assert "nothing changed" in run("build", "--no-search", folder=root).err
    assert faults(root / ".digestry" / "site") == []
    write_records(root / "2026-05-12.jsonl", [record(4)])
    assert run("build", "--no-search", folder=root).status == 0
    assert (root / ".digestry" / "site" / "2026" / "05" / "12" / "index.html").is_file()


def test_the_remote_of_the_folder_tells_title_and_address(run: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", ".")
    git(tmp_path, "remote", "add", "origin", "git@github.com:ada/night-reading.git")
    assert run("init", folder=tmp_path).status == 0
    site = read_settings(tmp_path / "site.toml").site
    assert (site.title, site.base_url) == ("Night Reading", "https://ada.github.io/night-reading/")


def test_a_site_is_called_after_its_own_folder_and_an_import_after_the_one_above(
    run: Run, tmp_path: Path
) -> None:
    source = tmp_path / "night-reading" / "src"
    write_archive(source)
    (source / "README.md").unlink()
    assert run("import", source, "site", folder=tmp_path).status == 0
    assert run("init", folder=source).status == 0
    titles = [read_settings(at / "site.toml").site.title for at in (tmp_path / "site", source)]
    assert titles == ["Night Reading", "Src"]


def test_a_repository_around_the_folder_tells_nothing(run: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", ".")
    git(tmp_path, "remote", "add", "origin", "git@github.com:ada/dotfiles.git")
    (tmp_path / "README.md").write_text("# My dotfiles")
    assert run("init", "papers", folder=tmp_path).status == 0
    site = read_settings(tmp_path / "papers" / "site.toml").site
    assert (site.title, site.base_url, site.source_url) == ("Papers", "", "")


def test_what_git_should_pass_over_is_named_where_it_does_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.pyc\n")
    done = run("init", folder=tmp_path)
    assert "add to .gitignore: public/  .public.digestry*  .digestry/" in done.out
