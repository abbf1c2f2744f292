"""Bundles: pages that show one subject, which need not be sketched while it stays the same.

A subject covers everything of the archive that its pages show, so bundles of one subject are the
same pages: with the same settings, theme and program they have the same fingerprints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Self

import msgspec

from generator.checksum import frozen_digest
from generator.views.pages import NotFoundView, RedirectView, SavedView, SearchView
from generator.views.sketches import Known, KnownPage, PageSketch

_UNLISTED = SearchView | SavedView | NotFoundView | RedirectView
"""Pages that say nothing by themselves."""


class Bundle(msgspec.Struct, frozen=True):
    """Pages that show one subject, and how to sketch them."""

    subject: bytes
    sketch: Callable[[], Iterable[PageSketch]]


def subject_of(kind: str, *shown: object) -> bytes:
    """Give the digest of everything that a bundle of some kind shows: frozen values, no tables."""
    return frozen_digest((kind, shown))


def is_listed(page: PageSketch) -> bool:
    """Whether a sitemap names a page."""
    return page.path.endswith(".html") and not isinstance(page.sketch, _UNLISTED)


class Group(msgspec.Struct, frozen=True):
    """Bundles of whose subjects most need not be worked out while it stays the same for all.

    The group's subject covers that; `shares` gives the share of it that each bundle shows, and
    `bundles` the bundles by their shares.
    """

    subject: bytes
    shares: Callable[[], tuple[bytes, ...]]
    bundles: Callable[[tuple[bytes, ...]], Iterable[Bundle]]


class Bound(msgspec.Struct, frozen=True):
    """Pages in their place among all: sketched, or known by a bundle that can sketch them.

    `shares` are those of the group that begins here, by its subject.
    """

    sketched: tuple[PageSketch, ...] = ()
    known: tuple[KnownPage, ...] = ()
    bundle: Bundle | None = None
    shares: tuple[bytes, tuple[bytes, ...]] | None = None

    def listed(self) -> Iterator[str]:
        """Give the addresses of those that a sitemap names."""
        yield from (page.address for page in self.sketched if is_listed(page))
        yield from (page.address for page in self.known if page.is_listed)

    def every(self) -> tuple[PageSketch, ...]:
        """Give all of them as sketches."""
        return tuple(self.bundle.sketch()) if self.bundle and self.known else self.sketched

    def among(self, paths: frozenset[str]) -> Iterator[PageSketch]:
        """Sketch those that have one of some paths."""
        if self.known and paths.isdisjoint([page.path for page in self.known]):
            return iter(())
        return (page for page in self.every() if page.path in paths)


def bind(pieces: Iterable[PageSketch | Bundle | Group], known: Known) -> Iterator[Bound]:
    """Sketch what is not known, in order."""
    for piece in pieces:
        if isinstance(piece, PageSketch):
            yield Bound(sketched=(piece,))
        elif isinstance(piece, Bundle):
            yield _bound(piece, known)
        else:
            shares = known.groups.get(piece.subject) or piece.shares()
            yield Bound(shares=(piece.subject, shares))
            yield from (_bound(bundle, known) for bundle in piece.bundles(shares))


def _bound(bundle: Bundle, known: Known) -> Bound:
    if found := known.pages.get(bundle.subject):
        return Bound(known=found, bundle=bundle)
    return Bound(sketched=tuple(bundle.sketch()), bundle=bundle)


class Pages:
    """All pages of a site, in order; those that are known are sketched when they are asked for."""

    def __init__(self, bound: Iterable[Bound]) -> None:
        self._bound = tuple(bound)

    @classmethod
    def of(cls, pages: Iterable[PageSketch]) -> Self:
        """Give pages all of which are sketched."""
        return cls([Bound(sketched=tuple(pages))])

    def __len__(self) -> int:
        return sum(len(some.known) or len(some.sketched) for some in self._bound)

    def sketched(self) -> list[PageSketch]:
        """Give those that are sketched."""
        return [page for some in self._bound for page in some.sketched]

    def known(self) -> Iterator[KnownPage]:
        """Give those that are only known."""
        return (page for some in self._bound for page in some.known)

    def every(self) -> list[PageSketch]:
        """Sketch them all."""
        return [page for some in self._bound for page in some.every()]

    def among(self, paths: frozenset[str]) -> list[PageSketch]:
        """Sketch those that have one of some paths."""
        return [page for some in self._bound for page in some.among(paths)]

    def remembered(self, fingerprints: Mapping[str, str]) -> Known:
        """Give what the next build may know of the bundles; fingerprints are by path."""
        groups = dict(some.shares for some in self._bound if some.shares)
        return Known(pages=self._by_subject(fingerprints), groups=groups)

    def _by_subject(self, fingerprints: Mapping[str, str]) -> dict[bytes, tuple[KnownPage, ...]]:
        return {
            some.bundle.subject: some.known
            or tuple(
                KnownPage(
                    address=page.address,
                    fingerprint=fingerprints[page.path],
                    is_listed=is_listed(page),
                )
                for page in some.sketched
            )
            for some in self._bound
            if some.bundle
        }
