"""Names of people: which spellings are one name, and under which address that name stands.

One name may be several people's; two names are never joined because an initial would fit both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import pairwise

from generator.slugs import LONGEST, ascii_letters, short_hash, slug

LONGEST_NAME = 120
"""Characters; what is longer is no name."""

OTHER = "other"
"""Stands for all letters that cannot be written in Latin ones."""

_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?|（[^（）]*）?|【[^【】]*】?|<[^<>]*>?")
_ADDRESS = re.compile(
    r"\bhttps?://\S*|\b\S+@\S+|\borcid\b\S*|\b(?:\d{4}-){3}\d{3}[\dX]\b", re.IGNORECASE
)
_RAISED = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u2079*†‡§¶#]+|\$[^$]*\$|\^\{[^{}]*\}|\^\w")
_NOBODY = re.compile(
    r"\W*(?:(?:and )?et\.? ?al\.?|(?:and )?others|等人?|ほか|他|外|anonymous(?: authors?)?|unknown"
    r"|n/?a|none|null|various(?: authors)?|no authors?)\W*",
    re.IGNORECASE,
)
_TITLES = re.compile(r"^(?:(?:Dr|Prof)\.? )+(?=\S+ \S)")
_FOR = re.compile(
    r"(?:^|,? )(?:for|on behalf of) (?:the )?(?=\S.*\b(?:collaboration|consortium|group|team)\W*$)",
    re.IGNORECASE,
)
_DEGREES = re.compile(r"(?:,? M\.? ?D\.?)?,? Ph\.? ?D\.?(?:,? M\.? ?D\.?)?$")
"""Behind a name; the letters of `M. D.` alone may be initials."""

_CONJUNCTION = re.compile(r"^(?:(?:and|&) )+|(?: (?:and|&))+$")
_AND_OTHERS = re.compile(
    r"[ ,]+(?:(?:and )?et\.? ?al\.?|and others)$|(?<=\S{2}) ?等人?$", re.IGNORECASE
)
_INVERTED = re.compile(r"(?P<family>(?:[a-z'’]+ ){0,3}[^\s,]+), ?(?P<given>[^\s,][^,]*)")
"""One word before a comma, or one with particles: what has more may be a name with a place."""

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_APART = re.compile(r"[\W_]+")
_MARKS = "".join(c for c in map(chr, range(0x300, 0x1B00)) if unicodedata.category(c)[0] == "M")
"""Vowels and accents that many scripts write above or behind a letter; `\\w` has none of them."""

_WORD = re.compile(rf"[^\W_](?:[^\W_]|['{_MARKS}])*")
_VOWELS = "aeo"
"""With which syllables of pinyin begin: none begins with `i` or `u`."""

_IDLE_APOSTROPHE = re.compile(
    r"(?<![^\W_]{2})'|'(?![aeoæœøà-åè-ëò-öā-ąē-ěō-őǎǒạ-ệọ-ợ][^\W_])", re.IGNORECASE
)
_EAST_ASIAN = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_LATIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
_MOST_CAPITALS = 3
_GROUPS = frozenset(
    {"collaboration", "consortium", "team", "group", "initiative", "network", "project", "society"}
)
"""Last words of names that are not a person's: all their words stay apart."""

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What stands behind a family name, and tells a child from its parent."""

_SIMPLE = re.compile(
    r"(?!Orcid )[A-Z][a-z]{1,50} (?!(?:Al|Authors?|Orcid|Others)\Z)[A-Z][a-z]{1,50}"
)
"""Two plain words, as most names are: nothing stands beside them, and only their case folds."""

_NONE: Mapping[str, str] = {}

_COMMON = re.compile(
    r"(?!.*\bOrcid\b)[A-Z][a-z]+(?:[ -](?:[A-Z][a-z]+|[A-Z]\.(?= )))*"
    r"[ -](?!(?:Al|Authors?|Others)\Z)[A-Z][a-z]+"
)
"""Plain words and initials: nothing stands beside them, and no letter has an accent."""


def plain_name(name: str) -> str:
    """Give a name without what stands beside it: an affiliation or ORCID in brackets, a mark.

    Empty where it names nobody (`et al.`, `Anonymous`) or is too long for a name.
    """
    if len(name) <= LONGEST_NAME and _COMMON.fullmatch(name):
        return name
    bare, before = name[: 4 * LONGEST_NAME], ""
    while bare != before:
        bare, before = _stripped(bare), bare
    if len(bare) > LONGEST_NAME or _NOBODY.fullmatch(bare) or not any(map(str.isalpha, bare)):
        return ""
    return _in_spoken_order(bare)


def without_additions(name: str) -> str:
    """Take titles and degrees from a name, and the group for which somebody signs.

    Where the group signs alone it stays: `on behalf of the Tea Collaboration`.
    """
    bare = _TITLES.sub("", name)
    found = _FOR.search(bare)
    if found:
        person, group = bare[: found.start()], bare[found.end() :]
        bare = person or group if not person or " " in person else bare
    return _DEGREES.sub("", bare) if "Ph" in bare else bare


def _stripped(name: str) -> str:
    """Take away what stands beside a name; what is left may stand beside one itself."""
    bare = _RAISED.sub("", _ADDRESS.sub(" ", _BRACKETS.sub(" ", name)))
    bare = "".join(c for c in " ".join(bare.split()) if c.isprintable())
    bare = _CONJUNCTION.sub("", bare.strip(' ,;:·|/\\-–—=+~"'))
    return without_additions(_AND_OTHERS.sub("", bare))


def _in_spoken_order(name: str) -> str:
    """Turn round a name whose family stands first, with a comma behind it."""
    found = _INVERTED.fullmatch(name)
    if not found or _EAST_ASIAN.search(name) or found["given"].rstrip(".").lower() in _SUFFIXES:
        return name
    return f"{found['given']} {found['family']}"


def fold(name: str) -> str:
    """Reduce a plain name to what it is compared by; names with one fold are one name.

    Accents, case, spaces, hyphens and dots are nothing; an initial stays one. The fold of a fold
    is the fold. `Jean-Luc Müller` is `jeanluc muller`, `J. L. Muller` is `j.l muller`. In given
    names an apostrophe is left where pinyin has a vowel begin a syllable: `Ji-An Li` is `ji'an li`.
    """
    if _COMMON.fullmatch(name):
        return _joined(_APART.split(name.lower()))
    words = _words(unicodedata.normalize("NFKC", _APOSTROPHES.sub("'", name)))
    return _joined(words) if words else ""


def fold_names(names: Iterable[str], known: Mapping[str, str] = _NONE) -> dict[str, str]:
    """Fold names as digests have them, each to the fold of its plain name; empty for nobody.

    `known` may have folds of names that are more than two plain words, which take longer.
    """
    simple = _SIMPLE.fullmatch
    return {
        name: name.lower() if simple(name) else known.get(name) or _folded(name) for name in names
    }


def _folded(name: str) -> str:
    """Fold a name as a digest has it: a common one is plain, and is matched once."""
    if len(name) <= LONGEST_NAME and _COMMON.fullmatch(name):
        return _joined(_APART.split(name.lower()))
    return fold(plain_name(name))


def _joined(words: list[str]) -> str:
    """Join the folded words of a name: given names to one, initials apart, last and suffix."""
    if _has_suffix(words):
        return f"{_joined(words[:-1])} {words[-1]}"
    if all(_EAST_ASIAN.fullmatch(word) for word in words):
        return "".join(words)
    if words[-1] in _GROUPS:
        return " ".join(words)
    *given, last = words
    joined = given[0] if given else ""
    for before, word in pairwise(given):
        joined += f"{_joint(before, word)}{word}"
    return f"{joined} {last}" if joined else last


def _joint(before: str, word: str) -> str:
    """Give what stands between two given names: a dot beside an initial, else hardly anything."""
    if len(before) == 1 or len(word) == 1:
        return "."
    return "'" if word[0] in _VOWELS else ""


def _has_suffix(words: list[str]) -> bool:
    """Whether a suffix follows what is a name without it."""
    return words[-1].casefold() in _SUFFIXES and len(words) > 2  # noqa: PLR2004 - given and family


def _apart(name: str) -> list[str]:
    """Split a name into words; only in given names may an apostrophe stay."""
    found = list(_WORD.finditer(name))
    words = [word[0].replace("'", "") for word in found]
    last = -2 if words and _has_suffix(words) else -1
    if not words or words[last].casefold() in _GROUPS:
        return words
    given = _IDLE_APOSTROPHE.sub("", name[: found[last].start()])
    return _WORD.findall(given) + words[last:]


def _words(name: str) -> list[str]:
    """Take a name apart into folded words; capitals that stand together are initials."""
    words = _apart(name)
    suffix = [_plain(words.pop())] if words and _has_suffix(words) else []
    mixed = any(map(str.islower, name)) and words[-1].casefold() not in _GROUPS
    apart: list[str] = []
    for word in words:
        initials = mixed and 1 < len(word) <= _MOST_CAPITALS and word.isupper() and word.isascii()
        apart += [_plain(letter) for letter in word] if initials else [_plain(word)]
    return apart + suffix


def _plain(word: str) -> str:
    """Fold the case of a word, and take the accents from its Latin letters."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    plain: list[str] = []
    for char in unicodedata.normalize("NFD", folded.translate(_LATIN)):
        if not (unicodedata.combining(char) and plain and plain[-1].isascii()):
            plain.append(char)
    return unicodedata.normalize("NFC", "".join(plain))


