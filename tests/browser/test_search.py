"""The search: what can be asked for, what is marked, over several parts, by keyboard and phone."""

import json
from pathlib import Path
from tempfile import mkdtemp

import pytest
from playwright.sync_api import Page, Route, expect

from generator.build import BuildOptions, build
from generator.config import load_config
from generator.index import runs
from generator.index.making import RunUnit, index_run
from generator.index.parts import HALVES
from generator.index.shelves import read_words
from generator.model import DigestDate, Paper, Section
from generator.report import Loudness, Reporter
from tests.browser.conftest import PHONE, OpenPage, ServeDirectory
from tests.browser.demo import BASE, demo_site

RESULTS = "#search-results > li"
expect.set_options(timeout=20_000)

PAPERS = [
    {"id": "2601.00001", "AI": {"tldr": "用强化学习训练图神经网络。"},
     "title": "Graph networks learn", "authors": ["Jöran Åström", "Li Wei"],
     "summary": "A survey of graph networks: 13.6% in 5 μs.", "categories": ["cs.LG"]},
    {"id": "2601.00002", "AI": {"tldr": "学习率与强化的关系，学习习惯。"},
     "title": "Networks of roads", "authors": ["Wei Zhang", "Lin Li"],
     "summary": "S²Gen: we model a graph. Then networks are fine-tuned.",
     "categories": ["cs.CL", "cs.LG"]},
    {"id": "2602.00003", "AI": {"tldr": "加速大语言模型推理。"}, "title": "Serving models quickly",
     "authors": ["Ada Jones"], "summary": "Throughput $O(n^2)$ of serving a model on one GPU. " * 9
     + "Only here the zebra is spoken of, at the very end of a long abstract.",
     "categories": ["cs.DC"]},
    {"id": "2603.00004", "AI": {"tldr": "网络综述。"}, "title": "A survey of serving",
     "authors": ["Ada Jones", "B. Smith"], "summary": "Serving surveyed: networks, graphs.",
     "categories": ["cs.DC"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def site_in_parts() -> Path:
    """Build a site whose index has a part for nearly every paper."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "LARGEST", 1)
        patch.setattr(runs, "SMALLEST", 0)
        root = Path(mkdtemp(prefix="digestry-parts-"))
        (root / "content").mkdir()
        (root / "site.toml").write_text('[site]\ntitle = "Parts"\nlanguage = "en"\n')
        for number, paper in enumerate(PAPERS):
            day = f"{paper['id'][2:4]}-0{number + 1}"  # type: ignore[index]
            place = root / "content" / f"2026-{day}.jsonl"
            place.write_text(json.dumps(paper, ensure_ascii=False), encoding="utf-8")
        config = load_config(root / "site.toml", base_url=BASE)
        build(config, BuildOptions(), Reporter(Loudness.QUIET))
    return config.output


@pytest.fixture
def parts(site_in_parts: Path, serve_directory: ServeDirectory) -> str:
    return serve_directory(site_in_parts, BASE)


def found(page: Page, site: str, query: str) -> list[str]:
    """Search and return the papers found, best first, once all parts have answered."""
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#search-status")).to_contain_text("paper", ignore_case=True)
    expect(page.locator("#search-results")).not_to_have_attribute("aria-busy", "true")
    links = page.locator(f"{RESULTS} h3 a")
    return [str(link.get_attribute("href")).rstrip("/")[-5:] for link in links.all()]


def test_the_index_is_in_parts(site_in_parts: Path) -> None:
    catalogue = json.loads((site_in_parts / "pagefind" / "catalogue.json").read_bytes())
    assert [len(part["runs"]) for part in catalogue["parts"]] == [3, 1]


@pytest.mark.parametrize(
    "query, papers",
    [
        ("graph networks", ["00001", "00004", "00002"]),
        ('"graph networks"', ["00001"]),
        ("“graph networks”", ["00001"]),
        ("network learning", ["00001"]),
        ("networks -survey", ["00002"]),
        ('networks -"graph networks"', ["00002", "00004"]),
        ("强化学习", ["00001"]),
        ('"学习习惯"', ["00002"]),
        ("学习 强化", ["00002", "00001"]),
        ("图神经 graph", ["00001"]),
        ("综", ["00004"]),
        ("joran astrom", ["00001"]),
        ("author:wei", ["00002", "00001"]),
        ('author:"wei zhang"', ["00002"]),
        ('author:"zhang lin"', []),
        ("author:jones survey", ["00004"]),
        ("J. Åström", ["00001"]),
        ("title:networks", ["00002", "00001"]),
        ("cat:cs.LG", ["00002", "00001"]),
        ("serving after:2026-03", ["00004"]),
        ("serving before:2026-03", ["00003"]),
        ("cat:cs after:2026-02 before:2026-03", ["00003"]),
        ("fine tuning", ["00002"]),
        ("fine-tuned", ["00002"]),
        ("throughp", ["00003"]),
        ("13.6%", ["00001"]),
        ("5 µs", ["00001"]),
        ("S2Gen", ["00002"]),
        ("O(n^2)", ["00003"]),
        ("nonsensical", []),
        ("the graph of networks", ["00001", "00004", "00002"]),
    ],
)
def test_a_query_finds_what_it_says(query: str, papers: list[str], page: Page, parts: str) -> None:
    assert sorted(found(page, parts, query)) == sorted(papers)
    assert found(page, parts, query)[:1] == papers[:1]


def test_inflected_words_find_the_same(page: Page, parts: str) -> None:
    assert found(page, parts, "model") == found(page, parts, "models") != []


def test_a_word_deep_in_the_abstract_is_shown_and_marked(page: Page, parts: str) -> None:
    assert found(page, parts, "zebra") == ["00003"]
    passage = page.locator(f"{RESULTS} .passage")
    expect(passage).to_contain_text("zebra")
    expect(passage.locator("mark")).to_have_text(["zebra"])
    height = "(passage) => passage.closest('li').getBoundingClientRect().height"
    filled = passage.evaluate(height)
    passage.evaluate("(passage) => passage.replaceChildren()")
    assert passage.evaluate(height) == filled, "its place is kept until it comes"


def test_chinese_words_are_marked_as_they_are_read(page: Page, parts: str) -> None:
    assert found(page, parts, "语言模型") == ["00003"]
    expect(page.locator(f"{RESULTS} .gist mark")).to_have_text(["语言模型"])
    expect(page.locator(RESULTS)).not_to_contain_text("8bed")


def test_choices_say_how_many_papers_they_leave(page: Page, parts: str) -> None:
    assert len(found(page, parts, "graph")) == 3
    expect(page.locator("select[name=month] option[value='2026-01']")).to_contain_text("(2)")
    page.locator("select[name=category]").focus()
    expect(page.locator("select[name=category] option[value='cs.LG']")).to_contain_text("(2)")
    expect(page.locator("select[name=category] option[value='cs.DC']")).to_contain_text("(1)")


def test_a_date_leaves_out_parts_that_cannot_match(page: Page, parts: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{parts}search/?q=survey&month=2026-03")
    expect(page.locator(RESULTS)).to_have_count(1)
    chunks = {
        url.split("/part-")[1][:12] for url in asked if "/part-" in url and "directory" not in url
    }
    assert len(chunks) == 1


def test_a_lost_part_is_said_and_the_page_goes_on(
    page: Page, parts: str, problems: list[str]
) -> None:
    def lose(route: Route) -> None:
        route.fulfill(status=404)

    page.context.route("**/part-*/*", lose)
    page.goto(f"{parts}search/?q=survey")
    expect(page.locator("#search-status")).to_contain_text("could not be loaded")
    page.context.unroute("**/part-*/*", lose)
    page.get_by_role("searchbox").fill("surveys")
    expect(page.locator(RESULTS)).to_have_count(2)
    problems.clear()


def test_a_search_by_keyboard_on_a_phone(open_page: OpenPage, parts: str) -> None:
    page = open_page(PHONE)
    page.goto(f"{parts}search/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("serving")
    expect(page.locator(RESULTS)).to_have_count(2)
    expect(page.get_by_role("status").first).to_contain_text("2 papers")
    page.locator(f"{RESULTS} a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{parts}papers/2602.00003/")


WORDS = (
    "generalization generalized universities international internal emergency organizing organisms "
    "radiologists adding added evening pasted paste dying lying skies news optimally hopefully "
    "attentional relational conditional rationalize communication arsenal succeeding proceed "
    "modelling models modeled networks quantized quantization agreed feed bleed plastered motoring "
    "sing falling hissing fizzed failing filing happy sky boy cries ties dies gas kiwis gaps "
    "vietnamization predication operator feudalism decisiveness hopefulness callousness formality "
    "sensitivity sensibility triplicate formative formalize electricity electrical goodness "
    "revival "
    "allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment "
    "dependent adoption homologous effective bowdlerize probate rate cease controller rolling "
    "biology apology analogies early only gently idly ugly singly inning outing yellow yes sayings "
    "embed embedded embedding bias biases atlas cosmos interval interfering laterally"
)


def test_stems_are_those_of_the_index(tmp_path: Path, page: Page, parts: str) -> None:
    text = Section(label="Abstract", field="abstract", lang="en", text=WORDS)
    days = (DigestDate(value="2026-01-01"),)
    paper = Paper(key="x", title="", days=days, sections=(text,))
    index_run(
        (paper,), RunUnit(papers=(), packs="", language="en", words=f"{tmp_path}/w", records="")
    )
    shelves = [s for half in HALVES for s in read_words(tmp_path / "w" / f"{half}.words")]
    index = {word.decode() for shelf in shelves for word in shelf.words}
    page.goto(f"{parts}search/")
    (script,) = Path(demo_site() / "assets").glob("stem.*.js")
    make = "async ([address, list]) => list.map((await import(address)).stem)"
    stems = page.evaluate(make, [f"{BASE}assets/{script.name}", WORDS.split()])
    assert [
        word for word, made in zip(WORDS.split(), stems, strict=True) if made not in index
    ] == []
