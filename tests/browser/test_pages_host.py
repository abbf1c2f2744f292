"""The host that browser tests rely on behaves as GitHub Pages does."""

from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import ServeDirectory


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "index.html").write_text("home")
    (tmp_path / "papers" / "index.html").write_text("papers")
    (tmp_path / "about.html").write_text("about")
    (tmp_path / "404.html").write_text("not here")
    return tmp_path


def get(base: str, path: str) -> tuple[int, str, bytes]:
    with closing(HTTPConnection(urlsplit(base).netloc)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read()


@pytest.mark.parametrize(
    "path,status,body",
    [
        ("/repo/", 200, b"home"),
        ("/repo/?q=words", 200, b"home"),
        ("/repo/papers/", 200, b"papers"),
        ("/repo/about", 200, b"about"),
        ("/repo/empty/", 404, b"not here"),
        ("/repo/PAPERS/", 404, b"not here"),
        ("/repo/../secret", 404, b"not here"),
        ("/", 404, b"not here"),
        ("/repository/", 404, b"not here"),
    ],
)
def test_an_address_has_the_answer_of_github_pages(
    serve_directory: ServeDirectory, site: Path, path: str, status: int, body: bytes
) -> None:
    assert get(serve_directory(site, "/repo/"), path) == (status, "", body)


@pytest.mark.parametrize(
    "path,location", [("/repo", "/repo/"), ("/repo/papers?q=1", "/repo/papers/?q=1")]
)
def test_a_folder_without_its_slash_redirects(
    serve_directory: ServeDirectory, site: Path, path: str, location: str
) -> None:
    assert get(serve_directory(site, "repo"), path) == (301, location, b"")
