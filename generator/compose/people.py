"""Who wrote what: the authors of an archive by name, those with enough papers each with a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain

from generator import routes
from generator.archive import Archive, PaperStub
from generator.citing.names import people_of
from generator.model import DigestDate, Value
from generator.names import fold, fold_names, name_slug, plain_name
from generator.slugs import free_name
from generator.views.parts import AuthorRef, CountedAuthor

TOGETHER = 60
_TEX = frozenset("\\{~")


class Author(Value, frozen=True, gc=False):
    """A name with a page: as it is mostly written, first; its papers, newest first."""

    fold: str
    address: str
    spellings: tuple[str, ...]
    papers: tuple[PaperStub, ...]

    @property
    def name(self) -> str:
        """The name as it is mostly written."""
        return self.spellings[0]

    @property
    def ref(self) -> AuthorRef:
        """The name and its page."""
        return AuthorRef(name=self.name, address=self.address)


class Directory:
    """The authors with at least `least` papers, by fold and in its order; none for None.

    `known` has folds of names that were found before.
    """

    def __init__(self, archive: Archive, least: int | None, known: Mapping[str, str]) -> None:
        self._folds: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self._refs: dict[str, AuthorRef] = {}
        self.authors: dict[str, Author] = {}
        if least is None:
            return
        named = Counter(_names_on(archive.papers.values()))
        self._folds = fold_names(named, known) | _folds_of_tex(named)
        likely = self._likely(named, least)
        filed = self._filed(archive, likely, least)
        addresses = _addresses(filed)
        for folded, its in filed.items():
            self.authors[folded] = Author(
                fold=folded,
                address=addresses[folded],
                spellings=_by_count({name: named[name] for name in likely[folded]}),
                papers=tuple(sorted(its, key=_age, reverse=True)),
            )
        for folded, author in self.authors.items():
            self._refs |= dict.fromkeys(likely[folded], author.ref)
        self._pages = {name: ref.address for name, ref in self._refs.items()}

    def _likely(self, named: Mapping[str, int], least: int) -> dict[str, list[str]]:
        """Give the names of each fold that stands often enough on papers, in order of folds."""
        counts: dict[str, int] = {}
        for folded, count in zip(self._folds.values(), named.values(), strict=True):
            counts[folded] = counts.get(folded, 0) + count
        counts.pop("", None)
        likely: dict[str, list[str]] = {
            folded: [] for folded in sorted(f for f, count in counts.items() if count >= least)
        }
        for name, folded in self._folds.items():
            if folded in likely:
                likely[folded].append(name)
        return likely

    def _filed(
        self, archive: Archive, likely: Mapping[str, Sequence[str]], least: int
    ) -> dict[str, list[PaperStub]]:
        """File papers by the folds that have enough of them, in order.

        An author who stands twice on a paper is counted once there.
        """
        filed: dict[str, list[PaperStub]] = {folded: [] for folded in likely}
        wanted = {name: filed[folded] for folded, names in likely.items() for name in names}
        for paper in archive.papers.values():
            if wanted.keys().isdisjoint(paper.authors):
                continue
            for its in map(wanted.get, paper.authors):
                if its is not None and not (its and its[-1] is paper):
                    its.append(paper)
        return {folded: its for folded, its in filed.items() if len(its) >= least}

    def folds(self) -> dict[str, str]:
        """Give the folds that are worth being known."""
        return {name: fold for name, fold in self._folds.items() if fold != name.lower()}

    def peers(self, author: Author, most: int) -> tuple[tuple[CountedAuthor, ...], int]:
        """Give co-authors, those with the most papers together first, and how many others are left.

        Of several with as many papers the order is that of their names. A paper of more than
        `TOGETHER` authors does not tell who works with whom.
        """
        counts: Counter[str] = Counter()
        names: dict[str, str] = {}
        for paper in reversed(author.papers):
            if len(paper.authors) <= TOGETHER:
                folds = {self._folds[name]: name for name in reversed(paper.authors)}
                counts.update(folds.keys())
                names.update(folds)
        del counts[author.fold], counts[""]
        first = nsmallest(most, counts.items(), key=lambda pair: (-pair[1], pair[0]))
        peers = tuple(
            CountedAuthor(author=self._ref(folded, names[folded]), count=count)
            for folded, count in first
        )
        return peers, len(counts) - len(peers)

    def _ref(self, folded: str, name: str) -> AuthorRef:
        """Name an author: as on the own page, where there is one, else as a paper does."""
        author = self.authors.get(folded)
        return author.ref if author else AuthorRef(name=_spoken(name))

    def page_of(self, name: str) -> str:
        """Give the address of an author's page, empty without one."""
        return self._pages.get(name, "")

    def is_somebody(self, name: str) -> bool:
        """Say whether what stands among the authors of a paper names one: `et al.` does not."""
        folded = self._folds.get(name)
        return bool(plain_name(name) if folded is None else folded)

    def refs_of(self, names: tuple[str, ...]) -> list[AuthorRef | None]:
        """Give each author as the own page names them; None for those without one."""
        return list(map(self._refs.get, names))

    def pages_on(self, papers: Iterable[PaperStub]) -> list[str | None]:
        """Give the address of the page of each author of papers in turn; None without one."""
        return list(map(self._pages.get, _names_on(papers)))

    def pages_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Give the address of each author's page, empty without one; nothing where none has one."""
        pages = tuple(map(self._pages.get, names))
        return tuple([page or "" for page in pages]) if any(pages) else ()


def _folds_of_tex(names: Iterable[str]) -> dict[str, str]:
    """Fold the names in which accents are macros, or spaces do not break."""
    spoken = {name: _spoken(name) for name in names if not _TEX.isdisjoint(name)}
    return {name: fold(plain) if plain else "" for name, plain in spoken.items()}


def _spoken(name: str) -> str:
    """Give a plain name, without the TeX of a digest."""
    people = () if _TEX.isdisjoint(name) else people_of((name,)).names
    return plain_name(people[0].natural if len(people) == 1 else name)


def _names_on(papers: Iterable[PaperStub]) -> Iterator[str]:
    return chain.from_iterable([paper.authors for paper in papers])


def _by_count(names: Mapping[str, int]) -> tuple[str, ...]:
    """List the ways in which a name is written, the most frequent first, then by letters."""
    counts: Counter[str] = Counter()
    for name, count in names.items():
        counts[_spoken(name)] += count
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _age(paper: PaperStub) -> tuple[DigestDate, str]:
    return paper.first, paper.key


def _addresses(folds: Iterable[str]) -> dict[str, str]:
    """Give each name its address, which is made of the name alone."""
    taken: set[str] = set()
    addresses = {}
    for folded in folds:
        name = free_name(name_slug(folded), folded, taken)
        taken.add(name)
        addresses[folded] = routes.author(name)
    return addresses
