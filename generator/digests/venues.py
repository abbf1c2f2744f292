"""Where a paper was accepted or has appeared, as its comment or abstract says so.

Precision comes first: what was only submitted, what is said of another version, and a name that
is not certainly a venue give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.digests.venue_names import CONFERENCES, JOURNALS, WITH_FINDINGS, Mention

_LONGEST = 4000
"""Characters of a text that are looked at."""

_ADDRESS = re.compile(r"\b(?:https?://|www\.|doi[:.]|arxiv[:.])\S*", re.IGNORECASE)
_QUOTED = re.compile(
    r"(?=[\"“`])(?<!accepted (?:in|at|by|to) )(?<!published (?:in|at|by) )(?<!appear (?:in|at) )"
    r"(?:[\"“][^\"”]{25,}[\"”]|``[^']{25,}'')",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\s*[;；。\n]\s*|(?<!\bProc)(?<!\bTrans)(?<!\bInt)(?<!\bInf)(?<!\bConf)(?<!\bSymp)(?<!\bJ)(?<!\bLett)"
    r"(?<!\bvs)(?<!\bet al)[.!]\s+(?=[A-Z\W\d])",
)
_CUE = re.compile(
    r"\bacc(?:ept(?:ed|ance)?|peted)\b|\bto[ -]+appear\b|\bwill appear\b"
    r"|\bappear(?:s|ed|ing)? (?:in|at)\b|\bpublish?ed\b|\bpublication (?:in|at)\b"
    r"|\bpresent(?:ed|ation)? (?:at|in|as|on)\b|\bpresented\b|\bin:? (?:the )?proc(?:eedings|\.)"
    r"|^proceedings (?:of|on)\b|\bforthcoming\b"
    r"|\bcamera[- ]ready\b|\bin press\b"
    r"|录用|接收|接受|收录|发表(?:于|在)|刊登(?:于|在)|中稿",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:re)?submi(?:t|ts|tted|tting)\b(?! (?:and|then) (?:accepted|presented|published))"
    r"|\bsubmission to\b(?<!accepted submission to)|\b(?:in|under|pending|awaiting) "
    r"(?:\w+ ){0,2}(?:review|submission|consideration|revision)\b|\breviewed by\b"
    r"|\breject|\bwithdrawn?\b|\bretract|\bif accepted\b|\bnot (?:yet )?(?:been )?accepted\b"
    r"|\bunaccepted\b|\byet to\b|\bintended\b|\bplan(?:s|ned)?\b|\btarget(?:s|ed|ing)?\b"
    r"|\bin preparation\b|\btemplate\b|\bformat\b|\bstyle\b|\bto be (?:re)?submitted\b"
    r"|投稿|投递|拟投|提交|在审|审稿|评审|未被|格式|模板",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\bexten(?:sion|ds|ding)\b|\b(?:preliminary|earlier|previous|prior|reduced|short(?:er)?|brief(?:er)?"
    r"|abridged|condensed|different|conference|workshop|journal|partial|initial|first|old(?:er)?"
    r"|another|poster|demo) (?:\w+ )?(?:version|draft|abstract|paper)s? \b(?!(?:to|in|at)\b)"
    r"|\b(?:preliminary|earlier|previous|prior|reduced|short(?:er)?|abridged|condensed|different"
    r"|conference|workshop|journal|partial|initial) version\b"
    r"|\bparts? of\b|\bportions? of\b|\bsome (?:of|results)\b|\bbased on\b|\bbuilds? (?:up)?on\b"
    r"|\bfollow[- ]up\b|\bcompanion\b|\bcomments? on\b|\btext overlap\b|\bsupplement(?:ary)? "
    r"(?:material )?(?:for|to|of)\b|\bwinn(?:er|ing)\b.*\bchallenge\b|\bsolution (?:for|to|of)\b"
    r"|\bsystem description\b|\boverview of\b|\bdatasets? (?:from|of)\b|\bseries of papers\b"
    r"|初步版本|扩展自|部分内容",
    re.IGNORECASE,
)
_WORKSHOP = re.compile(
    r"\bworkshops?\b|\bw\b(?=.?$)"
    r"|\b(?:ACL|CVPR|ECCV|EMNLP|ICCV|ICLR|ICML|ICRA|IROS|NeurIPS|WACV)W(?![^\W\d])"
    r"|\b(?!accepted|oral|paper|poster|presented|spotlight|highlight)[\w^-]+ ?@ ?(?-i:[A-Z])"
    r"|\bSRW\b|\bsymposium series\b|co-?located|affiliated"
    r"|in conjunction|\bnon-?archival\b|研讨会|\bchallenge\b|\bcompetition\b",
    re.IGNORECASE,
)
_FINDINGS = re.compile(r"\bfindings\b", re.IGNORECASE)
_YEAR = (
    r"(?:(?:19|20)\d\d(?!\d)|(?<=['’‘`])[0-29]\d(?!\d)|(?<=[A-Z])[0-29]\d(?!\d)"
    r"|(?<=[A-Z]-)[12]\d(?![\d-]))"
)
_NEAR = re.compile(
    r"[\s)\]\-,'’‘`:/]*"
    r"(?i:(?:annual |main |the |research |industry |demo |ads |datasets? (?:and|&) benchmarks? )?"
    r"(?:conferences?|findings|papers?|main|workshops?|asia|track|journal|meeting|symposium|spring"
    r"|fall)[\s\-,'’‘`:/(]*){0,3}"
    rf"(?P<year>{_YEAR})"
)
_ANY_YEAR = re.compile(r"(?<![\d./:-])(?:19|20)\d\d(?![\d:/])")
_ANOTHER = re.compile(
    r" (?:[A-Z][A-Za-z]{0,12}[A-Z]\w{0,12}|\w{1,12}-?[A-Z]{2,12}\w{0,12})[ -]*(?:20\d\d|['’]\d\d)"
)
_LATEST = 80
"""A year of two digits is of this century up to here, and of the last from there on."""

_AFTER = re.compile(
    r"(?:\W|\b(?:accepted|oral|spotlight|highlight|poster|main|findings|papers?|camera[- ]ready"
    r"|long|short|full|regular|research|conference|demo|industry|track|proceedings|workshops?"
    r"|survey|presentation|to appear|published|best|award|candidate|finalist|honorable|mention"
    r"|version|datasets?|benchmarks?|and|the|as|an?|in|at|session|talk|system|student|technical"
    r"|early|accept|spring|fall)\b)*(?:\bworkshops?\W* (?:on\b|(?<=: )).*)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\W*\b(?:in|at|the|annual|conference|proceedings|of|on|findings|ieee|acm|aaai|accepted"
    r"|full|long|short|regular|oral|spotlight|poster|camera[- ]ready|\d+(?:st|nd|rd|th)|20\d\d"
    r"|workshop|main|paper|as|an?|published|cvf|rsj|international|symposium)\b)*\W*",
    re.IGNORECASE,
)
_HOSTED = re.compile(r"(?:[\w^-]+ ){0,2}[\w^-]+ ?@ ?")
"""What stands before a venue of which it is a workshop."""

_CONFERENCE = re.compile(
    r"(?=.*\b(?:Conference|Symposium)\b)(?:(?:In|At|Proceedings of) )?(?:[Tt]he )?(?:20\d\d )?"
    r"(?:\d+(?:st|nd|rd|th) )?(?:(?:[A-Z][\w/&.-]*|and|of|on|for|in|the|&) ){2,16}"
    r"\([A-Z][^()]*\)(?:,? 20\d\d)?"
)
"""The whole name of a conference, with its acronym."""

_ACRONYM = r"(?P<name>[A-Z][A-Za-z]{0,12}[A-Z][A-Za-z]{0,12}(?:[-/&][A-Z]{2,9})?)"
_UNKNOWN = (
    re.compile(rf"\({_ACRONYM}[\s\-'’]{{0,2}}(?P<year>{_YEAR})\)"),
    re.compile(rf"\({_ACRONYM}\)[\s,]{{1,2}}(?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(
        r"(?:\b(?:at|in|to|by|for|on|of)|被)\s+(?:the )?(?:\d+(?:st|nd|rd|th) )?"
        r"(?:(?:annual|international|IEEE|ACM|IFIP|AAAI|IEEE/RSJ|IEEE/ACM|IEEE/CVF|ASME|AIAA) )*"
        rf"{_ACRONYM}(?: conference)?[\s\-,]{{0,2}}['’]?(?P<year>{_YEAR})"
    ),
    re.compile(rf"(?P<year>\b20\d\d) [^()]{{0,140}} \({_ACRONYM}\)"),
)
_UNKNOWN_ALONE = re.compile(
    r"(?:in |at )?(?P<name>[A-Z][A-Za-z]{0,12}[A-Z]{2,12})[ '’-]?"
    r"(?P<year>20[12]\d|(?<=['’])\d\d)"
    r"(?i: \(?(?:conference|oral|poster|short|full|long|paper|accepted)\)?){0,2}"
)
_PARTS = re.compile(r"\s*,\s*(?!\s*(?:19|20)\d\d\b)|\s+[-–—|]\s+")
_MAY_BE_DATED = re.compile(r"[A-Z].*\d\d|20\d\d.*[A-Z]")
_NO_VENUE = frozenset(
    {
        "AI", "IEEE", "ACM", "USA", "UK", "USENIX", "PDF", "CC", "BY", "II", "III", "IV", "VI",
        "EU", "LLM", "NLP", "ML", "CS", "PhD", "MSc", "GPU", "GitHub", "LNCS", "LNAI", "CCIS",
        "SRW", "PMLR", "OSA", "AAAS", "DOI", "ISBN", "ISSN", "SCI", "CCF", "TR", "PNAS", "YouTube",
        "OpenReview", "ARR", "NTIRE", "LBW", "WIP", "TMI", "TIP", "TRO", "TAC", "TSP", "ArXiv",
        "COVID", "SIG", "PC", "EAI", "CEUR", "CEUR-WS", "EPTCS", "LIPIcs",
    }
)  # fmt: skip
_TRANSACTIONS = re.compile(
    r"\b(?P<house>IEEE|ACM) (?P<kind>Transactions? on|Journal (?:on|of)|Trans\.? on)"
    r"(?P<name>(?: (?:[A-Z][\w-]*,?|and|of|in|for|the|&))+)(?: ?\((?P<short>[A-Z][A-Z-]{2,9})\))?"
)
_SERIAL = re.compile(
    r"\bIEEE(?: (?:[A-Z][\w-]*|and|of|in|on|&)){1,6}? (?:Journal|Magazine|Letters)\b"
)
_SHORT_TRANSACTIONS = re.compile(r"\bIEEE[- ](T-?[A-Z]{2,5}|WCL|COMML|LRA)\b(?![ -]*(?:20|['’]))")
_SAID = re.compile(
    r"\b(?:this|our|the) (?:present )?(?:paper|work|article|manuscript|study|demo)\b[^.;]{0,25}?"
    r"\b(?:(?:has|have) been|was|is|will be)\b[^.;]{0,15}?"
    r"\b(?:accepted|published|presented|to appear)\b[^.;]{0,30}? ?\b(?:at|in|by|to|for)\b"
    r"[^;]{0,150}",
    re.IGNORECASE,
)


def venue_of(comment: str, abstract: str = "", label: str = "") -> str:
    """Name the venue at which a paper was accepted: `CVPR 2026`, `ACL 2025 Findings`, `IEEE TPAMI`.

    `comment` is the authors' comment, `label` what a digest itself gives as the venue. Empty where
    nothing certain is said. A venue at whose workshop the paper was ends in `Workshop`.
    """
    if label and (found := _of_clauses(label, cued=True)):
        return found
    if comment and (found := _of_clauses(comment, cued=False)):
        return found
    return _of_abstract(abstract)


def _of_clauses(text: str, *, cued: bool) -> str:
    return next(filter(None, (_of_clause(clause, cued=cued) for clause in _clauses(text))), "")


def _clauses(text: str) -> Iterator[str]:
    """Split a text into what is said one after the other; a comment's broken lines are joined."""
    joined = re.sub(r"\s+", " ", text[:_LONGEST])
    plain = _QUOTED.sub(" ", _ADDRESS.sub(" ", joined))
    return (clause for clause in _CLAUSE.split(plain) if clause)


