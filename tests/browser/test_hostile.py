"""Hostile digests in a real browser: nothing runs, nothing is asked of another host."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.build import BuildOptions, build
from generator.report import Loudness, Reporter
from tests.browser.conftest import OpenPage, ServeDirectory
from tests.hostile.records import harvest
from tests.hostile.trial import opened, theme_of, used
from tests.samples import config_of, record, write_records

INPUTS = 500


@pytest.mark.parametrize("number", range(4))
def test_nothing_stirs_in_the_lists_of_a_hostile_site(
    number: int, chromium: Browser, tmp_path: Path
) -> None:
    inputs, theme = harvest(INPUTS, number), theme_of(number)
    assert list(opened(tmp_path, inputs, chromium, number * INPUTS, theme)) == []


def test_what_scripts_insert_stays_text(chromium: Browser, tmp_path: Path) -> None:
    assert list(used(tmp_path, harvest(200, 4), chromium)) == []


def test_a_title_written_from_the_right_turns_nothing_beside_it(
    open_page: OpenPage, serve_directory: ServeDirectory, tmp_path: Path
) -> None:
    titles = ("\u05d0\u05d1\u05d2 (1)", "\u202eLocks")
    records = [record(number, title=title) for number, title in enumerate(titles, start=1)]
    write_records(tmp_path / "content" / "2026-05-08.jsonl", records)
    config = config_of(tmp_path)
    build(config, BuildOptions(search=False), Reporter(Loudness.QUIET))
    page = open_page()
    page.goto(serve_directory(config.output) + "2026/05/08/")
    for link in page.locator("main .card h3 a").all():
        assert link.evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"
    assert "\u202e" not in page.content()
