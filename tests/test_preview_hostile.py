"""A thousand hostile requests over raw sockets: none is answered wrongly, the server goes on."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from generator.serve import Preview
from tests.test_serve import DAY, FILES, HOME, LOST, ask, built_site, dial, say

GOOD = {b"200", b"301", b"302"}
REFUSED = {b"400", b"403", b"404", b"405", b"414", b"421", b"431", b"505"}
DOTS = (
    b"..", b"%2e%2e", b"%2E.", b".%2e", b"%252e%252e", b"%c0%ae%c0%ae", b"%e0%80%ae%e0%80%ae",
    b"%f0%80%80%ae%f0%80%80%ae", b"..;", b"..%00", b"..%01", b".. ", b"...", b"%uff0e%uff0e",
    b"\xc0\xae\xc0\xae", b"%2e%2e%3b", b".%00.", b"..%20", b"%ef%bc%8e%ef%bc%8e", b"..\xff",
)  # fmt: skip
SLASHES = (
    b"/", b"//", b"%2f", b"%2F", b"\\", b"%5c", b"%252f", b"%c0%af", b"%e0%80%af", b"/./", b"/;/",
    b"%u2215", b"%ef%bc%8f", b"/%00/", b"\xe2\x88\x95",
)  # fmt: skip
ENDS = (
    b"outside.html", b"etc/passwd", b".secret", b"public/.git/config", b"2026/.cache/index.html",
    b"outside.html%00.css", b"outside.html;.css", b"outside.html::$DATA", b"OUTSIDE.html", b"",
    b"outside.html?x=", b"outside.html#", b"proc/self/environ", b".git/config", b"bare/",
)  # fmt: skip
STARTS = (b"/", b"//", b"/2026/", b"/about.html/", b"/./", b"", b"http://localhost/", b"/.git/")
METHODS = (
    b"POST", b"PUT", b"DELETE", b"OPTIONS", b"TRACE", b"CONNECT", b"PATCH", b"get", b"G\xcbT",
    b"GET\x00", b"PROPFIND", b"__init__", b"HEAD1", b"PRI", b"M-SEARCH", b"log_message",
)  # fmt: skip
HOSTS = (
    b"evil.example", b"evil.example:{port}", b"localhost.evil.example:{port}", b"", b"localhost",
    b"127.0.0.1:{port}@evil.example", b"127.0.0.1:{port}#x", b"127.0.0.1:{port}, evil.example",
    b"2130706433:{port}", b"0x7f.1:{port}", b"127.1:{port}", b"[::ffff:127.0.0.1]:{port}",
    b"127.0.0.1:0{port}{port}", b"127.0.0.1:+{port}", b"127.0.0.1\x00:{port}", b"localhost.:{port}",
    b"127.0.0.1:{port}/", b"*:{port}", b"\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1:{port}",
)  # fmt: skip
VERSIONS = (b"HTTP/2.0", b"HTTP/3", b"HTTP/1", b"HTTP/-1.1", b"ICY", b"HTTP/1.1 x")
LENGTHS = (
    b"Content-Length: {length}", b"Content-Length: 0\r\nContent-Length: {length}",
    b"Content-Length: {length}\r\nContent-Length: 0", b"Transfer-Encoding: chunked",
    b"Transfer-Encoding : chunked", b"Content-Length : {length}", b"Content-Length: +{length}",
    b"Content-Length: -1", b"Content-Length: 0, {length}", b"Transfer-Encoding:\tchunked",
    b"X: y\r\n Content-Length: {length}\r\nContent-Length: {length}",
    b"Transfer-Encoding: identity", b"Content-Length: 0x{length}", b"transfer-encoding: gzip",
    b"X y: z\r\nContent-Length: {length}", b"nonsense\r\nContent-Length: {length}",
)  # fmt: skip
FIELDS = (
    b"X: " + b"a" * 70_000, b"\r\n".join(b"X%d: y" % n for n in range(200)), b"\x00: x", b": x",
    b"X", b"Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors",
    b"Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors", b"Sec-Fetch-Site: cross-site",
)  # fmt: skip


class Hostile(NamedTuple):
    """A request as it goes over the wire, and how a good answer to it may begin, if any may."""

    data: bytes
    may_be: frozenset[bytes] = frozenset(REFUSED)


def request(path: bytes, host: bytes, *fields: bytes, method: bytes = b"GET") -> bytes:
    head = (method + b" " + path + b" HTTP/1.1", b"Host: " + host, *fields)
    return b"\r\n".join(head) + b"\r\n\r\n"


def traversal(random: Random, host: bytes) -> Hostile:
    way = b"".join(
        random.choice(DOTS) + random.choice(SLASHES) for _ in range(random.randint(1, 6))
    )
    path = random.choice(STARTS) + way + random.choice(ENDS)
    return Hostile(request(path, host), frozenset(REFUSED | GOOD))


def method(random: Random, host: bytes) -> Hostile:
    return Hostile(request(b"/", host, method=random.choice(METHODS)))


def stranger(random: Random, host: bytes) -> Hostile:
    port = host.rpartition(b":")[2]
    names = [random.choice(HOSTS).replace(b"{port}", port)]
    if random.random() < 0.3:
        names.insert(random.randint(0, 1), host)
    return Hostile(request(b"/", names[0], *(b"Host: " + name for name in names[1:])))


def version(random: Random, host: bytes) -> Hostile:
    line = b"GET / " + random.choice(VERSIONS)
    return Hostile(line + b"\r\nHost: " + host + b"\r\n\r\n")


def smuggled(random: Random, host: bytes) -> Hostile:
    inner = request(b"/feed.xml", host)
    field = random.choice(LENGTHS).replace(b"{length}", str(len(inner)).encode())
    return Hostile(request(b"/", host, field) + inner, frozenset(REFUSED | GOOD))


def field(random: Random, host: bytes) -> Hostile:
    return Hostile(request(b"/", host, random.choice(FIELDS)))


def noise(random: Random, _host: bytes) -> Hostile:
    data = random.randbytes(random.randint(1, 300))
    return Hostile(random.choice((b"", b"GET ", b"GET / HTTP/1.1\r\nHost: ")) + data + b"\r\n\r\n")


def torn(random: Random, host: bytes) -> Hostile:
    whole = request(b"/.git/config", host)
    return Hostile(whole[: random.randrange(len(whole))])


Kind = Callable[[Random, bytes], Hostile]
KINDS: tuple[Kind, ...] = (traversal, method, stranger, version, smuggled, field, noise, torn)
OWN_SCRIPT = re.compile(rb"<script src=[^>]*reload[.]js[^>]*></script>")
BODIES = {data for name, data in FILES.items() if b"secret" not in data and ".." not in name}


def heard(preview: Preview, data: bytes) -> bytes:
    try:
        return say(preview, data)
    except ConnectionError:  # it was refused before all of it was read
        return b""


def wrong(hostile: Hostile, answer: bytes) -> Iterator[str]:
    """Name what an answer may not be."""
    if not answer:
        return
    head, _, body = answer.partition(b"\r\n\r\n")
    body = OWN_SCRIPT.sub(b"", body)
    status = head[9:12]
    if not head.startswith(b"HTTP/1.1 ") or status not in hostile.may_be:
        yield f"the answer begins {head[:40]!r}"
    if b"secret" in answer or b"root:" in answer or b"PATH=" in answer:
        yield "it tells a secret"
    if answer.count(b"HTTP/1.1 ") != 1:
        yield "one request has two answers"
    if b"access-control" in head.lower() or b"same-origin" not in head:
        yield "another site may read it"
    if status == b"200" and body not in BODIES:
        yield f"it is nothing of the site: {body[:80]!r}"
    if b"<li>" in body or b"Index of" in body:
        yield "it lists a folder"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with Preview(built_site(tmp_path_factory.mktemp("site")), port=0) as preview:
        yield preview


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_hostile_request_is_answered_wrongly(kind: Kind, preview: Preview) -> None:
    host = urlsplit(preview.address).netloc.encode()
    random = Random(kind.__name__)  # noqa: S311 - repeatable, not secret
    for _ in range(1_000 // len(KINDS)):
        hostile = kind(random, host)
        assert list(wrong(hostile, heard(preview, hostile.data))) == [], hostile.data[:400]
    assert ask(preview, "/").status == 200


def test_a_request_with_what_is_no_field_is_refused(preview: Preview) -> None:
    host = urlsplit(preview.address).netloc.encode()
    inner = request(b"/feed.xml", host)
    for line in (b"X y: 1", b"no field", b"Content-Length : 9"):
        answer = say(preview, request(b"/", host, line, b"Content-Length: 50") + inner)
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "site, mode, status",
    [
        ("cross-site", "no-cors", 403),
        ("cross-site", "cors", 403),
        ("same-site", "no-cors", 403),
        ("cross-site", "navigate", 200),
        ("same-origin", "cors", 200),
        ("none", "navigate", 200),
    ],
)
def test_other_sites_may_link_to_a_page_and_no_more(
    site: str, mode: str, status: int, preview: Preview
) -> None:
    answer = ask(preview, "/", Sec_Fetch_Site=site, Sec_Fetch_Mode=mode)
    assert answer.status == status
    assert (HOME[:40] in answer.body) == (status == 200)


def test_a_preflight_of_another_site_is_refused(preview: Preview) -> None:
    fields = {
        "Origin": "https://evil.example",
        "Access_Control_Request_Method": "GET",
        "Access_Control_Request_Private_Network": "true",
    }
    answer = ask(preview, "/", "OPTIONS", **fields)
    assert answer.status == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_slow_clients_keep_nobody_waiting(preview: Preview) -> None:
    host = urlsplit(preview.address).netloc.encode()
    with ExitStack() as stack:
        slow = [stack.enter_context(dial(preview)) for _ in range(300)]
        for number, line in enumerate(slow):
            line.sendall(request(b"/2026/05/01/", host)[: 1 + number % 40])
        for _ in range(50):
            assert ask(preview, "/nothing").status == 404
        for number, line in enumerate(slow):
            line.sendall(request(b"/2026/05/01/", host)[1 + number % 40 :])
        for line in slow:
            with line.makefile("rb") as answer:
                assert b" 200 " in answer.readline()


def test_it_listens_on_loopback_only(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(DAY + LOST)
    with Preview(tmp_path, port=0) as preview:
        port = urlsplit(preview.address).port or 0
        for address in _own_addresses():
            with socket.socket() as line:
                assert line.connect_ex((address, port)) != 0


def _own_addresses() -> list[str]:
    """Give addresses of this machine beside its loopback's usual one."""
    found = socket.gethostbyname_ex(socket.gethostname())[2] if socket.gethostname() else []
    return ["127.0.0.2", *(address for address in found if address != "127.0.0.1")]
