"""Sheets: what a paper is about, made once, kept in the cache, and made again where damaged."""

from pathlib import Path

import pytest

from generator.archive import Archive
from generator.cache.packs import pack, save_pack
from generator.digests.detect import Read
from generator.errors import BuildError
from generator.model import Digest, Entry, Section
from generator.report import Loudness, Reporter
from generator.terms.making import Desk, load_sheets, plan_sheets, sweep_sheets, term_sheets
from generator.terms.papers import Seen
from generator.terms.sheets import Sheet
from generator.terms.words import Kind
from generator.work import pool
from tests.samples import archive, digest, entry, tldr

QUIET = Reporter(Loudness.QUIET)


def abstract(text: str) -> Section:
    return Section(label="Abstract", field="abstract", lang="en", text=text)


def put(folder: Path, *digests: Digest) -> tuple[Archive, Desk]:
    """Put digests into packs below a folder."""
    (folder / "packs").mkdir(parents=True, exist_ok=True)
    for one in digests:
        stubs, data = pack(Read(digest=one), "")
        save_pack(folder / "packs", stubs.pack, data)
    desk = Desk(packs=folder / "packs", cache=folder / "cache" / "terms", crew=pool(1))
    return archive(*digests), desk


def day(number: int, *entries: Entry) -> Digest:
    return digest(f"2026-05-{number:02}.md", *entries)


def terms(sheet: Sheet, row: int = 0) -> dict[str, tuple[int, int]]:
    places = slice(sheet.starts[row], sheet.starts[row + 1])
    found = zip(sheet.terms[places], sheet.weights[places], sheet.seen[places], strict=True)
    return {sheet.forms()[term]: (int(weight), int(seen)) for term, weight, seen in found}


PAPER = entry(
    "Fair Locks",
    id="2605.00001",
    keywords=("queues",),
    sections=(tldr("Locks wait. 公平锁"), abstract("A lock, many locks and trees.")),
)


def test_titles_weigh_most_and_places_are_known(tmp_path: Path) -> None:
    (sheet,) = term_sheets(put(tmp_path, day(8, PAPER))[0].papers, put(tmp_path)[1], QUIET)
    found = terms(sheet)
    assert found["locks"] == (8 + 4 + 3, Seen.TITLE | Seen.SUMMARY | Seen.TEXT)
    assert found["queues"] == (6, Seen.KEYWORDS)
    assert found["trees"] == (2, Seen.TEXT)
    assert found["公平锁"] == (4, Seen.SUMMARY)


def test_kinds_and_counts_are_told(tmp_path: Path) -> None:
    other = entry("Fair Trees", id="2605.00002")
    held, desk = put(tmp_path, day(8, PAPER, other))
    (sheet,) = term_sheets(held.papers, desk, QUIET)
    kinds = dict(zip(sheet.forms(), sheet.kinds.tolist(), strict=True))
    assert (kinds["locks"], kinds["公平锁"], kinds[""]) == (Kind.WORD, Kind.PHRASE, Kind.PAIR)
    counts = dict(zip(sheet.forms(), sheet.counts().tolist(), strict=True))
    assert (counts["Fair"], counts["queues"]) == (2, 1)


@pytest.mark.parametrize(
    "title,whole,torn",
    [
        ("On In-Context Learning", "In-Context Learning", "Context Learning"),
        ("Vision-Language-Action Models", "Vision-Language-Action", "Language-Action"),
        ("Good Virtual Try-On", "Virtual Try-On", "Virtual Try"),
        ("A Vision\u2010Language Model", "Vision\u2010Language Model", "Language Model"),
        ("Vision-Language", "Vision-Language", "Vision Language"),
        ("Fair red-blue-green-gray-pink Locks", "Fair red-blue-green-gray", "Fair red"),
    ],
)
def test_a_phrase_is_not_torn_out_of_a_compound(
    title: str, whole: str, torn: str, tmp_path: Path
) -> None:
    held, desk = put(tmp_path, day(8, entry(title, id="2605.00001")))
    (sheet,) = term_sheets(held.papers, desk, QUIET)
    assert whole in sheet.forms()
    assert torn not in sheet.forms()


def test_a_term_has_one_number_everywhere(tmp_path: Path) -> None:
    held, desk = put(tmp_path, day(8, PAPER), day(9, entry("On locks", id="2605.00003")))
    first, second = term_sheets(held.papers, desk, QUIET)
    ids = dict(zip(first.forms(), first.ids, strict=True))
    assert second.ids.tolist() == [ids["locks"]]


def test_a_later_day_leaves_a_sheet_as_it_is(tmp_path: Path) -> None:
    held, _ = put(tmp_path, day(8, PAPER))
    longer = entry("Fair Locks Renamed", id="2605.00001")
    later, _ = put(tmp_path, day(8, PAPER), day(9, longer))
    assert [plan.name for plan in plan_sheets(later.papers)] == [
        plan.name for plan in plan_sheets(held.papers)
    ]


def test_a_sheet_is_made_once_and_again_where_it_is_damaged(tmp_path: Path) -> None:
    held, desk = put(tmp_path, day(8, PAPER))
    plans = plan_sheets(held.papers)
    (made,) = load_sheets(plans, desk, QUIET)
    place = desk.cache / plans[0].name
    whole = place.read_bytes()
    place.write_bytes(whole[:-3] + b"xyz")
    (again,) = load_sheets(plans, desk, QUIET)
    assert place.read_bytes() == whole
    assert terms(again) == terms(made)


def test_sheets_that_no_archive_needs_are_swept(tmp_path: Path) -> None:
    held, desk = put(tmp_path, day(8, PAPER))
    plans = plan_sheets(held.papers)
    list(load_sheets(plans, desk, QUIET))
    (desk.cache / "old").write_bytes(b"")
    sweep_sheets(plans, desk)
    assert [place.name for place in desk.cache.iterdir()] == [plans[0].name]


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    held, desk = put(tmp_path, day(8, PAPER))
    desk.cache.parent.mkdir()
    desk.cache.write_text("in the way")
    with pytest.raises(BuildError, match="cannot be written"):
        term_sheets(held.papers, desk, QUIET)


def test_hostile_words_stay_text(tmp_path: Path) -> None:
    bad = entry("<script>alert\x00\u2028</script> " + "long" * 50, id="2605.00009")
    held, desk = put(tmp_path, day(8, bad))
    (sheet,) = term_sheets(held.papers, desk, QUIET)
    assert len(sheet.forms()) == len(sheet.ids)
    assert "script" in terms(sheet)
