"""The clock: what day it is, for what is told to the maintainer."""

import pytest

from generator.clock import Clock, read_clock
from generator.errors import UsageError


def test_a_stated_moment_is_the_day_in_utc_and_the_latest_on_earth() -> None:
    noon = read_clock({"SOURCE_DATE_EPOCH": "1778500800"})
    assert noon == Clock(today="2026-05-11", latest="2026-05-12")
    assert read_clock({"SOURCE_DATE_EPOCH": "0"}) == Clock(today="1970-01-01", latest="1970-01-01")


def test_without_one_it_is_the_systems_day() -> None:
    clock = read_clock({})
    assert clock.today <= clock.latest
    assert len(clock.today) == len("2026-05-11")


@pytest.mark.parametrize("stated", ["", "yesterday", "1.5", "9" * 30])
def test_what_is_no_moment_is_wrong_usage(stated: str) -> None:
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        read_clock({"SOURCE_DATE_EPOCH": stated})
