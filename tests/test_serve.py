"""The preview over real sockets: what it serves, what it refuses, what open pages are told."""

import http.client
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import msgspec
import pytest

from generator.errors import UsageError
from generator.preview import conversation, server
from generator.preview.address import EVERY_INTERFACE, Hosts, Target
from generator.preview.live import MOST_PAGES, Notice, OpenPages, inject
from generator.preview.request import Request, reply_to
from generator.preview.site import Site, content_type
from generator.serve import BuildState, PortTakenError, Preview, serve_site

PATIENCE = 20.0
HOME = b"<!doctype html><html><head><title>Home</title></head><body>Home</body></html>"
DAY = b"<!doctype html><html><head><title>Day</title></head><body>Day</body></html>"
LOST = b"<!doctype html><html><head><title>Lost</title></head><body>Lost</body></html>"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(preview: Preview, path: str, method: str = "GET", **headers: str) -> Answer:
    """Send one request with the path exactly as it is given."""
    connection = http.client.HTTPConnection(urlsplit(preview.address).netloc, timeout=PATIENCE)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    response = connection.getresponse()
    fields = {name.lower(): value for name, value in response.getheaders()}
    answer = Answer(response.status, fields, response.read())
    connection.close()
    return answer


def dial(preview: Preview) -> socket.socket:
    parts = urlsplit(preview.address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=PATIENCE)


def say(preview: Preview, request: bytes) -> bytes:
    """Send bytes as they are and return all that comes back until the connection ends."""
    with dial(preview) as connection, connection.makefile("rb") as answer:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return answer.read()


@contextmanager
def listening(preview: Preview) -> Iterator[Callable[[], Notice | None]]:
    """Open a page's stream of events; what is given reads the next notice, None at the end."""
    parts = urlsplit(preview.address)
    with dial(preview) as connection, connection.makefile("rb") as stream:
        head = f"GET {parts.path}.digestry/events HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
        connection.sendall(head.encode())
        assert b" 200 " in stream.readline()
        fields = b"".join(iter(stream.readline, b"\r\n")).lower()
        assert b"content-type: text/event-stream" in fields
        assert b"content-length" not in fields

        def following() -> Notice | None:
            for line in stream:
                if line.startswith(b"data: "):
                    return msgspec.json.decode(line.removeprefix(b"data: "), type=Notice)
            return None

        yield following


FILES = {
    "index.html": HOME,
    "404.html": LOST,
    "2026/05/01/index.html": DAY,
    "2026/05/01/papers.json": b"[]",
    "about.html": DAY,
    "feed.xml": b"<feed/>",
    "assets/site.css": b"a{}",
    "assets/site.js": b"let a",
    "pagefind/wasm.en.pagefind": b"\0",
    "café/index.html": DAY,
    "100%/index.html": DAY,
    "bare/only.txt": b"text",
    "a.b/index.html": DAY,
    ".secret": b"secret",
    ".git/config": b"secret",
    "2026/.cache/index.html": b"secret",
    "../outside.html": b"secret",
}


def built_site(folder: Path) -> Path:
    """Write the files of a site, and one beside it."""
    for name, data in FILES.items():
        path = folder / "public" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "public"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return built_site(tmp_path)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Return a preview whose site no test changes."""
    with Preview(built_site(tmp_path_factory.mktemp("site")), port=0) as preview:
        yield preview


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Return a preview of a project's site, below `/repo/`; no test changes it."""
    output = built_site(tmp_path_factory.mktemp("site"))
    with Preview(output, base_path="/repo/", port=0) as preview:
        yield preview


@pytest.fixture
def own(output: Path) -> Iterator[Preview]:
    """Return a preview of `output`, which a test may change."""
    with Preview(output, port=0) as preview:
        yield preview


