"""What a line becomes: HTML with or without links, or plain text."""

from __future__ import annotations

from generator.text import addresses, tex


def escaped(text: str) -> str:
    """Return text as it stands between HTML tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Html:
    """Writes HTML; in one line there are no links and no formulas on lines of their own."""

    def __init__(self, *, one_line: bool) -> None:
        self._one_line = one_line

    def text(self, text: str) -> str:
        """Escape; a line end that was kept is a line break."""
        return escaped(text).replace("\n", "<br>")

    def math(self, source: str, *, displayed: bool) -> str:
        """Write MathML, or the escaped source."""
        return tex.mathml(source, displayed=displayed and not self._one_line)

    def code(self, source: str) -> str:
        """Write code as it stands."""
        return f"<code>{escaped(source)}</code>"

    def styled(self, tag: str, inner: str) -> str:
        """Write an element that has no attributes."""
        return f"<{tag}>{inner}</{tag}>"

    def link(self, address: str, inner: str) -> str:
        """Write a link if its address is allowed and links may stand here."""
        return inner if self._one_line else addresses.anchor(address, inner)


class Plain:
    """Writes plain text."""

    def text(self, text: str) -> str:
        """Write characters as they are."""
        return text

    def math(self, source: str, *, displayed: bool) -> str:
        """Write a formula in Unicode; one on a line of its own is set off with blanks."""
        text = tex.formula_text(source)
        return f" {text} " if displayed else text

    def code(self, source: str) -> str:
        """Write code as it stands."""
        return source

    def styled(self, _tag: str, inner: str) -> str:
        """Leave the style out."""
        return inner

    def link(self, _address: str, inner: str) -> str:
        """Leave the address out."""
        return inner
