"""Old papers folded into the pages of their days: nothing of them is lost, addresses stay."""

from pathlib import Path

from generator.build import BuildOptions, build
from generator.report import Loudness, Reporter
from tests.crawl import faults
from tests.samples import config_of, project, record, write_records

AUTHORS = [f"Author Number{number}" for number in range(12)]


def made(root: Path) -> Path:
    build(config_of(root), BuildOptions(search=False), Reporter(Loudness.QUIET))
    return root / "public"


def page(public: Path, address: str) -> str:
    return (public / address / "index.html").read_text(encoding="utf-8")


def folded(root: Path, before: str) -> Path:
    (root / "site.toml").write_text(f'[archive]\nfold_before = "{before}"\n', encoding="utf-8")
    return made(root)


def test_a_folded_paper_is_whole_on_its_last_day_and_its_address_leads_there(
    tmp_path: Path,
) -> None:
    root = project(tmp_path)
    old = record(5, authors=AUTHORS, comment="12 pages", code_url="https://github.com/o/n")
    write_records(root / "content" / "2026-04-30.jsonl", [old])
    public = folded(root, "2026-05")
    day = page(public, "2026/04/30")
    assert "What paper 5 says." in day
    assert all(name in day for name in AUTHORS)
    assert "12 pages" in day
    assert "id=paper-2605.00005" in day
    assert "href=https://arxiv.org/abs/2605.00005" in day
    assert "url=/2026/04/30/#paper-2605.00005" in page(public, "papers/2605.00005")
    assert "What paper 1 says." in page(public, "papers/2605.00001")
    assert not faults(public)


def test_a_day_of_folded_papers_alone_offers_no_citation_that_scripts_cannot_write(
    tmp_path: Path,
) -> None:
    root = project(tmp_path)
    write_records(root / "content" / "2026-04-30.jsonl", [record(1), record(6)])
    write_records(root / "content" / "2026-04-29.jsonl", [record(7)])
    public = folded(root, "2026-05-01")
    assert "data-cite" in page(public, "2026/04/30")
    day = page(public, "2026/04/29")
    assert "data-cite" not in day
    assert "href=/2026/04/29/papers.bib" in day


def test_a_paper_that_came_back_later_keeps_its_page(tmp_path: Path) -> None:
    root = project(tmp_path)
    write_records(root / "content" / "2026-04-30.jsonl", [record(1), record(6)])
    public = folded(root, "2026-05-01")
    assert "refresh" not in page(public, "papers/2605.00001")
    assert "refresh" in page(public, "papers/2605.00006")
    assert "What paper 1 says." not in page(public, "2026/04/30")


def test_a_paper_of_several_days_folds_into_the_last(tmp_path: Path) -> None:
    root = project(tmp_path)
    for day, word in (("2026-04-29", "early"), ("2026-04-30", "late")):
        write_records(root / "content" / f"{day}.jsonl", [record(6, summary=f"An {word} text.")])
    public = folded(root, "2026-05")
    assert "An late text." in page(public, "2026/04/30")
    assert "href=/papers/2605.00006/" in page(public, "2026/04/29")
    assert "text." not in page(public, "2026/04/29")
