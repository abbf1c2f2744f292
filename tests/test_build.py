"""Builds: incremental equals clean, what is the same stays, failures leave no trace."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import contents, discover, work
from generator.build import BuildOptions, Memory, build
from generator.cache import known
from generator.cache.folder import Cache
from generator.checksum import content_digest
from generator.compose.files import records_of
from generator.compose.scene import Scene
from generator.digests.detect import Read, read_source
from generator.errors import BuildError, ContentError, OutputError, SearchError, UsageError
from generator.model import DigestDate, Source
from generator.report import Loudness, Reporter, Summary
from generator.stubs import DigestStub, Names
from tests.samples import config_of, project, record, tree, write_records

QUIET = Reporter(Loudness.QUIET)
Edit = Callable[[Path], object]


def made(root: Path, output: Path | None = None, **options: bool | int) -> Summary:
    asked = BuildOptions(**({"search": False} | options))  # type: ignore[arg-type]
    return build(config_of(root, output), asked, QUIET)


def put(name: str, *numbers: int) -> Edit:
    return lambda root: write_records(root / "content" / name, map(record, numbers))


def settle(text: str) -> Edit:
    return lambda root: (root / "site.toml").write_text(text, encoding="utf-8")


def override(name: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        place = root / "theme" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    return edit


def rename(old: str, new: str) -> Edit:
    return lambda root: (root / "content" / old).rename(root / "content" / new)


def test_a_build_without_changes_tells_the_same_weight(tmp_path: Path) -> None:
    root = project(tmp_path)
    first = made(root)
    again = made(root)
    assert again.rendered == 0
    assert again.weight == first.weight
    assert again.weight.papers == 3


@pytest.mark.parametrize("theme", ["default", "plain"])
def test_a_site_whose_manifest_was_lost_is_known_again_and_made_anew(
    tmp_path: Path, theme: str
) -> None:
    text = '[site]\ntitle = "{}"\nbase_url = "https://name.example/"\n[theme]\nname = "{}"'
    root, output = project(tmp_path, text.format("One", theme)), tmp_path / "public"
    made(root, output)
    shutil.rmtree(output / ".digestry")
    settle(text.format("Another", theme))(root)
    made(root, output)
    made(root, tmp_path / "anew")
    assert tree(output) == tree(tmp_path / "anew")


def clear(root: Path) -> None:
    for day in (root / "content").glob("*.jsonl"):
        day.unlink()


def clear_but_one(root: Path) -> None:
    clear(root)
    put("2026-05-20.jsonl", 8)(root)


def retell(name: str, word: str, *numbers: int) -> Edit:
    """Give the papers of a day other texts, and nothing else."""
    texts = {"summary": f"{word} said.", "AI": {"tldr": f"Told {word}."}}
    return lambda root: write_records(
        root / "content" / name, (record(number, **texts) for number in numbers)
    )


EDITS: dict[str, Edit] = {
    "other texts": retell("2026-05-08.jsonl", "otherwise", 1, 2),
    "other texts again": retell("2026-05-08.jsonl", "again", 1, 2),
    "other texts elsewhere": retell("2026-05-11.jsonl", "elsewhere", 2, 3),
    "a new day": put("2026-05-12.jsonl", 4, 5),
    "a day before all others": put("2026-04-30.jsonl", 3, 6),
    "a day changed": put("2026-05-08.jsonl", 1, 7),
    "a day gone": lambda root: (root / "content" / "2026-05-11.jsonl").unlink(),
    "a day renamed": rename("2026-05-08.jsonl", "2026-05-15.jsonl"),
    "no other day left": clear_but_one,
    "a page of one's own": override("../content/pages/about.md", "# Ours"),
    "another title": settle('[site]\ntitle = "Other"\n'),
    "another language": settle('[site]\nlanguage = "zh"\n'),
    "another address": settle('[site]\nbase_url = "https://name.example/repo/"\n'),
    "old papers folded": settle('[archive]\nfold_before = "2026-05-11"\n'),
    "feeds of a few papers": settle(
        '[site]\nbase_url = "https://name.example/"\n[feeds]\npapers = 1\ntexts = "short"\n'
    ),
    "a split category": settle("[categories]\nsplit_above = 1\n"),
    "other files for machines": settle(
        '[site]\nbase_url = "https://name.example/repo/"\n'
        '[downloads]\nformats = ["ris", "csl-json", "markdown"]\n'
        "[data]\nllms = false\n[metadata]\ncards = false\n"
    ),
    "a site without downloads": settle("[downloads]\nenabled = false\n"),
    "authors from two papers on": settle("[authors]\nmin_papers = 2\n"),
    "authors from four papers on": settle("[authors]\nmin_papers = 4\n"),
    "a site without authors": settle("[authors]\nenabled = false\n"),
    "venues and code": lambda root: write_records(
        root / "content" / "2026-05-13.jsonl",
        [record(1, comment="Accepted at ICML 2026"), record(9, authors=["Cy Third"])],
    ),
    "a site without related papers": settle("[related]\nenabled = false\n"),
    "a single related paper": settle("[related]\ncount = 1\n"),
    "a site without search": settle("[search]\nenabled = false\n"),
    "a site without trends": settle("[trends]\nenabled = false\n"),
    "a date by table": settle('[dates]\n"2026-05-08.jsonl" = "2026-06-01"\n'),
    "an override": override("templates/text.html", "<!doctype html><h1>{{ view.title }}</h1>"),
    "an override gone": lambda root: shutil.rmtree(root / "theme", ignore_errors=True),
    "another style": override("static/reading.css", "main { color: red }"),
}


def damage(root: Path) -> None:
    """Turn a bit in the last quarter of each pack, where the texts are."""
    for place in (root / ".digestry" / "cache").glob("*.pack"):
        data = bytearray(place.read_bytes())
        data[-len(data) // 4] ^= 1
        place.write_bytes(data)


def swap(root: Path) -> None:
    """Give each pack the bytes of another."""
    places = sorted((root / ".digestry" / "cache").glob("*.pack"))
    every = [place.read_bytes() for place in places]
    for place, data in zip(places, every[1:] + every[:1], strict=True):
        place.write_bytes(data)


def lose(name: str) -> Edit:
    def edit(root: Path) -> None:
        for place in (root / ".digestry" / "cache").glob(name):
            place.unlink()

    return edit


def scribble(name: str) -> Edit:
    def edit(root: Path) -> None:
        for place in (root / ".digestry" / "cache").glob(name):
            place.write_bytes(b"scribble")

    return edit


def touch_nothing(root: Path) -> None:
    """Change nothing."""


HARM: dict[str, Edit] = {
    "nothing": touch_nothing,
    "no cache": lambda root: shutil.rmtree(root / ".digestry"),
    "texts damaged": damage,
    "packs exchanged": swap,
    "packs gone": lose("*.pack"),
    "packs of another kind": scribble("*.pack"),
    "related papers gone": lose("related/*"),
    "related papers damaged": scribble("related/*"),
    "terms damaged": scribble("terms/*"),
    "known files gone": lose("known"),
    "known files damaged": scribble("known"),
    "outcome gone": lose("outcome"),
    "output damaged": lambda root: (root / "public" / "index.html").write_text("gone"),
    "output gone": lambda root: shutil.rmtree(root / "public"),
    "manifest gone": lambda root: shutil.rmtree(root / "public" / ".digestry"),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS | HARM)), st.sampled_from([1, 1, 1, 2])),
    min_size=1,
    max_size=5,
)


def test_a_new_day_is_added_to_what_was_gathered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stubs of the older half are not loaded, unless one of its files has changed."""
    monkeypatch.setattr(contents, "_WORTH_KEEPING", 1)
    monkeypatch.setattr(contents, "_TOO_MANY", 0)
    monkeypatch.setattr(known, "SLACK", 0)
    loaded: list[str] = []
    load = Cache.stubs

    def stubs(cache: Cache, name: str, names: Names) -> DigestStub:
        found = load(cache, name, names)
        loaded.append(found.path)
        return found

    monkeypatch.setattr(Cache, "stubs", stubs)
    root = project(tmp_path / "project")
    made(root)
    put("2026-05-12.jsonl", 3, 4)(root)
    made(root)
    assert loaded == ["2026-05-11.jsonl"]
    put("2026-05-08.jsonl", 5)(root)
    made(root)
    assert loaded[1:] == ["2026-05-11.jsonl", "2026-05-12.jsonl"]
    made(root, tmp_path / "clean", clean=True)
    assert tree(root / "public") == tree(tmp_path / "clean")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, slack=st.sampled_from([0, known.SLACK]))
