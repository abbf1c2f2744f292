"""A new site: what is written, what is left alone, and that it builds as it is."""

from pathlib import Path

import pytest

from generator.config import read_settings
from generator.errors import UsageError
from generator.settings import Settings
from generator.starting import start_site
from tests.conftest import Run
from tests.crawl import faults
from tests.samples import tree

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
