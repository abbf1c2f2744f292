"""The index over several builds: what is closed stays, and every way leads to the same bytes."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

import pytest

from generator.build import BuildOptions, build
from generator.config import load_config
from generator.errors import BuildError, SearchError
from generator.index import pagefind, runs
from generator.report import Aside, Loudness, Reporter

DAYS = ("2026-01-05", "2026-01-20", "2026-02-03", "2026-03-01")


def digest(day: str, *names: str) -> str:
    records = [
        {"id": f"{day[2:4]}{day[5:7]}.{name:0>5}", "title": f"On {name}", "authors": ["A Bee"],
         "categories": ["cs.DC"], "summary": f"About {name}, of {day}.", "AI": {"tldr": name}}
        for name in names
    ]  # fmt: skip
    return "\n".join(map(json.dumps, records))


class Site:
    """A site of a few days whose runs hold a paper or two."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "content").mkdir(parents=True)
        (root / "site.toml").write_text('[site]\ntitle = "T"\n')

    def put(self, day: str, *names: str) -> None:
        (self.root / "content" / f"{day}.jsonl").write_text(digest(day, *names))

    def build(self, **options: int) -> dict[str, bytes]:
        config = load_config(self.root / "site.toml")
        asked = BuildOptions(**options)  # type: ignore[arg-type]
        build(config, asked, Reporter(Loudness.QUIET))
        return self.index()

    def index(self) -> dict[str, bytes]:
        index = self.root / "public" / "pagefind"
        return {f"{p.relative_to(index)}": p.read_bytes() for p in index.rglob("*") if p.is_file()}

    def catalogue(self) -> list[list[str]]:
        """Give the folders of the runs of each part."""
        place = self.root / "public" / "pagefind" / "catalogue.json"
        parts = json.loads(place.read_bytes())["parts"]
        return [[run["folder"] for run in part["runs"]] for part in parts]


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the sizes of the runs that Pagefind is asked to index."""
    asked: list[int] = []
    really = pagefind.index

    def index(site: Path, bundle: Path, pages: int) -> None:
        asked.append(pages)
        really(site, bundle, pages)

    monkeypatch.setattr(pagefind, "index", index)
    monkeypatch.setattr(runs, "LARGEST", 2)
    monkeypatch.setattr(runs, "SMALLEST", 0)
    return asked


@pytest.fixture
def site(tmp_path: Path, indexed: list[int]) -> Site:
    made = Site(tmp_path / "site")
    for number, day in enumerate(DAYS[:3]):
        made.put(day, f"a{number}", f"b{number}")
    made.build()
    assert indexed == [2, 2, 2]
    indexed.clear()
    return made


def test_nothing_is_indexed_when_nothing_changed(site: Site, indexed: list[int]) -> None:
    before = site.build()
    assert site.build() == before
    assert indexed == []


def test_a_new_day_indexes_the_open_run_only(site: Site, indexed: list[int]) -> None:
    before = site.catalogue()
    site.put(DAYS[3], "new")
    incremental = site.build()
    assert indexed == [1]
    assert [run for part in site.catalogue() for run in part][:3] == [r for p in before for r in p]
    assert site.build(clean=True) == incremental


def test_a_paper_that_returns_leaves_its_closed_run(site: Site, indexed: list[int]) -> None:
    again = digest(DAYS[0], "a0").replace("About", "Again about")
    (site.root / "content" / f"{DAYS[3]}.jsonl").write_text(again + "\n" + digest(DAYS[3], "new"))
    site.build()
    assert indexed == [1]


def test_an_old_day_indexes_its_own_month(site: Site, indexed: list[int]) -> None:
    site.put(DAYS[1], "other", "b1")
    incremental = site.build()
    assert indexed == [2]
    assert site.build(clean=True) == incremental


@pytest.mark.parametrize("harm", ["cache", "words", "chunk", "records"])
def test_what_is_lost_is_made_again(harm: str, site: Site, indexed: list[int]) -> None:
    before = site.build()
    cache = next((site.root / ".digestry").rglob("run-*")).parent
    index = site.root / "public" / "pagefind"
    if harm == "cache":
        rmtree(site.root / ".digestry")
    if harm == "words":
        next(cache.glob("run-*/late.words")).write_bytes(b"damaged")
    if harm in {"chunk", "words"}:
        for place in index.glob("part-*/*.bin"):
            place.unlink()
    if harm == "records":
        next(index.glob("run-*/0.bin")).unlink()
    assert site.build() == before
    assert len(indexed) == {"cache": 0, "words": 1, "chunk": 0, "records": 0}[harm]


def test_a_quick_build_leaves_the_last_index_and_one_without_search_none(
    site: Site, indexed: list[int]
) -> None:
    before = site.build()
    site.put(DAYS[3], "new")
    assert site.build(search=False, quick=True) == before
    assert indexed == []
    assert site.build(search=False) == {}
    assert site.build() != before


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the index of the smallest archive be made beside its pages."""
    monkeypatch.setattr("generator.indexing.WORTH_A_POOL", 1)


@pytest.mark.usefixtures("beside")
def test_an_index_made_beside_the_pages_is_the_same(site: Site) -> None:
    before = site.build()
    rmtree(site.root / "public")
    rmtree(site.root / ".digestry")
    assert site.build(jobs=2) == before


@pytest.mark.usefixtures("beside")
def test_a_build_that_fails_lets_go_of_the_index_that_it_began(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.build()
    site.put(DAYS[3], "c")

    def fail(*_: object) -> None:
        raise BuildError("no room")

    with monkeypatch.context() as patch:
        patch.setattr("generator.build.compose_unknown", fail)
        with pytest.raises(BuildError, match="no room"):
            site.build(jobs=2)
    assert site.index() == before
    assert not list(site.root.glob(".public.digestry*"))
    assert len(site.build(jobs=2)) > len(before)


@pytest.mark.usefixtures("beside")
def test_an_index_that_cannot_be_made_fails_the_build(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.build()
    site.put(DAYS[3], "c")

    def fail(*_: object) -> None:
        raise SearchError("Pagefind is unwell")

    with monkeypatch.context() as patch:
        patch.setattr(pagefind, "index", fail)
        with pytest.raises(SearchError, match="unwell"):
            site.build(jobs=2)
    assert site.index() == before


def test_stages_of_another_thread_are_shown_in_their_turn() -> None:
    shown: list[tuple[str, int] | int] = []

    class Shown:
        @contextmanager
        def stage(self, name: str, total: int) -> Iterator[Callable[..., None]]:
            shown.append((name, total))
            yield lambda count=1: shown.append(count)

    aside = Aside()
    for name in ("one", "two"):
        with aside.stage(name, 5) as step:
            step(2)
            step(3)
    aside.end()
    aside.show(Shown())
    assert shown == [("one", 5), 2, 3, ("two", 5), 2, 3]