def test_an_incremental_build_equals_a_clean_one(
    steps: list[tuple[str, int]],
    slack: int,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With a slack of 0, a file is known by its status at once, as it else is after seconds."""
    monkeypatch.setattr(known, "SLACK", slack)
    monkeypatch.setattr(work, "WORTH_A_POOL", 0)
    monkeypatch.setattr(contents, "_WORTH_KEEPING", 1)
    monkeypatch.setattr(contents, "_TOO_MANY", 0)
    folder = tmp_path_factory.mktemp("steps")
    root = project(folder / "project")
    made(root)
    for name, jobs in steps:
        with suppress(FileNotFoundError):
            (EDITS | HARM)[name](root)
        made(root, jobs=jobs)
    shutil.rmtree(root / ".digestry")
    made(root, folder / "clean")
    assert tree(root / "public") == tree(folder / "clean")


class Listing:
    """The entries of a folder in another order than the system gives them."""

    def __init__(self, entries: Iterable[os.DirEntry[str]], order: Callable[[str], object]) -> None:
        self._entries = iter(sorted(entries, key=lambda entry: order(entry.name)))  # type: ignore[arg-type,return-value]

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self._entries

    def __next__(self) -> os.DirEntry[str]:
        return next(self._entries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close nothing: all was listed at once."""


ORDERS: dict[str, Callable[[str], Any]] = {
    "forwards": str,
    "backwards": lambda name: [-ord(char) for char in name],
    "as a dice has it": lambda name: content_digest(name.encode()),
}


def test_any_order_of_listings_and_any_number_of_jobs_gives_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "WORTH_A_POOL", 0)
    scandir, listdir = os.scandir, os.listdir
    sites = []
    for (name, order), jobs in zip(ORDERS.items(), (1, 4, 1), strict=True):
        root = project(tmp_path / name)
        with monkeypatch.context() as listed:
            listed.setattr(os, "scandir", lambda folder=".", by=order: Listing(scandir(folder), by))
            listed.setattr(
                os, "listdir", lambda folder=".", by=order: sorted(listdir(folder), key=by)
            )
            for page in ("team", "about", "people", "words"):
                override(f"../content/pages/{page}.md", f"# Our {page}")(root)
            for edit in ("another style", "a day before all others"):
                EDITS[edit](root)
            made(root, jobs=jobs, search=True)
            for edit in ("a day renamed", "venues and code", "an override", "another address"):
                EDITS[edit](root)
            made(root, jobs=jobs, search=True)
        sites.append(tree(root / "public"))
    assert sites[0] == sites[1] == sites[2]


