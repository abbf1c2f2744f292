"""What an archive tells of the site that it wants to be: pure inference from what was found."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from generator.digests.language import LATIN
from generator.discover import SUFFIXES
from generator.importing.address import GitHub, on_github, repository_name, without_secrets
from generator.importing.finding import Aside
from generator.importing.readme import LONGEST, plain, title_of
from generator.model import UNCATEGORISED, Value
from generator.settings import FORMATS, LANGUAGES
from generator.taxonomy import NAMES

_SPELLED = {"ai": "AI", "arxiv": "arXiv", "llm": "LLM", "llms": "LLMs", "ml": "ML", "nlp": "NLP"}
_OF_NO_NAME = frozenset(
    {
        "archive", "archives", "content", "contents", "data", "daily", "digest", "digests", "docs",
        "markdown", "md", "output", "outputs", "papers", "posts", "reports", "results", "src",
        "summaries",
    }
)  # fmt: skip
"""Folders that are called after what lies in them; the folder above has the name."""
_DATED = re.compile(r"\d{1,4}(?:[-_.]?\d{1,2}){0,2}|(?:19|20)\d{2}.*")
_MOST_CATEGORIES = 3
_MANY = 50_000
"""Papers with which a site fills three quarters of what GitHub Pages takes, with every format."""

_MOST_PATTERNS = 40
_GLOB = re.compile(r"[*?\[]")


class Origin(Value):
    """Where an archive comes from: its folder's names outermost first, its remote, its README."""

    folders: tuple[str, ...] = ()
    remote: str = ""
    readme: str = ""


class Proposal(Value):
    """The settings that fit an archive; what is empty could not be told."""

    title: str
    tagline: str
    language: str = "en"
    texts: str = "en"
    base_url: str = ""
    source_url: str = ""
    content: str = "content"
    ignore: tuple[str, ...] = ()
    output: str = ""
    formats: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()


def title(origin: Origin) -> str:
    """Give a title: what the README states, else the repository's name, else the folder's."""
    stated = title_of(origin.readme)
    if stated:
        return stated
    if origin.remote:
        return named_after(repository_name(origin.remote))
    named = [name for name in origin.folders if name.strip("/\\")]
    telling = [name for name in named if name.casefold() not in _OF_NO_NAME] or named
    return named_after(telling[-1] if telling else "")


def named_after(name: str) -> str:
    """Make a title of the name of a folder or a repository."""
    words = re.sub(r"[\W_]+", " ", plain(name)).split()
    spelled = [_SPELLED.get(word.lower()) or _capital(word) for word in words]
    return " ".join(spelled)[:LONGEST] or "Paper digests"


def _capital(word: str) -> str:
    return word.capitalize() if word.islower() else word


def site_language(languages: Mapping[str, int]) -> str:
    """Choose the language of the site: of those it can be in, that of most summaries."""
    known = {language: count for language, count in languages.items() if language in LANGUAGES}
    return max(known, key=lambda language: known[language], default=LANGUAGES[0])


def text_language(languages: Mapping[str, int]) -> str:
    """Choose the language of summaries in Latin letters where a file does not tell."""
    known = {language: count for language, count in languages.items() if language in LATIN}
    return max(known, key=lambda language: known[language], default="en")


def tagline(language: str, categories: Mapping[str, int]) -> str:
    """Say what the site collects, with its largest categories where these are arXiv's."""
    codes = [code for code in categories if code in NAMES and code != UNCATEGORISED]
    several = codes[:_MOST_CATEGORIES]
    if language == "zh":
        return "每日新论文文摘" + (f"：{'、'.join(several)}" if several else "")
    return "Daily digests of new papers" + (f" in {_listed(several)}" if several else "")


def formats(papers: int) -> tuple[str, ...]:
    """Give the formats of a day's files: all, unless so many papers make a site too large for them.

    Then none are named, and the site has those that are made by default.
    """
    return FORMATS if papers < _MANY else ()


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def published_at(*remotes: str) -> GitHub | None:
    """Tell the repository on GitHub by the first remote that is there at all."""
    return next((on_github(remote) for remote in remotes if remote), None)


def source_page(remote: str) -> str:
    """Give the address at which people look at a repository, if it is one of the web."""
    if github := on_github(remote):
        return github.page
    plain_remote = without_secrets(remote)
    whole = re.fullmatch(r"https://[\w.-]+/[\w.~/-]+", plain_remote, re.ASCII)
    return plain_remote.removesuffix("/").removesuffix(".git") if whole else ""


def content_folder(paths: Iterable[str]) -> str:
    """Give the folder that holds all digests, now and later: `.` for the top itself.

    A folder for a year or a month is not it: the next one will lie beside it.
    """
    folders = [posixpath.dirname(path) for path in paths]
    common = posixpath.commonpath(folders) if folders and all(folders) else ""
    while common and _DATED.fullmatch(posixpath.basename(common)):
        common = posixpath.dirname(common)
    return common or "."


def patterns(folder: str, digests: Iterable[str], asides: Iterable[Aside]) -> tuple[str, ...]:
    """Give the patterns by which a content folder is rid of what is no digest in it.

    A kind of file that is never a digest is named by its ending, a folder without any digest by
    its name, and the rest one by one, as long as they are not many.
    """
    prefix = "" if folder == "." else f"{folder}/"
    inside = [one.path.removeprefix(prefix) for one in asides if one.path.startswith(prefix)]
    kept = {path.removeprefix(prefix).partition("/")[0] for path in digests}
    found: dict[str, None] = {}
    for path in inside:
        top, _, below = path.partition("/")
        ending = PurePath(path).suffix
        if below and top not in kept:
            found[_literal(top)] = None
        elif ending and ending.lower() not in SUFFIXES:
            found[f"*{_literal(ending)}"] = None
        else:
            found[_literal(path)] = None
    return tuple(sorted(found))[:_MOST_PATTERNS]


def _literal(name: str) -> str:
    return _GLOB.sub(lambda found: f"[{found[0]}]", name)