def _of_clause(clause: str, *, cued: bool) -> str:
    if _NOT_YET.search(clause) or _ELSEWHERE.search(clause):
        return ""
    if cued or _CUE.search(clause):
        return _known(clause) or _journal(clause) or _unknown(clause)
    return _bare(clause)


def _of_abstract(text: str) -> str:
    """Find the venue in a sentence that says of the paper itself that it was accepted."""
    if "accepted" not in text and "published" not in text and "presented at" not in text:
        return ""
    said = _SAID.search(re.sub(r"\s+", " ", text[:_LONGEST]))
    if not said or _NOT_YET.search(said[0]) or _ELSEWHERE.search(said[0]):
        return ""
    clause = next(iter(_clauses(said[0])), "")
    found = _known(clause) or _journal(clause) or _unknown(clause)
    return found if found[-4:].isdigit() or found in JOURNALS else ""


def _known(clause: str) -> str:
    """Name the first venue of the table that a clause mentions, with its year."""
    mentions = list(CONFERENCES.find(clause))
    if not mentions:
        return ""
    name = mentions[0].name
    same = [mention for mention in mentions if mention.name == name]
    near = next(filter(None, (_NEAR.match(clause, mention.end) for mention in same)), None)
    if near:
        return _full(name, _century(near["year"]), clause)
    years = set(_ANY_YEAR.findall(clause))
    if len(years) > 1 or _between(mentions[0], clause):
        return ""
    return _full(name, next(iter(years), ""), clause)


