"""Mistakes in templates, told by the file and the line in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from traceback import walk_tb

import jinja2

from generator.errors import UsageError
from generator.theme_files import Layer, Standing, standing

_HINT = "correct the template, or remove yours to have the theme's own again"
_MARK = "__jinja_exception__"


def template_error(
    layers: tuple[Layer, ...], template: str, error: jinja2.TemplateError | UsageError
) -> UsageError:
    """Say where in the files of a theme what is wrong; `template` is the one that was asked for.

    A UsageError is that of a phrase or a static file, which tells what to do by itself.
    """
    if isinstance(error, jinja2.TemplateNotFound):
        return UsageError(
            f"the theme has no template {error.name!r}",
            hint="put it into templates/, or correct its name in the template that asks for it",
        )
    if isinstance(error, UsageError):
        return told_at(next(filter(None, _places(layers, template, error)), None), error)
    places = [place for place in _places(layers, template, error) if place]
    last = places[0] if places else template
    # What the theme stumbles over was given to it by the file that uses it.
    giver = next((place for place in places if place.is_own), last)
    also = f", in {last}" if giver != last else ""
    return UsageError(f"{giver}: {error.message}{also}", hint=_HINT)


def told_at(place: Standing | None, error: UsageError) -> UsageError:
    """Say where a template asks for what there is not, as far as that is known."""
    return UsageError(f"{place}: {error.message}", hint=error.hint) if place else error


def _places(
    layers: tuple[Layer, ...], template: str, error: jinja2.TemplateError | UsageError
) -> Iterator[Standing | None]:
    """Yield the places that led to an error, the last first."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        yield standing(layers, error.name or template, error.lineno)
        return
    # Jinja2 puts the lines of templates into the traceback, under the names that they have.
    for frame, line in reversed(list(walk_tb(error.__traceback__))):
        if _MARK in frame.f_globals:
            yield standing(layers, frame.f_code.co_filename, line)