def remembered(root: Path) -> Callable[..., Summary]:
    """Build as a process does that remembers its last build."""
    memory = Memory(Cache(config_of(root).cache, remember=True))

    def make(**options: bool) -> Summary:
        asked = BuildOptions(**({"search": False} | options))  # type: ignore[arg-type]
        return build(config_of(root), asked, QUIET, memory)

    return make


TELLINGS = st.sampled_from(sorted(name for name in EDITS if "texts" in name))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(TELLINGS, st.sampled_from(sorted(EDITS))), min_size=1, max_size=6))
def test_quick_builds_equal_a_clean_one(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    root = project(folder / "project")
    make = remembered(root)
    make()
    for name in steps:
        with suppress(FileNotFoundError):
            EDITS[name](root)
        make(quick=True)
    make()
    made(root, folder / "clean")
    assert tree(root / "public") == tree(folder / "clean")


def test_what_is_derived_of_all_texts_follows_a_quick_build(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    settle("[search]\nenabled = false\n")(root)
    make = remembered(root)
    make()
    EDITS["other texts"](root)
    make(quick=True)
    make()
    made(root, tmp_path / "clean")
    assert tree(root / "public") == tree(tmp_path / "clean")


@pytest.mark.parametrize("name", sorted(HARM))
def test_what_a_quick_build_believes_the_next_one_looks_after(name: str, tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    make = remembered(root)
    make()
    HARM[name](root)
    EDITS["other texts"](root)
    make(quick=True)
    make()
    made(root, tmp_path / "clean")
    assert tree(root / "public") == tree(tmp_path / "clean")


def test_a_quick_build_looks_only_at_what_an_edit_touches(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    make = remembered(root)
    everything = make().pages
    EDITS["other texts elsewhere"](root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "generator.scanning.look_through", lambda _: pytest.fail("looked through the output")
        )
        patch.setattr(
            "generator.build.compose_unknown", lambda *_: pytest.fail("composed everything")
        )
        assert 0 < make(quick=True).rendered < everything


@pytest.mark.parametrize("gone", ["damaged", "not there", "passed over"])
def test_where_no_paper_is_left_the_site_stays(gone: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root / "public")
    if gone == "damaged":
        for place in sorted((root / "content").glob("*.jsonl")):
            place.write_text('{"title": "cut o', encoding="utf-8")
    elif gone == "not there":
        clear(root)
    else:
        settle('[content]\nignore = ["*"]\n')(root)
    with pytest.raises(ContentError, match=r"there is no paper any more in .* pages of papers"):
        made(root)
    assert tree(root / "public") == before
    assert build(config_of(root), BuildOptions(clean=True, search=False), QUIET).papers == 0
    assert not (root / "public" / "papers").exists()


def lose_manifest(root: Path) -> None:
    shutil.rmtree(root / "public" / ".digestry")


def damage_manifest(root: Path) -> None:
    (root / "public" / ".digestry" / "manifest.json.gz").write_bytes(b"scribble")


WHOLE = '[site]\ntitle = "{}"\nbase_url = "https://name.example/"\n[theme]\nname = "{}"\n'


@pytest.mark.parametrize("theme", ["default", "plain"])
@pytest.mark.parametrize("lose", [lose_manifest, damage_manifest])
def test_what_is_left_of_a_site_whose_manifest_was_lost_is_removed(
    lose: Edit, theme: str, tmp_path: Path
) -> None:
    root = project(tmp_path, WHOLE.format("One", theme) + "[categories]\nsplit_above = 1\n")
    search = BuildOptions(search=True)
    build(config_of(root), search, QUIET)
    ours = tmp_path / "public" / "2026" / "05" / "08"
    foreign = {ours / "notes.pdf", tmp_path / "public" / "papers" / "mine.txt"}
    for place in foreign:
        place.write_text("mine", encoding="utf-8")
    lose(root)
    (root / "content" / "2026-05-08.jsonl").unlink()
    settle(WHOLE.format("Another", theme) + "[feeds]\ndays = false\n")(root)
    build(config_of(root), search, QUIET)
    for place in foreign:
        assert place.read_text(encoding="utf-8") == "mine"
        place.unlink()
    ours.rmdir()
    build(msgspec.structs.replace(config_of(root), output=tmp_path / "anew"), search, QUIET)
    assert tree(tmp_path / "public") == tree(tmp_path / "anew")


def test_a_clean_build_removes_what_no_manifest_tells_of(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    page = root / "public" / "2025" / "01" / "index.html"
    page.parent.mkdir(parents=True)
    shutil.copy(root / "public" / "index.html", page)
    assert made(root).removed == 0
    assert build(config_of(root), BuildOptions(clean=True, search=False), QUIET).removed == 1
    assert not page.exists()


def test_a_build_without_search_leaves_no_index(tmp_path: Path) -> None:
    root = project(tmp_path)
    build(config_of(root), BuildOptions(search=True), QUIET)
    assert (root / "public" / "pagefind" / "catalogue.json").exists()
    (root / "content" / "2026-05-08.jsonl").unlink()
    made(root)
    made(root, tmp_path / "clean")
    assert tree(root / "public") == tree(tmp_path / "clean")


def test_a_link_beside_a_page_is_refused_though_nothing_changed(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    page = next((root / "public" / "papers").glob("*/index.html"))
    page.with_name("link").symlink_to(root)
    with pytest.raises(OutputError, match="link is a symbolic link"):
        made(root)


@pytest.mark.parametrize("name", sorted(HARM))
def test_harm_to_cache_and_output_is_mended(name: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root / "public")
    HARM[name](root)
    put("2026-05-12.jsonl", 4)(root)
    made(root)
    put("2026-05-11.jsonl", 2, 3)(root)
    (root / "content" / "2026-05-12.jsonl").unlink()
    made(root)
    assert tree(root / "public") == before


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_hash_seed_does_not_matter(seed: str, tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    made(root)
    put("2026-05-12.jsonl", 4, 5)(root)
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "generator", "build", "--no-search", "--config", root / "site.toml"],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
    )
    assert done.returncode == 0
    made(root, tmp_path / "clean")
    assert tree(root / "public") == tree(tmp_path / "clean")


def test_a_digest_that_did_not_change_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    made(root)
    put("2026-05-12.jsonl", 4)(root)
    read: list[str] = []

    def spy(source: Source, *manner: Any) -> Read:
        read.append(source.path)
        return read_source(source, *manner)

    monkeypatch.setattr(contents, "read_source", spy)
    made(root)
    assert read == ["2026-05-12.jsonl"]
    read.clear()
    made(root, clean=True)
    assert read == []


def test_where_nothing_changed_nothing_is_gathered_or_composed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    (root / "content" / "undated.md").write_text("### [T](https://arxiv.org/abs/2605.00009)\n")
    first = made(root)
    monkeypatch.setattr("generator.build.gather_contents", None)
    again = made(root)
    assert (again.papers, again.days, again.pages) == (first.papers, first.days, first.pages)
    assert (again.rendered, again.removed) == (0, 0)


def test_a_change_of_the_same_size_and_time_is_seen_while_the_file_is_young(
    tmp_path: Path,
) -> None:
    root = project(tmp_path)
    place = root / "content" / "2026-05-08.jsonl"
    made(root)
    status = place.stat()
    place.write_text(place.read_text(encoding="utf-8").replace("line", "word"), encoding="utf-8")
    os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert made(root).rendered > 0


def test_a_line_put_first_leaves_the_pages_of_all_other_papers(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root / "public" / "papers")
    put("2026-05-11.jsonl", 9, 2, 3)(root)
    done = made(root)
    after = tree(root / "public" / "papers")
    assert {path: after[path] for path in before if "00003" not in path} == {
        path: data for path, data in before.items() if "00003" not in path
    }
    assert done.rendered < done.pages


@pytest.mark.parametrize("place", ["content/cache", "public/cache", "theme/cache", ".", "..", ""])
def test_the_cache_shares_no_folder_with_the_site(place: str, tmp_path: Path) -> None:
    root = project(tmp_path, f'[cache]\npath = "{place}"\n')
    with pytest.raises(UsageError, match="the cache"):
        made(root)


def test_one_cache_serves_many_builds_of_a_process(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    config = config_of(root)
    memory = Memory(Cache(config.cache, remember=True))
    options = BuildOptions(search=False)
    build(config, options, QUIET, memory)
    for number in (4, 5):
        put("2026-05-12.jsonl", number)(root)
        assert build(config, options, QUIET, memory).rendered > 0
    made(root, tmp_path / "clean")
    assert tree(root / "public") == tree(tmp_path / "clean")


def test_an_override_is_seen_by_the_next_build_of_the_same_process(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    for word in ("first", "second"):
        override("templates/text.html", f"<!doctype html><h1>{word}</h1>")(root)
        assert made(root).rendered == 1
        about = root / "public" / "about" / "index.html"
        assert about.read_text() == f"<!doctype html><h1>{word}</h1>"


def test_the_search_index_is_the_same_however_it_came_about(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    categories = ["cs.DC", "cs.OS", "cs.DS", "cs.LG", "cs.CL", "math.CO"]
    papers = [record(n, categories=[categories[n % 6], categories[n % 5]]) for n in range(1, 13)]
    write_records(root / "content" / "2026-04-08.jsonl", papers)
    made(root, search=True)
    write_records(root / "content" / "2026-03-08.jsonl", papers[::2])
    assert made(root, search=True).indexed
    incremental = tree(root / "public")
    assert any(path.startswith("pagefind/") for path in incremental)
    for name in ("one", "two", "three"):
        made(root, tmp_path / name, search=True)
        assert tree(tmp_path / name) == incremental


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root, search=True)
    public = root / "public"
    before = {place: place.stat().st_mtime_ns for place in public.rglob("*")}
    done = made(root, search=True)
    assert (done.rendered, done.removed, done.indexed) == (0, 0, False)
    assert {place: place.stat().st_mtime_ns for place in public.rglob("*")} == before


def test_a_new_day_sketches_no_paper_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path, "[authors]\nenabled = false\n")
    made(root)
    EDITS["a new day"](root)
    sketched: list[str] = []

    def spy(first: DigestDate, scene: Scene) -> str:
        sketched.append(first.value)
        return records_of(first, scene)

    monkeypatch.setattr("generator.compose.papers.records_of", spy)
    made(root)
    assert sketched == ["2026-05-12", "2026-05-12"]


def test_a_new_day_leaves_the_pages_of_old_papers_alone(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root / "public" / "papers")
    put("2026-05-12.jsonl", 8)(root)
    done = made(root)
    assert done.rendered < done.pages
    after = tree(root / "public" / "papers")
    assert {path: after[path] for path in before} == before


def test_any_number_of_processes_makes_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    made(root)
    monkeypatch.setattr(work, "WORTH_A_POOL", 0)
    made(root, tmp_path / "two", jobs=2)
    assert tree(tmp_path / "two") == tree(root / "public")


def test_the_order_of_a_folder_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    made(root)
    walk = discover._walk  # noqa: SLF001 - the one place where the system's order comes in
    monkeypatch.setattr(discover, "_walk", lambda *given: reversed(list(walk(*given))))
    made(root, tmp_path / "other")
    assert tree(tmp_path / "other") == tree(root / "public")


def test_the_place_of_a_project_leaves_no_trace_in_its_site(tmp_path: Path) -> None:
    first, second = project(tmp_path / "a"), project(tmp_path / "elsewhere" / "b")
    made(first)
    made(second)
    assert tree(first / "public") == tree(second / "public")


def test_foreign_files_in_the_output_stay(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    (root / "public" / "CNAME").write_text("papers.example")
    (root / "public" / "papers" / "notes.txt").write_text("mine")
    put("2026-05-11.jsonl", 9)(root)
    made(root)
    assert (root / "public" / "CNAME").read_text() == "papers.example"
    assert (root / "public" / "papers" / "notes.txt").read_text() == "mine"


def test_a_clean_build_renders_all_and_changes_nothing(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root / "public")
    done = made(root, clean=True)
    assert done.rendered >= done.pages
    assert tree(root / "public") == before


def test_a_damaged_page_is_made_again(tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root / "public")
    (root / "public" / "index.html").write_text("gone")
    assert made(root).rendered == 1
    assert tree(root / "public") == before


@pytest.mark.parametrize(
    "template",
    ["{% if %}", "{{ view.nothing_of_the_kind }}", "{% extends 'nowhere.html' %}", "{% block a %}"],
)
def test_a_broken_template_leaves_the_old_site(template: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    made(root)
    before = tree(root)
    override("templates/day.html", template)(root)
    with pytest.raises(UsageError, match=r"day\.html|nowhere\.html"):
        made(root)
    shutil.rmtree(root / "theme")
    assert tree(root) == before


@pytest.mark.parametrize(
    "program, said",
    [("/no/such/program", "could not be started"), ("/bin/false", "Pagefind failed")],
)
def test_a_missing_pagefind_leaves_the_old_site(
    program: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    made(root, search=True)
    before = tree(root / "public")
    put("2026-05-12.jsonl", 4)(root)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program)
    with pytest.raises(SearchError, match=said):
        made(root, search=True)
    assert tree(root / "public") == before
    left = [".digestry", "content", "public", "site.toml"]
    assert sorted(place.name for place in root.iterdir()) == left


def test_strict_builds_write_nothing_where_the_content_has_errors(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content" / "2026-05-12.jsonl").write_text('{"broken\n')
    with pytest.raises(ContentError, match="1 error"):
        made(root, strict=True)
    assert not (root / "public").exists()


def test_a_file_that_cannot_be_read_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    read_bytes = Path.read_bytes

    def refuse(place: Path) -> bytes:
        if place.is_relative_to(root):
            raise PermissionError(13, "Permission denied", str(place))
        return read_bytes(place)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(BuildError, match=r"2026-05-08\.jsonl cannot be read: Permission denied"):
        made(root)


def test_a_cache_that_cannot_be_written_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(contents, "save_pack", refuse)
    with pytest.raises(BuildError, match=r"cache .* cannot be written: No space left"):
        made(root)
    assert not (root / "public").exists()


@pytest.mark.parametrize("place", [".", "content", "content/public", "theme", "theme/static"])
def test_a_site_is_never_written_over_what_it_is_made_of(place: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    before = tree(root)
    with pytest.raises(UsageError, match="the output"):
        made(root, root / place)
    assert tree(root) == before


def test_a_link_in_the_place_of_the_output_is_refused(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "elsewhere").mkdir()
    (root / "public").symlink_to(root / "elsewhere")
    with pytest.raises(OutputError, match="link"):
        made(root)


@pytest.mark.parametrize("name", [b"2026-05-12 caf\xe9.jsonl", "2026-05-12 論文 é.jsonl".encode()])
def test_a_file_may_have_any_name(name: bytes, tmp_path: Path) -> None:
    root = project(tmp_path)
    folder = os.fsencode(root / "content")
    with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - no text
        file.write(b'{"title": "Named", "categories": ["cs.DC"]}\n')
    with open(os.path.join(folder, name[11:]), "wb") as file:  # noqa: PTH118, PTH123 - no text
        file.write(b'{"id": "2604.00001", "title": "Undated", "categories": ["cs.DC"]}\n')
    assert made(root).papers == 5


def test_extreme_papers_have_pages(tmp_path: Path) -> None:
    root = project(tmp_path)
    papers = [
        record(10, title="Long " * 2000),
        record(11, authors=[f"Author Number{n}" for n in range(3000)]),
        {"title": "Bare"},
        record(12),
        record(12, title="Twice in one file"),
    ]
    write_records(root / "content" / "2026-05-12.jsonl", papers)
    done = made(root)
    assert done.papers == 7
    public = root / "public" / "papers"
    assert (public / "bare" / "index.html").is_file()
    text = (public / "2605.00011" / "index.html").read_text(encoding="utf-8")
    assert "Author Number2999" in text
    assert (public / "2605.00010" / "index.html").read_text(encoding="utf-8").count("Long ") >= 2000
