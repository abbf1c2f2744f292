"""The client of the load benchmark."""

from __future__ import annotations

import select
import socket
import time
from typing import NamedTuple
from urllib.parse import urlsplit

_PATHS = ("/", "/papers/2605.00001/", "/assets/site.css", "/nothing/", "/papers/2605.00001")
_STATUS = (b"200", b"200", b"200", b"404", b"301")
_PATIENCE = 30.0


class Load(NamedTuple):
    """What a client saw: seconds of the whole and of each answer, and how many never came."""

    seconds: float
    waits: list[float]
    lost: int
    wrong: int


def ask_all(address: str, requests: int, connections: int) -> Load:
    """Send so many requests over so many connections, one at a time on each."""
    parts = urlsplit(address)
    place = (parts.hostname or "", parts.port or 0)
    lines = [socket.create_connection(place, _PATIENCE) for _ in range(connections)]
    asked = [f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode() for path in _PATHS]
    waiting: dict[int, tuple[socket.socket, int, float]] = {}
    poll = select.epoll()
    sent, waits, wrong = 0, list[float](), 0
    started = time.perf_counter()
    free = list(lines)
    for line in lines:
        poll.register(line, select.EPOLLIN)
    while len(waits) < requests:
        while free and sent < requests:
            line, kind = free.pop(), sent % len(_PATHS)
            line.sendall(asked[kind])
            waiting[line.fileno()] = (line, kind, time.perf_counter())
            sent += 1
        ready = poll.poll(_PATIENCE)
        if not ready:
            break
        for number, _ in ready:
            line, kind, since = waiting.pop(number)
            answer = _read(line)
            waits.append(time.perf_counter() - since)
            wrong += answer[9:12] != _STATUS[kind]
            free.append(line)
    return Load(time.perf_counter() - started, waits, requests - len(waits), wrong)


def _read(line: socket.socket) -> bytes:
    """Read one answer to its end."""
    data = line.recv(1 << 16)
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += line.recv(1 << 16)
    start = data.index(b"Content-Length: ") + 16
    whole = end + 4 + int(data[start : data.index(b"\r\n", start)])
    while len(data) < whole:
        data += line.recv(1 << 16)
    return data
