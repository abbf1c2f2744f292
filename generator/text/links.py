"""The addresses that a text mentions."""

from __future__ import annotations

from generator.text.blocks import paragraphs
from generator.text.characters import tidy
from generator.text.runs import write
from generator.text.writers import Plain


class _Collector(Plain):
    """Writes plain text and remembers each web address in the order in which it comes."""

    def __init__(self) -> None:
        self.addresses: dict[str, None] = {}

    def link(self, address: str, inner: str) -> str:
        if address.lower().startswith(("http://", "https://")):
            self.addresses[address] = None
        return inner


def find_links(text: str) -> tuple[str, ...]:
    r"""Return the http and https links of a text, bare, in Markdown or TeX, each once, in order."""
    if "://" not in text:
        return ()
    collector = _Collector()
    for paragraph in paragraphs(tidy(text)):
        write(paragraph, collector)
    return tuple(collector.addresses)
