"""`digestry import`: a site from a folder or a repository, brought up to date, never half."""

import os
import shutil
import socket
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.config import read_settings
from generator.errors import TakingError
from generator.importing import copying
from generator.importing.finding import look_into
from generator.importing.places import Workshop
from generator.importing.record import NAME, load_record
from tests.conftest import Run
from tests.crawl import faults
from tests.importing.conftest import git, snapshot, write_archive
from tests.samples import record, tree, write_records

DIGESTS = {"content/data/2026-05-08.jsonl", "content/data/2026-05-11.jsonl"}
AROUND = {
    ".github/workflows/pages.yml", ".gitignore", "content/pages/about.md", "site.toml",
    f"content/{NAME}",
}  # fmt: skip


def left_over(folder: Path) -> list[str]:
    return [place.name for place in folder.iterdir() if "digestry" in place.name]


def test_a_folder_becomes_a_site_that_builds_at_once(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    before = snapshot(archive)
    done = run("import", archive, "site", folder=tmp_path)
    assert done.status == 0
    assert snapshot(archive) == before
    assert set(tree(tmp_path / "site")) == AROUND | DIGESTS
    for name in ("2026-05-08.jsonl", "2026-05-11.jsonl"):
        copied = (tmp_path / "site" / "content" / "data" / name).read_bytes()
        assert copied == (archive / "data" / name).read_bytes()
    assert left_over(tmp_path) == []
    assert run("build", "--no-search", "--strict", folder=tmp_path / "site").status == 0
    assert faults(tmp_path / "site" / "public") == []


def test_an_import_says_what_it_found_and_what_to_do_next(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    (archive / "data" / "undated.jsonl").write_text('{"title": "A", "categories": ["cs.DC"]}\n')
    done = run("import", archive, "site", folder=tmp_path)
    for words in (
        "Found 3 digests in", "5 entries, 3 papers on 2 days, 2026-05-08 to 2026-05-11",
        "dialects: jsonl 3", "summaries: Chinese 3, English 1", "categories: cs.DC 3",
        "left aside: 4 files", "not a digest: run.py", "a README is not taken for a digest: README",
        "no paper was recognised in it: package.json, requirements.txt",
        "no date was found for 1 digest: data/undated.jsonl",
        'title: "My daily papers", in Chinese', "size: about",
    ):  # fmt: skip
        assert words in done.err
    assert "copied 3 digests to site/content\nNext: cd site && digestry serve\n" in done.out
    text = (tmp_path / "site" / "site.toml").read_text()
    assert '# "data/undated.jsonl" = "YYYY-MM-DD"' in text


def test_a_date_in_doubt_is_not_told_as_none(run: Run, archive: Path, tmp_path: Path) -> None:
    write_records(archive / "data" / "2026-02-30.jsonl", [record(7)])
    done = run("import", archive, "site", folder=tmp_path)
    told = "the date of 1 digest is in doubt: data/2026-02-30.jsonl (digestry check says why)"
    assert told in done.err
    assert "no date was found" not in done.err
    text = (tmp_path / "site" / "site.toml").read_text()
    assert '# "data/2026-02-30.jsonl" = "YYYY-MM-DD"' in text


def test_settings_are_inferred(run: Run, repository: Path, tmp_path: Path) -> None:
    run("import", repository, "site", folder=tmp_path)
    site = read_settings(tmp_path / "site" / "site.toml").site
    assert (site.title, site.language) == ("My daily papers", "zh")
    assert site.base_url == "https://some-one.github.io/daily-papers/"
    assert site.source_url == "https://github.com/Some-One/daily-papers"
    assert "cs.DC" in site.tagline


def test_no_secret_of_an_address_is_written_or_told(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    done = run("import", repository, "site", "--verbose", folder=tmp_path)
    failed = run("import", "https://user:s3cret@127.0.0.1:9/x", "other", folder=tmp_path)
    written = b"".join(tree(tmp_path / "site").values()).decode()
    assert "s3cret" not in written + done.out + done.err + failed.out + failed.err


def test_a_site_without_a_name_is_called_after_its_source(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    assert run("import", archive, folder=tmp_path).status == 0
    assert (tmp_path / "daily" / "site.toml").is_file()
    assert run("import", "daily", folder=archive.parent).status == 0
    assert (archive.parent / "daily-site" / "site.toml").is_file()


def test_the_own_repository_of_a_site_tells_where_it_will_stand(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    git(site, "init", "--quiet")
    git(site, "remote", "add", "origin", "git@github.com:ada/reading-room.git")
    assert run("import", repository, site).status == 0
    settings = read_settings(site / "site.toml").site
    assert settings.base_url == "https://ada.github.io/reading-room/"
    assert settings.source_url == "https://github.com/Some-One/daily-papers"


def test_a_branch_and_a_folder_of_a_repository_are_read(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    before = snapshot(repository)
    for number, source in enumerate((repository, repository.as_uri())):
        done = run("import", source, f"site{number}", "--branch", "more", "--path", "data",
                   folder=tmp_path)  # fmt: skip
        assert done.status == 0
        content = tmp_path / f"site{number}" / "content"
        assert {place.name for place in content.glob("*.jsonl")} == {
            "2026-05-08.jsonl", "2026-05-11.jsonl", "2026-05-12.jsonl",
        }  # fmt: skip
        settings = read_settings(tmp_path / f"site{number}" / "site.toml").site
        assert settings.title == "My daily papers"
        commit = git(repository, "rev-parse", "more").strip()
        assert load_record(content).commit == commit
    assert snapshot(repository) == before
    assert left_over(tmp_path) == []


def test_a_repository_without_files_of_its_own_is_fetched(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), "bare.git")
    assert run("import", tmp_path / "bare.git", "site", folder=tmp_path).status == 0
    assert set(tree(tmp_path / "site")) == AROUND | DIGESTS


def test_the_files_of_git_never_reach_the_site(run: Run, repository: Path, tmp_path: Path) -> None:
    hook = repository / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    hook.chmod(0o755)
    assert run("import", repository, "site", "--branch", "main", folder=tmp_path).status == 0
    assert set(tree(tmp_path / "site")) == AROUND | DIGESTS
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "arguments, status, says",
    [
        (["nowhere"], 2, "there is no folder nowhere"),
        (["github.com/a/b"], 2, "https://github.com/a/b"),
        (["ada/papers"], 2, "https://github.com/ada/papers"),
        (["ext::sh"], 2, "not fetched by ext"),
        (["daily/README.md"], 2, "is a file, not a folder"),
        (["daily", "--path", "../.."], 2, "does not lie in the archive"),
        (["daily", "--path", "/etc"], 2, "does not lie in the archive"),
        (["daily", "--path", "nothing"], 2, "no folder nothing"),
        (["daily", "--path", "link"], 2, "symbolic link"),
        (["daily", "--branch", "main", "--path", "link"], 2, "symbolic link"),
        (["daily", "--branch", "nope"], 3, "has no branch 'nope'"),
        (["daily", "--branch=--upload-pack=touch"], 2, "no name of a branch"),
        (["daily", "--branch=a..b"], 2, "no name of a branch"),
        (["file:///nowhere/at/all"], 3, "there is no repository"),
        (["https://127.0.0.1:9/a/b"], 3, "cannot be reached"),
        (["file:///nowhere", "--link"], 2, "clone it"),
        (["daily", "daily/site"], 2, "would lie in the archive"),
        (["daily", "daily"], 2, "would lie in the archive"),
        (["daily", "daily/run.py/site"], 2, "is not a folder"),
        (["daily", "--link", "daily/data/site"], 2, "among the digests"),
        (
            ["empty"],
            2,
            "empty: it holds no files (check that it is the right folder; digestry init",
        ),
        (["above", "--path", "empty"], 2, "above/empty: it holds no files"),
        (["above", "--path", "empty", "--link"], 2, "above/empty: it holds no files"),
        (["empty", "--branch", "main"], 2, "is no clone of a repository, and has no branches (le"),
        (["daily/data", "--branch", "main"], 2, "--path data, or leave out --branch"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(  # noqa: PLR0913, PLR0917 - cases and fixtures
    arguments: list[str], status: int, says: str, run: Run, repository: Path, tmp_path: Path
) -> None:
    (repository / "link").symlink_to("data")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "Link")
    (repository.parent / "empty").mkdir()
    (repository.parent / "above" / "empty").mkdir(parents=True)
    before = snapshot(tmp_path)
    folders = sorted(tmp_path.rglob("*"))
    named = [] if len(arguments) == 2 and not arguments[1].startswith("-") else ["site"]
    if "--link" in arguments and len(arguments) > 2:
        named = []
    done = run("import", *arguments, *named, folder=repository.parent)
    assert (done.status, says in done.err) == (status, True), done.err
    assert done.err.startswith("error: ")
    assert snapshot(tmp_path) == before
    assert sorted(tmp_path.rglob("*")) == folders


def test_the_branches_that_may_have_the_digests_are_named(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "code")
    git(repository, "rm", "--quiet", "-r", "--force", "data")
    git(repository, "commit", "--quiet", "--message", "Code")
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    for source in (repository, repository / "..", repository.as_uri(), tmp_path / "clone"):
        done = run("import", source, "site", folder=tmp_path)
        named = "main or more" if source != repository / ".." else "--path"
        assert (done.status, named in done.err) == (2, True), done.err
    done = run("import", "--link", repository, "site", folder=tmp_path)
    assert "check out the branch that has them: main or more" in done.err
    done = run("import", repository, "site", "--branch", "nope", folder=tmp_path)
    assert "it has code, main and more" in done.err


def test_a_branch_that_a_clone_only_tracks_is_read(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    done = run("import", "clone", "site", "--branch", "more", folder=tmp_path)
    assert done.status == 0, done.err
    content = tmp_path / "site" / "content"
    assert (content / "data" / "2026-05-12.jsonl").is_file()
    assert load_record(content).commit == git(repository, "rev-parse", "more").strip()


def test_a_missing_git_is_named(
    run: Run, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run("import", repository.as_uri(), "site", folder=tmp_path)
    assert (done.status, "install git" in done.err) == (3, True)
    assert run("import", repository, "site", folder=tmp_path).status == 0


def test_a_git_that_does_not_end_is_ended(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("generator.importing.git.TIME_LIMIT", 0.2)
    monkeypatch.setattr("generator.importing.git._ASKING", 0.2)
    done = run("import", "https://host.example/x", "site", folder=tmp_path)
    assert (done.status, "did not finish" in done.err) == (3, True)
    assert not (tmp_path / "site").exists()


def test_links_pipes_and_sockets_are_passed_over_by_name(
    run: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = write_archive(tmp_path / "secret")
    (archive / "data" / "link.jsonl").symlink_to(secret / "data" / "2026-05-08.jsonl")
    (archive / "out").symlink_to(secret)
    os.mkfifo(archive / "data" / "pipe.md")
    monkeypatch.chdir(archive)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket.md")
        done = run("import", archive, "site", folder=tmp_path)
    assert done.status == 0
    assert "not a regular file but a named pipe: data/pipe.md" in done.err
    assert "not a regular file but a socket: socket.md" in done.err
    assert "a symbolic link is not followed: data/link.jsonl, out" in done.err
    assert set(tree(tmp_path / "site")) == AROUND | DIGESTS


def test_names_that_no_site_can_have_are_left_aside(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    for name in ("nul.jsonl", "a:b.jsonl", "2026-05-08.JSONL"):
        shutil.copy(archive / "data" / "2026-05-08.jsonl", archive / "data" / name)
    (archive / "pages").mkdir()
    shutil.copy(archive / "data" / "2026-05-08.jsonl", archive / "pages" / "2026-05-08.jsonl")
    done = run("import", archive, "site", folder=tmp_path)
    for words in ("Windows keeps the name", "the character ':'", "case does not count", "--path"):
        assert words in done.err
    names = {place.name for place in (tmp_path / "site" / "content" / "data").iterdir()}
    assert names == {"2026-05-08.JSONL", "2026-05-11.jsonl"}


def test_a_second_import_brings_what_is_new_and_keeps_what_was_edited(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    run("import", archive, "site", folder=tmp_path)
    site = tmp_path / "site"
    (site / "site.toml").write_text('[site]\ntitle = "Mine"\n')
    write_records(site / "content" / "data" / "2026-05-08.jsonl", [record(7)])
    write_records(archive / "data" / "2026-05-08.jsonl", [record(1), record(8)])
    write_records(archive / "data" / "2026-05-11.jsonl", [record(2), record(9)])
    write_records(archive / "data" / "2026-05-12.jsonl", [record(4)])
    before = snapshot(archive)
    done = run("import", archive, "site", folder=tmp_path)
    assert done.status == 0
    assert snapshot(archive) == before
    after = tree(site)
    assert after["site.toml"] == b'[site]\ntitle = "Mine"\n'
    assert b"Paper number 7" in after["content/data/2026-05-08.jsonl"]
    assert b"Paper number 9" in after["content/data/2026-05-11.jsonl"]
    assert b"Paper number 4" in after["content/data/2026-05-12.jsonl"]
    for words in (
        "copied 1 digest to", "replaced 1 digest in", "source's: data/2026-05-08.jsonl",
        "kept site/site.toml as it is",
    ):  # fmt: skip
        assert words in done.out
    assert left_over(site) == []
    again = run("import", archive, "site", folder=tmp_path)
    assert "left 2 digests" in again.out
    assert tree(site) == after


def test_a_digest_that_the_source_has_no_more_stays(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    run("import", archive, "site", folder=tmp_path)
    (archive / "data" / "2026-05-08.jsonl").unlink()
    done = run("import", archive, "site", folder=tmp_path)
    assert "has it no more: data/2026-05-08.jsonl" in done.out
    assert (tmp_path / "site" / "content" / "data" / "2026-05-08.jsonl").is_file()
    other = tmp_path / "other"
    write_records(other / "2026-06-01.jsonl", [record(20)])
    assert "it no more" not in run("import", other, "site", folder=tmp_path).out


@pytest.mark.parametrize("updates", [False, True])
def test_an_interrupted_import_leaves_nothing_half_and_the_next_completes_it(
    run: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, updates: bool
) -> None:
    """Every step of an import is where one is interrupted, once without a chance to clean up."""
    whole = tmp_path / "whole"
    assert run("import", archive, whole).status == 0
    if updates:
        shutil.copytree(whole, tmp_path / "old")
        write_records(archive / "data" / "2026-05-11.jsonl", [record(2), record(9)])
        write_records(archive / "data" / "2026-05-12.jsonl", [record(4)])
        assert run("import", archive, whole).status == 0
    wanted = tree(whole)
    steps = 0
    while True:
        steps += 1
        site = tmp_path / f"site{steps}"
        if updates:
            shutil.copytree(tmp_path / "old", site)
        with monkeypatch.context() as patched:
            interrupt_at(steps, patched)
            done = run("import", archive, site)
        if done.status == 0:
            break
        assert done.status == 130
        if updates:
            old = tree(tmp_path / "old")
            for path, data in tree(site).items():
                if path.startswith("content/data/"):
                    assert data in {old.get(path), wanted[path]}
        else:
            assert not site.exists()
        assert run("import", archive, site).status == 0
        assert tree(site) == wanted
        assert left_over(site) == []
    assert steps > 4
    assert left_over(tmp_path) == []


def interrupt_at(step: int, patched: pytest.MonkeyPatch) -> None:
    """Interrupt the process before one of the operations on disk, with nothing cleaned up."""
    done = 0
    dead = False

    def counted(operation: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **named: Any) -> Any:
            nonlocal done, dead
            done += 1
            if done == step:
                dead = True
                raise KeyboardInterrupt
            return operation(*arguments, **named)

        return wrapped

    leave = Workshop.__exit__

    def gone(self: Workshop, *reason: object) -> None:
        if not dead:
            leave(self, *reason)
        else:
            self._lock.release()

    patched.setattr(Workshop, "make", counted(Workshop.make))
    patched.setattr(Workshop, "bring", counted(Workshop.bring))
    patched.setattr(Workshop, "bring_whole", counted(Workshop.bring_whole))
    patched.setattr(copying, "look_into", counted(look_into))
    patched.setattr(Workshop, "__exit__", gone)


def test_what_a_killed_import_left_beside_a_whole_site_goes_with_the_next(
    run: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Workshop, "__exit__", lambda self, *_: self._lock.release())
        assert run("import", archive, "site", folder=tmp_path).status == 0
    assert left_over(tmp_path)
    whole = tree(tmp_path / "site")
    assert run("import", archive, "site", folder=tmp_path).status == 0
    assert left_over(tmp_path) == []
    assert tree(tmp_path / "site") == whole


def test_two_imports_into_one_site_do_not_meet(run: Run, archive: Path, tmp_path: Path) -> None:
    with Workshop(tmp_path / "site"):
        done = run("import", archive, "site", folder=tmp_path)
    assert (done.status, "another import" in done.err) == (3, True)
    assert run("import", archive, "site", folder=tmp_path).status == 0


def test_what_is_in_the_way_of_the_workshop_is_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / ".site.digestry-import"
    foreign.mkdir()
    (foreign / "mine").write_text("x")
    with pytest.raises(TakingError, match="in the way"), Workshop(tmp_path / "site"):
        pass
    assert (foreign / "mine").read_text() == "x"


def test_nothing_is_written_through_a_link_in_the_site(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "content" / "data").symlink_to(tmp_path / "elsewhere")
    done = run("import", archive, "site", folder=tmp_path)
    assert (done.status, "symbolic link" in done.err) == (2, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_disk_that_refuses_is_named(
    run: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "content")

    monkeypatch.setattr("generator.importing.finding.write_file", refuse)
    done = run("import", archive, "site", "--jobs", "1", folder=tmp_path)
    assert (done.status, "No space left" in done.err) == (3, True)
    assert not (tmp_path / "site").exists()
    assert left_over(tmp_path) == []


def test_a_site_that_was_built_is_no_archive(run: Run, archive: Path, tmp_path: Path) -> None:
    run("import", archive, "site", folder=tmp_path)
    run("build", "--no-search", folder=tmp_path / "site")
    done = run("import", tmp_path / "site", "copy", folder=tmp_path)
    assert done.status == 0
    assert "a part of a site that was built" in done.err
    assert load_record(tmp_path / "copy" / "content").files.keys() == {
        "content/data/2026-05-08.jsonl", "content/data/2026-05-11.jsonl",
    }  # fmt: skip


def test_the_settings_of_a_link_point_at_the_folder_of_the_digests(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    before = snapshot(repository)
    done = run("import", "--link", repository, "site", folder=tmp_path)
    assert done.status == 0
    assert snapshot(repository) == before
    table = tomllib.loads((tmp_path / "site" / "site.toml").read_text())
    assert table["content"]["path"] == "../source/daily/data"
    assert set(tree(tmp_path / "site")) == {"site.toml", ".gitignore"}
    assert "outside the site's folder" in done.out
    write_records(repository / "data" / "2026-05-13.jsonl", [record(5)])
    assert run("build", "--no-search", folder=tmp_path / "site").status == 0
    assert (tmp_path / "site" / "public" / "2026" / "05" / "13" / "index.html").is_file()
    assert faults(tmp_path / "site" / "public", "/daily-papers/") == []
    again = run("import", "--link", repository, "site", folder=tmp_path)
    assert (again.status, "as it is" in again.out) == (0, True)


def test_a_link_does_not_turn_a_site_to_another_folder(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    run("import", "--link", archive, "site", folder=tmp_path)
    other = tmp_path / "other"
    write_records(other / "2026-06-01.jsonl", [record(20)])
    before = tree(tmp_path / "site")
    done = run("import", "--link", other, "site", folder=tmp_path)
    assert (done.status, 'path = "../other"' in done.err) == (2, True)
    assert "reads its digests where they are" in run("import", other, "site", folder=tmp_path).err
    assert tree(tmp_path / "site") == before


def test_dates_that_the_settings_have_count_in_the_next_import(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    (archive / "data" / "undated.jsonl").write_text('{"title": "A", "categories": ["cs.DC"]}\n')
    for mode, path in (((), "data/undated.jsonl"), (("--link",), "undated.jsonl")):
        site = f"site{len(mode)}"
        assert "no date was found" in run("import", archive, site, *mode, folder=tmp_path).err
        place = tmp_path / site / "site.toml"
        text = place.read_text()
        line = f'# "{path}" = "YYYY-MM-DD"'
        assert line in text
        place.write_text(text.replace(line, f'"{path}" = "2026-05-09"'))
        assert "no date was found" not in run("import", archive, site, *mode, folder=tmp_path).err
        assert run("build", "--no-search", "--strict", folder=tmp_path / site).status == 0


def test_a_site_within_the_content_of_another_is_refused(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    run("import", archive, "site", folder=tmp_path)
    before = tree(tmp_path / "site")
    for place in ("site/content", "site/content/more"):
        done = run("import", archive, place, folder=tmp_path)
        assert (done.status, "among the digests of the site" in done.err) == (2, True)
    assert tree(tmp_path / "site") == before


def test_a_quiet_import_says_nothing(run: Run, archive: Path, tmp_path: Path) -> None:
    done = run("import", archive, "site", "--quiet", folder=tmp_path)
    assert (done.status, done.out, done.err) == (0, "", "")


def test_a_copy_into_the_content_that_is_read_already_is_refused(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    run("import", archive, "site", folder=tmp_path)
    done = run("import", "site/content", "site", folder=tmp_path)
    assert (done.status, "already" in done.err) == (2, True)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["bold", "early", "extra", "jsonl", "numbered"])
def test_every_dialect_becomes_a_site(
    name: str, run: Run, shared_digests: Path, tmp_path: Path
) -> None:
    for mode in ((), ("--link",)):
        site = tmp_path / f"site{len(mode)}"
        assert run("import", shared_digests / "dialects" / name, site, *mode).status == 0
        assert run("build", "--no-search", folder=site).status == 0
        assert faults(site / "public") == []


def test_the_workshop_is_beside_a_new_site_and_within_an_old_one(tmp_path: Path) -> None:
    assert Workshop(tmp_path / "site").place.parent == tmp_path
    assert Workshop(tmp_path).place.is_relative_to(tmp_path)