@pytest.mark.parametrize(
    "path, kind",
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/2026/05/01/", "text/html; charset=utf-8"),
        ("/2026/05/01/?q=a%20b", "text/html; charset=utf-8"),
        ("/2026/05/01/papers.json", "application/json; charset=utf-8"),
        ("/about", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/pagefind/wasm.en.pagefind", "application/octet-stream"),
        ("/caf%C3%A9/", "text/html; charset=utf-8"),
        ("/100%25/", "text/html; charset=utf-8"),
        ("/a.b/", "text/html; charset=utf-8"),
        ("/%61ssets/site%2Ecss", "text/css; charset=utf-8"),
    ],
)
def test_what_the_site_has_is_served_with_its_type(preview: Preview, path: str, kind: str) -> None:
    answer = ask(preview, path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


def test_raw_bytes_of_utf_8_in_a_path_are_understood(preview: Preview) -> None:
    host = urlsplit(preview.address).netloc.encode()
    answer = say(preview, "GET /café/ HTTP/1.1\r\nHost: ".encode() + host + b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")


@pytest.mark.parametrize(
    "path, location",
    [
        ("/2026/05/01", "/2026/05/01/"),
        ("/2026/05/01?q=a%20b&x=1", "/2026/05/01/?q=a%20b&x=1"),
        ("/caf%C3%A9", "/caf%C3%A9/"),
        ("/100%25", "/100%25/"),
        ("/a.b?", "/a.b/"),
    ],
)
def test_a_folder_redirects_to_its_address(preview: Preview, path: str, location: str) -> None:
    answer = ask(preview, path)
    assert (answer.status, answer.headers["location"]) == (301, location)


@pytest.mark.parametrize(
    "path, status, location",
    [
        ("/", 302, "/repo/"),
        ("/?q=1", 302, "/repo/?q=1"),
        ("/repo", 301, "/repo/"),
        ("/repo?q=1", 301, "/repo/?q=1"),
        ("/repo/2026/05/01?q=1", 301, "/repo/2026/05/01/?q=1"),
    ],
)
def test_redirects_keep_the_base_path(
    below: Preview, path: str, status: int, location: str
) -> None:
    answer = ask(below, path)
    assert (answer.status, answer.headers["location"]) == (status, location)


@pytest.mark.parametrize("path", ["/2026/05/01/", "/repository/", "/Repo/", "/.digestry/events"])
def test_outside_the_base_path_is_nothing(below: Preview, path: str) -> None:
    answer = ask(below, path)
    assert (answer.status, b"/repo/" in answer.body) == (404, True)


def test_below_the_base_path_is_the_site(below: Preview) -> None:
    assert b"Home" in ask(below, "/repo/").body
    assert b"Day" in ask(below, "/repo/2026/05/01/").body
    assert b"Lost" in ask(below, "/repo/nothing/").body


@pytest.mark.parametrize("spelling", ["repo", "/repo", "repo/", "/repo/"])
def test_a_base_path_may_lack_its_slashes(output: Path, spelling: str) -> None:
    assert Preview(output, base_path=spelling, port=8000).address == "http://127.0.0.1:8000/repo/"


def test_a_base_path_may_be_quoted_or_not(output: Path) -> None:
    for spelling in ("/caf%C3%A9/a b/", "/café/a%20b/"):
        assert Preview(output, base_path=spelling).address.endswith("/caf%C3%A9/a%20b/")


def test_an_impossible_base_path_is_refused(output: Path) -> None:
    with pytest.raises(UsageError, match="base path"):
        Preview(output, base_path="/../")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/nothing/",
        "/About",
        "/ABOUT.html",
        "/Assets/site.css",
        "/2026/",
        "/bare",
        "/bare/",
        "/about/",
        "/index.html/",
        "/assets/site.css/",
        "/2026//05/01/",
        "/2026/05/01/papers.json/more",
        "/" + "a" * 300,
    ],
)
def test_what_the_site_lacks_is_its_404_page(preview: Preview, path: str) -> None:
    answer = ask(preview, path)
    assert (answer.status, b"Lost" in answer.body) == (404, True)


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.html",
        "/2026/../../outside.html",
        "/2026/../index.html",
        "/./index.html",
        "/%2e%2e/outside.html",
        "/%2E%2E%2Foutside.html",
        "/..%2foutside.html",
        "/%2e%2e%5coutside.html",
        "/..\\outside.html",
        "/..%5c..%5coutside.html",
        "/%252e%252e/outside.html",
        "/%252e%252e%252foutside.html",
        "/%c0%ae%c0%ae/outside.html",
        "/%c0%ae%c0%ae%c0%afoutside.html",
        "/%e0%80%ae%e0%80%ae/outside.html",
        "/%uff0e%uff0e/outside.html",
        "/..%00/outside.html",
        "/about.html%00.css",
        "/about.html%0a",
        "/%ff/",
        "/2026%2f05%2f01/",
        "/....//outside.html",
        "/C:/outside.html",
        "/about.html::$DATA",
        "/%2fetc%2fpasswd",
        "/?/../outside.html/%2e%2e",
    ],
)
def test_no_path_leaves_the_output(preview: Preview, path: str) -> None:
    answer = ask(preview, path)
    assert b"secret" not in answer.body
    assert answer.status == (200 if path.startswith("/?") else 404)


