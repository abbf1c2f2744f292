"""Field text to safe HTML: blocks for sections, a line for titles and cards, whole pages.

Everything that a text holds is escaped; the elements come from here. Links go to http, https
and mailto addresses only; any other address stays text.
"""

from __future__ import annotations

from generator.text.blocks import joined, markdown_lines, may_be_markdown, paragraphs
from generator.text.characters import tidy
from generator.text.enumerations import Part, may_hold_list, split_lists
from generator.text.markdown import field_markdown, page_markdown
from generator.text.runs import write
from generator.text.unbroken import keep_together
from generator.text.writers import Html, escaped

_BLOCK = Html(one_line=False)
_LINE = Html(one_line=True)
_MARKS = ("$", "\\", "`", "*", "~", "--", "://", "mailto:")


def block_html(text: str) -> str:
    """Return a field's text as safe block HTML; an empty text gives an empty string."""
    text = text.strip()
    if is_plain(text):
        return f"<p>{escaped(text)}</p>" if text else ""
    return marked_html(text)


def inline_html(text: str) -> str:
    """Return one line as safe inline HTML: formulas, TeX's macros, `**strong**`, code; no links.

    A single `*` stays a star: titles name A*, V* and k-means* more often than they stress a word.
    """
    text = " ".join(text.split())
    if is_plain(text):
        return escaped(text)
    return keep_together(write(" ".join(tidy(text).split()), _LINE, emphasis=False))


def page_html(text: str) -> str:
    """Return a maintainer's Markdown page as safe HTML; raw HTML is escaped, images are text."""
    text = tidy(text)
    html = _PAGE(text)
    return _running_html(text) if html is None else html


def is_plain(text: str) -> bool:
    """Tell whether nothing in the text can mean anything but itself."""
    if not text.isprintable() or text[:1] == "#":
        return False
    for mark in _MARKS:
        if mark in text:
            return False
    return not may_hold_list(text)


def marked_html(text: str) -> str:
    """Return what `block_html` does, by the whole grammar; a plain text gives the same bytes."""
    text = tidy(text)
    lines = markdown_lines(text) if may_be_markdown(text) else None
    html = _FIELD(lines) if lines is not None else None
    return _running_html(text) if html is None else html


def _running_html(text: str) -> str:
    return "".join(
        _part_html(part) for paragraph in paragraphs(text) for part in split_lists(paragraph)
    )


def _part_html(part: Part) -> str:
    if isinstance(part, str):
        html = _run_html(part).strip()
        return f"<p>{html}</p>" if html else ""
    return f"<ol>{''.join(f'<li>{_run_html(item)}</li>' for item in part)}</ol>"


def _run_html(text: str) -> str:
    return keep_together(write(text, _BLOCK))


def _line_html(text: str) -> str:
    """Return a line of a Markdown block, which may still be several lines of the source."""
    return _run_html(joined(text.split("\n")))


_FIELD = field_markdown(_line_html)
_PAGE = page_markdown()
