"""The files of a new site: settings, a page about it, what git passes over, the workflow."""

from __future__ import annotations

import json
from importlib import resources

from generator.importing.inference import Proposal

WORKFLOW = ".github/workflows/pages.yml"
IGNORE = ".gitignore"
IGNORED = ("public/", ".public.digestry*", ".digestry/", ".venv/")

_HEAD = "# The settings of this site. Every key may be left out; the reference lists them all."
_ABOUT = {
    "en": """\
# About this site

This site collects daily digests of new research papers. Titles, authors and abstracts are the
authors' own; **summaries are written by a machine** and may be wrong.
""",
    "zh": """\
# 关于本站

本站汇集每日新论文的文摘。标题、作者和摘要出自论文作者；**总结由机器撰写**，可能有误。
""",
}


def settings_text(proposal: Proposal) -> str:
    """Write `site.toml`; what could not be told stands there as a comment that tells how."""
    return (
        "\n\n".join(
            (
                _HEAD,
                _site(proposal),
                _content(proposal),
                *([_downloads(proposal.formats)] if proposal.formats else []),
                *([f"[output]\npath = {quoted(proposal.output)}"] if proposal.output else []),
                *([_dates(proposal.undated)] if proposal.undated else []),
            )
        ).rstrip("\n")
        + "\n"
    )


def _site(proposal: Proposal) -> str:
    lines = [
        "[site]",
        f"title = {quoted(proposal.title)}",
        f"tagline = {quoted(proposal.tagline)}",
        f'language = {quoted(proposal.language)}            # of the site itself: "en" or "zh"',
    ]
    if proposal.base_url:
        lines.append(f"base_url = {quoted(proposal.base_url)}")
    else:
        example = "https://name.github.io/repository/"
        lines.append(f'# base_url = "{example}"   # the publishing workflow knows it')
    if proposal.source_url:
        lines.append(f"source_url = {quoted(proposal.source_url)}")
    return "\n".join(lines)


def _content(proposal: Proposal) -> str:
    path = f"path = {quoted(proposal.content)}"
    lines = ["[content]", f"{path:<26} # the folder with the digests"]
    if proposal.texts != "en":
        lines.append(
            f"language = {quoted(proposal.texts)}            # of summaries in Latin letters"
        )
    if proposal.ignore:
        lines += ["ignore = [", *(f"    {quoted(one)}," for one in proposal.ignore), "]"]
    return "\n".join(lines)


def _downloads(formats: tuple[str, ...]) -> str:
    listed = ", ".join(map(quoted, formats))
    return f"[downloads]\nformats = [{listed}] # files of each day"


def _dates(undated: tuple[str, ...]) -> str:
    """Prepare a line for each digest without a date, to be filled in."""
    lines = (f'# {quoted(path)} = "YYYY-MM-DD"' for path in undated)
    return "\n".join(
        (
            "# These have no date, or one that is in doubt: fill it in and take the # away.",
            "[dates]",
            *lines,
        )
    )


def quoted(text: str) -> str:
    """Write a text as a basic string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def about(language: str) -> str:
    """Write the page about the site."""
    return _ABOUT[language]


def ignored() -> str:
    """Write what git is to pass over."""
    return "".join(f"{one}\n" for one in IGNORED)


def missing_ignores(text: str) -> tuple[str, ...]:
    """Tell which of the lines that a site needs a `.gitignore` lacks; `.venv` is its owner's."""
    lines = {line.strip().strip("/") for line in text.splitlines()}
    return tuple(one for one in IGNORED[:-1] if one.strip("/") not in lines)


def workflow(requirement: str) -> str:
    """Write the workflow that publishes a site with the Digestry that `pip` is told to install."""
    template = resources.files("generator").joinpath("pages-workflow.yml")
    return template.read_text(encoding="utf-8").replace("@REQUIREMENT@", requirement)
