"""The repository that holds a paper's code, as its comment, abstract or digest names it."""

from __future__ import annotations

import re

_LONGEST = 6000
"""Characters of a text that are looked at."""

_SCHEME = "https?: ?//"
"""Texts that a machine has rewritten may have a space in it."""

_REPOSITORY = re.compile(
    rf"(?:(?<![\w.@/-])(?:{_SCHEME})?|(?<=[\u3005-\u9fff\uac00-\ud7af]){_SCHEME})(?:www\.)?"
    r"(?P<host>github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com|git\.sr\.ht"
    r"|gitlab(?:\.[\w-]{1,40}){2,4})/"
    r"(?P<owner>~?[A-Za-z0-9][A-Za-z0-9_.-]{0,99})/(?P<name>[A-Za-z0-9_.-]{1,100})",
    re.IGNORECASE,
)
_NAMED = ("git", "bucket.org", "codeberg", "4open")
"""One of these stands in every address that is looked for, in whatever case."""

_ANONYMOUS = re.compile(
    rf"(?:{_SCHEME})?(?P<host>anonymous\.4open\.science)/(?:r|repository|anonymize)/"
    r"(?P<name>[A-Za-z0-9_.-]{1,100})",
    re.IGNORECASE,
)
_NO_OWNER = frozenset(
    {"orgs", "topics", "features", "sponsors", "collections", "marketplace", "about", "search",
     "login", "apps", "users", "explore", "groups"}
)  # fmt: skip
_TO_FILL_IN = re.compile(r"x{2,}|user(?:-?name)?|your-?(?:user-?)?name|anonymous", re.IGNORECASE)
"""Owners of addresses that authors forgot, or did not yet want, to write."""

_CODE = re.compile(
    r"\b(?:code|codes|codebase|implementations?|repositor(?:y|ies)|repo|github|gitlab|software|toolkit"
    r"|package|library|open[- ]?sourced?|releas\w+|available|scripts?|project|models?|datasets?"
    r"|data|materials?)\b|代码|开源|源码|项目|数据集|仓库|存储库",
    re.IGNORECASE,
)
_AROUND = 160
"""How near to its address an abstract says that the code is there, in characters."""


def code_of(comment: str, abstract: str = "", label: str = "") -> str:
    """Give the address of a paper's repository, `https://host/owner/name`, or nothing.

    `label` is what a digest itself gives as the address of the code. In an abstract, an address
    counts only beside a word that says what is there, or as the last that is said.
    """
    return _first(label) or _first(comment) or _first(abstract, told=True)


def _first(text: str, *, told: bool = False) -> str:
    text = text[:_LONGEST]
    folded = text.lower()
    if not any(name in folded for name in _NAMED):
        return ""
    for found in (*_REPOSITORY.finditer(text), *_ANONYMOUS.finditer(text)):
        address = _address(found)
        if address and not (told and not _is_told(found, text)):
            return address
    return ""


def _is_told(found: re.Match[str], text: str) -> bool:
    """Whether a text says what is at an address, or ends in it."""
    before = text[max(0, found.start() - _AROUND) : found.start()]
    return _CODE.search(before) is not None or not any(map(str.isalnum, text[found.end() :]))


def _address(found: re.Match[str]) -> str:
    parts = found.groupdict()
    host, owner = parts["host"].lower(), parts.get("owner") or ""
    name = parts["name"].rstrip("._-").removesuffix(".git").rstrip(".")
    if not name or owner.lower() in _NO_OWNER or not any(map(str.isalnum, name)):
        return ""
    if _TO_FILL_IN.fullmatch(owner):
        return ""
    return f"https://{host}/{owner}/{name}" if owner else f"https://{host}/r/{name}"