def _between(mention: Mention, clause: str) -> bool:
    """Whether a name stands between a venue and its year: that of a workshop there, perhaps."""
    return _ANOTHER.match(clause, mention.end) is not None


def _full(name: str, year: str, clause: str) -> str:
    kind = ""
    if _WORKSHOP.search(clause):
        kind = "Workshop"
    elif name in WITH_FINDINGS and _FINDINGS.search(clause):
        kind = "Findings"
    return " ".join(filter(None, (name, year, kind)))


def _century(year: str) -> str:
    if len(year) > len("26"):
        return year
    return f"20{year}" if int(year) < _LATEST else f"19{year}"


def _journal(clause: str) -> str:
    """Name a journal of the table, or one of the transactions by what it is called."""
    journal = next(JOURNALS.find(clause), None)
    if journal is not None:
        return journal.name
    short = _SHORT_TRANSACTIONS.search(clause)
    if short:
        return f"IEEE {short[1]}"
    other = _TRANSACTIONS.search(clause)
    if other is None:
        serial = _SERIAL.search(clause)
        return serial[0] if serial else ""
    if other["short"]:
        return f"{other['house']} {other['short']}"
    words = re.sub(r"(?:[ ,]+(?:and|of|in|for|the|&))*[ ,]*$", "", other["name"])
    kind = "J." if other["kind"].startswith("J") else "Trans."
    return f"{other['house']} {kind}{words}" if words else ""


