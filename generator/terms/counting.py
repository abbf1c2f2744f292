"""The terms of several papers, counted and weighed all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec
import numpy as np

from generator.merging import Merged
from generator.terms.papers import WEIGHTS, Seen
from generator.terms.reading import FIELDS, Numbers, Reading, numbered
from generator.terms.stems import STOP_WORDS
from generator.terms.words import HYPHENS, Kind

_TEXT: Final = list(WEIGHTS).index(Seen.TEXT)
_WEIGHTS: Final = np.array(list(WEIGHTS.values()), "i8")
_BITS: Final = np.array([int(field) for field in WEIGHTS], "u1")
_SHORTEST_PHRASE: Final = 3
_LONGEST_PHRASE: Final = 8
_PAIR: Final = 2
_COMPOUND: Final = 3
"""Words that a compound has, at most, on either side of two of them."""

_LETTER: Final = 21
"""Bits of a letter's code point."""

_BETWEEN: Final = "\n"


class Terms(msgspec.Struct, frozen=True):
    """The terms of papers: names, kinds and readable forms; and the papers that have them.

    For each term of each paper `papers` and `terms` have their numbers, `weights` what it weighs
    there, `seen` where it was seen.
    """

    names: list[str]
    kinds: Numbers
    forms: list[str]
    papers: Numbers
    terms: Numbers
    weights: Numbers
    seen: Numbers


class _Places(msgspec.Struct, frozen=True):
    """Where terms stand: a code for each term, its slot, and a code for how it reads there.

    Places come in the order of the texts. `sure` tells which phrases count though a paper has them
    but once, in a long text.
    """

    codes: Numbers
    slots: Numbers
    forms: Numbers
    sure: Numbers | None = None


class _Spelling(msgspec.Struct, frozen=True):
    """What the codes of terms and of forms stand for; forms are of a term's code, too."""

    name: Callable[[int], str]
    form: Callable[[int, int], str]


def count_terms(papers: Sequence[Merged]) -> Terms:
    """Find the terms of papers."""
    reading = Reading(papers)
    return _joined(
        [
            _counted(Kind.WORD, *_words(reading)),
            _counted(Kind.PHRASE, *_phrases(reading)),
            _counted(Kind.PAIR, *_pairs(reading)),
            _counted(Kind.PHRASE, *_long_pieces(reading)),
        ]
    )


def _words(reading: Reading) -> tuple[_Places, _Spelling]:
    named = reading.named[reading.tokens]
    at = np.flatnonzero(reading.are_words[named])
    places = _Places(named[at], reading.slots[at], reading.read[reading.tokens[at]])
    spelling = _Spelling(reading.names.__getitem__, lambda _, form: reading.forms[form])
    return places, spelling


def _phrases(reading: Reading) -> tuple[_Places, _Spelling]:
    """Find two words in a row; after the first a number may stand that follows a hyphen.

    The first may be one that tells nothing alone, as `long` in `long-horizon`. Those that are torn
    out of a compound read as the whole of it.
    """
    named, tokens, size = reading.named[reading.tokens], reading.tokens, len(reading.words)
    before, after, follows = named[:-1], named[1:], _are_within(reading)
    leads = _are_leading(reading)[:-1] & follows[1:-2] & reading.are_words[after]
    at = np.flatnonzero(leads | reading.are_words[before] & (after > 0) & (before != after))
    first = np.where(leads[at], tokens[at] + size, before[at])
    codes = first * size + after[at]
    forms = reading.read[tokens[at]] * size + tokens[at + 1]
    torn = np.flatnonzero(follows[at] | follows[at + 2])
    whole, compounds = numbered([_compound(reading, follows, n) for n in at[torn].tolist()])
    forms[torn] = size * size + whole

    def name(code: int) -> str:
        first, second = divmod(code, size)
        one = reading.names[first] if first < size else reading.words[first - size].lower()
        return f"{one} {reading.names[second]}"

    def form(_: int, code: int) -> str:
        if code >= size * size:
            return compounds[code - size * size]
        second = reading.words[code % size]
        return f"{reading.forms[code // size]}{'' if second[0] == '-' else ' '}{second}"

    capital = _are_capital(reading)
    sure = follows[at + 1] & capital[at] & capital[at + 1]
    return _Places(codes, reading.slots[at], forms, sure), _Spelling(name, form)


def _are_leading(reading: Reading) -> Numbers:
    """Tell which tokens may begin a compound though they tell nothing: letters, words left out."""
    leading = [
        word.lower() in STOP_WORDS or (len(word) == 1 and word.isalpha()) for word in reading.words
    ]
    tokens: Numbers = np.array(leading)[reading.tokens]
    return tokens


def _are_capital(reading: Reading) -> Numbers:
    """Tell which tokens begin with a capital."""
    capital = np.array([form[:1].isupper() for form in reading.forms])
    tokens: Numbers = capital[reading.read[reading.tokens]]
    return tokens


def _are_within(reading: Reading) -> Numbers:
    """Tell which tokens go on with a compound, as `context` in `in-context`; two more do not."""
    hyphened = np.array([word.startswith(tuple(HYPHENS)) for word in reading.words])
    return np.append(hyphened[reading.tokens], [False, False])


def _compound(reading: Reading, follows: Numbers, at: int) -> str:
    """Write two words in a row with the compounds that they stand in."""
    start, end = at, at + 2
    while follows[start] and at - start < _COMPOUND:
        start -= 1
    while follows[end] and end - at - 2 < _COMPOUND:
        end += 1
    first, *others = [reading.words[token] for token in reading.tokens[start:end].tolist()]
    joined = (word if word[0] in HYPHENS else f" {word}" for word in others)
    return "".join((first.lstrip(HYPHENS), *joined))