@pytest.mark.parametrize(
    "path",
    [
        "/.secret",
        "/%2esecret",
        "/.git/config",
        "/.git/",
        "/2026/.cache/",
        "/2026/.cache",
        "/.digestry/",
        "/.digestry/live.py",
        "/.digestry/../index.html",
        "/.digestry/events/x",
    ],
)
def test_what_begins_with_a_dot_is_never_served(preview: Preview, path: str) -> None:
    answer = ask(preview, path)
    assert (answer.status, b"secret" in answer.body) == (404, False)


@pytest.mark.parametrize("path", ["/linked.html", "/linked", "/way/outside.html", "/hidden.txt"])
def test_a_link_out_of_the_output_is_not_followed(own: Preview, output: Path, path: str) -> None:
    (output / "linked.html").symlink_to(output.parent / "outside.html")
    (output / "way").symlink_to(output.parent, target_is_directory=True)
    (output / "hidden.txt").symlink_to(output / ".secret")
    answer = ask(own, path)
    assert (answer.status, b"secret" in answer.body) == (404, False)


def test_a_neighbour_whose_name_begins_alike_is_outside(own: Preview, output: Path) -> None:
    output.with_name("public-old").mkdir()
    (output.parent / "public-old" / "a.html").write_bytes(b"secret")
    (output / "a.html").symlink_to(output.parent / "public-old" / "a.html")
    assert ask(own, "/a.html").status == 404


def test_a_link_within_the_output_is_followed(own: Preview, output: Path) -> None:
    (output / "latest").symlink_to(output / "2026/05/01", target_is_directory=True)
    (output / "circle").symlink_to(output / "circle")
    assert ask(own, "/latest/").status == 200
    assert ask(own, "/circle").status == 404


