"""Names of authors: cleaned of what is no name, and taken apart for citations.

The theme's citations.js takes apart what a page's citation tags say by the same rules; one table
of examples tests both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from generator.model import Value
from generator.names import without_additions
from generator.text.characters import tidy
from generator.text.clean import plain_text

_GROUP = re.compile(
    r"\b(?:collaborations?|consortium|teams?|group|projects?|network|initiative|committee"
    r"|institute|university|society|foundation|laborator(?:y|ies)|alliance|inc|ltd|llc|gmbh)\b",
    re.IGNORECASE,
)
_THE = re.compile("the ", re.IGNORECASE)
_VIETNAMESE_THE = re.compile(
    "The(?: (?!(?:Board|Cent(?:er|re)|Club|Crew|Forum|Labs?|Panel|School|Staff|Union)(?: |$))"
    "[A-ZÀ-ÞĂĐĨŨƠƯẠ-ỹ][a-zß-ÿăđĩũơưạ-ỹ]{0,5}){2,4}"
)
"""A given name that is no article: short words follow it, and none is a group's."""

_EAST_ASIAN = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_SEVERAL = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)
_LIST = """
af al av bin da dal dalla das de degli dei del della delle dem den der di dos du el ibn la las le
los 't ’t te ten ter van vom von zu zum zur
"""
_PARTICLES = frozenset(_LIST.split())
_ALSO_CAPITALISED = frozenset({"Al", "De", "Del", "Della", "Den", "Der", "El", "St.", "Van", "Von"})
"""Particles that people also write with a capital."""

_DOUBTFUL = frozenset({"Da", "Dal", "Di", "Dos", "Du", "La", "Le", "Lo", "Mac", "Ten", "Ter"})
"""In capitals they may be Chinese given names: particles before what is no family name of China."""

_SYLLABLE = re.compile(
    "(?:[b-df-hj-np-tv-z]|[cgknpst]h|zh|ngh|ng|tr|hs|t[sz]|[gk]w)?[aeiouyà-öø-ÿăĩũơưạ-ỹ]{1,4}"
    "(?:n[gh]?|c?h|[ckmprt])?"
)
"""As names of China, Vietnam and many of Korea are written, in small letters."""

_ARTICLES = frozenset({"La", "Las", "Los"})
"""They may stand between `De` and a family name."""

_JOINED = _ALSO_CAPITALISED | _ARTICLES | _DOUBTFUL

_FAMILIES = """
bui cao dang dinh do doan duong ha ho hoang huynh lam ly mai ngo nguyen pham phan phung ta thai tran
trinh truong vo vu
"""
_VIETNAMESE = frozenset(_FAMILIES.split())
"""Family names beside which "Van" is a middle name."""

_SUFFIX = re.compile(r"(?:jr|sr)\.?|ii|iii|iv", re.IGNORECASE)
_ORCID = re.compile(
    r"(?:https?://)?(?:orcid\.org/|orcid:?\s*)?\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|（[^（）]*）|【[^【】]*】)")
_BRACKETED_LAST = re.compile(rf"(?:{_BRACKETED.pattern})+[\s,;]*$")
_NO_NICKNAME = re.compile(r"[\d@]|orcid", re.IGNORECASE)
_MARKS = re.compile(r"[†‡§¶¹²³⁰⁴-⁹]+")
_OTHERS = re.compile(
    r"[\s,;]*(?:\b(?:and\s+)?(?:et(?:\.\s?|\s)al\b|others)|(?:\band\s+)?(?:\.{3}|…)|等人?|(?<!\S)(?:ほか|他))[.\s]*$",
    re.IGNORECASE,
)
_RAISED = re.compile(r"\$[^$]*\$|(?<!\\)\^(?:\{[^{}]*\}|\w)")
_NOBODY = re.compile(r"null|none|n/a|unknown(?: authors?)?", re.IGNORECASE)
_TITLES = ("Dr", "Prof")
_LETTER = re.compile(r"[^\W\d_]")
_ORDINARY = re.compile(r"[A-Za-z.'-]+(?: [A-Za-z.'-]+)*")
_HELD = "\u00a0"
_LAST_OF_OTHERS = ("al", "others", ".")
"""How a list in ASCII ends that says that there are more."""


class PersonName(Value):
    """A name taken apart, or `literal` where it is a group's or is not to be taken apart.

    A particle stands before the family name and is not sorted by.
    """

    literal: str = ""
    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""

    @property
    def whole_family(self) -> str:
        """The family name with its particle."""
        return f"{self.particle} {self.family}".strip()

    @property
    def inverted(self) -> str:
        """The name with the family first, as in arXiv's citation tags: `King Jr., Ada`."""
        if self.literal:
            return self.literal
        return f"{self.whole_family} {self.suffix}".rstrip() + f", {self.given}"

    @property
    def natural(self) -> str:
        """The name as it is spoken."""
        parts = (self.literal, self.given, self.particle, self.family, self.suffix)
        return " ".join(filter(None, parts))

    @property
    def is_group(self) -> bool:
        """Whether it says of itself that it is a group's."""
        return bool(self.literal and _is_group(self.literal))


class People(Value):
    """The authors of a paper; `others` where the list says that there are more."""

    names: tuple[PersonName, ...]
    others: bool = False


