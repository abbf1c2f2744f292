"""What is inferred: names, languages, the folder of the digests, and what to pass over."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.finding import Aside
from generator.importing.inference import (
    Origin,
    Proposal,
    content_folder,
    formats,
    named_after,
    patterns,
    published_at,
    site_language,
    source_page,
    tagline,
    text_language,
    title,
)
from generator.importing.readme import LONGEST, title_of
from generator.importing.site_files import missing_ignores, settings_text
from generator.settings import FORMATS


@pytest.mark.parametrize(
    "readme, said",
    [
        ("# Daily papers\n", "Daily papers"),
        ("\ufeff# Daily papers #\n", "Daily papers"),
        ("[![CI](a.svg)](b)\n\n# 🚀 *Daily* `papers` [![x](y)](z)\n", "Daily papers"),
        ('<h1 align="center"><img src="a"> Daily &amp; <b>more</b></h1>\n# Usage', "Daily & more"),
        ("Daily papers\n============\n", "Daily papers"),
        ("# About\n\n# Daily papers\n", "Daily papers"),
        ("# 简介\n\n# 每日论文 📚\n", "每日论文"),
        ("```sh\n# install it\n```\n# Daily papers", "Daily papers"),
        ("# [Daily papers](https://x.example)", "Daily papers"),
        ("# café :rocket: résumés", "café résumés"),
        ("# a\u202eb\x1b[31m", "ab [31m"),
        ("## Only a part\n", ""), ("", ""), ("# Usage", ""), (f"# {'x' * (LONGEST + 1)}", ""),
    ],
)  # fmt: skip
def test_the_title_is_the_first_heading_of_the_readme_that_is_a_name(
    readme: str, said: str
) -> None:
    assert title_of(readme) == said


@given(st.text())
def test_a_title_is_one_printable_line(readme: str) -> None:
    said = title_of(f"# {readme}")
    assert len(said) <= LONGEST
    assert said.isprintable()


@pytest.mark.parametrize(
    "name, said",
    [
        ("daily-arxiv-ai-enhanced", "Daily arXiv AI Enhanced"), ("myPapers_2026", "myPapers 2026"),
        ("日报", "日报"), ("___", "Paper digests"), ("", "Paper digests"),
    ],
)  # fmt: skip
def test_a_name_becomes_a_title(name: str, said: str) -> None:
    assert named_after(name) == said


def test_the_readme_counts_before_the_repository_before_the_folder() -> None:
    folders = ("/", "home", "ada", "night-reading", "data")
    remote = "git@github.com:ada/morning.git"
    assert title(Origin(folders=folders, remote=remote, readme="# Evening")) == "Evening"
    assert title(Origin(folders=folders, remote=remote)) == "Morning"
    assert title(Origin(folders=folders)) == "Night Reading"


def test_the_site_speaks_the_language_of_most_summaries_that_it_can() -> None:
    assert site_language({"zh": 300, "en": 20}) == "zh"
    assert site_language({"fr": 300, "en": 2, "zh": 1}) == "en"
    assert site_language({"ja": 3}) == "en"
    assert text_language({"zh": 300, "fr": 20, "en": 3}) == "fr"
    assert text_language({"zh": 300}) == "en"


def test_the_tagline_names_the_largest_categories_that_arxiv_has() -> None:
    counts = {"cs.DC": 9, "A topic": 8, "cs.LG": 7, "uncategorised": 6, "cs.CV": 1, "cs.CL": 1}
    assert tagline("en", counts) == "Daily digests of new papers in cs.DC, cs.LG and cs.CV"
    assert tagline("en", {"cs.DC": 1}) == "Daily digests of new papers in cs.DC"
    assert tagline("en", {"A topic": 1}) == "Daily digests of new papers"
    assert tagline("zh", {"cs.DC": 9}) == "每日新论文文摘：cs.DC"


def test_the_site_stands_where_its_own_repository_publishes_before_that_of_the_source() -> None:
    own, source = "git@github.com:ada/site.git", "https://github.com/bo/data"
    for remotes, owner in (((own, source), "ada"), (("", source), "bo")):
        github = published_at(*remotes)
        assert github is not None
        assert github.owner == owner
    assert published_at("https://gitlab.example/ada/site", source) is None
    assert published_at("", "") is None


def test_the_source_is_linked_where_people_can_look_at_it() -> None:
    assert source_page("git@github.com:a/b.git") == "https://github.com/a/b"
    assert source_page("https://u:p@git.example/a/b.git") == "https://git.example/a/b"
    for remote in ("", "file:///srv/x", "/srv/x", "ssh://h/x", 'https://git.example/"'):
        assert source_page(remote) == ""


@pytest.mark.parametrize(
    "paths, folder",
    [
        (["data/2026-05-08.md"], "data"),
        (["data/2026/05/08.md"], "data"), (["data/2026-05/08.md", "data/2026-05/09.md"], "data"),
        (["data/md/2026/a.md", "data/jsonl/2026/a.jsonl"], "data"),
        (["2026/05/08.md"], "."), (["a.md", "data/b.md"], "."), (["data/a.md", "data2/b.md"], "."),
        ([], "."),
    ],
)  # fmt: skip
def test_the_content_is_the_folder_that_holds_all_digests_now_and_later(
    paths: list[str], folder: str
) -> None:
    assert content_folder(paths) == folder


def test_what_is_no_digest_is_passed_over_by_few_patterns() -> None:
    asides = [Aside(path=path, why="") for path in (
        "data/README.md", "data/img/a.png", "data/img/b.md", "data/x.png", "data/y.png",
        "data/2026/notes[1].txt", "elsewhere/z.md",
    )]  # fmt: skip
    found = patterns("data", ["data/2026/a.md"], asides)
    assert found == ("*.png", "2026/notes[[]1].txt", "README.md", "img")


@given(
    st.builds(
        Proposal,
        title=st.text(),
        tagline=st.text(),
        content=st.text(),
        base_url=st.text(),
        source_url=st.text(),
        ignore=st.lists(st.text(), max_size=3).map(tuple),
        formats=st.sampled_from([(), FORMATS]),
        undated=st.lists(st.text(), max_size=3).map(tuple),
    )
)
def test_settings_can_be_read_whatever_is_in_them(proposal: Proposal) -> None:
    table = tomllib.loads(settings_text(proposal))
    assert table["site"]["title"] == proposal.title
    assert table["content"]["path"] == proposal.content
    assert tuple(table["content"].get("ignore", ())) == proposal.ignore
    assert tuple(table.get("downloads", {}).get("formats", ())) == proposal.formats
    assert table.get("dates", {}) == {}


def test_every_format_is_named_unless_that_makes_the_site_too_large() -> None:
    assert formats(0) == formats(49_999) == FORMATS
    assert formats(72_868) == ()


def test_the_lines_that_a_gitignore_lacks_are_named() -> None:
    assert missing_ignores("/public\n.digestry\n") == (".public.digestry*",)
    assert missing_ignores("*.pyc\n") == ("public/", ".public.digestry*", ".digestry/")
