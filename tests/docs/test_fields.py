"""The tables of what templates see are those that the views give."""

from generator.views.parts import CalendarDay, DateRef, Link
from tests.docs.fields import PLACE, in_words, meanings, parts, views, written
from tests.theme_views import VIEWS


def test_the_reference_of_themes_is_current() -> None:
    text = PLACE.read_text(encoding="utf-8")
    assert written(text) == text, "run `make reference`"


def test_every_view_of_a_template_and_every_part_has_its_table() -> None:
    text = PLACE.read_text(encoding="utf-8")
    for kind in (*views(), *parts()):
        assert f"\n### {kind.__name__}\n" in text
    assert {type(view) for view in VIEWS.values()} <= set(views())


def test_what_is_told_of_a_field_is_kept() -> None:
    text = PLACE.read_text(encoding="utf-8")
    told = meanings(text)
    assert told["HomeView", "newest"] == "the newest day"
    assert meanings(written(text)) == told


def test_types_are_told_in_words() -> None:
    assert in_words(str) == "text"
    assert in_words(DateRef | None) == "[`DateRef`](#dateref)?"
    assert in_words(tuple[Link, ...]) == "[`Link`](#link)…"
    assert (
        in_words(tuple[tuple[CalendarDay | None, ...], ...]) == "[`CalendarDay`](#calendarday)?……"
    )
    assert in_words(bool) == "`true` or `false`"
