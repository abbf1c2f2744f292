"""Addresses: which may be fetched, what they name, and that no secret leaves them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import UsageError
from generator.importing.address import (
    Address,
    GitHub,
    is_address,
    on_github,
    read_address,
    repository_name,
    without_secrets,
)
from generator.paths import flaw


@pytest.mark.parametrize(
    "source",
    [
        "https://github.com/a/b", "https://github.com/a/b.git", "ssh://git@host.example/a/b",
        "git://host.example/b", "file:///srv/b.git", "git@github.com:a/b.git", "host.example:b",
    ],
)  # fmt: skip
def test_repositories_are_fetched_by_ways_that_run_nothing_but_git(source: str) -> None:
    assert is_address(source)
    assert read_address(source) == Address(url=source)


@pytest.mark.parametrize(
    "source, says",
    [
        ("ext::sh", "fetched by ext"), ("fd::17", "fetched by fd"), ("http://x.example/a", "https"),
        ("ftp://x.example/a", "fetched by ftp"), ("https::x", "fetched by https"),
        ("ssh://-oProxyCommand=x/a", "no host"), ("https:///a", "no host"),
        ("https://x.example/a\nb", "control character"), ("https://[x/a", "no address"),
    ],
)  # fmt: skip
def test_all_other_ways_are_refused(source: str, says: str) -> None:
    assert is_address(source)
    with pytest.raises(UsageError, match=says):
        read_address(source)


@pytest.mark.parametrize("source", ["data", "./a/b", "../a:b", "C:\\data", "c:/data", "-x", ""])
def test_a_path_is_no_address(source: str) -> None:
    assert not is_address(source)


def test_the_address_of_a_folder_as_a_browser_shows_it_is_understood() -> None:
    read = read_address("https://github.com/a/b/tree/gh-data/data/2026%20x")
    assert read == Address(url="https://github.com/a/b", branch="gh-data", path="data/2026 x")


@pytest.mark.parametrize(
    "remote, page, site",
    [
        ("https://github.com/A/b", "https://github.com/A/b", "https://a.github.io/b/"),
        ("https://x:y@github.com/a/B.git/", "https://github.com/a/B", "https://a.github.io/B/"),
        ("git@github.com:a/b.git", "https://github.com/a/b", "https://a.github.io/b/"),
        ("ssh://git@github.com:22/a/b", "https://github.com/a/b", "https://a.github.io/b/"),
        (
            "git@github.com:a/A.github.io",
            "https://github.com/a/A.github.io",
            "https://a.github.io/",
        ),
    ],
)
def test_a_repository_on_github_tells_where_its_site_is(remote: str, page: str, site: str) -> None:
    found = on_github(remote)
    assert isinstance(found, GitHub)
    assert (found.page, found.site) == (page, site)


@pytest.mark.parametrize(
    "remote",
    [
        "", "/srv/b.git", "https://gitlab.com/a/b", "https://github.com/a", "https://[github.com/a/b",
        "https://github.com/a/b/c", "https://github.com.evil.example/a/b", "https://github.com/../b",
        'https://github.com/a/"b',
    ],
)  # fmt: skip
def test_nothing_is_made_of_other_remotes(remote: str) -> None:
    assert on_github(remote) is None


def test_secrets_are_taken_out_of_addresses() -> None:
    said = "fatal: could not read https://me:s3cret@host.example/x and ssh://k@h/y"
    assert without_secrets(said) == "fatal: could not read https://host.example/x and ssh://h/y"


@given(st.text() | st.from_regex(r"https://h\.example/[a-z.%2F/-]{0,20}", fullmatch=True))
def test_the_name_of_a_repository_is_always_that_of_one_plain_folder(url: str) -> None:
    name = repository_name(url)
    assert name
    assert "/" not in name
    assert flaw(name) == ""


@pytest.mark.parametrize(
    "url, name",
    [
        ("https://h.example/a/daily.git/", "daily"), ("git@h.example:a/daily", "daily"),
        ("https://h.example/a/..%2F..%2Fetc", "archive"), ("file:///x/my%20daily", "my daily"),
        ("https://h.example/-x", "archive"), ("https://h.example/.ssh", "archive"),
    ],
)  # fmt: skip
def test_a_site_is_called_after_its_repository(url: str, name: str) -> None:
    assert repository_name(url) == name