def test_the_output_itself_may_be_a_link(output: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(output, target_is_directory=True)
    with Preview(tmp_path / "link", port=0) as preview:
        assert ask(preview, "/2026/05/01/").status == 200


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_read(own: Preview, output: Path) -> None:
    os.mkfifo(output / "pipe")
    assert ask(own, "/pipe").status == 404


def test_a_name_is_found_in_its_own_spelling_only(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.path.realpath
    monkeypatch.setattr(os.path, "realpath", lambda path, **kw: real(str(path).lower(), **kw))
    monkeypatch.setattr(os, "listdir", lambda _: ["about.html"])
    site = Site(Path(str(output).lower()))
    if not Path(str(output).lower()).exists():
        pytest.skip("the temporary folder has capital letters")
    assert site.read(("about.html",)) is not None
    assert site.read(("About.html",)) is None


def test_a_file_is_seen_as_soon_as_it_is_there(own: Preview, output: Path) -> None:
    assert ask(own, "/assets/new.txt").status == 404
    assert ask(own, "/assets/site.css").status == 200
    (output / "assets/new.txt").write_bytes(b"new")
    assert ask(own, "/assets/new.txt").body == b"new"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"])
def test_other_methods_are_not_allowed(preview: Preview, method: str) -> None:
    answer = ask(preview, "/", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/2026/05/01", "/nothing", "/.digestry/reload.js"])
def test_head_says_the_same_without_a_body(preview: Preview, path: str) -> None:
    wanted, answer = ask(preview, path), ask(preview, path, "HEAD")
    assert answer.status == wanted.status
    assert answer.headers["content-length"] == str(len(wanted.body))
    host = urlsplit(preview.address).netloc
    raw = say(preview, f"HEAD {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert raw.endswith(b"\r\n\r\n")


def test_head_of_the_events_ends(preview: Preview) -> None:
    host = urlsplit(preview.address).netloc
    raw = say(preview, f"HEAD /.digestry/events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert raw.startswith(b"HTTP/1.1 200 ")
    assert raw.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/2026", "/nothing", "/.digestry/reload.css"])
def test_no_reply_may_be_kept_guessed_or_read_by_other_sites(preview: Preview, path: str) -> None:
    headers = ask(preview, path, Origin="https://example.org").headers
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert not [name for name in headers if name.startswith("access-control")]


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LocalHost"])
def test_the_loopback_names_are_answered(preview: Preview, name: str) -> None:
    port = urlsplit(preview.address).port
    assert ask(preview, "/", Host=f"{name}:{port}").status == 200


@pytest.mark.parametrize(
    "host",
    [
        "example.org:{port}",
        "localhost.example.org:{port}",
        "localhost",
        "localhost:1",
        "127.0.0.1",
        "127.0.0.1:{port}0",
        "127.0.0.2:{port}",
        "x@localhost:{port}",
        "localhost:{port}@x",
        "localhost:{port}, example.org",
        "[::1:{port}",
        ":{port}",
        "",
    ],
)
def test_another_host_is_refused(preview: Preview, host: str) -> None:
    answer = ask(preview, "/", Host=host.format(port=urlsplit(preview.address).port))
    assert (answer.status, b"Home" in answer.body) == (421, False)


@pytest.mark.parametrize("lines", ["", "Host: {host}\r\nHost: {host}\r\n"])
def test_a_request_names_one_host(preview: Preview, lines: str) -> None:
    fields = lines.format(host=urlsplit(preview.address).netloc)
    answer = say(preview, f"GET / HTTP/1.1\r\n{fields}\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 421 ")


def test_hosts_are_the_loopback_and_the_given_one() -> None:
    assert Hosts("preview.lan", 80).allow("preview.lan")
    assert Hosts("preview.lan", 8000).allow("Preview.LAN:8000")
    assert not Hosts("preview.lan", 8000).allow("other.lan:8000")


def test_every_interface_answers_to_numbers_but_not_to_names() -> None:
    for host in EVERY_INTERFACE:
        hosts = Hosts(host, 8000)
        assert hosts.allow("192.168.1.7:8000")
        assert hosts.allow("[fe80::1]:8000")
        assert not hosts.allow("evil.example:8000")


@pytest.mark.parametrize(
    "request_line, status",
    [
        (b"GET http://localhost/ HTTP/1.1", b"404"),
        (b"GET * HTTP/1.1", b"404"),
        (b"GET //2026/05/01 HTTP/1.1", b"301"),
        (b"GET / HTTP/2.0", b"505"),
        (b"GET / / HTTP/1.1", b"400"),
        (b"NONSENSE", b"400"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1", b"414"),
    ],
)
def test_a_strange_request_is_refused_in_plain_text(
    preview: Preview, request_line: bytes, status: bytes
) -> None:
    host = urlsplit(preview.address).netloc.encode()
    answer = say(preview, request_line + b"\r\nHost: " + host + b"\r\n\r\n")
    assert answer.split(b" ")[1] == status
    assert b"Content-Type: text/" in answer
    assert b"Location: //" not in answer


def test_nothing_of_a_query_becomes_a_header(preview: Preview) -> None:
    host = urlsplit(preview.address).netloc.encode()
    request = b"GET /2026/05/01?a=\x01\xe9%0d%0aX:1 HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"
    answer = say(preview, request)
    assert b"\r\nLocation: /2026/05/01/?a=%01%E9%0d%0aX:1\r\n" in answer


def test_the_body_of_a_request_is_not_taken_for_another(preview: Preview) -> None:
    host = urlsplit(preview.address).netloc.encode()
    inner = b"GET /feed.xml HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"
    length = str(len(inner)).encode()
    outer = b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: " + length + b"\r\n\r\n"
    answer = say(preview, outer + inner)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"\r\nConnection: close\r\n" in answer


def test_one_connection_carries_many_requests(preview: Preview) -> None:
    host = urlsplit(preview.address).netloc.encode()
    answer = say(preview, (b"GET /feed.xml HTTP/1.1\r\nHost: " + host + b"\r\n\r\n") * 50)
    assert answer.count(b"<feed/>") == 50


def test_many_connections_at_once_lose_nothing(preview: Preview) -> None:
    lines: list[socket.socket] = [dial(preview) for _ in range(200)]
    host = urlsplit(preview.address).netloc.encode()
    for line in lines:
        line.sendall(b"GET /feed.xml HTTP/1.0\r\nHost: " + host + b"\r\n\r\n")
    answers = []
    for line in lines:
        with line, line.makefile("rb") as answer:
            answers.append(answer.read())
    assert sum(answer.endswith(b"<feed/>") for answer in answers) == 200


def test_pages_get_the_script_and_nothing_else_does(own: Preview, output: Path) -> None:
    page = ask(own, "/").body
    before, tag, after = page.partition(b'<script src="/.digestry/reload.js" data-build="')
    assert (before, bool(tag)) == (HOME[: HOME.index(b"</head>")], True)
    assert after.endswith(b'" defer></script>' + HOME[HOME.index(b"</head>") :])
    assert b"reload.js" in ask(own, "/nothing/").body
    assert b"reload.js" in ask(own, "/about").body
    for path in ("feed.xml", "assets/site.css", "assets/site.js", "2026/05/01/papers.json"):
        assert ask(own, f"/{path}").body == (output / path).read_bytes()
    assert (output / "index.html").read_bytes() == HOME


def test_the_script_is_found_below_the_base_path(below: Preview) -> None:
    assert b'src="/repo/.digestry/reload.js"' in ask(below, "/repo/").body
    script = ask(below, "/repo/.digestry/reload.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert b"EventSource" in script.body
    assert ask(below, "/repo/.digestry/reload.css").status == 200


@pytest.mark.parametrize(
    "page, expected",
    [
        (b"<head></head><body></body>", b"<head>*</head><body></body>"),
        (b"<HEAD></HEAD ><body>", b"<HEAD>*</HEAD ><body>"),
        (b"<title>a</title><body>text</body>", b"<title>a</title>*<body>text</body>"),
        (b"<title>a</title><body class=a>text", b"<title>a</title>*<body class=a>text"),
        (b"text", b"text*"),
        (b"", b"*"),
    ],
)
def test_a_tag_goes_to_the_end_of_the_head(page: bytes, expected: bytes) -> None:
    assert inject(page, b"*") == expected


def test_an_open_page_is_told_of_builds_and_errors(own: Preview) -> None:
    with listening(own) as following:
        first = following()
        assert first is not None
        assert first.error is None
        assert first.build.encode() in ask(own, "/").body
        own.changed(BuildState("content/a.md:3: error: </script> “no”\nand more"))
        assert following() == Notice(
            first.build, first.index, "content/a.md:3: error: </script> “no”\nand more"
        )
        own.changed(BuildState())
        again = following()
        assert again is not None
        assert (again.error, again.build == first.build) == (None, False)
        assert again.build.encode() in ask(own, "/").body


def test_a_page_opened_after_a_failure_is_told_of_it(own: Preview) -> None:
    own.changed(BuildState("broken"))
    with listening(own) as following:
        notice = following()
        assert notice is not None
        assert notice.error == "broken"


def test_another_run_of_the_preview_is_another_build() -> None:
    assert OpenPages().build != OpenPages().build


@pytest.mark.parametrize(
    "origin, status", [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)]
)
def test_only_the_site_itself_may_listen(preview: Preview, origin: str, status: int) -> None:
    answer = ask(preview, "/.digestry/events", "HEAD", Sec_Fetch_Site=origin)
    assert answer.status == status


def test_open_pages_take_no_threads_and_do_not_delay_the_end(output: Path) -> None:
    before = threading.active_count()
    with Preview(output, port=0) as preview:
        pages = [listening(preview) for _ in range(40)]
        streams = [page.__enter__() for page in pages]
        assert all(stream() for stream in streams)
        assert ask(preview, "/").status == 200
        assert threading.active_count() - before < len(pages)
    assert [stream() for stream in streams] == [None] * len(pages)
    for page in pages:
        page.__exit__(None, None, None)


class FakeLine:
    """A connection as open pages use it."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.untaken = 0
        self.ended = ""

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def get_write_buffer_size(self) -> int:
        return self.untaken

    def close(self) -> None:
        self.ended = "closed"

    def abort(self) -> None:
        self.ended = "aborted"


def test_pages_that_left_are_forgotten_and_too_many_refused() -> None:
    pages = OpenPages()
    lines = [FakeLine() for _ in range(MOST_PAGES + 1)]
    for line in lines:
        pages.join(line)
    assert [line.ended for line in lines] == [""] * MOST_PAGES + ["closed"]
    pages.leave(lines[0])
    late = FakeLine()
    pages.join(late)
    assert late.ended == ""
    pages.close()
    assert {line.ended for line in (late, *lines[1:])} == {"closed"}
    assert len(lines[0].sent) == len(late.sent) == 1


def test_a_page_that_takes_nothing_is_let_go_when_the_next_build_ends() -> None:
    pages = OpenPages()
    slow, quick = FakeLine(), FakeLine()
    pages.join(slow)
    pages.join(quick)
    slow.untaken = 1
    pages.tell(BuildState())
    pages.tell(BuildState())
    assert (slow.ended, len(slow.sent)) == ("aborted", 1)
    assert (quick.ended, len(quick.sent)) == ("", 3)


def test_requests_that_come_together_are_answered_in_turn(preview: Preview) -> None:
    host = urlsplit(preview.address).netloc.encode()
    paths = (b"/", b"/nothing", b"/feed.xml", b"/2026/05/01/") * 50
    answer = say(
        preview, b"".join(b"GET %b HTTP/1.1\r\nHost: %b\r\n\r\n" % (p, host) for p in paths)
    )
    statuses = re.findall(rb"HTTP/1[.]1 ([0-9]+)", answer)
    assert statuses == [b"200", b"404", b"200", b"200"] * 50


def test_a_client_that_takes_nothing_gets_no_more_than_it_takes(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (output / "large.txt").write_bytes(b"x" * (1 << 20))
    heads = list[bytes]()

    def counted(head: bytes, *others: Any) -> Request:
        heads.append(head)
        return reply_to(head, *others)

    monkeypatch.setattr(conversation, "reply_to", counted)
    with Preview(output, port=0) as preview, dial(preview) as line:
        host = urlsplit(preview.address).netloc.encode()
        line.sendall((b"GET /large.txt HTTP/1.1\r\nHost: %b\r\n\r\n" % host) * 100)
        assert ask(preview, "/").status == 200
        assert len(heads) < 50
        line.shutdown(socket.SHUT_WR)
        with line.makefile("rb") as answer:
            assert answer.read().count(b"HTTP/1.1 200") == 100


@pytest.mark.parametrize(
    "data, status",
    [(b"GET /" + b"a" * 70_000, 414), (b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000, 431)],
)
def test_a_head_that_does_not_end_is_refused(preview: Preview, data: bytes, status: int) -> None:
    with dial(preview) as line, line.makefile("rb") as answer:
        line.sendall(data)
        assert b" %d " % status in answer.readline()


def test_of_too_many_conversations_the_longest_silent_ends(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MOST_CONVERSATIONS", 3)
    with Preview(output, port=0) as preview, ExitStack() as stack:
        host = urlsplit(preview.address).netloc.encode()
        request = b"HEAD / HTTP/1.1\r\nHost: %b\r\n\r\n" % host
        lines = [stack.enter_context(dial(preview)) for _ in range(3)]
        for line in (*lines, lines[0]):
            line.sendall(request)
            assert line.recv(65536).startswith(b"HTTP/1.1 200")
        last = stack.enter_context(dial(preview))
        last.sendall(request)
        assert last.recv(65536).startswith(b"HTTP/1.1 200")
        assert lines[1].recv(1) == b""
        lines[0].sendall(request)
        assert lines[0].recv(65536).startswith(b"HTTP/1.1 200")


def test_a_conversation_in_which_nothing_is_asked_ends(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "IDLE_SECONDS", 0.01)
    monkeypatch.setattr(server, "_SWEEP_SECONDS", 0.01)
    with Preview(output, port=0) as preview, dial(preview) as line:
        line.sendall(b"GET / HT")
        assert line.recv(1) == b""


def test_stopping_ends_connections_that_were_kept(output: Path) -> None:
    with Preview(output, port=0) as preview:
        line = dial(preview)
        host = urlsplit(preview.address).netloc.encode()
        line.sendall(b"HEAD / HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
        assert line.recv(65536).startswith(b"HTTP/1.1 200")
    with line:
        assert line.recv(1) == b""


def test_stopping_what_was_never_started_is_nothing(output: Path) -> None:
    Preview(output).stop()


def test_a_site_that_is_not_built_yet_says_so(tmp_path: Path) -> None:
    with Preview(tmp_path / "public", port=0) as preview:
        answer = ask(preview, "/")
        assert (answer.status, b"reload.js" in answer.body) == (404, True)


def test_an_ipv6_address_stands_in_brackets(output: Path) -> None:
    try:
        with Preview(output, host="::1", port=0) as preview:
            assert preview.address.startswith("http://[::1]:")
            assert ask(preview, "/").status == 200
    except UsageError:
        pytest.skip("this machine has no IPv6")


def test_a_taken_port_and_an_unknown_host_are_usage_errors(preview: Preview, output: Path) -> None:
    with pytest.raises(PortTakenError, match="in use"):
        Preview(output, port=urlsplit(preview.address).port or 0).start()
    with pytest.raises(UsageError, match="cannot listen"):
        Preview(output, host="not a host", port=0).start()
    with pytest.raises(UsageError, match="cannot listen"):
        Preview(output, port=70_000).start()


@pytest.mark.parametrize("raw", ["", "x", "http://x/", "*"])
def test_a_target_begins_with_a_slash(raw: str) -> None:
    assert Target.read(raw) is None


def test_a_target_is_names_and_a_query() -> None:
    assert Target.read("/a%20b/c?d?e=/") == Target(("a b", "c"), folder=False, query="d?e=/")
    assert Target.read("/") == Target((), folder=True)


@pytest.mark.parametrize(
    "name, kind", [("A.HTML", "text/html; charset=utf-8"), ("x", "application/octet-stream")]
)
def test_a_type_depends_on_the_ending_alone(name: str, kind: str) -> None:
    assert content_type(name) == kind


class Desk:
    """Runs `serve_site` in a thread with builds that a test steers."""

    def __init__(self, folder: Path, *, watch: bool = True) -> None:
        self.output = folder / "public"
        self.content = folder / "content"
        self.content.mkdir()
        self.said: queue.Queue[str] = queue.Queue()
        self.built: queue.Queue[str | None] = queue.Queue()
        self.followed: queue.Queue[str | None] = queue.Queue()
        self.error: str | None = None
        self.late_error: str | None = None
        self.end = threading.Event()
        self.thread = threading.Thread(target=self.serve, args=(watch,))

    def serve(self, watch: bool) -> None:
        serve_site(
            self.output,
            base_path="/repo/",
            host="127.0.0.1",
            port=0,
            explicit_port=True,
            watch_paths=(self.content,) if watch else (),
            rebuild=self.rebuild,
            follow=self.follow,
            announce=self.said.put,
            until=self.end.wait,
        )

    def rebuild(self) -> str | None:
        if self.error is None:
            self.output.mkdir(exist_ok=True)
            (self.output / "index.html").write_bytes(HOME)
        self.built.put(self.error)
        return self.error

    def follow(self) -> str | None:
        self.followed.put(self.late_error)
        return self.late_error

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()

    def announced(self, words: str) -> str:
        """Return the next announcement that has these words."""
        while words not in (said := self.said.get(timeout=PATIENCE)):
            pass
        return said


class Elsewhere(Preview):
    """A preview that another thread started: only its address is known."""

    def __init__(self, announcement: str) -> None:
        self.known = announcement.split()[1]

    @property
    def address(self) -> str:
        return self.known


def test_a_failed_build_keeps_the_old_page_and_shows_the_error(tmp_path: Path) -> None:
    with Desk(tmp_path) as desk:
        preview = Elsewhere(desk.announced("Serving"))
        assert desk.built.get(timeout=PATIENCE) is None
        with listening(preview) as following:
            desk.error = "content/a.md:1: error: broken"
            (desk.content / "a.md").write_text("a")
            assert desk.announced("broken").startswith("content/a.md:1: error: broken")
            while (notice := following()) and notice.error is None:
                pass
            assert notice
            assert notice.error == "content/a.md:1: error: broken"
            assert b"Home" in ask(preview, "/repo/").body
            desk.error = None
            (desk.content / "a.md").write_text("b")
            while (healed := following()) and healed.error is not None:
                pass
            assert healed
            assert healed.build != notice.build


def test_no_changed_file_commands_the_terminal(tmp_path: Path) -> None:
    with Desk(tmp_path) as desk:
        assert desk.built.get(timeout=PATIENCE) is None
        (desk.content / "evil\x1b[2J.md").write_text("a")
        assert desk.announced("Changed") == r"Changed: evil\x1b[2J.md"


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.serve.PAUSE", 0)


@pytest.mark.usefixtures("no_pause")
def test_what_can_wait_follows_a_build_and_leaves_its_pages(tmp_path: Path) -> None:
    with Desk(tmp_path) as desk:
        preview = Elsewhere(desk.announced("Serving"))
        assert desk.built.get(timeout=PATIENCE) is None
        assert desk.followed.get(timeout=PATIENCE) is None
        with listening(preview) as following:
            while (notice := following()) and notice.index.endswith(("-0", "-1")):
                pass
            assert notice
            assert notice.build.endswith("-1")
            desk.late_error = "no room"
            (desk.content / "a.md").write_text("a")
            while (late := following()) and late.error is None:
                pass
            assert late
            assert late.error == "no room"


def test_a_change_in_the_pause_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.serve.PAUSE", 3600)
    with Desk(tmp_path) as desk:
        desk.announced("Serving")
        for text in "abc":
            assert desk.built.get(timeout=PATIENCE) is None
            (desk.content / "a.md").write_text(text)
        assert desk.built.get(timeout=PATIENCE) is None
    assert desk.followed.empty()


@pytest.mark.usefixtures("no_pause")
def test_a_failed_first_build_is_served_with_its_error(tmp_path: Path) -> None:
    desk = Desk(tmp_path, watch=False)
    desk.error = "no content"
    with desk:
        preview = Elsewhere(desk.announced("Serving"))
        desk.announced("no content")
        assert ask(preview, "/repo/").status == 404
        with listening(preview) as following:
            notice = following()
            assert notice
            assert notice.error == "no content"
    assert desk.followed.empty()


def test_an_unexpected_exception_is_raised_and_shown(output: Path) -> None:
    def rebuild() -> str | None:
        message = "a mistake"
        raise LookupError(message)

    with pytest.raises(LookupError, match="a mistake"):
        serve_site(
            output,
            base_path="/",
            host="127.0.0.1",
            port=0,
            explicit_port=True,
            watch_paths=(),
            rebuild=rebuild,
            announce=lambda _: None,
        )


def serve_on(output: Path, port: int, *, explicit: bool) -> str:
    """Serve for a moment and return the announcement."""
    said: list[str] = []
    serve_site(
        output,
        base_path="/",
        host="127.0.0.1",
        port=port,
        explicit_port=explicit,
        watch_paths=(),
        rebuild=lambda: None,
        announce=said.append,
        until=lambda: None,
    )
    return said[0]


def test_a_taken_port_is_left_for_the_next_unless_it_was_asked_for(
    preview: Preview, output: Path
) -> None:
    port = urlsplit(preview.address).port or 0
    assert f":{port}/" not in serve_on(output, port, explicit=False)
    with pytest.raises(UsageError, match="in use"):
        serve_on(output, port, explicit=True)


@pytest.mark.skipif(os.name != "posix", reason="sends the signal of Ctrl-C")
def test_ctrl_c_ends_it_cleanly(output: Path) -> None:
    program = f"""
from pathlib import Path
from generator.serve import serve_site
serve_site(Path({str(output)!r}), base_path="/", host="127.0.0.1", port=0, explicit_port=True,
           watch_paths=(Path({str(output.parent)!r}),), rebuild=lambda: None,
           announce=lambda text: print(text, flush=True), until=None)
print("returned")
"""
    with subprocess.Popen(  # noqa: S603 - this interpreter and the words above
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=Path(__file__).parents[1],
    ) as running:
        assert running.stdout
        preview = Elsewhere(running.stdout.readline())
        with listening(preview) as following:
            while (notice := following()) and notice.build.endswith("-0"):
                pass
            running.send_signal(signal.SIGINT)
            rest, _ = running.communicate(timeout=PATIENCE)
    assert rest.split() == ["Stopped", "returned"]
    assert running.returncode == 0