@lru_cache(maxsize=4096)
def people_of(authors: tuple[str, ...]) -> People:
    """Take apart the names of a paper's authors; what holds no name is left out."""
    apart = [part for one in authors for part in (one.split("; ") if "; " in one else (one,))]
    cleaned = [_clean(author) for author in apart]
    bare = [_without_others(name) for name in cleaned]
    named = filter(_LETTER.search, map(_without_ends, bare))
    names = tuple(parse_name(name) for name in named if not _NOBODY.fullmatch(name))
    return People(names=names, others=bare != cleaned)


def citation_tags(people: People) -> tuple[str, ...]:
    """Write the names as the citation tags of a page have them.

    Zotero takes a lone author with spaces on both sides of the comma for two, so such a one's given
    names are held together by spaces that do not break.
    """
    if len(people.names) != 1:
        return tuple(name.inverted for name in people.names)
    family, comma, given = people.names[0].inverted.partition(", ")
    return (f"{family}{comma}{given.replace(' ', _HELD) if ' ' in family else given}",)


def _clean(author: str) -> str:
    """Take identifiers, places and marks from a name; a nickname in brackets stays."""
    if _is_ordinary(author):
        return author
    author = _RAISED.sub("", author) if "$" in author or "^" in author else author
    written = plain_text(author) if any(mark in author for mark in "\\{~") else tidy(author)
    name = " ".join(unicodedata.normalize("NFC", written).replace("*", "").split())
    if not name.isascii():
        name = _MARKS.sub("", name)
    bracketed = any(mark in name for mark in "([<（【")
    if bracketed:
        name = without_additions(name)
        name = _BRACKETED.sub(lambda found: "" if _NO_NICKNAME.search(found[0]) else found[0], name)
    name = _ORCID.sub("", name) if "-" in name else name
    return without_additions(_BRACKETED_LAST.sub("", name) if bracketed else name)


def _is_ordinary(author: str) -> bool:
    """Whether a name is plain words, and none of them can be a title, a degree or "for the"."""
    if " the " in author or author.startswith(_TITLES) or author[-1:] in "D.":
        return False
    return _ORDINARY.fullmatch(author) is not None


def _without_others(name: str) -> str:
    if name.isascii() and not name.rstrip().lower().endswith(_LAST_OF_OTHERS):
        return name
    return _OTHERS.sub("", name)


def _without_ends(name: str) -> str:
    """Strip what stood between it and others in a list."""
    bare = name.strip(" ,;:/%&").removeprefix(". ")
    while bare.startswith("and ") or bare.endswith(" and"):
        bare = bare.removeprefix("and ").removesuffix(" and").strip(" ,;:/%&")
    return bare


@lru_cache(maxsize=16384)
def parse_name(name: str) -> PersonName:
    """Take apart a clean name, in its natural order or with the family first.

    What has more commas than a name, and no two parts, stays whole without its commas.
    """
    parts = [part for part in (" ".join(part.split()) for part in name.split(",")) if part]
    whole = PersonName(literal=" ".join(parts).replace(";", ""))
    if _is_group(name) or _SEVERAL.search(name) or _is_east_asian(name):
        return whole
    suffix = next((part for part in parts[1:] if _SUFFIX.fullmatch(part)), "")
    named = [part for part in parts if part is not suffix]
    words = named[0].split() if named else []
    if len(words) > 1 and not suffix and _is_suffix(words):
        suffix = words.pop()
    if len(named) == 1 and len(words) > 1:
        at = _family_at(words)
        return _person(words[at:], words[:at], suffix) or whole
    if len(named) == 2:  # noqa: PLR2004 - the family and the given names
        return _person(words, named[1].split(), suffix) or whole
    return whole


def _is_suffix(words: Sequence[str]) -> bool:
    """Whether a name ends in one; `SR` behind one word are a family's initials."""
    return _SUFFIX.fullmatch(words[-1]) is not None and words[1:] != ["SR"]


def _is_group(name: str) -> bool:
    if _GROUP.search(name):
        return True
    return _THE.match(name) is not None and not _VIETNAMESE_THE.fullmatch(name)


def _is_east_asian(name: str) -> bool:
    return not name.isascii() and _EAST_ASIAN.search(name) is not None


def _person(family: Sequence[str], given: Sequence[str], suffix: str) -> PersonName | None:
    """Make a name of its words; None where a part of it would say nothing."""
    at = 0
    while at < len(family) - 1 and family[at] in _PARTICLES:
        at += 1
    last, first = " ".join(family[at:]).replace(";", ""), " ".join(given).replace(";", "")
    if not (_LETTER.search(last) and _LETTER.search(first)):
        return None
    return PersonName(given=first, particle=" ".join(family[:at]), family=last, suffix=suffix)


def _family_at(words: Sequence[str]) -> int:
    """Find where the family name begins: at a particle after the first word, else at the last."""
    at = next((at for at in range(1, len(words) - 1) if words[at] in _PARTICLES), len(words) - 1)
    if at == 1 or words[at - 1] not in _JOINED or _is_vietnamese(words):
        return at
    if words[at - 1] in _ARTICLES and words[at - 2] == "De":
        at -= at > 2  # noqa: PLR2004 - `De` and a name before it
    elif words[at - 1] in _DOUBTFUL and not _SYLLABLE.fullmatch(words[at].lower()):
        at -= 1
    while at > 1 and words[at - 1] in _ALSO_CAPITALISED:
        at -= 1
    return at


def _is_vietnamese(words: Sequence[str]) -> bool:
    return bool(_VIETNAMESE & {words[0].lower(), words[-1].lower()})