def _unknown(clause: str) -> str:
    """Name a venue that no table has, where an acronym with a year stands in the place of one."""
    for pattern in _UNKNOWN:
        found = pattern.search(clause)
        if found and found["name"] not in _NO_VENUE and len(found["name"]) > len("AI"):
            return _full(found["name"], _century(found["year"]), clause)
    return ""


def _bare(clause: str) -> str:
    """Name the venue of a comment such as `12 pages, ICML 2026 (Oral)`: it stands there alone."""
    if not _MAY_BE_DATED.search(clause):
        return ""
    for part in _PARTS.split(clause):
        known = _alone(part, clause)
        if known:
            return known
        if _CONFERENCE.fullmatch(part.strip()) and (found := _unknown(part)):
            return found
        unknown = _UNKNOWN_ALONE.fullmatch(part.strip())
        if unknown and unknown["name"] not in _NO_VENUE:
            return _full(unknown["name"], _century(unknown["year"]), clause)
    return ""


def _alone(part: str, clause: str) -> str:
    """Name the venue of the table that is all a part of a clause says, with its year."""
    mentions = list(CONFERENCES.find(part))
    for mention in mentions:
        same = [one for one in mentions if one.name == mention.name]
        near = next(filter(None, (_NEAR.match(part, one.end) for one in same)), None)
        after = part[max(near.end() if near else 0, same[-1].end) :]
        before = part[: mention.start]
        hosted = _HOSTED.fullmatch(before) and not _BEFORE.fullmatch(before)
        if not (hosted or _BEFORE.fullmatch(before)) or not _AFTER.fullmatch(after):
            continue
        years = {near["year"]} if near else set(_ANY_YEAR.findall(part))
        if len(years) == 1:
            return _full(mention.name, _century(years.pop()), "workshop" if hosted else clause)
    return ""