def _pairs(reading: Reading) -> tuple[_Places, _Spelling]:
    """Find pairs of East Asian letters; one that is no word of its own reads as nothing."""
    text = _BETWEEN.join([*reading.pieces, ""])
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype("i8")
    lengths = np.fromiter(map(len, reading.pieces), "i8", len(reading.pieces))
    slots = np.repeat(reading.piece_slots, lengths + 1)
    alone = np.repeat(lengths == _PAIR, lengths + 1).astype("i8")
    at = np.flatnonzero((letters[:-1] != ord(_BETWEEN)) & (letters[1:] != ord(_BETWEEN)))
    codes = (letters[at] << _LETTER) | letters[at + 1]

    def name(code: int) -> str:
        return chr(code >> _LETTER) + chr(code & ((1 << _LETTER) - 1))

    def form(code: int, is_word: int) -> str:
        return name(code) if is_word else ""

    return _Places(codes, slots[at], alone[at]), _Spelling(name, form)


def _long_pieces(reading: Reading) -> tuple[_Places, _Spelling]:
    """Find East Asian phrases."""
    pieces = reading.pieces
    at = [i for i, p in enumerate(pieces) if _SHORTEST_PHRASE <= len(p) <= _LONGEST_PHRASE]
    codes, phrases = numbered([pieces[place] for place in at])
    places = _Places(codes, reading.piece_slots[np.array(at, "i8")], codes)
    return places, _Spelling(phrases.__getitem__, lambda code, _: phrases[code])


def _counted(kind: Kind, places: _Places, spelling: _Spelling) -> Terms:
    """Count terms of a kind; how a paper reads one is how its last field reads it at its last."""
    codes, terms = np.unique(places.codes, return_inverse=True)
    papers, fields = np.divmod(places.slots, FIELDS)
    subject = papers * len(codes) + terms
    order = np.argsort(subject, kind="stable")
    subject, fields, forms = subject[order], fields[order], places.forms[order]
    if kind is Kind.PHRASE:
        kept = _repeated(subject, fields)
        if places.sure is not None:
            kept |= places.sure[order]
        subject, fields, forms = subject[kept], fields[kept], forms[kept]
    lasts, counts = _runs(subject * FIELDS + fields)
    subject, fields, forms = subject[lasts], fields[lasts], forms[lasts]
    weights = _WEIGHTS[fields] * np.minimum(counts + 1, 4) // 2
    lasts, counts = _runs(subject)
    starts = lasts - counts + 1
    read = np.maximum.reduceat(forms, starts) if kind is Kind.PAIR else forms[lasts]
    papers, terms = np.divmod(subject[lasts], max(len(codes), 1))
    used, terms = np.unique(terms, return_inverse=True)
    codes = codes[used]
    return Terms(
        names=[spelling.name(code) for code in codes.tolist()],
        kinds=np.full(len(codes), kind, "u1"),
        forms=_most_common(codes, terms, read, spelling),
        papers=papers,
        terms=terms,
        weights=np.add.reduceat(weights, starts),
        seen=np.bitwise_or.reduceat(_BITS[fields], starts),
    )


def _repeated(subject: Numbers, fields: Numbers) -> Numbers:
    """Leave out the phrases that a paper has but once, in a long text: most are no phrases."""
    _, counts = _runs(subject)
    alone = np.repeat(counts == 1, counts)
    kept: Numbers = np.logical_not(alone & (fields == _TEXT))
    return kept


def _runs(*columns: Numbers) -> tuple[Numbers, Numbers]:
    """Give the last place of each run of the same values, and how long the run is."""
    changes = np.logical_or.reduce([values[1:] != values[:-1] for values in columns])
    lasts = np.flatnonzero(np.append(changes, np.ones(min(len(columns[0]), 1), "?")))
    return lasts, np.diff(lasts, prepend=-1)


def _most_common(codes: Numbers, terms: Numbers, read: Numbers, spelling: _Spelling) -> list[str]:
    """Choose how each term reads in most papers, of several ways the plainest.

    Titles capitalise every word, so that a form without capitals is the plainer one.
    """
    order = np.lexsort((read, terms))
    terms, read = terms[order], read[order]
    lasts, counts = _runs(terms, read)
    terms, read = terms[lasts], read[lasts]
    best = np.zeros(len(codes), "i8")
    np.maximum.at(best, terms, counts)
    most = counts == best[terms]
    terms, read = terms[most], read[most]
    written = map(spelling.form, codes[terms].tolist(), read.tolist())
    forms: dict[int, str] = {}
    for term, form in zip(terms.tolist(), written, strict=True):
        forms[term] = min(forms[term], form, key=_plainness) if term in forms else form
    return list(forms.values())


def _plainness(form: str) -> tuple[int, int, str]:
    return (sum(map(str.isupper, form)), len(form), form)


def _joined(several: Iterable[Terms]) -> Terms:
    """Join terms of several kinds: no two of them have a name in common."""
    parts = list(several)
    firsts = np.cumsum([0, *(len(part.names) for part in parts)])
    return Terms(
        names=[name for part in parts for name in part.names],
        kinds=np.concatenate([part.kinds for part in parts]),
        forms=[form for part in parts for form in part.forms],
        papers=np.concatenate([part.papers for part in parts]),
        terms=np.concatenate([part.terms + at for part, at in zip(parts, firsts, strict=False)]),
        weights=np.concatenate([part.weights for part in parts]),
        seen=np.concatenate([part.seen for part in parts]),
    )
