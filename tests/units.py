"""Work that crews of any kind are given, where every process can import it."""

from generator.errors import SearchError


def square(number: int) -> int:
    return number * number


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise SearchError("seven", hint="not seven")
    return number
