"""What hosts of static sites take, and what a site weighs."""

from __future__ import annotations

from enum import StrEnum

from generator.model import Value

LIMITS_READ = "2026-11-21"
"""The day on which the limits below were last compared with what the hosts say."""


class Measure(StrEnum):
    """What a host limits."""

    SITE = "site-bytes"
    FILES = "files"
    LARGEST = "largest-file-bytes"
    FOLDER = "folder-files"


class Limit(Value):
    """What a host takes at most; `said` is how it puts that, `source` where."""

    host: str
    measure: Measure
    most: int
    said: str
    source: str


_GITHUB = "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"
_CLOUDFLARE = "https://developers.cloudflare.com/pages/platform/limits/"
_NETLIFY = "https://docs.netlify.com/site-deploys/overview"

GITHUB_PAGES_BYTES = 1_000_000_000

NEAR = 0.7
"""The part of a limit from which on a site comes near to it."""

LIMITS = (
    Limit(
        host="GitHub Pages", measure=Measure.SITE,
        most=GITHUB_PAGES_BYTES, said="1 GB", source=_GITHUB,
    ),
    Limit(
        host="Cloudflare Pages, free", measure=Measure.FILES,
        most=20_000, said="20,000", source=_CLOUDFLARE,
    ),
    Limit(
        host="Cloudflare Pages, paid", measure=Measure.FILES,
        most=100_000, said="100,000", source=_CLOUDFLARE,
    ),
    Limit(
        host="Cloudflare Pages", measure=Measure.LARGEST,
        most=25 * 1024 * 1024, said="25 MiB", source=_CLOUDFLARE,
    ),
    Limit(
        host="Netlify", measure=Measure.FOLDER,
        most=54_000, said="54,000", source=_NETLIFY,
    ),
)  # fmt: skip
"""What is known of hosts; `docs/explanation/size.md` says more of each."""


class Share(Value):
    """The files of one kind: how many, and their bytes."""

    kind: str
    files: int
    size: int


class Named(Value):
    """A file or folder that is the first of its kind, and by what number."""

    path: str
    number: int


class Weight(Value):
    """The bytes and files of a site and of each kind of them, for so many papers.

    `largest` is the largest file, `fullest` the folder with most files; None where nothing of the
    site is known yet. A weight that is not `measured` is guessed from the number of papers. Another
    paper adds `more` bytes and `more_files`: less than the average, since some files come once.
    """

    papers: int
    size: int
    files: int = 0
    shares: tuple[Share, ...] = ()
    largest: Named | None = None
    fullest: Named | None = None
    measured: bool = True
    more: float = 0.0
    more_files: float = 0.0

    def of(self, measure: Measure) -> int | None:
        """Give what a host would measure; None where that is not known."""
        if measure is Measure.SITE:
            return self.size
        if measure is Measure.FILES:
            return self.files
        named = self.largest if measure is Measure.LARGEST else self.fullest
        return named.number if named else None


class Reach(Value):
    """How far a site is from a limit: what it has, the part of the limit, papers that still fit.

    `room` is None where papers do not add to what is measured.
    """

    limit: Limit
    used: int
    share: float
    room: int | None = None


def reach(weight: Weight) -> tuple[Reach, ...]:
    """Hold a site against the limits of all hosts, as far as it is known."""
    known = ((limit, weight.of(limit.measure)) for limit in LIMITS)
    return tuple(_reach(weight, limit, used) for limit, used in known if used is not None)


def _reach(weight: Weight, limit: Limit, used: int) -> Reach:
    more = {Measure.SITE: weight.more, Measure.FILES: weight.more_files}.get(limit.measure)
    room = max(0, int((limit.most - used) / more)) if more else None
    return Reach(limit=limit, used=used, share=used / limit.most, room=room)
