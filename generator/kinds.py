"""The kinds of what can be noticed in an archive: their names, which stay, and their words."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Kind(StrEnum):
    """A kind of diagnostic by its name, and the sentence that stands for many of it."""

    sentence: str

    def __new__(cls, name: str, sentence: str) -> Self:
        """Make a member of its name; the sentence stands beside it."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.sentence = sentence
        return kind

    NOT_JSON = "not-json", "a record is not valid JSON"
    NO_TITLE = "no-title", "an entry has no title"
    NOT_A_RECORD = "not-a-record", "something else stands where a record should"
    UNDATED = "undated", "a digest has no date"
    IMPOSSIBLE_DATE = "impossible-date", "a file is named after a day that there is not"
    UNREAD_DATE = "unread-date", "a date is not understood"
    STRAY_DIGEST = "stray-digest", "a digest lies more than a year after all others"
    FAILED_SUMMARY = "failed-summary", "a mark of failure stands for a text"
    ODD_SUMMARY = "odd-summary", "a summary is no text"
    WRONG_COUNT = "wrong-count", "a table of contents promises another number of entries"
    NO_LINK = "no-link", "an entry links to no paper"
    EXTRA_LINES = "extra-lines", "an entry has more lines than are understood"
    NO_ENTRY = "no-entry", "nothing in a file looks like an entry"
    ENCODING = "encoding", "a file is not in UTF-8"
    MOJIBAKE = "mojibake", "text had been decoded wrongly"
    SKIPPED = "skipped", "a file is passed over"
    PAGE_LEFT_OUT = "page-left-out", "a page of your own is left out"
    TOO_DEEP = "too-deep", "a record is nested too deeply"
    TOO_LARGE = "too-large", "a record or a line is too large"
    AS_IT_IS = "as-it-is", "a text is shown as it is written"
    UNSEEN = "unseen", "characters were taken out that nobody sees"
    DIALECT = "dialect", "a dialect of another package failed"
    SEVERAL_DAYS = "several-days", "a file has headings of several days"
    LOOSE_TEXT = "loose-text", "text outside of the entries is not shown"
    FURNITURE = "furniture", "lines that belong to a web page are left out"
    MISSING_DAY = "missing-day", "a weekday has no digest"
    REPEATED_DAY = "repeated-day", "a digest repeats that of the day before"
    LISTED_TWICE = "listed-twice", "a file lists a paper twice"
    MANY_DAYS = "many-days", "a paper comes back on many days"
    NO_SUMMARIES = "no-summaries", "no paper of a day has a summary"
    EMPTY_SUMMARY = "empty-summary", "a paper has no summary"
    COPIED_SUMMARY = "copied-summary", "a summary is copied from the abstract"
    FUTURE_DIGEST = "future-digest", "a digest is dated in the future"
    FUTURE_PAPER = "future-paper", "a paper is dated in the future"
    OTHER = "other", "something else was noticed"
