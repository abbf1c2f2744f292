"""A text that knows its lines without counting them from its beginning each time."""

from __future__ import annotations

from typing import Any


class NumberedText(str):
    """Counts the line ends before a place from where it counted last.

    The decoder of JSON asks for them with each error, always from the beginning: of a text with
    thousands of broken records that would be the square of its length.
    """

    __slots__ = ("_ends", "_place")

    def __init__(self, _text: str) -> None:
        self._place = self._ends = 0

    def count(self, part: str, start: Any = 0, end: Any = None, /) -> int:
        """Count as any text does, quickly where line ends from the beginning are meant."""
        if part != "\n" or start != 0 or end is None or not 0 <= end <= len(self):
            return super().count(part, start, end)
        if end >= self._place:
            self._ends += super().count(part, self._place, end)
        else:
            self._ends -= super().count(part, end, self._place)
        self._place = end
        return self._ends

    def line(self, place: int) -> int:
        """Give the number of the line in which a place lies."""
        return self.count("\n", 0, place) + 1
