"""Work that crews of any kind are given, where every process can import it."""

from socket import create_connection

from generator.errors import SearchError


def square(number: int) -> int:
    return number * number


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise SearchError("seven", hint="not seven")
    return number


def hold_a_line(port: int) -> bytes:
    """Call a port of this machine, and listen as long as somebody is there."""
    with create_connection(("127.0.0.1", port)) as line:
        return line.recv(1)
