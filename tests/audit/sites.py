"""The sites that are looked at: the demo, and the demo with days of 1, 500 and 700 papers."""

from dataclasses import dataclass
from pathlib import Path

from generator.build import BuildOptions, build
from generator.config import load_config
from generator.report import Loudness, Reporter
from tests.audit.corpus import write_corpus

ROOT = Path(__file__).parents[2]
DAYS = {"2026-06-01": 1, "2026-06-02": 700, "2026-06-03": 500}
"""The made-up days and their papers; the newest, which the home page shows, has 500."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to build: content, language, and the path below which the site stands."""

    name: str
    language: str
    large: bool = False
    base_path: str = "/"


RECIPES = (
    Recipe("demo-en", "en"),
    Recipe("demo-zh", "zh", base_path="/repo/"),
    Recipe("large-en", "en", large=True),
    Recipe("large-zh", "zh", large=True),
)
ENGLISH = tuple(recipe for recipe in RECIPES if recipe.language == "en")


@dataclass(frozen=True, slots=True)
class Site:
    """A site as it was built."""

    name: str
    language: str
    large: bool
    base_path: str
    folder: Path


def build_site(recipe: Recipe, place: Path, *, search: bool = True) -> Site:
    """Build a site below a folder of its own, with the demo's settings in the recipe's language."""
    place.mkdir(parents=True, exist_ok=True)
    settings = (ROOT / "site.toml").read_text("utf-8")
    file = place / "site.toml"
    file.write_text(settings.replace('language = "en"', f'language = "{recipe.language}"'), "utf-8")
    content = ROOT / "content"
    if recipe.large:
        content = write_corpus(content, place / "content", DAYS)
    output = place / "public"
    config = load_config(file, content=content, output=output, base_url=recipe.base_path)
    build(config, BuildOptions(jobs=2, search=search), Reporter(Loudness.QUIET))
    return Site(recipe.name, recipe.language, recipe.large, recipe.base_path, output)