def name_slug(fold: str) -> str:
    """Give the part of an address that stands for a folded name, and for no other.

    It is made of the fold alone: whoever else is in the archive, it stays. What cannot be told
    back from letters, digits and hyphens (another script, a name cut short) bears its hash.
    """
    plain = re.sub(r"[.' ]", "-", fold)
    made = slug(plain)
    if made == plain and len(made) < LONGEST:
        return made
    return f"{made[: LONGEST - 17]}-{short_hash(fold)}"


def initial(fold: str) -> str:
    """Give the letter under which a folded name stands in an index, `a` to `z`, or `other`.

    It is that of the last word; of a name in East Asian script, of its first character as it is
    written in Latin letters; of a group, of its first word.
    """
    letter = ascii_letters(_filed_by(fold)[0])[:1]
    return letter if letter.isalpha() else OTHER


def sort_key(fold: str) -> tuple[str, str]:
    """Put names in the order of an index: by the word under which they are filed, then the rest."""
    by, rest = _filed_by(fold)
    return ascii_letters(by) or by, rest


def _filed_by(fold: str) -> tuple[str, str]:
    """Split a folded name into what it is looked up by, and what follows."""
    given, _, last = fold.rpartition(" ")
    if last in _SUFFIXES and " " in given:
        by, rest = _filed_by(given)
        return by, f"{rest} {last}"
    if last in _GROUPS:
        return fold.removeprefix("the "), ""
    return last, given
